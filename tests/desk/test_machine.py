"""Whatever is done in whatever order, in odd zones, with a clock that jumps and restarts."""

import asyncio
import tempfile
from collections import Counter as Tally
from collections.abc import Awaitable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from kiosk.domain.booking import Holder, Wanted
from kiosk.domain.branch import CounterId, ServiceId
from kiosk.domain.claims import tick_of, ticks_of
from kiosk.domain.events import Deed
from kiosk.domain.ports import Once
from kiosk.domain.serving import Task
from kiosk.domain.storing import Reading, Store
from kiosk.domain.ticket import Draft, Kind, Status, Ticket, TicketId
from kiosk.errors import NotFound, Reason, Refused, SlotTaken
from kiosk.store.memory import MemoryStore
from kiosk.store.sqlite import SqliteStore
from tests.contract.shop import ADVICE, CASH, LOANS, MAIN
from tests.desk.hands import Draw, StoppedClock, desk_over
from tests.desk.office import ANNA, BEN, PASSPORT, office

T = TypeVar("T")

ZONES = ("Africa/Cairo", "America/Havana", "Australia/Lord_Howe")
NEAR_A_CHANGE = (
    datetime(2026, 4, 23, 20, tzinfo=UTC),
    datetime(2026, 10, 29, 20, tzinfo=UTC),
    datetime(2026, 10, 31, 22, tzinfo=UTC),
    datetime(2026, 4, 4, 23, tzinfo=UTC),
)
FIRST = {"A": 1, "B": 5}

services = st.sampled_from((CASH, LOANS, ADVICE))
counters = st.sampled_from(tuple(CounterId(name) for name in "123"))
holders = st.sampled_from((ANNA, BEN))
actors = st.sampled_from(("anna", "ben"))
PLAIN = (
    Deed.START,
    Deed.RECALL,
    Deed.RETURN,
    Deed.NO_SHOW,
    Deed.PARK,
    Deed.FINISH,
    Deed.CANCEL,
    Deed.UNDO_CHECK_IN,
)
AT_COUNTER = (Status.CALLED, Status.SERVING)
GONE = (Status.CANCELLED, Status.NO_SHOW)
keys = st.sampled_from(("red", "green", "blue"))


class Queue(RuleBasedStateMachine):
    """A desk over a store, with everything it ever said remembered beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.Runner()
        self.store = self.open_store()
        self.draw = Draw()
        self.given: dict[TicketId, Ticket] = {}
        self.last: dict[str, tuple[Ticket, Ticket]] = {}
        self.receipts: dict[str, Ticket] = {}

    def open_store(self) -> Store:
        return MemoryStore()

    def do(self, deed: Awaitable[T]) -> T:
        async def doing() -> T:
            return await deed

        return self.loop.run(doing())

    @initialize(
        zone=st.sampled_from(ZONES),
        at=st.sampled_from(NEAR_A_CHANGE),
        wanted=st.lists(services, min_size=4, max_size=8),
    )
    def open(self, zone: str, at: datetime, wanted: list[ServiceId]) -> None:
        by_the_wall = at.replace(tzinfo=ZoneInfo(zone))
        self.clock = StoppedClock(by_the_wall.astimezone(UTC))
        self.desk = desk_over(self.store, self.clock, self.draw)
        self.described = replace(office(2), zone=zone)
        self.do(self.desk.load(self.described))
        self.take(wanted)

    @rule(wanted=st.lists(services, min_size=1, max_size=4))
    def issue(self, wanted: list[ServiceId]) -> None:
        self.take(wanted)

    def take(self, wanted: list[ServiceId]) -> None:
        for service in wanted:
            draft = Draft(MAIN, service)
            try:
                placed = self.do(self.desk.issue(draft, None, "kiosk"))
            except Refused as refused:
                self.is_closed(refused)
                return
            self.note(placed.ticket)

    def is_closed(self, refused: Refused) -> None:
        """Numbers are refused on a day that was closed, and on no other."""
        assert Reason.CLOSED is refused.reason
        assert self.do(self.desk.lobby(MAIN)).day_closed

    @rule(key=keys, service=services)
    def issue_once(self, key: str, service: ServiceId) -> None:
        once = Once("kiosk", key, "same")
        try:
            placed = self.do(self.desk.issue(Draft(MAIN, service), once, "kiosk"))
        except Refused as refused:
            self.is_closed(refused)
            return
        first = self.receipts.setdefault(key, placed.ticket)
        group, rank_at = first.group, first.rank_at
        assert first == replace(placed.ticket, group=group, rank_at=rank_at)
        if not placed.replayed:
            self.note(placed.ticket)

    def note(self, ticket: Ticket) -> None:
        assert ticket.id not in self.given
        self.given[ticket.id] = ticket

    @rule(at=st.lists(counters, min_size=1, max_size=4), actor=actors)
    def call(self, at: list[CounterId], actor: str) -> None:
        """Whom `next_up` foresaw, and nobody who is anywhere else already."""
        for counter in at:
            foreseen = self.do(self.desk.next_up(MAIN, counter, 1))
            there = {
                ticket.id: ticket.counter
                for ticket in self.stored().values()
                if ticket.status in AT_COUNTER
            }
            called = self.do(self.desk.call(MAIN, counter, actor))
            if called is None:
                assert not foreseen
            elif called.ticket.id in there:
                assert counter == there[called.ticket.id]
            else:
                assert foreseen[0].ticket.id == called.ticket.id
                assert foreseen[0].reason == called.reason
                assert counter not in there.values()

    @rule(data=st.data(), deed=st.sampled_from(PLAIN), actor=actors)
    def serve(self, data: st.DataObject, deed: Deed, actor: str) -> None:
        self.try_to(data, Task(deed), actor)

    @rule(data=st.data(), counter=counters, actor=actors, parked=st.booleans())
    def call_this_one(
        self, data: st.DataObject, counter: CounterId, actor: str, parked: bool
    ) -> None:
        deed = Deed.UNPARK if parked else Deed.CALL
        self.try_to(data, Task(deed, counter=counter), actor)

    @rule(
        data=st.data(),
        service=st.none() | services,
        counter=st.none() | counters,
        keep_place=st.booleans(),
        actor=actors,
    )
    def transfer(
        self,
        data: st.DataObject,
        service: ServiceId | None,
        counter: CounterId | None,
        keep_place: bool,
        actor: str,
    ) -> None:
        if service or counter:
            task = Task(
                Deed.TRANSFER, service=service, counter=counter, keep_place=keep_place
            )
            self.try_to(data, task, actor)

    @rule(data=st.data(), priority=st.integers(0, 2), actor=actors)
    def raise_or_lower(self, data: st.DataObject, priority: int, actor: str) -> None:
        self.try_to(data, Task(Deed.PRIORITY, priority=priority, reason="r"), actor)

    @rule(data=st.data())
    def unpark(self, data: st.DataObject) -> None:
        self.try_to(data, Task(Deed.UNPARK), "ben")

    def try_to(self, data: st.DataObject, task: Task, actor: str) -> None:
        """Done, or refused and nothing changed."""
        self.do(self.desk.turn_days())
        ticket = data.draw(st.sampled_from(sorted(self.given)))
        before = self.stored()[ticket]
        task = replace(task, seen=before.version)
        try:
            row = self.do(self.desk.do(ticket, task, actor))
        except Refused:
            assert before == self.stored()[ticket]
            return
        assert row.ticket == self.stored()[ticket]
        self.last[actor] = (before, row.ticket)

    @rule(actor=actors)
    def undo(self, actor: str) -> None:
        """Where it is allowed, the ticket is as it was."""
        try:
            back = self.do(self.desk.undo(MAIN, actor)).ticket
        except (Refused, NotFound):
            return
        before, after = self.last.pop(actor, (back, back))
        if (after.id, after.version + 1) == (back.id, back.version):
            version, day, day_seq = back.version, back.day, back.day_seq
            expected = replace(before, version=version, day=day, day_seq=day_seq)
            assert expected == back

    @rule(counter=counters)
    def finish(self, counter: CounterId) -> None:
        try:
            done = self.do(self.desk.finish(MAIN, counter, "anna"))
        except Refused:
            return
        assert Status.SERVED is done.status

    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        ticket = data.draw(st.sampled_from(sorted(self.given)))
        before = self.do(self.desk.ticket(ticket)).ticket.status
        try:
            after = self.do(self.desk.cancel(ticket, "kiosk")).ticket.status
        except Refused:
            assert Status.WAITING is not before
        else:
            assert before in (Status.WAITING, Status.BOOKED)
            assert Status.CANCELLED is after

    @rule(slot=st.integers(0, 40), who=holders, hold=st.booleans())
    def book(self, slot: int, who: Holder, hold: bool) -> None:
        start = self.some_start(slot)
        if start is None:
            return
        try:
            if hold:
                asked = Wanted(MAIN, PASSPORT, holder=who)
                self.do(self.desk.hold(asked, start))
            draft = Draft(MAIN, PASSPORT, start=start, holder=who)
            placed = self.do(self.desk.issue(draft, None, "kiosk"))
        except SlotTaken:
            return
        except Refused as refused:
            self.is_closed(refused)
            return
        self.given[placed.ticket.id] = placed.ticket

    @rule(slot=st.integers(0, 40), who=holders)
    def hold(self, slot: int, who: Holder) -> None:
        start = self.some_start(slot)
        if start is None:
            return
        with suppress(SlotTaken):
            self.do(self.desk.hold(Wanted(MAIN, PASSPORT, holder=who), start))

    @rule(who=holders)
    def release(self, who: Holder) -> None:
        self.do(self.desk.release(who))
        assert [] == self.store.read(lambda view: view.claims_of(who))

    @rule(data=st.data(), slot=st.integers(0, 40))
    def reschedule(self, data: st.DataObject, slot: int) -> None:
        ticket = data.draw(st.sampled_from(sorted(self.given)))
        start = self.some_start(slot)
        if start is None:
            return
        with suppress(Refused):
            self.do(self.desk.reschedule(ticket, start, "kiosk"))

    @rule(data=st.data())
    def check_in(self, data: st.DataObject) -> None:
        ticket = data.draw(st.sampled_from(sorted(self.given)))
        with suppress(Refused):
            self.do(self.desk.check_in(ticket, MAIN, "kiosk"))

    @rule()
    def tend(self) -> None:
        self.do(self.desk.tend())

    def some_start(self, slot: int) -> datetime | None:
        """One of the times of today and tomorrow, free or not."""
        days = self.do(self.desk.slots(Wanted(MAIN, PASSPORT), None, 2))
        starts = [slot.start for day in days for slot in day.slots]
        return starts[slot % len(starts)] if starts else None

    @invariant()
    def what_is_booked_is_claimed_and_nothing_else_for_good(self) -> None:
        """Nobody who has a time still to come is without a lane, and nobody shares one."""
        claims = self.store.read(lambda view: view.claims(MAIN, range(10**9)))
        assert len(claims) == len({(claim.lane, claim.tick) for claim in claims})
        owned: dict[str, set[tuple[str, int]]] = {}
        for claim in claims:
            if claim.expires_at is None:
                owned.setdefault(claim.owner, set()).add((claim.lane, claim.tick))
        stored = self.stored()
        rules = next(s.booking for s in self.described.services if s.id == PASSPORT)
        assert rules is not None
        for ticket in stored.values():
            if ticket.status is Status.BOOKED:
                assert ticket.booking is not None
                assert ticket.start_at is not None
                lane = ticket.booking.lane
                ticks = ticks_of(rules, tick_of(ticket.start_at))
                assert {(lane, tick) for tick in ticks} == owned[ticket.id]
        for owner in owned:
            assert stored[TicketId(owner)].status not in GONE

    @rule(minutes=st.integers(-3000, 3000))
    def clock_jumps(self, minutes: int) -> None:
        self.clock.at += timedelta(minutes=minutes)

    @rule(minutes=st.integers(1, 90))
    def time_passes(self, minutes: int) -> None:
        self.clock.at += timedelta(minutes=minutes)
        self.do(self.desk.turn_days())

    @rule()
    def close_day(self) -> None:
        """Nobody waits, nobody is at a counter, and a second time ends nobody."""
        self.do(self.desk.close_day(MAIN, "boss"))
        left = {ticket.status for ticket in self.stored().values()}
        assert not left & {Status.WAITING, Status.PARKED, *AT_COUNTER}
        assert 0 == self.do(self.desk.close_day(MAIN, "boss"))

    @rule()
    def reopen_day(self) -> None:
        self.do(self.desk.reopen_day(MAIN, "boss"))
        assert not self.do(self.desk.lobby(MAIN)).day_closed

    @rule()
    def restart(self) -> None:
        closed = self.do(self.desk.lobby(MAIN)).day_closed
        self.do(self.desk.close())
        self.reopen_store()
        self.desk = desk_over(self.store, self.clock, self.draw)
        assert closed == self.do(self.desk.lobby(MAIN)).day_closed

    def reopen_store(self) -> None:
        """One in memory lives as long as its process."""

    @invariant()
    def numbers_count_up_without_gap_within_each_day(self) -> None:
        given: dict[tuple[int, str], list[int]] = {}
        labels: dict[int, date] = {}
        for ticket in self.given.values():
            if ticket.kind is Kind.APPOINTMENT:
                continue
            number = (ticket.day_seq, ticket.number[0])
            given.setdefault(number, []).append(int(ticket.number[1:]))
            assert ticket.day == labels.setdefault(ticket.day_seq, ticket.day)
        for (_, prefix), counts in given.items():
            first = FIRST[prefix]
            assert list(range(first, first + len(counts))) == counts
        assert sorted(labels.values()) == [labels[seq] for seq in sorted(labels)]

    @invariant()
    def nobody_is_lost_and_nobody_shares_a_counter(self) -> None:
        now = self.stored()
        assert set(self.given) == set(now)
        at = [ticket.counter for ticket in now.values() if ticket.status in AT_COUNTER]
        assert len(at) == len(set(at))

    @invariant()
    def kept_counts_equal_a_recount(self) -> None:
        waiting = Tally(
            ticket.service
            for ticket in self.stored().values()
            if ticket.status is Status.WAITING
        )
        issued = Tally(
            (ticket.day_seq, ticket.service)
            for ticket in self.given.values()
            if ticket.kind is Kind.WALKIN
        )

        def look(view: Reading) -> None:
            assert dict(waiting) == dict(view.waiting(MAIN))
            for (day, service), count in issued.items():
                assert count == view.issued(MAIN, day, service)

        self.store.read(look)

    @invariant()
    def the_events_tell_the_whole_story(self) -> None:
        """Played back, they lead to every ticket's status, each from where it stood."""
        events = self.store.read(lambda view: view.events_after(0, 10_000))
        assert list(range(1, len(events) + 1)) == [event.seq for event in events]
        status: dict[TicketId, Status] = {}
        for event in events:
            assert event.old == status.get(event.ticket)
            assert (event.deed in (Deed.ISSUE, Deed.BOOK)) == (event.old is None)
            status[event.ticket] = event.new
        now = {name: ticket.status for name, ticket in self.stored().items()}
        assert now == status

    def stored(self) -> dict[TicketId, Ticket]:
        def look(view: Reading) -> dict[TicketId, Ticket]:
            found = (view.ticket(name) for name in self.given)
            return {ticket.id: ticket for ticket in found if ticket}

        return self.store.read(look)

    def teardown(self) -> None:
        self.do(self.store.close())
        self.loop.close()


class QueueOnDisk(Queue):
    """The same over SQLite."""

    def open_store(self) -> Store:
        self.place = tempfile.TemporaryDirectory(prefix="k")
        return SqliteStore.open(Path(self.place.name) / "queue.db")

    def reopen_store(self) -> None:
        """What is kept beside the tickets was right."""
        self.do(self.store.close())
        with patch("kiosk.store.recount._log") as log:
            self.store = SqliteStore.open(Path(self.place.name) / "queue.db")
        assert [] == log.mock_calls

    def teardown(self) -> None:
        super().teardown()
        self.place.cleanup()


def test_the_queue_keeps_its_promises_in_memory() -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Queue, settings=settings(max_examples=80, stateful_step_count=40)
    )


def test_the_queue_keeps_its_promises_on_disk() -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        QueueOnDisk, settings=settings(max_examples=12, stateful_step_count=40)
    )
