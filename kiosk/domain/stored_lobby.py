"""What a store keeps of a lobby: its counters, its lists, its messages and its log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple, Protocol

from kiosk.domain.branch import BranchId, Call, Message, ServiceId
from kiosk.domain.customer import CustomerId
from kiosk.domain.day import BusinessDay
from kiosk.domain.events import Deed, TicketEvent
from kiosk.domain.serving import CounterState, Entry, Which
from kiosk.domain.ticket import Ticket, TicketId


@dataclass(frozen=True, slots=True)
class PausedService:
    """A service no number is given for; `actor` is who said so."""

    service: ServiceId
    since: datetime
    actor: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Which list of which day. Appointments are those that begin from `begins` to before `ends`;
    missed and done ones those of the business day `day_seq`."""

    branch: BranchId
    which: Which
    day_seq: int
    begins: datetime
    ends: datetime


class Known(NamedTuple):
    """A ticket whose customer is known, and what they are called."""

    seq: int
    ticket: TicketId
    name: str


class Counted(NamedTuple):
    """A deed that counts towards somebody's day; a tuple, for a day has a hundred thousand.

    `ticket` is its `seq`; `deed` and `new` are as in the event row.
    """

    seq: int
    at: datetime
    ticket: int
    deed: str
    new: str
    actor: str
    reason: str


COUNTED: Final = frozenset(
    {
        Deed.CALL,
        Deed.RECALL,
        Deed.UNPARK,
        Deed.FINISH,
        Deed.NO_SHOW,
        Deed.PARK,
        Deed.UNDO,
    }
)
"""What counts, and what it takes to know how long a visit was."""


class LobbyRead(Protocol):
    """Questions about a lobby."""

    def counter_states(self, branch: BranchId, day_seq: int) -> Sequence[CounterState]:
        """The counters that were touched on a business day, by id."""
        ...

    def paused_services(self, branch: BranchId) -> Sequence[PausedService]:
        """What is paused, by id."""
        ...

    def messages(self, branch: BranchId) -> Sequence[Message]:
        """The messages of a branch, those that are over perhaps among them; oldest first."""
        ...

    def calls(self, branch: BranchId, since: datetime) -> Sequence[Call]:
        """Who is called or being served and was called last after `since`; newest first."""
        ...

    def at_counters(self, branch: BranchId) -> Sequence[Ticket]:
        """Everybody who is called or being served, by counter."""
        ...

    def listed(self, listing: Listing, skip: int, most: int) -> Sequence[Ticket]:
        """A part of a list, in the order of `kiosk.domain.staff.Serving.rows`."""
        ...

    def list_length(self, listing: Listing) -> int:
        """How many stand in a list."""
        ...

    def numbered(
        self, branch: BranchId, day_seq: int, begins: str, most: int
    ) -> Sequence[Ticket]:
        """Tickets of a business day whose number begins so, newest first."""
        ...

    def ticket_numbered(
        self, branch: BranchId, day_seq: int, number: str
    ) -> Ticket | None:
        """The ticket of a business day with a number, or None."""
        ...

    def missed_with_code(
        self, branch: BranchId, day_seq: int, code8: str
    ) -> Ticket | None:
        """Who of a business day had a code and was missed, gave up or was too late, or None."""
        ...

    def known(
        self, branch: BranchId, day_seq: int, before: int, most: int
    ) -> Sequence[Known]:
        """Tickets of a business day whose customer is known, of lower `seq`; newest first."""
        ...

    def called_by_name(self, customer: CustomerId) -> tuple[str, str]:
        """A customer's name and the last digits of their phone; both "" for nobody."""
        ...

    def day_begins_after(self, day: BusinessDay) -> int:
        """The newest event when a day began."""
        ...

    def counted(self, branch: BranchId, after: int, last: int) -> Sequence[Counted]:
        """The `COUNTED` of a branch with a greater seq than `after`, to `last`; by seq."""
        ...

    def log(
        self, branch: BranchId, after: int, skip: int, most: int
    ) -> Sequence[Entry | TicketEvent]:
        """What was done in a branch since event `after`, newest first."""
        ...

    def log_length(self, branch: BranchId, after: int) -> int:
        """How many lines that are."""
        ...


class LobbyWritten(LobbyRead, Protocol):
    """Changes of a lobby."""

    def mark_beginning(self, day: BusinessDay) -> None:
        """Note that all events so far were before a day."""
        ...

    def reopen_day(self, day: BusinessDay) -> None:
        """A day that was closed runs again."""
        ...

    def save_counter_state(
        self, branch: BranchId, day_seq: int, state: CounterState
    ) -> None:
        """Keep how a counter is on a business day."""
        ...

    def pause(self, branch: BranchId, paused: PausedService) -> None:
        """Keep that a service is paused."""
        ...

    def resume(self, branch: BranchId, service: ServiceId) -> None:
        """A service is paused no more."""
        ...

    def add_message(self, branch: BranchId, message: Message) -> None:
        """Keep a message."""
        ...

    def drop_message(self, branch: BranchId, message: str) -> bool:
        """Forget a message; whether there was one."""
        ...

    def drop_messages(self, branch: BranchId, now: datetime) -> None:
        """Forget the messages that are over."""
        ...

    def add_entry(self, entry: Entry) -> None:
        """Add a line to a branch's log."""
        ...
