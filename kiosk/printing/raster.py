"""Lines as dots, for what a printer's own characters can't write.

Pictures are Pillow images of mode "1", white paper and black ink, a whole number of bytes wide.
Letters come from Noto Sans Arabic, which is installed with this package and has Latin too, then
from DejaVu Sans where the machine has it; one that neither has becomes a box, and is counted.
Text is put in visual order and shaped before it is drawn one letter after the other, so the
dots are the same whether Pillow finds a shaping library or not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.i18n.bidi import visual
from kiosk.i18n.fonts import arabic_font
from kiosk.printing.charset import CODE_PAGE, printable
from kiosk.printing.layout import LINE, Row
from kiosk.text import cells

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

_SIZE = 21
"""Font size, in dots: letters about as tall as font A's, in lines hardly higher."""

_TALLER = 15
"""The same for a printer's taller characters: drawn ones grow wide as well as tall."""

_SMALLEST = 12
_ABOVE, _BELOW = 27, 11
"""Dots above and below the base line at that size; Arabic reaches further than Latin."""

_IN_CELL = 19
"""Dots from the top of a printer's 24-dot character to the base line."""

_COLUMN = 12
"""Dots."""

_LEADING = 2
"""Dots of white between two drawn lines."""

_SIDE = 1
"""Dots left and right of a line, for letters that reach beyond their width."""

_GAP = 12
_INK = 128
_NOWHERE = "\U0010fffe"
"""Not a character, so every font shows for it what it shows for a missing one."""

_DEJAVU = (
    "/usr/share/fonts/truetype/dejavu",
    "/usr/share/fonts/dejavu",
    "/usr/share/fonts/TTF",
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture, and how many letters no font had."""

    image: "Image"
    missing: int


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring letters of one font; None for letters that have none."""

    font: "FreeTypeFont | None"
    text: str


@lru_cache(maxsize=1024)
def columns_of(text: str, page: str = CODE_PAGE) -> int:
    """How many columns a text takes: cells in the printer's own characters, less if drawn."""
    if printable(text, page) is not None:
        return cells(text)
    runs = _runs(visual(text, rtl=False), _SIZE, False)
    dots = sum(_width(run, _SIZE) for run in runs) + 2 * _SIDE
    return -(-dots // _COLUMN)


def row_image(row: Row, dots: int, *, rtl: bool) -> Drawn:
    """One row, drawn as wide as its words, or as the paper if it has words at both edges.

    It is as high as its letters, and no lower than a line.

    Words too wide for `dots` are set smaller.
    """
    width = dots // 8 * 8
    parts = [part for part in (row.left, row.middle, row.right) if part]
    size = _SIZE if row.height == 1 else _TALLER * row.height
    drawn = _fitting(parts, width, size, bold=row.bold, rtl=rtl)
    image = drawn[0].image
    if len(drawn) > 1:
        image = _at_edges(image, drawn[1].image, width)
    if image.width > width:
        image = image.resize((width, image.height))
    image = _in_bytes(_trimmed(image), row)
    return Drawn(image, sum(each.missing for each in drawn))


def _trimmed(image: "Image") -> "Image":
    """Without the rows in which none of these letters has ink: paper is short."""
    from PIL import ImageChops

    ink = ImageChops.invert(image).getbbox()
    if ink is None:
        return image.crop((0, 0, image.width, LINE))
    bottom = max(ink[3] + _LEADING, ink[1] + LINE)
    return image.crop((0, ink[1], image.width, min(bottom, image.height)))


def _in_bytes(image: "Image", row: Row) -> "Image":
    """The picture on a whole number of bytes, kept at the edge where its row stands."""
    from PIL import Image

    whole = Image.new("1", ((image.width + 7) // 8 * 8, image.height), 255)
    spare = whole.width - image.width
    x = spare // 2 if row.middle else 0 if row.left else spare
    whole.paste(image, (x, 0))
    return whole


@lru_cache(maxsize=512)
def glyph(letter: str, width: int, height: int, *, bold: bool) -> "Image":
    """One letter in a cell of a printer's own characters, squeezed if it is wide."""
    from PIL import Image, ImageChops

    cell = Image.new("1", (width, height), 255)
    drawn = _words(letter, _SIZE * height // 24, bold=bold, rtl=False).image
    ink = ImageChops.invert(drawn).getbbox()
    if ink:
        top = (_ABOVE - _IN_CELL) * height // 24
        shape = drawn.crop((ink[0], top, ink[2], top + height))
        shape = shape.resize((min(shape.width, width), height))
        cell.paste(shape, ((width - shape.width) // 2, 0))
    return cell


def _fitting(
    parts: list[str], width: int, size: int, *, bold: bool, rtl: bool
) -> list[Drawn]:
    """All parts in the largest size, up to `size`, in which they stand side by side."""
    while True:
        drawn = [_words(part, size, bold=bold, rtl=rtl) for part in parts]
        needed = sum(each.image.width for each in drawn) + _GAP * (len(drawn) - 1)
        if needed <= width or size <= _SMALLEST:
            return drawn
        size = max(_SMALLEST, min(size - 1, size * width // needed))


def _at_edges(left: "Image", right: "Image", width: int) -> "Image":
    from PIL import Image

    wide = max(width, left.width + right.width)
    image = Image.new("1", (wide, max(left.height, right.height)), 255)
    image.paste(left, (0, 0))
    image.paste(right, (wide - right.width, 0))
    return image


@lru_cache(maxsize=256)
def _words(text: str, size: int, *, bold: bool, rtl: bool) -> Drawn:
    from PIL import Image, ImageDraw

    runs = list(_runs(visual(text, rtl), size, bold))
    widths = [_width(run, size) for run in runs]
    above, below = _ABOVE * size // _SIZE, _BELOW * size // _SIZE
    image = Image.new("L", (sum(widths) + 2 * _SIDE, above + below), 255)
    pen = ImageDraw.Draw(image)
    x = _SIDE
    for run, width in zip(runs, widths, strict=True):
        if run.font:
            pen.text((x, above), run.text, fill=0, font=run.font, anchor="ls")
        else:
            _boxes(pen, x, above, size, len(run.text))
        x += width
    missing = sum(len(run.text) for run in runs if run.font is None)
    return Drawn(image.point(lambda dot: 255 * (dot > _INK), "1"), missing)


def _width(run: _Run, size: int) -> int:
    if run.font is None:
        return _box(size) * len(run.text)
    return round(run.font.getlength(run.text))


def _box(size: int) -> int:
    return max(4, size * 3 // 5)


def _boxes(pen: "ImageDraw", x: int, base: int, size: int, count: int) -> None:
    step = _box(size)
    for left in range(x, x + count * step, step):
        corner = (left + 1, base - size * 3 // 4)
        pen.rectangle((*corner, left + step - 2, base), outline=0, width=2)


def _runs(text: str, size: int, bold: bool) -> Iterator[_Run]:
    fonts = _fonts(size, bold)

    def place(letter: str) -> int:
        return _font_of(letter, size, bold)

    for number, letters in groupby(text, place):
        yield _Run(fonts[number] if number >= 0 else None, "".join(letters))


@lru_cache(maxsize=4096)
def _font_of(letter: str, size: int, bold: bool) -> int:
    """Which of the fonts can draw `letter`, counted from 0; -1 for none."""
    if letter == " ":
        return 0
    for number, font in enumerate(_fonts(size, bold)):
        if _shape(font, letter) not in (None, _shape(font, _NOWHERE)):
            return number
    return -1


def _shape(font: "FreeTypeFont", letter: str) -> tuple[tuple[int, int], bytes] | None:
    """The letter's dots; None for one whose outline is more than FreeType can take."""
    try:
        mask = font.getmask(letter)
    except OSError:
        return None
    return mask.size, bytes(mask)


@lru_cache(maxsize=32)
def _fonts(size: int, bold: bool) -> tuple["FreeTypeFont", ...]:
    found = []
    if arabic := arabic_font():
        font = _open(arabic, size)
        font.set_variation_by_axes([700 if bold else 500, 100])
        found.append(font)
    if dejavu := _dejavu(bold):
        found.append(_open(dejavu, size))
    return tuple(found)


def _open(file: Path, size: int) -> "FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)


def _dejavu(bold: bool) -> Path | None:
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    files = (Path(folder, name) for folder in _DEJAVU)
    return next((file for file in files if file.is_file()), None)
