"""The lobby of a store that forgets."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from kiosk.domain.branch import BranchId, Call, Message, ServiceId
from kiosk.domain.customer import CustomerId
from kiosk.domain.day import BusinessDay
from kiosk.domain.events import TicketEvent
from kiosk.domain.serving import LISTED, CounterState, Entry, Which
from kiosk.domain.stored_lobby import COUNTED, Counted, Known, Listing, PausedService
from kiosk.domain.ticket import Status, Ticket
from kiosk.store.tables import Tables

_AT_COUNTER = frozenset({Status.CALLED, Status.SERVING})
_NEWEST_FIRST = frozenset({Which.MISSED, Which.DONE})


class MemoryLobbies:
    """The part of `Writing` that is about lobbies, over the tables."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def counter_states(self, branch: BranchId, day_seq: int) -> Sequence[CounterState]:
        rows = sorted(self._tables.counters.items())
        return [
            state for (of, _), (day, state) in rows if of == branch and day == day_seq
        ]

    def paused_services(self, branch: BranchId) -> Sequence[PausedService]:
        rows = sorted(self._tables.paused.items())
        return [paused for (of, _), paused in rows if of == branch]

    def messages(self, branch: BranchId) -> Sequence[Message]:
        rows = self._tables.messages.values()
        return [message for of, message in rows if of == branch]

    def calls(self, branch: BranchId, since: datetime) -> Sequence[Call]:
        found = [
            (ticket.called_at, ticket.seq, ticket)
            for ticket in self.at_counters(branch)
            if ticket.called_at and ticket.called_at > since
        ]
        return [
            Call(ticket.number, ticket.counter, at, ticket.call_count)
            for at, _, ticket in sorted(found, key=lambda one: one[:2], reverse=True)
            if ticket.counter
        ]

    def at_counters(self, branch: BranchId) -> Sequence[Ticket]:
        live = self._tables.live.values()
        there = [t for t in live if t.branch == branch and t.status in _AT_COUNTER]
        seated = [ticket for ticket in there if ticket.counter is not None]
        return sorted(seated, key=lambda ticket: ticket.counter or "")

    def listed(self, listing: Listing, skip: int, most: int) -> Sequence[Ticket]:
        return self._list(listing)[skip : skip + most]

    def list_length(self, listing: Listing) -> int:
        return len(self._list(listing))

    def _list(self, listing: Listing) -> list[Ticket]:
        which = listing.which
        there = [
            ticket
            for ticket in self._tables.tickets.values()
            if ticket.branch == listing.branch
            and LISTED.get(ticket.status) is which
            and _is_of(ticket, listing)
        ]
        there.sort(key=lambda one: one.seq)
        match which:
            case Which.APPOINTMENTS:
                there.sort(key=lambda one: one.start_at or one.joined_at)
            case Which.WAITING:
                pass
            case _:
                there.sort(key=lambda one: one.status_at)
        return there[::-1] if which in _NEWEST_FIRST else there

    def numbered(
        self, branch: BranchId, day_seq: int, begins: str, most: int
    ) -> Sequence[Ticket]:
        there = self._of_day(branch, day_seq)
        return [one for one in there if one.number.startswith(begins)][:most]

    def ticket_numbered(
        self, branch: BranchId, day_seq: int, number: str
    ) -> Ticket | None:
        ticket = self._tables.numbers.get((branch, day_seq, number))
        return self._tables.tickets[ticket] if ticket else None

    def missed_with_code(
        self, branch: BranchId, day_seq: int, code8: str
    ) -> Ticket | None:
        there = (
            one
            for one in self._of_day(branch, day_seq)
            if one.code8 == code8 and LISTED.get(one.status) is Which.MISSED
        )
        return max(there, key=lambda one: one.status_at, default=None)

    def known(
        self, branch: BranchId, day_seq: int, before: int, most: int
    ) -> Sequence[Known]:
        there = (
            Known(one.seq, one.id, self.called_by_name(one.customer)[0])
            for one in self._of_day(branch, day_seq)
            if one.customer in self._tables.customers and one.seq < before
        )
        return [known for _, known in zip(range(most), there, strict=False)]

    def _of_day(self, branch: BranchId, day_seq: int) -> list[Ticket]:
        """The newest first."""
        every = self._tables.tickets.values()
        there = [t for t in every if (t.branch, t.day_seq) == (branch, day_seq)]
        return sorted(there, key=lambda one: -one.seq)

    def called_by_name(self, customer: CustomerId) -> tuple[str, str]:
        row = self._tables.customers.get(customer)
        return (row[1].name, row[1].phone_tail) if row else ("", "")

    def day_begins_after(self, day: BusinessDay) -> int:
        return self._tables.beginnings.get((day.branch, day.seq), 0)

    def counted(self, branch: BranchId, after: int, last: int) -> Sequence[Counted]:
        return [
            Counted(
                event.seq,
                event.at,
                self._tables.tickets[event.ticket].seq,
                event.deed,
                event.new,
                event.actor,
                event.reason,
            )
            for event in self._events_between(branch, after, last)
            if event.deed in COUNTED
        ]

    def _events_between(
        self, branch: BranchId, after: int, last: int
    ) -> list[TicketEvent]:
        events = self._tables.events
        seqs = range(after + 1, min(last, len(events)) + 1)
        return [events[seq] for seq in seqs if events[seq].branch == branch]

    def log(
        self, branch: BranchId, after: int, skip: int, most: int
    ) -> Sequence[Entry | TicketEvent]:
        return self._log(branch, after)[skip : skip + most]

    def log_length(self, branch: BranchId, after: int) -> int:
        return len(self._log(branch, after))

    def _log(self, branch: BranchId, after: int) -> list[Entry | TicketEvent]:
        last = len(self._tables.events)
        lines: list[tuple[int, int, int, Entry | TicketEvent]] = [
            (event.seq, 0, event.seq, event)
            for event in self._events_between(branch, after, last)
        ]
        for seq, (after_event, entry) in self._tables.entries.items():
            if entry.branch == branch and after_event >= after:
                lines.append((after_event, 1, seq, entry))
        return [line[3] for line in sorted(lines, key=lambda one: one[:3])][::-1]

    def mark_beginning(self, day: BusinessDay) -> None:
        tables = self._tables
        tables.put(tables.beginnings, (day.branch, day.seq), len(tables.events))

    def reopen_day(self, day: BusinessDay) -> None:
        key = (day.branch, day.seq)
        reopened = replace(self._tables.days[key], closed_at=None)
        self._tables.put(self._tables.days, key, reopened)

    def save_counter_state(
        self, branch: BranchId, day_seq: int, state: CounterState
    ) -> None:
        row = (day_seq, state)
        self._tables.put(self._tables.counters, (branch, state.counter), row)

    def pause(self, branch: BranchId, paused: PausedService) -> None:
        self._tables.put(self._tables.paused, (branch, paused.service), paused)

    def resume(self, branch: BranchId, service: ServiceId) -> None:
        self._tables.drop(self._tables.paused, (branch, service))

    def add_message(self, branch: BranchId, message: Message) -> None:
        self._tables.put(self._tables.messages, message.id, (branch, message))

    def drop_message(self, branch: BranchId, message: str) -> bool:
        of, _ = self._tables.messages.get(message, (None, None))
        if of != branch:
            return False
        self._tables.drop(self._tables.messages, message)
        return True

    def drop_messages(self, branch: BranchId, now: datetime) -> None:
        for message in self.messages(branch):
            if message.until <= now:
                self._tables.drop(self._tables.messages, message.id)

    def add_entry(self, entry: Entry) -> None:
        tables = self._tables
        row = (len(tables.events), entry)
        tables.put(tables.entries, len(tables.entries) + 1, row)


def _is_of(ticket: Ticket, listing: Listing) -> bool:
    """Whether a ticket of the right standing is of the list's day."""
    match listing.which:
        case Which.APPOINTMENTS:
            start = ticket.start_at
            return start is not None and listing.begins <= start < listing.ends
        case Which.MISSED | Which.DONE:
            return ticket.day_seq == listing.day_seq
        case _:
            return True
