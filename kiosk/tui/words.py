"""A block of words on a page, that nobody can touch."""

from textual.content import Content

from kiosk.tui.larger import Larger
from kiosk.tui.written import written


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
        return len(self.drawn(self.text, inner, most, rtl=self._rtl))

    def render(self) -> Content:
        """Larger where all of it has room; else as many lines as there is room for."""
        width, height = self.content_size
        rows = self.drawn(self.text, width, height, rtl=self._rtl)
        if rows:
            from kiosk.tui.enlarged import aligned

            return Content(aligned(rows, width, self.styles.text_align))
        return Content("\n".join(self.lines(width)[:height]))
