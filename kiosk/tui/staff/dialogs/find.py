"""A ticket is looked for."""

from collections.abc import Awaitable, Callable, Sequence

from kiosk.domain.branch import Branch
from kiosk.domain.serving import Row
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.staff.dialogs.about import service_name, status_word
from kiosk.tui.staff.dialogs.asking import AskingFrame
from kiosk.tui.staff.dialogs.line import Line
from kiosk.tui.staff.dialogs.pick import Item, Pick, Tone
from kiosk.tui.staff.dialogs.wrong import Wrong
from kiosk.tui.written import BETWEEN

FEWEST_LETTERS = 2


class Find(AskingFrame[Row]):
    """Enter looks for what was typed; in the list, it chooses."""

    def __init__(
        self,
        speaker: Speaker,
        branch: Branch,
        find: Callable[[str], Awaitable[Sequence[Row]]],
    ) -> None:
        """`find` raises KioskError."""
        super().__init__(speaker, speaker.say("staff-dialog-find-title"))
        self._branch, self._find, rtl = branch, find, speaker.rtl
        hint = speaker.say("staff-dialog-find-hint")
        self._what = Line(id="what", rtl=rtl, most=60, hint=hint)
        self._rows: dict[str, Row] = {}
        self._found: Pick[str] = Pick([], id="found", rtl=rtl, tall=10)
        self._asked = ""
        self.field(self._what, speaker.say("staff-dialog-find-what"))
        self.field(self._found, speaker.say("staff-dialog-found"))
        self.answer("save", speaker.say("staff-dialog-choose"), "Enter", main=True)

    def action_enter(self) -> None:
        """Look for what was typed, unless it was found already."""
        if self.focused is self._what and self._what.text != self._asked:
            self.look()
        else:
            self.action_save()

    def look(self) -> None:
        """Ask for what was typed."""
        text = self._what.text
        if len(text) < FEWEST_LETTERS:
            self.blame(Wrong(what="staff-dialog-find-short"))
            return
        self.forgive()
        self.ask(lambda: self._look(text))

    async def _look(self, text: str) -> Sequence[Row]:
        rows = await self._find(text)
        self._asked = text
        return rows

    def answered(self, value: Sequence[Row]) -> None:
        """Show what was found, the first of it chosen."""
        self._rows = {row.ticket.id: row for row in value}
        self._found.say_empty(self.speaker.say("staff-dialog-found-none"))
        self._found.put(self._item(row) for row in value)
        if value:
            self._found.choose(value[0].ticket.id)
            self.set_focus(self._found)

    def read(self) -> Row:
        """Raises Wrong."""
        chosen = self._found.value
        if chosen is None:
            raise Wrong(found="staff-dialog-found-missing")
        return self._rows[chosen]

    def _item(self, row: Row) -> Item[str]:
        ticket = row.ticket
        words = [
            clean(ticket.number),
            service_name(self.speaker, self._branch, ticket.service),
            clean(row.who),
        ]
        text = BETWEEN.join(word for word in words if word)
        tone = Tone.QUIET if ticket.is_final else Tone.PLAIN
        return Item(ticket.id, text, status_word(self.speaker, ticket.status), tone)
