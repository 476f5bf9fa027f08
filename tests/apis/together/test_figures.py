"""Who waits is said by whose queue it is, and reckoned by nobody else."""

from contextlib import aclosing
from typing import Any, cast

import pytest

from kiosk.domain.branch import BranchState
from kiosk.domain.ports import Once
from kiosk.domain.ticket import Draft
from tests.apis.together.over_routes import gateway
from tests.contract.shop import MAIN

ONCE = Once("kiosk", "visit-000000000001", "f")


async def test_a_place_in_their_queue_is_theirs() -> None:
    """Two who came to their own desk are before ours, and our desk knows nothing of them."""
    async with gateway("skiplino") as house:
        service = house.queued.id
        draft = Draft(house.branch.id, service)
        first, _ = [
            await house.there.issue(Draft(MAIN, service), None, "their desk")
            for _ in range(2)
        ]
        placed = await house.together.issue(draft, ONCE, "kiosk")
        again = await house.together.issue(draft, ONCE, "kiosk")
        later = await house.together.ticket(placed.ticket.id)
        await house.there.cancel(first.ticket.id, "their desk")
        looked = await house.together.look(placed.ticket.id)
        found = await house.together.by_code(house.branch.id, placed.ticket.code8)
    shown = (placed, again, later, looked, found)
    assert [2, 2, 2, 1, 1] == [one.place and one.place.ahead for one in shown]


async def test_nothing_is_reckoned_of_a_place_they_told_nothing_of() -> None:
    """As after a restart, until it was looked at again."""
    async with gateway("skiplino") as house:
        draft = Draft(house.branch.id, house.queued.id)
        placed = await house.together.issue(draft, ONCE, "kiosk")
        house.together._figures.note(placed.ticket.id, None)
        assert (await house.together.ticket(placed.ticket.id)).place is None


@pytest.mark.parametrize(
    ("system", "ours"), [("skiplino", False), ("merchant", True), ("optimo", True)]
)
async def test_a_branch_has_figures_where_the_queue_is_ours(
    system: str, ours: bool
) -> None:
    async with gateway(system) as house:
        (state,) = await house.together.branches()
        same = await house.together.branch(house.branch.id)
        stream = cast("Any", house.together.events(house.branch.id))
        async with aclosing(stream):
            told = await anext(stream)
    assert isinstance(told, BranchState)
    assert [ours, ours, ours] == [one.counted for one in (state, same, told)]
