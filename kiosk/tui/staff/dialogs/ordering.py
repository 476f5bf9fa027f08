"""What is asked before something is ordered, and the order that comes of the answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from textual.screen import ModalScreen

from kiosk.domain.branch import CounterId, ServiceId, in_language
from kiosk.domain.serving import CounterChange, Lobby, Row
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.staff.dialogs.about import counter_name, service_name
from kiosk.tui.staff.dialogs.close_day import CloseDay
from kiosk.tui.staff.dialogs.counter import ChangeCounter
from kiosk.tui.staff.dialogs.new_message import NewMessage
from kiosk.tui.staff.dialogs.orders import (
    CounterOrder,
    Order,
    ReopenDayOrder,
    ServiceOrder,
    UntellOrder,
)
from kiosk.tui.staff.dialogs.pause_service import PauseService
from kiosk.tui.staff.dialogs.question import Question
from kiosk.tui.staff.dialogs.services import ChangeServices

NEEDS: Final = {
    "change": "counters",
    "services": "counters",
    "pause": "queue",
    "take-down": "messages",
}
"""What is done to something chosen in a list; all else is done to the branch."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A lobby, and when it was so."""

    lobby: Lobby
    now: datetime


def question(
    speaker: Speaker, shown: Shown, deed: str, chosen: Any, rows: Sequence[Row]
) -> ModalScreen[Any] | None:
    """The dialog before `deed`; None when what was chosen is gone."""
    lobby = shown.lobby
    branch = lobby.state.branch
    match deed:
        case "change" | "services":
            return _about_counter(speaker, lobby, deed, chosen)
        case "pause" if chosen in lobby.paused:
            name = service_name(speaker, branch, chosen)
            return Question(
                speaker,
                speaker.say("staff-dialog-resume-title", service=name),
                speaker.say("staff-dialog-resume-text", reason=_reason(lobby, chosen)),
                speaker.say("staff-dialog-resume"),
            )
        case "pause":
            return PauseService(speaker, branch, chosen)
        case "message":
            return NewMessage(speaker, lobby.state, shown.now)
        case "take-down":
            return _take_down(speaker, lobby, chosen)
        case "day" if lobby.day_closed:
            return Question(
                speaker,
                speaker.say("staff-dialog-reopen-title"),
                speaker.say("staff-dialog-reopen-text"),
                speaker.say("staff-dialog-reopen"),
            )
        case _:
            return CloseDay(speaker, branch, rows)


def order_of(deed: str, chosen: Any, answer: Any) -> Order | None:
    """What to order; None when nothing is to be done."""
    if answer is None:
        return None
    if isinstance(answer, CounterChange):
        return CounterOrder(CounterId(chosen), answer)
    if answer is not True:
        order: Order = answer
        return order
    match deed:
        case "pause":
            return ServiceOrder(ServiceId(chosen), paused=False)
        case "take-down":
            return UntellOrder(chosen)
        case _:
            return ReopenDayOrder()


def _about_counter(
    speaker: Speaker, lobby: Lobby, deed: str, chosen: CounterId
) -> ModalScreen[Any] | None:
    state = next((one for one in lobby.counters if one.counter == chosen), None)
    if state is None:
        return None
    branch = lobby.state.branch
    if deed == "services":
        return ChangeServices(speaker, branch, state)
    return ChangeCounter(speaker, state, counter_name(speaker, branch, chosen))


def _take_down(speaker: Speaker, lobby: Lobby, chosen: str) -> Question | None:
    message = next((one for one in lobby.state.messages if one.id == chosen), None)
    if message is None:
        return None
    default = lobby.state.branch.default_locale
    return Question(
        speaker,
        speaker.say("staff-dialog-take-down-title"),
        clean(in_language(message.text, speaker.locale, default), 200),
        speaker.say("staff-dialog-take-down"),
    )


def _reason(lobby: Lobby, service: ServiceId) -> str:
    return clean(lobby.paused.get(service, ""))
