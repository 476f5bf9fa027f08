"""Our clients over our own routes, while a third of all calls fails: one booking for who was
served, none for anybody else."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.errors import KioskError
from tests.apis.faults import Fault, faulty_line
from tests.bench.elsewhere import QUICK, SYSTEMS, elsewhere
from tests.bench.lost_answers import Day, visit

CUSTOMERS = 12
AT_ONCE = tuple(set(Fault) - {Fault.LATE, Fault.AFTERWARDS, Fault.STALE})
"""What takes no time of its own; the bench has the rest."""

SOON = replace(QUICK, after=(0.2, 0.4, 0.6))


@pytest.mark.parametrize("kind", SYSTEMS)
async def test_whoever_is_served_has_one_booking(kind: str, tmp_path: Path) -> None:
    """And whoever is not has none, once the sweep has been by."""
    async with elsewhere(kind, tmp_path, SOON) as there:
        faults = tuple(sorted(AT_ONCE))
        async with faulty_line(there.url, rate=0.3, seed=3, faults=faults) as (
            line,
            url,
        ):
            office, day = await there.other(url), Day()
            await ready(office.client)
            for n in range(CUSTOMERS):
                await visit(there, office, day, n)
            line.rate = 0.0
            await line.drained()
            assert await office.settle()
        assert line.seen
        assert Counter(day.served.values()) == Counter(there.live())
        assert CUSTOMERS * 0.8 < len(day.served)


async def ready(client: object) -> None:
    """As a server begins: it reads what there is, however often that takes."""
    for _ in range(9):
        try:
            await client.branches()  # type: ignore[attr-defined]  # a Backend
        except KioskError:
            continue
        return
