"""Who goes before others, and why."""

from kiosk.domain.events import Deed
from kiosk.domain.serving import Row, Task
from kiosk.i18n.speaker import Speaker
from kiosk.tui.staff.dialogs.about import ticket_line
from kiosk.tui.staff.dialogs.pick import Item, Pick
from kiosk.tui.staff.dialogs.reasons import ReasonFrame

_LEVELS = (0, 1, 2)


class Priority(ReasonFrame[Task]):
    """Back to normal needs no reason."""

    def __init__(self, speaker: Speaker, row: Row) -> None:
        """Priority is chosen for who has none, since it is for that they ask; else as it is now."""
        line = ticket_line(speaker, row)
        super().__init__(
            speaker, speaker.say("staff-dialog-priority-title", ticket=line)
        )
        self._row = row
        self._level = Pick(
            [
                Item(n, f"{n}  {speaker.say(f'staff-dialog-priority-{n}')}")
                for n in _LEVELS
            ],
            id="level",
            rtl=speaker.rtl,
            chosen=min(max(row.ticket.priority, 1), 2),
        )
        self.field(self._level, speaker.say("staff-dialog-priority"))
        self.ask_reason(
            "staff-dialog-why-mobility",
            "staff-dialog-why-pregnant",
            "staff-dialog-why-child",
            "staff-dialog-why-urgent",
        )
        self.answer("save", speaker.say("staff-dialog-save"), "Enter", main=True)

    def read(self) -> Task:
        """Raises Wrong."""
        level = self._level.value or 0
        reason = self.reason if level else ""
        seen = self._row.ticket.version
        return Task(Deed.PRIORITY, seen=seen, priority=level, reason=reason)
