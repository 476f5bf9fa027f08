"""Takes one number, once, however often that has to be asked."""

import hashlib

from kiosk.domain.ports import Backend, Once
from kiosk.domain.ticket import Draft, Placed
from kiosk.tui.customer.insisting import insist

SECONDS = 25.0
"""For all attempts together: as long as a person waits in front of a button."""


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
    idempotent = backend.capabilities.idempotent
    return await insist(
        lambda: backend.issue(draft, once, actor=once.owner),
        seconds,
        repeatable=idempotent,
    )
