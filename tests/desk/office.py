"""A branch with appointments, as the desk's tests need it: half hours from nine to twelve."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

from kiosk.desk.desk import Desk
from kiosk.domain.booking import Wanted, holder
from kiosk.domain.branch import (
    BookingRules,
    Branch,
    Lane,
    LaneId,
    NumberRange,
    Service,
    ServiceId,
    WeekRule,
    Window,
)
from kiosk.domain.ticket import Draft, Placed
from tests.contract.shop import MAIN, branch

PASSPORT = ServiceId("passport01")
DAY = date(2026, 5, 5)
"""A Tuesday, the day after `NOON`'s."""

ANNA, BEN = holder("anna-at-the-kiosk"), holder("ben-at-the-other-one")

_MORNINGS = (WeekRule(frozenset(range(7)), (Window(time(9), time(12)),)),)


def at(clock: str, day: date = DAY) -> datetime:
    """ "09:30" UTC of a day."""
    return datetime.combine(day, time.fromisoformat(clock), UTC)


def rules(**changes: Any) -> BookingRules:
    """Half hours, no notice, two weeks ahead."""
    return replace(BookingRules(30, "times", notice=0, days_ahead=14), **changes)


def office(lanes: int = 1, **changes: Any) -> Branch:
    """The small branch in UTC, with a service that is booked in the morning."""
    small = branch(zone="UTC")
    passport = Service(
        PASSPORT,
        {"en": "Passport"},
        "a",
        walkin=False,
        appointable=True,
        booking=rules(hours=_MORNINGS, **changes),
    )
    return replace(
        small,
        services=(*small.services, passport),
        ranges=(*small.ranges, NumberRange("times", "T")),
        lanes=tuple(Lane(LaneId(f"desk-{n + 1}")) for n in range(lanes)),
    )


def draft(clock: str = "09:30", day: date = DAY, **changes: Any) -> Draft:
    """An appointment at a time of a day."""
    return replace(Draft(MAIN, PASSPORT, start=at(clock, day)), **changes)


def wanted(**changes: Any) -> Wanted:
    """Any time for a passport."""
    return replace(Wanted(MAIN, PASSPORT), **changes)


async def book(
    desk: Desk, clock: str = "09:30", day: date = DAY, **more: Any
) -> Placed:
    """An appointment, booked."""
    return await desk.issue(draft(clock, day, **more), None, "kiosk 1")


async def free(desk: Desk, day: date = DAY, **more: Any) -> list[str]:
    """The free times of a day."""
    (slots,) = await desk.slots(wanted(**more), day)
    return [slot.label for slot in slots.free]
