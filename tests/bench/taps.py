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
    """Three taps of a visit against as many on a full-screen text, visit by visit in turns."""
    floors: list[float] = []
    first: list[float] = []
    pages: list[float] = []
    with (
        Serving(scene) as server,
        kiosk(scene, server) as terminal,
        Terminal([sys.executable, str(ONE_STATIC)], scene.env) as floor,
    ):
        way = learn(terminal)
        floor.until("tap 0.")
        floor.settle()
        for visit in range(scene.of(40, 5)):
            floors += [_floor_tap(floor, 3 * visit + nth + 1) for nth in range(3)]
            for begun, answer, page in _visit(terminal, way):
                first.append(1000 * (answer - begun))
                pages.append(1000 * (page - begun))
    note = f"{len(first)} taps each, in turns; p95 {{:.1f}} ms, floor's {percentile(floors, 95):.1f}"
    bottom = median(floors)
    return (
        times(
            "tap: first answer", bottom, median(first), 2, "ms",
            note.format(percentile(first, 95)),
        ),
        times(
            "tap: next page complete", bottom, median(pages), 5, "ms",
            note.format(percentile(pages, 95)),
        ),
    )  # fmt: skip


def _floor_tap(floor: Terminal, taps: int) -> float:
    floor.forget()
    begun = floor.tap(_MIDDLE)
    answered = floor.until(f"tap {taps}.")
    floor.settle(0.03)
    return 1000 * (answered - begun)


def _visit(terminal: Terminal, way: Way) -> Sequence[tuple[float, float, float]]:
    """Of the taps that lead from page to page without asking the server: when told, when
    anything was drawn, when the next page was."""
    found = []
    following = (way.service, way.confirm)
    for stop, page in zip((way.language, way.service), following, strict=True):
        found.append(_tap(terminal, stop.cell, page.mark))
    _tap(terminal, way.confirm.cell, way.given.mark)
    found.append(_tap(terminal, way.given.cell, way.language.mark))
    return found


def _tap(
    terminal: Terminal, cell: tuple[int, int], mark: str
) -> tuple[float, float, float]:
    terminal.settle(0.05)
    terminal.forget()
    begun = terminal.tap(cell)
    answer = terminal.next_bytes()
    return begun, answer, terminal.until(mark)
