"""Every dialog once, as it is opened over the hall."""

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from kiosk.i18n.speaker import Speaker
from kiosk.tui.staff.dialogs.cancel import Cancel
from kiosk.tui.staff.dialogs.change_series import ChangeSeries
from kiosk.tui.staff.dialogs.check_in import CheckIn
from kiosk.tui.staff.dialogs.choose_counter import ChooseCounter
from kiosk.tui.staff.dialogs.close_day import CloseDay
from kiosk.tui.staff.dialogs.counter import ChangeCounter
from kiosk.tui.staff.dialogs.dates import ShowDates
from kiosk.tui.staff.dialogs.details import Details
from kiosk.tui.staff.dialogs.find import Find
from kiosk.tui.staff.dialogs.finish import Finish
from kiosk.tui.staff.dialogs.join import Join
from kiosk.tui.staff.dialogs.leave import Leave
from kiosk.tui.staff.dialogs.locked import Locked
from kiosk.tui.staff.dialogs.move_date import MoveDate
from kiosk.tui.staff.dialogs.new_dates import PlanDates
from kiosk.tui.staff.dialogs.new_message import NewMessage
from kiosk.tui.staff.dialogs.no_show import NoShow
from kiosk.tui.staff.dialogs.note import Note
from kiosk.tui.staff.dialogs.park import Park
from kiosk.tui.staff.dialogs.pause_service import PauseService
from kiosk.tui.staff.dialogs.priority import Priority
from kiosk.tui.staff.dialogs.reprint import Reprint
from kiosk.tui.staff.dialogs.services import ChangeServices
from kiosk.tui.staff.dialogs.session import ShowSession
from kiosk.tui.staff.dialogs.sessions import SessionList
from kiosk.tui.staff.dialogs.sign_in import SignIn
from kiosk.tui.staff.dialogs.supervisor import Supervisor
from kiosk.tui.staff.dialogs.transfer import Transfer
from kiosk.tui.staff.dialogs.walk_in import WalkIn
from tests.tui.classes import COURSE
from tests.tui.lobby import PASSPORT
from tests.tui.staff.classroom import DATES, JOINED, SCHOOL, SERIES, SESSIONS
from tests.tui.staff.hall import (
    BOOKED,
    BRANCH,
    CALLED,
    COUNTERS,
    EVA,
    HISTORY,
    NOW,
    OPERATORS,
    SERVING,
    WAITING,
    hall,
    never,
    rows,
    state,
)


def _supervisor(s: Speaker) -> Supervisor:
    screen = Supervisor(s, never(), rows(*WAITING))
    screen.show(hall(), WAITING, NOW)
    return screen


DIALOGS: dict[str, Callable[[Speaker], Screen[Any]]] = {
    "cancel": lambda s: Cancel(s, WAITING[0]),
    "check_in": lambda s: CheckIn(s, BOOKED, NOW),
    "change_series": lambda s: ChangeSeries(s, SCHOOL, SERIES, SERIES.start),
    "choose_counter": lambda s: ChooseCounter(s, BRANCH, COUNTERS),
    "close_day": lambda s: CloseDay(s, BRANCH, WAITING),
    "counter": lambda s: ChangeCounter(s, COUNTERS[0]),
    "dates": lambda s: ShowDates(s, SCHOOL, COURSE, DATES),
    "details": lambda s: Details(s, BRANCH, SERVING, HISTORY),
    "find": lambda s: Find(s, BRANCH, rows(*WAITING, SERVING)),
    "finish": lambda s: Finish(s, BRANCH, SERVING),
    "join": lambda s: Join(s, "First aid course, tomorrow 09:30"),
    "leave": lambda s: Leave(s, "A042"),
    "locked": lambda s: Locked(s, EVA, never()),
    "move_date": lambda s: MoveDate(s, SCHOOL, SERIES.start),
    "new_dates": lambda s: PlanDates(s, SCHOOL, NOW),
    "new_message": lambda s: NewMessage(s, state(), NOW),
    "no_show": lambda s: NoShow(s, CALLED),
    "note": lambda s: Note(s, SERVING),
    "park": lambda s: Park(s, BRANCH, SERVING, NOW),
    "pause_service": lambda s: PauseService(s, BRANCH, PASSPORT),
    "priority": lambda s: Priority(s, WAITING[0]),
    "reprint": lambda s: Reprint(s, BRANCH, SERVING, ["lobby", "back office"], 2),
    "services": lambda s: ChangeServices(s, BRANCH, COUNTERS[1]),
    "session": lambda s: ShowSession(s, SCHOOL, SESSIONS[0], JOINED, NOW),
    "sessions": lambda s: SessionList(s, SCHOOL, SESSIONS, NOW),
    "sign_in": lambda s: SignIn(s, OPERATORS, never()),
    "supervisor": _supervisor,
    "transfer": lambda s: Transfer(s, hall(), SERVING, OPERATORS),
    "walk_in": lambda s: WalkIn(s, state(), printer=True, source="console-1"),
}
