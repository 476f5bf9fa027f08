"""Asks again what may be asked as often as one likes, for as long as a customer waits."""

from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from kiosk.errors import Ambiguous, TooBusy, Unavailable
from kiosk.tui.customer.issuing import is_lost, is_worth_asking_again

SECONDS: Final = 12.0
"""For all attempts together."""

T = TypeVar("T")


async def insist(ask: Callable[[], Awaitable[T]], seconds: float = SECONDS) -> T:
    """The answer to something that may be asked as often as one likes. KioskError: Ambiguous when
    an answer was lost, also where nobody could be reached any more after that."""
    lost = False

    def worth_asking_again(error: Exception) -> bool | float:
        nonlocal lost
        lost = lost or is_lost(error)
        return is_worth_asking_again(error, repeatable=True)

    import stamina  # not before somebody types a code: opening the kiosk is quicker without

    try:
        async for attempt in stamina.retry_context(
            on=worth_asking_again,
            attempts=None,
            timeout=seconds,
            wait_initial=0.2,
            wait_max=3.0,
            wait_jitter=0.2,
        ):
            with attempt:
                return await ask()
    except (Unavailable, TooBusy) as error:
        if lost:
            raise Ambiguous(detail=f"lost, then {error.detail}") from error
        raise
    raise Unavailable(detail="no attempt was made")
