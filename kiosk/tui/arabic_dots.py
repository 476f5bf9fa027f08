"""Arabic lines as dots, from the font that paper is drawn with.

Letters are shaped and ordered first, as cells are, so that no shaping library is needed.
"""

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kiosk.i18n.fonts import arabic_font
from kiosk.tui.dots import INK, Dots

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_FINER: Final = 8
"""Drawn so many times as large, then made smaller: a font's own small sizes are for grey."""

_STRETCH: Final = 1.8
"""A dot is twice as high as wide; letters a little narrower than print are read as well."""

_INKED: Final = 105
"""Of 255: how much of a dot a stroke must cover."""

_INK_OR_NOT: Final = bytes(b" #"[shade > _INKED] for shade in range(256))

_BOLD: Final = (700, 100)
"""Weight and width, the axes of the font."""

_UP: Final = 1.1
_DOWN: Final = 0.5
"""Room above and below the base line, in font sizes."""


def arabic_width(text: str, size: int) -> int:
    """Columns of dots that a shaped run takes; 0 without a font."""
    font = _font(size)
    return round(font.getlength(text) * _STRETCH / _FINER) if font else 0


def arabic(text: str, size: int) -> tuple[Dots, int] | None:
    """A shaped and ordered run of letters, and how many of its rows are above the base line.

    None where the font isn't installed, or lacks one of the letters.
    """
    font = _font(size)
    if font is None or not all(_has(font, sign) for sign in text):
        return None
    from PIL import Image, ImageDraw

    up, down = round(_UP * size), round(_DOWN * size)
    width = max(1, round(font.getlength(text)))
    image = Image.new("L", (width, (up + down) * _FINER), 0)
    pen = ImageDraw.Draw(image)
    pen.text((0, up * _FINER), text, fill=255, font=font, anchor="ls")
    across = max(1, round(width * _STRETCH / _FINER))
    grey = image.resize((across, up + down), Image.Resampling.BOX).tobytes()
    inked = grey.translate(_INK_OR_NOT).decode("ascii").replace("#", INK)
    rows = (inked[at : at + across] for at in range(0, len(inked), across))
    return tuple(rows), up


def _has(font: "FreeTypeFont", sign: str) -> bool:
    """Whether it is more than the box for what is missing."""
    return sign == " " or _shape(font, sign) != _shape(font, "\U0010fffe")


@lru_cache(maxsize=512)
def _shape(font: "FreeTypeFont", sign: str) -> bytes:
    return bytes(font.getmask(sign))


@lru_cache(maxsize=4)
def _font(size: int) -> "FreeTypeFont | None":
    file = arabic_font()
    if file is None:
        return None
    from PIL import ImageFont

    layout = ImageFont.Layout.BASIC
    font = ImageFont.truetype(file, size * _FINER, layout_engine=layout)
    font.set_variation_by_axes([*_BOLD])
    return font
