"""Events reach everybody in order, and nobody slow holds anybody up."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from kiosk.desk.desk import Desk
from kiosk.desk.feed import BEHIND, KNOWN, Feed, Gap
from kiosk.domain.branch import BranchState
from kiosk.domain.events import BranchChanged, TicketEvent
from kiosk.domain.ticket import Draft
from kiosk.store.memory import MemoryStore
from kiosk.store.sqlite import SqliteStore
from tests.contract.shop import CASH, MAIN, NOON, branch, issued, ticket
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


async def test_what_comes_after_a_gap_is_told_only_after_a_snapshot() -> None:
    """Who broke off in between would go on from there, and never hear what was left out."""
    feed = Feed(last=6)
    event = issued(ticket(1))
    with feed.listen(MAIN) as listener, feed.listen(None) as another:
        for seq in (7, 400, 401):
            feed.publish([replace(event, seq=seq)])
        for one in (listener, another):
            heard = [await one.next() for _ in range(3)]
            assert Gap.BEHIND is heard[0]
            assert [400, 401] == [told.seq for told in heard[1:]]  # type: ignore[union-attr]


async def test_a_change_is_told_as_no_newer_than_what_was_told_before(
    tmp_path: Path, clock: StoppedClock
) -> None:
    """An event that is on disk and not told yet: who breaks off here is told it later."""
    store = SqliteStore.open(tmp_path / "queue.db")
    desk = desk_over(store, clock)
    await desk.load(branch())
    events = desk.events(MAIN)
    first = await hear(events)
    with patch.object(store._writer, "_on_commit"):
        await take(desk)
    await desk.pause_service(MAIN, CASH, "anna", paused=True)
    changed = await hear(events)
    assert isinstance(changed, BranchChanged)
    assert first.seq == changed.seq
    again = desk.events(MAIN, changed.seq)
    assert first.seq + 1 == (await hear(again)).seq
    for one in (events, again):
        await one.aclose()  # type: ignore[attr-defined]
    await desk.close()
    await store.close()


async def test_who_hung_up_after_closing_a_full_day_leaves_nobody_behind(
    tmp_path: Path, clock: StoppedClock
) -> None:
    """Everybody is told to look anew all the same."""
    store = SqliteStore.open(tmp_path / "queue.db")
    desk = desk_over(store, clock)
    await desk.load(branch())
    await asyncio.gather(*(take(desk) for _ in range(BEHIND + 1)))
    events = desk.events(MAIN)
    await hear(events)
    closing = asyncio.create_task(desk.close_day(MAIN, "anna"))
    await asyncio.sleep(0)
    closing.cancel()
    while not isinstance(heard := await hear(events), BranchState):
        pass
    assert 0 == heard.waiting
    await events.aclose()  # type: ignore[attr-defined]
    await desk.close()
    await store.close()
