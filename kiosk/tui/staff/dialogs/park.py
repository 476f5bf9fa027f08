"""Somebody steps aside for a while."""

from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.domain.branch import Branch
from kiosk.domain.events import Deed
from kiosk.domain.serving import Row, Task
from kiosk.i18n.speaker import Speaker
from kiosk.tui.staff.dialogs.about import ticket_line
from kiosk.tui.staff.dialogs.clock_time import later_today
from kiosk.tui.staff.dialogs.line import Line
from kiosk.tui.staff.dialogs.reasons import ReasonFrame


class Park(ReasonFrame[Task]):
    """With a reason, and until when if somebody knows."""

    def __init__(
        self, speaker: Speaker, branch: Branch, row: Row, now: datetime
    ) -> None:
        """`now` is aware."""
        line = ticket_line(speaker, row, branch)
        super().__init__(speaker, speaker.say("staff-dialog-park-title", ticket=line))
        self._row, self._now, self._zone = row, now, ZoneInfo(branch.zone)
        self.ask_reason(
            "staff-dialog-why-form",
            "staff-dialog-why-document",
            "staff-dialog-why-pay",
            "staff-dialog-why-colleague",
        )
        hint = speaker.say("staff-dialog-until-hint")
        self._until = Line(id="until", rtl=speaker.rtl, most=20, hint=hint)
        self.field(self._until, speaker.say("staff-dialog-until"))
        self.answer("save", speaker.say("staff-dialog-park"), "Enter", main=True)

    def read(self) -> Task:
        """Raises Wrong."""
        until = later_today(self._until.text, self._now, self._zone)
        seen = self._row.ticket.version
        return Task(Deed.PARK, seen=seen, reason=self.reason, until=until)
