"""The server under test: the real command, on a data directory of its own."""

import json
import time
from pathlib import Path

from tests.bench import proc
from tests.bench.history import furnish
from tests.bench.load import Findings, Order, command
from tests.bench.scene import KIOSK, Scene, said


class Serving:
    """`kiosk serve` with the bench's branch loaded. `at` is where it listens, "host:port"."""

    def __init__(self, scene: Scene, data: Path | None = None) -> None:
        """Start on `data`, a new directory with an empty queue unless given.

        `took`: seconds from the start to the word that it listens.
        """
        self._scene = scene
        self.data = data or new_queue(scene)
        began = time.monotonic()
        self.child = scene.begin([KIOSK, "serve", "--data", self.data, "--port", "0"])
        url = said(self.child, "listening on ")
        self.took = time.monotonic() - began
        self.at = url.removeprefix("http://")
        self.socket = json.loads((self.data / "endpoint.json").read_text())["socket"]

    @property
    def database(self) -> Path:
        """Where the queue is kept."""
        return self.data / "queue.db"

    @property
    def cpu(self) -> float:
        """Seconds on a core so far."""
        return proc.cpu_seconds(self.child.pid)

    @property
    def memory(self) -> float:
        """MB resident."""
        return proc.resident_mb(self.child.pid)

    def key(self, role: str = "staff") -> str:
        """A new API key."""
        made = self._scene.ask(
            KIOSK, "key", "new", "--role", role, "--name", "bench", "--json",
            "--data", self.data,
        )  # fmt: skip
        return str(json.loads(made)["key"])

    def stop(self) -> None:
        """As a technician does."""
        self._scene.end(self.child)

    def kill(self) -> None:
        """As the power does, except that the disk lives."""
        self._scene.end(self.child, now=True)

    def __enter__(self) -> "Serving":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def new_queue(scene: Scene, history: int = 0) -> Path:
    """A data directory with the bench's branch and `history` tickets of days gone by."""
    data = scene.directory()
    furnish(data / "queue.db", history)
    return data


def busy_day(scene: Scene, waiting: int) -> Path:
    """A data directory with the bench's branch, where `waiting` people have come today."""
    data = scene.directory()
    furnish(data / "queue.db", waiting=waiting)
    return data


def load(scene: Scene, order: Order) -> Findings:
    """Carry out an order in a process of its own."""
    argv, line = command(order)
    child = scene.begin(argv)
    out, _ = child.communicate(line, timeout=600)
    scene.end(child)
    return Findings.from_json(out)
