"""What every store promises of errands to other systems."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.errands import Errand, ErrandId, Errands, ErrandState
from kiosk.domain.ports import Once
from kiosk.errors import Reason, Refused
from kiosk.store.kept_errands import KeptErrands
from kiosk.store.sqlite import SqliteStore
from tests.contract.shop import NOON
from tests.contract.test_store import STORES

SYSTEM = "skiplino"


def errand(n: int, state: ErrandState = ErrandState.OPEN) -> Errand:
    """The `n`th, a second after the one before."""
    at = NOON + timedelta(seconds=n)
    return Errand(
        id=ErrandId(f"errand{n:04}"),
        system=SYSTEM,
        mark=f"lane-{n}",
        about={"service": "cash", "start": None, "places": [1, 2]},
        at=at,
        changed_at=at,
        state=state,
        before=("a", "b"),
        once=Once("kiosk 1", f"key {n}", "digest"),
        tries=1,
    )


@pytest.fixture(name="errands", params=STORES)
async def _errands(
    request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncIterator[Errands]:
    store = STORES[request.param](tmp_path)
    yield KeptErrands(store)
    await store.close()


async def test_an_errand_comes_back_as_it_was(errands: Errands) -> None:
    """By its key, with everything that was noted."""
    first = errand(1)
    await errands.write(first)
    done = replace(
        first,
        state=ErrandState.DONE,
        found="their 7",
        tries=2,
        then="their 6",
        detail="lost, then found",
        changed_at=NOON + timedelta(minutes=1),
        watched=False,
        looks=3,
    )
    once = first.once
    assert once
    assert first == errands.known(once)
    await errands.write(done)
    assert done == errands.one(first.id)
    assert errands.one(ErrandId("another")) is None
    assert done == errands.known(replace(once, fingerprint="another"))
    assert errands.known(replace(once, owner="kiosk 2")) is None


async def test_what_is_in_doubt_is_found_again_oldest_first(errands: Errands) -> None:
    """So is what may still surface twice, and a move's second half; nothing that is over."""
    rows = [
        errand(5),
        errand(4, ErrandState.GIVEN_UP),
        replace(errand(3, ErrandState.DONE), watched=False, then="old"),
        errand(2, ErrandState.DONE),
        replace(errand(1, ErrandState.DONE), watched=False, then="old", then_done=True),
        replace(errand(0, ErrandState.OVER), watched=False),
        replace(errand(6, ErrandState.REFUSED), watched=False, then="old"),
        replace(errand(7), system="merchant"),
    ]
    for row in rows:
        await errands.write(row)
    assert [errand(2).id, errand(3).id, errand(4).id, errand(5).id] == [
        one.id for one in errands.unsettled(SYSTEM)
    ]
    assert {"lane-4", "lane-5"} == errands.doubtful(SYSTEM)


async def test_a_marks_fruit_is_what_was_found_under_it(errands: Errands) -> None:
    """Whatever was found elsewhere is not."""
    await errands.write(replace(errand(1), mark="lane", found="x"))
    await errands.write(replace(errand(2), mark="lane", found="y"))
    await errands.write(replace(errand(3), mark="lane"))
    await errands.write(replace(errand(4), mark="another", found="z"))
    await errands.write(replace(errand(5), mark="lane", found="w", system="optimo"))
    assert {"x", "y"} == errands.fruit(SYSTEM, "lane")


async def test_a_key_has_one_errand(errands: Errands) -> None:
    """A second one is refused, and what was there stays."""
    await errands.write(errand(1))
    with pytest.raises(Refused) as caught:
        await errands.write(replace(errand(2), once=errand(1).once))
    assert Reason.CHANGED == caught.value.reason
    assert [errand(1)] == list(errands.unsettled(SYSTEM))
    await errands.write(replace(errand(3), once=None))
    await errands.write(replace(errand(4), once=None))


async def test_only_what_is_settled_is_forgotten(errands: Errands) -> None:
    """However old the rest is."""
    old = [
        errand(1),
        errand(2, ErrandState.DONE),
        replace(errand(3, ErrandState.DONE), watched=False, found="x", mark="lane"),
    ]
    for one in old:
        await errands.write(one)
    await errands.forget(NOON + timedelta(seconds=3))
    assert {"x"} == errands.fruit(SYSTEM, "lane")
    await errands.forget(NOON + timedelta(days=1))
    assert frozenset() == errands.fruit(SYSTEM, "lane")
    assert [one.id for one in old[:2]] == [one.id for one in errands.unsettled(SYSTEM)]


@pytest.mark.parametrize("close", [True, False])
async def test_an_errand_is_on_disk_when_it_is_written(
    tmp_path: Path, close: bool
) -> None:
    """Whoever opens the file next reads it, whether or not the last one said goodbye."""
    store = SqliteStore.open(tmp_path / "queue.db")
    await KeptErrands(store).write(errand(1))
    if close:
        await store.close()
    beside = SqliteStore.open(tmp_path / "queue.db")
    assert [errand(1)] == list(KeptErrands(beside).unsettled(SYSTEM))
    await beside.close()
    await store.close()
