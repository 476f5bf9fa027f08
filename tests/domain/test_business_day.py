"""Which business day it is, wherever the branch and whatever its clock does."""

import time as process_time
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.branch import NumberRange
from kiosk.domain.hours import Timetable
from kiosk.domain.numbering import next_count, number_text
from tests.strategies import TRICKY_ZONES, branch, instants, tricky_zones

TICK = timedelta(microseconds=1)
NUMBERS = NumberRange("a", "A")

boundaries = st.sampled_from([time(0), time(0, 30), time(2), time(4), time(23, 30)])


@pytest.fixture(params=["Asia/Kathmandu", "America/Havana", "Africa/Cairo", "UTC"])
def process_zone(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """The same in a process that lives elsewhere."""
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("TZ", request.param)
        process_time.tzset()
        yield
    process_time.tzset()


@pytest.mark.usefixtures("process_zone")
@pytest.mark.parametrize(
    ("zone", "instant", "label"),
    [
        ("UTC", "2026-05-04T03:59:59Z", "2026-05-03"),
        ("UTC", "2026-05-04T04:00:00Z", "2026-05-04"),
        ("Australia/Lord_Howe", "2026-10-03T17:00:00Z", "2026-10-04"),
        ("Australia/Lord_Howe", "2026-10-03T16:59:59Z", "2026-10-03"),
        ("Africa/Cairo", "2026-04-24T00:59:59Z", "2026-04-23"),
        ("Africa/Cairo", "2026-04-24T01:00:00Z", "2026-04-24"),
        ("America/Havana", "2026-11-01T08:59:59Z", "2026-10-31"),
        ("America/Havana", "2026-11-01T09:00:00Z", "2026-11-01"),
    ],
)
def test_the_day_turns_at_four_by_the_branchs_clock(
    zone: str, instant: str, label: str
) -> None:
    hours = Timetable(branch(zone))
    assert date.fromisoformat(label) == hours.label(datetime.fromisoformat(instant))


@pytest.mark.usefixtures("process_zone")
@pytest.mark.parametrize(
    ("zone", "day", "turn"),
    [
        pytest.param(
            "Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00Z", id="no midnight"
        ),
        pytest.param(
            "Africa/Cairo", "2026-10-30", "2026-10-29T22:00:00Z", id="23:00 came twice"
        ),
        pytest.param(
            "Asia/Beirut", "2026-10-25", "2026-10-24T22:00:00Z", id="23:00 came twice"
        ),
        pytest.param(
            "America/Havana", "2026-11-01", "2026-11-01T04:00:00Z", id="two midnights"
        ),
        pytest.param(
            "America/St_Johns", "2010-11-07", "2010-11-07T02:30:00Z", id="back a day"
        ),
        pytest.param(
            "Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z", id="no 30 December"
        ),
    ],
)
def test_a_day_that_turns_at_midnight_turns_once(
    zone: str, day: str, turn: str
) -> None:
    hours = Timetable(branch(zone, day_starts=time(0)))
    label, instant = date.fromisoformat(day), datetime.fromisoformat(turn)
    assert label > hours.label(instant - TICK)
    minutes = (instant + timedelta(minutes=minute) for minute in range(22 * 60))
    assert {label} == {hours.label(minute) for minute in minutes}


def test_a_date_that_goes_back_does_not_take_the_day_with_it() -> None:
    """St. John's, 2010: one minute past midnight the clock went back to the day before."""
    zone = "America/St_Johns"
    instant = datetime(2010, 11, 7, 2, 40, tzinfo=UTC)
    assert date(2010, 11, 6) == instant.astimezone(ZoneInfo(zone)).date()
    hours = Timetable(branch(zone, day_starts=time(0)))
    assert date(2010, 11, 7) == hours.label(instant)


def test_a_clock_set_back_keeps_the_newest_day() -> None:
    hours = Timetable(branch())
    newest = date(2026, 5, 4)
    before = datetime(1970, 1, 2, tzinfo=UTC)
    assert newest == hours.label(before, newest)


@given(tricky_zones, boundaries, instants)
def test_the_label_grows_at_the_next_turn_and_not_before(
    zone: str, day_starts: time, now: datetime
) -> None:
    hours = Timetable(branch(zone, day_starts=day_starts))
    turn = hours.next_turn(now)
    assert now < turn
    assert hours.label(now) == hours.label(turn - TICK)
    assert hours.label(now) < hours.label(turn)


@given(tricky_zones, boundaries, instants, instants)
def test_later_is_never_an_earlier_day(
    zone: str, day_starts: time, one: datetime, other: datetime
) -> None:
    hours = Timetable(branch(zone, day_starts=day_starts))
    earlier, later = sorted((one, other))
    assert hours.label(earlier) <= hours.label(later)


@pytest.mark.parametrize("zone", TRICKY_ZONES)
@pytest.mark.parametrize("day_starts", [time(0), time(4)], ids=["00:00", "04:00"])
def test_a_year_has_a_turn_for_every_day(zone: str, day_starts: time) -> None:
    hours = Timetable(branch(zone, day_starts=day_starts))
    turns = [hours.next_turn(datetime(2026, 1, 1, 12, tzinfo=UTC))]
    for _ in range(364):
        turns.append(hours.next_turn(turns[-1]))
    labels = [hours.label(turn) for turn in turns]
    assert [labels[0] + timedelta(days=day) for day in range(365)] == labels


_jumps = st.one_of(
    st.integers(0, 300).map(lambda seconds: timedelta(seconds=seconds)),
    st.integers(-26 * 60, 26 * 60).map(lambda minutes: timedelta(minutes=minutes)),
    st.integers(-400, 400).map(lambda days: timedelta(days=days)),
)


@given(tricky_zones, boundaries, instants, st.lists(_jumps, min_size=1, max_size=60))
def test_no_number_is_given_twice_in_a_business_day(
    zone: str, day_starts: time, now: datetime, jumps: list[timedelta]
) -> None:
    """Whatever the clock does between two tickets, forwards or back."""
    hours = Timetable(branch(zone, day_starts=day_starts))
    label: date | None = None
    count: int | None = None
    given_out: list[tuple[date, str]] = []
    for jump in jumps:
        now += jump
        newest, label = label, hours.label(now, label)
        if label != newest:
            count = None
        count = next_count(NUMBERS, count)
        given_out.append((label, number_text(NUMBERS, count)))
    assert len(set(given_out)) == len(given_out)
    assert sorted(given_out) == given_out
