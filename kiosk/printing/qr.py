"""A QR code as dots, for screens of paper and printers that draw none themselves."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

MODULE = 6
"""Dots: three quarters of a millimetre, which a phone reads at arm's length."""

_QUIET = 4
"""Modules of white around a code (ISO/IEC 18004)."""


def qr_image(payload: str) -> "Image":
    """The code with its white border, error correction L, a whole number of bytes wide."""
    from PIL import Image
    from qrcode.constants import ERROR_CORRECT_L
    from qrcode.main import QRCode

    code = QRCode(error_correction=ERROR_CORRECT_L, border=_QUIET)
    code.add_data(payload)
    code.make()
    modules = [255 * (not dark) for line in code.get_matrix() for dark in line]
    side = code.modules_count + 2 * _QUIET
    drawn = Image.frombytes("L", (side, side), bytes(modules))
    dots = side * MODULE
    drawn = drawn.resize((dots, dots), Image.Resampling.NEAREST)
    image = Image.new("1", ((dots + 7) // 8 * 8, dots), 255)
    image.paste(drawn.convert("1"), ((image.width - dots) // 2, 0))
    return image
