"""What a ticket printer makes of its bytes: how much paper each step takes, and what it says.

Lengths follow the ESC/POS defaults at 8 dots a millimetre: lines of 30 dots, characters of
12 by 24. Unlike a checker this reads on over anything: a printer does not complain either.
"""

from collections.abc import Callable
from dataclasses import dataclass

_DOTS_PER_MM = 8
_LINE, _TALL, _WIDE = 30, 24, 12
_TO_CUTTER = 112
"""Dots from the print head to the knife."""

_ESC, _FS, _GS, _DLE = 0x1B, 0x1C, 0x1D, 0x10

_LENGTHS = {
    (_ESC, 0): "@2imL",
    (_ESC, 1): " !-3=EGJMRSTUVad{rt",
    (_ESC, 2): "$\\cB",
    (_ESC, 3): "p",
    (_FS, 0): "&.",
    (_FS, 1): "!C-",
    (_FS, 2): "Sp",
    (_GS, 0): ":",
    (_GS, 1): "!/BHITVabfhrw",
    (_GS, 2): "$LPW\\",
    (_DLE, 1): "\x04\x05",
    (_DLE, 8): "\x14",
}
_PARAMETERS = {
    (prefix, ord(letter)): length
    for (prefix, length), letters in _LENGTHS.items()
    for letter in letters
}
"""How many bytes follow a command; what is in no table has none."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a printer does: `mm` of paper, letters, a cut, an answer.

    `data` is what of it belongs on paper; questions do not.
    `resets`: ESC @, with which every ticket begins. `mark`: a process id to send back when
    this step's turn comes. `asks_paper`: GS r.
    """

    data: bytes
    mm: float = 0.0
    text: str = ""
    cuts: bool = False
    resets: bool = False
    mark: bytes = b""
    asks_paper: bool = False


class Tape:
    """A printer's receive buffer and the place it has reached in it."""

    def __init__(self, dots: int = 576) -> None:
        """`dots` is the paper's printable width."""
        self._dots = dots
        self._buffer = bytearray()
        self.clear()

    def __len__(self) -> int:
        """Bytes not yet worked on."""
        return len(self._buffer)

    @property
    def busy(self) -> bool:
        """In the middle of something, or with something to begin."""
        return bool(self._buffer or self._rows_left)

    def feed(self, data: bytes) -> None:
        """More bytes."""
        self._buffer += data

    def clear(self) -> None:
        """Forget everything, in the middle of whatever it is."""
        self._buffer.clear()
        self._rows_left, self._row, self._row_dots = 0, 0, 1
        self._qr, self._qr_size, self._qr_level = b"", 3, 0
        self._graphic = 0
        self._reset()

    def _reset(self) -> None:
        self._spacing, self._wide, self._tall = _LINE, 1, 1
        self._used, self._line_tall = 0, 0

    def next(self) -> Step | None:
        """The next step, taken out of the buffer; None while bytes of it are missing."""
        if not self._buffer:
            return None
        if self._rows_left:
            return self._rows()
        first = self._buffer[0]
        if first >= 0x20:
            return self._letters()
        if first == 0x0A:
            return self._end_line(self._take(1))
        if first in (_ESC, _FS, _GS, _DLE):
            return self._command()
        return Step(self._take(1))

    def _take(self, size: int) -> bytes:
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken

    def _letters(self) -> Step:
        """Letters up to the next command or the edge of the paper."""
        room = max(1, (self._dots - self._used) // (_WIDE * self._wide))
        size = 0
        while size < len(self._buffer) and self._buffer[size] >= 0x20 and size < room:
            size += 1
        data = self._take(size)
        self._used += size * _WIDE * self._wide
        self._line_tall = max(self._line_tall, self._tall)
        step = Step(data, text=data.decode("cp858"))
        if size == room and self._buffer and self._buffer[0] >= 0x20:
            wrapped = self._end_line(b"")
            return Step(data, wrapped.mm, step.text + "\n")
        return step

    def _end_line(self, data: bytes) -> Step:
        dots = max(self._spacing, self._line_tall * _TALL)
        self._used, self._line_tall = 0, 0
        return Step(data, dots / _DOTS_PER_MM, "\n")

    def _command(self) -> Step | None:
        if len(self._buffer) < 2:
            return None
        prefix, letter = self._buffer[0], chr(self._buffer[1])
        special = _SPECIAL.get((prefix, letter))
        if special:
            return special(self)
        size = 2 + _PARAMETERS.get((prefix, ord(letter)), 0)
        if len(self._buffer) < size:
            return None
        data = self._take(size)
        return self._simple(data, prefix, letter, data[2:])

    def _simple(self, data: bytes, prefix: int, letter: str, rest: bytes) -> Step:
        match prefix, letter:
            case 0x1B, "@":
                self._reset()
                return Step(data, resets=True)
            case 0x1B, "2":
                self._spacing = _LINE
            case 0x1B, "3":
                self._spacing = rest[0]
            case 0x1B, "!":
                self._tall, self._wide = 1 + (rest[0] >> 4 & 1), 1 + (rest[0] >> 5 & 1)
            case 0x1D, "!":
                self._tall, self._wide = 1 + (rest[0] & 7), 1 + (rest[0] >> 4 & 7)
            case 0x1B, "d":
                return Step(
                    data, rest[0] * self._spacing / _DOTS_PER_MM, "\n" * rest[0]
                )
            case 0x1B, "J":
                return Step(data, rest[0] / _DOTS_PER_MM, "\n")
            case 0x1B, "$":
                return self._jump(data, rest[0] + 256 * rest[1])
            case 0x1B, "i" | "m":
                return Step(data, cuts=True)
            case 0x1D, "r":
                return Step(b"", asks_paper=True)
            case 0x10, _:  # was obeyed when it arrived
                return Step(b"")
        return Step(data)

    def _jump(self, data: bytes, dots: int) -> Step:
        """ESC $: on in the same line, `dots` from its edge."""
        blank = max(0, dots - self._used) // _WIDE
        self._used = dots
        return Step(data, text=" " * blank)

    def _cut(self) -> Step | None:
        """GS V: at once, or (65 and up) after feeding what is printed to the knife."""
        if len(self._buffer) < 3:
            return None
        if self._buffer[2] in (0, 1, 48, 49):
            return Step(self._take(3), cuts=True)
        if len(self._buffer) < 4:
            return None
        data = self._take(4)
        return Step(data, (_TO_CUTTER + data[3]) / _DOTS_PER_MM, cuts=True)

    def _raster(self) -> Step | None:
        """GS v 0: the head of a picture; its rows follow as they come."""
        if len(self._buffer) < 8:
            return None
        data = self._take(8)
        self._row = data[4] + 256 * data[5]
        self._row_dots = 2 if data[3] & 2 else 1
        self._rows_left = (data[6] + 256 * data[7]) if self._row else 0
        text = f"[picture {self._row * 8}x{self._rows_left}]\n"
        return Step(data, text=text)

    def _rows(self) -> Step | None:
        rows = min(self._rows_left, len(self._buffer) // self._row)
        if not rows:
            return None
        self._rows_left -= rows
        data = self._take(rows * self._row)
        return Step(data, rows * self._row_dots / _DOTS_PER_MM)

    def _columns(self) -> Step | None:
        """ESC *: a strip of picture within a line."""
        if len(self._buffer) < 5:
            return None
        tall = 3 if self._buffer[2] >= 32 else 1
        size = 5 + (self._buffer[3] + 256 * self._buffer[4]) * tall
        if len(self._buffer) < size:
            return None
        self._line_tall = max(self._line_tall, 1)
        return Step(self._take(size))

    def _tabs(self) -> Step | None:
        """ESC D: positions up to a NUL."""
        end = self._buffer.find(0)
        return Step(self._take(end + 1)) if end > 0 else None

    def _block(self) -> Step | None:
        """ESC, FS or GS (: a letter, a length, and that many bytes."""
        if len(self._buffer) < 5:
            return None
        size = 5 + self._buffer[3] + 256 * self._buffer[4]
        if len(self._buffer) < size:
            return None
        data = self._take(size)
        match chr(data[2]):
            case "H" if data[5:7] == b"00":
                return Step(b"", mark=data[7:11])
            case "k" if data[5:6] == b"1":
                return self._qr_part(data, data[6], data[7:])
            case "L":
                return self._picture_part(data, data[6:])
        return Step(data)

    def _qr_part(self, data: bytes, function: int, rest: bytes) -> Step:
        match function:
            case 67:
                self._qr_size = rest[0]
            case 69:
                self._qr_level = max(0, rest[0] - 48)
            case 80:
                self._qr = rest[1:]
            case 81 if self._qr:
                dots = self._qr_size * _modules(self._qr, self._qr_level)
                payload = self._qr.decode("utf-8", "replace")
                return Step(data, dots / _DOTS_PER_MM, f"[QR {payload}]\n")
        return Step(data)

    def _picture_part(self, data: bytes, rest: bytes) -> Step:
        """GS ( L: 112 stores a picture, 50 prints it."""
        if rest[:1] == b"p" and len(rest) >= 9:
            self._graphic = (rest[7] + 256 * rest[8]) * rest[3]
        elif rest[:1] in (b"\x02", b"2"):
            return Step(data, self._graphic / _DOTS_PER_MM, "[picture]\n")
        return Step(data)


def _modules(payload: bytes, level: int) -> int:
    from qrcode.constants import (
        ERROR_CORRECT_H,
        ERROR_CORRECT_L,
        ERROR_CORRECT_M,
        ERROR_CORRECT_Q,
    )
    from qrcode.main import QRCode

    levels = (ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q, ERROR_CORRECT_H)
    code = QRCode(error_correction=levels[min(level, 3)])
    code.add_data(payload)
    code.best_fit()
    return 17 + 4 * int(code.version)


_SPECIAL: dict[tuple[int, str], Callable[[Tape], Step | None]] = {
    (_GS, "V"): Tape._cut,
    (_GS, "v"): Tape._raster,
    (_ESC, "*"): Tape._columns,
    (_ESC, "D"): Tape._tabs,
    (_ESC, "("): Tape._block,
    (_FS, "("): Tape._block,
    (_GS, "("): Tape._block,
}
