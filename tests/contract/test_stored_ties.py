"""What every store promises about a ticket's session, its series and another system's row."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.domain.events import Deed
from kiosk.domain.stored_serving import Undo
from kiosk.domain.storing import Store, Writing
from kiosk.domain.ticket import Theirs, Ticket
from kiosk.errors import Reason, Refused
from tests.contract.shop import MAIN, NOON, appointment, branch, ticket
from tests.contract.test_store import STORES, add, save

THEIRS = Theirs("skiplino", "9f-1", "IN_PROGRESS", NOON)


@pytest.fixture(params=STORES)
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """A store with one branch and its first business day."""
    made = STORES[request.param](tmp_path)

    def begin(tx: Writing) -> None:
        tx.save_branch(branch())
        tx.open_day(MAIN, date(2026, 5, 4), NOON)

    await made.write(begin)
    yield made
    await made.close()


def tied(n: int, session: str | None, series: str | None) -> Ticket:
    one = appointment(n)
    assert one.booking is not None
    booking = replace(one.booking, session=session, series=series)
    return replace(one, booking=booking)


def read(store: Store, one: Ticket) -> Ticket | None:
    return store.read(lambda view: view.ticket(one.id))


async def test_a_ticket_comes_back_with_its_session_and_its_series(
    store: Store,
) -> None:
    added = await add(store, tied(1, "yoga", None), tied(2, None, "weekly"))
    assert added == [read(store, one) for one in added]
    joined = tied(1, "pilates", "weekly")
    assert await save(store, replace(joined, seq=added[0].seq))
    there = read(store, joined)
    assert there is not None
    assert joined.booking == there.booking


async def test_a_ticket_comes_back_with_the_row_it_stands_for(store: Store) -> None:
    (one,) = await add(store, ticket(1, theirs=THEIRS))
    assert one == read(store, one)
    later = replace(THEIRS, word="DONE", seen_at=NOON + timedelta(minutes=1))
    for theirs in (later, None, THEIRS):
        assert await save(store, replace(one, theirs=theirs))
        one = replace(one, theirs=theirs, version=one.version + 1)
        assert one == read(store, one)


async def test_one_row_of_another_system_has_one_ticket(store: Store) -> None:
    _, other = await add(store, ticket(1, theirs=THEIRS), ticket(2))
    with pytest.raises(Refused) as twice:
        await add(store, ticket(3, theirs=THEIRS))
    assert Reason.CHANGED is twice.value.reason
    assert read(store, ticket(3)) is None
    with pytest.raises(Refused) as taken:
        await save(store, replace(other, theirs=THEIRS))
    assert Reason.NOT_ALLOWED_NOW is taken.value.reason


async def test_what_can_be_taken_back_knows_what_the_ticket_belonged_to(
    store: Store,
) -> None:
    (one,) = await add(store, replace(tied(1, "yoga", "weekly"), theirs=THEIRS))
    undo = Undo("anna", Deed.CANCEL, NOON, one, 2, 7)
    await store.write(lambda tx: tx.keep_undo(undo))
    assert undo == store.read(lambda view: view.undo(MAIN, "anna"))


async def test_the_ticket_of_their_row_is_found_by_it(store: Store) -> None:
    (one, _) = await add(store, ticket(1, theirs=THEIRS), ticket(2))
    found = store.read(lambda view: view.by_theirs("skiplino", "9f-1"))
    assert one == found
    assert store.read(lambda view: view.by_theirs("merchant", "9f-1")) is None


async def test_what_was_adopted_for_a_day_is_told_by_start(store: Store) -> None:
    rows = [replace(THEIRS, id=f"9f-{n}") for n in range(4)]
    late, early = (replace(appointment(n), theirs=rows[n]) for n in (1, 2))
    assert late.start_at is not None
    late = replace(late, start_at=late.start_at + timedelta(hours=2))
    walkin = ticket(3, theirs=rows[3])
    other_day = ticket(4, theirs=rows[0], day=date(2026, 5, 5))
    await add(store, late, early, walkin, other_day, ticket(5))
    found = store.read(lambda view: view.adopted(MAIN, walkin.day))
    assert [one.id for one in (walkin, early, late)] == [one.id for one in found]
