"""Many ask for the last place of another system at the same moment: one gets it."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import Any

from kiosk.domain.ports import Once
from kiosk.errors import KioskError
from tests.bench.elsewhere import SYSTEMS, Elsewhere, Office, elsewhere
from tests.bench.figures import Row, none_of
from tests.bench.scene import Scene

WRITERS = 64
SERVERS = 8
"""Each with a client and a journal of its own: what one client keeps to itself is no race."""


def measure(scene: Scene) -> Sequence[Row]:
    """Each system in turn."""
    return [row for kind in SYSTEMS for row in asyncio.run(_of(scene, kind))]


async def _of(scene: Scene, kind: str) -> Sequence[Row]:
    rounds = scene.of(5, 1)
    async with elsewhere(kind, scene.directory()) as there:
        offices = [await there.other(there.url) for _ in range(SERVERS)]
        people = await _people(there, offices[0])
        won, said = [], Counter[str]()
        for nth in range(rounds):
            had = set(there.live())
            answers = await asyncio.gather(
                *(
                    _asked(there, offices[who % SERVERS], nth, who, people[who])
                    for who in range(WRITERS)
                )
            )
            got = [one for one in answers if not isinstance(one, KioskError)]
            said.update(
                f"{type(one).__name__} {one.reason}: {one.detail}"
                for one in answers
                if isinstance(one, KioskError)
            )
            won.append((got, sorted(set(there.live()) - had)))
        wrong = sum(len(got) != 1 or got != new for got, new in won)
        return [
            none_of(
                f"{kind}: last places not given to exactly one", wrong, rounds,
                f"{WRITERS} at once for each, from {SERVERS} servers; told: {dict(said)}",
            )
        ]  # fmt: skip


async def _asked(
    there: Elsewhere, office: Office, nth: int, who: int, person: Any
) -> str | KioskError:
    draft = there.draft(nth, customer=person)
    once = Once("bench", f"race {nth}, {who}", "wish")
    try:
        placed = await office.client.issue(draft, once, "bench")
    except KioskError as error:
        return error
    return str(placed.ticket.id)


async def _people(there: Elsewhere, office: Office) -> Sequence[Any]:
    """Who asks, where an appointment is somebody's."""
    if not there.system.walkin:
        return [None] * WRITERS
    phones = (f"+3630{n:07}" for n in range(WRITERS))
    return [(await office.client.identify(phone)).id for phone in phones]
