"""Many ask for the last place at the same moment, and for times that overlap."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.domain.branch import ServiceId
from tests.bench.agency import LONG, SINGLE, Caller
from tests.bench.figures import Row, none_of
from tests.bench.judge import Booked, overlaps, unclaimed
from tests.bench.scene import Scene
from tests.bench.serving import Serving
from tests.bench.wire import Connection

WRITERS = 64
OVERLAPPING = 11
"""Starts every five minutes: none of them ends before the last begins."""

APART = 24
"""Starts from one round to the next, so that rounds don't touch."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How a race went: answers of 201, and answers that were neither that nor 409."""

    wins: Sequence[int]
    bad: int


def measure(scene: Scene) -> Sequence[Row]:
    """Both races, judged by the answers and by the database."""
    server = Serving(scene)
    places, overlapping = asyncio.run(_race(server, scene.of(200, 20), scene.of(50, 5)))
    server.stop()
    kept = Booked.read(server.database)
    single = [one for one in kept if one.service == SINGLE]
    long = [one for one in kept if one.service == LONG]
    rounds, more = len(places.wins), len(overlapping.wins)
    return (
        none_of(
            "last places not given to exactly one",
            sum(won != 1 for won in places.wins) + abs(rounds - len(single)), rounds,
            f"{WRITERS} at once for each; {overlaps(single)} overlaps in the database",
        ),
        none_of(
            "appointments that overlap on a lane", overlaps(long), len(long),
            f"{OVERLAPPING} overlapping starts at once on 2 lanes, {more} rounds",
        ),
        none_of(
            "rounds of those with another number than two served",
            sum(won != 2 for won in overlapping.wins) + abs(2 * more - len(long)), more,
        ),
        none_of(
            "answers neither a booking nor a refusal", places.bad + overlapping.bad,
            rounds * WRITERS + more * OVERLAPPING,
        ),
        none_of(
            "claims that belong to no appointment, or are missing",
            unclaimed(server.database), len(kept),
        ),
    )  # fmt: skip


async def _race(server: Serving, places: int, overlapping: int) -> tuple[Asked, Asked]:
    key = server.key("supervisor")
    callers = [Caller(await Connection.open(server.at), key) for _ in range(WRITERS)]
    await callers[0].open_the_agency()
    (tomorrow,) = await callers[0].starts(SINGLE, 1)
    alone = [[start] * WRITERS for start in tomorrow[:places]]
    crossing = [
        day[at : at + OVERLAPPING]
        for day in await callers[0].starts(LONG, 5)
        for at in range(0, len(day) - OVERLAPPING, APART)
    ][:overlapping]
    found = (
        await _rounds(callers, SINGLE, alone),
        await _rounds(callers, LONG, crossing),
    )
    for caller in callers:
        caller.close()
    return found


async def _rounds(
    callers: Sequence[Caller], service: ServiceId, rounds: Sequence[Sequence[str]]
) -> Asked:
    """In each round a caller a start, all at the same moment."""
    wins, bad = [], 0
    for nth, starts in enumerate(rounds):
        statuses = await asyncio.gather(
            *(
                caller.book(service, start, f"{service}-{nth}-{who}")
                for who, (caller, start) in enumerate(
                    zip(callers, starts, strict=False)
                )
            )
        )
        wins.append(statuses.count(201))
        bad += sum(status not in (201, 409) for status in statuses)
    return Asked(wins, bad)
