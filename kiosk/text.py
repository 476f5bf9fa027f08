"""The one gate for foreign text: what comes out may be stored, measured, shown and logged.

A name from a file, a request or another system may hold escape codes, bidi controls, invisible
letters or ten thousand marks on one letter (CWE-150, CVE-2021-42574, Unicode TR 36). It passes
`clean` where it comes in, and again where it is drawn.
"""

import re
from collections.abc import Iterator
from unicodedata import category, combining, east_asian_width, normalize

MARKS_IN_A_ROW = 3

# What is read of a text for each cell it may fill: a letter, its marks and a joiner.
_READ_PER_CELL = 6
_READ_MORE = 64

_PLAIN = re.compile(r"[!-~]+(?: [!-~]+)*")
_BREAKS = "\t\n\r"
_JOINERS = "\u200c\u200d"

# Assigned as letters, marks or symbols, yet drawn as nothing, or as something else from one
# terminal to the next: the grapheme joiner, Hangul fillers and jamo that found no syllable, Khmer
# inherent vowels, the empty Braille cell, variation selectors, skin tones.
_NOT_DRAWN = re.compile(
    "[\u034f\u115f-\u11ff\u17b4\u17b5\u180b-\u180f\u2800\u3164\ud7b0-\ud7ff"
    "\ufe00-\ufe0f\uffa0\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]"
)

# Two cells since Unicode 16, one before: monograms, trigrams, hexagrams, counting rods.
_WIDE_OF_LATE = re.compile(
    "[\u2630-\u2637\u268a-\u268f\u4dc0-\u4dff\U0001d300-\U0001d376]"
)


def clean(text: str, limit: int = 80, placeholder: str = "") -> str:
    """`text` without anything that is not plainly seen, on one line, at most `limit` cells wide.

    In NFC. Line breaks and tabs are spaces, runs of spaces one, none at the ends. Controls,
    format characters, surrogates, private and unassigned codes are gone; so are joiners except
    between letters, marks on nothing, and more than 3 marks in a row. Cut where a reader would
    see a whole letter. `placeholder` stands for what has nothing left; it is not cleaned.
    Cleaning twice changes nothing more.
    """
    if len(text) <= limit and _PLAIN.fullmatch(text):
        return text
    start = text[: limit * _READ_PER_CELL + _READ_MORE]
    seen = normalize("NFC", "".join(_seen(letter) for letter in start))
    joined = "".join(_well_joined(_NOT_DRAWN.sub("", seen)))
    return _cut(normalize("NFC", joined), limit) or placeholder


def is_clean(text: str) -> bool:
    """Whether `clean` would leave a text of this length as it is."""
    return clean(text, limit=2 * len(text)) == text


def cells(text: str) -> int:
    """How many terminal cells a clean text fills, at most.

    Terminals disagree about spacing marks of Indic scripts: each counts as one cell.
    """
    return len(text) if text.isascii() else sum(_width(letter) for letter in text)


def _seen(letter: str) -> str:
    """A letter, mark, digit, sign or joiner as it is, anything blank as a space, else nothing."""
    kind = category(letter)
    if letter in _BREAKS or kind[0] == "Z":
        return " "
    return letter if kind[0] != "C" or letter in _JOINERS else ""


def _well_joined(text: str) -> Iterator[str]:
    """Spaces folded, joiners between letters only, marks on something and not too many."""
    before = " "
    marks = 0
    for letter, after in zip(text, f"{text} "[1:], strict=True):
        kind = category(letter)
        if letter == " " or kind[0] == "M":
            if before == " ":
                continue
        elif letter in _JOINERS and not _between_letters(before, after):
            continue
        if kind in ("Mn", "Me"):
            marks += 1
            if marks > MARKS_IN_A_ROW:
                continue
        elif kind not in ("Mc", "Cf"):
            marks = 0
        before = letter
        yield letter


def _between_letters(before: str, after: str) -> bool:
    return category(before)[0] in "LM" and category(after)[0] == "L"


def _cut(text: str, limit: int) -> str:
    """As many whole graphemes of `text` as fit into `limit` cells."""
    width = whole = flags = 0
    for place, letter in enumerate(text):
        flags = flags + 1 if _is_flag_half(letter) else 0
        if flags % 2 or not (flags or _clings(text, place)):
            whole = place
        width += _width(letter)
        if width > limit:
            return text[:whole].rstrip(f" {_JOINERS}")
    return text.rstrip()


def _clings(text: str, place: int) -> bool:
    """Whether the letter at `place` is one grapheme with what stands before it.

    So are marks, joiners and what they join, the Thai and Lao vowel "am", and consonants that a
    virama (combining class 9) binds together.
    """
    letter = text[place]
    before = text[place - 1] if place else " "
    return (
        category(letter)[0] == "M"
        or letter in _JOINERS
        or letter in "\u0e33\u0eb3"
        or before == _JOINERS[1]
        or (combining(before) == 9 and category(letter)[0] == "L")
    )


def _is_flag_half(letter: str) -> bool:
    return "\U0001f1e6" <= letter <= "\U0001f1ff"


def _width(letter: str) -> int:
    if category(letter) in ("Mn", "Me", "Cf"):
        return 0
    wide = east_asian_width(letter) in "WF" or _WIDE_OF_LATE.match(letter)
    return 2 if wide else 1
