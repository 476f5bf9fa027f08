"""A branch that takes appointments, and its days as people read them."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.domain.branch import (
    BookingRules,
    Branch,
    Lane,
    LaneId,
    Service,
    ServiceId,
)
from kiosk.domain.claims import Claim, booked
from kiosk.domain.grid import DayGrid, day_grid
from kiosk.domain.hours import Timetable
from kiosk.domain.slots import DaySlots, Slot
from tests.strategies import branch, week

PASSPORT = ServiceId("passport01")
MONDAY = date(2026, 5, 4)
BEFORE = datetime(2026, 5, 3, 12, tzinfo=UTC)
MORNING, AFTERNOON = "09:00-12:00", "13:00-17:00"


def rules(minutes: int = 30, step: int = 30, **changes: Any) -> BookingRules:
    """Half an hour, every half hour, with no notice and for many years ahead."""
    known: dict[str, Any] = {"notice": 0, "days_ahead": 9999}
    return BookingRules(minutes, "appointments", step, **known | changes)


def lanes(count: int) -> tuple[Lane, ...]:
    """Lanes "lane1" and on, for everything and at all hours."""
    return tuple(Lane(LaneId(f"lane{n + 1}")) for n in range(count))


def office(
    booking: BookingRules, *windows: str, zone: str = "UTC", **changes: Any
) -> Branch:
    """A branch with one service, open in `windows` on every day, and with one lane."""
    service = Service(
        PASSPORT, {"en": "Passport"}, "all", appointable=True, booking=booking
    )
    known: dict[str, Any] = {"hours": (week(*windows),), "lanes": lanes(1)}
    return branch(zone, services=(service,), **known | changes)


def grid(office: Branch, day: date = MONDAY) -> DayGrid:
    """The grid of a day."""
    return day_grid(office, Timetable(office), office.services[0], day)


def instant(text: str, day: date = MONDAY, zone: str = "UTC") -> datetime:
    """ "09:30" of a day, by a branch's clock."""
    local = datetime.fromisoformat(f"{day} {text}").replace(tzinfo=ZoneInfo(zone))
    return local.astimezone(UTC)


def appointment(
    office: Branch, text: str, lane: str = "lane1", owner: str = ""
) -> tuple[Claim, ...]:
    """The claims of an appointment on Monday."""
    rules = office.services[0].booking
    assert rules
    start = instant(text, zone=office.zone)
    return booked(LaneId(lane), PASSPORT, rules, start, owner or f"{lane} {text}")


def labels(slots: Iterable[Slot]) -> list[str]:
    """Wall times, with the number of places where it isn't one."""
    return [s.label if s.free == 1 else f"{s.label} ({s.free})" for s in slots]


def verdicts(day: DaySlots) -> dict[str, str]:
    """Wall time → places or reason."""
    return {s.label: str(s.free) if s.reason is None else s.reason for s in day.slots}
