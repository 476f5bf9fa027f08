"""How long a finger waits: until anything answers, and until the next page is there."""

import sys
from collections.abc import Sequence
from pathlib import Path

from tests.bench.figures import Row, median, percentile, times
from tests.bench.scene import Scene
from tests.bench.serving import Serving
from tests.bench.terminal import Terminal
from tests.bench.visit import Way, kiosk, learn

ONE_STATIC = Path(__file__).with_name("floors") / "one_static.py"
_MIDDLE = (43, 12)


def measure(scene: Scene) -> Sequence[Row]:
    """A finger comes down, rests, and lifts: the kiosk must show that it felt the one, and turn
    the page on the other. The floor is a full-screen text that changes on the click."""
    floors: list[float] = []
    felt: list[float] = []
    pages: list[float] = []
    with (
        Serving(scene) as server,
        kiosk(scene, server) as terminal,
        Terminal([sys.executable, str(ONE_STATIC)], scene.env) as floor,
    ):
        way = learn(terminal)
        floor.until("tap 0.")
        for visit in range(scene.of(40, 5)):
            for nth in range(1, 4):
                _, page = _tap(floor, _MIDDLE, f"tap {3 * visit + nth}.", shows=False)
                floors.append(page)
            for down, up in _visit(terminal, way):
                felt.append(down)
                pages.append(up)
    return (
        _row("tap: the touch is seen to be felt", floors, felt, 2),
        _row("tap: the next page is complete", floors, pages, 5),
    )


def _row(
    measure: str, floors: Sequence[float], ours: Sequence[float], most: float
) -> Row:
    note = (
        f"{len(ours)} taps each, in turns; p95 {percentile(ours, 95):.1f} ms,"
        f" the floor's {percentile(floors, 95):.1f} ms"
    )
    return times(measure, median(floors), median(ours), most, "ms", note)


def _visit(terminal: Terminal, way: Way) -> Sequence[tuple[float, float]]:
    """Of the three taps of a visit that need no answer from the server."""
    found = [
        _tap(terminal, way.language.cell, way.service.mark),
        _tap(terminal, way.service.cell, way.confirm.mark),
    ]
    _tap(terminal, way.confirm.cell, way.given.mark)
    return [*found, _tap(terminal, way.given.cell, way.language.mark)]


def _tap(
    terminal: Terminal, cell: tuple[int, int], mark: str, *, shows: bool = True
) -> tuple[float, float]:
    """Milliseconds from finger down to anything drawn (if it `shows`), and from finger up to
    all of the page that ends with `mark`."""
    terminal.settle(0.05)
    terminal.forget()
    down = terminal.press(cell)
    felt = terminal.next_bytes() if shows else down
    terminal.settle(0.05)
    up = terminal.lift(cell)
    page = terminal.until(mark)
    return 1000 * (felt - down), 1000 * (page - up)
