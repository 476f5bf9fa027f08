"""What a kiosk holds on to: at rest, after a thousand customers, and whether it grows."""

from collections.abc import Sequence

from tests.bench import proc
from tests.bench.cold_start import hello
from tests.bench.figures import Row, at_most, median, times
from tests.bench.scene import Scene
from tests.bench.serving import Serving
from tests.bench.sink import Sink
from tests.bench.visit import kiosk, learn, walk

_STEPS = 20
_REST = 3.0
FLAT = 1.02
"""What is allowed between the middle and the end of all visits."""


def measure(scene: Scene) -> Sequence[Row]:
    """Against the hello world, both at rest: nothing drawn for some seconds."""
    visits = scene.of(1_000, 60)
    sink = Sink(scene)
    settings = scene.directory() / "kiosk.toml"
    settings.write_text(sink.settings(), encoding="utf-8")
    floor = median([_hello(scene) for _ in range(scene.of(5, 1))])
    with Serving(scene) as server, kiosk(scene, server, settings) as terminal:
        terminal.until("English")
        terminal.settle(_REST)
        rest = proc.resident_mb(terminal.process.pid)
        way = learn(terminal)
        sink.paper()
        samples = []
        for _ in range(_STEPS):
            for _ in range(visits // _STEPS):
                walk(terminal, way)
                sink.paper()
            samples.append(proc.resident_mb(terminal.process.pid))
    middle, end = samples[_STEPS // 2 - 1], samples[-1]
    told = ", ".join(f"{sample:.0f}" for sample in samples[1::4])
    return (
        times("kiosk's memory at rest", floor, rest, 2.3, "MB"),
        times(f"kiosk's memory after {visits:,} visits", floor, end, 3.2, "MB",
            f"on the way: {told} MB"),
        at_most(
            "kiosk's memory is flat: the end against the middle", end / middle, FLAT, "x"
        ),
    )  # fmt: skip


def _hello(scene: Scene) -> float:
    with hello(scene) as terminal:
        terminal.until("Hello, world")
        terminal.settle(_REST)
        return proc.resident_mb(terminal.process.pid)
