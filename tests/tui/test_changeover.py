"""On a day on which clocks change, every time is offered once and says which one it is."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from kiosk.domain.branch import Branch, WeekRule, Window
from kiosk.tui.customer.calendar import Part
from tests.tui.clinic import RULES, clinic
from tests.tui.hand import Hand, Place, kiosk
from tests.tui.lobby import PASSPORT, WEEK

NIGHT = (WeekRule(WEEK, (Window(time(1), time(4)),)),)


def night_clinic(zone: str) -> Branch:
    """One that is open from one to four at night."""
    branch = clinic(lanes=1)
    rules = replace(RULES, hours=NIGHT)
    services = tuple(
        replace(service, booking=rules) if service.id == PASSPORT else service
        for service in branch.services
    )
    hours = (WeekRule(WEEK, (Window(time(), None),)),)
    return replace(branch, services=services, hours=hours, exceptions=(), zone=zone)


async def times_on(hand: Hand, day: str) -> list[str]:
    """All times of that day on the glass, page by page."""
    await hand.walk("English", "I need a service", "Passport: new")
    await hand.walk("Book a time", "Continue without")
    await hand.until("ChooseTime", "free")
    await hand.tap(day)
    assert Part.MORNING in {key for key, _ in hand.app.screen._page}  # type: ignore[attr-defined]
    return [t.label.text for t in hand.tiles if str(t.id).startswith("time-")]


@pytest.mark.parametrize(
    ("zone", "day", "expected"),
    [
        (
            "Europe/Budapest",  # 03:00 is 02:00 again
            datetime(2026, 10, 25, tzinfo=UTC),
            [
                "01:00 01:30",
                "02:00 +02:00",
                "02:30 +02:00",
                "02:00 +01:00",
                "02:30 +01:00",
                "03:00 03:30",
            ],
        ),
        (
            "Europe/Budapest",  # 02:00 is 03:00
            datetime(2027, 3, 28, tzinfo=UTC),
            ["01:00 01:30", "03:00 03:30"],
        ),
        (
            "Australia/Lord_Howe",  # 02:00 is 01:30 again
            datetime(2027, 4, 4, tzinfo=UTC),
            [
                "01:00",
                "01:30 +11:00",
                "01:30 +10:30",
                "02:00 02:30 03:00 03:30",
            ],
        ),
    ],
)
async def test_times_on_a_changeover_day(
    zone: str, day: datetime, expected: list[str]
) -> None:
    place = Place([night_clinic(zone)])
    place.clock.at = day.replace(hour=1, day=day.day - 2)
    async with kiosk(place, (120, 40)) as hand:
        found = await times_on(hand, f"Sun\n{day:%-d %b}")
        assert " ".join(expected) == " ".join(found)


async def test_the_chosen_hour_stays_clear_to_the_end() -> None:
    """On the last page and on the glass with the number."""
    place = Place([night_clinic("Europe/Budapest")])
    place.clock.at = datetime(2026, 10, 23, 1, tzinfo=UTC)
    async with kiosk(place, (120, 40)) as hand:
        await times_on(hand, "Sun\n25 Oct")
        await hand.walk("02:30 +01:00")
        assert "Sunday 25 October, 02:30 (UTC+01:00)" in hand.text
        await hand.walk("Book this time")
        assert "Sunday 25 October, 02:30 (UTC+01:00)" in hand.text
        placed = hand.app._at_work.session.placed
        assert placed
        expected = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
        assert expected == placed.ticket.start_at
