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
    COMPLETE = "complete"
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
    PRIORITY = "priority"
    NOTE = "note"
    UNDO = "undo"


class BranchDeed(StrEnum):
    """What was done in a branch, and to no ticket."""

    OPEN_COUNTER = "open_counter"
    PAUSE_COUNTER = "pause_counter"
    CLOSE_COUNTER = "close_counter"
    CHANGE_COUNTER = "change_counter"
    PAUSE_SERVICE = "pause_service"
    RESUME_SERVICE = "resume_service"
    MESSAGE = "message"
    TAKE_DOWN = "take_down"
    CLOSE_DAY = "close_day"
    REOPEN_DAY = "reopen_day"
    SIGN_IN = "sign_in"
    SIGN_OUT = "sign_out"


@dataclass(frozen=True, slots=True)
class TicketEvent:
    """One change. `seq` grows by at least one per event in a store and never repeats.

    `old` is None for the first. `actor` is an operator's or a key's name, or "day end"; never a customer's.
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
    """Something changed that is no ticket's: the description, the day, a counter, a service, a
    message. Read the state again."""

    seq: int
    at: datetime
    branch: BranchId
