"""What the core asks of a store: the queue's memory, read and changed in transactions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Protocol, TypeVar

from kiosk.domain.branch import Branch, BranchId, CounterId, ServiceId
from kiosk.domain.day import BusinessDay
from kiosk.domain.events import Deed, TicketEvent
from kiosk.domain.ports import Once
from kiosk.domain.stored_accounts import AccountsRead, AccountsWritten
from kiosk.domain.stored_customers import CustomersRead, CustomersWritten
from kiosk.domain.stored_errands import ErrandsRead, ErrandsWritten
from kiosk.domain.stored_feeds import FeedsRead, FeedsWritten
from kiosk.domain.stored_lobby import LobbyRead, LobbyWritten
from kiosk.domain.stored_operators import OperatorsRead, OperatorsWritten
from kiosk.domain.stored_series import SeriesRead, SeriesWritten
from kiosk.domain.stored_serving import ServingRead, ServingWritten
from kiosk.domain.stored_sessions import SessionsRead, SessionsWritten
from kiosk.domain.stored_theirs import TheirsRead
from kiosk.domain.stored_times import TimesRead, TimesWritten
from kiosk.domain.ticket import Status, Ticket, TicketId

T = TypeVar("T")

MOST_TOLD: Final = 256
"""Events of one deed that are told one by one; after more, the state is to be read anew."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an idempotency key did: the ticket and the place it was first answered with."""

    once: Once
    ticket: TicketId
    ahead: int
    wait_lo: int | None
    wait_hi: int | None
    wait_estimate: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key as stored: its secret only as a SHA-256 digest (hex). `branch` None: any."""

    id: str
    name: str
    role: str
    digest: str
    prefix: str
    branch: BranchId | None
    created_at: datetime
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class End:
    """What many tickets come to at once: the deed, the status after it, and why."""

    deed: Deed
    after: Status
    reason: str


class Reading(
    TimesRead,
    AccountsRead,
    CustomersRead,
    ErrandsRead,
    FeedsRead,
    OperatorsRead,
    ServingRead,
    SessionsRead,
    SeriesRead,
    LobbyRead,
    TheirsRead,
    Protocol,
):
    """Questions to a store within one consistent view. Ordered as said, never by accident."""

    def branches(self) -> Sequence[Branch]:
        """All branch descriptions in the order of first loading."""
        ...

    def day(self, branch: BranchId) -> BusinessDay | None:
        """The newest business day of a branch that has begun, running or closed, or None."""
        ...

    def ticket(self, ticket: TicketId) -> Ticket | None:
        """One ticket, or None."""
        ...

    def at_counter(self, branch: BranchId, counter: CounterId) -> Ticket | None:
        """Who is called to or being served at a counter, or None."""
        ...

    def heads(
        self, branch: BranchId, services: Sequence[ServiceId], per_service: int
    ) -> Sequence[Ticket]:
        """The first `per_service` waiting tickets of each service, by (rank_at, seq), that are
        kept for nobody, and every waiting one with a priority or `keep_place`. In no particular
        order overall."""
        ...

    def waiting(self, branch: BranchId) -> Mapping[ServiceId, int]:
        """Waiting tickets per service, kept up in each ticket's own transaction. Zero is absent."""
        ...

    def ahead(self, ticket: Ticket, services: Sequence[ServiceId]) -> int:
        """Waiting tickets of `services` that come before `ticket` by
        (keep_place first, priority descending, rank_at, seq)."""
        ...

    def newest_rank(self, branch: BranchId) -> datetime | None:
        """The latest `rank_at` of who waits in a branch; None when nobody does."""
        ...

    def issued(self, branch: BranchId, day_seq: int, service: ServiceId) -> int:
        """Walk-in numbers given for a service on a business day, cancelled ones included."""
        ...

    def last_number(self, branch: BranchId, day_seq: int, range_id: str) -> int | None:
        """The last count given in a range on a business day, or None."""
        ...

    def is_given(self, branch: BranchId, day_seq: int, number: str) -> bool:
        """Whether a number was given on a business day, whatever range counted it."""
        ...

    def handling(
        self, branch: BranchId, service: ServiceId, limit: int
    ) -> Sequence[float]:
        """Minutes the newest `limit` served tickets took from call to finish, newest first.

        A leg of a visit counts as a served ticket does. One that the day's end closed has no
        finish, and does not count.
        """
        ...

    def receipt(self, owner: str, key: str) -> Receipt | None:
        """What a key did, or None."""
        ...

    def history(self, ticket: TicketId) -> Sequence[TicketEvent]:
        """Event rows of one ticket, by seq."""
        ...

    def events_after(self, seq: int, limit: int) -> Sequence[TicketEvent]:
        """Event rows with a greater seq, by seq."""
        ...

    def last_seq(self) -> int:
        """The greatest event seq, 0 when none."""
        ...

    def api_keys(self) -> Sequence[ApiKey]:
        """All keys, revoked ones too, in order of creation."""
        ...


class Writing(
    Reading,
    TimesWritten,
    AccountsWritten,
    CustomersWritten,
    ErrandsWritten,
    FeedsWritten,
    OperatorsWritten,
    ServingWritten,
    SessionsWritten,
    SeriesWritten,
    LobbyWritten,
    Protocol,
):
    """Changes within one transaction: all of it is kept or nothing."""

    def save_branch(self, branch: Branch) -> None:
        """Insert or replace a branch description. Ranges keep their counts."""
        ...

    def open_day(self, branch: BranchId, label: date, at: datetime) -> BusinessDay:
        """Begin the next business day; its seq is one more than the last.

        What was given for its label in advance is the day's from now on.
        """
        ...

    def close_day(self, day: BusinessDay, at: datetime) -> None:
        """Mark a day as over."""
        ...

    def resume_day(self, day: BusinessDay, at: datetime) -> BusinessDay:
        """Note that a day goes on although the clock was set back to `at`."""
        ...

    def end_all(
        self, branch: BranchId, ends: Mapping[Status, End], at: datetime, actor: str
    ) -> int:
        """End all tickets of a branch that stand at one of `ends`, each with its event row.

        Returns how many. It takes a moment even for ten thousand; who watches is told of the
        events one by one only when they are no more than `MOST_TOLD`.
        """
        ...

    def next_count(
        self, branch: BranchId, day_seq: int, range_id: str, first: int
    ) -> int:
        """Count a range up: `first` the first time on that day, then one more each time."""
        ...

    def add_ticket(self, ticket: Ticket) -> Ticket:
        """Store a new ticket, give it its seq, and count it in `waiting` and `issued`."""
        ...

    def save_ticket(self, ticket: Ticket, seen_version: int) -> bool:
        """Store a change and keep `waiting` right; False when somebody else changed it since.

        The stored version is `seen_version + 1`. Id, code, branch, kind, locale, source and
        customer never change this way. Refused NOT_ALLOWED_NOW when the counter it is called to
        has somebody, or its code is somebody else's by now.
        """
        ...

    def add_event(self, event: TicketEvent) -> TicketEvent:
        """Store an event row and give it its seq (the one passed in is ignored)."""
        ...

    def add_receipt(self, receipt: Receipt) -> None:
        """Remember what a key did."""
        ...

    def forget_receipts(self, before: datetime) -> int:
        """Drop receipts older than `before`; how many."""
        ...

    def save_api_key(self, key: ApiKey) -> None:
        """Insert or replace a key by id."""
        ...


class Store(Protocol):
    """Where a queue is kept. One process owns it at a time."""

    def read(self, question: Callable[[Reading], T]) -> T:
        """Ask within one consistent view of what is committed. Quick; safe on the event loop."""
        ...

    async def write(self, change: Callable[[Writing], T]) -> T:
        """Run `change` in a transaction of its own and return once it is on disk.

        Changes run one after another on the event loop, so they are to be quick; many share one
        commit. An exception undoes this change alone and is raised here. Unavailable STORE_FULL or STORE_FAILED when the
        disk refuses: then nothing of it was kept.
        """
        ...

    def watch(self, listener: Callable[[Sequence[TicketEvent]], None]) -> None:
        """Call `listener` with the event rows of each commit, in order of seq, on the event loop.

        It is called for every committed event, whether or not the writer still waits for it;
        only `end_all` of very many is not told.
        """
        ...

    def check(self) -> None:
        """Raise Unavailable unless a write could be kept right now."""
        ...

    async def close(self) -> None:
        """Finish what was accepted, then let go. Idempotent."""
        ...
