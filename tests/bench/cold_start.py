"""How long a kiosk needs until it is seen, and until a finger gets an answer."""

import sys
from collections.abc import Sequence
from pathlib import Path

from tests.bench.figures import Row, median, times
from tests.bench.scene import Scene
from tests.bench.serving import Serving
from tests.bench.terminal import Terminal
from tests.bench.visit import FIRST_FRAME, Way, kiosk, learn

HELLO = Path(__file__).with_name("floors") / "hello.py"


def measure(scene: Scene) -> Sequence[Row]:
    """Against a bare Textual hello world in a terminal of the same size, by turns."""
    floors, frames, answers, shown = [], [], [], []
    with Serving(scene) as server:
        with kiosk(scene, server) as terminal:
            way = learn(terminal)
        _hello(scene)
        for _ in range(scene.of(15, 3)):
            floors.append(_hello(scene))
            frame, data, answer = _kiosk(scene, server, way)
            frames.append(frame)
            shown.append(data)
            answers.append(answer)
    floor = median(floors)
    return (
        times(
            "cold start: first frame", floor, median(frames), 1.5, "ms",
            f"{len(floors)} starts each, in turns",
        ),
        times(
            "cold start: data shown, and a tap on it answered",
            floor, median(answers), 2.2, "ms",
            f"tapped the moment the data is seen, after {median(shown):.0f} ms;"
            " the time is that of the answer",
        ),
    )  # fmt: skip


def hello(scene: Scene) -> Terminal:
    """The floor, running."""
    return Terminal([sys.executable, str(HELLO)], scene.env)


def _hello(scene: Scene) -> float:
    with hello(scene) as terminal:
        return 1000 * (terminal.until("Hello, world") - terminal.began)


def _kiosk(scene: Scene, server: Serving, way: Way) -> tuple[float, float, float]:
    with kiosk(scene, server) as terminal:
        frame = terminal.until(FIRST_FRAME)
        data = terminal.until(way.language.mark)
        terminal.tap(way.language.cell)
        answer = terminal.until(way.service.mark)
        began = terminal.began
        return 1000 * (frame - began), 1000 * (data - began), 1000 * (answer - began)
