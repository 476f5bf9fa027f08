"""Kept counts are checked against the tickets whenever a database is opened."""

from pathlib import Path

import apsw
import pytest

from kiosk.domain.storing import Writing
from kiosk.domain.ticket import Status
from tests.contract.shop import CASH, LOANS, MAIN
from tests.contract.test_stored_sessions import YOGA, participant
from tests.store.places import add, first_day, opened

MEDDLING = {
    "waiting too high": "UPDATE waiting SET n = 9",
    "waiting forgotten": "DELETE FROM waiting",
    "waiting for nothing": "INSERT INTO waiting VALUES ('mainbranch', 'loandesk01', 3)",
    "issued too low": "UPDATE issued SET n = 1",
    "issued forgotten": "DELETE FROM issued",
}


@pytest.mark.parametrize("meddling", MEDDLING.values(), ids=MEDDLING.keys())
async def test_a_wrong_count_is_put_right(tmp_path: Path, meddling: str) -> None:
    path = tmp_path / "queue.db"
    async with opened(path) as store:
        await store.write(first_day)
        await add(store, 1)
        await add(store, 2)
    other = apsw.Connection(str(path))
    other.execute(meddling)
    other.close()
    async with opened(path) as store:
        assert {CASH: 2} == store.read(lambda view: view.waiting(MAIN))
        assert 2 == store.read(lambda view: view.issued(MAIN, 1, CASH))
        assert 0 == store.read(lambda view: view.issued(MAIN, 1, LOANS))


@pytest.mark.parametrize("n", [0, 3])
async def test_the_places_taken_are_those_of_who_joined(tmp_path: Path, n: int) -> None:
    """Who cancelled has none."""
    path = tmp_path / "queue.db"

    def join(tx: Writing) -> None:
        first_day(tx)
        tx.add_group_session(YOGA)
        for number in (1, 2):
            tx.take_place(YOGA.id)
            tx.add_ticket(participant(number))
        tx.add_ticket(participant(3, status=Status.CANCELLED))

    async with opened(path) as store:
        await store.write(join)
    other = apsw.Connection(str(path))
    other.execute("UPDATE group_session SET taken = ?", (n,))
    other.close()
    async with opened(path) as store:
        there = store.read(lambda view: view.group_session(YOGA.id))
        assert there is not None
        assert 2 == there.taken
