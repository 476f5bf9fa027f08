"""How long the server needs until it says that it listens."""

from collections.abc import Sequence

from tests.bench.figures import Row, at_most, median, percentile, told
from tests.bench.scene import Scene
from tests.bench.serving import Serving, new_queue


def measure(scene: Scene) -> Sequence[Row]:
    """On an empty queue, and once with a long past."""
    took = [_start(scene, 0) for _ in range(scene.of(11, 3))]
    past = scene.of(1_000_000, 100_000)
    old = _start(scene, past)
    return (
        at_most(
            "server start to listening", median(took), 1.2, "s",
            f"{len(took)} starts; slowest {percentile(took, 100):.2f} s",
        ),
        told(f"the same at {past:,} tickets of history", f"{old:.2f} s"),
    )  # fmt: skip


def _start(scene: Scene, history: int) -> float:
    with Serving(scene, new_queue(scene, history)) as server:
        return server.took
