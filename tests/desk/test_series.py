"""Series over a store that is opened again, filled to the brim, or breaks."""

import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.desk.desk import Desk
from kiosk.domain.branch import NumberRange
from kiosk.domain.customer import CustomerId
from kiosk.domain.series import Every, OnConflict, Rule
from kiosk.domain.storing import Store, Writing
from kiosk.errors import BadInput, KioskError, Reason, SlotTaken
from kiosk.store.memory import MemoryStore
from tests.contract.shop import MAIN
from tests.desk.hands import Draw, StoppedClock, desk_over
from tests.desk.school import SUNDAY, YOGA, local, school, walls, wish
from tests.store.places import opened

DAILY, WEEKLY = Rule(Every.DAILY), Rule(Every.WEEKLY)
TUESDAY = "2026-03-17 19:00"
TEACHER = "teacher"
END_OF_TIME = datetime(9999, 12, 31, 23, 50, tzinfo=UTC)


@pytest.fixture(name="clock")
def _clock() -> StoppedClock:
    return StoppedClock(SUNDAY)


@pytest.fixture(name="store")
async def _store() -> AsyncIterator[Store]:
    made = MemoryStore()
    yield made
    await made.close()


@pytest.fixture(name="desk")
async def _desk(store: Store, clock: StoppedClock) -> AsyncIterator[Desk]:
    made = desk_over(store, clock)
    await made.load(school())
    yield made
    await made.close()


async def test_a_desk_started_again_goes_on_where_the_last_one_stopped(
    tmp_path: Path, clock: StoppedClock
) -> None:
    """However often, and days later, no date is made twice and none is missing."""
    path = tmp_path / "queue.db"
    async with opened(path) as store:
        desk = desk_over(store, clock)
        await desk.load(school())
        made = await desk.create_series(wish(TUESDAY, DAILY), None, TEACHER)
        await desk.close()
    for turn in range(1, 4):
        clock.pass_by(days=3)
        async with opened(path) as store:
            desk = desk_over(store, clock, Draw(start=1000 * turn))
            await desk.tend()
            now = await desk.series(made.id)
            await desk.close()
    first, last = now.dates[0].original, now.dates[-1].original
    assert "06-24 19:00" == walls(now.dates)[-1]
    assert 100 == len(now.dates) == (last - first + timedelta(hours=1)).days + 1


async def test_dates_that_are_there_are_not_made_again_whatever_is_noted(
    desk: Desk, store: Store
) -> None:
    """Nobody is to come twice, and those still to be made are not held up."""
    made = await desk.create_series(wish(TUESDAY, WEEKLY), None, TEACHER)

    def forget(tx: Writing) -> None:
        series = tx.series(made.id)
        assert series is not None
        tx.save_series(replace(series, made_until=made.dates[4].original))

    await store.write(forget)
    await desk.tend()
    assert made == await desk.series(made.id)


async def test_a_day_without_numbers_left_is_told_beforehand(desk: Desk) -> None:
    """In a class everybody who comes needs one."""
    few = NumberRange("times", "T", last=1)
    ranges = (*school().ranges[:-1], few)
    await desk.load(school(2, ranges=ranges))
    rule = replace(DAILY, count=3)
    other = wish("2026-03-18 12:00", replace(DAILY, count=1))
    await desk.create_series(other, None, TEACHER)
    seen = await desk.preview(wish(TUESDAY, rule))
    assert [None, Reason.NO_NUMBERS, None] == [one.reason for one in seen]
    all_or_none = wish(TUESDAY, rule, on_conflict=OnConflict.ABORT)
    with pytest.raises(SlotTaken) as caught:
        await desk.create_series(all_or_none, None, TEACHER)
    assert caught.value.reason is Reason.NO_NUMBERS
    made = await desk.create_series(wish(TUESDAY, rule), None, TEACHER)
    assert [False, True, False] == [one.is_final for one in made.dates]


@pytest.mark.parametrize(
    ("changes", "member"),
    [
        ({"customers": (CustomerId("e" * 32),)}, "customers"),
        ({"instead": {local(TUESDAY): END_OF_TIME}}, "instead"),
        ({"instead": {local(TUESDAY): local("2028-03-18 19:00")}}, "instead"),
    ],
)
async def test_what_can_t_be_made_is_said_beforehand(
    desk: Desk, changes: dict[str, Any], member: str
) -> None:
    """As it is when it is made."""
    asked = wish(TUESDAY, WEEKLY, **changes)
    with pytest.raises(BadInput) as told:
        await desk.preview(asked)
    with pytest.raises(BadInput) as refused:
        await desk.create_series(asked, None, TEACHER)
    assert [member] == list(told.value.fields) == list(refused.value.fields)


class Stuck(Draw):
    """Draws the same id again and again, so that the second ticket finds none."""

    def new_id(self) -> str:
        return "ever0same0"


async def test_what_breaks_half_way_leaves_nothing(
    store: Store, clock: StoppedClock
) -> None:
    """Neither the dates before it nor the series."""
    desk = desk_over(store, clock, Stuck())
    await desk.load(school())
    with pytest.raises(KioskError):
        await desk.create_series(wish(TUESDAY, WEEKLY), None, TEACHER)
    assert 0 == store.read(lambda view: view.last_seq())
    assert [] == list(store.read(lambda view: view.claims(MAIN, range(10**8))))
    far = SUNDAY + timedelta(days=9999)
    assert [] == list(store.read(lambda view: view.open_series(MAIN, far)))


async def test_a_series_that_can_t_be_gone_on_with_is_told_without_what_it_is_about(
    desk: Desk, clock: StoppedClock, caplog: pytest.LogCaptureFixture
) -> None:
    asked = wish(TUESDAY, WEEKLY, note="knee trouble")
    made = await desk.create_series(asked, None, TEACHER)
    await desk.load(school(services=school().services[:1]))
    clock.pass_by(days=7)
    with caplog.at_level(logging.WARNING):
        await desk.tend()
    (record,) = [one for one in caplog.records if "series" in one.getMessage()]
    assert (made.id, Reason.NOT_FOUND) == (record.series, record.reason)  # type: ignore[attr-defined]  # `extra` of the record
    assert "knee" not in caplog.text


async def test_a_pause_of_today_says_nothing_about_the_weeks_to_come(
    desk: Desk,
) -> None:
    """But a day that was closed is closed."""
    await desk.pause_service(MAIN, YOGA, TEACHER, paused=True)
    rule = replace(WEEKLY, count=2)
    made = await desk.create_series(wish(TUESDAY, rule, service=YOGA), None, TEACHER)
    assert [None, None] == [one.reason for one in made.dates]
    await desk.close_day(MAIN, TEACHER)
    seen = await desk.preview(wish("2026-03-15 19:00", replace(DAILY, count=2)))
    assert [Reason.CLOSED, None] == [one.reason for one in seen]
    assert local("2026-03-15 19:00") == seen[0].start
