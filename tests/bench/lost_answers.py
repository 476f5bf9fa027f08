"""Bookings at other systems while a tenth of all calls fails: one for who was served, no other."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from kiosk.domain.ports import Once
from kiosk.errors import Ambiguous, KioskError, TooBusy, Unavailable
from tests.apis.faults import FaultyLine, faulty_line
from tests.bench.elsewhere import SYSTEMS, Elsewhere, Office, elsewhere
from tests.bench.figures import Row, none_of, percentile, share
from tests.bench.scene import Scene

KIOSKS = 8
"""Customers at a time."""

TRIES = 3
"""A kiosk asks again with the same key before it says that it could not."""


@dataclass
class Day:
    """What came of it. `served` is by customer; `waits` are seconds."""

    served: dict[int, str] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)


def measure(scene: Scene) -> Sequence[Row]:
    """Each system in turn."""
    return [row for kind in SYSTEMS for row in asyncio.run(_of(scene, kind))]


async def _of(scene: Scene, kind: str) -> Sequence[Row]:
    customers = scene.of(500, 40)
    async with elsewhere(kind, scene.directory()) as there:
        async with faulty_line(there.url, seed=7, late=3.0) as (line, url):
            office = await there.other(url)
            day = await _day(there, office, customers)
            asked, line.rate = line.calls, 0.0
            await line.drained()
            settled = await office.settle()
        return _rows(there, day, line, asked, settled)


def _rows(
    there: Elsewhere, day: Day, line: FaultyLine, asked: int, settled: bool
) -> Sequence[Row]:
    live, served = Counter(there.live()), Counter(day.served.values())
    lost, more = (served - live).total(), (live - served).total()
    customers = len(day.waits)
    failed = sum(line.seen.values())
    met = ", ".join(
        f"{n} {fault.name.lower()}" for fault, n in sorted(line.seen.items())
    )
    return (
        none_of(
            f"{there.kind}: bookings lost, or there and nobody's", lost + more, customers,
            f"{lost} lost, {more} doubled or ghosts; {failed} of {asked} calls failed"
            f" ({met}); {'all settled' if settled else 'NOT all settled'}",
        ),
        share(
            f"{there.kind}: customers served while a tenth of all calls fails",
            customers, len(day.served), 0.98, "customers",
            f"waited {percentile(day.waits, 50):.2f} s, p99 {percentile(day.waits, 99):.2f}"
            f" s; not served: {dict(day.refused) or 'nobody'}",
        ),
    )  # fmt: skip


async def _day(there: Elsewhere, office: Office, customers: int) -> Day:
    """They come, a few at a time, and the sweep comes by."""
    day, few = Day(), asyncio.Semaphore(KIOSKS)

    async def one(n: int) -> None:
        async with few:
            began = time.monotonic()
            await visit(there, office, day, n)
            day.waits.append(time.monotonic() - began)

    async def sweeping() -> None:
        while True:
            await asyncio.sleep(1.0)
            await office.sweep()

    sweep = asyncio.create_task(sweeping())
    await asyncio.gather(*(one(n) for n in range(customers)))
    sweep.cancel()
    await asyncio.gather(sweep, return_exceptions=True)
    return day


async def visit(there: Elsewhere, office: Office, day: Day, n: int) -> None:
    """The `n`th customer, as their kiosk asks for them."""
    once, said = Once("bench", f"key {n}", f"wish {n}"), "nothing"
    for _ in range(TRIES):
        try:
            placed = await office.client.issue(there.draft(n), once, "bench")
        except (Ambiguous, TooBusy, Unavailable) as error:
            said = f"{type(error).__name__} {error.reason}: {error.detail}"
        except KioskError as error:
            day.refused[f"{type(error).__name__} {error.reason}: {error.detail}"] += 1
            return
        else:
            day.served[n] = placed.ticket.id
            return
    day.refused[said] += 1
