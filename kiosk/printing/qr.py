"""A QR code as dots, for screens of paper and printers that draw none themselves."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

QUIET = 4
"""Modules of white around a code (ISO/IEC 18004)."""


def qr_image(payload: str, module: int) -> "Image":
    """The code, `module` dots a module, with its white border, error correction L, a whole number of bytes wide."""
    from PIL import Image
    from qrcode.constants import ERROR_CORRECT_L
    from qrcode.main import QRCode

    code = QRCode(error_correction=ERROR_CORRECT_L, border=QUIET)
    code.add_data(payload)
    code.make()
    modules = [255 * (not dark) for line in code.get_matrix() for dark in line]
    side = code.modules_count + 2 * QUIET
    drawn = Image.frombytes("L", (side, side), bytes(modules))
    dots = side * module
    drawn = drawn.resize((dots, dots), Image.Resampling.NEAREST)
    image = Image.new("1", ((dots + 7) // 8 * 8, dots), 255)
    image.paste(drawn.convert("1"), ((image.width - dots) // 2, 0))
    return image
