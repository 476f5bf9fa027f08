"""One row of a long queue changes: how long until it is painted, against a bare short table.

Run as a program it takes the samples, in a process that has nothing else to do.
"""

import asyncio
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import replace

from textual.app import App

from kiosk.domain.events import Deed, TicketEvent
from kiosk.domain.serving import Row, RowChanged, Which
from kiosk.domain.ticket import Care
from tests.bench.figures import Row as Figure
from tests.bench.figures import median, percentile, times
from tests.bench.floors.hundred_rows import HundredRows
from tests.bench.scene import Failed, Scene
from tests.tui.lobby import PASSPORT
from tests.tui.looks import rows_of
from tests.tui.staff.counter import USUAL, Shop, Teller, at

WAITING = 5_000


def measure(scene: Scene) -> Sequence[Figure]:
    """Both on a terminal of the same size, in turns."""
    waiting, turns = scene.of(WAITING, 500), scene.of(60, 5)
    said = scene.ask(
        sys.executable, "-m", "tests.bench.changed_row", str(waiting), str(turns)
    )
    floor, ours = json.loads(said)
    note = (
        f"{len(ours)} changes each, in turns, on {USUAL[0]}x{USUAL[1]}; p95"
        f" {percentile(ours, 95):.1f} ms, the floor's {percentile(floor, 95):.1f} ms"
    )
    return [
        times(
            f"one changed row among {waiting:,}, against a bare table of 100",
            median(floor), median(ours), 1.2, "ms", note,
        )
    ]  # fmt: skip


async def _taken(waiting: int, turns: int) -> tuple[list[float], list[float]]:
    shop = Shop()
    await shop.desk.load(shop.branch)
    await shop.issue(*[PASSPORT] * waiting)
    floors: list[float] = []
    ours: list[float] = []
    bare = HundredRows()
    async with bare.run_test(size=USUAL), at(shop) as teller:
        await teller.console.following.all_of(Which.WAITING)
        teller.console.paint()
        for turn in range(-3, turns):
            floor = await _painted_floor(bare, turn)
            own = await _painted_ours(teller, turn)
            if turn >= 0:  # the turns before warm up
                floors.append(floor)
                ours.append(own)
        for screen, seen in (
            (bare.screen, f"K {turns - 1}"),
            (teller.app.screen, f"note {turns - 1}"),
        ):
            if not any(seen in row for row in rows_of(screen)):
                raise Failed(f"{seen!r} was never painted")
    return floors, ours


async def _painted_floor(bare: HundredRows, turn: int) -> float:
    await _drawn(bare)
    began = time.perf_counter()
    bare.change(turn)
    await _drawn(bare)
    return 1000 * (time.perf_counter() - began)


async def _painted_ours(teller: Teller, turn: int) -> float:
    console = teller.console
    rows = console.following.book.listed(Which.WAITING)
    changed = _noted(rows[turn % 10], turn)
    await _drawn(teller.app)
    began = time.perf_counter()
    console.following.book.hear(changed)
    console.paint()
    await _drawn(teller.app)
    return 1000 * (time.perf_counter() - began)


def _noted(row: Row, turn: int) -> RowChanged:
    before = row.ticket
    ticket = replace(before, version=before.version + 1, care=Care(note=f"note {turn}"))
    event = TicketEvent(
        seq=1_000_000 + turn,
        at=before.status_at,
        branch=before.branch,
        ticket=before.id,
        number=before.number,
        service=before.service,
        deed=Deed.NOTE,
        old=before.status,
        new=before.status,
        actor="bench",
    )
    return RowChanged(event, replace(row, ticket=ticket))


async def _drawn(app: App[None]) -> None:
    drawn = asyncio.Event()
    app.screen.call_after_refresh(drawn.set)
    await drawn.wait()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(_taken(*map(int, sys.argv[1:])))))
