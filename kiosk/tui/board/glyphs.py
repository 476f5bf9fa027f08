"""A number or a counter in letters that can be read from across a room."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.widget import Widget

from kiosk.tui.block_letters import bold, large, lowered
from kiosk.tui.written import written


@dataclass(frozen=True, slots=True)
class Sign:
    """What is written above a place: its short `id`, and a `name` in any words, or ""."""

    id: str
    name: str = ""
    rtl: bool = False


class Glyphs(Widget, can_focus=False):
    """Block letters as large as their place allows, aligned by their style."""

    def __init__(self, *, id: str, classes: str = "") -> None:
        """Empty until `say`."""
        super().__init__(id=id, classes=classes)
        self.sign = Sign("")

    def say(self, sign: Sign) -> None:
        """Show `sign`."""
        if sign != self.sign:
            self.sign = sign
            self.refresh()

    @property
    def text(self) -> str:
        """What can be read."""
        return self.sign.name or self.sign.id

    @property
    def needs_caption(self) -> bool:
        """Whether the letters are those of the id, and the name has to stand somewhere else."""
        return bool(self.sign.name) and not self._drawn(self.sign.name)

    def lines(self) -> list[str]:
        """The rows drawn: the name in large letters, else the id, else the name in small ones."""
        name, short = self.sign.name or self.sign.id, self.sign.id
        drawn = self._drawn(name) or self._drawn(short)
        if drawn or not name:
            return drawn
        width, height = self.content_size
        return written(name, width, rtl=self.sign.rtl)[:height]

    def render(self) -> Content:
        """As large as it goes."""
        return Content("\n".join(_even(self.lines())))

    def _drawn(self, text: str) -> list[str]:
        width, height = self.content_size
        if not text or not width:
            return []
        found = bold(text, width, height)
        if found:
            return found
        small = large(text, width, height)
        if len(small) == 1:
            return []
        # small letters fill their upper rows only
        return lowered(small) if height > len(small) else small


class Chevrons(Widget, can_focus=False):
    """As many arrowheads as there is room for, from the number to its counter."""

    def __init__(self, *, id: str) -> None:
        """Pointing nowhere until `point`."""
        super().__init__(id=id)
        self._on = self._rtl = False

    def point(self, *, on: bool, rtl: bool) -> None:
        """Show them or not, towards the end of a line."""
        if (on, rtl) != (self._on, self._rtl):
            self._on, self._rtl = on, rtl
            self.refresh()

    def render(self) -> Content:
        """In the middle."""
        width, height = self.content_size
        if not self._on or height < 1:
            return Content("")
        return Content("\n".join(arrowheads(width, height, rtl=self._rtl)))


def arrowheads(width: int, height: int, *, rtl: bool) -> list[str]:
    """Up to three arrowheads `height` rows high; a plain one where there is no room."""
    stroke = 2 if height < 8 else 3
    half = max(1, min((height - 1) // 2, width - stroke))
    steps = [*range(half), half, *reversed(range(half))]
    one = [" " * step + "█" * stroke + " " * (half - step) for step in steps]
    count = min(3, (width + 1) // (half + stroke + 1))
    if count < 1 or height < 3:
        return [">>>"[:width] if not rtl else "<<<"[:width]]
    rows = [" ".join([row] * count) for row in one]
    return [row[::-1] for row in rows] if rtl else rows


def _even(lines: Sequence[str]) -> list[str]:
    """Of one width, so that aligning them leaves them together."""
    width = max(map(len, lines), default=0)
    if any(
        not line.isascii() and "█" not in line and "▀" not in line for line in lines
    ):
        return list(lines)
    return [line.ljust(width) for line in lines]
