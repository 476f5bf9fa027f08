"""Events reach everybody in order, and nobody slow holds anybody up."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from kiosk.desk.desk import Desk
from kiosk.desk.feed import BEHIND, KNOWN
from kiosk.domain.branch import BranchState
from kiosk.domain.events import BranchChanged, TicketEvent
from kiosk.domain.ticket import Draft
from kiosk.store.memory import MemoryStore
from tests.contract.shop import CASH, MAIN, NOON, branch
from tests.desk.hands import StoppedClock, desk_over


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock(NOON)


@pytest.fixture
async def desk(clock: StoppedClock) -> AsyncIterator[Desk]:
    made = desk_over(MemoryStore(), clock)
    await made.load(branch())
    yield made
    await made.close()


async def take(desk: Desk, count: int = 1) -> None:
    for _ in range(count):
        await desk.issue(Draft(MAIN, CASH), None, "kiosk 1")


async def hear(events: AsyncIterator[Any]) -> Any:
    async with asyncio.timeout(5):
        return await anext(events)


async def test_who_is_too_slow_gets_a_snapshot_and_then_goes_on(desk: Desk) -> None:
    slow, quick = desk.events(MAIN), desk.events(MAIN)
    await hear(slow)
    await hear(quick)
    for seq in range(1, BEHIND + 2):
        await take(desk)
        assert seq == (await hear(quick)).seq
    snapshot = await hear(slow)
    assert isinstance(snapshot, BranchState)
    assert (BEHIND + 1, BEHIND + 1) == (snapshot.seq, snapshot.waiting)
    await take(desk)
    assert BEHIND + 2 == (await hear(slow)).seq
    await slow.aclose()  # type: ignore[attr-defined]
    await quick.aclose()  # type: ignore[attr-defined]


async def test_just_as_many_as_can_be_kept_are_told_one_by_one(desk: Desk) -> None:
    events = desk.events(MAIN)
    await hear(events)
    await take(desk, BEHIND)
    heard = [await hear(events) for _ in range(BEHIND)]
    assert list(range(1, BEHIND + 1)) == [event.seq for event in heard]
    await events.aclose()  # type: ignore[attr-defined]


async def test_who_was_away_too_long_gets_a_snapshot(desk: Desk) -> None:
    await take(desk, KNOWN + 2)
    long_away, away = desk.events(MAIN, after=1), desk.events(MAIN, after=2)
    assert isinstance(await hear(long_away), BranchState)
    first = await hear(away)
    assert isinstance(first, TicketEvent)
    assert 3 == first.seq
    await long_away.aclose()  # type: ignore[attr-defined]
    await away.aclose()  # type: ignore[attr-defined]


async def test_who_comes_back_is_told_of_a_description_loaded_meanwhile(
    desk: Desk,
) -> None:
    await take(desk, 2)
    await desk.load(branch(holidays="HU"))
    await take(desk, 1)
    events = desk.events(MAIN, after=1)
    heard = [await hear(events) for _ in range(3)]
    assert [TicketEvent, BranchChanged, TicketEvent] == [type(one) for one in heard]
    assert [2, 2, 3] == [one.seq for one in heard]
    await events.aclose()  # type: ignore[attr-defined]


async def test_closing_the_desk_ends_every_listener(desk: Desk) -> None:
    events = desk.events(MAIN)
    await hear(events)
    listening = asyncio.ensure_future(anext(events))
    await asyncio.sleep(0)
    await desk.close()
    with pytest.raises(StopAsyncIteration):
        await listening
    late = desk.events(MAIN)
    assert isinstance(await hear(late), BranchState)
    with pytest.raises(StopAsyncIteration):
        await hear(late)


async def test_who_stops_listening_is_forgotten(desk: Desk) -> None:
    events = desk.events(MAIN)
    await hear(events)
    assert 1 == len(desk._feed._listeners)
    await events.aclose()  # type: ignore[attr-defined]
    assert 0 == len(desk._feed._listeners)


async def test_what_was_told_from_the_store_is_not_told_again(desk: Desk) -> None:
    """What is on disk may be read before it is announced; it is heard once."""
    await take(desk, 2)
    after, anew = desk.events(MAIN, after=1), desk.events(MAIN)
    second = await hear(after)
    assert [2, 2] == [second.seq, (await hear(anew)).seq]
    desk._feed.publish([second])
    await take(desk)
    assert [3, 3] == [(await hear(after)).seq, (await hear(anew)).seq]
    await after.aclose()  # type: ignore[attr-defined]
    await anew.aclose()  # type: ignore[attr-defined]


async def test_the_end_of_a_crowded_day_is_told_as_a_snapshot(
    desk: Desk, clock: StoppedClock
) -> None:
    await take(desk, BEHIND + 1)
    events = desk.events(MAIN)
    await hear(events)
    clock.pass_by(days=1)
    await desk.turn_days()
    snapshot = await hear(events)
    assert isinstance(snapshot, BranchState)
    assert (0, 2 * (BEHIND + 1)) == (snapshot.waiting, snapshot.seq)
    await events.aclose()  # type: ignore[attr-defined]
