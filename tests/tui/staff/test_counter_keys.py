"""Keys at the counter: what each does, and what it says when it does nothing."""

import pytest

from tests.tui.staff.counter import at, both, waiting

pytestmark = pytest.mark.anyio


async def test_call_next_shows_the_number_of_who_waits_longest() -> None:
    shop = await waiting()
    async with at(shop) as teller:
        await teller.press("f2")
        assert "A001 called" == teller.here
        assert ["A002", "A003"] == teller.numbers


async def test_two_counters_that_press_at_once_get_two_people() -> None:
    shop = await waiting()
    async with both(shop) as (one, other):
        await one.pilot.press("f2")
        await other.pilot.press("f2")
        await one.rest()
        await other.rest()
        assert {"A001 called", "A002 called"} == {one.here, other.here}
