"""How long a finger on a day waits for its times, on a real screen over a real server."""

import asyncio
import re
from collections.abc import Sequence

from tests.bench.agency import AGENCY, Caller
from tests.bench.figures import Row, at_most, median, percentile
from tests.bench.scene import KIOSK, Scene
from tests.bench.serving import Serving
from tests.bench.terminal import Terminal
from tests.bench.wire import Connection

_WAY = ("English", "need a service", "busy", "Book a time", "Continue without")
"""What is tapped until the days are there; the first is the only language's tile."""

_TIME = re.compile(r"\b\d\d:\d\d\b")


def measure(scene: Scene) -> Sequence[Row]:
    """A finger comes down on tomorrow and on today by turns: the last of the times must be
    there. Both days have a time every five minutes, on 20 lanes."""
    server = Serving(scene)
    asyncio.run(_furnish(server))
    env = {"KIOSK_DATA": str(server.data), "KIOSK_KIOSK__BRANCH": str(AGENCY.id)}
    with Terminal([str(KIOSK), "customer"], scene.env | env) as terminal:
        took = _walked(terminal, scene.of(60, 6))
    server.stop()
    return (
        at_most(
            "tap on a day: its times are complete", median(took), 80, "ms",
            f"p95 {percentile(took, 95):.0f} ms; {len(took)} taps, 24 hours of times"
            " every 5 minutes",
        ),
    )  # fmt: skip


async def _furnish(server: Serving) -> None:
    caller = Caller(await Connection.open(server.at), server.key("supervisor"))
    await caller.open_the_agency()
    caller.close()


def _walked(terminal: Terminal, taps: int) -> list[float]:
    """Milliseconds from finger up to the last time of each day tapped."""
    for words in _WAY:
        terminal.until(words)
        terminal.settle()
        cell = terminal.find(words)
        terminal.forget()
        terminal.tap(cell)
    terminal.until("Today")
    terminal.settle()
    today = terminal.find("Today")
    tomorrow = (today[0] + 14, today[1])
    marks = [_learnt(terminal, cell) for cell in (tomorrow, today)]
    took = []
    for nth in range(taps):
        cell, mark = marks[nth % 2]
        terminal.settle(0.05)
        terminal.forget()
        terminal.press(cell)
        terminal.settle(0.05)
        up = terminal.lift(cell)
        took.append(1000 * (terminal.until(mark) - up))
    return took


def _learnt(terminal: Terminal, cell: tuple[int, int]) -> tuple[tuple[int, int], str]:
    """The cell of a day, and the last of its times on the glass."""
    terminal.forget()
    terminal.tap(cell)
    terminal.settle()
    return cell, _TIME.findall(terminal.text())[-1]
