"""Another day and time for one date."""

from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.domain.branch import Branch
from kiosk.i18n.speaker import Speaker
from kiosk.tui.staff.dialogs.day_time import instant_of
from kiosk.tui.staff.dialogs.frame import Frame
from kiosk.tui.staff.dialogs.line import Line


class MoveDate(Frame[datetime]):
    """Filled in with how it is now."""

    def __init__(self, speaker: Speaker, branch: Branch, start: datetime) -> None:
        """`start` is aware; so is what comes of it, in the branch's zone."""
        self._zone = ZoneInfo(branch.zone)
        local = start.astimezone(self._zone)
        when = speaker.say(
            "staff-dates-when", day=speaker.date(start), time=speaker.time(start)
        )
        super().__init__(speaker, speaker.say("staff-dates-move-title", when=when))
        rtl = speaker.rtl
        self._day = Line(local.date().isoformat(), id="day", rtl=rtl, most=10)
        self._time = Line(f"{local:%H:%M}", id="time", rtl=rtl, most=5)
        self.field(self._day, speaker.say("staff-series-label-day"))
        self.field(self._time, speaker.say("staff-series-label-time"))
        self.answer("save", speaker.say("staff-dates-move"), "Enter", main=True)

    def read(self) -> datetime:
        """Raises Wrong."""
        return instant_of(self._day.text, self._time.text, self._zone)
