"""Takes one number, once, however often that has to be asked."""

import hashlib

from kiosk.domain.ports import Backend, Once
from kiosk.domain.ticket import Draft, Placed
from kiosk.errors import Ambiguous, KeyTrouble, KioskError, Reason, TooBusy, Unavailable

SECONDS = 25.0
"""For all attempts together: as long as a person waits in front of a button."""

LONGEST_WAIT = 5.0
"""Seconds. Limits of a minute or an hour are not waited for with a customer."""

_PASSING = frozenset({Reason.OFFLINE, Reason.TIMEOUT, Reason.UPSTREAM})
"""Reasons to be unavailable that may be over in a second; a full disk isn't."""


def once_for(draft: Draft, key: str, owner: str) -> Once:
    """The idempotency key of `draft`: the same for every attempt."""
    said = [draft.branch, draft.group or "", draft.service, draft.locale, draft.source]
    if draft.start:
        said += [draft.start.isoformat(), draft.holder or "", draft.customer or ""]
    return Once(owner, key, hashlib.sha256("\x1f".join(said).encode()).hexdigest())


async def take_number(
    backend: Backend, draft: Draft, once: Once, *, seconds: float = SECONDS
) -> Placed:
    """The number for `draft`; a lost answer is asked for again under the same key.

    Raises KioskError: Ambiguous when it is still not known whether there is a number, also
    when an answer was lost and then nobody could be reached any more.
    """
    lost = False

    def worth_asking_again(error: Exception) -> bool | float:
        nonlocal lost
        lost = lost or is_lost(error)
        return is_worth_asking_again(error, repeatable=backend.capabilities.idempotent)

    import stamina  # not before the first number: opening the kiosk is quicker without

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
                return await backend.issue(draft, once, actor=once.owner)
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
