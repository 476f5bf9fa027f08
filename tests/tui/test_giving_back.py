"""K15: an appointment is given back, or the queue is left; or it is kept after all."""

from dataclasses import dataclass, field, replace

import pytest

from kiosk.domain.ticket import Placed, Status, TicketId
from kiosk.errors import Ambiguous, Unavailable
from tests.tui.clinic import RULES, clinic, free
from tests.tui.coming_back import at_nine, booked, hold_under, status, taken, to_mine
from tests.tui.hand import Place, kiosk
from tests.tui.wires import Wire

pytestmark = pytest.mark.usefixtures("no_waiting")


@pytest.fixture
def place() -> Place:
    return at_nine()


async def test_giving_back_is_one_of_two_equal_answers(place: Place) -> None:
    """As large and as loud as the other, neither chosen beforehand; and keeping keeps it."""
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await to_mine(hand, ticket)
        await hand.walk("Cancel it")
        await hand.until("GiveBack", "Cancel this appointment?")
        assert "Tuesday 5 May, 09:30" in hand.text
        keep, give = hand.tile("Keep it"), hand.tile("Yes, cancel it")
        assert keep.region.size == give.region.size
        assert keep.label.look == give.label.look
        assert None is hand.app.focused
        await hand.walk("Keep it")
        assert "MyTicket" == hand.page
        assert Status.BOOKED is await status(place, ticket.id)
        await hand.walk("Cancel it", "Back")
        assert "MyTicket" == hand.page


async def test_what_is_given_back_is_somebody_elses_to_have(place: Place) -> None:
    """And another time is a touch away, in the same language, as a new visit."""
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await to_mine(hand, ticket)
        await hand.walk("Cancel it")
        await hand.tap("Yes, cancel it")
        await hand.until("Dialog", "It is cancelled.")
        assert Status.CANCELLED is await status(place, ticket.id)
        assert 1 == await free(place)
        await hand.walk("Book another time")
        assert "ChooseService" == hand.page
        assert None is hand.app._at_work.session.mine


async def test_escape_on_what_is_done_leads_away_from_it(place: Place) -> None:
    """As Done does: nobody is led to another time by a key that leads back everywhere."""
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await to_mine(hand, ticket)
        await hand.walk("Cancel it")
        await hand.tap("Yes, cancel it")
        await hand.until("Dialog", "It is cancelled.")
        await hand.pilot.press("escape")
        await hand.until("Attract")


async def test_who_leaves_the_queue_has_done_all_there_is_to_do(place: Place) -> None:
    async with kiosk(place) as hand:
        ticket = await taken(place)
        await to_mine(hand, ticket)
        await hand.walk("Leave the queue")
        await hand.until("GiveBack", "Leave the queue?")
        await hand.walk("Stay in the queue", "Leave the queue")
        await hand.tap("Yes, leave")
        await hand.until("Dialog", "It is cancelled.")
        assert "Book another time" not in hand.text
        await hand.walk("Done")
        assert "Attract" == hand.page
        hold_under(hand, ticket)
        await hand.until("Dialog", "We don't know this code.")
    assert Status.CANCELLED is await status(place, ticket.id)


async def test_too_late_is_said_with_a_desk() -> None:
    place = at_nine()
    place.branches = [clinic(lanes=1, rules=replace(RULES, cancel_until=60))]
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await to_mine(hand, ticket)
        await hand.walk("Cancel it")
        await hand.tap("Yes, cancel it")
        said = "This can't be given back now. Go to the information desk."
        await hand.until("Dialog", said)
    assert Status.BOOKED is await status(place, ticket.id)


@dataclass
class Returns(Wire):
    """A desk whose answers to giving back get lost after it has done its part."""

    given: list[TicketId] = field(default_factory=list)

    async def cancel(self, ticket: TicketId, actor: str, reason: str = "") -> Placed:
        self.given.append(ticket)
        if self.errors:
            raise self.errors.pop(0)
        placed = await self.desk.cancel(ticket, actor, reason)
        if self.lost:
            raise self.lost.pop(0)
        return placed


async def test_a_lost_answer_is_looked_up_and_nothing_is_asked_twice(
    place: Place,
) -> None:
    """While nobody answers at all the customer hears that, and still has it."""
    wire = Returns(place.desk, lost=[Ambiguous()], errors=[Unavailable()] * 3)
    place.wrap = lambda _: wire
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await to_mine(hand, ticket)
        await hand.walk("Cancel it")
        await hand.tap("Yes, cancel it")
        await hand.until("Dialog", "We can't reach the queue.")
        assert Status.BOOKED is await status(place, ticket.id)
        await hand.walk("OK")
        wire.given.clear()
        wire.errors.clear()
        await hand.tap("Yes, cancel it")
        await hand.until("Dialog", "It is cancelled.")
    assert [ticket.id] == wire.given
    assert Status.CANCELLED is await status(place, ticket.id)


@dataclass
class Silence(Returns):
    """One that gives back and then says nothing at all, for as long as it is `silent`."""

    silent: bool = False

    async def cancel(self, ticket: TicketId, actor: str, reason: str = "") -> Placed:
        await super().cancel(ticket, actor, reason)
        self.silent = True
        raise Ambiguous

    async def ticket(self, ticket: TicketId) -> Placed:
        if self.silent:
            raise Unavailable
        return await self.desk.ticket(ticket)


async def test_what_nobody_knows_is_said_so_and_looked_at_again(place: Place) -> None:
    """A line that is cut behind the question is no word about the answer."""
    wire = Silence(place.desk)
    place.wrap = lambda _: wire
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await to_mine(hand, ticket)
        await hand.walk("Cancel it")
        await hand.tap("Yes, cancel it")
        await hand.until("Dialog", "We don't know yet if this was done.")
        wire.silent = False
        await hand.tap("OK")
        await hand.until("Dialog", "It is cancelled.")
    assert Status.CANCELLED is await status(place, ticket.id)
