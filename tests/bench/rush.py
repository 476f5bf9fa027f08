"""A morning rush: thousands of numbers, thousands of calls, and nothing twice or missing."""

from collections.abc import Sequence

from tests.bench.figures import Row, at_most, none_of, told
from tests.bench.judge import Kept, gaps, lost, out_of_turn, twice
from tests.bench.load import Findings, Order, is_good
from tests.bench.lobby import COUNTERS, LOBBY, SERVICES
from tests.bench.scene import Scene
from tests.bench.serving import Serving, load

CLIENTS = 64


def measure(scene: Scene) -> Sequence[Row]:
    """Numbers by 64 clients, then calls by 32 counters, judged by answers and database."""
    numbers, calls = scene.of(30_000, 2_000), scene.of(10_000, 1_000)
    server = Serving(scene)
    key = server.key()
    before = server.cpu
    issued = load(
        scene, Order("issue", server.at, LOBBY.id, CLIENTS, numbers, key, SERVICES)
    )
    called = load(scene, Order("call", server.at, LOBBY.id, COUNTERS, calls, key))
    busy = (server.cpu - before) / (issued.wall + called.wall)
    memory = server.memory
    server.stop()
    kept = Kept.read(server.database)
    return (
        *_numbers(issued, kept),
        *_calls(called, kept, calls),
        told(
            "the rush itself",
            f"{issued.rate:,.0f} numbers/s, {called.rate:,.0f} deeds/s",
            f"server {busy:.0%} of a core, generator {issued.busy:.0%} and"
            f" {called.busy:.0%}",
        ),
        at_most("server's memory after that load", memory, 120, "MB"),
    )


def _numbers(found: Findings, kept: Kept) -> Sequence[Row]:
    good = [answer for answer in found.answers if is_good(answer)]
    total = len(found.answers)
    told_twice = twice(answer.number for answer in good)
    return (
        none_of(
            "numbers given twice", told_twice + twice(kept.numbers), total,
            f"{CLIENTS} clients; among the answers and in the database",
        ),
        none_of("numbers passed over", gaps(kept.numbers), total),
        none_of("numbers out of turn", out_of_turn(good), total,
            "smaller than one that was told before this one was asked for"),
        none_of("acknowledged numbers lost", lost(good, kept.ids), total),
        none_of("requests not answered well", total - len(good), total),
    )  # fmt: skip


def _calls(found: Findings, kept: Kept, calls: int) -> Sequence[Row]:
    called = [answer for answer in found.answers if answer.deed == "call"]
    bad = sum(not is_good(answer) for answer in found.answers)
    doubles = twice(answer.id for answer in called)
    doubles += sum(times - 1 for times in kept.calls.values())
    return (
        none_of(
            "tickets called twice", doubles, calls,
            f"{COUNTERS} counters; among the answers and in the event rows",
        ),
        none_of(
            "calls missing or not answered well",
            abs(calls - len(called)) + abs(calls - len(kept.calls)) + bad, calls,
        ),
    )  # fmt: skip
