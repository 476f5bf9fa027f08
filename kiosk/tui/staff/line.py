"""One line of a panel: parts from its beginning and parts to its end, in either direction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from textual.content import Content

from kiosk.i18n.bidi import visual
from kiosk.text import cells, clean

MORE: Final = "…"
_JOINER: Final = "\u200d"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text in a style ("", "bold", "$error bold"). Logical order, as it is read.

    `raw`: drawn as it is; cells of a drawing, not words.
    """

    text: str
    style: str = ""
    raw: bool = False

    def drawn(self, *, rtl: bool) -> "Part":
        """As its cells come."""
        return self if self.raw else Part(drawn(self.text, rtl=rtl), self.style)


def drawn(text: str, *, rtl: bool) -> str:
    """Foreign text or our own, clean and in the order of the cells; spaces at its ends stay."""
    inner = text.strip(" ")
    before = " " * (len(text) - len(text.lstrip(" ")))
    after = " " * (len(text) - len(text.rstrip(" "))) if inner else ""
    if not (inner.isascii() and inner.isprintable()):
        inner = clean(visual(clean(inner, 2000).replace(_JOINER, ""), rtl), 2000)
    return after + inner + before if rtl else before + inner + after


def fitted(text: str, width: int) -> str:
    """`text` cut to so many cells, with a sign that it was cut."""
    if cells(text) <= width:
        return text
    before = " " * (len(text) - len(text.lstrip(" ")))
    room = width - len(before) - 1
    return before + clean(text, room) + MORE if room > 0 else " " * width


def line(
    width: int,
    begin: Sequence[Part],
    end: Sequence[Part] = (),
    *,
    rtl: bool = False,
) -> Content:
    """A line of exactly `width` cells. What does not fit is cut at the end of `begin`."""
    room = width - sum(cells(part.text) for part in end)
    shown = list(_cut(begin, room))
    left = [part.drawn(rtl=rtl) for part in shown]
    right = [part.drawn(rtl=rtl) for part in end]
    air = Part(" " * max(0, width - sum(cells(p.text) for p in (*left, *right))))
    parts = [*left, air, *right]
    if rtl:
        parts.reverse()
    return Content.assemble(*((p.text, p.style) for p in parts if p.text))


def _cut(parts: Iterable[Part], room: int) -> Iterable[Part]:
    for part in parts:
        if room <= 0:
            return
        text = part.text[:room] if part.raw else fitted(part.text, room)
        room -= cells(text)
        yield replace(part, text=text)
