"""Counters, lists, messages and the log of a lobby, in SQLite."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from kiosk.domain.branch import BranchId, Call, Message, ServiceId
from kiosk.domain.customer import CustomerId
from kiosk.domain.day import BusinessDay
from kiosk.domain.events import BranchDeed, TicketEvent
from kiosk.domain.serving import CounterState, CounterStatus, Entry, Which
from kiosk.domain.stored_lobby import COUNTED, Counted, Known, Listing, PausedService
from kiosk.domain.ticket import Ticket
from kiosk.store.cursor import Cursor
from kiosk.store.rows import (
    TICKET,
    Row,
    instant,
    instant_or_none,
    ms,
    to_event,
    to_ticket,
)

_COUNTERS: Final = (
    "SELECT counter, status, since, operator, reason, services FROM counter_state "
    "WHERE branch = ? AND day_seq = ? ORDER BY counter"
)
_PAUSED: Final = (
    "SELECT service, since, actor, reason FROM paused_service "
    "WHERE branch = ? ORDER BY service"
)
_MESSAGES: Final = (
    "SELECT id, words, until, on_board, on_kiosk FROM message "
    "WHERE branch = ? ORDER BY seq"
)
_CALLS: Final = (
    "SELECT number, counter, called_at, call_count FROM ticket "
    "WHERE branch = ? AND status IN ('called', 'serving') "
    "AND called_at > ? AND counter IS NOT NULL ORDER BY called_at DESC, seq DESC"
)
_AT_COUNTERS: Final = (
    f"{TICKET} WHERE branch = ? AND status IN ('called', 'serving') "
    "AND counter IS NOT NULL ORDER BY counter"
)
_STANDING: Final = {
    Which.WAITING: ("status = 'waiting'", "seq"),
    Which.APPOINTMENTS: (
        "status = 'booked' AND start_at >= ? AND start_at < ?",
        "start_at, seq",
    ),
    Which.PARKED: ("status = 'parked'", "status_at, seq"),
    Which.MISSED: (
        "status IN ('no_show', 'cancelled', 'expired') AND day_seq = ?",
        "status_at DESC, seq DESC",
    ),
    Which.DONE: ("status = 'served' AND day_seq = ?", "status_at DESC, seq DESC"),
}
"""Who stands in a list, as its index knows it, and in which order."""

_LISTED: Final = (
    f"{TICKET} WHERE seq IN (SELECT seq FROM ticket WHERE branch = ? AND {{standing}} "
    "ORDER BY {order} LIMIT ? OFFSET ?) ORDER BY {order}"
)
_LENGTH: Final = "SELECT count(*) FROM ticket WHERE branch = ? AND {standing}"
_WAITING_LENGTH: Final = "SELECT coalesce(sum(n), 0) FROM waiting WHERE branch = ?"
"""Kept, so that a lobby costs the same however many wait."""

_NUMBERED: Final = (
    f"{TICKET} WHERE seq IN (SELECT seq FROM ticket WHERE branch = ? AND day_seq = ? "
    "AND number >= ? AND number < ? ORDER BY seq DESC LIMIT ?) ORDER BY seq DESC"
)
_MISSED_WITH_CODE: Final = (
    f"{TICKET} WHERE branch = ? AND day_seq = ? AND code8 = ? "
    "AND status IN ('no_show', 'cancelled', 'expired') ORDER BY status_at DESC LIMIT 1"
)
_KNOWN: Final = (
    "SELECT ticket.seq, ticket.id, customer.name FROM ticket "
    "CROSS JOIN customer ON customer.id = ticket.customer "
    "WHERE ticket.branch = ? AND day_seq = ? AND ticket.customer IS NOT NULL "
    "AND ticket.seq < ? ORDER BY ticket.seq DESC LIMIT ?"
)
_EVENT: Final = (
    "SELECT event.seq, at, ticket.branch, ticket.id, number, event.service, deed, "
    "old, new, actor, reason, event.counter "
    "FROM event CROSS JOIN ticket ON ticket.seq = event.ticket_seq "
)
_COUNTED: Final = (
    "SELECT event.seq, at, ticket_seq, deed, new, actor, reason FROM event "
    "CROSS JOIN ticket ON ticket.seq = event.ticket_seq "
    "WHERE event.seq > ? AND event.seq <= ? "
    f"AND deed IN ({', '.join(repr(str(deed)) for deed in sorted(COUNTED))}) "
    "AND ticket.branch = ? ORDER BY event.seq"
)
_LOG: Final = (
    "SELECT after_event, 1, seq FROM branch_log "
    "WHERE branch = ? AND after_event >= ? UNION ALL "
    "SELECT event.seq, 0, event.seq FROM event "
    "CROSS JOIN ticket ON ticket.seq = event.ticket_seq "
    "WHERE event.seq > ? AND ticket.branch = ? "
    "ORDER BY 1 DESC, 2 DESC, 3 DESC LIMIT ? OFFSET ?"
)
_LOG_LENGTHS: Final = (
    "SELECT count(*) FROM branch_log WHERE branch = ? AND after_event >= ?",
    (
        "SELECT count(*) FROM event CROSS JOIN ticket ON ticket.seq = event.ticket_seq "
        "WHERE ticket.branch = ? AND event.seq > ?"
    ),
)
_ENTRY: Final = (
    "SELECT at, branch, deed, about, actor, reason FROM branch_log WHERE seq = ?"
)
_SAVE_COUNTER: Final = (
    "INSERT INTO counter_state "
    "(branch, counter, day_seq, status, since, operator, reason, services) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (branch, counter) DO UPDATE SET day_seq = excluded.day_seq, "
    "status = excluded.status, since = excluded.since, operator = excluded.operator, "
    "reason = excluded.reason, services = excluded.services"
)
_PAUSE: Final = (
    "INSERT INTO paused_service (branch, service, since, actor, reason) "
    "VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (branch, service) DO UPDATE SET since = excluded.since, "
    "actor = excluded.actor, reason = excluded.reason"
)
_ADD_MESSAGE: Final = (
    "INSERT INTO message (id, branch, words, until, on_board, on_kiosk) "
    "VALUES (?, ?, ?, ?, ?, ?)"
)
_ADD_ENTRY: Final = (
    "INSERT INTO branch_log (at, branch, deed, about, actor, reason, after_event) "
    "VALUES (?, ?, ?, ?, ?, ?, (SELECT coalesce(max(seq), 0) FROM event))"
)


class Lobbies(Cursor):
    """`kiosk.domain.stored_lobby.LobbyRead`."""

    def counter_states(self, branch: BranchId, day_seq: int) -> Sequence[CounterState]:
        """The counters that were touched on a business day."""
        return [_to_counter(row) for row in self._rows(_COUNTERS, branch, day_seq)]

    def paused_services(self, branch: BranchId) -> Sequence[PausedService]:
        """What is paused."""
        return [
            PausedService(service, instant(since), actor, reason)
            for service, since, actor, reason in self._rows(_PAUSED, branch)
        ]

    def messages(self, branch: BranchId) -> Sequence[Message]:
        """The messages of a branch."""
        return [
            Message(name, json.loads(words), instant(until), bool(board), bool(kiosk))
            for name, words, until, board, kiosk in self._rows(_MESSAGES, branch)
        ]

    def calls(self, branch: BranchId, since: datetime) -> Sequence[Call]:
        """Who is called or being served and was called last after `since`."""
        return [
            Call(number, counter, instant(at), times)
            for number, counter, at, times in self._rows(_CALLS, branch, ms(since))
        ]

    def at_counters(self, branch: BranchId) -> Sequence[Ticket]:
        """Everybody who is called or being served."""
        return [to_ticket(row) for row in self._rows(_AT_COUNTERS, branch)]

    def listed(self, listing: Listing, skip: int, most: int) -> Sequence[Ticket]:
        """A part of a list."""
        standing, order = _STANDING[listing.which]
        sql = _LISTED.format(standing=standing, order=order)
        rows = self._rows(sql, listing.branch, *_limits(listing), most, skip)
        return [to_ticket(row) for row in rows]

    def list_length(self, listing: Listing) -> int:
        """How many stand in a list."""
        standing, _ = _STANDING[listing.which]
        sql = _LENGTH.format(standing=standing)
        if listing.which is Which.WAITING:
            sql = _WAITING_LENGTH
        ((count,),) = self._rows(sql, listing.branch, *_limits(listing))
        return int(count)

    def numbered(
        self, branch: BranchId, day_seq: int, begins: str, most: int
    ) -> Sequence[Ticket]:
        """Tickets of a business day whose number begins so."""
        span = (begins, f"{begins}\U0010ffff")
        rows = self._rows(_NUMBERED, branch, day_seq, *span, most)
        return [to_ticket(row) for row in rows]

    def ticket_numbered(
        self, branch: BranchId, day_seq: int, number: str
    ) -> Ticket | None:
        """The ticket of a business day with a number."""
        sql = f"{TICKET} WHERE branch = ? AND day_seq = ? AND number = ?"
        row = self._row(sql, branch, day_seq, number)
        return to_ticket(row) if row else None

    def missed_with_code(
        self, branch: BranchId, day_seq: int, code8: str
    ) -> Ticket | None:
        """Who of a business day had a code and was missed."""
        row = self._row(_MISSED_WITH_CODE, branch, day_seq, code8)
        return to_ticket(row) if row else None

    def known(
        self, branch: BranchId, day_seq: int, before: int, most: int
    ) -> Sequence[Known]:
        """Tickets of a business day whose customer is known."""
        rows = self._rows(_KNOWN, branch, day_seq, before, most)
        return [Known(*row) for row in rows]

    def called_by_name(self, customer: CustomerId) -> tuple[str, str]:
        """A customer's name and the last digits of their phone."""
        row = self._row("SELECT name, phone_tail FROM customer WHERE id = ?", customer)
        return (row[0], row[1]) if row else ("", "")

    def day_begins_after(self, day: BusinessDay) -> int:
        """The newest event when a day began."""
        sql = "SELECT after_event FROM business_day WHERE branch = ? AND seq = ?"
        row = self._row(sql, day.branch, day.seq)
        return int(row[0]) if row else 0

    def counted(self, branch: BranchId, after: int, last: int) -> Sequence[Counted]:
        """What counts of a branch after one event, to another."""
        rows = self._rows(_COUNTED, after, last, branch)
        return [Counted(seq, instant(at), *rest) for seq, at, *rest in rows]

    def log(
        self, branch: BranchId, after: int, skip: int, most: int
    ) -> Sequence[Entry | TicketEvent]:
        """What was done in a branch since event `after`, newest first."""
        places = self._rows(_LOG, branch, after, after, branch, most, skip)
        return [self._line(seq, is_entry=kind == 1) for _, kind, seq in places]

    def _line(self, seq: int, *, is_entry: bool) -> Entry | TicketEvent:
        if not is_entry:
            return to_event(self._rows(f"{_EVENT} WHERE event.seq = ?", seq)[0])
        at, branch, deed, about, actor, reason = self._rows(_ENTRY, seq)[0]
        return Entry(instant(at), branch, BranchDeed(deed), about, actor, reason)

    def log_length(self, branch: BranchId, after: int) -> int:
        """How many lines that are."""
        counts = (self._rows(sql, branch, after)[0] for sql in _LOG_LENGTHS)
        return sum(count for (count,) in counts)


class LobbiesChanged(Lobbies):
    """`kiosk.domain.stored_lobby.LobbyWritten`."""

    def mark_beginning(self, day: BusinessDay) -> None:
        """Note that all events so far were before a day."""
        sql = (
            "UPDATE business_day SET after_event = "
            "(SELECT coalesce(max(seq), 0) FROM event) WHERE branch = ? AND seq = ?"
        )
        self._do(sql, day.branch, day.seq)

    def reopen_day(self, day: BusinessDay) -> None:
        """A day that was closed runs again."""
        sql = "UPDATE business_day SET closed_at = NULL WHERE branch = ? AND seq = ?"
        self._do(sql, day.branch, day.seq)

    def save_counter_state(
        self, branch: BranchId, day_seq: int, state: CounterState
    ) -> None:
        """Keep how a counter is on a business day."""
        self._do(
            _SAVE_COUNTER,
            branch,
            state.counter,
            day_seq,
            state.status,
            None if state.since is None else ms(state.since),
            state.operator,
            state.reason,
            None if state.services is None else json.dumps(sorted(state.services)),
        )

    def pause(self, branch: BranchId, paused: PausedService) -> None:
        """Keep that a service is paused."""
        since = ms(paused.since)
        self._do(_PAUSE, branch, paused.service, since, paused.actor, paused.reason)

    def resume(self, branch: BranchId, service: ServiceId) -> None:
        """A service is paused no more."""
        sql = "DELETE FROM paused_service WHERE branch = ? AND service = ?"
        self._do(sql, branch, service)

    def add_message(self, branch: BranchId, message: Message) -> None:
        """Keep a message."""
        words = json.dumps(dict(message.text), ensure_ascii=False)
        until = ms(message.until)
        where = (message.on_board, message.on_kiosk)
        self._do(_ADD_MESSAGE, message.id, branch, words, until, *where)

    def drop_message(self, branch: BranchId, message: str) -> bool:
        """Forget a message."""
        self._do("DELETE FROM message WHERE id = ? AND branch = ?", message, branch)
        return self._connection.changes() > 0

    def drop_messages(self, branch: BranchId, now: datetime) -> None:
        """Forget the messages that are over."""
        self._do("DELETE FROM message WHERE branch = ? AND until <= ?", branch, ms(now))

    def add_entry(self, entry: Entry) -> None:
        """Add a line to a branch's log."""
        about = (entry.about, entry.actor, entry.reason)
        self._do(_ADD_ENTRY, ms(entry.at), entry.branch, entry.deed, *about)


def _limits(listing: Listing) -> tuple[int, ...]:
    """What the `?` of a list's text stand for."""
    match listing.which:
        case Which.APPOINTMENTS:
            return ms(listing.begins), ms(listing.ends)
        case Which.MISSED | Which.DONE:
            return (listing.day_seq,)
        case _:
            return ()


def _to_counter(row: Row) -> CounterState:
    counter, status, since, operator, reason, services = row
    return CounterState(
        counter=counter,
        status=CounterStatus(status),
        since=instant_or_none(since),
        operator=operator,
        reason=reason,
        services=None if services is None else frozenset(json.loads(services)),
    )
