"""A made-up past is one the store could have written itself."""

from pathlib import Path

import pytest

from kiosk.domain.ticket import Status, TicketId
from kiosk.store.sqlite import SqliteStore
from tests.bench.history import A_DAY, furnish
from tests.bench.lobby import LOBBY


@pytest.fixture
def past(tmp_path: Path) -> Path:
    """A database with a little more than one day gone by."""
    furnish(tmp_path / "queue.db", A_DAY + 10)
    return tmp_path / "queue.db"


async def test_the_store_reads_a_made_up_past_as_its_own(past: Path) -> None:
    store = SqliteStore.open(past)
    day = store.read(lambda tx: tx.day(LOBBY.id))
    first = store.read(lambda tx: tx.ticket(TicketId("0000000000")))
    deeds = store.read(lambda tx: [e.deed for e in tx.history(TicketId("0000000000"))])
    last = store.read(lambda tx: tx.last_number(LOBBY.id, 2, "a"))
    await store.close()
    assert day
    assert (2, 10) == (day.seq, last)
    assert first
    assert ("A001", Status.SERVED) == (first.number, first.status)
    assert ["issue", "call", "start", "finish"] == deeds
