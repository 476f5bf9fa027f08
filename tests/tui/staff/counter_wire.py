"""A wire between consoles and their queue, that can be cut, and that can lose an answer."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from kiosk.desk.desk import Desk
from kiosk.domain.branch import BranchId
from kiosk.domain.ports import Capabilities
from kiosk.errors import Ambiguous, Unavailable


@dataclass
class CounterWire:
    """While it is `cut` nobody answers, and what happens is told in a snapshot afterwards.

    `lost`: names of questions whose next answer gets lost after the desk has done its part.
    `deaf`: as lost, and the desk did nothing either. `held`: names of questions that wait until
    `let_go`.
    """

    desk: Desk
    lost: list[str] = field(default_factory=list)
    deaf: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Whole."""
        self._whole = asyncio.Event()
        self._whole.set()
        self._gone = asyncio.Event()

    def let_go(self) -> None:
        """What was held gets there."""
        self._gone.set()

    def cut(self) -> None:
        """Nobody answers from now on."""
        self._whole.clear()

    def mend(self) -> None:
        """It is whole again."""
        self._whole.set()

    @property
    def capabilities(self) -> Capabilities:
        """What the desk can do: that is known without a wire."""
        return self.desk.capabilities

    def __getattr__(self, name: str) -> Any:
        """A question to the desk, as far as it gets there and its answer comes back."""
        question = getattr(self.desk, name)

        async def ask(*given: Any, **named: Any) -> Any:
            self.asked.append(name)
            if not self._whole.is_set():
                raise Unavailable(detail="the wire is cut")
            if name in self.held:
                await self._gone.wait()
            if name in self.deaf:
                self.deaf.remove(name)
                raise Ambiguous(detail="lost on the way there")
            answer = await question(*given, **named)
            if name in self.lost:
                self.lost.remove(name)
                raise Ambiguous(detail="lost on the way back")
            return answer

        return ask

    async def watch(
        self, branch: BranchId, after: int | None = None
    ) -> AsyncIterator[object]:
        """What happens; after a cut it begins anew, as a client does after a gap."""
        while True:
            async for told in self.desk.watch(branch, after):
                if not self._whole.is_set():
                    break
                yield told
            else:
                return
            await self._whole.wait()
