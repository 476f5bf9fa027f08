"""A program in a terminal of its own: what it drew, when it drew it, and taps on what it drew."""

import os
import re
import select
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence

from rich.cells import cell_len

COLUMNS, ROWS = 87, 24

_TOKEN = re.compile(
    rb"\x1b\[([0-?]*)[ -/]*([@-~])"  # a control sequence
    rb"|\x1b[\]P_^X].*?(?:\x07|\x1b\\)"  # a string the terminal takes in
    rb"|\x1b[ -/]*[0-~]"
    rb"|([^\x1b]+)",
    re.DOTALL,
)


class TooLong(Exception):
    """The program did not draw what was awaited."""


class Terminal:
    """A child with a terminal for its three streams. All instants are monotonic, in seconds."""

    def __init__(
        self,
        command: Sequence[str],
        env: Mapping[str, str],
        size: tuple[int, int] = (COLUMNS, ROWS),
    ) -> None:
        """Start `command`; `began` is the instant just before."""
        self.size = size
        self._drawn = bytearray()
        self._read_to = 0
        self._ours, theirs = os.openpty()
        termios.tcsetwinsize(theirs, (size[1], size[0]))
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=dict(env),
            start_new_session=True,
        )
        os.close(theirs)

    def until(self, mark: str | bytes, seconds: float = 20.0) -> float:
        """The instant at which `mark` was in what was drawn since `forget` or the last `until`."""
        sought = mark.encode() if isinstance(mark, str) else mark
        deadline = time.monotonic() + seconds
        while True:
            at = self._drawn.find(sought, self._read_to)
            if at >= 0:
                self._read_to = at + len(sought)
                return self._newest
            if not self._more(deadline):
                raise TooLong(f"no {sought!r} within {seconds:g} s:\n{self.text()}")

    def has(self, *marks: str) -> bool:
        """Whether all of `marks` were drawn since `forget`."""
        return all(mark.encode() in self._drawn for mark in marks)

    def next_bytes(self, seconds: float = 5.0) -> float:
        """The instant of the next thing drawn."""
        if not self._more(time.monotonic() + seconds):
            raise TooLong(f"nothing drawn within {seconds:g} s:\n{self.text()}")
        return self._newest

    def settle(self, quiet: float = 0.15, most: float = 10.0) -> None:
        """Read on until nothing is drawn for `quiet` seconds, `most` seconds in all."""
        end = time.monotonic() + most
        while self._more(min(end, time.monotonic() + quiet)):
            pass

    def forget(self) -> None:
        """What is found from now on was drawn from now on."""
        self._drawn.clear()
        self._read_to = 0

    def drawn(self) -> int:
        """Bytes drawn since `forget`."""
        return len(self._drawn)

    def tap(self, cell: tuple[int, int]) -> float:
        """A finger down and up on a cell (column, row from 0); the instant it was told."""
        return self._tell(_down(cell) + _up(cell))

    def type(self, keys: str) -> float:
        """Keys, as they are; the instant they were told."""
        return self._tell(keys.encode())

    def press(self, cell: tuple[int, int]) -> float:
        """A finger down, which rests there; the instant it was told."""
        return self._tell(_down(cell))

    def lift(self, cell: tuple[int, int]) -> float:
        """The finger up again; the instant it was told."""
        return self._tell(_up(cell))

    def lines(self) -> list[str]:
        """The screen as it stands, if all of it was drawn since `forget`."""
        return _lines(bytes(self._drawn), self.size)

    def text(self) -> str:
        """The same in one string."""
        return "\n".join(self.lines())

    def find(self, words: str) -> tuple[int, int]:
        """The cell in the middle of `words`."""
        for row, line in enumerate(self.lines()):
            at = line.find(words)
            if at >= 0:
                return cell_len(line[:at]) + cell_len(words) // 2, row
        raise TooLong(f"no {words!r} on the screen:\n{self.text()}")

    def close(self) -> None:
        """End the child, at once, and its terminal."""
        self.process.kill()
        self.process.wait()
        os.close(self._ours)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _tell(self, input_: bytes) -> float:
        told = time.monotonic()
        os.write(self._ours, input_)
        return told

    def _more(self, deadline: float) -> bool:
        ready, _, _ = select.select(
            [self._ours], [], [], max(0.0, deadline - time.monotonic())
        )
        if not ready:
            return False
        try:
            came = os.read(self._ours, 1 << 18)
        except OSError:  # Linux says so when the other end is gone
            came = b""
        self._newest = time.monotonic()
        self._drawn += came
        if not came:
            raise TooLong(f"ended with {self.process.wait()}:\n{self.text()}")
        return True


def together(
    awaited: Sequence[tuple[Terminal, Callable[[], bool]]], seconds: float = 20.0
) -> list[float]:
    """The instants at which each terminal had drawn what it is to have drawn; all are read at
    once, so that none waits for another."""
    deadline = time.monotonic() + seconds
    found: dict[int, float] = {}
    while len(found) < len(awaited):
        open_ = {one._ours: one for one, _ in awaited}
        left = max(0.0, deadline - time.monotonic())
        ready, _, _ = select.select(list(open_), [], [], left)
        if not ready:
            raise TooLong("\n".join(one.text() for one, _ in awaited))
        for fd in ready:
            open_[fd]._more(deadline)
        for nth, (one, is_there) in enumerate(awaited):
            if nth not in found and is_there():
                found[nth] = one._newest
    return [found[nth] for nth in range(len(awaited))]


def _down(cell: tuple[int, int]) -> bytes:
    return f"\x1b[<0;{cell[0] + 1};{cell[1] + 1}M".encode()


def _up(cell: tuple[int, int]) -> bytes:
    return f"\x1b[<0;{cell[0] + 1};{cell[1] + 1}m".encode()


def _lines(drawn: bytes, size: tuple[int, int]) -> list[str]:
    """What a terminal would show: moves of the cursor, and characters where it stands."""
    columns, rows = size
    cells = [[" "] * columns for _ in range(rows)]
    x = y = 0
    for match in _TOKEN.finditer(drawn):
        values, final, words = match.groups()
        if final == b"H":
            row, _, column = values.partition(b";")
            x, y = int(column or 1) - 1, int(row or 1) - 1
        for character in (words or b"").decode(errors="replace"):
            width = cell_len(character)
            if character == "\n":
                x, y = 0, y + 1
            elif character.isprintable() and width and y < rows and x < columns:
                cells[y][x] = character
                if width == 2 and x + 1 < columns:
                    cells[y][x + 1] = ""
                x += width
    return ["".join(line) for line in cells]
