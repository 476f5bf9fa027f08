"""A day's times: the engine alone, and asked for over HTTP."""

import asyncio
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import product

from kiosk.domain.branch import LaneId
from kiosk.domain.claims import booked, instant_of
from kiosk.domain.grid import day_grid
from kiosk.domain.hours import Timetable
from kiosk.domain.slots import day_slots
from tests.bench.agency import AGENCY, BUSY, LANES, Caller
from tests.bench.figures import Row, at_most, median, percentile
from tests.bench.scene import Failed, Scene
from tests.bench.serving import Serving
from tests.bench.wire import Connection

APPOINTMENTS = 400
"""Of five ticks each: 2,000 claims."""

EACH = 5
"""Starts from one appointment of a lane to its next."""


def measure(scene: Scene) -> Sequence[Row]:
    """The same day twice: in this process, and through the server."""
    times = scene.of(400, 40)
    engine = _engine(times)
    server = Serving(scene)
    before, began = server.cpu, time.monotonic()
    asked = asyncio.run(_http(server, times))
    busy = (server.cpu - before) / (time.monotonic() - began)
    server.stop()
    what = f"a day's times, {LANES} lanes, 5-minute steps, 2,000 claims"
    return (
        at_most(
            f"{what}: the engine", median(engine), 1, "ms",
            f"p99 {percentile(engine, 99):.2f} ms; {times} times",
        ),
        at_most(
            f"{what}: over HTTP", median(asked), 10, "ms",
            f"p99 {percentile(asked, 99):.1f} ms; {times} times, one client after the"
            f" other; server {busy:.0%} of a core",
        ),
    )  # fmt: skip


def _engine(times: int) -> list[float]:
    """Milliseconds for the verdicts on a day whose grid is known."""
    service = AGENCY.service(BUSY)
    if service is None or service.booking is None:
        raise Failed(BUSY)
    grid = day_grid(AGENCY, Timetable(AGENCY), service, date(2026, 5, 5))
    now = datetime(2026, 5, 4, 12, tzinfo=UTC)
    nths = product(range(LANES), range(APPOINTMENTS // LANES))
    claims = [
        claim
        for lane, nth in nths
        for claim in booked(
            LaneId(f"{BUSY}-{lane}"),
            BUSY,
            service.booking,
            instant_of(grid.starts[nth * EACH].tick),
            f"{lane} {nth}",
        )
    ]
    spent = []
    for _ in range(times):
        began = time.perf_counter()
        found = day_slots(grid, claims, now)
        spent.append(1000 * (time.perf_counter() - began))
        if len(found.slots) < 250 or len(claims) != 2_000:
            raise Failed(f"{len(found.slots)} times, {len(claims)} claims")
    return spent


async def _http(server: Serving, times: int) -> list[float]:
    """Milliseconds for tomorrow's times, after tomorrow was booked as above."""
    caller = Caller(await Connection.open(server.at), server.key("supervisor"))
    await caller.open_the_agency()
    (starts,) = await caller.starts(BUSY, 1)
    for nth, lane in product(range(APPOINTMENTS // LANES), range(LANES)):
        status = await caller.book(BUSY, starts[nth * EACH], f"{nth}-{lane}")
        if status != 201:
            raise Failed(f"a booking was answered {status}")
    query = f"day={starts[0][:10]}"
    spent = []
    for _ in range(times):
        began = time.perf_counter()
        answer = await caller.days(BUSY, query)
        spent.append(1000 * (time.perf_counter() - began))
    caller.close()
    if answer.count(b'"slot-taken"') != APPOINTMENTS // LANES * EACH:
        raise Failed(f"{answer.count(b'slot-taken')} times are taken")
    return spent
