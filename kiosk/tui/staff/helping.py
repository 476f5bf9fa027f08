"""A customer at a kiosk asks for somebody to come: what the console says of it."""

from datetime import datetime

from kiosk.domain.serving import Lobby, Summons
from kiosk.text import clean
from kiosk.tui.staff.key_names import shown
from kiosk.tui.staff.keys import Key
from kiosk.tui.staff.voice import Voice, span
from kiosk.tui.written import BETWEEN

NAME_CELLS = 16
"""Of a kiosk's name, where one line has to do."""


def asks_first(lobby: Lobby | None) -> Summons | None:
    """Who has asked for the longest, and is not attended to."""
    return next(iter(lobby.summons), None) if lobby else None


def call_for_help(voice: Voice, lobby: Lobby | None, now: datetime, key: Key) -> str:
    """Where somebody asks, for how long, at how many others, and the key to go; "" for nobody."""
    asks = asks_first(lobby)
    if asks is None or lobby is None:
        return ""
    said = voice.say(
        "staff-summons",
        kiosk=clean(asks.kiosk, NAME_CELLS),
        time=span(now - asks.at),
        more=len(lobby.summons) - 1,
    )
    go = voice.say("staff-summons-go", key=shown(key.keys[0])) if key.keys else ""
    return BETWEEN.join(part for part in (f"! {said}", go) if part)
