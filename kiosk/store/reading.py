"""The questions a SQLite store answers. Every query here walks an index.

The literal status words are no style: a partial index serves only a query whose text repeats
the index's own predicate.
"""

import heapq
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import islice
from operator import itemgetter
from typing import Final

from kiosk.domain.branch import Branch, BranchId, CounterId, ServiceId
from kiosk.domain.day import BusinessDay
from kiosk.domain.events import TicketEvent
from kiosk.domain.storing import ApiKey, Receipt
from kiosk.domain.ticket import Ticket, TicketId
from kiosk.store.accounts import Accounts
from kiosk.store.customers import Customers
from kiosk.store.errands import Errands
from kiosk.store.feeds import Feeds
from kiosk.store.lobby import Lobbies
from kiosk.store.operators import Operators
from kiosk.store.rows import (
    TICKET,
    instant_or_none,
    ms,
    to_branch,
    to_day,
    to_event,
    to_key,
    to_receipt,
    to_ticket,
)
from kiosk.store.series import SeriesKept
from kiosk.store.serving import Serving
from kiosk.store.sessions import GroupSessions
from kiosk.store.theirs import Theirs
from kiosk.store.times import Times

_DAY: Final = (
    "SELECT branch, seq, label, opened_at, closed_at, resumed_at FROM business_day "
    "WHERE branch = ? AND seq > 0 ORDER BY seq DESC LIMIT 1"
)
_AT_COUNTER: Final = (
    f"{TICKET} WHERE branch = ? AND counter = ? AND status IN ('called', 'serving')"
)
_HEADS: Final = (
    f"{TICKET} WHERE branch = ? AND service = ? AND status = 'waiting' "
    "AND for_counter IS NULL AND for_operator IS NULL ORDER BY rank_at, seq LIMIT ?"
)
_RAISED: Final = (
    f"{TICKET} WHERE branch = ? AND service = ? AND status = 'waiting' "
    "AND (priority > 0 OR keep_place = 1)"
)
_AHEAD: Final = (
    "SELECT count(*) FROM ticket "
    "WHERE branch = ? AND service = ? AND status = 'waiting' "
    "AND (keep_place > ? OR (keep_place = ? AND (priority > ? OR (priority = ? "
    "AND (rank_at < ? OR (rank_at = ? AND seq < ?))))))"
)
_NEWEST_RANK: Final = (
    "SELECT max(rank_at) FROM ticket WHERE branch = ? AND status = 'waiting'"
)
_HANDLING: Final = (
    "SELECT called_at, finished_at FROM ticket "
    "WHERE branch = ? AND service = ? AND status = 'served' AND called_at IS NOT NULL "
    "AND finished_at IS NOT NULL "
    "ORDER BY finished_at DESC LIMIT ?"
)
_LEGS: Final = (
    "SELECT called_at, finished_at FROM leg "
    "WHERE branch = ? AND service = ? AND called_at IS NOT NULL "
    "ORDER BY finished_at DESC LIMIT ?"
)
_RECEIPT: Final = (
    "SELECT ticket_seq, owner, key, fingerprint, ahead, wait_lo, wait_hi, "
    "wait_estimate, at FROM receipt WHERE owner = ? AND key = ?"
)
_EVENT: Final = (
    "SELECT event.seq, at, ticket.branch, ticket.id, number, event.service, deed, "
    "old, new, actor, reason, event.counter "
    "FROM event JOIN ticket ON ticket.seq = event.ticket_seq "
)
_HISTORY: Final = (
    f"{_EVENT} WHERE event.ticket_seq = (SELECT seq FROM ticket WHERE id = ?) "
    "ORDER BY event.seq"
)
_EVENTS_AFTER: Final = f"{_EVENT} WHERE event.seq > ? ORDER BY event.seq LIMIT ?"


class SqliteReading(
    Times,
    Customers,
    Accounts,
    Errands,
    Feeds,
    Operators,
    Serving,
    GroupSessions,
    SeriesKept,
    Theirs,
    Lobbies,
):
    """`kiosk.domain.storing.Reading` over one connection, inside its open transaction."""

    def branches(self) -> Sequence[Branch]:
        """All branch descriptions in the order of first loading."""
        rows = self._rows("SELECT description FROM branch ORDER BY pos")
        return [to_branch(row[0]) for row in rows]

    def day(self, branch: BranchId) -> BusinessDay | None:
        """The newest business day of a branch, or None."""
        row = self._row(_DAY, branch)
        return to_day(row) if row else None

    def ticket(self, ticket: TicketId) -> Ticket | None:
        """One ticket, or None."""
        row = self._row(f"{TICKET} WHERE id = ?", ticket)
        return to_ticket(row) if row else None

    def at_counter(self, branch: BranchId, counter: CounterId) -> Ticket | None:
        """Who is called to or being served at a counter, or None."""
        row = self._row(_AT_COUNTER, branch, counter)
        return to_ticket(row) if row else None

    def heads(
        self, branch: BranchId, services: Sequence[ServiceId], per_service: int
    ) -> Sequence[Ticket]:
        """The first waiting tickets of each service, and every raised one."""
        found: dict[int, Ticket] = {}
        for service in services:
            for row in self._rows(_HEADS, branch, service, per_service):
                found[row[0]] = to_ticket(row)
            for row in self._rows(_RAISED, branch, service):
                found[row[0]] = to_ticket(row)
        return list(found.values())

    def waiting(self, branch: BranchId) -> Mapping[ServiceId, int]:
        """Waiting tickets per service; zero is absent."""
        return dict(
            self._rows(
                "SELECT service, n FROM waiting WHERE branch = ? AND n > 0", branch
            )
        )

    def ahead(self, ticket: Ticket, services: Sequence[ServiceId]) -> int:
        """Waiting tickets of `services` before `ticket`."""
        keep, priority, rank = ticket.keep_place, ticket.priority, ms(ticket.rank_at)
        place = (keep, keep, priority, priority, rank, rank, ticket.seq)
        return sum(
            row[0]
            for service in services
            for row in self._rows(_AHEAD, ticket.branch, service, *place)
        )

    def newest_rank(self, branch: BranchId) -> datetime | None:
        """The latest place of who waits in a branch."""
        ((rank,),) = self._rows(_NEWEST_RANK, branch)
        return instant_or_none(rank)

    def issued(self, branch: BranchId, day_seq: int, service: ServiceId) -> int:
        """Numbers given for a service on a business day."""
        row = self._row(
            "SELECT n FROM issued WHERE branch = ? AND day_seq = ? AND service = ?",
            branch,
            day_seq,
            service,
        )
        return int(row[0]) if row else 0

    def last_number(self, branch: BranchId, day_seq: int, range_id: str) -> int | None:
        """The last count given in a range on a business day, or None."""
        row = self._row(
            "SELECT last FROM range_count "
            "WHERE branch = ? AND day_seq = ? AND range_id = ?",
            branch,
            day_seq,
            range_id,
        )
        return int(row[0]) if row else None

    def is_given(self, branch: BranchId, day_seq: int, number: str) -> bool:
        """Whether a number was given on a business day."""
        sql = "SELECT 1 FROM ticket WHERE branch = ? AND day_seq = ? AND number = ?"
        return self._row(sql, branch, day_seq, number) is not None

    def handling(
        self, branch: BranchId, service: ServiceId, limit: int
    ) -> Sequence[float]:
        """Minutes from call to finish, newest first."""
        served = self._rows(_HANDLING, branch, service, limit)
        legs = self._rows(_LEGS, branch, service, limit)
        newest = heapq.merge(served, legs, key=itemgetter(1), reverse=True)
        return [(end - called) / 60_000 for called, end in islice(newest, limit)]

    def receipt(self, owner: str, key: str) -> Receipt | None:
        """What a key did, or None."""
        row = self._row(_RECEIPT, owner, key)
        if row is None:
            return None
        seq, *rest = row
        ((ticket,),) = self._rows("SELECT id FROM ticket WHERE seq = ?", seq)
        return to_receipt(tuple(rest), ticket)

    def history(self, ticket: TicketId) -> Sequence[TicketEvent]:
        """Event rows of one ticket, by seq."""
        return [to_event(row) for row in self._rows(_HISTORY, ticket)]

    def events_after(self, seq: int, limit: int) -> Sequence[TicketEvent]:
        """Event rows with a greater seq, by seq."""
        return [to_event(row) for row in self._rows(_EVENTS_AFTER, seq, limit)]

    def last_seq(self) -> int:
        """The greatest event seq, 0 when none."""
        ((seq,),) = self._rows("SELECT max(seq) FROM event")
        return seq or 0

    def api_keys(self) -> Sequence[ApiKey]:
        """All keys, revoked ones too, in order of creation."""
        rows = self._rows(
            "SELECT id, name, role, digest, prefix, branch, created_at, revoked_at "
            "FROM api_key ORDER BY pos"
        )
        return [to_key(row) for row in rows]
