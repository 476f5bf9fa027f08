"""Words drawn from block cells, for who asked for larger text: a terminal has one font size.

Letters are seven dots high, in three to five rows of cells. What can't be drawn legibly, or does
not fit as a whole, isn't drawn at all: then plain letters are the better ones.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from kiosk.i18n.bidi import visual
from kiosk.text import clean
from kiosk.tui.arabic_dots import arabic, arabic_width
from kiosk.tui.dots import Dots, beside, cropped, in_cells, padded
from kiosk.tui.latin_dots import ABOVE, Hand, alike, letter
from kiosk.tui.written import BETWEEN

_ARABIC: Final = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_SPACE: Final = 4
"""Dots."""

_LEAST: Final = 3
"""Rows of cells for one line of words."""

_LONGEST: Final = 200
"""Letters; nobody draws more than that on one page."""


@dataclass(frozen=True, slots=True)
class _Size:
    """How Latin letters are drawn, and the size of Arabic ones, in dots."""

    hand: Hand
    arabic: int = 0


_LATIN_SIZES: Final = (_Size(Hand.HEAVY), _Size(Hand.LIGHT), _Size(Hand.CAPITALS))
_ARABIC_SIZES: Final = tuple(_Size(Hand.HEAVY, size) for size in (10, 8, 7))


def enlarged(text: str, width: int, height: int, *, rtl: bool = False) -> list[str]:
    """`text` in at most `width` by `height` cells; empty where it can't be, or not all of it.

    Plain words in reading order, `rtl` in a right-to-left language; a line break stays one. The
    rows of cells of one line of words are equally long.
    """
    if not text or len(text) > _LONGEST or height < _LEAST:
        return []
    sizes = _ARABIC_SIZES if _ARABIC.search(text) else _LATIN_SIZES
    drawn = (_in_size(text, size, width, height, rtl=rtl) for size in sizes)
    return next(filter(None, drawn), [])


def aligned(rows: Sequence[str], width: int, align: str) -> str:
    """Rows of cells as they stand in `width` columns, `align` as styles call it."""
    match align:
        case "right" | "end":
            return "\n".join(row.rjust(width) for row in rows)
        case "center":
            return "\n".join(
                (" " * ((width - len(r)) // 2) + r).ljust(width) for r in rows
            )
        case _:
            return "\n".join(row.ljust(width) for row in rows)


def _in_size(
    text: str, size: _Size, width: int, height: int, *, rtl: bool
) -> list[str]:
    """Each line of words as rows of cells; none if one can't be drawn, or they don't fit."""
    lines = [
        line
        for paragraph in text.split("\n")
        for line in _wrapped(_known(paragraph), size, 2 * width, rtl=rtl)
    ]
    rows: list[str] = []
    if len(lines) * _LEAST > height:
        return []
    for line in lines:
        dots = _line(line, size, rtl=rtl)
        if not dots or len(dots[0]) > 2 * width:
            return []
        rows += in_cells(dots)
    return rows if len(rows) <= height else []


def _known(text: str) -> str:
    return alike(clean(text, limit=_LONGEST))


def _wrapped(text: str, size: _Size, dots: int, *, rtl: bool) -> Iterator[str]:
    """`text` in lines about so many dots wide; what is between facts doesn't end or begin one."""
    line, used = "", 0
    for word in text.split(" "):
        width = _width(word, size, rtl=rtl)
        if line and used + _SPACE + width > dots:
            yield line.removesuffix(BETWEEN.rstrip())
            line, used = "", 0
            if word == BETWEEN.strip():
                continue
        used = used + _SPACE + width if line else width
        line = f"{line} {word}" if line else word
    if line:
        yield line


def _width(word: str, size: _Size, *, rtl: bool) -> int:
    """About how many dots it is wide; nothing is drawn yet."""
    return sum(
        arabic_width(run, size.arabic)
        if is_arabic
        else sum(len((letter(sign, size.hand) or ("",))[0]) for sign in run)
        for is_arabic, run in _runs(word, rtl=rtl)
    )


def _line(line: str, size: _Size, *, rtl: bool) -> Dots | None:
    """One line of words, drawn; None if one of its letters can't be."""
    runs = []
    for is_arabic, run in _runs(line, rtl=rtl):
        drawn = arabic(run, size.arabic) if is_arabic else _latin(run, size.hand)
        if drawn is None:
            return None
        runs.append(drawn)
    above = max((up for _, up in runs), default=0)
    below = max((len(dots) - up for dots, up in runs), default=0)
    dots = beside(
        padded(dots, above - up, below - (len(dots) - up)) for dots, up in runs
    )
    return cropped(dots) if size.arabic or size.hand is Hand.CAPITALS else dots


def _latin(run: str, hand: Hand) -> tuple[Dots, int] | None:
    letters = [letter(sign, hand) for sign in run]
    drawn = [dots for dots in letters if dots]
    return (beside(drawn), ABOVE) if len(drawn) == len(letters) else None


def _runs(line: str, *, rtl: bool) -> Iterator[tuple[bool, str]]:
    """Neighbouring letters of one script as they are drawn, and whether that is Arabic."""
    for is_arabic, signs in groupby(visual(line, rtl), _is_arabic):
        yield is_arabic, "".join(signs)


def _is_arabic(sign: str) -> bool:
    return bool(_ARABIC.match(sign))
