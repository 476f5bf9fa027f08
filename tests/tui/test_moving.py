"""Another time for the appointment somebody has: the old one is theirs until the new one is."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from kiosk.domain.booking import Holder
from kiosk.domain.branch import BookingRules, StaffId
from kiosk.domain.ticket import Draft, Placed, Ticket, TicketId
from kiosk.errors import Ambiguous, KioskError
from tests.tui.clinic import HALF_PAST_NINE, RULES, clinic, free
from tests.tui.coming_back import at_nine, booked, number, ticket_of, to_mine
from tests.tui.hand import Hand, Place, kiosk
from tests.tui.lobby import MAIN, PASSPORT, Tray
from tests.tui.looks import cut
from tests.tui.wires import Wire

TEN = HALF_PAST_NINE + timedelta(minutes=30)
HALF_PAST_TEN = TEN + timedelta(minutes=30)


pytestmark = pytest.mark.usefixtures("no_waiting")


@pytest.fixture
def place() -> Place:
    return at_nine()


async def to_other_times(hand: Hand, ticket: Ticket) -> None:
    """As far as the times instead of that of `ticket`."""
    await to_mine(hand, ticket)
    await hand.walk("Change the time")
    await hand.until("ChooseTime", "free")


async def test_a_time_is_changed_and_the_number_stays(place: Place) -> None:
    """The old one is marked, is no choice, and is somebody else's only when the new one is
    booked. The paper says that it is not the first."""
    tray = place.tray = Tray()
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await to_other_times(hand, ticket)
        assert "yours" == hand.tile("09:30").label.note
        assert [] == cut(hand.app.screen)
        await hand.walk("09:30")
        assert "This is the time you have." in hand.text
        await hand.walk("OK", "10:00")
        await hand.until("ConfirmTime", "Tuesday 5 May, 10:00")
        assert "Tuesday 5 May, 09:30" in hand.text  # what it is instead of
        assert (0, 0) == (await free(place), await free(place, TEN))
        await hand.walk("Take this time instead")
        await hand.until("NumberGiven", "Tuesday 5 May, 10:00")
        assert "T001" == number(hand)
        await hand.until_true(lambda: bool(tray.papers))
        assert ["T001 en kiosk-1 COPY 2"] == tray.papers
        await hand.walk("Done")
    moved = await ticket_of(place, ticket.id)
    assert (TEN, ticket.code8) == (moved.start_at, moved.code8)
    assert (1, 0) == (await free(place), await free(place, TEN))


async def test_who_changes_their_mind_keeps_the_time_they_had(place: Place) -> None:
    """Back from the last button leads to the times, and from there to the ticket."""
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await to_other_times(hand, ticket)
        await hand.walk("10:00")
        await hand.until("ConfirmTime")
        await hand.walk("Back")
        assert "ChooseTime" == hand.page
        await hand.walk("Back")
        assert "MyTicket" == hand.page
        await hand.walk("Check in")
        await hand.until("NumberGiven", "You are checked in")
        await hand.walk("Done")
        await hand.settle()
    assert ticket.start_at == (await ticket_of(place, ticket.id)).start_at


async def test_a_time_that_went_meanwhile_leads_to_the_nearest_and_the_old_one_stays(
    place: Place,
) -> None:
    """Between the page and the touch; and again after the hold had ended."""
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await to_other_times(hand, ticket)
        await place.desk.issue(Draft(MAIN, PASSPORT, start=TEN), None, "another kiosk")
        await hand.tap("10:00")
        await hand.until("ChooseTime", "10:00 has just been taken.")
        await hand.walk("10:30")
        await hand.until("ConfirmTime")
        place.clock.pass_by(seconds=181)
        late = Draft(MAIN, PASSPORT, start=HALF_PAST_TEN)
        await place.desk.issue(late, None, "another kiosk")
        hand.app._at_work.take_number()
        await hand.until("ChooseTime", "10:30 has just been taken.")
        assert HALF_PAST_NINE == (await ticket_of(place, ticket.id)).start_at
        await hand.walk("11:00", "Take this time instead")
        await hand.until("NumberGiven", "11:00")


@pytest.mark.parametrize(
    "rules", [replace(RULES, max_changes=0), replace(RULES, cancel_until=60)]
)
async def test_too_often_or_too_late_is_said_with_a_desk(rules: BookingRules) -> None:
    place = at_nine()
    place.branches = [clinic(lanes=1, rules=rules)]
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await to_other_times(hand, ticket)
        await hand.walk("10:00")
        await hand.tap("Take this time instead")
        said = "This can't be done now. Go to the information desk."
        await hand.until("Dialog", said)
    assert ticket.start_at == (await ticket_of(place, ticket.id)).start_at


@dataclass
class Moves(Wire):
    """A desk whose answers to a change get lost after it has done its part."""

    moved: list[datetime] = field(default_factory=list)

    @classmethod
    def before(cls, place: Place, lost: Sequence[KioskError]) -> "Moves":
        wire = cls(place.desk, lost=list(lost))
        place.wrap = lambda _: wire
        return wire

    async def reschedule(
        self,
        ticket: TicketId,
        start: datetime,
        actor: str,
        *,
        holder: Holder | None = None,
        staff: StaffId | None = None,
    ) -> Placed:
        self.moved.append(start)
        placed = await self.desk.reschedule(ticket, start, actor, holder=holder)
        if self.lost:
            raise self.lost.pop(0)
        return placed


async def test_a_lost_answer_moves_it_once(place: Place) -> None:
    """Asked again at once; when all answers were lost, what came of it is looked up."""
    wire = Moves.before(place, [Ambiguous()] * 4)
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await to_other_times(hand, ticket)
        await hand.walk("10:00")
        await hand.tap("Take this time instead")
        await hand.until("Dialog", "We don't know yet if this was done.")
        await hand.tap("OK")
        await hand.until("NumberGiven", "10:00")
    moved = await ticket_of(place, ticket.id)
    assert {TEN} == {*wire.moved}
    assert moved.booking
    assert (TEN, 1) == (moved.start_at, moved.booking.changes)
