"""The first frame: a mark on the page's colour, while the rest is being made."""

from textual.content import Content
from textual.screen import Screen


class Starting(Screen[None], inherit_bindings=False):
    """Says nothing, since no language is known yet."""

    ALLOW_SELECT = False

    def render(self) -> Content:
        """Three dots in the middle."""
        width, height = self.size
        return Content("\n" * (height // 2) + "●  ●  ●".center(width))
