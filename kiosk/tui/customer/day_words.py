"""What is told of a day in words: in place of its times, or above the nearest ones."""

from dataclasses import dataclass
from datetime import date

from kiosk.domain.branch import Branch, in_language
from kiosk.errors import Reason
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.customer.calendar import Calendar, Missed

_WHY = {
    Reason.CLOSED: "day-why-closed",
    Reason.HOLIDAY: "day-why-closed",
    Reason.PAST: "day-why-over",
    Reason.TOO_SOON: "day-why-over",
    Reason.TOO_FAR: "day-why-not-yet",
}
"""Why a day has no free time → the key of the sentence; any other one is full."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, and the way on: `way` is what its tile says, "" without one.

    It leads to the times of `day`; None: they are asked for again.
    """

    text: str
    way: str = ""
    day: date | None = None
    warns: bool = False


def told_of(calendar: Calendar, speaker: Speaker, branch: Branch) -> Told:
    """What there is to say beside the times."""
    if calendar.failed:
        again = speaker.say("confirm-try-again")
        text = speaker.error(calendar.failed)
        return Told(text, again, warns=True)
    if calendar.missed:
        return _told_missed(calendar.missed, calendar, speaker)
    if calendar.none_left:
        return Told(speaker.say("day-none"))
    day = calendar.chosen
    if day is None:
        return Told(speaker.say("day-looking"))
    if day.reason is None:
        return Told("")
    label = in_language(day.occasion, speaker.locale, branch.default_locale)
    why = speaker.say(_WHY.get(day.reason, "day-why-full"))
    return _with_next(f"{clean(label)}: {why}" if label else why, calendar, speaker)


def _told_missed(missed: Missed, calendar: Calendar, speaker: Speaker) -> Told:
    text = speaker.say("time-gone", time=speaker.time(missed.start))
    if not missed.nearest or calendar.day is None:
        return _with_next(text, calendar, speaker, warns=True)
    return Told(text, speaker.say("time-others"), calendar.day, warns=True)


def _with_next(
    text: str, calendar: Calendar, speaker: Speaker, *, warns: bool = False
) -> Told:
    following = calendar.next_free
    if following is None:
        return Told(text, warns=warns)
    day = speaker.day(following.day)
    text = f"{text}\n{speaker.say('day-next', day=day)}"
    way = speaker.say("day-show", day=day)
    return Told(text, way, following.day, warns=warns)
