"""A branch that gives a class, as kiosk and console show it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from kiosk.desk.desk import Desk
from kiosk.domain.branch import Branch, Lane, LaneId, Places, Service, ServiceId
from kiosk.domain.sessions import GroupSession, SessionPlan
from kiosk.domain.ticket import Draft
from tests.tui.clinic import HALF_PAST_NINE, clinic
from tests.tui.lobby import MAIN

COURSE = ServiceId("course0001")
ROOM = Lane(LaneId("room-2"), {"en": "Room 2", "ar": "القاعة 2"})


def school(**changes: Any) -> Branch:
    """The clinic, where a first-aid course for two to three people is given as well."""
    there = clinic()
    course = Service(
        COURSE,
        {"en": "First aid course", "ar": "دورة الإسعافات الأولية"},
        "a",
        walkin=False,
        appointable=True,
        booking=there.services[0].booking,
        places=Places(3, 2),
    )
    (group,) = there.groups
    taught = replace(
        there,
        services=(*there.services, course),
        groups=(replace(group, services=(*group.services, COURSE)),),
        lanes=(*there.lanes, ROOM),
    )
    return replace(taught, **changes)


async def planned(desk: Desk, *days: int, **more: Any) -> list[GroupSession]:
    """A course at half past nine, so many days after tomorrow, in room 2."""
    return [
        await desk.plan_session(
            SessionPlan(
                MAIN,
                COURSE,
                HALF_PAST_NINE + timedelta(days=day),
                **{"lane": ROOM.id, **more},
            ),
            None,
            "teacher",
        )
        for day in days
    ]


async def fill(desk: Desk, session: GroupSession, people: int) -> None:
    """So many others join."""
    for _ in range(people):
        draft = Draft(MAIN, COURSE, session=session.id)
        await desk.issue(draft, None, "elsewhere")
