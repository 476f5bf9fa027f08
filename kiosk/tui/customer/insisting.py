"""Asks again what may be asked as often as one likes, for as long as a customer waits."""

from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from kiosk.errors import Unavailable
from kiosk.tui.customer.issuing import is_worth_asking_again

SECONDS: Final = 12.0
"""For all attempts together."""

T = TypeVar("T")


async def insist(ask: Callable[[], Awaitable[T]], seconds: float = SECONDS) -> T:
    """The answer to something that may be asked as often as one likes. KioskError."""
    import stamina  # not before somebody types a code: opening the kiosk is quicker without

    async for attempt in stamina.retry_context(
        on=lambda error: is_worth_asking_again(error, repeatable=True),
        attempts=None,
        timeout=seconds,
        wait_initial=0.2,
        wait_max=3.0,
        wait_jitter=0.2,
    ):
        with attempt:
            return await ask()
    raise Unavailable(detail="no attempt was made")
