"""A QR code in half blocks: two modules in a cell, one above the other."""

from collections.abc import Sequence

QUIET_MODULES = 2
"""Light modules around it; the paper colour goes on beyond."""

_MASK = 2
"""Any mask can be read; looking for the prettiest takes longer than all the rest."""

_HALVES = {
    (False, False): " ",
    (True, False): "▀",
    (False, True): "▄",
    (True, True): "█",
}


def qr_lines(data: str) -> list[str]:
    """`data` as lines of cells, dark on light: draw them in ink on paper, never inverted."""
    rows = _modules(data)
    if len(rows) % 2:
        rows = [*rows, [False] * len(rows[0])]
    return [
        "".join(_HALVES[pair] for pair in zip(above, below, strict=True))
        for above, below in zip(rows[::2], rows[1::2], strict=True)
    ]


def _modules(data: str) -> Sequence[Sequence[bool]]:
    from qrcode.constants import ERROR_CORRECT_L
    from qrcode.main import QRCode

    code: QRCode = QRCode(
        error_correction=ERROR_CORRECT_L, border=QUIET_MODULES, mask_pattern=_MASK
    )
    code.add_data(data, optimize=0)
    code.make(fit=True)
    rows: list[list[bool]] = code.get_matrix()
    return rows
