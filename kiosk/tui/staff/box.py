"""A panel of the console: a frame with a title, and lines drawn from values."""

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from kiosk.tui.staff.line import Part, drawn, line


class Box(Widget, can_focus=False):
    """Draws `lines`; what does not fit below is left out."""

    def __init__(self, *, id: str, classes: str = "") -> None:
        """Empty until something is shown."""
        super().__init__(id=id, classes=classes)
        self.rtl = False
        self._known: tuple[object, ...] | None = None

    def is_news(self, *shown: object) -> bool:
        """Whether that is another thing to show than last time; what is the same isn't drawn."""
        is_news, self._known = shown != self._known, shown
        return is_news

    def lines(self, width: int, height: int) -> Sequence[Content]:
        """What to draw in a frame of that size."""
        raise NotImplementedError

    def entitle(self, title: str) -> None:
        """Write a title into the frame."""
        shown = drawn(title, rtl=self.rtl)
        if not self.border_title or self.border_title != shown:
            self.border_title = Content(shown)

    def line(
        self, width: int, begin: Sequence[Part], end: Sequence[Part] = ()
    ) -> Content:
        """A line in the panel's direction."""
        return line(width, begin, end, rtl=self.rtl)

    def render(self) -> Content:
        """As many lines as there is room for."""
        width, height = self.content_size
        if not width or not height:
            return Content("")
        return Content("\n").join(self.lines(width, height)[:height])
