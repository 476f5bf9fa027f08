"""Somebody did not come, though they were not called often."""

from kiosk.domain.events import Deed
from kiosk.domain.serving import Row, Task
from kiosk.i18n.speaker import Speaker
from kiosk.tui.staff.dialogs.about import ticket_line
from kiosk.tui.staff.dialogs.frame import Frame


class NoShow(Frame[Task]):
    """The focus is on the answer that changes nothing."""

    def __init__(self, speaker: Speaker, row: Row) -> None:
        """Of the ticket of `row`."""
        line, calls = ticket_line(speaker, row), row.ticket.call_count
        super().__init__(
            speaker,
            speaker.say("staff-dialog-no-show-title", ticket=line),
            speaker.say("staff-dialog-no-show-text", count=calls),
        )
        self._row = row
        self.answer("save", speaker.say("staff-dialog-no-show"), "Ctrl+S", main=True)

    def read(self) -> Task:
        """Nothing was asked."""
        return Task(Deed.NO_SHOW, seen=self._row.ticket.version)
