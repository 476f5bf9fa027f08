"""Nobody waits for ever for a colleague or a counter that does not come back."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.branch import BranchId, Counter, CounterId, StaffId
from kiosk.domain.events import Deed
from kiosk.domain.serving import CounterChange, CounterStatus, Task
from kiosk.domain.stored_operators import SESSION, Session
from kiosk.domain.ticket import Draft, TicketId
from kiosk.store.sqlite import SqliteStore
from tests.contract.shop import CASH, LOANS, MAIN, NOON, branch, hire
from tests.desk.hands import StoppedClock, desk_over

ONE, TWO, THREE = (CounterId(name) for name in "123")
ELSEWHERE = BranchId("elsewhere1")


class House:
    """The small branch, where Ana works."""

    def __init__(self, path: Path) -> None:
        self.clock = StoppedClock(NOON)
        self.store = SqliteStore.open(path)
        self.desk = desk_over(self.store, self.clock)

    async def open(self) -> None:
        await self.desk.load(branch())
        self.ana = await hire(self.store, "Ana")

    async def kept(self, **whom: object) -> TicketId:
        """Somebody who is kept."""
        placed = await self.desk.issue(Draft(MAIN, CASH), None, "kiosk 1")
        await self.desk.do(placed.ticket.id, Task(Deed.TRANSFER, **whom), "anna")  # type: ignore[arg-type]
        return placed.ticket.id

    async def fire(self, who: StaffId) -> None:
        await self.store.write(lambda tx: tx.drop_operator(who))

    async def signs_in(self, who: StaffId, at: BranchId = MAIN) -> None:
        session = Session(f"{who} {at}", who, "a key", at, self.clock.now())
        await self.store.write(lambda tx: tx.add_session(session))

    async def called(self, counter: CounterId = ONE) -> TicketId | None:
        found = await self.desk.call(MAIN, counter, "anna")
        return found.ticket.id if found else None


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    made = House(tmp_path / "queue.db")
    await made.open()
    yield made
    await made.desk.close()
    await made.store.close()


async def test_who_was_kept_for_somebody_who_left_is_anybodys(house: House) -> None:
    kept = await house.kept(operator=house.ana)
    assert await house.called() is None
    await house.fire(house.ana)
    assert kept == await house.called()


async def test_so_is_who_was_kept_for_somebody_who_works_elsewhere_now(
    house: House,
) -> None:
    kept = await house.kept(operator=house.ana)
    await hire(house.store, "Ana", MAIN)
    assert await house.called() is None
    await hire(house.store, "Ana", ELSEWHERE)
    assert kept == await house.called()


async def test_anybody_may_choose_who_was_kept_for_somebody_who_left(
    house: House,
) -> None:
    kept = await house.kept(operator=house.ana)
    await house.fire(house.ana)
    row = await house.desk.do(kept, Task(Deed.CALL, counter=ONE), "anna")
    assert ONE == row.ticket.counter


async def test_who_is_kept_for_a_counter_too_is_called_there(house: House) -> None:
    """And nowhere else: it is still there."""
    kept = await house.kept(operator=house.ana, counter=TWO)
    await house.fire(house.ana)
    assert await house.called(ONE) is None
    assert kept == await house.called(TWO)


async def test_who_is_kept_for_a_counter_that_is_gone_waits_for_their_operator(
    house: House,
) -> None:
    kept = await house.kept(operator=house.ana, counter=THREE)
    counters = (Counter(ONE), Counter(TWO))
    await house.desk.load(replace(branch(), counters=counters))
    assert await house.called() is None
    await house.fire(house.ana)
    assert kept == await house.called()


async def test_somebody_elses_service_is_theirs_to_call_only_where_it_is_served(
    house: House,
) -> None:
    placed = await house.desk.issue(Draft(MAIN, LOANS), None, "kiosk 1")
    kept = Task(Deed.TRANSFER, operator=house.ana)
    await house.desk.do(placed.ticket.id, kept, "anna")
    await house.fire(house.ana)
    assert await house.called(ONE) is None
    assert placed.ticket.id == await house.called(TWO)


async def test_who_is_kept_for_somebody_who_is_not_here_is_a_worry(
    house: House,
) -> None:
    await house.kept(operator=house.ana)
    await house.kept(operator=house.ana)
    away = ["mainbranch: 2 kept for Ana, who is not signed in; transfer them"]
    assert away == list(house.desk.worries())
    await house.signs_in(house.ana, ELSEWHERE)
    assert away == list(house.desk.worries())
    await house.signs_in(house.ana)
    assert [] == list(house.desk.worries())
    house.clock.at += SESSION - timedelta(minutes=1)
    assert [] == list(house.desk.worries())
    house.clock.pass_by(minutes=1)
    assert away == list(house.desk.worries())
    await house.fire(house.ana)
    assert [] == list(house.desk.worries())


async def test_who_may_go_to_a_counter_that_is_open_worries_nobody(
    house: House,
) -> None:
    await house.kept(operator=house.ana, counter=TWO)
    assert [] == list(house.desk.worries())
    closed = CounterChange(CounterStatus.CLOSED)
    await house.desk.change_counter(MAIN, TWO, closed, "bea")
    (worry,) = house.desk.worries()
    assert "1 kept for Ana, who is not signed in" in worry
    await house.fire(house.ana)
    (worry,) = house.desk.worries()
    assert "1 kept for counter 2, which is closed" in worry
