"""K14: what a ticket says to who comes back with it, and printing it again."""

from dataclasses import replace

import pytest

from kiosk.domain.branch import BranchId, CounterId
from kiosk.domain.ports import Outcome
from kiosk.domain.ticket import TicketId
from kiosk.errors import Unavailable
from kiosk.printing.printer import SpooledPrinter
from kiosk.tui.customer.copies import MOST_COPIES
from tests.tui.clinic import PHONE, RULES, clinic, typed
from tests.tui.coming_back import (
    at_nine,
    booked,
    hold_under,
    known,
    number,
    status,
    taken,
    to_mine,
)
from tests.tui.hand import Hand, Place, kiosk
from tests.tui.lobby import CARD, MAIN, Tray


@pytest.fixture
def place() -> Place:
    return at_nine()


def deeds(hand: Hand) -> list[str]:
    """What may be done, as it is written."""
    return [t.label.text for t in hand.tiles if str(t.id).startswith("mine-")]


async def test_a_number_is_shown_with_its_place_and_what_may_be_done(
    place: Place,
) -> None:
    """No check-in, no other time; and who is called sees that, and no button any more."""
    place.waiting = [CARD, CARD]
    async with kiosk(place) as hand:
        ticket = await taken(place)
        await to_mine(hand, ticket)
        assert "A003 · ID card" in hand.text
        assert "2 people before you" in hand.text
        assert "Hall B, first floor" in hand.text
        assert ["Leave the queue", "Print again"] == deeds(hand)
        await hand.walk("Back")
        for counter in "123":
            await place.desk.call(MAIN, CounterId(counter), "operator")
        hold_under(hand, ticket)
        await hand.until(
            "MyTicket", "You have been called. Look at the screen for A003."
        )
        assert [] == deeds(hand)


async def test_an_appointment_can_be_checked_in_moved_given_back_and_printed(
    place: Place,
) -> None:
    async with kiosk(place) as hand:
        ticket = await booked(place, customer=await known(place))
        await to_mine(hand, ticket)
        assert ["Check in", "Change the time", "Cancel it", "Print again"] == deeds(
            hand
        )
        assert "67" not in hand.text  # who holds a code need not be its owner


async def test_a_ticket_is_printed_again_with_copy_on_it_and_not_for_ever(
    place: Place,
) -> None:
    """COPY 2 is the first here: the original came from elsewhere. The limit comes with a desk."""
    tray = place.tray = Tray()
    async with kiosk(place) as hand:
        ticket = await taken(place)
        for copy in range(2, MOST_COPIES + 2):
            hold_under(hand, ticket)
            await hand.until("MyTicket")
            await hand.tap("Print again")
            await hand.until("NumberGiven", "Take your ticket below")
            assert "A001" == number(hand)
            assert f"A001 en kiosk-1 COPY {copy}" == tray.papers[-1]
            await hand.walk("Done")
        hold_under(hand, ticket)
        await hand.until("MyTicket")
        await hand.tap("Print again")
        await hand.until("Dialog", "Your ticket was printed often enough.")
        assert "Ask at the information desk." in hand.text
        await hand.walk("OK")
        assert "MyTicket" == hand.page
    assert MOST_COPIES == len(tray.papers)


async def test_a_printer_that_fails_leaves_the_number_valid(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where its own records can't be read."""
    assert place.tray
    place.tray.outcome = Outcome.NOT_PRINTED

    async def unreadable(_printer: SpooledPrinter, _ticket: TicketId) -> int:
        raise Unavailable(detail="the disk is gone")

    async with kiosk(place) as hand:
        ticket = await taken(place)
        for _ in range(2):
            hold_under(hand, ticket)
            await hand.until("MyTicket")
            await hand.tap("Print again")
            await hand.until("NumberGiven", "Your number is valid: A001.")
            await hand.walk("Done")
            monkeypatch.setattr(SpooledPrinter, "copies", unreadable)


async def test_who_books_what_they_have_comes_to_the_one_they_have() -> None:
    """To use it, or to give it back; nothing that was held for the second one stays held."""
    place = Place([clinic(lanes=1, rules=replace(RULES, max_open=1))])
    place.clock.at = at_nine().clock.at
    async with kiosk(place) as hand:
        ticket = await booked(place, customer=await known(place))
        await hand.walk("English", "I need a service", "Passport: new", "Book a time")
        await typed(hand, PHONE)
        await hand.walk("Continue ›")
        await hand.until("ChooseTime", "free")
        await hand.walk("10:00")
        await hand.tap("Book this time")
        await hand.until("MyTicket", "You have one for this already")
        assert "Tuesday 5 May, 09:30" in hand.text
        assert ["Check in", "Change the time", "Cancel it", "Print again"] == deeds(
            hand
        )
        await hand.walk("Check in")
        await hand.until("NumberGiven", "You are checked in")
    assert "waiting" == await status(place, ticket.id)


async def test_a_ticket_of_another_branch_is_shown_as_that_branch_has_it(
    place: Place,
) -> None:
    """Its service, its hall; the kiosk stays where it is."""
    other = BranchId("elsewhere1")
    where = {"en": "Under the crane"}
    harbour = replace(
        clinic(), id=other, name={"en": "Harbour Branch"}, where_to_wait=where
    )
    place.branches = [*place.branches, harbour]
    async with kiosk(place) as hand:
        ticket = await taken(place)
        await hand.walk("English", "Harbour Branch")
        hold_under(hand, ticket)
        await hand.until("MyTicket", "Hall B, first floor")
        assert "Under the crane" not in hand.text
        await hand.walk("Back")
        assert "ChooseErrand" == hand.page
        assert "Harbour Branch" in hand.text


async def test_who_is_checked_in_is_not_told_to_keep_a_paper_until_they_come(
    place: Place,
) -> None:
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await place.desk.check_in(ticket.id, MAIN, "another kiosk")
        await to_mine(hand, ticket)
        await hand.tap("Print again")
        await hand.until("NumberGiven", "Take your ticket below, then have a seat.")
