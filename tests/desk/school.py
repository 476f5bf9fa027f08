"""A branch that teaches, as the tests of series need it: by the hour, alone or in a class."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.domain.branch import (
    BookingRules,
    Branch,
    DayException,
    Lane,
    LaneId,
    NumberRange,
    Places,
    Service,
    ServiceId,
    StaffId,
    WeekRule,
    Window,
)
from kiosk.domain.series import Every, Occurrence, Rule, SeriesWish
from tests.contract.shop import MAIN, branch

LESSON, YOGA = ServiceId("lesson0001"), ServiceId("yogaclass1")
ROOM_1, ROOM_2 = LaneId("room-1"), LaneId("room-2")
ANNA = StaffId("anna")
ZONE = ZoneInfo("Europe/Budapest")

SUNDAY = datetime(2026, 3, 15, 17, 30, tzinfo=UTC)
"""Half an hour before the first date of the class below."""

MO, TU, WE, TH, FR, SA, SU = range(7)
CLASS = Rule(
    Every.WEEKLY,
    1,
    frozenset({MO, WE, FR}),
    until=datetime(2026, 6, 15, 18, tzinfo=UTC),
)
"""Mondays, Wednesdays, Fridays, and the Sunday it begins on."""

_DAILY = (WeekRule(frozenset(range(7)), (Window(time(8), time(22)),)),)


def school(rooms: int = 1, **changes: Any) -> Branch:
    """Open from eight to ten, closed on Easter Monday; hours that begin at every half hour.

    One lesson at a time for a customer, and two weeks ahead: neither is for staff.
    """
    small = branch(zone=ZONE.key)
    rules = BookingRules(60, "times", step=30, notice=600, days_ahead=14)
    lesson = Service(
        LESSON,
        {"en": "Lesson", "ar": "درس"},
        "b",
        walkin=False,
        appointable=True,
        booking=rules,
    )
    yoga = replace(
        lesson, id=YOGA, name={"en": "Yoga"}, places=Places(most=3, least=2, decide=120)
    )
    made = replace(
        small,
        hours=_DAILY,
        exceptions=(DayException(date(2026, 4, 6), (), {"en": "Easter Monday"}),),
        services=(*small.services, lesson, yoga),
        ranges=(*small.ranges, NumberRange("times", "T")),
        lanes=tuple(
            Lane(name, {"en": f"Room {n + 1}"}, staff=ANNA if n else None)
            for n, name in enumerate((ROOM_1, ROOM_2)[:rooms])
        ),
    )
    return replace(made, **changes)


def local(text: str) -> datetime:
    """ "2026-03-18 19:00" by the school's clock, as a UTC instant."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)


def wish(text: str = "2026-03-15 19:00", rule: Rule = CLASS, **more: Any) -> SeriesWish:
    """Lessons from then on."""
    return replace(SeriesWish(MAIN, LESSON, local(text), rule), **more)


def walls(dates: Iterable[Occurrence]) -> list[str]:
    """When they are, by the school's clock."""
    return [f"{one.start.astimezone(ZONE):%m-%d %H:%M}" for one in dates]
