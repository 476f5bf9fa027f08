"""From the last touch to the number on the screen, and to its last byte at the printer."""

from collections.abc import Sequence

from tests.bench.figures import Row, at_most, median, percentile
from tests.bench.scene import Scene
from tests.bench.serving import Serving
from tests.bench.sink import Sink
from tests.bench.visit import kiosk, learn


def measure(scene: Scene) -> Sequence[Row]:
    """Visit after visit with a printer on loopback that takes no time of its own."""
    screen: list[float] = []
    paper: list[float] = []
    sink = Sink(scene)
    settings = scene.directory() / "kiosk.toml"
    settings.write_text(sink.settings(), encoding="utf-8")
    with Serving(scene) as server, kiosk(scene, server, settings) as terminal:
        way = learn(terminal)
        sink.paper()
        for _ in range(scene.of(200, 10)):
            for stop, following in (
                (way.language, way.service),
                (way.service, way.confirm),
            ):
                terminal.tap(stop.cell)
                terminal.until(following.mark)
            terminal.settle(0.05)
            touched = terminal.tap(way.confirm.cell)
            screen.append(1000 * (terminal.until(way.given.mark) - touched))
            paper.append(1000 * (sink.paper().at - touched))
            terminal.settle(0.05)
            terminal.forget()
            terminal.tap(way.given.cell)
            terminal.until(way.language.mark)
    return (
        *_rows("last touch to the number on the screen", screen, 50),
        *_rows("last touch to the printer's last byte", paper, 60),
    )


def _rows(measure: str, samples: Sequence[float], most: float) -> Sequence[Row]:
    note = f"{len(samples)} visits"
    return (
        at_most(f"{measure}, median", median(samples), most, "ms", note),
        at_most(f"{measure}, p99", percentile(samples, 99), 150, "ms"),
    )
