"""Sessions of a course in every state, and who joined one of them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from kiosk.domain.sessions import GroupSession, SessionId, SessionStatus
from kiosk.domain.ticket import Status
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
