"""A series split at one of its dates."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.recurrence import dates, shifted
from kiosk.domain.series import Every, Rule
from kiosk.domain.splitting import ended_before, moved_on
from kiosk.errors import BadInput

MO, TU, WE, TH, FR, SA, SU = range(7)
BUDAPEST = ZoneInfo("Europe/Budapest")
FAR = datetime(2027, 1, 1, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BUDAPEST).astimezone(UTC)


START = wall("2026-03-02 19:00")
"""A Monday, four weeks before clocks go forward."""


def all_of(rule: Rule, start: datetime = START) -> list[datetime]:
    return list(dates(rule, start, BUDAPEST, FAR))


@pytest.mark.parametrize(
    ("rule", "by"),
    [
        (Rule(Every.WEEKLY, count=9), HOUR),
        (Rule(Every.WEEKLY, count=9), -2 * DAY),
        (Rule(Every.WEEKLY, 1, frozenset({MO, WE, SU}), count=9), 3 * DAY - HOUR),
        (Rule(Every.WEEKLY, 2, frozenset({MO, WE}), count=9), 2 * DAY),
        (Rule(Every.WEEKLY, 2, frozenset({MO, WE}), count=9), 14 * DAY),
        (Rule(Every.WEEKLY, until=wall("2026-04-20 19:00")), 25 * HOUR),
        (Rule(Every.DAILY, 1, frozenset({MO, TU, SA}), count=9), 6 * DAY),
        (Rule(Every.DAILY, 3, count=9), -HOUR),
        (Rule(Every.MONTHLY, count=9), 2 * DAY),
        (Rule(Every.YEARLY, count=1), 2 * HOUR),
    ],
)
def test_what_is_split_off_has_the_dates_that_were_left_moved(
    rule: Rule, by: timedelta
) -> None:
    """From every date on, and the other part has those before."""
    whole = all_of(rule)
    for nth, split in enumerate(whole):
        moved, start = moved_on(rule, START, BUDAPEST, split, by)
        assert whole[:nth] == all_of(ended_before(rule, split))
        rest = [shifted(one, by, BUDAPEST) for one in whole[nth:]]
        assert rest == all_of(moved, start)


def test_an_open_series_stays_open() -> None:
    rule = Rule(Every.WEEKLY)
    moved, _ = moved_on(rule, START, BUDAPEST, START + 7 * DAY, HOUR)
    assert rule == moved
    assert (
        START + 7 * DAY - timedelta(seconds=1)
        == ended_before(rule, START + 7 * DAY).until
    )


def test_every_second_week_keeps_its_weekdays_in_one_week() -> None:
    """A Sunday that became a Monday would be in the week that is left out."""
    rule = Rule(Every.WEEKLY, 2, frozenset({MO, SU}))
    with pytest.raises(BadInput) as caught:
        moved_on(rule, START, BUDAPEST, START, DAY)
    assert ["start"] == list(caught.value.fields)
    moved, _ = moved_on(replace(rule, interval=1), START, BUDAPEST, START, DAY)
    assert frozenset({TU, MO}) == moved.weekdays


@given(
    weekdays=st.frozensets(st.integers(0, 6)),
    nth=st.integers(0, 8),
    hours=st.integers(-200, 200),
)
def test_no_date_is_lost_or_won_by_a_split(
    weekdays: frozenset[int], nth: int, hours: int
) -> None:
    rule = Rule(Every.WEEKLY, 1, weekdays, count=9)
    whole = all_of(rule)
    split, by = whole[nth], hours * HOUR
    moved, start = moved_on(rule, START, BUDAPEST, split, by)
    assert 9 == len(all_of(ended_before(rule, split))) + len(all_of(moved, start))
