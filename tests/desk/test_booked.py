"""What systems that book for others ask of the desk, over each of its stores."""

from collections.abc import AsyncIterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.domain.branch import BranchId
from kiosk.domain.events import Deed
from kiosk.domain.reserving import Bookings
from kiosk.domain.ticket import Draft, Status
from kiosk.errors import BadInput, NotFound, Refused
from tests.contract.backends import Trial, desk_in_memory, desk_in_sqlite
from tests.contract.shop import CASH, MAIN, NOON
from tests.desk.hands import StoppedClock
from tests.desk.office import DAY, at, book, office

DESKS = {"memory": desk_in_memory, "sqlite": desk_in_sqlite}
BOOKED = frozenset({Status.BOOKED})
GONE = frozenset({Status.CANCELLED, Status.EXPIRED})


@pytest.fixture(name="trial", params=DESKS)
async def _trial(
    request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncIterator[Trial]:
    """Each desk, with three appointments on one day, one on the next, and a walk-in."""
    async with DESKS[request.param](tmp_path, StoppedClock(NOON)) as made:
        await made.desk.load(office())
        for clock in ("11:00", "09:00", "10:00"):
            await book(made.desk, clock)
        await made.desk.issue(Draft(MAIN, CASH), None, "kiosk 1")
        await book(made.desk, "09:30", DAY + timedelta(days=1))
        yield made


def clocks(found: Bookings) -> Sequence[str]:
    return [f"{one.start_at:%d %H:%M}" for one in found.items if one.start_at]


async def test_appointments_are_listed_newest_made_first(trial: Trial) -> None:
    """Whatever day they are for; nobody without a time is among them."""
    found = await trial.desk.bookings(MAIN)
    assert ["06 09:30", "05 10:00", "05 09:00", "05 11:00"] == clocks(found)
    assert 4 == found.total


async def test_a_part_goes_on_where_the_last_one_ended(trial: Trial) -> None:
    """Also when somebody books in between: nothing is told twice, nothing left out."""
    first = await trial.desk.bookings(MAIN, limit=2)
    await book(trial.desk, "11:30")
    rest = await trial.desk.bookings(MAIN, before=first.items[-1].seq, limit=2)
    assert (["06 09:30", "05 10:00"], ["05 09:00", "05 11:00"]) == (
        clocks(first),
        clocks(rest),
    )
    end = await trial.desk.bookings(MAIN, before=rest.items[-1].seq)
    assert ([], 5) == (clocks(end), end.total)
    assert [True, False, False] == [part.more for part in (first, rest, end)]


async def test_a_day_and_a_status_can_be_asked_for(trial: Trial) -> None:
    gone = (await trial.desk.bookings(MAIN, DAY)).items[0]
    await trial.desk.cancel(gone.id, "kiosk 1")
    there = await trial.desk.bookings(MAIN, DAY, BOOKED)
    assert (["05 09:00", "05 11:00"], 2) == (clocks(there), there.total)
    assert ["05 10:00"] == clocks(await trial.desk.bookings(MAIN, DAY, GONE))
    assert (3, 0) == (
        (await trial.desk.bookings(MAIN, DAY)).total,
        (await trial.desk.bookings(MAIN, DAY - timedelta(days=1))).total,
    )


async def test_what_can_not_be_listed_is_refused(trial: Trial) -> None:
    with pytest.raises(NotFound):
        await trial.desk.bookings(BranchId("nowhere"))
    for limit in (0, 101):
        with pytest.raises(BadInput):
            await trial.desk.bookings(MAIN, limit=limit)
    with pytest.raises(BadInput):
        await trial.desk.bookings(MAIN, date.max)
    assert 0 == (await trial.desk.bookings(MAIN, date.min)).total


async def test_an_appointment_is_kept_once_its_time_has_come(trial: Trial) -> None:
    """Or once somebody has checked in; its row says what was done."""
    one = (await trial.desk.bookings(MAIN, DAY)).items[-1]
    with pytest.raises(Refused):
        await trial.desk.complete(one.id, "site")
    trial.clock.at = at("11:00")
    kept = await trial.desk.complete(one.id, "site")
    assert (Status.SERVED, at("11:00")) == (kept.status, kept.finished_at)
    deeds = [event.deed for event in await trial.desk.history(one.id)]
    assert [Deed.BOOK, Deed.COMPLETE] == deeds
    with pytest.raises(Refused):
        await trial.desk.complete(one.id, "site")


async def test_who_checked_in_may_be_done_before_the_time(trial: Trial) -> None:
    one = (await trial.desk.bookings(MAIN, DAY)).items[-1]
    trial.clock.at = at("10:30")
    await trial.desk.check_in(one.id, MAIN, "kiosk 1")
    assert Status.SERVED is (await trial.desk.complete(one.id, "site")).status
    assert 0 == (await trial.desk.branch(MAIN)).services[one.service].waiting
