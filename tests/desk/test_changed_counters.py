"""Counters and services taken out of the description while people wait: nobody is stuck."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.desk.desk import Desk
from kiosk.domain.branch import Branch, CounterId, ServiceId
from kiosk.domain.storing import Store
from kiosk.domain.ticket import Draft, Status, Ticket
from kiosk.errors import NotFound, Reason, Refused
from kiosk.store.memory import MemoryStore
from kiosk.store.sqlite import SqliteStore
from tests.contract.shop import ADVICE, CASH, LOANS, MAIN, NOON, branch
from tests.desk.hands import StoppedClock, desk_over

ONE, TWO, THREE = (CounterId(name) for name in "123")

STORES: dict[str, Callable[[Path], Store]] = {
    "memory": lambda place: MemoryStore(),
    "sqlite": lambda place: SqliteStore.open(place / "queue.db"),
}


@pytest.fixture(params=STORES)
async def desk(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Desk]:
    store = STORES[request.param](tmp_path)
    made = desk_over(store, StoppedClock(NOON))
    await made.load(branch())
    yield made
    await made.close()
    await store.close()


async def take(desk: Desk, service: ServiceId) -> Ticket:
    return (await desk.issue(Draft(MAIN, service), None, "kiosk 1")).ticket


def without_counter(counter: CounterId) -> Branch:
    left = tuple(one for one in branch().counters if one.id != counter)
    return branch(counters=left)


def without_advice() -> Branch:
    """No service, no group and no counter for it any more."""
    main = branch()
    return replace(
        main,
        groups=main.groups[:1],
        services=tuple(one for one in main.services if one.id != ADVICE),
        counters=main.counters[:2],
    )


async def test_who_is_at_a_counter_that_was_taken_away_can_be_finished(
    desk: Desk,
) -> None:
    await take(desk, CASH)
    await desk.call(MAIN, ONE, "anna")
    await desk.load(without_counter(ONE))
    assert Status.SERVED is (await desk.finish(MAIN, ONE, "anna")).status
    with pytest.raises(NotFound):
        await desk.finish(MAIN, ONE, "anna")
    with pytest.raises(NotFound):
        await desk.call(MAIN, ONE, "anna")


async def test_a_counter_with_nobody_at_it_is_no_unknown_one(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        await desk.finish(MAIN, ONE, "anna")
    assert Reason.NOTHING_SERVED is refused.value.reason


async def test_who_waits_for_a_service_taken_away_is_called_by_any_counter(
    desk: Desk,
) -> None:
    """In their turn: who came before goes before."""
    first, advice = await take(desk, CASH), await take(desk, ADVICE)
    last = await take(desk, LOANS)
    await desk.load(without_advice())
    called = []
    for counter in (ONE, ONE, TWO):
        found = await desk.call(MAIN, counter, "anna")
        assert found is not None
        called.append(found.ticket.id)
        await desk.finish(MAIN, counter, "anna")
    assert [first.id, advice.id, last.id] == called


async def test_a_place_counts_those_whom_every_counter_calls(desk: Desk) -> None:
    advice, cash = await take(desk, ADVICE), await take(desk, CASH)
    loans = await take(desk, LOANS)
    await desk.load(without_advice())
    ahead = []
    for ticket in (advice, cash, loans):
        place = (await desk.ticket(ticket.id)).place
        assert place is not None
        ahead.append(place.ahead)
    assert [0, 1, 2] == ahead
    assert 3 == (await desk.branch(MAIN)).services[CASH].ahead


async def test_a_service_keeps_to_its_own_counters_while_there_are_any(
    desk: Desk,
) -> None:
    await take(desk, ADVICE)
    assert await desk.call(MAIN, ONE, "anna") is None


async def test_who_was_left_over_is_a_worry_until_called(desk: Desk) -> None:
    await take(desk, ADVICE)
    assert [] == list(desk.worries())
    await desk.load(without_advice())
    (worry,) = desk.worries()
    assert worry.startswith("mainbranch: 1 waiting for advicedesk")
    await desk.call(MAIN, TWO, "anna")
    assert [] == list(desk.worries())
