"""What every store promises of operators and of who is signed in."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.access import Operator, Role
from kiosk.domain.branch import StaffId
from kiosk.domain.stored_operators import Session, StoredOperator
from kiosk.domain.storing import Store
from kiosk.errors import Reason, Refused
from tests.contract.shop import MAIN, NOON
from tests.contract.test_store import STORES

ANA = StoredOperator(
    Operator(StaffId("ana0000000"), "Ana", Role.SUPERVISOR), "$argon2id$a", NOON
)
BEN = StoredOperator(
    Operator(StaffId("ben0000000"), "Ben", Role.STAFF, MAIN, True),
    "$argon2id$b",
    NOON + timedelta(seconds=1),
    3,
    NOON + timedelta(minutes=1),
)
HOUR = timedelta(hours=1)


def session(digest: str, who: StoredOperator, hours: int = 0) -> Session:
    return Session(digest, who.operator.id, "key1", MAIN, NOON + hours * HOUR)


@pytest.fixture(name="store", params=STORES)
async def _store(
    request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncIterator[Store]:
    made = STORES[request.param](tmp_path)
    for one in (ANA, BEN):
        await made.write(lambda tx, one=one: tx.save_operator(one))  # type: ignore[misc]
    yield made
    await made.close()


async def test_operators_come_back_as_they_were(store: Store) -> None:
    """In order of coming, however often they were changed since."""
    ana = replace(ANA, failures=1, failed_at=NOON, pin_hash="$argon2id$c")
    await store.write(lambda tx: tx.save_operator(ana))
    assert [ana, BEN] == store.read(lambda view: view.operators())
    assert BEN == store.read(lambda view: view.operator(BEN.operator.id))
    assert store.read(lambda view: view.operator(StaffId("nobody"))) is None


@pytest.mark.parametrize("name", ["Ana", "ANA"])
async def test_nobody_has_anothers_name(store: Store, name: str) -> None:
    """Capitals alone tell no two people apart."""
    other = replace(BEN, operator=replace(BEN.operator, name=name))
    with pytest.raises(Refused) as caught:
        await store.write(lambda tx: tx.save_operator(other))
    assert caught.value.reason is Reason.CHANGED
    assert [ANA, BEN] == store.read(lambda view: view.operators())


async def test_who_is_removed_is_signed_out(store: Store) -> None:
    """And nobody else is."""
    for one in (session("a", ANA), session("b", BEN), session("c", BEN)):
        await store.write(lambda tx, one=one: tx.add_session(one))  # type: ignore[misc]
    await store.write(lambda tx: tx.drop_operator(BEN.operator.id))
    assert [ANA] == store.read(lambda view: view.operators())
    assert [session("a", ANA)] == store.read(lambda view: view.sessions())


async def test_sessions_end_one_by_one_by_person_and_by_age(store: Store) -> None:
    """One too old and one of a clock that was ahead are over alike."""
    kept = [session(str(hours), ANA, hours) for hours in range(5)]
    for one in (*kept, session("b", BEN, 2)):
        await store.write(lambda tx, one=one: tx.add_session(one))  # type: ignore[misc]
    await store.write(lambda tx: tx.drop_session("3"))
    await store.write(lambda tx: tx.drop_session("no such"))
    await store.write(lambda tx: tx.drop_sessions_of(BEN.operator.id))
    gone = await store.write(lambda tx: tx.drop_sessions(NOON, NOON + 4 * HOUR))
    assert (2, kept[1:3]) == (gone, store.read(lambda view: view.sessions()))
