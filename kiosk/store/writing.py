"""The changes a SQLite store makes, inside a transaction that the writer began."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Final

import apsw

from kiosk.domain.booking import Booking
from kiosk.domain.branch import Branch, BranchId, ServiceId
from kiosk.domain.day import BusinessDay
from kiosk.domain.events import TicketEvent
from kiosk.domain.storing import MOST_TOLD, ApiKey, End, Receipt
from kiosk.domain.ticket import Kind, Status, Ticket
from kiosk.errors import Reason, Refused
from kiosk.store.accounts import AccountsChanged
from kiosk.store.customers import CustomersChanged
from kiosk.store.errands import ErrandsChanged
from kiosk.store.feeds import FeedsChanged
from kiosk.store.lobby import LobbiesChanged
from kiosk.store.operators import OperatorsChanged
from kiosk.store.reading import SqliteReading
from kiosk.store.rows import (
    TICKET_COLUMNS,
    event_with,
    from_branch,
    from_care,
    from_key,
    from_theirs,
    from_ticket,
    from_ties,
    ms,
    ticket_with,
)
from kiosk.store.series import SeriesChanged
from kiosk.store.serving import ServingChanged
from kiosk.store.sessions import GroupSessionsChanged
from kiosk.store.times import TimesChanged

_ADD_TICKET: Final = (
    f"INSERT INTO ticket ({TICKET_COLUMNS}) VALUES ({', '.join('?' * 29)})"
)
_CARE: Final = (
    "note = ?, priority_reason = ?, for_counter = ?, for_operator = ?, "
    "park_reason = ?, parked_until = ?, outcome = ?, customer_note = ?"
)
_SAVE_CARE: Final = f"UPDATE ticket SET {_CARE} WHERE seq = ?"
_SAVE_TIES: Final = (
    "UPDATE ticket SET session = ?, series = ?, their_system = ?, their_id = ?, "
    "their_word = ?, their_seen = ? WHERE seq = ?"
)
_SAVE_THEIRS: Final = (
    "UPDATE ticket SET their_system = ?, their_id = ?, their_word = ?, "
    "their_seen = ? WHERE seq = ?"
)
_SAVE_TICKET: Final = (
    "UPDATE ticket SET service_group = ?, service = ?, status = ?, status_at = ?, "
    "joined_at = ?, rank_at = ?, version = ?, priority = ?, keep_place = ?, "
    "start_at = ?, counter = ?, called_at = ?, call_count = ?, serving_at = ?, "
    f"finished_at = ?, {_CARE} WHERE seq = ?"
)
_SAVE_BOOKING: Final = (
    "UPDATE ticket SET number = ?, day = ?, day_seq = ?, end_at = ?, lane = ?, "
    "booked_at = ?, changes = ?, session = ?, series = ? WHERE seq = ?"
)
_STANDING: Final = {
    Status.WAITING: "status = 'waiting'",
    Status.CALLED: "status IN ('called', 'serving') AND status = 'called'",
    Status.SERVING: "status IN ('called', 'serving') AND status = 'serving'",
    Status.PARKED: "status = 'parked'",
}
"""Where many can end at once, each as its index knows it."""

_TELL_END: Final = (
    "INSERT INTO event "
    "(at, ticket_seq, service, deed, old, new, actor, reason, counter) "
    "SELECT ?, seq, service, ?, status, ?, ?, ?, counter FROM ticket "
    "WHERE branch = ? AND {standing} ORDER BY seq"
)
_END: Final = (
    "UPDATE ticket SET status = ?, status_at = ?, version = version + 1 "
    "WHERE branch = ? AND {standing}"
)
_COUNT_UP: Final = (
    "INSERT INTO range_count (branch, day_seq, range_id, last) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (branch, day_seq, range_id) DO UPDATE SET last = last + 1 "
    "RETURNING last"
)
_COUNT_ISSUED: Final = (
    "INSERT INTO issued (branch, day_seq, service, n) VALUES (?, ?, ?, 1) "
    "ON CONFLICT (branch, day_seq, service) DO UPDATE SET n = n + 1"
)
_COUNT_WAITING: Final = (
    "INSERT INTO waiting (branch, service, n) VALUES (?, ?, 1) "
    "ON CONFLICT (branch, service) DO UPDATE SET n = n + 1"
)
_COUNT_WAITING_DOWN: Final = (
    "UPDATE waiting SET n = n - 1 WHERE branch = ? AND service = ?"
)
_ADD_EVENT: Final = (
    "INSERT INTO event "
    "(at, ticket_seq, service, deed, old, new, actor, reason, counter) "
    "VALUES (?, (SELECT seq FROM ticket WHERE id = ?), ?, ?, ?, ?, ?, ?, ?)"
)
_ADD_RECEIPT: Final = (
    "INSERT INTO receipt (owner, key, fingerprint, ticket_seq, ahead, wait_lo, "
    "wait_hi, wait_estimate, at) "
    "VALUES (?, ?, ?, (SELECT seq FROM ticket WHERE id = ?), ?, ?, ?, ?, ?)"
)
_SAVE_BRANCH: Final = (
    "INSERT INTO branch (id, pos, description) "
    "VALUES (?, (SELECT coalesce(max(pos), 0) + 1 FROM branch), ?) "
    "ON CONFLICT (id) DO UPDATE SET description = excluded.description"
)
_SAVE_KEY: Final = (
    "INSERT INTO api_key (pos, id, name, role, digest, prefix, branch, created_at, "
    "revoked_at) "
    "VALUES ((SELECT coalesce(max(pos), 0) + 1 FROM api_key), ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, "
    "digest = excluded.digest, prefix = excluded.prefix, branch = excluded.branch, "
    "created_at = excluded.created_at, revoked_at = excluded.revoked_at"
)


class SqliteWriting(
    SqliteReading,
    TimesChanged,
    CustomersChanged,
    AccountsChanged,
    ErrandsChanged,
    FeedsChanged,
    OperatorsChanged,
    ServingChanged,
    GroupSessionsChanged,
    SeriesChanged,
    LobbiesChanged,
):
    """`kiosk.domain.storing.Writing` over the writer's connection.

    `events` holds the event rows of the transaction so far, in order of seq.
    """

    def __init__(self, connection: apsw.Connection) -> None:
        """Changes `connection`; the writer begins, saves and commits."""
        super().__init__(connection)
        self.events: list[TicketEvent] = []

    def save_branch(self, branch: Branch) -> None:
        """Insert or replace a branch description."""
        self._do(_SAVE_BRANCH, branch.id, from_branch(branch))

    def open_day(self, branch: BranchId, label: date, at: datetime) -> BusinessDay:
        """Begin the next business day."""
        last = self.day(branch)
        day = BusinessDay(branch, last.seq + 1 if last else 1, label, at)
        self._do(
            "INSERT INTO business_day (branch, seq, label, opened_at) "
            "VALUES (?, ?, ?, ?)",
            branch,
            day.seq,
            label.isoformat(),
            ms(at),
        )
        self._take_over_plans(day)
        return day

    def close_day(self, day: BusinessDay, at: datetime) -> None:
        """Mark a day as over."""
        self._do(
            "UPDATE business_day SET closed_at = ? WHERE branch = ? AND seq = ?",
            ms(at),
            day.branch,
            day.seq,
        )

    def resume_day(self, day: BusinessDay, at: datetime) -> BusinessDay:
        """Note that a day goes on although the clock was set back."""
        self._do(
            "UPDATE business_day SET resumed_at = ? WHERE branch = ? AND seq = ?",
            ms(at),
            day.branch,
            day.seq,
        )
        return replace(day, resumed_at=at)

    def end_all(
        self, branch: BranchId, ends: Mapping[Status, End], at: datetime, actor: str
    ) -> int:
        """End all tickets of a branch that stand at one of `ends`, a statement a status."""
        before = self.last_seq()
        count = sum(
            self._end_standing(branch, status, end, at, actor)
            for status, end in ends.items()
        )
        if count <= MOST_TOLD:
            self.events.extend(self.events_after(before, MOST_TOLD))
        return count

    def _end_standing(
        self, branch: BranchId, status: Status, end: End, at: datetime, actor: str
    ) -> int:
        standing = _STANDING[status]
        told = (ms(at), end.deed, end.after, actor, end.reason, branch)
        self._do(_TELL_END.format(standing=standing), *told)
        self._do(_END.format(standing=standing), end.after, ms(at), branch)
        count = self._connection.changes()
        if status is Status.WAITING:
            self._do("UPDATE waiting SET n = 0 WHERE branch = ?", branch)
        return count

    def next_count(
        self, branch: BranchId, day_seq: int, range_id: str, first: int
    ) -> int:
        """Count a range up."""
        row = self._row(_COUNT_UP, branch, day_seq, range_id, first)
        assert row is not None  # noqa: S101  an upsert always returns its row
        return int(row[0])

    def add_ticket(self, ticket: Ticket) -> Ticket:
        """Store a new ticket and count it."""
        try:
            self._do(_ADD_TICKET, *from_ticket(ticket))
            stored = ticket_with(self._connection.last_insert_rowid(), ticket)
            self._add_rarities(stored)
        except apsw.ConstraintError as error:
            raise Refused(Reason.CHANGED, detail=str(error)) from error
        if ticket.kind is Kind.WALKIN:
            self._do(_COUNT_ISSUED, ticket.branch, ticket.day_seq, ticket.service)
        if ticket.status is Status.WAITING:
            self._do(_COUNT_WAITING, ticket.branch, ticket.service)
        return stored

    def _add_rarities(self, ticket: Ticket) -> None:
        """What hardly any new ticket has, so that the others need not carry it."""
        if ticket.care:
            self._do(_SAVE_CARE, *from_care(ticket.care), ticket.seq)
        if ticket.theirs or (ticket.booking and _is_tied(ticket.booking)):
            self._do(_SAVE_TIES, *from_ties(ticket), ticket.seq)

    def save_ticket(self, ticket: Ticket, seen_version: int) -> bool:
        """Store a change and keep `waiting` right; False when it is a newer one's."""
        before = self._row(
            "SELECT seq, service, status, their_id FROM ticket "
            "WHERE id = ? AND version = ?",
            ticket.id,
            seen_version,
        )
        if before is None:
            return False
        seq, service, status, their_id = before
        row = from_ticket(replace(ticket, version=seen_version + 1))
        changes = (*row[4:6], *row[9:13], *row[15:24], *from_care(ticket.care))
        try:
            self._do(_SAVE_TICKET, *changes, seq)
            if ticket.theirs or their_id is not None:
                self._do(_SAVE_THEIRS, *from_theirs(ticket.theirs), seq)
        except apsw.ConstraintError as error:
            raise _occupied(ticket) from error
        if ticket.booking:
            ties = from_ties(ticket)[:2]
            self._do(_SAVE_BOOKING, row[1], *row[6:8], *row[24:28], *ties, seq)
        self._count_move(ticket, ServiceId(service), Status(status))
        return True

    def _count_move(self, ticket: Ticket, service: ServiceId, status: Status) -> None:
        if status is Status.WAITING:
            self._do(_COUNT_WAITING_DOWN, ticket.branch, service)
        if ticket.status is Status.WAITING:
            self._do(_COUNT_WAITING, ticket.branch, ticket.service)

    def add_event(self, event: TicketEvent) -> TicketEvent:
        """Store an event row and give it its seq."""
        self._do(
            _ADD_EVENT,
            ms(event.at),
            event.ticket,
            event.service,
            event.deed,
            event.old,
            event.new,
            event.actor,
            event.reason,
            event.counter,
        )
        stored = event_with(self._connection.last_insert_rowid(), event)
        self.events.append(stored)
        return stored

    def add_receipt(self, receipt: Receipt) -> None:
        """Remember what a key did."""
        self._do(
            _ADD_RECEIPT,
            receipt.once.owner,
            receipt.once.key,
            receipt.once.fingerprint,
            receipt.ticket,
            receipt.ahead,
            receipt.wait_lo,
            receipt.wait_hi,
            receipt.wait_estimate,
            ms(receipt.at),
        )

    def forget_receipts(self, before: datetime) -> int:
        """Drop receipts older than `before`; how many."""
        self._do("DELETE FROM receipt WHERE at < ?", ms(before))
        return self._connection.changes()

    def save_api_key(self, key: ApiKey) -> None:
        """Insert or replace a key by id."""
        self._do(_SAVE_KEY, *from_key(key))


def _is_tied(booking: Booking) -> bool:
    return booking.session is not None or booking.series is not None


def _occupied(ticket: Ticket) -> Refused:
    """One counter has one customer, and one code one ticket that is not over."""
    where = f"counter {ticket.counter}" if ticket.counter else "its code"
    detail = f"{ticket.number}: {where} is somebody else's by now"
    return Refused(Reason.NOT_ALLOWED_NOW, detail=detail)
