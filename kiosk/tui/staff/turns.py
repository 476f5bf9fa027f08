"""Why it is somebody's turn, in the words of a language."""

from collections.abc import Mapping
from typing import Final

from kiosk.domain.order import CHOSEN, Why
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.staff.voice import Voice

_KEYS: Final[Mapping[str, str]] = {
    Why.KEEPS_PLACE: "staff-turn-keeps-place",
    Why.URGENT: "staff-turn-urgent",
    Why.PRIORITY: "staff-turn-priority",
    Why.APPOINTMENT: "staff-turn-appointment",
    Why.LATE: "staff-turn-late",
    Why.WALKIN: "staff-turn-walkin",
    Why.OVERDUE: "staff-turn-overdue",
    Why.EARLY: "staff-turn-early",
    CHOSEN: "staff-turn-chosen",
}


def turn(voice: Voice | Speaker, reason: str) -> str:
    """The reason of a call; one we don't know as it comes."""
    key = _KEYS.get(reason)
    return voice.say(key) if key else clean(reason, 60)
