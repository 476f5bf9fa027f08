"""A ticket under the scanner, on whatever page: to what may be done with it, and back."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from kiosk.domain.branch import BranchId
from kiosk.domain.scanned import Scanned
from kiosk.domain.ticket import Placed, Ticket
from tests.tui.clinic import HALF_PAST_NINE, PHONE, clinic, typed
from tests.tui.coming_back import NOBODYS, at_nine, booked, hold_under, taken, to_code
from tests.tui.hand import Hand, Place, kiosk
from tests.tui.keyboard import scan
from tests.tui.lobby import MAIN
from tests.tui.wires import Wire

TEN = HALF_PAST_NINE + timedelta(minutes=30)


@pytest.fixture
def place() -> Place:
    return at_nine()


async def jump(hand: Hand, ticket: Ticket) -> None:
    """Hold it under the scanner, and see it."""
    hold_under(hand, ticket)
    await hand.until("MyTicket", ticket.number)


async def there_and_back(hand: Hand, ticket: Ticket, *kept: str) -> None:
    """Hold it under, go back, and find what was there before."""
    before = hand.page
    await jump(hand, ticket)
    await hand.walk("Back")
    assert before == hand.page
    for words in kept:
        assert words in hand.text, before


async def test_a_scan_jumps_from_any_page_and_back_leads_to_where_they_were(
    place: Place,
) -> None:
    """From the first page without a language; with what was typed kept on the others."""
    async with kiosk(place) as hand:
        ticket = await booked(place)
        scan(hand.app, f"K1:{ticket.code8}:{ticket.id}", "enter")
        await hand.until("MyTicket", "Tuesday 5 May, 09:30")
        await hand.walk("Back")
        await there_and_back(hand, ticket, "What would you like to do?")
        await hand.walk("I have an appointment")
        await typed(hand, "4821")
        await there_and_back(hand, ticket, "4821 ____")
        await hand.walk("By phone number")
        await typed(hand, "30123")
        await there_and_back(hand, ticket, "30 123")
        await hand.walk("Back", "Back", "I need a service")
        await there_and_back(hand, ticket, "Which service")
        await hand.walk("Passport: new")
        await there_and_back(hand, ticket, "Take a number")
        await hand.walk("Book a time")
        await typed(hand, PHONE)
        await there_and_back(hand, ticket, "30 123 4567")
        await hand.walk("Continue ›")
        await hand.until("ChooseTime", "free")
        await there_and_back(hand, ticket)
        await hand.walk("10:00")
        await hand.until("ConfirmTime")
        await jump(hand, ticket)
        await hand.walk("Back")
        assert "ChooseTime" == hand.page  # that time was let go of with the page
        await hand.walk("10:00", "Book this time")
        await hand.until("NumberGiven", "10:00")


async def test_a_scan_on_the_last_page_begins_the_next_customers_visit(
    place: Place,
) -> None:
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await hand.walk("English", "I need a service", "ID card", "Take a number")
        await hand.until("NumberGiven", "Take your ticket")
        await jump(hand, ticket)
        session = hand.app._at_work.session
        assert (None, None) == (session.placed, session.service)


async def test_a_scan_leads_off_the_pages_of_help_and_over_a_dialog(
    place: Place,
) -> None:
    """By a code, and by an id that stands alone on a paper."""
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await hand.walk("English", "Help")
        await jump(hand, ticket)
        hand.app._at_work.notify("Closed\nUntil nine.")
        await hand.until("Dialog")
        other = await taken(place)
        hand.app._scanned(Scanned(ticket=other.id))  # as other systems print it
        await hand.until("MyTicket", other.number)


async def test_a_scan_of_nothing_we_know_says_so_and_the_page_stays(
    place: Place,
) -> None:
    """Garbage, nobody's, somebody's who is done: one answer, and it is no secret which."""
    async with kiosk(place) as hand:
        over = await taken(place)
        await place.desk.cancel(over.id, "another kiosk")
        await to_code(hand)
        await typed(hand, "4821")
        scans = (
            Scanned(),
            Scanned(NOBODYS[0]),
            Scanned(over.code8),
            Scanned(ticket=over.id),
        )
        for found in scans:
            hand.app._scanned(found)
            await hand.until("Dialog", "We don't know this code.")
            assert "Type the 8 digits under it." in hand.text
            await hand.walk("OK")
            assert "4821 ____" in hand.text


async def test_a_kiosk_of_several_branches_shows_where_a_ticket_is_for() -> None:
    """On its first page and before a branch was chosen, too."""
    place = at_nine()
    harbour = replace(
        clinic(), id=BranchId("elsewhere1"), name={"en": "Harbour Branch"}
    )
    place.branches = [harbour, *place.branches]
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await jump(hand, ticket)
        assert "Main Street Branch" in hand.text
        await hand.walk("Start over", "English")
        assert "ChooseBranch" == hand.page
        await jump(hand, ticket)
        assert MAIN == hand.app._at_work.session.branch


@dataclass
class Slow(Wire):
    """A desk that takes its time to find a code."""

    looked: list[str] = field(default_factory=list)

    async def by_code(self, branch: BranchId, code8: str) -> Placed:
        self.looked.append(code8)
        if self.gate:
            await self.gate.wait()
        return await self.desk.by_code(branch, code8)


async def test_of_scans_while_a_request_runs_the_latest_is_kept(place: Place) -> None:
    """One is looked for at a time, those between are nobody's wish any more."""
    wire = Slow(place.desk)
    place.wrap = lambda _: wire
    async with kiosk(place) as hand:
        tickets = [await taken(place) for _ in range(4)]
        wire.gate = asyncio.Event()
        for ticket in tickets:
            hold_under(hand, ticket)
            await hand.settle()
        assert "Reading your code…" in hand.text
        assert [tickets[0].code8] == wire.looked
        wire.gate.set()
        await hand.until("MyTicket", tickets[3].number)
    assert [tickets[0].code8, tickets[3].code8] == wire.looked
