"""Days and times are laid out so that each is there once, in order, under its part of the day."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.slots import DaySlots, Slot
from kiosk.errors import Reason
from kiosk.i18n.catalogue import Catalogue
from kiosk.tui.customer.calendar import (
    Calendar,
    Part,
    by_part,
    in_pages,
    part_of,
    shown,
)
from kiosk.tui.customer.choose_time import time_label

TODAY = date(2026, 5, 4)
START = datetime(2026, 5, 4, 7, tzinfo=UTC)
BUDAPEST = ZoneInfo("Europe/Budapest")


def slot(minutes: int, reason: Reason | None = None, label: str = "") -> Slot:
    """A time so long after nine."""
    at = START + timedelta(minutes=minutes)
    return Slot(at, at + timedelta(minutes=5), label, 0 if reason else 1, reason)


def day(after: int, reason: Reason | None = None) -> DaySlots:
    """A day with one time, free or not."""
    times = (slot(after * 1440, reason),)
    return DaySlots(TODAY + timedelta(days=after), times, reason)


@pytest.mark.parametrize(
    ("hour", "part"),
    [
        (0, Part.MORNING),
        (11, Part.MORNING),
        (12, Part.AFTERNOON),
        (16, Part.AFTERNOON),
        (17, Part.EVENING),
    ],
)
def test_parts_of_a_day_are_the_branchs(hour: int, part: Part) -> None:
    local = datetime(2026, 5, 4, hour, 59, tzinfo=BUDAPEST)
    assert part is part_of(local.astimezone(UTC), BUDAPEST)


@given(
    st.lists(st.integers(0, 180), unique=True, max_size=60),
    st.integers(1, 8),
    st.integers(5, 30),
)
def test_pages_hold_every_time_once_in_order_and_never_too_many(
    steps: list[int], columns: int, rows: int
) -> None:
    slots = [slot(step * 5) for step in sorted(steps)]
    pages = in_pages(by_part(slots, BUDAPEST), columns, rows, 4, 24)
    assert slots == [s for page in pages for _, found in page for s in found]
    for page in pages:
        heights = [1 + -(-len(found) // columns) * 4 for _, found in page]
        assert sum(heights) <= rows
        assert sum(len(found) for _, found in page) <= 24


def test_what_is_over_is_not_shown_and_what_is_taken_is() -> None:
    times = (slot(0, Reason.PAST), slot(30, Reason.SLOT_TAKEN), slot(60))
    assert times[1:] == shown(DaySlots(TODAY, times, None))


def test_the_next_free_day_is_the_first_after_the_one_looked_at() -> None:
    days = [day(0), day(1, Reason.FULL), day(2), day(3)]
    calendar = Calendar(TODAY).learn(days)
    assert calendar.next_free == days[0]
    assert calendar.look_at(days[1].day).next_free == days[2]


def test_a_strip_ends_with_the_last_day_that_can_be_booked() -> None:
    calendar = Calendar(TODAY, TODAY + timedelta(days=8)).turn_to(date(2026, 5, 11))
    assert [date(2026, 5, 11), date(2026, 5, 12)] == list(calendar.strip(7))
    assert date(2026, 5, 4) == calendar.turn_to(date(2026, 5, 1)).first


def test_only_unknown_days_within_reach_are_asked_for() -> None:
    calendar = Calendar(TODAY, TODAY + timedelta(days=1)).learn([day(0)])
    assert (True, False) == (calendar.lacks(TODAY), calendar.lacks(TODAY, 1))
    assert not calendar.learn([day(1)]).lacks(TODAY)


def test_an_hour_that_comes_twice_shows_which_it_is() -> None:
    speaker = Catalogue.load().speaker("en", "Europe/Budapest")
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    label = Slot(first, first, "02:30 +02:00", 1, None)
    assert "02:30 +02:00" == time_label(label, speaker).text
    assert "02:30 (UTC+02:00)" == speaker.clear_time(first)
    assert "02:30 (UTC+01:00)" == speaker.clear_time(first + timedelta(hours=1))
    assert "03:30" == speaker.clear_time(first + timedelta(hours=2))
