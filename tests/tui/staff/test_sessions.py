"""Sessions at the counter: who is here, one more, and what becomes of a class."""

from dataclasses import replace
from typing import cast

import pytest

from kiosk.desk.desk import Desk
from kiosk.domain.ports import Backend, Capabilities
from kiosk.domain.sessions import GroupSession, SessionStatus
from kiosk.domain.ticket import Status
from tests.tui.classes import fill, planned, school
from tests.tui.clinic import HALF_PAST_NINE
from tests.tui.staff.counter import Shop, Teller, at

pytestmark = pytest.mark.anyio


class School:
    """A shop with two courses tomorrow and after, three places each, and somebody in the first."""

    def __init__(self, people: int = 1) -> None:
        self.people = people
        self.courses: list[GroupSession] = []
        self.shop = Shop(branch=school(), before=self.begin)

    async def begin(self, shop: Shop) -> None:
        """An hour before the first one."""
        self.courses = await planned(shop.desk, 0, 1)
        await fill(shop.desk, self.courses[0], self.people)
        shop.clock.at = HALF_PAST_NINE.replace(hour=7, minute=0)

    async def course(self, number: int = 0) -> GroupSession:
        return await self.shop.desk.session(self.courses[number].id)

    async def statuses(self) -> list[Status]:
        rows = await self.shop.desk.participants(self.courses[0].id)
        return [row.ticket.status for row in rows]


async def opened(teller: Teller) -> None:
    """The first course is open."""
    await teller.press("6")
    await teller.until(lambda: teller.page == "SessionList")
    await teller.press("enter")
    await teller.until(lambda: teller.page == "ShowSession")


async def again(teller: Teller, seen: str) -> None:
    """The course is shown once more, and how it is now."""
    await teller.until(lambda: teller.page == "ShowSession" and seen in teller.text)


async def test_the_space_bar_says_who_is_here_and_takes_it_back() -> None:
    there = School()
    async with at(there.shop) as teller:
        await opened(teller)
        await teller.press("space")
        await again(teller, "1 is here")
        assert [Status.WAITING] == await there.statuses()
        await teller.press("space")
        await again(teller, "0 are here")
    assert [Status.BOOKED] == await there.statuses()


async def test_somebody_is_added_with_a_name_alone() -> None:
    there = School()
    async with at(there.shop) as teller:
        await opened(teller)
        await teller.press("plus")
        await teller.until(lambda: teller.page == "Join")
        await teller.type("Nora Berg")
        await teller.press("enter")
        await again(teller, "2 of 3")
        assert "Nora B." in teller.text
    assert 2 == (await there.course()).taken


async def test_a_full_one_offers_no_place() -> None:
    there = School(people=3)
    async with at(there.shop) as teller:
        await opened(teller)
        assert "Add" not in teller.text
        await teller.press("plus")
        assert teller.page == "ShowSession"


async def test_taking_somebody_out_is_asked_and_frees_the_place() -> None:
    there = School(people=3)
    async with at(there.shop) as teller:
        await opened(teller)
        await teller.press("delete")
        await teller.until(lambda: teller.page == "Question")
        await teller.press("ctrl+s")
        await again(teller, "2 of 3")
    assert 1 == (await there.statuses()).count(Status.CANCELLED)


async def test_too_few_is_said_until_somebody_confirms() -> None:
    there = School()
    async with at(there.shop) as teller:
        await opened(teller)
        await again(teller, "Too few have joined.")
        await teller.press("c")
        await teller.until(lambda: "Too few" not in teller.text)
    assert (await there.course()).confirmed


async def test_at_its_end_who_came_is_served_and_who_did_not_is_a_no_show() -> None:
    there = School(people=2)
    async with at(there.shop) as teller:
        await opened(teller)
        await teller.press("space")
        await again(teller, "1 is here")
        there.shop.clock.at = HALF_PAST_NINE
        await teller.press("s")
        await again(teller, "started")
        await teller.press("f")
        await teller.until(lambda: teller.page == "Question")
        await teller.press("ctrl+s")
        await again(teller, "finished")
    assert [Status.SERVED, Status.NO_SHOW] == await there.statuses()


async def test_calling_it_off_is_asked_with_how_many_it_concerns() -> None:
    there = School(people=2)
    async with at(there.shop) as teller:
        await opened(teller)
        await teller.press("x")
        await teller.until(lambda: "2 people have joined" in teller.text)
        await teller.press("escape")
        await again(teller, "2 of 3")
        assert SessionStatus.PLANNED is (await there.course()).status
        await teller.press("x")
        await teller.until(lambda: teller.page == "Question")
        await teller.press("ctrl+s")
        await again(teller, "cancelled")
    assert [Status.CANCELLED] * 2 == await there.statuses()


async def test_a_queue_without_sessions_has_no_key_for_them() -> None:
    """What can't be done does not exist: not in the help, not in the palette, not on a key."""
    there = School()
    there.shop.backend = cast(Backend, _Less(there.shop.desk))
    async with at(there.shop) as teller:
        await teller.press("6")
        assert teller.page == "Console"
        await teller.press("f1")
        await teller.until(lambda: teller.page == "Help")
        assert "Sessions" not in teller.text


class _Less:
    """A queue that knows no sessions."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def capabilities(self) -> Capabilities:
        return replace(self._desk.capabilities, sessions=False)

    def __getattr__(self, name: str) -> object:
        return getattr(self._desk, name)
