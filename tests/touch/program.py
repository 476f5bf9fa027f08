"""The kiosk that is touched: `python -m tests.touch.program SOCKET`, in a terminal.

What happens on its glass it tells over the socket, a JSON object a line, and does what it is
told there: nothing that a customer could see depends on it.
"""

import asyncio
import fcntl
import json
import struct
import sys
import termios
from asyncio import StreamReader, StreamWriter
from collections import deque
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from textual import events
from textual._context import message_hook  # the way in that run_test has, too
from textual.message import Message

from kiosk.desk.desk import Desk
from kiosk.domain.ports import Capabilities
from kiosk.tui.customer.app import CustomerApp
from kiosk.tui.tile import Tile
from kiosk.tui.words import Words
from kiosk.wiring.leaving import run
from tests.tui.clinic import clinic
from tests.tui.hand import Place
from tests.tui.wires import Wire

LOOK_SECONDS = 0.01


class Named(Wire):
    """A queue that books for nobody without a name, behind a wire that can be held."""

    @property
    def capabilities(self) -> Capabilities:
        return replace(self.desk.capabilities, wants_name=True)


class Watch:
    """Tells what is on the glass of `app`, what was touched, and what came of it."""

    def __init__(self, app: CustomerApp, place: Place, wire: list[Named]) -> None:
        self._app, self._place, self._wires = app, place, wire
        self._shown: dict[str, Any] = {}
        self._told: deque[Message] = deque(maxlen=32)
        self._out: StreamWriter | None = None

    async def begin(self, path: str) -> None:
        """Connect, and look at the glass from now on."""
        lines, self._out = await asyncio.open_unix_connection(path)
        self._app.set_interval(LOOK_SECONDS, self._look)
        with suppress(ConnectionError):
            await self._obey(lines)
        self._app.exit(return_code=0)

    def heard(self, message: Message) -> None:
        """Every message of every widget; what bubbles comes by more than once."""
        match message:
            case Tile.Pressed(tile=tile) if not any(m is message for m in self._told):
                self._told.append(message)
                self._tell("pressed", tile=tile.id)
            case events.MouseDown() if not message.is_forwarded:
                self._tell("down", at=message.time)

    def _look(self) -> None:
        if self._glass() != self._shown:
            self._app.screen.call_after_refresh(
                self._show
            )  # words change before places

    def _show(self) -> None:
        shown = self._glass()
        if shown != self._shown:
            self._shown = shown
            self._tell("glass", **shown)

    def _glass(self) -> dict[str, Any]:
        app, screen = self._app, self._app.screen
        tiles = {
            tile.id: [tile.label.text, *tile.region]
            for tile in screen.query(Tile)
            if tile.display and tile.region.area
        }
        return {
            "page": type(screen).__name__,
            "tiles": tiles,
            "text": "\n".join(w.text for w in screen.query(Words) if w.display),
            "cells": list(app.size),
            "cell": _cell(),
        }

    async def _obey(self, lines: StreamReader) -> None:
        while line := await lines.readline():
            match line.decode().strip():
                case "hold":
                    self._wires[0].gate = asyncio.Event()
                case "let go":
                    gate, self._wires[0].gate = self._wires[0].gate, None
                    if gate:
                        gate.set()
                case "next customer":
                    self._app._at_work.end()
                case "count":
                    pass
                case other:
                    raise ValueError(other)
            await self._answer()

    async def _answer(self) -> None:
        await asyncio.sleep(0)
        state = await self._place.desk.branch(self._place.branches[0].id)
        waiting = sum(service.waiting for service in state.services.values())
        self._tell("done", tickets=waiting, asked=len(self._wires[0].asked))

    def _tell(self, kind: str, **facts: Any) -> None:
        if self._out:
            self._out.write(json.dumps({"kind": kind, **facts}).encode() + b"\n")


def _cell() -> list[int]:
    """Pixels of one cell, across and down, as the terminal says."""
    asked = fcntl.ioctl(sys.stdin, termios.TIOCGWINSZ, bytes(8))
    rows, cols, width, height = struct.unpack("@4H", asked)
    return [width // cols, height // rows]


def main() -> int:
    """Run until the socket is closed."""
    wires: list[Named] = []

    def wrap(desk: Desk) -> Named:
        wires.append(Named(desk))
        return wires[-1]

    place = Place([clinic()], wrap=wrap)
    with TemporaryDirectory(prefix="k") as spool:
        app = place.app(Path(spool) / "front")
        watch = Watch(app, place, wires)
        message_hook.set(watch.heard)
        app.call_later(
            lambda: app.run_worker(watch.begin(sys.argv[1]), exit_on_error=False)
        )
        run(app)
    return app.return_code if app.return_code is not None else 3


if __name__ == "__main__":
    sys.exit(main())
