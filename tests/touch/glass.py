"""A kiosk on real glass: the X server, xterm locked as in a lobby, and the program in it."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tests.touch.finger import Hand, Point, hand, pause
from tests.touch.xserver import SCREEN, XServer, end, xserver

PATIENCE: Final = 20.0
"""Seconds until something that doesn't happen has failed."""

GUARDED: Final = 0.42
"""After so many seconds a touch is meant, wherever the last one was."""

_MENUS: Final = (
    r"#override Ctrl <Btn1Down>: ignore()\n Ctrl <Btn2Down>: ignore()"
    r"\n Ctrl <Btn3Down>: ignore()"
)


@dataclass
class Glass:
    """What is on it now, and what was pressed since it was last wiped."""

    hand: Hand
    line: socket.socket
    page: str = ""
    text: str = ""
    cells: list[int] = field(default_factory=list)
    cell: list[int] = field(default_factory=lambda: [0, 0])
    pressed: list[str] = field(default_factory=list)
    downs: int = 0
    _tiles: dict[str, list[Any]] = field(default_factory=dict)
    _rest: bytes = b""
    _done: dict[str, int] | None = None

    def wait(self, fact: Callable[[], bool], what: str) -> None:
        """Take in what the program tells until something is so."""
        until = time.monotonic() + PATIENCE
        while not fact():
            self.line.settimeout(max(0.01, until - time.monotonic()))
            try:
                part = self.line.recv(1 << 16)
            except TimeoutError:
                raise AssertionError(f"no {what}: {self.page}\n{self.text}") from None
            assert part, f"the kiosk ended before {what}"
            *lines, self._rest = (self._rest + part).split(b"\n")
            for line in lines:
                self._take_in(json.loads(line))

    def until(self, page: str, seen: str = "") -> None:
        """Wait for a page, and for words on it."""
        self.wait(lambda: self.page == page and seen in self.text, f"{page} {seen}")

    def ask(self, what: str) -> dict[str, int]:
        """Have something done: `tickets` there are, and how often one was `asked` for, then."""
        self._done = None
        self.line.sendall(what.encode() + b"\n")
        self.wait(lambda: self._done is not None, f"answer to {what!r}")
        assert self._done is not None
        return self._done

    def settle(self) -> None:
        """Wait until all that was touched is heard, and what follows from it is drawn."""
        pause(0.15)  # a touch that must do nothing has nothing to wait for
        self.ask("count")

    def next_customer(self) -> None:
        """Begin anew, with nothing pressed so far and no touch that a bounce could follow."""
        self.ask("next customer")
        self.until("Attract")
        pause(GUARDED)
        self.pressed, self.downs, self.hand.touches = [], 0, 0

    def tile(self, words: str) -> str:
        """The id of the tile with these words, or with that id."""
        self.wait(lambda: bool(self._named(words)), f"tile {words!r}")
        return self._named(words)[0]

    def at(self, words: str, across: float = 0.5, down: float = 0.5) -> Point:
        """A pixel of a tile: so far across and down it, 0 to 1."""
        tile = self.tile(words)
        _, x, y, width, height = self._tiles[tile]
        wide, high = self.cell
        return (x + width * across) * wide, (y + height * down) * high

    def under(self, at: Point) -> str | None:
        """The id of the tile at that pixel."""
        column, row = int(at[0] // self.cell[0]), int(at[1] // self.cell[1])
        for tile, (_, x, y, width, height) in self._tiles.items():
            if x <= column < x + width and y <= row < y + height:
                return tile
        return None

    @property
    def full(self) -> bool:
        """Whether no further column and row would fit: the window manager has seen to it."""
        return all(
            size - each < each * cells <= size
            for size, each, cells in zip(SCREEN, self.cell, self.cells, strict=False)
        )

    def walk(self, *words: str) -> None:
        """Tap one tile after the other, each on the page that the last one led to."""
        for each in words:
            before = self.page
            self.hand.tap(self.at(each, 0.3))
            self.wait(lambda before=before: self.page != before, f"page after {each!r}")  # type: ignore[misc]  # a lambda's default has no type

    def _named(self, words: str) -> list[str]:
        tiles = self._tiles
        exact = [id for id, (text, *_) in tiles.items() if words in (id, text)]
        return exact or [id for id, (text, *_) in tiles.items() if words in text]

    def _take_in(self, told: dict[str, Any]) -> None:
        match told.pop("kind"):
            case "glass":
                self.page, self._tiles = told["page"], told["tiles"]
                self.text, self.cells = told["text"], told["cells"]
                self.cell = told["cell"]
            case "pressed":
                self.pressed.append(told["tile"])
            case "down":
                self.downs += 1
            case "done":
                self._done = told


@contextmanager
def glass(folder: Path) -> Iterator[Glass]:
    """A kiosk in a lobby, its first page up."""
    with xserver(folder) as server, hand(server.finger) as fingers:
        environment = _environment(server, folder)
        listens = socket.socket(socket.AF_UNIX)
        listens.bind(str(folder / "told"))
        listens.listen(1)
        listens.settimeout(PATIENCE)
        manager = _start(_MANAGER, environment)
        terminal = _start([*_TERMINAL, str(folder / "told")], environment)
        try:
            line, _ = listens.accept()
            with line:
                found = Glass(fingers, line)
                found.wait(lambda: bool(found.cells) and found.full, "full screen")
                found.until("Attract")
                yield found
            terminal.wait(END)  # the kiosk leaves when nobody listens any more
        finally:
            listens.close()
            end(terminal)
            end(manager)


END: Final = 8.0
_MANAGER: Final = [
    "matchbox-window-manager",
    "-use_titlebar",
    "no",
    "-use_cursor",
    "no",
]
_TERMINAL: Final = [
    *("xterm", "-class", "Kiosk", "-bw", "0", "-b", "0", "+sb"),
    *("-fa", "DejaVu Sans Mono", "-fs", "28"),
    *("-xrm", f"Kiosk*VT100.translations: {_MENUS}"),
    *("-xrm", "Kiosk*omitTranslation: popup-menu,default,fullscreen,scroll-lock"),
    *("-xrm", "Kiosk*allowWindowOps: false", "-xrm", "Kiosk*allowFontOps: false"),
    *("-e", sys.executable, "-m", "tests.touch.program"),
]


def _start(
    command: list[str], environment: dict[str, str]
) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        command,
        cwd=Path(__file__).parents[2],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _environment(server: XServer, folder: Path) -> dict[str, str]:
    mine = {
        "DISPLAY": server.display,
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "TEXTUAL_ANIMATIONS": "none",
    }
    return os.environ | mine
