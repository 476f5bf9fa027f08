"""What every store promises about what staff do, told once and run over each of them."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.branch import CounterId, GroupId, LaneId, StaffId
from kiosk.domain.claims import Claim
from kiosk.domain.events import Deed
from kiosk.domain.stored_serving import Leg, Undo
from kiosk.domain.storing import Store, Writing
from kiosk.domain.ticket import Care, Outcome, Result, Status, Ticket
from kiosk.errors import Reason, Refused
from tests.contract.shop import (
    CASH,
    LOANS,
    MAIN,
    NOON,
    appointment,
    branch,
    issued,
    ticket,
)
from tests.contract.test_store import STORES, add, save

ONE, TWO = CounterId("1"), CounterId("2")
ANNA = StaffId("operator-a")
MINUTE = timedelta(minutes=1)

CARE = Care(
    note="speaks Portuguese",
    priority_reason="pain",
    said="I come by wheelchair",
    counter=ONE,
    operator=ANNA,
    park_reason="a form",
    parked_until=NOON + MINUTE,
    outcome=Outcome(Result.CONTINUES, (CASH, LOANS), 3),
)


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


async def test_what_staff_noted_comes_back_exactly(store: Store) -> None:
    one = Care(note="x")
    added, plain = await add(store, ticket(1, care=CARE), ticket(2))
    assert added == store.read(lambda view: view.ticket(added.id))
    for care in (one, None, CARE):
        assert await save(store, replace(plain, care=care))
        plain = replace(plain, care=care, version=plain.version + 1)
        assert plain == store.read(lambda view: view.ticket(ticket(2).id))


async def test_another_service_may_stand_in_another_group(store: Store) -> None:
    (one,) = await add(store, ticket(1))
    moved = replace(one, service=LOANS, group=GroupId("other"))
    assert await save(store, moved)
    assert replace(moved, version=2) == store.read(lambda view: view.ticket(one.id))
    assert {LOANS: 1} == store.read(lambda view: dict(view.waiting(MAIN)))


async def test_who_is_kept_for_somebody_is_no_head_and_hides_nobody(
    store: Store,
) -> None:
    kept = (Care(counter=ONE), Care(operator=ANNA))
    await add(
        store,
        *(ticket(n, care=care) for n, care in enumerate(kept, 1)),
        ticket(3, care=Care(note="only a note")),
        ticket(4),
        ticket(5, priority=1, care=Care(counter=ONE)),
    )

    def numbers(found: Any) -> list[str]:
        return sorted(one.number for one in found)

    heads = store.read(lambda view: view.heads(MAIN, [CASH], 1))
    assert ["A003", "A005"] == numbers(heads)
    bound = store.read(lambda view: view.bound(MAIN))
    assert ["A001", "A002", "A005"] == [one.number for one in bound]


async def test_a_counter_has_one_customer_whatever_is_saved(store: Store) -> None:
    first, second = await add(store, ticket(1), ticket(2))
    assert await save(store, replace(first, status=Status.CALLED, counter=ONE))
    with pytest.raises(Refused) as refused:
        await save(store, replace(second, status=Status.SERVING, counter=ONE))
    assert Reason.NOT_ALLOWED_NOW == refused.value.reason
    assert second == store.read(lambda view: view.ticket(second.id))
    assert {CASH: 1} == store.read(lambda view: dict(view.waiting(MAIN)))
    assert await save(store, replace(second, status=Status.CALLED, counter=TWO))


async def test_nobody_comes_back_to_a_code_that_is_somebody_elses(
    store: Store,
) -> None:
    (gone,) = await add(store, ticket(1))
    over = replace(gone, status=Status.CANCELLED)
    assert await save(store, over)
    await add(store, ticket(2, code8=gone.code8))
    with pytest.raises(Refused) as refused:
        await save(store, replace(gone, version=2))
    assert Reason.NOT_ALLOWED_NOW == refused.value.reason
    assert await save(store, replace(over, version=2, care=Care(note="n")))
    found = store.read(lambda view: view.by_code(MAIN, gone.code8))
    assert found is not None
    assert "A002" == found.number


async def undo_of(store: Store, before: Ticket, **changes: Any) -> Undo:
    claims = (Claim(LaneId("desk"), 7, before.id, CASH, 7),)
    made = replace(Undo("Anna", Deed.CALL, NOON, before, 2, 1, claims), **changes)
    await store.write(lambda tx: tx.keep_undo(made))
    return made


async def test_what_somebody_did_last_comes_back_exactly(store: Store) -> None:
    first, second = await add(store, ticket(1, care=CARE), appointment(2))
    await undo_of(store, first)
    last = await undo_of(store, second, deed=Deed.CANCEL, at=NOON + MINUTE)
    other = await undo_of(store, first, actor="Ben", claims=())
    assert last == store.read(lambda view: view.undo(MAIN, "Anna"))
    assert other == store.read(lambda view: view.undo(MAIN, "Ben"))
    assert store.read(lambda view: view.undo(MAIN, "Eve")) is None
    await store.write(lambda tx: tx.drop_undo(MAIN, "Ben"))
    assert store.read(lambda view: view.undo(MAIN, "Ben")) is None


async def test_what_was_done_long_ago_is_forgotten(store: Store) -> None:
    (one,) = await add(store, ticket(1))
    for minute, actor in enumerate(("Anna", "Ben", "Eve")):
        await undo_of(store, one, actor=actor, at=NOON + minute * MINUTE)
    assert 1 == await store.write(lambda tx: tx.drop_undos(NOON + MINUTE))
    assert store.read(lambda view: view.undo(MAIN, "Anna")) is None
    assert store.read(lambda view: view.undo(MAIN, "Ben")) is not None


async def test_it_is_known_who_did_something_since(store: Store) -> None:
    (one,) = await add(store, ticket(1))
    for actor in ("Anna", "Ben"):
        event = issued(one, actor=actor)
        await store.write(lambda tx, event=event: tx.add_event(event))  # type: ignore[misc]
    for actor, after, expected in (
        ("Anna", 0, True),
        ("Anna", 1, False),
        ("Ben", 1, True),
        ("Ben", 2, False),
    ):
        acted = store.read(
            lambda view, who=actor, seq=after: view.has_acted(MAIN, who, seq)  # type: ignore[misc]
        )
        assert expected is acted


async def test_a_leg_of_a_visit_counts_for_its_own_service(store: Store) -> None:
    """Newest first by when it was over, among those who were finished there."""
    served = [
        ticket(
            n,
            status=Status.SERVED,
            called_at=NOON,
            finished_at=NOON + minutes * MINUTE,
        )
        for n, minutes in ((1, 3), (2, 9))
    ]
    (visit, *_) = await add(store, ticket(3, called_at=NOON), *served)
    leg = Leg(visit, NOON + 6 * MINUTE)
    await store.write(lambda tx: tx.add_leg(leg))
    assert await save(store, replace(visit, service=LOANS, called_at=None))
    assert [9, 6, 3] == list(store.read(lambda view: view.handling(MAIN, CASH, 5)))
    assert [9, 6] == list(store.read(lambda view: view.handling(MAIN, CASH, 2)))
    assert [] == list(store.read(lambda view: view.handling(MAIN, LOANS, 5)))
    await store.write(lambda tx: tx.drop_leg(leg))
    assert [9, 3] == list(store.read(lambda view: view.handling(MAIN, CASH, 5)))
