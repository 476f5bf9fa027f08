"""A branch that gives classes, as the tests of sessions need it: yoga for two to three people."""

from dataclasses import replace
from datetime import datetime, time
from typing import Any

from kiosk.domain.branch import (
    BookingRules,
    Branch,
    Group,
    GroupId,
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
from kiosk.domain.customer import CustomerId, Details
from kiosk.domain.ports import Backend, Once
from kiosk.domain.sessions import GroupSession, SessionPlan
from kiosk.domain.ticket import Draft, Placed
from tests.contract.shop import MAIN, branch
from tests.desk.office import at

YOGA, MASSAGE = ServiceId("yogaclass1"), ServiceId("massage001")
HALL, ROOM = LaneId("hall"), LaneId("room-a")
ANNA = StaffId("anna")
TEACHER = "teacher"

_AFTERNOONS = (WeekRule(frozenset(range(7)), (Window(time(13), time(18)),)),)


def studio(**changes: Any) -> Branch:
    """The small branch in UTC: an hour of yoga in the hall or with Anna, from one to six; half
    hours of massage in the same rooms."""
    small = branch(zone="UTC")
    rules = BookingRules(60, "times", notice=0, days_ahead=14, hours=_AFTERNOONS)
    yoga = Service(
        YOGA,
        {"en": "Yoga"},
        "b",
        walkin=False,
        appointable=True,
        booking=rules,
        places=Places(3, 2, 120),
    )
    massage = Service(
        MASSAGE,
        {"en": "Massage"},
        "b",
        walkin=False,
        appointable=True,
        booking=replace(rules, minutes=30),
    )
    classes = Group(GroupId("classes001"), {"en": "Classes"}, (YOGA, MASSAGE))
    made = replace(
        small,
        groups=(*small.groups, classes),
        services=(*small.services, yoga, massage),
        ranges=(*small.ranges, NumberRange("times", "T")),
        lanes=(Lane(HALL), Lane(ROOM, staff=ANNA)),
    )
    return replace(made, **changes)


def plan(clock: str = "15:00", **more: Any) -> SessionPlan:
    """A session of yoga on the day after `NOON`'s."""
    start: datetime = more.pop("start", None) or at(clock)
    return SessionPlan(MAIN, YOGA, start, **more)


async def customer(queue: Backend, name: str) -> CustomerId:
    """Somebody who is known here."""
    return (await queue.add_customer(Details(name=name))).id


async def join(
    queue: Backend,
    session: GroupSession,
    who: CustomerId | None = None,
    once: Once | None = None,
) -> Placed:
    """A place in a session, taken at a kiosk."""
    draft = Draft(MAIN, session.service, customer=who, session=session.id)
    return await queue.issue(draft, once, "kiosk 1")
