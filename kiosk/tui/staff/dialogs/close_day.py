"""The business day ends before its time: who would go home without, and how many."""

from collections.abc import Sequence

from kiosk.domain.branch import Branch
from kiosk.domain.serving import Row
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.staff.dialogs.about import service_name, status_word
from kiosk.tui.staff.dialogs.frame import Frame
from kiosk.tui.staff.dialogs.line import Line
from kiosk.tui.staff.dialogs.orders import CloseDayOrder
from kiosk.tui.staff.dialogs.pick import Item, Pick
from kiosk.tui.staff.dialogs.wrong import Wrong


class CloseDay(Frame[CloseDayOrder]):
    """The count is typed in: nobody closes a day by leaning on a key."""

    ENTER_SAVES = False

    def __init__(self, speaker: Speaker, branch: Branch, rows: Sequence[Row]) -> None:
        """`rows` are those that would be ended."""
        super().__init__(
            speaker,
            speaker.say("staff-dialog-day-title"),
            speaker.say("staff-dialog-day-text", count=len(rows)),
        )
        self._count, rtl = len(rows), speaker.rtl
        self._rows = Pick(
            [
                Item(
                    row.ticket.id,
                    (
                        clean(row.ticket.number),
                        service_name(speaker, branch, row.ticket.service),
                        clean(row.who),
                    ),
                    status_word(speaker, row.ticket.status),
                )
                for row in rows
            ],
            id="rows",
            rtl=rtl,
        )
        hint = speaker.say("staff-dialog-day-count-hint", count=str(len(rows)))
        self._typed = Line(id="count", rtl=rtl, digits=True, most=6, hint=hint)
        if rows:
            self.field(self._rows, speaker.say("staff-dialog-day-ended"))
            self.field(self._typed, speaker.say("staff-dialog-day-count"))
        self.answer("save", speaker.say("staff-dialog-day-close"), "Ctrl+S", main=True)

    def read(self) -> CloseDayOrder:
        """Raises Wrong."""
        if self._count and self._typed.text != str(self._count):
            raise Wrong(count="staff-dialog-day-count-wrong")
        return CloseDayOrder()
