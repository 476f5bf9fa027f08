"""A ticket is called, moved or given back elsewhere while its customer looks at it here."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from kiosk.domain.branch import BranchId, CounterId
from kiosk.domain.ticket import Placed, TicketId
from kiosk.errors import Refused
from tests.tui.clinic import HALF_PAST_NINE
from tests.tui.coming_back import at_nine, booked, hold_under, number, taken, to_mine
from tests.tui.hand import Place, kiosk
from tests.tui.lobby import MAIN, Tray
from tests.tui.wires import Wire


@pytest.fixture
def place() -> Place:
    return at_nine()


async def test_who_leaves_while_they_are_called_hears_that_they_are_called(
    place: Place,
) -> None:
    """And the page below says so too, without what can't be done any more."""
    async with kiosk(place) as hand:
        ticket = await taken(place)
        await to_mine(hand, ticket)
        await hand.walk("Leave the queue")
        await place.desk.call(MAIN, CounterId("1"), "operator")
        await hand.tap("Yes, leave")
        await hand.until("Dialog", "called")
        assert ticket.number in hand.text
        await hand.walk("OK")
        assert ("MyTicket", True) == (hand.page, "You have been called" in hand.text)
        assert "Leave the queue" not in hand.text


async def test_a_time_that_staff_changed_is_told_as_it_is(place: Place) -> None:
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await to_mine(hand, ticket)
        later = HALF_PAST_NINE + timedelta(days=1, minutes=30)
        await place.desk.reschedule(ticket.id, later, "staff", as_staff=True)
        await hand.tap("Check in")
        await hand.until("Dialog", "Your appointment is on another day.")
        assert "Wednesday 6 May, 10:00" in hand.text
        await hand.walk("OK")
        assert "Wednesday 6 May, 10:00" in hand.text


@dataclass
class Forgetful(Wire):
    """A queue that refuses what it has done already."""

    async def check_in(self, ticket: TicketId, here: BranchId, actor: str) -> Placed:
        await self.desk.check_in(ticket, here, actor)
        raise Refused

    async def reschedule(
        self, ticket: TicketId, start: datetime, actor: str, **more: Any
    ) -> Placed:
        await self.desk.reschedule(ticket, start, actor, **more)
        raise Refused


async def test_what_is_so_already_is_not_refused(place: Place) -> None:
    """Moved with an answer that got lost, checked in at the kiosk next door: it is told as done."""
    wire = Forgetful(place.desk)
    place.wrap = lambda _: wire
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await to_mine(hand, ticket)
        await hand.walk("Change the time")
        await hand.until("ChooseTime", "free")
        await hand.walk("10:00")
        await hand.tap("Take this time instead")
        await hand.until("NumberGiven", "Tuesday 5 May, 10:00")
        await hand.walk("Done")
        place.clock.at += timedelta(minutes=30)
        hold_under(hand, ticket)
        await hand.until("MyTicket")
        await hand.tap("Check in")
        await hand.until("NumberGiven", "You are checked in")


@dataclass
class Elsewhere(Wire):
    """A queue with a branch that this kiosk was told nothing of."""

    async def by_code(self, branch: BranchId, code8: str) -> Placed:
        return await self.ticket((await self.desk.by_code(branch, code8)).ticket.id)

    async def ticket(self, ticket: TicketId) -> Placed:
        placed = await self.desk.ticket(ticket)
        there = replace(placed.ticket, branch=BranchId("elsewhere1"))
        return replace(placed, ticket=there)


async def test_nobody_waits_for_a_paper_that_can_not_be_made(place: Place) -> None:
    """Nothing is known of the branch it is for, its hall neither; the number is shown."""
    place.wrap = Elsewhere
    async with kiosk(place) as hand:
        ticket = await taken(place)
        await to_mine(hand, ticket)
        assert "Hall B" not in hand.text
        await hand.tap("Print again")
        await hand.until("NumberGiven")
        assert "printed" not in hand.text
        assert ticket.number == number(hand)


async def test_no_paper_comes_of_what_is_over(place: Place) -> None:
    """Nor a way to anything else with it."""
    tray = place.tray = Tray()
    async with kiosk(place) as hand:
        ticket = await taken(place)
        hold_under(hand, ticket)
        await hand.until("MyTicket", ticket.number)
        await place.desk.cancel(ticket.id, "another kiosk")
        await hand.tap("Print again")
        await hand.until("Dialog", "Go to the information desk.")
        await hand.walk("OK")
        assert "Attract" == hand.page
    assert [] == tray.papers
