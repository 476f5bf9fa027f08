"""What the server refused, in words for who works here."""

from typing import Final

from kiosk.errors import CheckInRefused, KioskError, Reason
from kiosk.text import clean
from kiosk.tui.staff.may import Obstacle
from kiosk.tui.staff.voice import Voice

_SAID: Final = frozenset(
    {
        Reason.CHANGED,
        Reason.CLOSED,
        Reason.COUNTER_CLOSED,
        Reason.FORBIDDEN,
        Reason.FULL,
        Reason.NO_NUMBERS,
        Reason.NOT_ALLOWED_NOW,
        Reason.NOT_CANCELLABLE,
        Reason.NOT_FOUND,
        Reason.NOT_WALKIN,
        Reason.OFFLINE,
        Reason.PAUSED,
        Reason.RATE_LIMITED,
        Reason.SLOT_TAKEN,
        Reason.TIMEOUT,
        Reason.TOO_EARLY,
        Reason.TOO_LATE,
        Reason.WRONG_BRANCH,
        Reason.WRONG_DAY,
    }
)
"""Reasons with a sentence of their own."""

_BY: Final = ": changed by "
"""What stands in the detail of CHANGED before a name."""


def refusal(voice: Voice, error: KioskError, number: str = "") -> str:
    """What happened, and what holds now. `number`: whose ticket it was about."""
    if error.reason is Reason.CHANGED:
        _, _, who = error.detail.partition(_BY)
        return voice.say("staff-refused-changed", number=number, who=clean(who, 40))
    opens_at = error.opens_at if isinstance(error, CheckInRefused) else None
    if error.reason is Reason.TOO_EARLY and opens_at:
        time = voice.time(opens_at)
        return voice.say("staff-refused-too-early-until", time=time)
    if error.reason in _SAID:
        return voice.say(f"staff-refused-{error.reason}", number=number)
    return voice.say(
        "staff-refused-else", detail=clean(error.detail or error.reason, 80)
    )


def why_not(voice: Voice, obstacle: Obstacle) -> str:
    """The sentence for what stands in the way."""
    row = obstacle.row
    return voice.say(
        obstacle.key,
        number=clean(row.ticket.number, 8) if row else "",
        status=voice.status(row.ticket.status) if row else "",
        seconds=obstacle.seconds,
    )
