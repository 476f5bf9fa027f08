"""Right-to-left text on surfaces that draw cells from left to right, as they come.

Xterm, foot and a raster line draw what they get in the order they get it, and join no
letters. So a line is shaped (each Arabic letter in the form its neighbours ask for), ordered
and mirrored here. The caller cleans, formats and wraps first, in logical order; what comes
out is only good for drawing.
"""

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from arabic_reshaper import ArabicReshaper

_RTL: Final = (
    "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_RTL_LETTER: Final = re.compile(f"[{_RTL}]")
_CONTROLS: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

_SIGN: Final = rf"(?:(?![{_RTL}])[^\W_])"
_AMONG: Final = rf"(?:(?!  )[^{_RTL}()])*"
_FOREIGN: Final = re.compile(rf"[+#]?{_SIGN}(?:{_AMONG}{_SIGN}|{_AMONG}\({_AMONG}\))*")
"""A stretch of a right-to-left line that reads from left to right as a whole: "A042",
"4821-7739", "1½", "12 Main Street (left)". Two spaces end it, as between columns.

Left to the algorithm (Unicode UAX 9), digits after an Arabic letter stand apart from what
follows: "4821-7739" would turn into "7739-4821", and "12 Main Street" lose its 12."""

_BESIDE: Final = rf"(?:(?!  )(?:[{_RTL}\d¼½¾]|[^\w()]))*"
_LAST: Final = rf"(?:[{_RTL}]|[\d¼½¾](?! ?{_SIGN}))"
_STRETCH: Final = re.compile(rf"[{_RTL}](?:{_BESIDE}{_LAST}|{_BESIDE}\({_BESIDE}\))*")
"""The counterpart in a left-to-right line: right-to-left words, with numbers among or after
them (the 12 of a hall's name), up to the next Latin letter."""

_POINTS: Final = re.compile(
    "([\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0711\u0730-\u074a"
    "\u07a6-\u07b0\u07eb-\u07f3]+)(.)"
)
"""Vowel points with the letter they stand before once a line is reversed."""


def visual(text: str, rtl: bool) -> str:
    """One wrapped line in the order and shape in which its cells are drawn.

    `rtl` is the base direction (of the language, not of the text). A line without any
    right-to-left letter comes back as it is, less direction marks. Cells may be fewer
    afterwards, since lam and alef join in one: align only then.
    """
    plain = _CONTROLS.sub("", text)
    if not _RTL_LETTER.search(plain):
        return plain
    if rtl:
        return _reversed(plain)
    return _STRETCH.sub(lambda stretch: _reversed(stretch[0]), plain)


def _reversed(line: str) -> str:
    """A right-to-left line as drawn; its foreign stretches keep their order."""
    from bidi import get_display  # the Rust one: bidi.algorithm refuses isolates

    kept = [found.span() for found in _FOREIGN.finditer(line)]
    parts, end = [], 0
    for start, stop in kept:
        parts += [_mirrored(line[end:start]), f"\u2066{line[start:stop]}\u2069"]
        end = stop
    shaped = _reshaper().reshape("".join([*parts, _mirrored(line[end:])]))
    ordered = _CONTROLS.sub("", get_display(shaped, base_dir="R"))
    return _POINTS.sub(lambda found: found[2] + found[1][::-1], ordered)


def _mirrored(text: str) -> str:
    """Brackets and the like the other way round: get_display moves them, no more."""
    from bidi.mirror import MIRRORED

    return "".join(MIRRORED.get(sign, sign) for sign in text)


@cache
def _reshaper() -> "ArabicReshaper":
    from arabic_reshaper import ArabicReshaper

    # One cell a letter: the name of God as one glyph would be squeezed into one cell.
    return ArabicReshaper({"ARABIC LIGATURE ALLAH": False})
