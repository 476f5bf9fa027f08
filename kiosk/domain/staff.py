"""The staff's side of a queue, whoever keeps it.

`kiosk.domain.ports.Backend` includes it. Nothing here raises but `KioskError`; instants are
aware UTC.
"""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from kiosk.domain.branch import (
    BranchId,
    BranchState,
    CounterId,
    Message,
    ServiceId,
    StaffId,
    Words,
)
from kiosk.domain.events import BranchChanged, TicketEvent
from kiosk.domain.reserving import Page
from kiosk.domain.ticket import TicketId

if TYPE_CHECKING:  # a customer's kiosk starts without the values
    from kiosk.domain.serving import (
        Called,
        CounterChange,
        CounterState,
        Entry,
        KioskHealth,
        Lobby,
        OwnDay,
        Row,
        RowChanged,
        Task,
        Which,
    )


class Serving(Protocol):
    """The staff's side of a queue. `actor` is who does it, as in the event rows."""

    async def do(
        self,
        ticket: TicketId,
        task: "Task",
        actor: str,
        *,
        operator: StaffId | None = None,
        in_charge: bool = False,
    ) -> "Row":
        """Do one thing to a ticket.

        `operator` is who is signed in: a ticket kept for them may be called by them. `in_charge`:
        may call one that is kept for somebody else. A server knows both of its caller, whatever
        is passed. That `task.operator` exists is for the caller to see to.

        NotFound (ticket, counter, service); BadInput (what the deed needs and the task lacks, or
        what it does not take); Refused NOT_ALLOWED_NOW, NOT_CANCELLABLE, CHANGED, COUNTER_CLOSED,
        and NOT_ALLOWED_NOW for a counter that has somebody already.
        """
        ...

    async def row(self, ticket: TicketId) -> "Row":
        """A ticket as it stands, for staff. NotFound."""
        ...

    async def undo(self, branch: BranchId, actor: str) -> "Row":
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
    ) -> "Sequence[Called]":
        """Who would be called to a counter next, in order, each with the reason; whoever is there
        now, and whether it is open or not. NotFound; BadInput ("most": 1 to `MOST_NEXT`)."""
        ...

    async def lobby(self, branch: BranchId) -> "Lobby":
        """The branch as its staff see it. NotFound."""
        ...

    async def rows(
        self, branch: BranchId, which: "Which", page: int = 1, limit: int = 100
    ) -> "Page[Row]":
        """A list of the running business day.

        WAITING by order of issue, APPOINTMENTS by start, PARKED by when, MISSED and DONE the
        newest first. NotFound; BadInput ("page", "limit": 1 to `MOST_ROWS`).
        """
        ...

    async def find(self, branch: BranchId, text: str) -> "Sequence[Row]":
        """Tickets of the running day by number, by code, by phone number or by part of a name;
        the 20 newest at most. NotFound (branch); BadInput ("text": fewer than 2 characters)."""
        ...

    def watch(
        self, branch: BranchId, after: int | None = None
    ) -> "AsyncIterator[RowChanged | BranchChanged | BranchState]":
        """As `Backend.events`, each event with the row of its ticket."""
        ...

    async def change_counter(
        self, branch: BranchId, counter: CounterId, change: "CounterChange", actor: str
    ) -> "CounterState":
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

    async def own_day(self, branch: BranchId, actor: str) -> "OwnDay":
        """What `actor` did today. NotFound."""
        ...

    async def log(
        self, branch: BranchId, page: int = 1, limit: int = 50
    ) -> "Page[Entry | TicketEvent]":
        """What was done in a branch, newest first. NotFound; BadInput ("page", "limit")."""
        ...

    async def summon(self, branch: BranchId, kiosk: str, actor: str) -> bool:
        """A customer at that kiosk asks for somebody to come. Whether any console shows it.

        Asked already is fine, and counts from the first time. Kept in mind only, until somebody
        attends to it and for ten minutes at most. NotFound.
        """
        ...

    async def attend(self, branch: BranchId, kiosk: str, actor: str) -> None:
        """Somebody goes to that kiosk. Nobody waiting there is fine. NotFound (branch)."""
        ...

    async def report(self, branch: BranchId, health: "KioskHealth") -> None:
        """A kiosk tells how it is. Kept in mind only. NotFound."""
        ...
