"""A ticket: one person's number in one branch on one business day."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from kiosk.domain.booking import Booking, Holder
from kiosk.domain.branch import BranchId, CounterId, GroupId, ServiceId, StaffId
from kiosk.domain.customer import CustomerId

TicketId = NewType("TicketId", str)
"""10 characters, lower-case letters and digits."""


class Status(StrEnum):
    """Where a ticket stands. `UNKNOWN` is a foreign word we keep but never act on."""

    REQUESTED = "requested"
    BOOKED = "booked"
    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    PARKED = "parked"
    SERVED = "served"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


FINAL = frozenset({Status.SERVED, Status.NO_SHOW, Status.CANCELLED, Status.EXPIRED})


class Kind(StrEnum):
    """How a ticket came to be."""

    WALKIN = "walkin"
    APPOINTMENT = "appointment"


class Result(StrEnum):
    """What came of a visit."""

    SOLVED = "solved"
    CONTINUES = "continues"
    WRONG_SERVICE = "wrong_service"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a visit ended: what came of it, the services done, and for how many people."""

    result: Result = Result.SOLVED
    services: tuple[ServiceId, ...] = ()
    people: int = 1


@dataclass(frozen=True, slots=True)
class Care:
    """What staff noted about a ticket, and whom it is kept for.

    `said` is what its customer wrote when it was booked.
    `counter` or `operator`: only there, or by that operator, is it called. `priority_reason` goes
    with a priority, `park_reason` and `parked_until` with a parked one.
    """

    note: str = ""
    priority_reason: str = ""
    counter: CounterId | None = None
    operator: StaffId | None = None
    park_reason: str = ""
    parked_until: datetime | None = None
    outcome: Outcome | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Theirs:
    """The row of another system that a ticket stands for: which system, their id of it, and their
    word for its status, last read at `seen_at` (UTC)."""

    system: str
    id: str
    word: str
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Ticket:
    """A row of the queue. Instants are aware UTC; `day` is the label of its business day.

    `seq` is the order of issue in the whole store and never repeats; 0 before it is stored.
    `version` grows with every change, and a change names the version it saw.
    `rank_at` is the instant that decides its place within its band (when it joined). An
    appointment has a `start_at` and a `booking`; it joins when it checks in, and until then
    `joined_at` is when it was booked. `day_seq` is negative while its day is still to come.
    """

    id: TicketId
    number: str
    code8: str
    branch: BranchId
    group: GroupId | None
    service: ServiceId
    day: date
    day_seq: int
    kind: Kind
    status: Status
    status_at: datetime
    joined_at: datetime
    rank_at: datetime
    locale: str
    source: str
    seq: int = 0
    version: int = 1
    priority: int = 0
    keep_place: bool = False
    start_at: datetime | None = None
    counter: CounterId | None = None
    called_at: datetime | None = None
    call_count: int = 0
    serving_at: datetime | None = None
    finished_at: datetime | None = None
    booking: Booking | None = None
    customer: CustomerId | None = None
    care: Care | None = None
    theirs: Theirs | None = None

    @property
    def is_final(self) -> bool:
        """Nothing can happen to it any more."""
        return self.status in FINAL


@dataclass(frozen=True, slots=True)
class WaitRange:
    """An honest wait, in whole minutes: between `lo` and `hi`; `estimate` is the mean behind it."""

    lo: int
    hi: int
    estimate: int


@dataclass(frozen=True, slots=True)
class Place:
    """Who is before a waiting ticket in the real calling order, and for how long, at `as_of`.

    `wait` is None while no open counter serves the service: no counter, no estimate.
    """

    ahead: int
    wait: WaitRange | None
    as_of: datetime


@dataclass(frozen=True, slots=True)
class Placed:
    """A ticket with its place; `place` is None unless it waits. `replayed`: a key's second use."""

    ticket: Ticket
    place: Place | None
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody asks for: one number for one service, now or, with a `start`, for a time.

    `group` None means the first group that lists the service. `start` is an aware instant from
    the day's slots; `staff` asks for one person's lanes, and what `holder` holds is used. With a
    `session` (its id) a place in that is asked for, and `start` is not given. `note` is staff's
    from the beginning, and `said` what the customer wrote; both only where there is a time.
    """

    branch: BranchId
    service: ServiceId
    group: GroupId | None = None
    locale: str = "en"
    source: str = "kiosk"
    start: datetime | None = None
    holder: Holder | None = None
    staff: StaffId | None = None
    customer: CustomerId | None = None
    session: str | None = None
    note: str = ""
    said: str = ""

    @property
    def care(self) -> Care | None:
        """What is noted from the beginning."""
        return Care(note=self.note, said=self.said) if self.note or self.said else None
