"""A short text in the largest letters its place allows."""

from textual.content import Content
from textual.widget import Widget

from kiosk.tui.block_letters import large


class Letters(Widget, can_focus=False):
    """A ticket's number, say. ASCII, cleaned."""

    def __init__(self, *, id: str) -> None:
        """Empty until `say`."""
        super().__init__(id=id)
        self.text = ""

    def say(self, text: str) -> None:
        """Show `text`."""
        if text != self.text:
            self.text = text
            self.refresh()

    def height(self, width: int, most: int) -> int:
        """Rows it takes in so many columns, and at most so many rows."""
        return len(large(self.text, width, most)) if self.text else 0

    def render(self) -> Content:
        """As large as it goes."""
        return Content("\n".join(large(self.text, *self.content_size)))
