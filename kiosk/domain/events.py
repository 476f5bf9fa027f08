"""What happened to a ticket: one row for every change, written with the change itself."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.domain.branch import BranchId, CounterId, ServiceId
from kiosk.domain.ticket import Status, TicketId


class Deed(StrEnum):
    """What was done. Each is a row of the transition table."""

    ISSUE = "issue"
    CALL = "call"
    RECALL = "recall"
    START = "start"
    FINISH = "finish"
    RETURN = "return"
    NO_SHOW = "no_show"
    PARK = "park"
    UNPARK = "unpark"
    TRANSFER = "transfer"
    CANCEL = "cancel"
    EXPIRE = "expire"
    CLOSE_DAY = "close_day"
    BOOK = "book"
    APPROVE = "approve"
    DECLINE = "decline"
    CHECK_IN = "check_in"
    UNDO_CHECK_IN = "undo_check_in"
    RESCHEDULE = "reschedule"


@dataclass(frozen=True, slots=True)
class TicketEvent:
    """One change. `seq` grows by at least one per event in a store and never repeats.

    `old` is None for the first. `actor` is a key's name, "counter 3", or "day end"; never a person's data.
    `reason` is why, for people ("longest waiting", "closed at day end").
    """

    seq: int
    at: datetime
    branch: BranchId
    ticket: TicketId
    number: str
    service: ServiceId
    deed: Deed
    old: Status | None
    new: Status
    actor: str
    reason: str = ""
    counter: CounterId | None = None


@dataclass(frozen=True, slots=True)
class BranchChanged:
    """The branch's description was loaded anew, or its day turned: read the state again."""

    seq: int
    at: datetime
    branch: BranchId
