"""Durable numbers a second over HTTP, against the least that FastAPI can do with the same models."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tests.bench import proc
from tests.bench.figures import Row, at_most, median, percentile, share, told, voided
from tests.bench.floors import store_loop
from tests.bench.load import Findings, Order
from tests.bench.lobby import LOBBY, SERVICES
from tests.bench.scene import Failed, Scene, said
from tests.bench.serving import Serving, load, new_queue

CLIENTS = 64
TOO_BUSY = 0.9
"""A generator that uses more of its core than this measures itself."""


@dataclass
class Side:
    """One of the two servers, over all rounds."""

    pid: int
    rates: list[float] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)
    generator: list[float] = field(default_factory=list)
    server: list[float] = field(default_factory=list)

    def round(self, scene: Scene, order: Order) -> None:
        """Put the load on it once."""
        before = proc.cpu_seconds(self.pid)
        found = load(scene, order)
        used = proc.cpu_seconds(self.pid) - before
        _complete(found, order)
        self.rates.append(found.rate)
        self.latencies += found.latencies
        self.generator.append(found.busy)
        self.server.append(used / found.wall)

    @property
    def cores(self) -> str:
        """What both processes used, and the server for one number."""
        busy = median(self.server)
        return (
            f"server {busy:.0%} of a core, {1e6 * busy / median(self.rates):.0f} us a"
            f" number, generator {median(self.generator):.0%}"
        )


def measure(scene: Scene) -> Sequence[Row]:
    """The same requests, byte for byte, to both, in turns."""
    asks = scene.of(6_000, 600)
    bare = scene.begin([sys.executable, "-m", "tests.bench.floors.bare_api"])
    floor_at = said(bare, "listening on http://")
    with Serving(scene) as server:
        floor, ours = Side(bare.pid), Side(server.child.pid)
        order = Order(
            "issue", server.at, LOBBY.id, CLIENTS, asks, server.key(), SERVICES
        )
        for turn in range(scene.of(7, 2) + 1):
            if turn == 1:  # what came before warmed both up
                floor, ours = Side(bare.pid), Side(server.child.pid)
            floor.round(scene, replace(order, at=floor_at, run=f"f{turn}"))
            ours.round(scene, replace(order, run=f"o{turn}"))
    scene.end(bare)
    note = (
        f"{len(ours.rates)} turns of {asks:,} numbers; ours: {ours.cores};"
        f" floor: {floor.cores}"
    )
    row = share(
        f"durable numbers over HTTP, {CLIENTS} clients, against a bare POST",
        median(floor.rates), median(ours.rates), 0.55, "/s", note,
    )  # fmt: skip
    if max(median(floor.generator), median(ours.generator)) > TOO_BUSY:
        row = voided(row, "the generator was the bottleneck")
    loop = store_loop.rate(new_queue(scene) / "queue.db", scene.of(20_000, 2_000))
    return (
        row,
        at_most(
            f"the same: p99 of an answer, {CLIENTS} clients",
            percentile(ours.latencies, 99), 250, "ms",
            f"median {median(ours.latencies):.1f} ms; floor's median"
            f" {median(floor.latencies):.1f}, p99 {percentile(floor.latencies, 99):.1f} ms",
        ),
        told(
            "the least the disk allows: the same rows in a bare loop",
            f"{loop:,.0f} /s",
            f"{store_loop.BATCH} numbers a commit, no Python around them",
        ),
    )  # fmt: skip


def _complete(found: Findings, order: Order) -> None:
    good = len(found.latencies)
    if good != order.asks:
        raise Failed(f"{order.asks - good} of {order.asks} were not answered well")
