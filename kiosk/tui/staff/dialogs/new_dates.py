"""A session or an appointment to be, once or again and again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import get_day_names

from kiosk.domain.branch import Branch, ServiceId, in_language
from kiosk.domain.series import Every, Rule
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.staff.dialogs.day_time import end_of, instant_of
from kiosk.tui.staff.dialogs.frame import Frame
from kiosk.tui.staff.dialogs.join import Somebody
from kiosk.tui.staff.dialogs.line import Line
from kiosk.tui.staff.dialogs.pick import Item, Pick
from kiosk.tui.staff.dialogs.wrong import Wrong

_NEVER: Final = "never"
_BY_WEEKDAY: Final = frozenset({Every.DAILY, Every.WEEKLY})


@dataclass(frozen=True, slots=True)
class NewDates:
    """What is to be booked: from `start` on (aware), by a `rule` or once; for `who` if the service
    is for one person at a time."""

    service: ServiceId
    start: datetime
    rule: Rule | None
    who: Somebody


class PlanDates(Frame[NewDates]):
    """One form for all kinds; what comes of the rule is shown before anything is booked."""

    ENTER_SAVES = False

    def __init__(self, speaker: Speaker, branch: Branch, now: datetime) -> None:
        """`now` is aware."""
        super().__init__(speaker, speaker.say("staff-series-title"))
        self._zone = ZoneInfo(branch.zone)
        say, rtl = speaker.say, speaker.rtl
        tomorrow = now.astimezone(self._zone).date() + timedelta(days=1)
        self._service = Pick(
            _services(speaker, branch),
            id="service",
            rtl=rtl,
            search=say("staff-dialog-type"),
            empty=say("staff-dialog-no-match"),
        )
        self._day = Line(tomorrow.isoformat(), id="day", rtl=rtl, most=10)
        self._time = Line(
            id="time", rtl=rtl, most=5, hint=say("staff-series-time-hint")
        )
        self._every = Pick(
            [Item(word, say(f"staff-series-{word}")) for word in (_NEVER, *Every)],
            id="every",
            rtl=rtl,
            chosen=_NEVER,
        )
        self._interval = Line("1", id="interval", rtl=rtl, digits=True, most=2)
        self._weekdays = Pick(
            _weekdays(speaker), id="weekdays", rtl=rtl, ticked=frozenset[int]()
        )
        self._ends = Line(
            id="ends", rtl=rtl, most=16, hint=say("staff-series-ends-hint")
        )
        self._called = Line(id="name", rtl=rtl, most=60)
        self._number = Line(id="phone", rtl=rtl, most=24)
        for control in (
            self._service,
            self._day,
            self._time,
            self._every,
            self._interval,
            self._weekdays,
            self._ends,
            self._called,
            self._number,
        ):
            self.field(control, say(f"staff-series-label-{control.id}"))
        self.answer("save", say("staff-series-look"), "Ctrl+S", main=True)

    def read(self) -> NewDates:
        """Raises Wrong."""
        if self._service.value is None:
            raise Wrong(service="staff-series-service-missing")
        start = instant_of(self._day.text, self._time.text, self._zone)
        who = Somebody(self._called.text.strip(), self._number.text.strip())
        return NewDates(self._service.value, start, self._rule(), who)

    def _rule(self) -> Rule | None:
        word = self._every.value
        if word in (None, _NEVER):
            return None
        every = Every(str(word))
        interval = int(self._interval.text or "0")
        if not interval:
            raise Wrong(interval="staff-series-interval-missing")
        count, until = end_of(self._ends.text, self._zone)
        days = frozenset(self._weekdays.ticked) if every in _BY_WEEKDAY else frozenset()
        # from a console a series begins on the first day that fits it
        return Rule(every, interval, days, until, count, with_start=False)


def _services(speaker: Speaker, branch: Branch) -> Iterable[Item[ServiceId]]:
    """What can be booked, those for several first."""
    bookable = [service for service in branch.services if service.booking]
    for service in sorted(bookable, key=lambda service: service.places is None):
        words = in_language(service.name, speaker.locale, branch.default_locale)
        most = service.places.most if service.places else 1
        note = speaker.say("staff-series-for", count=most)
        yield Item(service.id, clean(words), note)


def _weekdays(speaker: Speaker) -> Iterable[Item[int]]:
    names = get_day_names("wide", locale=speaker.locale.replace("-", "_"))
    return [Item(day, clean(names[day])) for day in range(7)]
