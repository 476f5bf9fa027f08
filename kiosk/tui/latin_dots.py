"""Latin letters as dots: from the smallest block font with small letters and accents.

Capitals and digits alone have a lower one, for the keys of a keypad, say.
"""

import unicodedata
from enum import Enum
from functools import cache, lru_cache
from typing import Final, Protocol

from kiosk.tui.dots import INK, Dots, bold, dots_of
from kiosk.tui.signs import CALL, CONTRAST


class _Drawings(Protocol):
    chars: dict[int, list[str]]


ABOVE: Final = 7
BELOW: Final = 1
"""Rows of dots above the base line, and below it."""


class Hand(Enum):
    """How letters are drawn."""

    HEAVY = "smblock"
    LIGHT = "smblock "
    CAPITALS = "pagga"
    """No small letters, no accents; five rows of dots instead of seven."""


_ALIKE: Final = str.maketrans(
    {
        "0": "O",  # a stroke through a nought makes it an 8 from afar
        "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}": "<",
        "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}": ">",
        "\N{MULTIPLICATION SIGN}": "x",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        CONTRAST: "",
        CALL: "",
        "\N{NO-BREAK SPACE}": " ",
        "\N{NARROW NO-BREAK SPACE}": " ",
    }
)
_DOT: Final = "\N{MIDDLE DOT}"
_MARKS: Final = {
    "\N{COMBINING CARON}": ("█ █", " █ "),
    "\N{COMBINING BREVE}": ("█ █", " █ "),
    "\N{COMBINING DOUBLE ACUTE ACCENT}": (" █ █", "█ █ "),
    "\N{COMBINING ACUTE ACCENT}": (" █", "█ "),
    "\N{COMBINING DOT ABOVE}": ("██", "  "),
    "\N{COMBINING MACRON}": ("███", "   "),
    "\N{COMBINING RING ABOVE}": ("██", "██"),
}
"""Two rows of dots each."""

_LIKE: Final = "\N{COMBINING DIAERESIS}\N{COMBINING ACUTE ACCENT}"
"""Marks whose letters the font has; their capitals are low enough for another one."""


@lru_cache(maxsize=1024)
def letter(sign: str, hand: Hand) -> Dots | None:
    """One letter with a free column, `ABOVE` and `BELOW` rows high; None if it has none."""
    if sign == " ":
        return ("    ",) * (ABOVE + BELOW)
    if hand is Hand.CAPITALS:
        dots = _drawn(sign, hand) if sign.isascii() and not sign.islower() else None
    elif sign == _DOT:
        dots = ("  ",) * 3 + ("██",) * 2 + ("  ",) * 3
    else:
        dots = _drawn(sign, hand) or _marked(sign, hand)
        dots = bold(dots) if dots and hand is Hand.HEAVY else dots
    return tuple(f"{row} " for row in dots) if dots else None


def _drawn(sign: str, hand: Hand) -> Dots | None:
    """The font's own drawing of a sign, without the air beside it."""
    lines = _font(hand.value.strip()).chars.get(ord(sign), [])
    dots = dots_of([line.replace("$", " ").ljust(8) for line in lines])
    ink = [x for row in dots for x, dot in enumerate(row) if dot == INK]
    if not ink:
        return None
    drawn = tuple(row[min(ink) : max(ink) + 1] for row in dots)
    return (" " * len(drawn[0]),) * (ABOVE + BELOW - len(drawn)) + drawn


def _marked(sign: str, hand: Hand) -> Dots | None:
    """A letter the font lacks: one it has, less what is above that, and a mark."""
    parts = unicodedata.normalize("NFD", sign)
    base, mark = parts[:1], parts[1:]
    if mark not in _MARKS:
        return None
    likes = (base, *(unicodedata.normalize("NFC", base + like) for like in _LIKE))
    drawn = filter(None, (_drawn(like, hand) for like in likes if len(like) == 1))
    fit = next((dots for dots in drawn if not _is_tall(dots)), None)
    if fit is None:
        return None
    above = (row.center(len(fit[0]))[: len(fit[0])] for row in _MARKS[mark])
    return (*above, *fit[2:])


def _is_tall(dots: Dots) -> bool:
    """Whether what is in the uppermost rows belongs to the letter itself."""
    below, above = dots[2], "".join(dots[:2])
    return INK in above and any(
        dot == INK and under == INK for dot, under in zip(dots[1], below, strict=True)
    )


def alike(text: str) -> str:
    """`text` with signs that look the same, and that the font has; its words do without others."""
    return text.translate(_ALIKE).strip()


@cache
def _font(name: str) -> _Drawings:
    from pyfiglet import FigletFont

    font: _Drawings = FigletFont(name)
    return font
