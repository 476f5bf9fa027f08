"""What another system keeps, at the counter: marked where it knows nothing of what is done."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest

from kiosk.domain.branch import CounterId
from kiosk.domain.ports import Capabilities
from kiosk.domain.theirs import Adoption, Told
from kiosk.domain.ticket import Draft, Status
from tests.tui.clinic import HALF_PAST_NINE, clinic
from tests.tui.lobby import MAIN, PASSPORT
from tests.tui.staff.counter import Shop, Teller, at

pytestmark = pytest.mark.anyio

TOLD = Told(
    id="bkg_77",
    status=Status.BOOKED,
    word="confirmed",
    service=PASSPORT,
    start=HALF_PAST_NINE,
    name="Nora Berg",
)


class Emulating:
    """A queue whose appointments are another system's, which knows of no arrivals and calls."""

    def __init__(self, desk: Any) -> None:
        self._desk = desk

    @property
    def capabilities(self) -> Capabilities:
        can: Capabilities = self._desk.capabilities
        return replace(can, emulated=frozenset({"call", "check_in"}))

    def __getattr__(self, name: str) -> object:
        return getattr(self._desk, name)


async def _come(shop: Shop) -> None:
    """An appointment of theirs at half past nine, a quarter of an hour before it."""
    shop.clock.at = HALF_PAST_NINE.replace(hour=7, minute=15)
    await shop.desk.adopt(Adoption("optimo", MAIN, TOLD, "optimo"))


@asynccontextmanager
async def counter() -> AsyncIterator[tuple[Shop, Teller]]:
    shop = Shop(branch=clinic(), wrap=Emulating, before=_come)
    async with at(shop) as teller:
        await teller.press("2")
        yield shop, teller


async def test_their_appointment_is_marked_and_can_be_served() -> None:
    """It stands in the list, comes, and is called like any other."""
    async with counter() as (shop, teller):
        assert "T001~" in teller.text
        assert "Nora B." in teller.text
        await teller.press("a")
        await teller.until(lambda: teller.page == "CheckIn")
        await teller.press("enter")
        await teller.press("n")
        await teller.until(lambda: teller.here == "T001 called")
        called = await shop.desk.lobby(MAIN)
    assert [CounterId("1")] == [row.ticket.counter for row in called.at_counters]


async def test_the_details_say_who_keeps_it() -> None:
    async with counter() as (_, teller):
        await teller.press("space")
        await teller.until(lambda: teller.page == "Details")
        assert "optimo · bkg_77 · confirmed" in teller.text
        assert "not seen there" in teller.text


async def test_keys_for_what_they_never_hear_of_are_marked() -> None:
    async with counter() as (_, teller):
        assert "Next ~" in teller.text
        assert "Walk-in ~" not in teller.text
        await teller.press("f1")
        await teller.until(lambda: "Check in ~" in teller.text)


async def test_what_a_customer_wrote_is_in_the_details() -> None:
    async def booked(shop: Shop) -> None:
        draft = Draft(
            MAIN, PASSPORT, start=HALF_PAST_NINE, said="my [b]name[/b] changed"
        )
        await shop.desk.issue(draft, None, "their site")
        shop.clock.at = HALF_PAST_NINE.replace(hour=7, minute=15)

    async with at(Shop(branch=clinic(), before=booked)) as teller:
        await teller.press("2", "space")
        await teller.until(lambda: teller.page == "Details")
        assert "They wrote" in teller.text
        assert "my [b]name[/b] changed" in teller.text
