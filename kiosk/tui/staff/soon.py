"""A question that is asked again soon after something happened, one at a time and not too often."""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic


class Soon:
    """However often it is stirred, it is asked once in `least` seconds at most, the first time at
    once. `most`: asked after so many seconds though nothing happened."""

    def __init__(
        self,
        ask: Callable[[], Awaitable[float | None]],
        least: float,
        most: float | None = None,
    ) -> None:
        """`ask` answers with None, or with the seconds after which it is to be asked again."""
        self._ask, self._least, self._most = ask, least, most
        self._stirred = asyncio.Event()

    def stir(self) -> None:
        """Something happened."""
        self._stirred.set()

    async def run(self) -> None:
        """Ask for ever."""
        again: float | None = self._most
        while True:
            await self._wait(again)
            self._stirred.clear()
            began = monotonic()
            again = await self._ask()
            again = self._most if again is None else again
            await asyncio.sleep(max(0.0, began + self._least - monotonic()))

    async def _wait(self, seconds: float | None) -> None:
        """For something to happen, `seconds` at most."""
        try:
            async with asyncio.timeout(seconds):
                await self._stirred.wait()
        except TimeoutError:
            return
