"""Times of today, as people type them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.tui.staff.dialogs.clock_time import later_today
from kiosk.tui.staff.dialogs.wrong import Wrong

NOW = datetime(2026, 5, 4, 8, 42, tzinfo=UTC)
BUDAPEST = ZoneInfo("Europe/Budapest")


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("10", 10),
        ("in 10 min", 10),
        (" 10m", 10),
        ("+5", 5),
        ("120 minutes", 120),
        ("10:50", 8),
        ("11.30", 48),
        ("11h30", 48),
        ("23:59", 797),
        ("بعد 10 دقائق", 10),
    ],
)
def test_a_time_to_come(text: str, minutes: int) -> None:
    assert NOW + timedelta(minutes=minutes) == later_today(text, NOW, BUDAPEST)


@pytest.mark.parametrize("text", ["", "   "])
def test_no_time(text: str) -> None:
    assert later_today(text, NOW, BUDAPEST) is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("0", "staff-dialog-until-unclear"),
        ("soon", "staff-dialog-until-unclear"),
        ("24:00", "staff-dialog-until-unclear"),
        ("10:75", "staff-dialog-until-unclear"),
        ("10 20", "staff-dialog-until-unclear"),
        ("1000", "staff-dialog-until-unclear"),
        ("10:42", "staff-dialog-until-over"),
        ("09:00", "staff-dialog-until-over"),
    ],
)
def test_what_is_no_time_to_come(text: str, key: str) -> None:
    with pytest.raises(Wrong) as raised:
        later_today(text, NOW, BUDAPEST)
    assert {"until": key} == raised.value.fields
