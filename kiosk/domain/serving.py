"""What staff do with tickets and counters, and what they see of a lobby. Instants are aware UTC."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kiosk.domain.branch import (
    BranchId,
    BranchState,
    CounterId,
    ServiceId,
    StaffId,
)
from kiosk.domain.events import BranchDeed, Deed, TicketEvent
from kiosk.domain.ticket import Outcome, Status, Ticket
from kiosk.errors import Reason

MOST_ROWS = 500
"""Rows of one page."""

UNDO_SECONDS = 60
"""How long a deed can be taken back."""

MOST_NEXT = 20
"""Who would be called next, at most."""


@dataclass(frozen=True, slots=True)
class Called:
    """A ticket that was called to a counter, or would be, and why it is its turn."""

    ticket: Ticket
    reason: str


@dataclass(frozen=True, slots=True)
class Task:
    """One thing staff do to a ticket. What its deed does not take is left at its default.

    `seen` is the version the operator saw: another one by now is Refused CHANGED, and the detail
    says who changed it. None: whatever it is.

    CALL takes `counter` (this ticket, out of turn) · TRANSFER `service`, `counter` or `operator`,
    at least one, and `keep_place` (else it goes to the end of its band) · PARK `until`, a day from now
    at most · UNPARK `counter`: called there at once, without one it waits, before all others · PRIORITY `priority`
    0 to 2, with a `reason` unless 0 · NOTE `note` · FINISH `outcome` · RETURN, NO_SHOW, CANCEL,
    UNDO_CHECK_IN, RECALL, START nothing. Each takes a `reason` for the event row.

    A transfer names anew whom the ticket is kept for: without `counter` and `operator`, nobody.
    """

    deed: Deed
    seen: int | None = None
    counter: CounterId | None = None
    service: ServiceId | None = None
    operator: StaffId | None = None
    keep_place: bool = True
    reason: str = ""
    until: datetime | None = None
    priority: int = 0
    note: str = ""
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A ticket as staff see it: `who` is its customer in short ("Kovács A."), `phone` the last
    digits of their number; "" when unknown."""

    ticket: Ticket
    who: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class RowChanged:
    """Something happened to a ticket, and how it stands at least since then.

    Of two rows of one ticket the one with the greater version is the newer.
    """

    event: TicketEvent
    row: Row

    @property
    def seq(self) -> int:
        """That of the event."""
        return self.event.seq


class Which(StrEnum):
    """The lists of a business day. Each ticket of it stands in one at most, but for those at
    counters, which stand in none."""

    WAITING = "waiting"
    APPOINTMENTS = "appointments"
    PARKED = "parked"
    MISSED = "missed"
    DONE = "done"


LISTED: Mapping[Status, Which] = {
    Status.WAITING: Which.WAITING,
    Status.REQUESTED: Which.APPOINTMENTS,
    Status.BOOKED: Which.APPOINTMENTS,
    Status.PARKED: Which.PARKED,
    Status.NO_SHOW: Which.MISSED,
    Status.CANCELLED: Which.MISSED,
    Status.EXPIRED: Which.MISSED,
    Status.SERVED: Which.DONE,
}


class CounterStatus(StrEnum):
    """Whether a counter takes people. One nobody has touched today is open with its branch."""

    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class CounterState:
    """A counter today. `operator` is the name of who sits there, "" when nobody signed in.

    `services` None: as described. `since` None: nobody has touched it today.
    """

    counter: CounterId
    status: CounterStatus
    since: datetime | None = None
    operator: str = ""
    reason: str = ""
    services: frozenset[ServiceId] | None = None


@dataclass(frozen=True, slots=True)
class CounterChange:
    """What is to be different at a counter; None leaves a thing as it is.

    `services` empty: all it is described with. `operator` "": nobody.
    """

    status: CounterStatus | None = None
    operator: str | None = None
    reason: str = ""
    services: frozenset[ServiceId] | None = None


@dataclass(frozen=True, slots=True)
class KioskHealth:
    """What a kiosk last told of itself, at `at`. `printer` None: it can print.

    `skew` is by how many seconds its clock is ahead of the queue's; None: not known.
    """

    name: str
    version: str
    at: datetime
    printer: Reason | None = None
    paper_low: bool = False
    last_number: str = ""
    skew: float | None = None


@dataclass(frozen=True, slots=True)
class Summons:
    """A customer at a kiosk asks for somebody to come, since `at` (UTC)."""

    kiosk: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Lobby:
    """A branch as its staff see it, in one view; `state.seq` counts all events before it.

    `at_counters` are those called or being served. `paused` has the services that give no
    numbers, with the reason. `summons` are the oldest first. `day_closed`: the business day was closed before its time.
    """

    state: BranchState
    counters: tuple[CounterState, ...]
    at_counters: tuple[Row, ...]
    counts: Mapping[Which, int]
    paused: Mapping[ServiceId, str] = field(default_factory=dict)
    kiosks: tuple[KioskHealth, ...] = ()
    summons: tuple[Summons, ...] = ()
    day_closed: bool = False


@dataclass(frozen=True, slots=True)
class OwnDay:
    """What one actor did on the running business day.

    `minutes` is the mean time from call to finish, None when nobody was finished. `hours` counts
    those finished by the local hour of the branch.
    """

    served: int
    no_shows: int
    parked: int
    minutes: float | None
    hours: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the branch's log: something done to a counter, a service or the day.

    `about` is the counter or service, "" for the branch itself.
    """

    at: datetime
    branch: BranchId
    deed: BranchDeed
    about: str
    actor: str
    reason: str = ""
