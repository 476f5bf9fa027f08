"""Many counters at once over one database: each customer is called once, and nobody is left."""

import asyncio
import itertools
from collections import Counter as Tally
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.desk.desk import Desk
from kiosk.domain.branch import Counter, CounterId, ServiceId
from kiosk.domain.events import Deed
from kiosk.domain.serving import UNDO_SECONDS, Task
from kiosk.domain.ticket import Draft, Status, TicketId
from kiosk.errors import Refused
from kiosk.store.memory import MemoryStore
from kiosk.store.sqlite import SqliteStore
from tests.contract.shop import ADVICE, CASH, LOANS, MAIN, NOON, branch, hire
from tests.desk.hands import StoppedClock, desk_over

SERVICES = (CASH, LOANS, ADVICE)
ALL = tuple(CounterId(str(n)) for n in range(1, 33))


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    made = SqliteStore.open(tmp_path / "queue.db")
    yield made
    await made.close()


@pytest.fixture
async def desk(store: SqliteStore) -> AsyncIterator[Desk]:
    """The small branch with 32 counters that serve everybody."""
    made = desk_over(store, StoppedClock(NOON))
    await made.load(replace(branch(), counters=tuple(map(Counter, ALL))))
    yield made
    await made.close()


async def take(desk: Desk, count: int) -> list[TicketId]:
    wanted = itertools.islice(itertools.cycle(SERVICES), count)

    async def one(service: ServiceId) -> TicketId:
        placed = await desk.issue(Draft(MAIN, service), None, "kiosk 1")
        return placed.ticket.id

    return list(await asyncio.gather(*map(one, wanted)))


async def test_32_counters_call_each_of_2000_once(desk: Desk) -> None:
    tickets = await take(desk, 2000)
    called: Tally[TicketId] = Tally()

    async def serve(counter: CounterId) -> None:
        while (found := await desk.call(MAIN, counter, counter)) is not None:
            called[found.ticket.id] += 1
            await desk.finish(MAIN, counter, counter)

    await asyncio.gather(*map(serve, ALL))
    assert Tally(tickets) == called
    assert 0 == (await desk.branch(MAIN)).waiting


async def test_counters_that_all_press_at_once_get_all_different_people(
    desk: Desk,
) -> None:
    """Next, next again, and the same one out of turn, in whatever order they arrive."""
    tickets = await take(desk, 600)
    for turn in range(12):
        chosen = tickets[-1 - turn]

        async def press(counter: CounterId, chosen: TicketId = chosen) -> TicketId:
            if int(counter) % 3 == 0:
                task = Task(Deed.CALL, counter=counter)
                try:
                    return (await desk.do(chosen, task, counter)).ticket.id
                except Refused:
                    pass
            found = await desk.call(MAIN, counter, counter)
            again = await desk.call(MAIN, counter, counter)
            assert found is not None
            assert again is not None
            assert found.ticket == again.ticket
            return found.ticket.id

        got = await asyncio.gather(*map(press, ALL))
        assert len(ALL) == len(set(got))
        assert chosen in got
        await asyncio.gather(*(desk.finish(MAIN, one, one) for one in ALL))


async def test_hundreds_kept_for_somebody_else_hide_nobody(
    store: SqliteStore, desk: Desk
) -> None:
    tickets = await take(desk, 304)
    absent = Task(Deed.TRANSFER, operator=await hire(store, "Ana"))
    await asyncio.gather(*(desk.do(one, absent, "anna") for one in tickets[:300]))
    got = await asyncio.gather(*(desk.call(MAIN, one, one) for one in ALL[:5]))
    assert tickets[300:] == [found.ticket.id for found in got if found]
    left = (await desk.ticket(tickets[0])).ticket
    assert (Status.WAITING, None) == (left.status, left.counter)


async def test_what_can_be_taken_back_no_more_is_not_kept() -> None:
    """A ticket as it was holds what somebody noted about a person."""
    store, clock = MemoryStore(), StoppedClock(NOON)
    desk = desk_over(store, clock)
    await desk.load(branch())
    (ticket,) = await take(desk, 1)
    await desk.do(ticket, Task(Deed.NOTE, note="wheelchair"), "anna")
    kept = []
    for seconds in (UNDO_SECONDS, 1):
        clock.pass_by(seconds=seconds)
        await desk.tend()
        kept.append(store.read(lambda view: view.undo(MAIN, "anna")) is not None)
    assert [True, False] == kept
