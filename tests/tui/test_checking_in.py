"""Who has an appointment comes back, types the code, and waits for the number to be called."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from kiosk.desk.desk import Desk
from kiosk.domain.branch import BranchId, CounterId
from kiosk.domain.ticket import Draft, Placed, Status, TicketId
from kiosk.errors import Ambiguous, KioskError, Unavailable
from tests.tui.clinic import HALF_PAST_NINE, clinic, typed
from tests.tui.coming_back import (
    ON,
    at_nine,
    booked,
    number,
    status,
    tell,
    to_code,
    to_mine,
)
from tests.tui.hand import Place, kiosk
from tests.tui.lobby import CARD, MAIN, MORNING, PASSPORT
from tests.tui.test_appointments import Able
from tests.tui.wires import Wire

COUNTER = CounterId("1")


pytestmark = pytest.mark.usefixtures("no_waiting")


@pytest.fixture
def place() -> Place:
    return at_nine()


async def test_who_booked_comes_back_checks_in_and_is_called_first(
    place: Place,
) -> None:
    """Booked at this kiosk; nine who took a number before wait longer than the one that is due."""
    place.clock.at = MORNING
    async with kiosk(place) as hand:
        await hand.walk("English", "I need a service", "Passport: new", "Book a time")
        await hand.walk("Continue without")
        await hand.until("ChooseTime", "free")
        await hand.tap("Tue")
        await hand.walk("09:30", "Book this time")
        placed = hand.app._at_work.session.placed
        assert placed
        await hand.walk("Done")
        place.clock.at = HALF_PAST_NINE - timedelta(minutes=30)
        for _ in range(9):
            await place.desk.issue(Draft(MAIN, PASSPORT), None, "another kiosk")
        hand.app._at_work.show()
        await to_code(hand)
        code = placed.ticket.code8
        await typed(hand, code)
        assert f"{code[:4]} {code[4:]}" in hand.text
        await hand.walk(ON)
        await hand.until("MyTicket", "Tuesday 5 May, 09:30")
        assert "Check in from 08:45 to 10:30." in hand.text
        await hand.walk("Check in")
        await hand.until("NumberGiven", "You are checked in")
        assert "T001" == number(hand)
        assert "Hall B, first floor" in hand.text
        assert "before you" in hand.text
        assert "Have a seat. We call your number." in hand.text
        assert "Done (30)" in hand.text
        await hand.walk("Done")
    place.clock.at = HALF_PAST_NINE
    called = await place.desk.call(MAIN, COUNTER, "operator")
    assert called
    assert placed.ticket.id == called.ticket.id


async def test_who_is_checked_in_sees_that_and_then_that_they_are_called(
    place: Place,
) -> None:
    """Checking in needs no paper, and is no way to do it twice."""
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await to_mine(hand, ticket)
        await hand.walk("Check in")
        await hand.until("NumberGiven", "You are checked in")
        await hand.walk("Done")
        await to_mine(hand, ticket)
        assert "You are checked in" in hand.text
        assert "You are next" in hand.text
        assert "mine-check-in" not in [tile.id for tile in hand.tiles]
        await hand.walk("Start over")
        await place.desk.call(MAIN, COUNTER, "operator")
        await to_mine(hand, ticket)
        assert "You have been called. Look at the screen for T001." in hand.text
        assert not [tile for tile in hand.tiles if str(tile.id).startswith("mine-")]
    assert place.tray
    assert [] == place.tray.papers


async def test_who_comes_at_the_wrong_time_hears_a_time_or_a_desk(
    place: Place,
) -> None:
    """45 minutes before to 60 minutes after; the page stays, with what else may be done."""
    said = {
        -24 * 60: "Your appointment is on another day.\nTuesday 5 May, 09:30",
        -46: "It is too early to check in.\nCheck in opens at 08:45.",
        61: "It is too late to check in.\nGo to the information desk.",
    }
    place.clock.at = HALF_PAST_NINE + timedelta(minutes=min(said))
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await to_mine(hand, ticket)
        for minutes, words in said.items():
            place.clock.at = HALF_PAST_NINE + timedelta(minutes=minutes)
            await hand.tap("Check in")
            await hand.until("Dialog", words)
            await hand.walk("OK")
            assert "MyTicket" == hand.page
    assert Status.BOOKED is await status(place, ticket.id)


async def test_who_comes_to_the_wrong_branch_hears_which_is_the_right_one(
    place: Place,
) -> None:
    """Found all the same, with the words and the times of its own branch."""
    other = BranchId("elsewhere1")
    name = {"en": "Harbour Branch", "ar": "فرع الميناء"}
    place.branches = [*place.branches, replace(clinic(), id=other, name=name)]
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await hand.walk("English", "Harbour Branch", "I have an appointment")
        await tell(hand, ticket.code8)
        await hand.until("MyTicket", "Passport: new")
        await hand.tap("Check in")
        said = "Main Street Branch, 12 Main Street"
        await hand.until("Dialog", f"Your appointment is at another branch.\n{said}")
    assert Status.BOOKED is await status(place, ticket.id)


@dataclass
class Absent(Wire):
    """A desk whose answers to a check-in get `lost` after it has done its part."""

    checked: list[TicketId] = field(default_factory=list)
    looked: int = 0
    found: int = 0

    async def by_code(self, branch: BranchId, code8: str) -> Placed:
        self.looked += 1
        if self.gate:
            await self.gate.wait()
        if self.errors:
            raise self.errors.pop(0)
        placed = await self.desk.by_code(branch, code8)
        self.found += 1
        return placed

    async def check_in(self, ticket: TicketId, here: BranchId, actor: str) -> Placed:
        self.checked.append(ticket)
        placed = await self.desk.check_in(ticket, here, actor)
        if self.lost:
            raise self.lost.pop(0)
        return placed


def behind_a_wire(
    place: Place, lost: Sequence[KioskError] = (), errors: Sequence[KioskError] = ()
) -> Absent:
    wire = Absent(place.desk, lost=list(lost), errors=list(errors))
    place.wrap = lambda _: wire
    return wire


async def test_a_lost_answer_is_asked_for_again(place: Place) -> None:
    wire = behind_a_wire(place, lost=[Ambiguous()], errors=[Unavailable()])
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await to_mine(hand, ticket)
        await hand.tap("Check in")
        await hand.until("NumberGiven", "You are checked in")
    assert ([ticket.id] * 2, 2) == (wire.checked, wire.looked)


async def test_nobody_answering_is_said_and_it_can_be_tried_again(place: Place) -> None:
    """Whether the code is looked for, or somebody checks in: nothing has to be typed again, and
    what was done all the same is seen."""
    wire = behind_a_wire(place, errors=[Unavailable()] * 3, lost=[Ambiguous()] * 3)
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await to_code(hand)
        await tell(hand, ticket.code8)
        await hand.until("Dialog", "We can't reach the queue.")
        wire.errors.clear()
        await hand.walk("OK")
        await hand.tap(ON)
        await hand.until("MyTicket")
        await hand.tap("Check in")
        await hand.until("Dialog", "We don't know yet if this was done.")
        await hand.tap("OK")
        await hand.until("NumberGiven", "You are checked in")


async def test_an_answer_for_who_has_gone_is_nobodys(place: Place) -> None:
    """Nothing of it is on the glass of the next customer."""
    wire = behind_a_wire(place)
    wire.gate = asyncio.Event()
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await to_code(hand)
        await typed(hand, ticket.code8)
        await hand.tap(ON)
        await hand.until("EnterCode", "Looking…")
        assert hand.app._at_work.attention.idle._seconds is None
        hand.app._at_work.end()
        await hand.until("Attract")
        wire.gate.set()
        await hand.until_true(lambda: bool(wire.found))
        assert ("Attract", None) == (hand.page, hand.app._at_work.session.mine)


async def test_without_appointments_nobody_is_asked_what_they_came_for() -> None:
    async with kiosk() as hand:
        await hand.walk("English")
        assert "ChooseErrand" != hand.page


async def test_a_queue_that_checks_nobody_in_does_not_ask_either(place: Place) -> None:
    can = replace(place.desk.capabilities, check_in=False)

    def deaf(desk: Desk) -> Able:
        return Able(desk, can)

    place.wrap = deaf
    async with kiosk(place) as hand:
        await hand.walk("English")
        assert "ChooseService" == hand.page


async def test_back_leads_from_page_to_page(place: Place) -> None:
    async with kiosk(place) as hand:
        await to_code(hand)
        await hand.walk("Back")
        assert "ChooseErrand" == hand.page
        await hand.walk("I need a service", "ID card", "Back", "Back")
        assert "ChooseErrand" == hand.page
        await hand.walk("Back")
        assert "Attract" == hand.page


async def test_how_many_wait_is_on_the_first_tile(place: Place) -> None:
    place.waiting = [CARD] * 3
    async with kiosk(place) as hand:
        await hand.walk("English")
        assert "3 people waiting" == hand.tile("I need a service").label.note
