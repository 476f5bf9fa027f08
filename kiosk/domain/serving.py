"""What staff do with tickets and counters, and what they see of a lobby.

`kiosk.domain.ports.Backend` includes it. Nothing here raises but `KioskError`; instants are
aware UTC.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from kiosk.domain.branch import (
    BranchId,
    BranchState,
    CounterId,
    Message,
    ServiceId,
    StaffId,
    Words,
)
from kiosk.domain.events import BranchChanged, BranchDeed, Deed, TicketEvent
from kiosk.domain.reserving import Page
from kiosk.domain.ticket import Outcome, Status, Ticket, TicketId
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
    """What a kiosk last told of itself, at `at`. `printer` None: it can print."""

    name: str
    version: str
    at: datetime
    printer: Reason | None = None
    paper_low: bool = False
    last_number: str = ""


@dataclass(frozen=True, slots=True)
class Lobby:
    """A branch as its staff see it, in one view; `state.seq` counts all events before it.

    `at_counters` are those called or being served. `paused` has the services that give no
    numbers, with the reason. `day_closed`: the business day was closed before its time.
    """

    state: BranchState
    counters: tuple[CounterState, ...]
    at_counters: tuple[Row, ...]
    counts: Mapping[Which, int]
    paused: Mapping[ServiceId, str] = field(default_factory=dict)
    kiosks: tuple[KioskHealth, ...] = ()
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


class Serving(Protocol):
    """The staff's side of a queue. `actor` is who does it, as in the event rows."""

    async def do(
        self,
        ticket: TicketId,
        task: Task,
        actor: str,
        *,
        operator: StaffId | None = None,
        in_charge: bool = False,
    ) -> Row:
        """Do one thing to a ticket.

        `operator` is who is signed in: a ticket kept for them may be called by them. `in_charge`:
        may call one that is kept for somebody else. A server knows both of its caller, whatever
        is passed. That `task.operator` exists is for the caller to see to.

        NotFound (ticket, counter, service); BadInput (what the deed needs and the task lacks, or
        what it does not take); Refused NOT_ALLOWED_NOW, NOT_CANCELLABLE, CHANGED, COUNTER_CLOSED,
        and NOT_ALLOWED_NOW for a counter that has somebody already.
        """
        ...

    async def row(self, ticket: TicketId) -> Row:
        """A ticket as it stands, for staff. NotFound."""
        ...

    async def undo(self, branch: BranchId, actor: str) -> Row:
        """Take back what `actor` did last in this branch, up to 60 s later.

        NotFound: nothing to undo. Refused CHANGED: somebody did something to that ticket since;
        SLOT_TAKEN: its time went to somebody else; NOT_ALLOWED_NOW: the day was closed since, or
        the counter has somebody else now.
        """
        ...

    async def next_up(
        self,
        branch: BranchId,
        counter: CounterId,
        most: int = 3,
        *,
        operator: StaffId | None = None,
    ) -> Sequence[Called]:
        """Who would be called to a counter next, in order, each with the reason; whoever is there
        now, and whether it is open or not. NotFound; BadInput ("most": 1 to `MOST_NEXT`)."""
        ...

    async def lobby(self, branch: BranchId) -> Lobby:
        """The branch as its staff see it. NotFound."""
        ...

    async def rows(
        self, branch: BranchId, which: Which, page: int = 1, limit: int = 100
    ) -> Page[Row]:
        """A list of the running business day.

        WAITING by order of issue, APPOINTMENTS by start, PARKED by when, MISSED and DONE the
        newest first. NotFound; BadInput ("page", "limit": 1 to `MOST_ROWS`).
        """
        ...

    async def find(self, branch: BranchId, text: str) -> Sequence[Row]:
        """Tickets of the running day by number, by code, by phone number or by part of a name;
        the 20 newest at most. NotFound (branch); BadInput ("text": fewer than 2 characters)."""
        ...

    def watch(
        self, branch: BranchId, after: int | None = None
    ) -> AsyncIterator[RowChanged | BranchChanged | BranchState]:
        """As `Backend.events`, each event with the row of its ticket."""
        ...

    async def change_counter(
        self, branch: BranchId, counter: CounterId, change: CounterChange, actor: str
    ) -> CounterState:
        """Open, pause or close a counter, sit down at it, or change what it serves.

        Who is there stays there. NotFound.
        """
        ...

    async def pause_service(
        self,
        branch: BranchId,
        service: ServiceId,
        actor: str,
        *,
        paused: bool,
        reason: str = "",
    ) -> None:
        """Give no more numbers for a service, or give them again. NotFound."""
        ...

    async def tell(
        self,
        branch: BranchId,
        text: Words,
        until: datetime,
        actor: str,
        *,
        on_board: bool = True,
        on_kiosk: bool = True,
    ) -> Message:
        """Show a message until then. NotFound; BadInput ("text": empty or over 200 cells,
        "until": over, or later than a year from now)."""
        ...

    async def untell(self, branch: BranchId, message: str, actor: str) -> None:
        """Take a message down. Gone already is fine. NotFound (branch)."""
        ...

    async def close_day(self, branch: BranchId, actor: str) -> int:
        """End the business day before its time: who waits, is called or parked expires, who is
        being served counts as served; no more numbers until the next day begins. How many were
        ended. Closed already is fine. NotFound."""
        ...

    async def reopen_day(self, branch: BranchId, actor: str) -> None:
        """Give numbers again on a day that was closed before its time. NotFound."""
        ...

    async def own_day(self, branch: BranchId, actor: str) -> OwnDay:
        """What `actor` did today. NotFound."""
        ...

    async def log(
        self, branch: BranchId, page: int = 1, limit: int = 50
    ) -> Page[Entry | TicketEvent]:
        """What was done in a branch, newest first. NotFound; BadInput ("page", "limit")."""
        ...

    async def report(self, branch: BranchId, health: KioskHealth) -> None:
        """A kiosk tells how it is. Kept in mind only. NotFound."""
        ...
