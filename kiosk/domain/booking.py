"""What a ticket with a time has besides: the reserved part, and the hold before it."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NewType

from kiosk.domain.branch import BranchId, LaneId, ServiceId, StaffId
from kiosk.errors import BadInput

Holder = NewType("Holder", str)
"""Who holds a time while a customer types: a secret word of one visit, drawn anew for each.

16 to 64 letters, digits, "-" and "_"; a UUID will do. Who knows it has the hold.
"""

_HOLDER: Final = re.compile(r"[A-Za-z0-9_-]{16,64}")


def holder(text: str) -> Holder:
    """`text` as a holder. BadInput when it is none."""
    if not _HOLDER.fullmatch(text):
        problem = "is not 16 to 64 letters, digits, - and _"
        raise BadInput(fields={"holder": problem})
    return Holder(text)


@dataclass(frozen=True, slots=True)
class Booking:
    """The reserved part of an appointment; it begins at its ticket's `start_at`.

    Instants are aware UTC. `booked_at` is when it was made, `changes` how often it was moved
    since. A place in a `session` (its id) takes no lane of its own; `series` is that of an
    appointment which happens again and again.
    """

    end_at: datetime
    lane: LaneId
    booked_at: datetime
    changes: int = 0
    session: str | None = None
    series: str | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    """A time kept until `expires_at` for who types. Instants are aware UTC."""

    holder: Holder
    branch: BranchId
    service: ServiceId
    start: datetime
    end: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants a time for.

    `staff` asks for one person's lanes. What `holder` holds, and what is booked for the ticket
    `moving` (its id), is free for who asks.
    """

    branch: BranchId
    service: ServiceId
    staff: StaffId | None = None
    holder: Holder | None = None
    moving: str | None = None
