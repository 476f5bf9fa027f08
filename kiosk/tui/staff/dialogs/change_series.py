"""How much of a series is called off, or moved."""

from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.domain.branch import Branch
from kiosk.domain.series import Occurrence, Scope, Series, SeriesChange
from kiosk.i18n.speaker import Speaker
from kiosk.tui.staff.dialogs.day_time import instant_of
from kiosk.tui.staff.dialogs.frame import Frame
from kiosk.tui.staff.dialogs.line import Line
from kiosk.tui.staff.dialogs.pick import Item, Pick

_CANCEL, _MOVE = "cancel", "move"


class ChangeSeries(Frame[SeriesChange]):
    """Each scope says how many dates it is. Enter leads through the fields."""

    ENTER_SAVES = False

    def __init__(
        self, speaker: Speaker, branch: Branch, series: Series, start: datetime
    ) -> None:
        """For the date of `series` that begins at `start` (aware)."""
        say, rtl, zone = speaker.say, speaker.rtl, ZoneInfo(branch.zone)
        when = say(
            "staff-dates-when", day=speaker.date(start), time=speaker.time(start)
        )
        super().__init__(
            speaker, say("staff-scope-title", when=when), say("staff-scope-text")
        )
        self._zone, local = zone, start.astimezone(zone)
        self._scope = Pick(
            [
                Item(
                    scope,
                    say(f"staff-scope-{scope}", count=_many(series, scope, start)),
                )
                for scope in Scope
            ],
            id="scope",
            rtl=rtl,
            chosen=Scope.THIS,
        )
        self._what = Pick(
            [Item(word, say(f"staff-scope-{word}")) for word in (_CANCEL, _MOVE)],
            id="what",
            rtl=rtl,
            chosen=_MOVE,
        )
        self._day = Line(local.date().isoformat(), id="day", rtl=rtl, most=10)
        self._time = Line(f"{local:%H:%M}", id="time", rtl=rtl, most=5)
        self._reason = Line(id="reason", rtl=rtl, most=80)
        for control in (self._scope, self._what, self._day, self._time, self._reason):
            self.field(control, say(f"staff-scope-label-{control.id}"))
        self.answer("save", say("staff-scope-save"), "Ctrl+S", main=True)

    def read(self) -> SeriesChange:
        """Raises Wrong."""
        scope = self._scope.value or Scope.THIS
        reason = self._reason.text.strip()
        if self._what.value == _CANCEL:
            return SeriesChange(scope, reason=reason)
        start = instant_of(self._day.text, self._time.text, self._zone)
        return SeriesChange(scope, start, reason)


def _many(series: Series, scope: Scope, start: datetime) -> int:
    """How many dates that are made and not over a scope has."""
    if scope is Scope.THIS:
        return 1
    alive = [one for one in series.dates if _alive(one)]
    if scope is Scope.FOLLOWING:
        return sum(one.start >= start for one in alive)
    return len(alive)


def _alive(one: Occurrence) -> bool:
    return not one.is_final and bool(one.ticket or one.session)
