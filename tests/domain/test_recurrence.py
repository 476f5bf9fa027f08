"""On which dates a series falls."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.recurrence import (
    check_rule,
    dates,
    ends_by,
    shifted,
    wall_time_between,
)
from kiosk.domain.series import MOST_DATES, Every, Rule
from kiosk.errors import BadInput

MO, TU, WE, TH, FR, SA, SU = range(7)
BUDAPEST = ZoneInfo("Europe/Budapest")
FAR = datetime(2100, 1, 1, tzinfo=UTC)

YOGA = datetime(2026, 3, 15, 18, tzinfo=UTC)
"""A Sunday in UTC; Monday morning in Sydney."""

YOGA_ENDS = datetime(2026, 6, 15, 18, tzinfo=UTC)


def yoga(*, with_start: bool) -> Rule:
    days = frozenset({MO, WE, FR})
    return Rule(Every.WEEKLY, 1, days, until=YOGA_ENDS, with_start=with_start)


def wall(text: str, zone: ZoneInfo = BUDAPEST) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def by_wall(found: Sequence[datetime], zone: ZoneInfo = BUDAPEST) -> list[str]:
    return [f"{at.astimezone(zone):%Y-%m-%d %H:%M}" for at in found]


def days_of(rule: Rule, first: str, until: datetime = FAR) -> list[str]:
    """The dates at ten in the morning, as month and day."""
    found = dates(rule, wall(f"{first} 10:00"), BUDAPEST, until)
    assert {"10:00"} == {text[-5:] for text in by_wall(found)}
    return [text[5:10] for text in by_wall(found)]


@pytest.mark.parametrize(
    ("zone", "strict", "include", "first", "last"),
    [
        ("UTC", 40, 41, "2026-03-16T18:00Z", "2026-06-15T18:00Z"),
        ("America/New_York", 40, 41, "2026-03-16T18:00Z", "2026-06-15T18:00Z"),
        ("Europe/Budapest", 40, 41, "2026-03-16T18:00Z", "2026-06-15T17:00Z"),
        ("Australia/Sydney", 40, 40, "2026-03-15T18:00Z", "2026-06-14T19:00Z"),
        ("Asia/Kolkata", 40, 41, "2026-03-16T18:00Z", "2026-06-15T18:00Z"),
    ],
)
def test_a_class_on_three_weekdays_of_its_branch(
    zone: str, strict: int, include: int, first: str, last: str
) -> None:
    """Weekdays and the time of day are the branch's; the last instant counts as well."""
    there = ZoneInfo(zone)
    found = dates(yoga(with_start=False), YOGA, there, FAR)
    with_start = dates(yoga(with_start=True), YOGA, there, FAR)
    ends = [datetime.fromisoformat(text) for text in (first, last)]
    assert (strict, include, ends) == (
        len(found),
        len(with_start),
        [found[0], found[-1]],
    )
    assert sorted({YOGA, *found}) == list(with_start)


def test_a_class_stays_at_its_hour_when_clocks_change() -> None:
    found = dates(yoga(with_start=False), YOGA, BUDAPEST, FAR)
    around = [at for at in found if at.date() in (date(2026, 3, 27), date(2026, 3, 30))]
    assert [18, 17] == [at.hour for at in around]
    assert {"19:00"} == {text[-5:] for text in by_wall(found)}


@pytest.mark.parametrize(
    ("rule", "first", "expected"),
    [
        (
            Rule(Every.MONTHLY, count=6),
            "2026-01-31",
            ["01-31", "03-31", "05-31", "07-31", "08-31", "10-31"],
        ),
        (Rule(Every.YEARLY, count=3), "2024-02-29", ["02-29", "02-29", "02-29"]),
        (
            Rule(Every.WEEKLY, 2, frozenset({TU, SU}), count=4),
            "1997-08-05",
            ["08-05", "08-10", "08-19", "08-24"],
        ),
        (
            Rule(Every.DAILY, 1, frozenset({SA, SU}), count=3),
            "2026-05-04",
            ["05-04", "05-09", "05-10"],
        ),
        (
            Rule(Every.DAILY, 1, frozenset({SA, SU}), count=3, with_start=False),
            "2026-05-04",
            ["05-09", "05-10", "05-16"],
        ),
        (Rule(Every.DAILY, 3, count=3), "2026-05-04", ["05-04", "05-07", "05-10"]),
        (Rule(Every.WEEKLY, count=2), "2026-05-07", ["05-07", "05-14"]),
        (
            Rule(Every.WEEKLY, 1, frozenset({MO}), count=2),
            "2026-05-05",
            ["05-05", "05-11"],
        ),
    ],
    ids=[
        "months without a 31st are passed over",
        "years without a 29 February are passed over",
        "every second week, weeks begin on Monday (RFC 5545, 3.3.10)",
        "a daily rule's weekdays leave days out, the first date counts",
        "and does not, if it is not to",
        "every third day",
        "weekly without weekdays is on the first date's",
        "the first date is one of those that are counted",
    ],
)
def test_dates_of_a_rule(rule: Rule, first: str, expected: list[str]) -> None:
    assert expected == days_of(rule, first)


def test_leap_days_are_years_apart() -> None:
    rule = Rule(Every.YEARLY, count=3)
    found = dates(rule, wall("2024-02-29 10:00"), BUDAPEST, FAR)
    assert [2024, 2028, 2032] == [at.year for at in found]


def test_a_time_that_is_skipped_moves_forward_and_one_that_comes_twice_comes_first() -> (
    None
):
    """2026: clocks go forward on 29 March, and back on 25 October."""
    daily = Rule(Every.DAILY, count=3)
    spring = dates(daily, wall("2026-03-28 02:30"), BUDAPEST, FAR)
    autumn = dates(daily, wall("2026-10-24 02:30"), BUDAPEST, FAR)
    assert ["2026-03-28 02:30", "2026-03-29 03:30", "2026-03-30 02:30"] == by_wall(
        spring
    )
    assert datetime(2026, 10, 25, 0, 30, tzinfo=UTC) == autumn[1]
    assert ["2026-10-24 02:30", "2026-10-25 02:30", "2026-10-26 02:30"] == by_wall(
        autumn
    )


def test_who_begins_in_the_second_of_two_hours_begins_there() -> None:
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    next_day = datetime(2026, 10, 26, 1, 30, tzinfo=UTC)
    for with_start in (True, False):
        rule = Rule(Every.DAILY, count=2, with_start=with_start)
        assert (second, next_day) == dates(rule, second, BUDAPEST, FAR)


def test_a_day_that_a_calendar_left_out_gives_no_date_twice() -> None:
    """Samoa had no 30 December 2011."""
    apia = ZoneInfo("Pacific/Apia")
    start = wall("2011-12-29 10:00", apia)
    found = dates(Rule(Every.DAILY, count=3), start, apia, FAR)
    assert ["2011-12-29", "2011-12-31", "2012-01-01"] == [
        text[:10] for text in by_wall(found, apia)
    ]


def test_a_rule_none_of_whose_days_fits_has_no_dates_and_says_so_at_once() -> None:
    """Every seventh day from a Monday on is never a Tuesday."""
    rule = Rule(Every.DAILY, 7, frozenset({TU}), with_start=False)
    assert () == dates(rule, wall("2026-05-04 10:00"), BUDAPEST, FAR)


def test_no_more_dates_than_are_asked_for_and_then_those_after() -> None:
    rule, start = Rule(Every.DAILY), wall("2026-05-04 10:00")
    found = dates(rule, start, BUDAPEST, FAR)
    assert MOST_DATES == len(found)
    later = dates(rule, start, BUDAPEST, FAR, after=found[1], most=2)
    assert found[2:4] == later


@pytest.mark.parametrize(
    ("rule", "days", "over"),
    [
        (Rule(Every.DAILY), 9999, False),
        (Rule(Every.DAILY, count=3), 1, False),
        (Rule(Every.DAILY, count=3), 2, True),
        (Rule(Every.DAILY, until=wall("2026-05-06 10:00")), 1, False),
        (Rule(Every.DAILY, until=wall("2026-05-06 10:00")), 2, True),
    ],
)
def test_when_a_rule_has_no_dates_left(rule: Rule, days: int, over: bool) -> None:
    start = wall("2026-05-04 10:00")
    assert over == ends_by(rule, start, BUDAPEST, start + timedelta(days=days))


START = wall("2026-05-04 10:00")


@pytest.mark.parametrize(
    ("rule", "member"),
    [
        (Rule(Every.DAILY, 0), "rule"),
        (Rule(Every.DAILY, 1001), "rule"),
        (Rule(Every.MONTHLY, weekdays=frozenset({MO})), "rule"),
        (Rule(Every.YEARLY, weekdays=frozenset({MO})), "rule"),
        (Rule(Every.WEEKLY, weekdays=frozenset({7})), "rule"),
        (Rule(Every.DAILY, count=0), "rule"),
        (Rule(Every.DAILY, count=1001), "rule"),
        (Rule(Every.DAILY, count=1, until=START), "rule"),
        (Rule(Every.DAILY, until=START - timedelta(seconds=1)), "rule"),
        (Rule(Every.DAILY, until=START.replace(tzinfo=None)), "rule"),
    ],
)
def test_a_rule_that_no_series_can_follow(rule: Rule, member: str) -> None:
    with pytest.raises(BadInput) as caught:
        check_rule(rule, START)
    assert [member] == list(caught.value.fields)


def test_a_start_without_zone_is_no_start() -> None:
    check_rule(Rule(Every.DAILY, until=START), START)
    with pytest.raises(BadInput) as caught:
        check_rule(Rule(Every.DAILY), START.replace(tzinfo=None))
    assert ["start"] == list(caught.value.fields)


def test_wall_time_is_added_and_taken_away_across_a_change_of_clocks() -> None:
    before, after = wall("2026-03-28 19:00"), wall("2026-03-30 19:00")
    assert timedelta(days=2) == wall_time_between(before, after, BUDAPEST)
    assert after == shifted(before, timedelta(days=2), BUDAPEST)
    assert timedelta(hours=47) == after - before


ZONES = st.sampled_from(
    [
        "UTC",
        "Europe/Budapest",
        "America/New_York",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Asia/Kolkata",
    ]
).map(ZoneInfo)
STARTS = st.integers(0, 11_000_000).map(
    lambda minutes: datetime(2009, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
AHEAD = st.integers(0, 390).map(lambda days: timedelta(days=days))


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    every = draw(st.sampled_from(Every))
    on_weekdays = every in (Every.DAILY, Every.WEEKLY)
    weekdays = draw(st.frozensets(st.integers(0, 6))) if on_weekdays else frozenset()
    return Rule(
        every, draw(st.integers(1, 9)), weekdays, with_start=draw(st.booleans())
    )


@given(rule=rules(), start=STARTS, zone=ZONES, ahead=AHEAD)
def test_dates_ascend_and_none_comes_twice(
    rule: Rule, start: datetime, zone: ZoneInfo, ahead: timedelta
) -> None:
    found = dates(rule, start, zone, start + ahead)
    assert sorted(set(found)) == list(found)
    assert all(start <= at <= start + ahead for at in found)


@given(rule=rules(), start=STARTS, zone=ZONES, ahead=AHEAD)
def test_every_date_has_its_weekday_and_its_time_of_day(
    rule: Rule, start: datetime, zone: ZoneInfo, ahead: timedelta
) -> None:
    """But where the clock never shows that time, or twice."""
    first = start.astimezone(zone)
    for at in dates(rule, start, zone, start + ahead)[1:]:
        local = at.astimezone(zone)
        if _is_odd(at, zone):
            continue
        assert (first.hour, first.minute) == (local.hour, local.minute)
        if rule.every in (Every.WEEKLY, Every.DAILY):
            usual = {first.weekday()} if rule.every is Every.WEEKLY else set(range(7))
            assert local.weekday() in (rule.weekdays or usual)
        else:
            assert first.day == local.day


def _is_odd(at: datetime, zone: ZoneInfo) -> bool:
    """Whether clocks change within a day of an instant."""
    near = {(at + timedelta(days=n)).astimezone(zone).utcoffset() for n in (-1, 0, 1)}
    return len(near) > 1


@given(rule=rules(), start=STARTS, zone=ZONES, ahead=AHEAD)
def test_with_its_start_a_rule_has_all_dates_it_has_without(
    rule: Rule, start: datetime, zone: ZoneInfo, ahead: timedelta
) -> None:
    strict = Rule(rule.every, rule.interval, rule.weekdays, with_start=False)
    include = Rule(rule.every, rule.interval, rule.weekdays, with_start=True)
    without = dates(strict, start, zone, start + ahead)
    assert sorted({start, *without}) == list(dates(include, start, zone, start + ahead))


@given(rule=rules(), start=STARTS, zone=ZONES, ahead=AHEAD, more=AHEAD)
def test_looking_further_changes_nothing_that_was_seen(
    rule: Rule, start: datetime, zone: ZoneInfo, ahead: timedelta, more: timedelta
) -> None:
    near = dates(rule, start, zone, start + ahead)
    far = dates(rule, start, zone, start + ahead + more)
    rest = dates(rule, start, zone, start + ahead + more, after=start + ahead)
    assert near == far[: len(near)]
    assert (*near, *rest)[:MOST_DATES] == far


@given(rule=rules(), start=STARTS, zone=ZONES, count=st.integers(1, 30))
def test_a_count_cuts_off_the_rest(
    rule: Rule, start: datetime, zone: ZoneInfo, count: int
) -> None:
    counted = Rule(
        rule.every,
        rule.interval,
        rule.weekdays,
        count=count,
        with_start=rule.with_start,
    )
    until = start + timedelta(days=390)
    whole = dates(rule, start, zone, until)
    assert whole[:count] == dates(counted, start, zone, until)


@given(
    start=STARTS,
    zone=ZONES,
    at=st.times().map(lambda at: time(at.hour, at.minute)),
)
def test_what_is_moved_by_wall_time_shows_that_time(
    start: datetime, zone: ZoneInfo, at: time
) -> None:
    local = start.astimezone(zone)
    by = datetime.combine(local, at) - local.replace(tzinfo=None)
    moved = shifted(start, by, zone)
    if not _is_odd(moved, zone):
        assert (at.hour, at.minute) == (
            moved.astimezone(zone).hour,
            moved.astimezone(zone).minute,
        )
