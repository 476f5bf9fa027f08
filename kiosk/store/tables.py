"""The dictionaries of a store that forgets, and what it takes to undo."""

from collections.abc import Hashable
from datetime import datetime
from typing import Any, Final

from kiosk.domain.branch import (
    Branch,
    BranchId,
    CounterId,
    LaneId,
    Message,
    ServiceId,
    StaffId,
)
from kiosk.domain.claims import Claim
from kiosk.domain.customer import Customer, CustomerId
from kiosk.domain.day import BusinessDay
from kiosk.domain.errands import Errand
from kiosk.domain.events import TicketEvent
from kiosk.domain.serving import CounterState, Entry
from kiosk.domain.sessions import GroupSession, SeriesId, SessionId
from kiosk.domain.stored_accounts import Account
from kiosk.domain.stored_feeds import Feed
from kiosk.domain.stored_lobby import PausedService
from kiosk.domain.stored_operators import Session, StoredOperator
from kiosk.domain.stored_series import StoredDate, StoredSeries
from kiosk.domain.stored_serving import Leg, Undo
from kiosk.domain.stored_sessions import Made
from kiosk.domain.storing import ApiKey, Receipt
from kiosk.domain.ticket import Ticket, TicketId

_ABSENT: Final = object()


class Tables:
    """Everything there is, and how to get back to what it was at the `mark`."""

    def __init__(self) -> None:
        """Starts empty."""
        self.branches: dict[BranchId, Branch] = {}
        self.days: dict[tuple[BranchId, int], BusinessDay] = {}
        self.newest: dict[BranchId, int] = {}
        self.counts: dict[tuple[BranchId, int, str], int] = {}
        self.tickets: dict[TicketId, Ticket] = {}
        self.numbers: dict[tuple[BranchId, int, str], TicketId] = {}
        self.live: dict[TicketId, Ticket] = {}
        self.codes: dict[tuple[BranchId, str], TicketId] = {}
        self.theirs: dict[tuple[str, str], TicketId] = {}
        self.waiting: dict[tuple[BranchId, ServiceId], int] = {}
        self.issued: dict[tuple[BranchId, int, ServiceId], int] = {}
        self.events: dict[int, TicketEvent] = {}
        self.histories: dict[TicketId, tuple[TicketEvent, ...]] = {}
        self.receipts: dict[tuple[str, str], Receipt] = {}
        self.keys: dict[str, ApiKey] = {}
        self.claims: dict[tuple[BranchId, int, LaneId], Claim] = {}
        self.customers: dict[CustomerId, tuple[int, Customer, str | None]] = {}
        self.operators: dict[StaffId, StoredOperator] = {}
        self.sessions: dict[str, Session] = {}
        self.series: dict[SeriesId, StoredSeries] = {}
        self.series_dates: dict[tuple[SeriesId, datetime], StoredDate] = {}
        self.group_sessions: dict[SessionId, GroupSession] = {}
        self.made: dict[tuple[str, str], Made] = {}
        self.undos: dict[tuple[BranchId, str], Undo] = {}
        self.legs: dict[tuple[TicketId, datetime], Leg] = {}
        self.counters: dict[tuple[BranchId, CounterId], tuple[int, CounterState]] = {}
        self.paused: dict[tuple[BranchId, ServiceId], PausedService] = {}
        self.messages: dict[str, tuple[BranchId, Message]] = {}
        self.entries: dict[int, tuple[int, Entry]] = {}
        self.beginnings: dict[tuple[BranchId, int], int] = {}
        self.errands: dict[str, Errand] = {}
        self.accounts: dict[str, Account] = {}
        self.feeds: dict[str, Feed] = {}
        self._undo: list[tuple[dict[Any, Any], Hashable, Any]] = []

    def put(self, table: dict[Any, Any], key: Hashable, value: object) -> None:
        """Insert or replace a row."""
        self._undo.append((table, key, table.get(key, _ABSENT)))
        table[key] = value

    def drop(self, table: dict[Any, Any], key: Hashable) -> None:
        """Take a row away if it is there."""
        if key in table:
            self._undo.append((table, key, table.pop(key)))

    def mark(self) -> None:
        """From here on things can be undone."""
        self._undo.clear()

    def undo(self) -> None:
        """Back to the mark, in reverse. A dropped row comes back at a table's end."""
        for table, key, former in reversed(self._undo):
            if former is _ABSENT:
                del table[key]
            else:
                table[key] = former
        self._undo.clear()
