"""A strict reader of ESC/POS: from the bytes of a job to what a printer would put on paper.

Written from Epson's command reference, and knowing nothing of the code it judges. It takes the
few commands a ticket needs; anything else, and anything a real printer would print wrongly (a
line too long, a picture too wide, paper moved within a line, a control character), raises
`Misprint`.

    decode(data, dots)    the things on the paper, in order
    to_text(data, dots)   the same as lines, as wide as the paper
    to_image(data, dots)  the same as a picture: pictures and codes dot by dot
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import zxingcpp
from PIL import Image, ImageDraw, ImageFont, ImageOps

COLUMN, ROW, LINE = 12, 24, 30
"""Dots: font A's cell, and from one line to the next unless told."""

_PAGES = {0: "cp437", 16: "cp1252", 19: "cp858"}
_ALIGN = ("left", "center", "right")
_LEVELS = dict(zip(b"0123", "LMQH", strict=True))


class Misprint(Exception):
    """What a printer would get wrong, and at which byte."""


@dataclass(frozen=True)
class Text:
    """One line as it stands on the paper, positions filled with spaces; "" is a blank one."""

    text: str
    align: str = "left"
    bold: bool = False
    width: int = 1
    height: int = 1
    line: int = field(default=LINE, compare=False)

    @property
    def dots(self) -> int:
        """How far the paper moves."""
        return max(self.line, ROW * self.height)

    def __str__(self) -> str:
        size = f"{self.width}x{self.height}"
        return f"{self.align:<6} {size}{' bold' * self.bold}: {self.text}"


@dataclass(frozen=True)
class Code:
    """A QR code the printer draws itself: `module` dots a module, no white around it."""

    payload: str
    module: int
    level: str
    align: str

    @property
    def image(self) -> Image.Image:
        """Drawn by another library than ours."""
        drawn: Any = zxingcpp.create_barcode(
            self.payload, zxingcpp.BarcodeFormat.QRCode, ec_level=self.level
        ).to_image(scale=1, add_quiet_zones=False)
        height, width = memoryview(drawn).shape or (0, 0)
        small = Image.frombytes("L", (width, height), memoryview(drawn).tobytes())
        size = (width * self.module, height * self.module)
        return small.resize(size, Image.Resampling.NEAREST)

    @property
    def dots(self) -> int:
        """How far the paper moves."""
        return self.image.height

    def __str__(self) -> str:
        return f"{self.align:<6} QR {self.level} {self.module} dots: {self.payload}"


@dataclass(frozen=True)
class Picture:
    """Black and white dots, as sent."""

    image: Image.Image = field(compare=False)
    align: str = "left"

    @property
    def dots(self) -> int:
        """How far the paper moves."""
        return self.image.height

    def __str__(self) -> str:
        return f"{self.align:<6} picture {self.image.width}x{self.image.height}"


@dataclass(frozen=True)
class Fed:
    """Paper moved by whole lines."""

    lines: int
    line: int = LINE

    @property
    def dots(self) -> int:
        """How far the paper moves."""
        return self.lines * self.line

    def __str__(self) -> str:
        return f"feed {self.lines} of {self.line} dots"


@dataclass(frozen=True)
class CutHere:
    """The cutter: "partial" or "full", after `dots` more of paper."""

    kind: str
    dots: int

    def __str__(self) -> str:
        return f"cut {self.kind}"


Thing = Text | Code | Picture | Fed | CutHere


def decode(data: bytes, dots: int = 576) -> list[Thing]:
    """What a printer `dots` wide makes of a job. Raises Misprint."""
    return list(_Reader(data, dots).things())


TO_KNIFE = 15
"""Millimetres from the print head to the knife (EPSON TM-T88III specification, 1.7)."""


def length_mm(data: bytes, dots: int = 576, per_mm: float = 8) -> float:
    """How far a job moves the paper itself; 8 dots a millimetre is 203 dpi."""
    return sum(thing.dots for thing in decode(data, dots)) / per_mm


def paper_mm(data: bytes, dots: int = 576, dpi: int = 203) -> float:
    """How long the paper in the customer's hand is: `length_mm`, and the way to the knife."""
    knife = any(isinstance(thing, CutHere) for thing in decode(data, dots))
    return length_mm(data, dots, dpi / 25.4) + TO_KNIFE * knife


def to_text(data: bytes, dots: int = 576) -> str:
    """The paper as lines, each thing in its place; letters in one size."""
    columns = dots // COLUMN
    return "\n".join(_as_line(thing, columns) for thing in decode(data, dots)) + "\n"


def listing(data: bytes, dots: int = 576) -> str:
    """Everything on the paper with its size and place, one a line."""
    return "\n".join(str(thing) for thing in decode(data, dots)) + "\n"


def to_image(data: bytes, dots: int = 576) -> Image.Image:
    """The paper as a picture, a pixel a dot."""
    things = decode(data, dots)
    paper = Image.new("L", (dots, max(1, sum(thing.dots for thing in things))), 255)
    y = 0
    for thing in things:
        if isinstance(thing, Code | Picture | Text):
            drawn = _typed(thing) if isinstance(thing, Text) else thing.image
            paper.paste(drawn, (_left(thing.align, dots - drawn.width), y))
        y += thing.dots
    return paper


def _left(align: str, spare: int) -> int:
    return {"left": 0, "center": spare // 2, "right": spare}[align]


def _as_line(thing: Thing, columns: int) -> str:
    match thing:
        case Text():
            spare = columns - len(thing.text)
            return (" " * _left(thing.align, spare) + thing.text).rstrip()
        case Code():
            return f"[QR {thing.payload}]".center(columns).rstrip()
        case Picture(image):
            shown = f"[picture {image.width}x{image.height}]"
            return " " * _left(thing.align, columns - len(shown)) + shown
        case Fed():
            return "\n" * (thing.lines - 1)
        case CutHere():
            return f"-- {thing.kind} cut ".ljust(columns, "-")


def _typed(line: Text) -> Image.Image:
    font = ImageFont.load_default(18)
    cell = (COLUMN * line.width, ROW * line.height)
    drawn = Image.new("L", (max(1, len(line.text) * cell[0]), line.dots), 255)
    for number, letter in enumerate(line.text):
        small = Image.new("L", (COLUMN, ROW), 255)
        ImageDraw.Draw(small).text((COLUMN / 2, 18), letter, 0, font, anchor="ms")
        drawn.paste(small.resize(cell), (number * cell[0], 0))
    return drawn


class _Reader:
    def __init__(self, data: bytes, dots: int) -> None:
        self.data = data
        self.dots = dots
        self.at = 0
        self.reset()

    def reset(self) -> None:
        self.page = 0
        self.align = 0
        self.bold = False
        self.width = self.height = 1
        self.spacing, self.unit = LINE, 0
        self.line = ""
        self.module, self.level, self.stored = 3, "L", ""

    def things(self) -> Iterator[Thing]:
        self.expect(self.data[:2] == b"\x1b@", "a job begins with ESC @")
        while self.at < len(self.data):
            byte = self.take()
            if byte >= 0x20 and byte != 0x7F:
                self.letter(byte)
            elif byte == 0x0A:
                yield self.end_line()
            elif byte == 0x1B:
                yield from self.escape()
            elif byte == 0x1D:
                yield from self.group()
            else:
                self.expect(False, f"control character {byte:#04x}")
        self.expect(not self.line, "the last line never ends")

    def take(self) -> int:
        return self.run(1)[0]

    def run(self, count: int) -> bytes:
        self.expect(self.at + count <= len(self.data), "the job ends within a command")
        self.at += count
        return self.data[self.at - count : self.at]

    def number(self) -> int:
        return int.from_bytes(self.run(2), "little")

    def expect(self, good: bool, what: str) -> None:
        if not good:
            raise Misprint(f"byte {self.at}: {what}")

    def letter(self, byte: int) -> None:
        self.line += bytes([byte]).decode(_PAGES[self.page])
        self.expect(self.filled() <= self.dots, f"a line too long: {self.line!r}")

    def filled(self) -> int:
        return len(self.line) * COLUMN * self.width

    def end_line(self) -> Text:
        size = (self.width, self.height)
        line = Text(self.line, _ALIGN[self.align], self.bold, *size, self.spacing)
        self.line = ""
        return line

    def escape(self) -> Iterator[Thing]:
        match self.take():
            case 0x40:  # ESC @
                self.expect(not self.line, "initialised within a line")
                self.reset()
            case 0x74:  # ESC t
                self.page = self.take()
                self.expect(self.page in _PAGES, f"code page {self.page}")
            case 0x61:  # ESC a
                self.expect(not self.line, "aligned within a line")
                self.align = self.take()
                self.expect(self.align < len(_ALIGN), "alignment")
            case 0x45:  # ESC E
                self.bold = bool(self.take() & 1)
            case 0x24:  # ESC $
                self.go_to(self.number())
            case 0x64:  # ESC d
                self.expect(not self.line, "fed within a line")
                yield Fed(self.take(), self.spacing)
            case 0x33:  # ESC 3
                self.expect(self.unit > 0, "a distance in a unit of the printer's own")
                self.spacing = self.take()
            case 0x4A:  # ESC J
                self.expect(self.unit > 0, "a distance in a unit of the printer's own")
                self.expect(not self.line, "fed within a line")
                yield Fed(1, self.take())
            case command:
                self.expect(False, f"ESC {command:#04x}")

    def go_to(self, dots: int) -> None:
        self.expect(
            dots % COLUMN == 0 and self.width == 1, "a position between columns"
        )
        self.expect(self.align == 0, "a position on a line that is not left")
        self.expect(self.filled() <= dots < self.dots, "a position on what is printed")
        self.line = self.line.ljust(dots // COLUMN)

    def group(self) -> Iterator[Thing]:
        match self.take():
            case 0x21:  # GS !
                size = self.take()
                self.width, self.height = (size >> 4) + 1, (size & 15) + 1
                self.expect(max(self.width, self.height) <= 8, "character size")
            case 0x50:  # GS P
                self.expect(self.take() == 0, "columns measured anew")
                self.unit = self.take()
                self.expect(self.unit in (180, 203), "a unit that is not a dot")
            case 0x56:  # GS V
                yield self.cut()
            case 0x76:  # GS v 0
                yield self.picture()
            case 0x28:  # GS ( k
                self.expect(self.take() == 0x6B, "GS ( of another kind")
                yield from self.symbol(self.run(self.number()))
            case command:
                self.expect(False, f"GS {command:#04x}")

    def cut(self) -> CutHere:
        self.expect(not self.line, "cut within a line")
        kind = self.take()
        self.expect(kind in (65, 66), "a cut that does not feed to the cutter")
        return CutHere("full" if kind == 65 else "partial", self.take())

    def picture(self) -> Picture:
        self.expect(not self.line, "a picture within a line")
        self.expect(self.run(2) == b"0\0", "a picture of another mode")
        width, height = self.number(), self.number()
        self.expect(0 < width * 8 <= self.dots, f"a picture {width * 8} dots wide")
        self.expect(0 < height <= 480, f"a picture {height} dots high in one piece")
        ink = self.run(width * height)
        for order in (b"\x10\x04", b"\x10\x05", b"\x10\x14"):
            self.expect(order not in ink, "a real-time command in a picture")
        image = ImageOps.invert(Image.frombytes("1", (width * 8, height), ink))
        return Picture(image, _ALIGN[self.align])

    def symbol(self, order: bytes) -> Iterator[Thing]:
        self.expect(not self.line, "a code within a line")
        self.expect(order[:1] == b"1" and len(order) > 2, "a symbol other than QR")
        function, rest = order[1], order[2:]
        match function:
            case 65:
                self.expect(rest == b"2\0", "QR model")
            case 67:
                self.module = rest[0]
                self.expect(1 <= self.module <= 16, "QR module size")
            case 69:
                self.expect(rest[0] in _LEVELS, "QR error correction")
                self.level = _LEVELS[rest[0]]
            case 80:
                self.expect(rest[:1] == b"0", "QR store")
                self.stored = rest[1:].decode("ascii")
            case 81:
                self.expect(bool(self.stored), "a QR code without content")
                code = Code(self.stored, self.module, self.level, _ALIGN[self.align])
                self.expect(code.image.width <= self.dots, "a QR code too wide")
                yield code
            case _:
                self.expect(False, f"GS ( k function {function}")
