"""The line above the keys: who asks for help, what was done last, and for how long it can be taken
back."""

from textual.content import Content

from kiosk.text import cells
from kiosk.tui.staff.box import Box
from kiosk.tui.staff.line import Part


class Notice(Box):
    """One sentence at its beginning, one at its end."""

    def __init__(self, *, id: str) -> None:
        """Blank."""
        super().__init__(id=id)
        self.begin, self.end, self.alert = "", "", ""

    def show(self, begin: str, end: str = "", alert: str = "", *, rtl: bool) -> None:
        """Show these; an `alert` before all others."""
        before = self.begin, self.end, self.alert, self.rtl
        if (begin, end, alert, rtl) != before:
            self.begin, self.end, self.alert, self.rtl = begin, end, alert, rtl
            self.refresh()

    def lines(self, width: int, height: int) -> list[Content]:
        """The one line; an alert is read whole, whatever else has to go."""
        alert, end = f" {self.alert} ", f"{self.end} "
        shown = [Part(end, "bold $accent")] if self.end else []
        if not self.alert:
            return [self.line(width, [Part(f" {self.begin}")], shown)]
        if cells(alert) + cells(end) > width:
            shown = []
        begin = [Part(alert, "bold $alert-text on $alert"), Part(f" {self.begin}")]
        return [self.line(width, begin, shown)]
