"""What years of tickets cost the next one: a client alone, on an empty queue and on full ones."""

import asyncio
import json
import time
from collections import defaultdict
from collections.abc import Sequence

from tests.bench.figures import Row, median, percentile, times
from tests.bench.lobby import LOBBY, SERVICES
from tests.bench.scene import Failed, Scene
from tests.bench.serving import Serving, new_queue
from tests.bench.wire import Connection, request

_TURN = 10
_PATH = f"/native/v1/branches/{LOBBY.id}"
_COUNTER = f"{_PATH}/counters/1"

Times = dict[str, list[float]]


def measure(scene: Scene) -> Sequence[Row]:
    """Take a number, look at the branch, call, finish; a few on each queue in turns."""
    sizes = (0, 100_000, scene.of(1_000_000, 200_000))
    servers = [Serving(scene, new_queue(scene, size)) for size in sizes]
    keys = [server.key() for server in servers]
    found: list[Times] = [defaultdict(list) for _ in sizes]
    turns = scene.of(60, 4)
    used, began = time.process_time(), time.monotonic()
    asyncio.run(_ask_all(servers, keys, found, turns))
    busy = (time.process_time() - used) / (time.monotonic() - began)
    for server in servers:
        server.stop()
    empty, note = found[0], f"{turns * _TURN} of each; generator {busy:.0%} of a core"
    return [
        _row(size, empty, full, note)
        for size, full in zip(sizes[1:], found[1:], strict=True)
    ]


def _row(size: int, empty: Times, full: Times, note: str) -> Row:
    """The deed that suffers most speaks for all."""
    ratios = {deed: median(full[deed]) / median(empty[deed]) for deed in empty}
    worst = max(ratios, key=lambda deed: ratios[deed])
    others = ", ".join(f"{deed} {ratio:.2f}x" for deed, ratio in ratios.items())
    tail = percentile(full["issue"], 99) / percentile(empty["issue"], 99)
    return times(
        f"one client at {size:,} tickets of history, against none",
        median(empty[worst]), median(full[worst]), 1.2, "ms",
        f"the slowest of: {others}; p99 of issue {tail:.2f}x; {note}",
    )  # fmt: skip


async def _ask_all(
    servers: Sequence[Serving], keys: Sequence[str], found: Sequence[Times], turns: int
) -> None:
    lines = [await Connection.open(server.at) for server in servers]
    for turn in range(-1, turns):
        for line, key, taken in zip(lines, keys, found, strict=True):
            for nth in range(_TURN):
                spent = await _once(line, key, f"{turn}-{nth}")
                if turn >= 0:  # the turn before warms up
                    for deed, seconds in spent.items():
                        taken[deed].append(1000 * seconds)
    for line in lines:
        line.close()


async def _once(line: Connection, key: str, once: str) -> dict[str, float]:
    wanted = json.dumps({"branch": LOBBY.id, "service": SERVICES[0]}).encode()
    asked = {
        "issue": request("POST", "/native/v1/tickets", wanted, key=key, once=once),
        "look": request("GET", _PATH, key=key),
        "call": request("POST", f"{_COUNTER}/call", key=key),
        "finish": request("POST", f"{_COUNTER}/finish", key=key),
    }
    return {deed: await _timed(line, bytes_) for deed, bytes_ in asked.items()}


async def _timed(line: Connection, asked: bytes) -> float:
    began = time.monotonic()
    status, body = await line.ask(asked)
    took = time.monotonic() - began
    if not 200 <= status < 300:
        raise Failed(f"{status}: {body.decode(errors='replace')}")
    return took
