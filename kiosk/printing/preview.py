"""A paper without a printer: as text, and as a picture of what the printer would put on it."""

import io
from functools import partial
from typing import TYPE_CHECKING

from kiosk.printing.charset import printable
from kiosk.printing.layout import (
    GAP,
    LINE,
    Cut,
    Doc,
    Feed,
    Gap,
    Printed,
    Qr,
    Row,
    Rule,
    dash_width,
    rows,
    wrap,
)
from kiosk.printing.profiles import Profile
from kiosk.printing.qr import qr_image
from kiosk.printing.raster import columns_of, glyph, row_image
from kiosk.text import cells

if TYPE_CHECKING:
    from PIL.Image import Image

_CELL = (12, 24)
"""Font A, in dots."""

_MARGIN = 24


def as_text(doc: Doc, columns: int) -> str:
    """`doc` as lines of at most `columns` cells.

    Words stay in logical order, whatever their direction, and in the place the paper gives
    them. A QR code is shown by its payload.
    """
    lines: list[str] = []
    for row in rows(doc, columns):
        lines += _text_lines(row, columns)
    return "\n".join(lines) + "\n"


def _text_lines(row: Printed, columns: int) -> list[str]:
    match row:
        case Row():
            return [_plain(row).spread(columns)]
        case Rule():
            return ["-" * columns]
        case Qr():
            return [
                _centred(part, columns) for part in wrap(f"[QR {row.payload}]", columns)
            ]
        case Feed():
            return [""] * row.lines
        case Gap():
            return [""]
        case Cut():
            return [("- " * columns)[:columns].rstrip()]


def _plain(row: Row) -> Row:
    """The row in the only size that text has."""
    return Row(row.left, row.middle, row.right)


def _centred(text: str, columns: int) -> str:
    return " " * ((columns - cells(text)) // 2) + text


def as_png(doc: Doc, kind: Profile) -> bytes:
    """`doc` as a PNG, a pixel a dot, as that printer would have it, in a white margin."""
    from PIL import Image

    measure = partial(columns_of, page=kind.page)
    laid_out = rows(doc, kind.columns, measure, kind.largest)
    strips = [_strip(row, kind, doc.rtl) for row in laid_out]
    height = sum(strip.height for strip in strips)
    paper = Image.new("1", (kind.dots + 2 * _MARGIN, height + 2 * _MARGIN), 255)
    y = _MARGIN
    for strip in strips:
        paper.paste(strip, (_MARGIN, y))
        y += strip.height
    written = io.BytesIO()
    paper.save(written, "PNG")
    return written.getvalue()


def _strip(row: Printed, kind: Profile, rtl: bool) -> "Image":
    dots = kind.dots
    match row:
        case Row():
            written = printable(row.text, kind.page)
            if written is None:
                return _placed(row_image(row, dots, rtl=rtl).image, row, dots)
            return _placed(_typed(row, dots), row, dots)
        case Rule():
            return _dashes(dots)
        case Qr():
            return _placed(
                qr_image(row.payload, kind.module), Row(middle=row.payload), dots
            )
        case Feed():
            return _blank(dots, row.lines * LINE)
        case Gap():
            return _blank(dots, GAP)
        case Cut():
            return _blank(dots, 0)


def _blank(dots: int, height: int) -> "Image":
    from PIL import Image

    return Image.new("1", (dots, height), 255)


def _placed(image: "Image", row: Row, dots: int) -> "Image":
    """The picture on a strip of paper, where its row stands."""
    strip = _blank(dots, image.height)
    spare = dots - image.width
    x = spare // 2 if row.middle else 0 if row.left else spare
    strip.paste(image, (x, 0))
    return strip


def _dashes(dots: int) -> "Image":
    columns = dots // _CELL[0]
    pitch = dash_width(columns) * _CELL[0]
    strip = _blank(dots, LINE)
    for left in range(pitch // 6, columns * _CELL[0], pitch):
        strip.paste(0, (left, LINE // 2 - 2, left + pitch * 2 // 3, LINE // 2))
    return strip


def _typed(row: Row, dots: int) -> "Image":
    """A row in the printer's own characters, each in its cells."""
    text = printable(row.spread(dots // _CELL[0]) if row.left else row.text) or ""
    width, height = _CELL[0] * row.width, _CELL[1] * row.height
    line = _blank(len(text) * width, max(LINE, height))
    for number, letter in enumerate(text):
        shape = glyph(letter, width, height, bold=row.bold)
        line.paste(shape, (number * width, 0))
    return line
