"""Two things at once: what is answered late is told to who asked, and hides nothing."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from kiosk.domain.scanned import Scanned
from kiosk.domain.ticket import Status
from kiosk.tui.customer.sending import Sending
from tests.tui.clinic import HALF_PAST_NINE
from tests.tui.coming_back import (
    at_nine,
    booked,
    hold_under,
    number,
    status,
    taken,
    to_mine,
)
from tests.tui.hand import Hand, Place, kiosk
from tests.tui.wires import Wire


@dataclass
class Slow(Wire):
    """A desk that answers some questions only when their gate is opened."""

    gates: dict[str, asyncio.Event] = field(default_factory=dict)
    answered: list[str] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        """Everything is the desk's, sooner or later."""
        if name not in self.gates:
            return getattr(self.desk, name)

        async def answer(*asked: Any, **more: Any) -> Any:
            await self.gates[name].wait()
            try:
                return await getattr(self.desk, name)(*asked, **more)
            finally:
                self.answered.append(name)

        return answer

    def shut(self, name: str) -> None:
        """Nobody gets an answer to that."""
        self.gates[name] = asyncio.Event()

    async def open(self, name: str, hand: Hand) -> None:
        """Everybody gets one."""
        self.gates[name].set()
        await hand.until_true(lambda: name in self.answered)
        await hand.settle()


@pytest.fixture
def place() -> Place:
    return at_nine()


@pytest.fixture
def wire(place: Place) -> Slow:
    wire = Slow(place.desk)
    place.wrap = lambda _: wire
    return wire


async def test_a_scan_that_is_found_late_takes_no_number_off_the_glass(
    place: Place, wire: Slow
) -> None:
    """The customer went on, and was given a number before their paper was found."""
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await hand.walk("English", "I need a service", "ID card")
        wire.shut("by_code")
        hold_under(hand, ticket)
        await hand.settle()
        await hand.tap("Take a number")
        await hand.until("NumberGiven", "Take your ticket")
        await wire.open("by_code", hand)
        assert ("NumberGiven", "A001") == (hand.page, number(hand))
        assert not hand.app._at_work.moment.looking


async def test_what_is_no_ticket_of_ours_ends_nobodys_visit(place: Place) -> None:
    """A shop's barcode under the scanner: the number is still there to be read."""
    async with kiosk(place) as hand:
        await hand.walk("English", "I need a service", "ID card", "Take a number")
        await hand.until("NumberGiven", "Take your ticket")
        hand.app._scanned(Scanned())
        await hand.until("Dialog", "We don't know this code.")
        await hand.walk("OK")
        assert ("NumberGiven", "A001") == (hand.page, number(hand))


async def test_what_is_given_back_is_not_said_of_another_ticket(
    place: Place, wire: Slow
) -> None:
    """A scan before the last touch and one after it: the answer to the touch is read first."""
    async with kiosk(place) as hand:
        ticket, other = await booked(place), await taken(place)
        await to_mine(hand, ticket)
        await hand.walk("Cancel it")
        wire.shut("by_code")
        wire.shut("cancel")
        hold_under(hand, other)
        await hand.settle()
        await hand.tap("Yes, cancel it")
        await wire.open("by_code", hand)
        assert "GiveBack" == hand.page
        mine = hand.app._at_work.session.mine
        assert mine
        assert ticket.id == mine.ticket.id
        hold_under(hand, other)
        await wire.open("cancel", hand)
        await hand.until("Dialog", "It is cancelled.")
        hand.app._at_work.show()
        await hand.settle()
        assert "It is cancelled." in hand.text
        await hand.walk("Done")
        assert "Attract" == hand.page
    assert Status.CANCELLED is await status(place, ticket.id)
    assert Status.WAITING is await status(place, other.id)


async def test_a_scan_while_something_is_refused_has_its_turn_once_that_was_read(
    place: Place, wire: Slow
) -> None:
    async with kiosk(place) as hand:
        ticket, other = await booked(place), await taken(place)
        await to_mine(hand, ticket)
        later = HALF_PAST_NINE + timedelta(days=1)
        await place.desk.reschedule(ticket.id, later, "staff", as_staff=True)
        wire.shut("check_in")
        await hand.tap("Check in")
        hold_under(hand, other)
        await wire.open("check_in", hand)
        await hand.until("Dialog", "Your appointment is on another day.")
        await hand.walk("OK")
        await hand.until("MyTicket", other.number)


async def test_one_touch_of_two_that_came_at_once_is_sent(
    place: Place, wire: Slow
) -> None:
    """Both were on their way before the page heard of the first."""
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await to_mine(hand, ticket)
        page = hand.app._at_work._stage.mine
        wire.shut("check_in")
        for _ in range(2):
            page.post_message(page.Chosen(page._may[0]))
        await hand.until_true(
            lambda: hand.app._at_work.moment.sending is Sending.UNDER_WAY
        )
        await wire.open("check_in", hand)
        await hand.until("NumberGiven", "You are checked in")
        assert ["check_in"] == wire.answered


async def test_who_comes_to_the_screen_is_not_told_to_the_next_customer(
    place: Place, wire: Slow
) -> None:
    async with kiosk(place) as hand:
        await hand.walk("English", "Help")
        wire.shut("summon")
        await hand.tap("Call staff")
        hand.app._at_work.show()
        await hand.walk("Start over")
        await wire.open("summon", hand)
        assert "Attract" == hand.page
