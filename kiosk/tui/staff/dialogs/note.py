"""A note on a ticket."""

from kiosk.domain.events import Deed
from kiosk.domain.serving import Row, Task
from kiosk.i18n.speaker import Speaker
from kiosk.tui.staff.dialogs.about import ticket_line
from kiosk.tui.staff.dialogs.frame import Frame
from kiosk.tui.staff.dialogs.line import Line

MOST_NOTE = 200


class Note(Frame[Task]):
    """The note that is there can be changed, or taken away."""

    def __init__(self, speaker: Speaker, row: Row) -> None:
        """On the ticket of `row`."""
        line = ticket_line(speaker, row)
        super().__init__(speaker, speaker.say("staff-dialog-note-title", ticket=line))
        self._row = row
        care = row.ticket.care
        note = care.note if care else ""
        self._note = Line(note, id="note", rtl=speaker.rtl, most=MOST_NOTE)
        self.field(self._note, speaker.say("staff-dialog-note"))
        self.answer("save", speaker.say("staff-dialog-save"), "Enter", main=True)

    def read(self) -> Task:
        """Empty takes the note away."""
        return Task(Deed.NOTE, seen=self._row.ticket.version, note=self._note.text)
