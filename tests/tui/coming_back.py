"""Somebody who has a ticket already, and the way to what they may do with it."""

from datetime import datetime, timedelta

from kiosk.domain.customer import CustomerId
from kiosk.domain.numbering import with_check_digit
from kiosk.domain.scanned import Scanned
from kiosk.domain.ticket import Draft, Status, Ticket, TicketId
from kiosk.tui.letters import Letters
from tests.tui.clinic import HALF_PAST_NINE, PHONE, clinic, typed
from tests.tui.hand import Hand, Place
from tests.tui.lobby import CARD, MAIN, MORNING, PASSPORT

ON = "Continue ›"
NOBODYS = [with_check_digit(f"555000{n}") for n in range(9)]
"""Codes with a right check digit that nobody has."""


def at_nine() -> Place:
    """Tuesday, where one person can be seen at a time."""
    place = Place([clinic(lanes=1)])
    place.clock.at = HALF_PAST_NINE - timedelta(minutes=30)
    return place


async def booked(
    place: Place,
    start: datetime = HALF_PAST_NINE,
    customer: CustomerId | None = None,
) -> Ticket:
    """Somebody's appointment, made on Monday."""
    now, place.clock.at = place.clock.at, MORNING
    draft = Draft(MAIN, PASSPORT, start=start, customer=customer)
    placed = await place.desk.issue(draft, None, "another kiosk")
    place.clock.at = now
    return placed.ticket


async def known(place: Place, phone: str = PHONE) -> CustomerId:
    """Who has that phone number."""
    return (await place.desk.identify(f"+36{phone}")).id


async def taken(place: Place, customer: CustomerId | None = None) -> Ticket:
    """Somebody's number for an ID card."""
    draft = Draft(MAIN, CARD, customer=customer)
    return (await place.desk.issue(draft, None, "another kiosk")).ticket


async def to_code(hand: Hand) -> None:
    """As far as the code."""
    await hand.walk("English", "I have an appointment")
    assert "EnterCode" == hand.page


async def tell(hand: Hand, digits: str) -> None:
    """Type a code or a phone number, go on, and wait for what comes of it."""
    await hand.tap("Clear")
    await typed(hand, digits)
    await hand.tap(ON)
    await hand.until_true(lambda: "Looking…" not in hand.text)


async def to_mine(hand: Hand, ticket: Ticket) -> None:
    """As far as what may be done with a ticket."""
    await to_code(hand)
    await tell(hand, ticket.code8)
    await hand.until("MyTicket")


def hold_under(hand: Hand, ticket: Ticket | str) -> None:
    """A paper under the scanner, or a code."""
    code = ticket if isinstance(ticket, str) else ticket.code8
    hand.app._scanned(Scanned(code))


def number(hand: Hand) -> str:
    """The number on the glass."""
    return hand.app.screen.query_one("#number", Letters).text


async def ticket_of(place: Place, ticket: TicketId) -> Ticket:
    """How it is in the queue."""
    return (await place.desk.ticket(ticket)).ticket


async def status(place: Place, ticket: TicketId) -> Status:
    """The same, shorter."""
    return (await ticket_of(place, ticket)).status
