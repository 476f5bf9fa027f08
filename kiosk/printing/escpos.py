"""A paper as ESC/POS bytes, which is what nearly every ticket printer understands.

python-escpos encodes, and only that: it is given a description of our profiles instead of its
own list, and nothing here ever opens a printer. It is imported on first use; see `prepare`.
"""

import json
import logging
import os
import re
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kiosk.printing.charset import CODE_PAGE, printable
from kiosk.printing.layout import (
    GAP,
    LINE,
    TO_TEAR_BAR,
    Cut,
    Doc,
    Feed,
    Gap,
    Line,
    Printed,
    Qr,
    Row,
    Rule,
    dash_width,
    rows,
)
from kiosk.printing.profiles import Cutter, Profile, names, profile
from kiosk.printing.qr import QUIET, qr_image
from kiosk.printing.raster import columns_of, row_image

if TYPE_CHECKING:
    from PIL.Image import Image

# Both feed the paper to the cutter first, and a little more (GS V, functions A and B).
_CUT: Final = {Cutter.PARTIAL: b"\x1dVB\x04", Cutter.FULL: b"\x1dVA\x04"}

_COLUMN = 12
"""Dots."""

_LARGEST_PICTURE = 480
"""Rows: cheap printers have room for no more in one piece."""


# Epson printers obey these even inside a picture: status, recovery, pulse and power off.
_REAL_TIME: Final = re.compile(rb"\x10(?=[\x04\x05\x14])")


@dataclass(frozen=True, slots=True)
class Encoded:
    """A ticket's bytes. `drawn`: lines sent as pictures; `missing`: letters shown as a box."""

    data: bytes
    drawn: int
    missing: int


def encode(doc: Doc, kind: Profile) -> Encoded:
    """`doc` as one job for a printer of that profile: initialised, printed, cut.

    Nothing in a text can become a command. Raises PrinterTrouble UNPRINTABLE if one tries.
    """
    pen = _Pen(kind, rtl=doc.rtl)
    for row in rows(
        doc, kind.columns, partial(columns_of, page=kind.page), kind.largest
    ):
        pen.put(row)
    return Encoded(pen.data, pen.drawn, pen.missing)


def prepare() -> None:
    """Do now what the first ticket would wait for: importing the encoder and the fonts."""
    encode(Doc((Line("\u0627"), Line("\u0627", bold=True))), profile(names()[0]))


class _Pen:
    """One ticket being written. Styles are sent only when they change."""

    def __init__(self, kind: Profile, *, rtl: bool) -> None:
        self._kind = kind
        self._rtl = rtl
        self._device = _printer_class()(profile=kind.name)
        self._device.hw("INIT")
        self._device.charcode(CODE_PAGE)
        # Distances down the paper in dots (printers differ), then how far lines are apart.
        self._device._raw(bytes((0x1D, ord("P"), 0, kind.dpi)))
        self._device._raw(bytes((0x1B, ord("3"), LINE)))
        self._align, self._bold, self._size = "left", False, (1, 1)
        self.drawn = 0
        self.missing = 0

    @property
    def data(self) -> bytes:
        return bytes(self._device.output)

    def put(self, row: Printed) -> None:
        match row:
            case Row():
                self._row(row)
            case Rule():
                self._rule()
            case Qr():
                self._qr(row.payload)
            case Feed():
                self._device.print_and_feed(row.lines)
            case Gap():
                self._feed(GAP)
            case Cut():
                self._cut()

    def _row(self, row: Row) -> None:
        page = self._kind.page
        left, right = printable(row.left, page), printable(row.right, page)
        written = printable(row.text, page)
        if left is None or right is None or written is None:
            self._draw(row)
            return
        self._style(_align(row), row.bold, (row.width, row.height))
        if left and right:
            self._at_edges(left, right)
        else:
            self._device.text(written + "\n")

    def _at_edges(self, left: str, right: str) -> None:
        """Both edges of a line in normal size: by position, which is shorter than spaces."""
        column = self._kind.columns - len(right)
        self._device.text(left)
        if self._kind.positions:
            dots = column * _COLUMN
            self._device._raw(b"\x1b$" + dots.to_bytes(2, "little"))
        else:
            self._device.text(" " * (column - len(left)))
        self._device.text(right + "\n")

    def _rule(self) -> None:
        """A few wide dashes instead of many narrow ones."""
        wide = dash_width(self._kind.columns)
        self._style(self._align, False, (wide, 1))
        self._device.text("-" * (self._kind.columns // wide) + "\n")

    def _draw(self, row: Row) -> None:
        drawn = row_image(row, self._kind.dots, rtl=self._rtl)
        self.drawn += 1
        self.missing += drawn.missing
        self._picture(drawn.image, _align(row))

    def _qr(self, payload: str) -> None:
        if not self._kind.native_qr:
            self._picture(qr_image(payload, self._kind.module), "center")
            return
        self._style("center", False, (1, 1))
        white = QUIET * self._kind.module  # the printer leaves none around its code
        self._feed(white)
        self._device.qr(payload, size=self._kind.module, native=True)
        self._feed(white)

    def _feed(self, dots: int) -> None:
        self._device._raw(bytes((0x1B, ord("J"), dots)))

    def _picture(self, image: "Image", align: str) -> None:
        self._style(align, self._bold, self._size)
        self._device.image(_harmless(image), fragment_height=_LARGEST_PICTURE)

    def _style(self, align: str, bold: bool, size: tuple[int, int]) -> None:
        if align != self._align:
            self._device.set(align=align)
        if bold != self._bold:
            self._device.set(bold=bold)
        if size != self._size:
            self._device.set(custom_size=True, width=size[0], height=size[1])
        self._align, self._bold, self._size = align, bold, size

    def _cut(self) -> None:
        if self._kind.cut is Cutter.NONE:
            self._device.print_and_feed(TO_TEAR_BAR)
        else:
            self._device._raw(_CUT[self._kind.cut])
        if self._kind.eject:
            self._device._raw(self._kind.eject)


def _align(row: Row) -> str:
    if row.middle:
        return "center"
    return "left" if row.left else "right"


def _harmless(image: "Image") -> "Image":
    """The same picture without bytes a printer would obey: one more dot in each such place."""
    from PIL import Image, ImageChops

    ink = ImageChops.invert(image).tobytes()
    if not _REAL_TIME.search(ink):
        return image
    safe = Image.frombytes("1", image.size, _REAL_TIME.sub(b"\x18", ink))
    return ImageChops.invert(safe)


_importing = threading.Lock()


def _printer_class() -> Any:
    """python-escpos' printer that prints nowhere."""
    with _importing:
        return _imported()


@cache
def _imported() -> Any:
    with _without_a_trace():
        from escpos.printer import Dummy
    return Dummy


@contextmanager
def _without_a_trace() -> Iterator[None]:
    """Surroundings in which python-escpos is imported as we want it.

    On import it reads a list of printers from a file named in the environment, keeps a pickle
    of that list, makes a temporary folder besides, and gives the root logger a handler. The
    list is made from our profiles, with the one code page we write, and all files are in a
    folder that is gone afterwards: a pickle torn by a power cut would stop all printing.
    """
    root = logging.getLogger()
    placeholder = logging.NullHandler()
    usual = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="kiosk-escpos-") as folder:
        listing = Path(folder, "profiles.json")
        listing.write_text(json.dumps(_capabilities()), "utf-8")
        os.environ["ESCPOS_CAPABILITIES_FILE"] = str(listing)
        os.environ["ESCPOS_CAPABILITIES_PICKLE_DIR"] = folder
        root.addHandler(placeholder)
        tempfile.tempdir = folder
        try:
            yield
        finally:
            tempfile.tempdir = usual
            root.removeHandler(placeholder)
            del os.environ["ESCPOS_CAPABILITIES_FILE"]
            del os.environ["ESCPOS_CAPABILITIES_PICKLE_DIR"]


def _capabilities() -> dict[str, Any]:
    """Our profiles as python-escpos wants them; it insists on one called "default"."""
    profiles = {name: _described(profile(name)) for name in names()}
    return {
        "profiles": {"default": next(iter(profiles.values())), **profiles},
        "encodings": {CODE_PAGE: {"name": CODE_PAGE, "python_encode": CODE_PAGE}},
    }


def _described(kind: Profile) -> dict[str, Any]:
    return {
        "name": kind.name,
        "codePages": {str(kind.codepage or 0): CODE_PAGE},
        "fonts": {"0": {"name": "Font A", "columns": kind.columns}},
        "media": {"width": {"pixels": kind.dots}},
        "features": {},
    }
