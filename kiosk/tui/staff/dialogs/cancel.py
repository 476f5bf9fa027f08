"""A ticket is given up: asked with a reason, and never by Enter alone."""

from kiosk.domain.events import Deed
from kiosk.domain.serving import Row, Task
from kiosk.i18n.speaker import Speaker
from kiosk.tui.staff.dialogs.about import ticket_line
from kiosk.tui.staff.dialogs.reasons import ReasonFrame


class Cancel(ReasonFrame[Task]):
    """Enter leads through the fields to the answer that changes nothing."""

    ENTER_SAVES = False

    def __init__(self, speaker: Speaker, row: Row) -> None:
        """Of the ticket of `row`."""
        line = ticket_line(speaker, row)
        super().__init__(
            speaker,
            speaker.say("staff-dialog-cancel-title", ticket=line),
            speaker.say("staff-dialog-cancel-text"),
        )
        self._row = row
        self.ask_reason(
            "staff-dialog-why-asked",
            "staff-dialog-why-twice",
            "staff-dialog-why-wrong-service",
            "staff-dialog-why-gone",
        )
        self.answer("save", speaker.say("staff-dialog-cancel"), "Ctrl+S", main=True)

    def read(self) -> Task:
        """Raises Wrong."""
        seen = self._row.ticket.version
        return Task(Deed.CANCEL, seen=seen, reason=self.reason)
