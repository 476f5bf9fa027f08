"""The line above the keys: what was done last, and for how long it can be taken back."""

from textual.content import Content

from kiosk.tui.staff.box import Box
from kiosk.tui.staff.line import Part


class Notice(Box):
    """One sentence at its beginning, one at its end."""

    def __init__(self, *, id: str) -> None:
        """Blank."""
        super().__init__(id=id)
        self.begin, self.end = "", ""

    def show(self, begin: str, end: str = "", *, rtl: bool) -> None:
        """Show these."""
        if (begin, end, rtl) != (self.begin, self.end, self.rtl):
            self.begin, self.end, self.rtl = begin, end, rtl
            self.refresh()

    def lines(self, width: int, height: int) -> list[Content]:
        """The one line."""
        end = [Part(f"{self.end} ", "bold $accent")] if self.end else []
        return [self.line(width, [Part(f" {self.begin}")], end)]
