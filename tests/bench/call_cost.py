"""What a full day costs a teller: call next with a hundred tickets today, and with 100,000."""

import asyncio
import time
from collections.abc import Sequence

from tests.bench.figures import Row, median, percentile, times
from tests.bench.lobby import LOBBY
from tests.bench.scene import Failed, Scene
from tests.bench.serving import Serving, busy_day
from tests.bench.wire import Connection, request

_COUNTER = f"/native/v1/branches/{LOBBY.id}/counters/1"
_AT_A_TIME = 5


def measure(scene: Scene) -> Sequence[Row]:
    """Call and finish at one counter, a few on each queue in turns. All who came still wait."""
    few, many = 100, scene.of(100_000, 10_000)
    servers = [Serving(scene, busy_day(scene, size)) for size in (few, many)]
    keys = [server.key() for server in servers]
    found: list[list[float]] = [[], []]
    turns = min(few // _AT_A_TIME - 1, scene.of(19, 4))
    asyncio.run(_call_all(servers, keys, found, turns))
    for server in servers:
        server.stop()
    small, large = found
    tail = percentile(large, 99) / percentile(small, 99)
    return [
        times(
            f"call next with {many:,} tickets today, against {few}",
            median(small), median(large), 1.3, "ms",
            f"all of them waiting; {len(large)} calls on each; p99 {tail:.2f}x",
        )
    ]  # fmt: skip


async def _call_all(
    servers: Sequence[Serving],
    keys: Sequence[str],
    found: Sequence[list[float]],
    turns: int,
) -> None:
    lines = [await Connection.open(server.at) for server in servers]
    for turn in range(turns + 1):
        for line, key, taken in zip(lines, keys, found, strict=True):
            for _ in range(_AT_A_TIME):
                began = time.monotonic()
                await _done(line, "call", key)
                spent = time.monotonic() - began
                await _done(line, "finish", key)
                if turn:  # the first turn warms up
                    taken.append(1000 * spent)
    for line in lines:
        line.close()


async def _done(line: Connection, deed: str, key: str) -> None:
    status, body = await line.ask(request("POST", f"{_COUNTER}/{deed}", key=key))
    if status != 200 or b'"ticket":null' in body:
        raise Failed(f"{deed}: {status}: {body.decode(errors='replace')}")
