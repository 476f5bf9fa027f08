"""Processes that die in the middle, and people who go away."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest

from kiosk.apis.asking import Asked, Seen
from kiosk.domain.errands import Errand, ErrandState
from kiosk.domain.ports import Once
from kiosk.errors import Ambiguous, KeyTrouble, Reason, TooBusy, Unavailable
from kiosk.store.kept_errands import KeptErrands
from kiosk.store.memory import MemoryStore
from tests.apis.journal.test_making import KEY, make, swept
from tests.apis.journal.their_side import LIMITS, Fate, Office, TheirSide


async def until(task: "asyncio.Task[str]", steps: int) -> None:
    """Let `task` come to its `steps`th moment of waiting, or to its end."""
    for _ in range(steps):
        await asyncio.sleep(0)
        if task.done():
            return


async def died(
    office: Office, theirs: TheirSide, steps: int, once: Once | None
) -> bool:
    """The process ends at some moment of a create; whether somebody had the answer by then."""
    task = asyncio.create_task(make(office, theirs, once))
    await until(task, steps)
    await office.restart()
    return not isinstance(
        (await asyncio.gather(task, return_exceptions=True))[0], Exception
    )


async def died_posting(
    office: Office, theirs: TheirSide, lane: str, once: Once
) -> None:
    """The process ends when the request is there, and its answer is not."""
    theirs.asked.clear()
    asking = office.journal.make("sys", theirs, lane, {}, once)
    task = asyncio.create_task(asking)
    await theirs.asked.wait()
    await office.restart()
    await asyncio.gather(task, return_exceptions=True)


@pytest.mark.parametrize("steps", range(24))
async def test_who_comes_back_after_a_crash_has_one_place(steps: int) -> None:
    """Wherever in the middle of a lost answer it was, and however soon they come."""
    office = Office()
    theirs = TheirSide(office.time, [Fate.LOST])
    await died(office, theirs, steps, KEY)
    await office.journal.recover("sys", lambda _: theirs)
    made = await make(office, theirs)
    await swept(office, theirs)
    assert [made] == theirs.live()
    assert not office.errands.unsettled("sys")


@pytest.mark.parametrize("once", [KEY, None])
@pytest.mark.parametrize("steps", range(24))
async def test_who_does_not_come_back_leaves_nothing(
    steps: int, once: Once | None
) -> None:
    """Unless they had their answer before."""
    office = Office()
    theirs = TheirSide(office.time, [Fate.LOST])
    had = await died(office, theirs, steps, once)
    await office.time.sleep(LIMITS.orphan + 1)
    await office.journal.recover("sys", lambda _: theirs)
    done = had or bool(office.errands.fruit("sys", "lane"))
    await swept(office, theirs)
    assert (1 if done else 0) == len(theirs.live())
    assert not office.errands.unsettled("sys")


async def test_what_is_found_at_the_start_is_kept_for_who_comes_back() -> None:
    """A young one is; it is no ghost, and no second one is made."""
    office = Office()
    theirs = TheirSide(office.time, [Fate.LOST])
    await died(office, theirs, 6, KEY)
    assert theirs.live()
    assert 0 == await office.journal.recover("sys", lambda _: theirs)
    (errand,) = office.errands.unsettled("sys")
    assert ErrandState.DONE == errand.state
    await swept(office, theirs)
    assert theirs.live() == [await make(office, theirs)]
    assert 1 == theirs.posts


async def test_what_can_not_be_looked_up_at_the_start_stays_in_doubt() -> None:
    """Over as many starts as it takes."""
    office = Office()
    theirs = TheirSide(office.time, [Fate.LOST], deaf=3)
    await died(office, theirs, 6, KEY)
    for _ in range(3):
        assert 1 == await office.journal.recover("sys", lambda _: theirs)
        await office.restart()
        await office.time.sleep(30)
    assert {"lane"} == office.journal.busy("sys")
    await swept(office, theirs)
    assert ([], frozenset()) == (theirs.live(), office.journal.busy("sys"))


async def test_the_same_key_twice_at_once_is_one_place() -> None:
    """Both have the same answer."""
    office = Office()
    theirs = TheirSide(office.time, [Fate.LOST])
    one, other = await asyncio.gather(make(office, theirs), make(office, theirs))
    assert (one, [one]) == (other, theirs.live())


async def test_another_thing_under_a_running_key_is_refused() -> None:
    """At once."""
    office = Office()
    theirs = TheirSide(office.time)
    task = asyncio.create_task(make(office, theirs))
    await until(task, 2)
    with pytest.raises(KeyTrouble) as caught:
        await make(office, theirs, replace(KEY, fingerprint="another"))
    assert Reason.KEY_REUSED == caught.value.reason
    await task


@pytest.mark.parametrize("steps", range(16))
async def test_who_goes_away_and_comes_back_finds_theirs(steps: int) -> None:
    """The errand goes on without them."""
    office = Office()
    theirs = TheirSide(office.time, [Fate.LOST])
    task = asyncio.create_task(make(office, theirs))
    await until(task, steps)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert [await make(office, theirs)] == theirs.live()


@pytest.mark.parametrize("steps", range(16))
async def test_who_goes_away_without_a_key_leaves_nothing(steps: int) -> None:
    """Nobody could come back for it."""
    office = Office()
    theirs = TheirSide(office.time, [Fate.LOST])
    task = asyncio.create_task(make(office, theirs, None))
    await until(task, steps)
    if task.done():
        return
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    for _ in range(40):
        await asyncio.sleep(0)
    await swept(office, theirs)
    assert ([], []) == (theirs.live(), list(office.errands.unsettled("sys")))


async def test_who_waits_when_the_process_ends_is_told_that_nobody_knows() -> None:
    """Not that it was stopped: they may ask again."""
    office = Office()
    theirs = TheirSide(office.time, [Fate.LOST])
    task = asyncio.create_task(make(office, theirs))
    await theirs.asked.wait()
    await office.restart()
    with pytest.raises(Ambiguous):
        await task


async def test_a_lane_in_doubt_takes_nobody() -> None:
    """Whose row would be whose?"""
    office = Office()
    theirs = TheirSide(office.time, [Fate.LOST], deaf=99)
    with pytest.raises(Ambiguous):
        await make(office, theirs)
    with pytest.raises(TooBusy):
        await make(office, theirs, Once("kiosk 2", "b", ""))


async def test_two_on_one_lane_take_turns() -> None:
    """Each has their own."""
    office = Office()
    theirs = TheirSide(office.time, [Fate.LOST, Fate.LOST])
    made = await asyncio.gather(
        *(make(office, theirs, Once("kiosk", str(n), "")) for n in range(2))
    )
    assert sorted(made) == sorted(theirs.live())
    assert 2 == len(set(made))


class FullDisk(KeptErrands):
    """Writes nothing more after `writes`."""

    def __init__(self, writes: int) -> None:
        super().__init__(MemoryStore())
        self.writes = writes

    async def write(self, errand: Errand) -> None:
        if not self.writes:
            raise Unavailable(Reason.STORE_FULL)
        self.writes -= 1
        await super().write(errand)


async def test_nothing_is_sent_that_can_not_be_written_down() -> None:
    """A full disk is said as what it is."""
    office = Office(FullDisk(0))
    theirs = TheirSide(office.time)
    with pytest.raises(Unavailable) as caught:
        await make(office, theirs)
    assert (Reason.STORE_FULL, 0) == (caught.value.reason, theirs.posts)


@pytest.mark.parametrize("fate", [Fate.WELL, Fate.LOST, Fate.NEVER])
async def test_a_disk_that_fills_up_in_the_middle_hands_nothing_out(fate: Fate) -> None:
    """Nobody knows, is the truth; the same key finds it when there is room again."""
    disk = FullDisk(1)
    office = Office(disk)
    theirs = TheirSide(office.time, [fate])
    with pytest.raises(Ambiguous):
        await make(office, theirs)
    disk.writes = 99
    assert [await make(office, theirs)] == theirs.live()


async def test_a_sweep_takes_nothing_from_who_is_being_served() -> None:
    """It comes by at every moment of a create."""
    office = Office()
    theirs = TheirSide(office.time, [Fate.LOST])

    def asked_for(errand: Errand) -> Asked[str]:
        return theirs

    task = asyncio.create_task(make(office, theirs))
    while not task.done():
        await office.journal.sweep("sys", asked_for)
        await asyncio.sleep(0)
    assert [await task] == theirs.live()


async def test_a_sweep_leaves_a_lane_alone_where_somebody_may_come_back() -> None:
    """What surfaced there may be theirs, not a double of who was served before."""
    office = Office()
    theirs = TheirSide(office.time, [Fate.WELL, Fate.LOST])
    first = await make(office, theirs, Once("kiosk", "first", ""))
    await died_posting(office, theirs, "lane", KEY)
    await office.time.sleep(11)
    await office.journal.sweep("sys", lambda _: theirs)
    assert [first, await make(office, theirs)] == theirs.live()
    assert 2 == theirs.posts


async def test_a_sweep_sees_what_happened_since_it_began() -> None:
    """Somebody may come back while it is busy with another's."""
    office = Office()
    theirs = TheirSide(office.time, [Fate.LOST, Fate.LOST])
    other = Once("kiosk", "other", "")
    for lane, once in (("lane 1", other), ("lane 2", KEY)):
        await died_posting(office, theirs, lane, once)
    await office.time.sleep(LIMITS.orphan + 1)
    served: list[str] = []

    class Busy(TheirSide):
        async def look_up(self, errand: Errand) -> Sequence[Seen[str]]:
            if not served:
                served.append(
                    await office.journal.make("sys", theirs, "lane 2", {}, KEY)
                )
            return await super().look_up(errand)

    busy = Busy(office.time, rows=theirs.rows)
    await office.journal.sweep("sys", lambda _: busy)
    assert served == theirs.live()
