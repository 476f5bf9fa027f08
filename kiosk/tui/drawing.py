"""A block of cells that is drawn as it is: large letters, a QR code."""

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget


class Drawing(Widget, can_focus=False):
    """Lines of equal width, in the middle of their place."""

    def __init__(self, *, id: str, classes: str = "") -> None:
        """Empty until `draw`."""
        super().__init__(id=id, classes=classes)
        self.lines: Sequence[str] = ()

    def draw(self, lines: Sequence[str]) -> None:
        """Show `lines`."""
        if lines != self.lines:
            self.lines = tuple(lines)
            self.refresh()

    def render(self) -> Content:
        """As they are."""
        return Content("\n".join(self.lines))
