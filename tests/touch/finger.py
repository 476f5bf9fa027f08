"""Fingers on the glass of that X server: each comes down, moves and leaves at true times.

The protocol is that of the server's input test driver, inputtestdrv(4): structures in the
machine's own byte order over a Unix socket, each beginning with its length and its type.
"""

import socket
import struct
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.touch.xserver import SCREEN

Point = tuple[float, float]
"""Pixels from the left and from the top."""

_VERSION, _SYNC, _TOUCH = 0, 1, 6
_BEGIN, _UPDATE, _END = 18, 19, 20
"""Numbers of the X Input Extension 2.2."""

_AXIS: Final = 0x10000
_HEAD: Final = struct.Struct("@II")
_HELLO: Final = struct.Struct("@IIHH")
_EVENT: Final = struct.Struct("@IIIII8s64d64d")
_PATIENCE: Final = 10.0
TAP_SECONDS: Final = 0.06
"""How long a finger that only taps stays."""

STEP_SECONDS: Final = 0.008
"""Between two words of a panel about a finger that moves: 125 a second."""


class Hand:
    """Ten fingers. `down` counts the touches that were begun."""

    def __init__(self, path: Path) -> None:
        """Say hello to the driver behind `path`."""
        self.touches = 0
        self._line = socket.socket(socket.AF_UNIX)
        self._line.settimeout(_PATIENCE)
        self._line.connect(str(path))
        self._line.sendall(_HELLO.pack(_HELLO.size, _VERSION, 1, 0))
        self._answer()

    def close(self) -> None:
        """Take the hand away. The driver takes no other one."""
        self._line.close()

    def down(self, at: Point, finger: int = 0) -> None:
        """A finger comes down."""
        self.touches += 1
        self._tell(_BEGIN, at, finger)

    def move(self, to: Point, finger: int = 0) -> None:
        """A finger that is down is elsewhere."""
        self._tell(_UPDATE, to, finger)

    def up(self, at: Point, finger: int = 0) -> None:
        """A finger leaves."""
        self._tell(_END, at, finger)

    def tap(self, at: Point, stays: float = TAP_SECONDS) -> None:
        """Down, and up at the same place so many seconds later."""
        self.down(at)
        pause(stays)
        self.up(at)

    def slide(self, start: Point, end: Point, stays: float = 0.12) -> None:
        """Down, along a line for so many seconds, and up."""
        self.down(start)
        steps = max(2, round(stays / STEP_SECONDS))
        for step in range(1, steps + 1):
            pause(stays / steps)
            part = step / steps
            self.move(
                (
                    start[0] + (end[0] - start[0]) * part,
                    start[1] + (end[1] - start[1]) * part,
                )
            )
        self.up(end)

    def type(self, keys: Sequence[Point], every: float, stays: float) -> None:
        """Touch one after the other, one every so many seconds; each stays for `stays`.

        Where that is longer than `every`, two fingers are down at the same time.
        """
        deeds = sorted(
            (index * every + after, what, index)
            for index in range(len(keys))
            for what, after in enumerate((0.0, stays))
        )
        begun = time.monotonic()
        for when, what, index in deeds:
            pause(begun + when - time.monotonic())
            (self.up if what else self.down)(keys[index], index % 2)

    def _tell(self, kind: int, at: Point, finger: int) -> None:
        values = [
            (pixel + 0.5) * _AXIS / size for pixel, size in zip(at, SCREEN, strict=True)
        ]
        masked = bytes([0b11, *[0] * 7])
        rest = [0.0] * 126
        self._line.sendall(
            _EVENT.pack(*(_EVENT.size, _TOUCH, finger, kind, 0, masked), *values, *rest)
        )
        self._line.sendall(_HEAD.pack(_HEAD.size, _SYNC))
        self._answer()

    def _answer(self) -> None:
        """Wait until the server has dealt with all that it was told."""
        (length, _) = _HEAD.unpack(self._exactly(_HEAD.size))
        self._exactly(length - _HEAD.size)

    def _exactly(self, size: int) -> bytes:
        found = b""
        while len(found) < size:
            part = self._line.recv(size - len(found))
            if not part:
                raise ConnectionResetError("the driver has hung up")
            found += part
        return found


@contextmanager
def hand(path: Path) -> Iterator[Hand]:
    """A hand for a while."""
    found = Hand(path)
    try:
        yield found
    finally:
        found.close()


def pause(seconds: float) -> None:
    """How long a finger takes is what these tests are about: nothing is waited for here."""
    if seconds > 0:
        time.sleep(seconds)
