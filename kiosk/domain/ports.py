"""What the core asks of the world: a queue to talk to, a printer, a clock."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from kiosk.domain.branch import Branch, BranchId, BranchState, CounterId, StaffId
from kiosk.domain.events import BranchChanged, TicketEvent
from kiosk.domain.reserving import Appointments, Customers
from kiosk.domain.series import Recurring
from kiosk.domain.sessions import Sessions
from kiosk.domain.staff import Serving
from kiosk.domain.ticket import Draft, Placed, Ticket, TicketId
from kiosk.errors import Reason

if TYPE_CHECKING:
    from kiosk.domain.serving import Called


class Clock(Protocol):
    """The wall clock, passed in so that tests can stop it."""

    def now(self) -> datetime:
        """The present instant, aware, UTC."""
        ...


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a backend can do. A screen or button whose flag is false does not exist.

    `wants_name`: an appointment is for nobody without a phone number and a name. `emulated` names
    the flags that another system knows nothing of: done here, and marked so for staff.
    """

    walkin: bool = True
    cancel: bool = True
    call: bool = True
    live: bool = True
    idempotent: bool = True
    appointments: bool = False
    hold: bool = False
    reschedule: bool = False
    check_in: bool = False
    customers: bool = False
    serving: bool = False
    wants_name: bool = False
    sessions: bool = False
    series: bool = False
    emulated: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Once:
    """An idempotency key: the same `owner` and `key` do a thing once, for 24 hours.

    `fingerprint` is a digest of the request; another one under the same key is refused.
    """

    owner: str
    key: str
    fingerprint: str


class Backend(Appointments, Customers, Serving, Sessions, Recurring, Protocol):
    """A queue: our own, a remote one, or a wrapper round another. All raise `KioskError` only.

    `actor` names who does it in the event rows. Reads may be repeated freely. A lost answer to
    `issue` raises `Ambiguous`; with the same `once` it may be asked again and does it once.
    """

    @property
    def capabilities(self) -> Capabilities:
        """What works here."""
        ...

    async def branches(self) -> Sequence[BranchState]:
        """Every branch as it stands, in the order of loading."""
        ...

    async def branch(self, branch: BranchId) -> BranchState:
        """One branch as it stands. NotFound."""
        ...

    async def issue(self, draft: Draft, once: Once | None, actor: str) -> Placed:
        """Take the next number, or book the draft's `start`. Durable when it returns.

        NotFound (branch, service, group); Refused CLOSED, FULL, NO_NUMBERS, NOT_WALKIN;
        KeyTrouble KEY_REUSED; Unavailable STORE_*. With a start also BadInput ("start": naive or
        off the grid; "customer": unknown), Refused NOT_APPOINTABLE, HOLIDAY, LIMIT_REACHED, and
        SlotTaken. With a session NotFound (session), Refused FULL, PAST, LIMIT_REACHED (that
        customer is in it), NOT_ALLOWED_NOW (it is not to be). A hold that has ended is no error: the time is booked when it is still free.
        """
        ...

    async def ticket(self, ticket: TicketId) -> Placed:
        """A ticket as it stands. NotFound."""
        ...

    async def cancel(
        self, ticket: TicketId, actor: str, reason: str = "", *, as_staff: bool = False
    ) -> Placed:
        """Give a waiting number or an appointment back. NotFound; Refused NOT_CANCELLABLE.

        `as_staff`: the limit on how late an appointment may be cancelled does not count.
        """
        ...

    async def call(
        self,
        branch: BranchId,
        counter: CounterId,
        actor: str,
        *,
        operator: StaffId | None = None,
    ) -> "Called | None":
        """Call who is next to `counter`; None when nobody waits for it.

        A counter that has somebody called or being served gets that same ticket again. Tickets
        kept for `operator` are theirs, at whatever counter they sit; a server knows who that is.
        NotFound (branch, counter); Refused COUNTER_CLOSED.
        """
        ...

    async def finish(self, branch: BranchId, counter: CounterId, actor: str) -> Ticket:
        """Finish who is at `counter` (called or being served). NotFound; Refused NOTHING_SERVED."""
        ...

    async def history(self, ticket: TicketId) -> Sequence[TicketEvent]:
        """The event rows of one ticket, oldest first. NotFound."""
        ...

    def events(
        self, branch: BranchId | None = None, after: int | None = None
    ) -> AsyncIterator[TicketEvent | BranchChanged | BranchState]:
        """What happens from now on, in order of `seq`.

        Begins with a `BranchState` (a snapshot; its `seq` counts all before it) for each branch
        asked for, unless `after` is given and all events since are still known. A listener too
        slow to follow gets a new snapshot instead of the events it missed.
        """
        ...


class Outcome(StrEnum):
    """What is known of a print job. BLIND: sent to something that never answers."""

    PRINTED = "PRINTED"
    NOT_PRINTED = "NOT_PRINTED"
    UNKNOWN = "UNKNOWN"
    BLIND = "BLIND"


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """How a printer is. `reason` None: ready. `low`: paper is near its end."""

    ready: bool
    reason: Reason | None = None
    low: bool = False
    detail: str = ""


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """One ticket to put on paper, in one language. `copy` 1 is the original, 2 is "COPY 2"."""

    placed: Placed
    branch: Branch
    locale: str
    kiosk: str = ""
    url: str | None = None
    copy: int = 1


@dataclass(frozen=True, slots=True)
class Printed:
    """What came of a print order. `job` is the spool's id; `reason` goes with NOT_PRINTED and UNKNOWN."""

    job: str
    outcome: Outcome
    copy: int
    reason: Reason | None = None
    detail: str = ""


class TicketPrinter(Protocol):
    """A ticket printer with its spool. Never raises for paper trouble: it is in the answer."""

    @property
    def name(self) -> str:
        """As in the settings."""
        ...

    async def status(self) -> PrinterStatus:
        """Ask the printer how it is; within 2 s."""
        ...

    async def print(self, order: PrintOrder) -> Printed:
        """Spool, send, and wait for the outcome. One job at a time per printer."""
        ...

    async def copies(self, ticket: TicketId) -> int:
        """How many papers of a ticket were tried here, the original included."""
        ...
