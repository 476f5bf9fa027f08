"""Whatever is done in whatever order, in odd zones, with a clock that jumps and restarts."""

import asyncio
import tempfile
from collections import Counter as Tally
from collections.abc import Awaitable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar
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

from kiosk.domain.branch import CounterId, ServiceId
from kiosk.domain.events import Deed
from kiosk.domain.ports import Once
from kiosk.domain.storing import Reading, Store
from kiosk.domain.ticket import Draft, Status, Ticket, TicketId
from kiosk.errors import Refused
from kiosk.store.memory import MemoryStore
from kiosk.store.sqlite import SqliteStore
from tests.contract.shop import ADVICE, CASH, LOANS, MAIN, branch
from tests.desk.hands import Draw, StoppedClock, desk_over

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
keys = st.sampled_from(("red", "green", "blue"))


class Queue(RuleBasedStateMachine):
    """A desk over a store, with everything it ever said remembered beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.Runner()
        self.store = self.open_store()
        self.draw = Draw()
        self.given: dict[TicketId, Ticket] = {}
        self.called: Tally[TicketId] = Tally()
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
        self.do(self.desk.load(branch(zone=zone)))
        self.take(wanted)

    @rule(wanted=st.lists(services, min_size=1, max_size=4))
    def issue(self, wanted: list[ServiceId]) -> None:
        self.take(wanted)

    def take(self, wanted: list[ServiceId]) -> None:
        for service in wanted:
            draft = Draft(MAIN, service)
            self.note(self.do(self.desk.issue(draft, None, "kiosk")).ticket)

    @rule(key=keys, service=services)
    def issue_once(self, key: str, service: ServiceId) -> None:
        once = Once("kiosk", key, "same")
        placed = self.do(self.desk.issue(Draft(MAIN, service), once, "kiosk"))
        first = self.receipts.setdefault(key, placed.ticket)
        assert first == placed.ticket
        if not placed.replayed:
            self.note(placed.ticket)

    def note(self, ticket: Ticket) -> None:
        assert ticket.id not in self.given
        self.given[ticket.id] = ticket

    @rule(at=st.lists(counters, min_size=1, max_size=4))
    def call(self, at: list[CounterId]) -> None:
        for counter in at:
            called = self.do(self.desk.call(MAIN, counter, "anna"))
            if called and not called.reason.startswith("already"):
                self.called[called.ticket.id] += 1

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
            assert (Status.WAITING, Status.CANCELLED) == (before, after)

    @rule(minutes=st.integers(-3000, 3000))
    def clock_jumps(self, minutes: int) -> None:
        self.clock.at += timedelta(minutes=minutes)

    @rule(minutes=st.integers(1, 90))
    def time_passes(self, minutes: int) -> None:
        self.clock.at += timedelta(minutes=minutes)
        self.do(self.desk.turn_days())

    @rule()
    def restart(self) -> None:
        self.do(self.desk.close())
        self.desk = desk_over(self.store, self.clock, self.draw)

    @invariant()
    def numbers_count_up_without_gap_within_each_day(self) -> None:
        given: dict[tuple[int, str], list[int]] = {}
        labels: dict[int, date] = {}
        for ticket in self.given.values():
            number = (ticket.day_seq, ticket.number[0])
            given.setdefault(number, []).append(int(ticket.number[1:]))
            assert ticket.day == labels.setdefault(ticket.day_seq, ticket.day)
        for (_, prefix), counts in given.items():
            first = FIRST[prefix]
            assert list(range(first, first + len(counts))) == counts
        assert sorted(labels.values()) == [labels[seq] for seq in sorted(labels)]

    @invariant()
    def nobody_is_lost_and_nobody_is_called_twice(self) -> None:
        now = self.stored()
        assert set(self.given) == set(now)
        assert all(times == 1 for times in self.called.values())
        at = [
            ticket.counter
            for ticket in now.values()
            if ticket.status in (Status.CALLED, Status.SERVING)
        ]
        assert len(at) == len(set(at))

    @invariant()
    def kept_counts_equal_a_recount(self) -> None:
        waiting = Tally(
            ticket.service
            for ticket in self.stored().values()
            if ticket.status is Status.WAITING
        )
        issued = Tally((t.day_seq, t.service) for t in self.given.values())

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
            assert (event.deed is Deed.ISSUE) == (event.old is None)
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
