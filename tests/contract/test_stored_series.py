"""What every store promises of series and their dates."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.branch import BranchId, LaneId, StaffId
from kiosk.domain.customer import CustomerId
from kiosk.domain.series import Every, OnConflict, Rule, SeriesWish
from kiosk.domain.sessions import SeriesId, SessionId
from kiosk.domain.stored_series import StoredDate, StoredSeries
from kiosk.domain.storing import Store, Writing
from kiosk.domain.ticket import TicketId
from kiosk.errors import Reason, Refused
from tests.contract.shop import ADVICE, MAIN, NOON, branch
from tests.contract.test_store import STORES

DAY = timedelta(days=1)
SERIES = StoredSeries(
    id=SeriesId("series0001"),
    wish=SeriesWish(MAIN, ADVICE, NOON, Rule(Every.WEEKLY)),
    zone="Europe/Budapest",
    made_until=NOON + 92 * DAY,
)
FULL = StoredSeries(
    id=SeriesId("series0002"),
    wish=SeriesWish(
        branch=MAIN,
        service=ADVICE,
        start=NOON + DAY,
        rule=Rule(
            Every.WEEKLY, 2, frozenset({0, 6}), NOON + 30 * DAY, with_start=False
        ),
        lane=LaneId("hall"),
        staff=StaffId("ana"),
        customers=(CustomerId("e" * 32), CustomerId("f" * 32)),
        note="bring ☂",
        locale="ar",
        on_conflict=OnConflict.ABORT,
        instead={NOON + DAY: None, NOON + 2 * DAY: NOON + 3 * DAY},
    ),
    zone="Pacific/Apia",
    made_until=NOON + 90 * DAY,
    parent=SERIES.id,
)


@pytest.fixture(params=STORES)
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """A store with one branch and two series, the second split from the first."""
    made = STORES[request.param](tmp_path)

    def begin(tx: Writing) -> None:
        tx.save_branch(branch())
        tx.open_day(MAIN, date(2026, 5, 4), NOON)
        tx.save_series(SERIES)
        tx.save_series(FULL)

    await made.write(begin)
    yield made
    await made.close()


async def add(store: Store, *dates: StoredDate, of: StoredSeries = SERIES) -> None:
    def change(tx: Writing) -> None:
        for one in dates:
            tx.add_series_date(of.id, one)

    await store.write(change)


def made(store: Store, of: StoredSeries = SERIES) -> list[StoredDate]:
    return list(store.read(lambda view: view.series_dates(of.id)))


@pytest.mark.parametrize("series", [SERIES, FULL])
async def test_a_series_comes_back_as_it_was(store: Store, series: Any) -> None:
    assert series == store.read(lambda view: view.series(series.id))
    ended = replace(series, ended=True, made_until=NOON)
    await store.write(lambda tx: tx.save_series(ended))
    assert ended == store.read(lambda view: view.series(series.id))


async def test_there_is_no_series_nobody_made(store: Store) -> None:
    assert store.read(lambda view: view.series(SeriesId("no such"))) is None
    assert [] == list(store.read(lambda view: view.series_dates(SeriesId("no such"))))


async def test_the_series_to_go_on_with_are_those_not_made_so_far(store: Store) -> None:
    """The most backward first; none of another branch, and none that has ended."""

    def at(days: int, branch: BranchId = MAIN) -> list[StoredSeries]:
        until = NOON + days * DAY
        return list(store.read(lambda view: view.open_series(branch, until)))

    assert [[], [FULL], [FULL, SERIES]] == [at(90), at(91), at(93)]
    assert [] == at(93, BranchId("other"))
    await store.write(lambda tx: tx.save_series(replace(FULL, ended=True)))
    assert [SERIES] == at(93)


async def test_dates_come_in_order_with_what_was_made_of_them(store: Store) -> None:
    dates = [
        StoredDate(NOON, ticket=TicketId("ticket0001")),
        StoredDate(NOON + DAY, session=SessionId("session001")),
        StoredDate(NOON + 2 * DAY, reason=Reason.SLOT_TAKEN),
        StoredDate(NOON + 3 * DAY),
    ]
    await add(store, *reversed(dates))
    await add(store, dates[0], of=FULL)
    assert (dates, dates[:1]) == (made(store), made(store, FULL))


async def test_no_date_is_made_twice(store: Store) -> None:
    """And what else was done in the same breath is undone."""
    await add(store, StoredDate(NOON))
    with pytest.raises(Refused) as caught:
        await add(store, StoredDate(NOON + DAY), StoredDate(NOON))
    assert caught.value.reason is Reason.CHANGED
    assert [StoredDate(NOON)] == made(store)


async def test_a_date_can_go_over_to_another_series(store: Store) -> None:
    await add(store, StoredDate(NOON), StoredDate(NOON + DAY))
    await store.write(lambda tx: tx.drop_series_date(SERIES.id, NOON))
    await store.write(lambda tx: tx.drop_series_date(SERIES.id, NOON))
    await add(store, StoredDate(NOON))
    await store.write(lambda tx: tx.drop_series_date(SERIES.id, NOON))
    assert [StoredDate(NOON + DAY)] == made(store)
