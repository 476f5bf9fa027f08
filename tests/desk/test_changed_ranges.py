"""Number ranges that are described anew while people wait: nobody shares a number, nobody is stuck."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.desk.desk import Desk
from kiosk.domain.branch import NumberRange, ServiceId
from kiosk.domain.storing import Store
from kiosk.domain.ticket import Draft
from kiosk.errors import Reason, Refused
from kiosk.store.memory import MemoryStore
from kiosk.store.sqlite import SqliteStore
from tests.contract.shop import CASH, LOANS, MAIN, NOON, branch
from tests.desk.hands import StoppedClock, desk_over

STORES: dict[str, Callable[[Path], Store]] = {
    "memory": lambda place: MemoryStore(),
    "sqlite": lambda place: SqliteStore.open(place / "queue.db"),
}


@pytest.fixture(params=STORES)
async def desk(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Desk]:
    """A desk that has given A001 to A003 and B005."""
    store = STORES[request.param](tmp_path)
    made = desk_over(store, StoppedClock(NOON))
    await made.load(branch())
    assert ["A001", "A002", "A003", "B005"] == await _take(
        made, CASH, CASH, CASH, LOANS
    )
    yield made
    await made.close()
    await store.close()


async def _take(desk: Desk, *services: ServiceId) -> list[str]:
    placed = [await desk.issue(Draft(MAIN, one), None, "kiosk 1") for one in services]
    return [one.ticket.number for one in placed]


def _with_ranges(*ranges: NumberRange) -> Any:
    """The branch with these ranges, a service each, whatever they are called."""
    services = branch().services
    names = {"a": ranges[0].id, "b": ranges[1].id}
    renamed = tuple(replace(one, range=names[one.range]) for one in services)
    return branch(ranges=ranges, services=renamed)


async def test_a_range_by_another_name_goes_on_behind_the_old_one(desk: Desk) -> None:
    """The letters on the papers in the lobby stay unique for the day."""
    await desk.load(_with_ranges(NumberRange("new", "A"), NumberRange("b", "B", 5)))
    assert ["A004", "A005", "B006"] == await _take(desk, CASH, CASH, LOANS)


async def test_ranges_that_swap_their_letters_pass_over_each_other(desk: Desk) -> None:
    """Both go on, each with the numbers nobody holds."""
    await desk.load(_with_ranges(NumberRange("a", "B", 5), NumberRange("b", "A")))
    assert ["B004", "A006", "B006"] == await _take(desk, CASH, LOANS, CASH)


async def test_a_new_range_whose_numbers_are_all_given_says_so(desk: Desk) -> None:
    """And not that something has changed, which nobody could mend."""
    await desk.load(_with_ranges(NumberRange("n", "A", 1, 3), NumberRange("b", "B", 5)))
    with pytest.raises(Refused) as caught:
        await _take(desk, CASH)
    assert Reason.NO_NUMBERS is caught.value.reason
