"""A store that forgets: the same contract in plain dictionaries, for tests and trials."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final, TypeVar

from kiosk.domain.branch import Branch, BranchId, CounterId, ServiceId
from kiosk.domain.day import BusinessDay
from kiosk.domain.events import TicketEvent
from kiosk.domain.storing import (
    MOST_TOLD,
    ApiKey,
    End,
    Reading,
    Receipt,
    Writing,
)
from kiosk.domain.ticket import FINAL, Kind, Status, Ticket, TicketId
from kiosk.errors import KioskError, Reason, Refused, Unavailable
from kiosk.store.memory_accounts import MemoryAccounts
from kiosk.store.memory_errands import MemoryErrands
from kiosk.store.memory_feeds import MemoryFeeds
from kiosk.store.memory_lobby import MemoryLobbies
from kiosk.store.memory_operators import MemoryOperators
from kiosk.store.memory_series import MemorySeries
from kiosk.store.memory_serving import MemoryServing, is_bound
from kiosk.store.memory_sessions import MemorySessions
from kiosk.store.memory_theirs import MemoryTheirs
from kiosk.store.memory_times import MemoryCustomers, MemoryTimes
from kiosk.store.tables import Tables

T = TypeVar("T")

_AT_COUNTER: Final = frozenset({Status.CALLED, Status.SERVING})


class _Memory(
    MemoryTimes,
    MemoryCustomers,
    MemoryAccounts,
    MemoryErrands,
    MemoryFeeds,
    MemoryOperators,
    MemoryServing,
    MemorySessions,
    MemorySeries,
    MemoryTheirs,
    MemoryLobbies,
):
    """`Writing` over the tables; `events` are those of the change under way."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self.events: list[TicketEvent] = []

    def branches(self) -> Sequence[Branch]:
        return list(self._tables.branches.values())

    def day(self, branch: BranchId) -> BusinessDay | None:
        newest = self._tables.newest.get(branch)
        return None if newest is None else self._tables.days[branch, newest]

    def ticket(self, ticket: TicketId) -> Ticket | None:
        return self._tables.tickets.get(ticket)

    def at_counter(self, branch: BranchId, counter: CounterId) -> Ticket | None:
        return next(
            (
                ticket
                for ticket in self._tables.live.values()
                if (ticket.branch, ticket.counter) == (branch, counter)
                and ticket.status in _AT_COUNTER
            ),
            None,
        )

    def _waiting(self, branch: BranchId, services: Sequence[ServiceId]) -> list[Ticket]:
        return [
            ticket
            for ticket in self._tables.live.values()
            if ticket.status is Status.WAITING
            and ticket.branch == branch
            and ticket.service in services
        ]

    def heads(
        self, branch: BranchId, services: Sequence[ServiceId], per_service: int
    ) -> Sequence[Ticket]:
        taken: dict[ServiceId, int] = {}
        found = []
        waiting = self._waiting(branch, services)
        for ticket in sorted(waiting, key=lambda one: (one.rank_at, one.seq)):
            nth = taken.get(ticket.service, 0) + (not is_bound(ticket))
            taken[ticket.service] = nth
            is_head = nth <= per_service and not is_bound(ticket)
            if is_head or ticket.priority > 0 or ticket.keep_place:
                found.append(ticket)
        return found

    def waiting(self, branch: BranchId) -> Mapping[ServiceId, int]:
        kept = self._tables.waiting.items()
        return {service: n for (of, service), n in kept if of == branch and n}

    def ahead(self, ticket: Ticket, services: Sequence[ServiceId]) -> int:
        place = _place(ticket)
        waiting = self._waiting(ticket.branch, services)
        return sum(_place(other) < place for other in waiting)

    def newest_rank(self, branch: BranchId) -> datetime | None:
        live = self._tables.live.values()
        waiting = (t for t in live if t.branch == branch and t.status is Status.WAITING)
        return max((ticket.rank_at for ticket in waiting), default=None)

    def issued(self, branch: BranchId, day_seq: int, service: ServiceId) -> int:
        return self._tables.issued.get((branch, day_seq, service), 0)

    def last_number(self, branch: BranchId, day_seq: int, range_id: str) -> int | None:
        return self._tables.counts.get((branch, day_seq, range_id))

    def is_given(self, branch: BranchId, day_seq: int, number: str) -> bool:
        return (branch, day_seq, number) in self._tables.numbers

    def handling(
        self, branch: BranchId, service: ServiceId, limit: int
    ) -> Sequence[float]:
        served = [
            (one.finished_at, one.called_at)
            for one in self._tables.tickets.values()
            if (one.branch, one.service) == (branch, service)
            and one.status is Status.SERVED
        ]
        legs = [
            (leg.finished_at, leg.ticket.called_at)
            for leg in self._tables.legs.values()
            if (leg.ticket.branch, leg.ticket.service) == (branch, service)
        ]
        took = [(end, start) for end, start in (*served, *legs) if end and start]
        newest = sorted(took, key=lambda one: one[0], reverse=True)[:limit]
        return [(end - start).total_seconds() / 60 for end, start in newest]

    def receipt(self, owner: str, key: str) -> Receipt | None:
        return self._tables.receipts.get((owner, key))

    def history(self, ticket: TicketId) -> Sequence[TicketEvent]:
        return self._tables.histories.get(ticket, ())

    def events_after(self, seq: int, limit: int) -> Sequence[TicketEvent]:
        last = min(self.last_seq(), seq + limit)
        return [self._tables.events[one] for one in range(seq + 1, last + 1)]

    def last_seq(self) -> int:
        return len(self._tables.events)

    def api_keys(self) -> Sequence[ApiKey]:
        return list(self._tables.keys.values())

    def save_branch(self, branch: Branch) -> None:
        self._tables.put(self._tables.branches, branch.id, branch)

    def open_day(self, branch: BranchId, label: date, at: datetime) -> BusinessDay:
        day = BusinessDay(branch, self._tables.newest.get(branch, 0) + 1, label, at)
        self._tables.put(self._tables.newest, branch, day.seq)
        self._tables.put(self._tables.days, (branch, day.seq), day)
        self.take_over_plans(day)
        return day

    def close_day(self, day: BusinessDay, at: datetime) -> None:
        key = (day.branch, day.seq)
        closed = replace(self._tables.days[key], closed_at=at)
        self._tables.put(self._tables.days, key, closed)

    def resume_day(self, day: BusinessDay, at: datetime) -> BusinessDay:
        key = (day.branch, day.seq)
        resumed = replace(self._tables.days[key], resumed_at=at)
        self._tables.put(self._tables.days, key, resumed)
        return resumed

    def end_all(
        self, branch: BranchId, ends: Mapping[Status, End], at: datetime, actor: str
    ) -> int:
        told = len(self.events)
        live = self._tables.live.values()
        left = [t for t in live if t.branch == branch and t.status in ends]
        for ticket in sorted(left, key=lambda one: one.seq):
            end = ends[ticket.status]
            ended = replace(ticket, status=end.after, status_at=at)
            self.save_ticket(ended, ticket.version)
            self.add_event(_ending(ticket, end, at, actor))
        if len(left) > MOST_TOLD:
            del self.events[told:]
        return len(left)

    def next_count(
        self, branch: BranchId, day_seq: int, range_id: str, first: int
    ) -> int:
        key = (branch, day_seq, range_id)
        last = self._tables.counts.get(key)
        count = first if last is None else last + 1
        self._tables.put(self._tables.counts, key, count)
        return count

    def add_ticket(self, ticket: Ticket) -> Ticket:
        tables = self._tables
        number = (ticket.branch, ticket.day_seq, ticket.number)
        code = (ticket.branch, ticket.code8)
        if (
            ticket.id in tables.tickets
            or number in tables.numbers
            or code in tables.codes
            or _theirs(ticket) in tables.theirs
        ):
            raise Refused(Reason.CHANGED, detail=f"{ticket.number} exists already")
        stored = replace(ticket, seq=len(tables.tickets) + 1)
        tables.put(tables.numbers, number, ticket.id)
        self._store(stored)
        if ticket.kind is Kind.WALKIN:
            issued = (ticket.branch, ticket.day_seq, ticket.service)
            tables.put(tables.issued, issued, tables.issued.get(issued, 0) + 1)
        self._count_waiting(stored, 1)
        return stored

    def save_ticket(self, ticket: Ticket, seen_version: int) -> bool:
        before = self._tables.tickets.get(ticket.id)
        if before is None or before.version != seen_version:
            return False
        self._check_free(ticket)
        self._count_waiting(before, -1)
        self._renumber(before, ticket)
        if before.theirs:
            self._tables.drop(self._tables.theirs, _theirs(before))
        self._store(replace(ticket, version=seen_version + 1))
        self._count_waiting(ticket, 1)
        return True

    def _check_free(self, ticket: Ticket) -> None:
        """One counter has one customer, one code one ticket that is not over, and one row of
        another system one ticket."""
        there = None
        if ticket.counter and ticket.status in _AT_COUNTER:
            there = self.at_counter(ticket.branch, ticket.counter)
        code = self._tables.codes.get((ticket.branch, ticket.code8), ticket.id)
        is_back = ticket.status not in FINAL and code != ticket.id
        theirs = self._tables.theirs.get(_theirs(ticket), ticket.id)
        if (there and there.id != ticket.id) or is_back or theirs != ticket.id:
            detail = f"{ticket.number}: its counter or code is somebody else's by now"
            raise Refused(Reason.NOT_ALLOWED_NOW, detail=detail)

    def _renumber(self, before: Ticket, ticket: Ticket) -> None:
        tables = self._tables
        former, new = (
            (one.branch, one.day_seq, one.number) for one in (before, ticket)
        )
        if former != new:
            tables.drop(tables.numbers, former)
            tables.put(tables.numbers, new, ticket.id)

    def _store(self, ticket: Ticket) -> None:
        tables = self._tables
        tables.put(tables.tickets, ticket.id, ticket)
        if ticket.theirs:
            tables.put(tables.theirs, _theirs(ticket), ticket.id)
        if ticket.status in FINAL:
            tables.drop(tables.live, ticket.id)
            if tables.codes.get((ticket.branch, ticket.code8)) == ticket.id:
                tables.drop(tables.codes, (ticket.branch, ticket.code8))
        else:
            tables.put(tables.live, ticket.id, ticket)
            tables.put(tables.codes, (ticket.branch, ticket.code8), ticket.id)

    def _count_waiting(self, ticket: Ticket, change: int) -> None:
        if ticket.status is Status.WAITING:
            tables, key = self._tables, (ticket.branch, ticket.service)
            tables.put(tables.waiting, key, tables.waiting.get(key, 0) + change)

    def add_event(self, event: TicketEvent) -> TicketEvent:
        tables = self._tables
        if event.ticket not in tables.tickets:
            raise KioskError(detail=f"an event of no ticket: {event.ticket}")
        stored = replace(event, seq=self.last_seq() + 1)
        tables.put(tables.events, stored.seq, stored)
        rows = (*tables.histories.get(event.ticket, ()), stored)
        tables.put(tables.histories, event.ticket, rows)
        self.events.append(stored)
        return stored

    def add_receipt(self, receipt: Receipt) -> None:
        key = (receipt.once.owner, receipt.once.key)
        if key in self._tables.receipts:
            raise KioskError(detail="two receipts for one key")
        self._tables.put(self._tables.receipts, key, receipt)

    def forget_receipts(self, before: datetime) -> int:
        receipts = self._tables.receipts
        old = [key for key, receipt in receipts.items() if receipt.at < before]
        for key in old:
            self._tables.drop(receipts, key)
        return len(old)

    def save_api_key(self, key: ApiKey) -> None:
        self._tables.put(self._tables.keys, key.id, key)


def _theirs(ticket: Ticket) -> tuple[str, str]:
    """Of which row of another system it is the ticket; ("", "") of none."""
    theirs = ticket.theirs
    return (theirs.system, theirs.id) if theirs else ("", "")


def _ending(ticket: Ticket, end: End, at: datetime, actor: str) -> TicketEvent:
    return TicketEvent(
        seq=0,
        at=at,
        branch=ticket.branch,
        ticket=ticket.id,
        number=ticket.number,
        service=ticket.service,
        deed=end.deed,
        old=ticket.status,
        new=end.after,
        actor=actor,
        reason=end.reason,
        counter=ticket.counter,
    )


def _place(ticket: Ticket) -> tuple[bool, int, datetime, int]:
    return (not ticket.keep_place, -ticket.priority, ticket.rank_at, ticket.seq)


class MemoryStore:
    """`kiosk.domain.storing.Store` without a disk."""

    def __init__(self) -> None:
        """Starts empty."""
        self._tables = Tables()
        self._listeners: list[Callable[[Sequence[TicketEvent]], None]] = []
        self._closed = False

    def watch(self, listener: Callable[[Sequence[TicketEvent]], None]) -> None:
        """Call `listener` with the event rows of each change."""
        self._listeners.append(listener)

    def read(self, question: Callable[[Reading], T]) -> T:
        """Ask about what there is."""
        self.check()
        return question(_Memory(self._tables))

    async def write(self, change: Callable[[Writing], T]) -> T:
        """Run `change`; an exception undoes it."""
        self.check()
        self._tables.mark()
        memory = _Memory(self._tables)
        try:
            value = change(memory)
        except BaseException:
            self._tables.undo()
            raise
        if memory.events:
            for listener in self._listeners:
                listener(memory.events)
        return value

    def check(self) -> None:
        """Raise Unavailable after `close`."""
        if self._closed:
            raise Unavailable(Reason.STORE_FAILED, detail="the store is closed")

    async def close(self) -> None:
        """Accept nothing more. Idempotent."""
        self._closed = True
