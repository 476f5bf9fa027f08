"""What a printer says about itself, and the questions that make it speak.

Bits are those of Epson's ESC/POS command reference (DLE EOT, GS r, GS ( H function 48,
DLE DC4 function 8), which other makers follow.
"""

from kiosk.domain.ports import PrinterStatus
from kiosk.errors import Reason

ASK = b"\x10\x04\x01\x10\x04\x02\x10\x04\x04"
"""DLE EOT 1, 2 and 4: the printer, why it is offline, its paper. Answered even offline."""

ASK_ERROR = b"\x10\x04\x03"
"""DLE EOT 3: which error; asked only when there is one."""

ASK_PAPER = b"\x1dr\x01"
"""GS r 1: answered once all before it is done, and not at all without paper."""

DROP_ALL = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
"""DLE DC4 8: forget what is buffered, at once, and say so."""

RECOVER = b"\x10\x05\x02"
"""DLE ENQ 2: forget what is buffered and leave the error behind; not answered."""

CUT_FIRST = b"\x1b@\x1dVB\x00"
"""ESC @, GS V 66 0: what hangs in the printer from before is fed to the cutter and cut off."""

_HEADER, _PROCESS, _DROPPED = 0x37, 0x22, 0x25
_LONGEST_BLOCK = 80


def ask_when_done(mark: bytes) -> bytes:
    """GS ( H function 48: send `mark`, four characters, back when all is on paper."""
    return b"\x1d(H\x06\x00\x30\x30" + mark


class Answers:
    """Sorts a printer's bytes: each kind has fixed bits of its own, so none is mistaken.

    `statuses` are answers to DLE EOT in order, `papers` those to GS r, `marks` the process
    ids that came back, `dropped` how often it said that its buffer is empty now.
    """

    def __init__(self) -> None:
        """Nothing was heard yet."""
        self.statuses: list[int] = []
        self.papers: list[int] = []
        self.marks: list[bytes] = []
        self.dropped = 0
        self._rest = bytearray()

    def feed(self, data: bytes) -> None:
        """Take in what arrived; an answer cut in two waits for its other half."""
        self._rest += data
        while self._rest and (taken := self._take()):
            del self._rest[:taken]

    def _take(self) -> int:
        first = self._rest[0]
        if first == _HEADER:
            return self._block()
        if first & 0x93 == 0x12:
            self.statuses.append(first)
        elif first & 0x93 == 0x10:
            return self._unasked()
        elif first & 0x90 == 0:
            self.papers.append(first)
        return 1

    def _block(self) -> int:
        """A header, an identifier, data, NUL; 0 while its end is missing."""
        end = self._rest.find(0, 1)
        if end < 0:
            return 0 if len(self._rest) < _LONGEST_BLOCK else 1
        if self._rest[1] == _PROCESS:
            self.marks.append(bytes(self._rest[2:end]))
        elif self._rest[1] == _DROPPED:
            self.dropped += 1
        return end + 1

    def _unasked(self) -> int:
        """Automatic status: four bytes that nobody asked for; the later ones have bit 4 clear."""
        if any(byte & 0x90 for byte in self._rest[1:4]):
            return 1
        return 4 if len(self._rest) >= 4 else 0


def decode(
    printer: int, cause: int, paper: int, error: int | None = None
) -> PrinterStatus:
    """The answers to DLE EOT 1, 2, 4 and, if it was asked, 3, as one status."""
    told = f"DLE EOT 1={printer:02x} 2={cause:02x} 4={paper:02x}"
    if error is not None:
        told += f" 3={error:02x}"
    reason = _trouble(printer, cause, paper, error)
    return PrinterStatus(reason is None, reason, low=bool(paper & 0x0C), detail=told)


def _trouble(printer: int, cause: int, paper: int, error: int | None) -> Reason | None:
    if cause & 0x04:  # before paper: an open cover hides the paper from its sensor
        return Reason.COVER_OPEN
    if paper & 0x60 or cause & 0x20:
        return Reason.PAPER_OUT
    if cause & 0x40:
        return _error(error)
    return Reason.PRINTER_OFFLINE if printer & 0x08 else None


def _error(error: int | None) -> Reason:
    if error is not None and error & 0x08:
        return Reason.CUTTER
    if error is not None and error & 0x40 and not error & 0x20:
        return Reason.PRINTER_OFFLINE  # a hot head: it goes on by itself
    return Reason.PRINTER_ERROR


def paper_ran_out(answer: int) -> bool:
    """Whether an answer to GS r 1 reports the end of the roll."""
    return bool(answer & 0x0C)
