"""A paper as values: the blocks it is made of, and the rows they become at a width.

A `Doc` says what is on the paper and knows no width. `rows` wraps it for a paper so many
columns wide. A column is one character of the printer's font A, 12 dots; a cell is one column.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from kiosk.errors import PrinterTrouble, Reason
from kiosk.text import cells, clean

LARGEST = 8
"""A printer's characters grow up to eight times in each direction."""

LINE = 24
"""Dots from one line to the next: what font A takes, and no more, since paper is short."""

TO_TEAR_BAR = 4
"""Lines fed after a paper that no knife cuts."""

GAP = 8
"""Dots of white that set groups of lines apart."""

_WIDE = 48
"""Columns from which a ticket has few enough lines to afford gaps."""

LONGEST_QR = 230
"""Bytes: at error correction L still 53 modules, which fit 58 mm at six dots each."""

_LONGEST_TEXT = 240
"""Cells of one block: nobody reads more on a ticket, and paper is not endless."""


class Align(StrEnum):
    """Where a line stands, in reading direction."""

    START = "start"
    CENTER = "center"
    END = "end"


@dataclass(frozen=True, slots=True)
class Line:
    """Words in one size, wrapped. `width` and `height` are factors, 1 to 8."""

    text: str
    align: Align = Align.CENTER
    bold: bool = False
    width: int = 1
    height: int = 1


@dataclass(frozen=True, slots=True)
class Pair:
    """A label where reading starts, its value at the other edge; two lines if they must."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Big:
    """One word as large as the paper allows."""

    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the paper."""


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code, error correction L. The payload is printable ASCII, 1 to 230 characters."""

    payload: str

    def __post_init__(self) -> None:
        """Raises PrinterTrouble UNPRINTABLE for any other payload."""
        plain = self.payload.isascii() and self.payload.isprintable()
        if not (plain and 0 < len(self.payload) <= LONGEST_QR):
            detail = f"not a QR payload; {len(self.payload)} characters"
            raise PrinterTrouble(Reason.UNPRINTABLE, detail=detail)


@dataclass(frozen=True, slots=True)
class Feed:
    """Blank lines."""

    lines: int = 1


@dataclass(frozen=True, slots=True)
class Gap:
    """A little white between two groups, on paper that is wide; none on a narrow one."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The end of a paper."""


Block = Line | Pair | Big | Rule | Qr | Feed | Gap | Cut


@dataclass(frozen=True, slots=True)
class Doc:
    """A paper, top to bottom. `rtl`: its language is read from the right."""

    blocks: tuple[Block, ...]
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One printed line: what stands at the left, in the middle and at the right of the paper.

    Text is clean and in logical order. Either the middle is used or the edges are.
    """

    left: str = ""
    middle: str = ""
    right: str = ""
    bold: bool = False
    width: int = 1
    height: int = 1

    @property
    def text(self) -> str:
        """All of its words, from left to right."""
        return " ".join(part for part in (self.left, self.middle, self.right) if part)

    def spread(self, columns: int) -> str:
        """Its words in normal size, with the spaces that put them in their places."""
        if self.middle:
            return " " * ((columns - cells(self.middle)) // 2) + self.middle
        gap = columns - cells(self.left) - cells(self.right)
        return self.left + " " * gap + self.right if self.right else self.left


Printed = Row | Rule | Qr | Feed | Gap | Cut


Measure = Callable[[str], int]
"""How many columns a text takes in normal size."""


def rows(
    doc: Doc, columns: int, measure: Measure = cells, largest: int = LARGEST
) -> Iterator[Printed]:
    """What is printed of `doc` on a paper of `columns` columns; no row is wider than it.

    Who draws letters narrower than cells says so with `measure`, and wraps less. Letters grow
    to `largest` times their size.
    """
    for block in doc.blocks:
        match block:
            case Line():
                yield from _line(block, columns, doc.rtl, measure)
            case Pair():
                yield from _pair(block, columns, doc.rtl, measure)
            case Big():
                yield from _big(block, columns, largest)
            case Gap() if columns < _WIDE:
                pass
            case _:
                yield block


def _line(line: Line, columns: int, rtl: bool, measure: Measure) -> Iterator[Row]:
    text = clean(line.text, limit=_LONGEST_TEXT)
    for part in wrap(text, columns // line.width, measure):
        edges = _edges(part, line.align, rtl)
        yield Row(*edges, line.bold, line.width, line.height)


def _edges(text: str, align: Align, rtl: bool) -> tuple[str, str, str]:
    """`text` at the left, in the middle or at the right, and nothing at the other two."""
    if align is Align.CENTER:
        return "", text, ""
    return (text, "", "") if (align is Align.START) != rtl else ("", "", text)


def _pair(pair: Pair, columns: int, rtl: bool, measure: Measure) -> Iterator[Row]:
    label = clean(pair.label, limit=_LONGEST_TEXT)
    value = clean(pair.value, limit=_LONGEST_TEXT)
    if measure(label) + 1 + measure(value) <= columns:
        left, right = (value, label) if rtl else (label, value)
        yield Row(left=left, right=right)
        return
    yield from _line(Line(label, Align.START), columns, rtl, measure)
    yield from _line(Line(value, Align.END), columns, rtl, measure)


def _big(big: Big, columns: int, largest: int) -> Iterator[Row]:
    text = clean(big.text, limit=_LONGEST_TEXT)
    scale = max(1, min(largest, columns // max(1, cells(text))))
    for part in wrap(text, columns // scale):
        yield Row(middle=part, width=scale, height=scale)


def dash_width(columns: int) -> int:
    """How wide the dashes of a rule are, 1 to 8 columns: a few of them fill the paper."""
    return max(n for n in range(1, LARGEST + 1) if columns % n == 0)


def wrap(text: str, columns: int, measure: Measure = cells) -> Iterator[str]:
    """Lines of at most `columns`, broken at spaces, inside a word only if it must be."""
    line = ""
    for word in text.split():
        if line and measure(f"{line} {word}") <= columns:
            line = f"{line} {word}"
            continue
        if line:
            yield line
        *full, line = _pieces(word, columns, measure)
        yield from full
    if line:
        yield line


def _pieces(word: str, columns: int, measure: Measure) -> list[str]:
    """A word in pieces that fit; a mark stays with the letter it belongs to."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and measure(pieces[-1] + letter) > columns:
            pieces.append("")
        pieces[-1] += letter
    return pieces
