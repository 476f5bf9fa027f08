"""The last line: the keys, each at its place, those that do nothing now in a quieter ink."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from kiosk.text import cells
from kiosk.tui.staff.box import Box
from kiosk.tui.staff.line import Part


@dataclass(frozen=True, slots=True)
class Shown:
    """A key on the line: how it is called, what it does, whether it does it now."""

    key: str
    name: str
    works: bool


class KeyLine(Box):
    """Where there is not room for all, those at the end are left out, the very last one stays."""

    def __init__(self, *, id: str) -> None:
        """Blank."""
        super().__init__(id=id)
        self._keys: Sequence[Shown] = ()

    def show(self, keys: Sequence[Shown], *, rtl: bool) -> None:
        """Show these."""
        if (tuple(keys), rtl) != (self._keys, self.rtl):
            self._keys, self.rtl = tuple(keys), rtl
            self.refresh()

    def lines(self, width: int, height: int) -> list[Content]:
        """The one line."""
        keys = list(self._keys)
        while len(keys) > 1 and sum(map(_width, keys)) + len(keys) > width:
            del keys[-2]
        parts = []
        for key in keys:
            parts += [
                Part(" "),
                Part(key.key, "bold $accent" if key.works else "$quiet"),
                Part(f" {key.name}", "" if key.works else "$quiet"),
            ]
        return [self.line(width, parts)]


def _width(key: Shown) -> int:
    return cells(key.key) + cells(key.name) + 1
