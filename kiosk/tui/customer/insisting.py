"""Asks again what nobody answered, for as long as a customer waits."""

from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from kiosk.errors import Ambiguous, KeyTrouble, KioskError, Reason, TooBusy, Unavailable

SECONDS: Final = 12.0
"""For all attempts together."""

LONGEST_WAIT = 5.0
"""Seconds. Limits of a minute or an hour are not waited for with a customer."""

_PASSING = frozenset({Reason.OFFLINE, Reason.TIMEOUT, Reason.UPSTREAM})
"""Reasons to be unavailable that may be over in a second; a full disk isn't."""

T = TypeVar("T")


async def insist(
    ask: Callable[[], Awaitable[T]],
    seconds: float = SECONDS,
    *,
    repeatable: bool = True,
) -> T:
    """The answer to `ask`; without one it is asked again, when one got lost only if that is
    `repeatable`. KioskError: Ambiguous when an answer was lost, also where nobody could be
    reached any more after that."""
    lost = False

    def worth_asking_again(error: Exception) -> bool | float:
        nonlocal lost
        lost = lost or is_lost(error)
        return is_worth_asking_again(error, repeatable=repeatable)

    import stamina  # not before somebody asks: opening the kiosk is quicker without

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
    raise Ambiguous(detail="no attempt was made")


def is_lost(error: Exception) -> bool:
    """Whether there may be a number behind it."""
    if isinstance(error, KeyTrouble):
        return error.reason is Reason.KEY_RUNNING
    return isinstance(error, Ambiguous)


def is_worth_asking_again(error: Exception, *, repeatable: bool) -> bool | float:
    """Whether to ask again; a number is the seconds to wait before. Whoever is asked to wait for
    longer than a person stands before a locked page hears that instead."""
    match error:
        case TooBusy():
            wait = float(error.retry_after)
            return wait if wait <= LONGEST_WAIT else False
        case Ambiguous():
            return repeatable
        case KeyTrouble() if error.reason is Reason.KEY_RUNNING:
            return True
        case Unavailable():
            return error.reason in _PASSING
        case KioskError():
            return False
        case _:
            return False
