"""Public holidays, and what they are called."""

from datetime import date

import pytest

from kiosk.domain.holiday import has_calendar, public_holidays
from kiosk.errors import BadInput

CHRISTMAS = date(2026, 12, 25)


def test_a_holiday_is_named_in_the_branchs_languages() -> None:
    names = public_holidays("HU", 2026, ("en", "hu"))[CHRISTMAS]
    assert {"en": "Christmas Day", "hu": "Karácsony"} == names


def test_a_language_the_calendar_lacks_is_left_out() -> None:
    names = public_holidays("HU", 2026, ("en", "ar"))[CHRISTMAS]
    assert {"en": "Christmas Day"} == names


def test_the_branchs_own_language_always_has_a_name() -> None:
    """In the country's language, when the calendar knows none of the branch's."""
    names = public_holidays("HU", 2026, ("ar",))[CHRISTMAS]
    assert {"ar": "Karácsony"} == names


def test_a_part_of_a_country_has_its_own_days() -> None:
    saint_andrew = date(2026, 11, 30)
    assert saint_andrew in public_holidays("GB-SCT", 2026, ("en",))
    assert saint_andrew not in public_holidays("GB-ENG", 2026, ("en",))


def test_a_substitute_day_is_a_day_off() -> None:
    """Boxing Day 2026 is a Saturday, so England rests on the Monday."""
    assert date(2026, 12, 28) in public_holidays("GB-ENG", 2026, ("en",))


@pytest.mark.parametrize(
    ("calendar", "known"),
    [("HU", True), ("GB-ENG", True), ("XX", False), ("HU-ZZ", False), ("", False)],
)
def test_a_calendar_can_be_asked_for(calendar: str, known: bool) -> None:
    assert known is has_calendar(calendar)


def test_a_calendar_nobody_keeps_is_named() -> None:
    with pytest.raises(BadInput) as refusal:
        public_holidays("XX", 2026, ("en",))
    assert {"holidays": "XX is not known"} == refusal.value.fields
