"""A ticket is printed once more."""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.domain.branch import Branch
from kiosk.domain.serving import Row
from kiosk.i18n.speaker import Speaker
from kiosk.text import clean
from kiosk.tui.staff.dialogs.about import ticket_line
from kiosk.tui.staff.dialogs.frame import Frame
from kiosk.tui.staff.dialogs.languages import language_items
from kiosk.tui.staff.dialogs.line import Line
from kiosk.tui.staff.dialogs.pick import Item, Pick
from kiosk.tui.staff.dialogs.wrong import Wrong

MOST_COPIES = 3


@dataclass(frozen=True, slots=True)
class Copy:
    """On which printer, in which language, how often."""

    printer: str
    locale: str
    copies: int = 1


class Reprint(Frame[Copy]):
    """Says which copy it will be: the paper says so as well."""

    def __init__(
        self,
        speaker: Speaker,
        branch: Branch,
        row: Row,
        printers: Sequence[str],
        copy: int | None = None,
    ) -> None:
        """`printers` by name, the usual one first; `copy` None: not known."""
        line = ticket_line(speaker, row, branch)
        text = speaker.say("staff-dialog-copy", copy=copy) if copy else ""
        title = speaker.say("staff-dialog-reprint-title", ticket=line)
        super().__init__(speaker, title, text)
        rtl, locales = speaker.rtl, branch.locales
        self._printer = Pick(
            [Item(name, clean(name)) for name in printers],
            id="printer",
            rtl=rtl,
            chosen=printers[0] if printers else None,
            empty=speaker.say("staff-dialog-no-printer"),
        )
        own = row.ticket.locale
        self._locale = Pick(
            language_items(locales),
            id="language",
            rtl=rtl,
            chosen=own if own in locales else branch.default_locale,
        )
        self._copies = Line("1", id="copies", rtl=rtl, digits=True, most=1)
        self.field(self._printer, speaker.say("staff-dialog-printer"))
        self.field(self._locale, speaker.say("staff-dialog-language"))
        self.field(self._copies, speaker.say("staff-dialog-copies"))
        self.answer("save", speaker.say("staff-dialog-reprint"), "Enter", main=True)

    def read(self) -> Copy:
        """Raises Wrong."""
        printer, locale = self._printer.value, self._locale.value
        if printer is None:
            raise Wrong(printer="staff-dialog-printer-missing")
        return Copy(printer, locale or "en", copies_of(self._copies.text))


def copies_of(text: str) -> int:
    """How many. Raises Wrong (field "copies")."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= MOST_COPIES:
        raise Wrong(copies="staff-dialog-copies-wrong")
    return int(text)
