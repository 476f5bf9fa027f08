"""Sessions of a course in every state, and who joined one of them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from kiosk.domain.series import Every, Occurrence, Rule, Series
from kiosk.domain.sessions import GroupSession, SeriesId, SessionId, SessionStatus
from kiosk.domain.ticket import Status
from kiosk.errors import Reason
from tests.tui.classes import COURSE, ROOM, school
from tests.tui.lobby import MAIN
from tests.tui.staff.hall import NOW, row

SCHOOL = school()


def session(number: int, **changes: Any) -> GroupSession:
    """The `number`th, so many half days from now."""
    start = NOW + timedelta(hours=12 * number, minutes=18)
    made = GroupSession(
        id=SessionId(f"session{number:03}"),
        branch=MAIN,
        service=COURSE,
        lane=ROOM.id,
        start_at=start,
        end_at=start + timedelta(hours=1),
        least=5,
        most=12,
        decide_at=start - timedelta(hours=2),
        taken=8,
    )
    return replace(made, **changes)


SESSIONS = (
    session(0, taken=4, note="bring the [b]dummies[/b]"),
    session(1),
    session(2, taken=12),
    session(3, status=SessionStatus.CANCELLED),
    session(4, taken=0),
)

JOINED = (
    row("T001", COURSE, Status.WAITING, start_at=SESSIONS[0].start_at),
    row("T002", COURSE, Status.BOOKED, who="", start_at=SESSIONS[0].start_at),
    row("T003", COURSE, Status.BOOKED, who="Tóth B.", start_at=SESSIONS[0].start_at),
    row("T004", COURSE, Status.CANCELLED, who="أحمد", start_at=SESSIONS[0].start_at),
)


def _date(week: int, **changes: Any) -> Occurrence:
    start = NOW + timedelta(weeks=week, minutes=18)
    made = Occurrence(start, start, start + timedelta(hours=1))
    return replace(made, **changes)


DATES = (
    _date(1),
    _date(2, reason=Reason.SLOT_TAKEN, conflict="Room 2: Choir 10:30-12:00"),
    _date(3, shifted=True),
    _date(
        4, reason=Reason.HOLIDAY, occasion={"en": "Easter Monday", "ar": "عيد الفصح"}
    ),
    _date(5, start=NOW + timedelta(weeks=5, hours=3)),
)
"""A rule's dates before they are booked: free, taken, closed, and one that was moved."""

SERIES = Series(
    id=SeriesId("series0001"),
    branch=MAIN,
    service=COURSE,
    start=DATES[0].start,
    rule=Rule(Every.WEEKLY, count=5),
    zone=SCHOOL.zone,
    made_until=DATES[-1].start,
    dates=tuple(
        replace(one, session=SessionId(f"session{n:03}")) for n, one in enumerate(DATES)
    ),
)
