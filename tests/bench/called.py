"""From a teller's key to the called number: on their console, on another one and on the board."""

import asyncio
import json
from collections.abc import Sequence
from typing import Final

from kiosk.tui.block_letters import bold
from tests.bench.figures import Row, at_most, median, percentile
from tests.bench.load import Order
from tests.bench.lobby import LOBBY, SERVICES
from tests.bench.scene import KIOSK, Failed, Scene
from tests.bench.serving import Serving, load
from tests.bench.terminal import Terminal, together
from tests.bench.wire import Connection, request

CONSOLE: Final = (120, 40)
BOARD: Final = (100, 30)

AT_REST: Final = 9.0
"""Seconds after which the board has shown a call for long enough to show the next at once."""

_COUNTER: Final = f"/native/v1/branches/{LOBBY.id}/counters/1"
_HEIGHTS: Final = range(5, 13)
_QUIET: Final = "[staff]\nsound = false\n[board]\nchime = false\nspeech = false\n"


def measure(scene: Scene) -> Sequence[Row]:
    """A teller calls and calls; the next call comes when the board has shown the one before."""
    config = scene.directory() / "kiosk.toml"
    config.write_text(_QUIET, encoding="utf-8")
    with Serving(scene) as server:
        env = {"KIOSK_DATA": str(server.data), "KIOSK_CONFIG": str(config)}
        line = _Line(server.at, server.key())
        load(scene, Order("issue", server.at, LOBBY.id, 4, 400, line.key, SERVICES))
        with (
            _screen(scene, env, CONSOLE, "staff", "--counter", "1") as own,
            _screen(scene, env, CONSOLE, "staff", "--counter", "2") as other,
            _screen(scene, env, BOARD, "board") as board,
        ):
            for terminal, mark in (
                (own, "ONLINE"),
                (other, "ONLINE"),
                (board, "waiting"),
            ):
                terminal.until(mark)
                terminal.settle()
            found = [_called(own, other, board, line) for _ in range(scene.of(20, 2))]
    here, there, above = zip(*found, strict=True)
    return (
        *_rows("on this console", here, 60),
        *_rows("on another console", there, 100),
        *_rows("on the board", above, 100),
    )


def _rows(where: str, found: Sequence[float], most: float) -> Sequence[Row]:
    name = f"key press to the called number {where}"
    return (
        at_most(f"{name}, median", median(found), most, "ms", f"{len(found)} calls"),
        at_most(f"{name}, p99", percentile(found, 99), 200, "ms"),
    )


def _screen(
    scene: Scene, env: dict[str, str], size: tuple[int, int], *command: str
) -> Terminal:
    return Terminal([str(KIOSK), *command], scene.env | env, size)


class _Line:
    """A line to the server beside the consoles: who is next, and freeing the counter again."""

    def __init__(self, at: str, key: str) -> None:
        self.at, self.key = at, key

    def next_number(self) -> str:
        """Whom the next key will call."""
        said = json.loads(asyncio.run(self._ask("GET", "next?most=1")))
        return str(said["next"][0]["ticket"]["number"])

    def finish(self) -> None:
        """The counter is free again."""
        asyncio.run(self._ask("POST", "finish"))

    async def _ask(self, method: str, what: str) -> bytes:
        line = await Connection.open(self.at)
        status, body = await line.ask(
            request(method, f"{_COUNTER}/{what}", key=self.key)
        )
        line.close()
        if status != 200:
            raise Failed(f"{what}: {status}: {body.decode(errors='replace')}")
        return body


def _called(
    own: Terminal, other: Terminal, board: Terminal, line: _Line
) -> Sequence[float]:
    """Milliseconds from the key to each of the three."""
    number = line.next_number()
    drawings = [bold(number, 200, height) for height in _HEIGHTS]
    marks = [[row.rstrip() for row in drawn if row.strip()] for drawn in drawings]
    for terminal in (own, other, board):
        terminal.settle(0.2, 1.0)
        terminal.forget()
    pressed = own.type("n")
    seen = together(
        [
            (own, lambda: own.has(f"{number} called")),
            (other, lambda: other.has(f"{number} called to 1")),
            (board, lambda: any(board.has(*drawing) for drawing in marks)),
        ]
    )
    line.finish()
    board.settle(AT_REST, AT_REST)
    return [1000 * (instant - pressed) for instant in seen]
