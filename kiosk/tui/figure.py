"""A figure in large digits with a word under it."""

from typing import ClassVar

from textual.content import Content
from textual.widget import Widget

from kiosk.tui.block_letters import large
from kiosk.tui.written import written


class Figure(Widget, can_focus=False):
    """How many, how long. Without a figure the words stand alone."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"figure--digits"}
    ROWS = 4
    LARGE_ROWS = 7
    """Rows for small digits and for large ones, with a gap and the words."""

    def __init__(self, *, id: str) -> None:
        """Empty until `show`."""
        super().__init__(id=id)
        self.figure, self.words, self._rtl = "", "", False

    def show(self, figure: str, words: str, rtl: bool) -> None:
        """`figure` in ASCII; `words` plain, in reading order."""
        if (figure, words, rtl) != (self.figure, self.words, self._rtl):
            self.figure, self.words, self._rtl = figure, words, rtl
            self.refresh()

    def rows(self, width: int, most: int) -> int:
        """Rows it takes in so many columns, `most` at the outside."""
        if not self.figure:
            return most
        return len(large(self.figure, width, most - 1)) + 1

    def render(self) -> Content:
        """Digits three rows high, the words below."""
        width, height = self.content_size
        digits = large(self.figure, width, height - 1) if self.figure else []
        words = written(self.words, width, rtl=self._rtl)
        style = self.get_visual_style("figure--digits", partial=True)
        if not digits:
            return Content("\n".join(words[:height]))
        return Content.assemble(("\n".join(digits), style), "\n", "\n".join(words[:1]))
