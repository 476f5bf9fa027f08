"""A branch where times can be booked, and the way to one."""

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any

from kiosk.domain.booking import Wanted
from kiosk.domain.branch import (
    BookingRules,
    Branch,
    DayException,
    Group,
    GroupId,
    Lane,
    LaneId,
    NumberRange,
    Service,
    WeekRule,
    Window,
)
from kiosk.domain.ticket import Draft
from kiosk.tui.tile import Tile
from tests.tui import lobby
from tests.tui.hand import Hand, Place
from tests.tui.lobby import CARD, LICENCE, MAIN, MORNING, PASSPORT

TOMORROW = datetime(2026, 5, 5, tzinfo=UTC)
"""The day after `lobby.MORNING`."""

HALF_PAST_NINE = TOMORROW.replace(hour=7, minute=30)
"""Tuesday 09:30 in Budapest."""

RULES = BookingRules(minutes=30, range="times", days_ahead=20, max_open=2)
PHONE = "301234567"
HOURS = (
    WeekRule(
        frozenset({0, 1, 2, 3, 4}),
        (Window(time(9), time(12)), Window(time(13), time(17))),
    ),
)
HOLIDAY = DayException(
    MORNING.date().replace(day=7), label={"en": "Town fair", "ar": "عيد المدينة"}
)


def clinic(lanes: int = 2, rules: BookingRules = RULES, **changes: Any) -> Branch:
    """A passport now or later, an ID card now, a driving licence by appointment only."""
    services = {
        PASSPORT: {"appointable": True, "booking": replace(rules, hours=HOURS)},
        CARD: {},
        LICENCE: {
            "appointable": True,
            "booking": replace(rules, hours=HOURS),
            "walkin": False,
            "hours": None,
        },
    }
    offered: tuple[Service, ...] = tuple(
        replace(service, **services[service.id])  # type: ignore[arg-type]
        for service in lobby.SERVICES
        if service.id in services
    )
    group = Group(GroupId("everything"), {"en": "All"}, tuple(s.id for s in offered))
    return lobby.branch(
        services=offered,
        groups=(group,),
        ranges=(NumberRange("a", "A"), NumberRange("times", "T")),
        lanes=tuple(Lane(LaneId(f"desk-{n}")) for n in range(lanes)),
        address={"en": "12 Main Street", "ar": "12 الشارع الرئيسي"},
        exceptions=(HOLIDAY,),
        **changes,
    )


async def typed(hand: Hand, digits: str) -> None:
    """Digits on the glass."""
    for digit in digits:
        region = hand.app.screen.query_one(f"#key-{digit}", Tile).region
        hand.touch(region.x + 2, region.y + 1)
        await hand.settle()


async def to_phone(hand: Hand) -> None:
    """As far as the phone number."""
    await hand.walk("English", "I need a service", "Passport: new", "Book a time")


async def to_times(hand: Hand, phone: str = PHONE) -> None:
    """As far as the days and times."""
    await to_phone(hand)
    if phone:
        await typed(hand, phone)
        await hand.walk("Continue ›")
    else:
        await hand.walk("Continue without")
    await hand.until("ChooseTime", "free")


async def to_confirm(hand: Hand, phone: str = PHONE) -> None:
    """As far as the last button, for Tuesday half past nine."""
    await to_times(hand, phone)
    await hand.tap("Tue")
    await hand.walk("09:30")


async def free(place: Place, start: datetime = HALF_PAST_NINE) -> int:
    """How many could still come then."""
    wanted = Wanted(MAIN, PASSPORT)
    (day,) = await place.desk.slots(wanted, start.date())
    slot = day.at(start)
    return slot.free if slot else 0


async def take_away(place: Place, start: datetime = HALF_PAST_NINE) -> None:
    """Somebody else books that time."""
    await place.desk.issue(Draft(MAIN, PASSPORT, start=start), None, "another kiosk")
