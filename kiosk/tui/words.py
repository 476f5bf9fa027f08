"""A block of words on a page, that nobody can touch."""

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from kiosk.tui.larger import Larger
from kiosk.tui.written import written

_GROUNDED: Final = {"field", "warning"}


class Words(Larger, can_focus=False):
    """Lines of text, aligned by its style. Takes its place from the page's plan."""

    def __init__(self, *, id: str, classes: str = "") -> None:
        """Empty until `say`."""
        super().__init__(id=id, classes=classes)
        self.text = ""
        self._rtl = False

    def say(self, text: str, *, rtl: bool = False) -> None:
        """Show `text`, plain words in reading order."""
        if (text, rtl) != (self.text, self._rtl):
            self.text, self._rtl = text, rtl
            self.forget_drawing()
            self.refresh()

    def lines(self, width: int) -> list[str]:
        """The lines it takes in so many columns."""
        return written(self.text, width, rtl=self._rtl) if self.text else []

    def height(self, width: int, most: int = 3) -> int:
        """Rows it takes in so many columns, `most` at the outside."""
        return min(most, len(self.lines(width)))

    def large_height(self, width: int, most: int) -> int:
        """Rows of it as larger text, `most` at the outside; 0 where that can't be."""
        inner = width - self.gutter.width
        rows = self.drawn(self.text, inner, most - self._air, rtl=self._rtl)
        return len(rows) + self._air if rows else 0

    def enlarged(self) -> Sequence[str]:
        """Rows of it as larger text where it is; nothing if it isn't large there."""
        width, height = self.content_size
        return self.drawn(self.text, width, height - self._air, rtl=self._rtl)

    def render(self) -> Content:
        """Larger where all of it has room; else as many lines as there is room for."""
        width, height = self.content_size
        rows = self.enlarged()
        if rows:
            from kiosk.tui.enlarged import aligned

            return Content(aligned(rows, width, self.styles.text_align))
        return Content("\n".join(self.lines(width)[:height]))

    @property
    def _air(self) -> int:
        """Rows free above and below on a ground of its own, whose edge the letters would touch."""
        return 2 if self.classes & _GROUNDED else 0
