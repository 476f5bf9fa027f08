"""What words and tiles have in common: they are drawn larger for who asked for that."""

from collections.abc import Sequence
from typing import Any

from textual.widget import Widget


class Larger(Widget):
    """Keeps the last drawing, as long as its text is there and no longer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Of usual size until `enlarge`."""
        super().__init__(*args, **kwargs)
        self.large = False
        self._drawings: dict[tuple[str, int, int], Sequence[str]] = {}

    def enlarge(self, large: bool) -> None:
        """Whether who reads it asked for larger text."""
        if large != self.large:
            self.large = large
            self.forget_drawing()
            self.refresh()

    def large_height(self, width: int, most: int) -> int:
        """Rows it takes as larger text in so many columns, `most` at the outside; else 0."""
        return 0

    def forget_drawing(self) -> None:
        """Keep nothing of what was drawn."""
        self._drawings.clear()

    def drawn(self, text: str, width: int, height: int, *, rtl: bool) -> Sequence[str]:
        """`text` as larger text in so much room; nothing where it can't be, or isn't asked for."""
        if not self.large:
            return ()
        asked = (text, width, height)
        if asked not in self._drawings:
            from kiosk.tui.enlarged import enlarged  # most people never need it

            self._drawings[asked] = enlarged(text, width, height, rtl=rtl)
        return self._drawings[asked]
