"""Who has an appointment comes back, types the code, and waits for the number to be called."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
import stamina

from kiosk.desk.desk import Desk
from kiosk.domain.branch import BranchId, CounterId
from kiosk.domain.numbering import with_check_digit
from kiosk.domain.ticket import Draft, Placed, Status, Ticket, TicketId
from kiosk.errors import Ambiguous, KioskError, Unavailable
from kiosk.tui.customer.misses import MOST_MISSES, Misses
from kiosk.tui.letters import Letters
from tests.tui.clinic import HALF_PAST_NINE, clinic
from tests.tui.hand import Hand, Place, kiosk
from tests.tui.lobby import CARD, MAIN, MORNING, PASSPORT
from tests.tui.test_appointments import Able, typed
from tests.tui.wires import Wire

COUNTER = CounterId("1")
ON = "Continue ›"
NOBODYS = [with_check_digit(f"555000{n}") for n in range(9)]
UNKNOWN = "We can't find this code. Look at your ticket, or ask at the desk."


@pytest.fixture(autouse=True)
def no_waiting() -> None:
    """Retries come at once."""
    stamina.set_testing(True, attempts=3)


@pytest.fixture
def place() -> Place:
    """A kiosk where one person can be seen at a time, at nine on Tuesday."""
    place = Place([clinic(lanes=1)])
    place.clock.at = HALF_PAST_NINE - timedelta(minutes=30)
    return place


async def booked(place: Place, start: datetime = HALF_PAST_NINE) -> Ticket:
    """Somebody's appointment, made on Monday."""
    now, place.clock.at = place.clock.at, MORNING
    draft = Draft(MAIN, PASSPORT, start=start)
    placed = await place.desk.issue(draft, None, "another kiosk")
    place.clock.at = now
    return placed.ticket


async def to_code(hand: Hand) -> None:
    """As far as the code."""
    await hand.walk("English", "I have an appointment")
    assert "EnterCode" == hand.page


async def tell(hand: Hand, code: str) -> None:
    """Type a code, and go on."""
    await hand.tap("Clear")
    await typed(hand, code)
    await hand.tap(ON)
    await hand.until_true(lambda: "Looking…" not in hand.text)


def number(hand: Hand) -> str:
    return hand.app.screen.query_one("#number", Letters).text


async def status(place: Place, ticket: TicketId) -> Status:
    return (await place.desk.ticket(ticket)).ticket.status


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


async def test_a_second_check_in_shows_the_same(place: Place) -> None:
    async with kiosk(place) as hand:
        ticket = await booked(place)
        for _ in range(2):
            await to_code(hand)
            await tell(hand, ticket.code8)
            await hand.until("NumberGiven", "You are checked in")
            assert "T001" == number(hand)
            await hand.walk("Done")
    assert 1 == (await place.desk.branch(MAIN)).waiting


async def test_checking_in_needs_no_paper(place: Place) -> None:
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await to_code(hand)
        await tell(hand, ticket.code8)
        await hand.until("NumberGiven")
    assert place.tray
    assert [] == place.tray.papers


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (-46, "It is too early to check in.\nCheck in opens at 08:45."),
        (61, "It is too late to check in.\nGo to the information desk."),
        (-24 * 60, "Your appointment is on another day.\nTuesday 5 May, 09:30"),
    ],
)
async def test_who_comes_at_the_wrong_time_hears_a_time_or_a_desk(
    place: Place, minutes: int, said: str
) -> None:
    """45 minutes before to 60 minutes after."""
    place.clock.at = HALF_PAST_NINE + timedelta(minutes=minutes)
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await to_code(hand)
        await tell(hand, ticket.code8)
        await hand.until("Dialog", said)
        await hand.walk("OK")
        assert "EnterCode" == hand.page
    assert Status.BOOKED is await status(place, ticket.id)


async def test_who_comes_to_the_wrong_branch_hears_which_is_the_right_one(
    place: Place,
) -> None:
    other = BranchId("elsewhere1")
    name = {"en": "Harbour Branch", "ar": "فرع الميناء"}
    place.branches = [*place.branches, replace(clinic(), id=other, name=name)]
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await hand.walk("English", "Harbour Branch", "I have an appointment")
        await tell(hand, ticket.code8)
        said = "Main Street Branch, 12 Main Street"
        await hand.until("Dialog", f"Your appointment is at another branch.\n{said}")


async def test_a_number_without_a_time_needs_no_check_in(place: Place) -> None:
    async with kiosk(place) as hand:
        placed = await place.desk.issue(Draft(MAIN, CARD), None, "another kiosk")
        await to_code(hand)
        await tell(hand, placed.ticket.code8)
        said = "You need not check in.\nWatch the screen for A001."
        await hand.until("Dialog", said)


async def test_who_is_called_already_is_told_so(place: Place) -> None:
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await place.desk.check_in(ticket.id, MAIN, "another kiosk")
        await place.desk.call(MAIN, COUNTER, "operator")
        await to_code(hand)
        await tell(hand, ticket.code8)
        await hand.until("Dialog", "Look at the screen for T001.")


async def test_what_was_given_back_is_as_if_there_were_no_such_code(
    place: Place,
) -> None:
    """Cancelled, no such code, or a slip of the finger: one answer, and Continue stays alive."""
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await place.desk.cancel(ticket.id, "another kiosk")
        await to_code(hand)
        slip = ticket.code8[:-1] + str((int(ticket.code8[-1]) + 1) % 10)
        for code in (ticket.code8, NOBODYS[0], slip):
            await tell(hand, code)
            assert UNKNOWN in hand.text, code
            await hand.tap("Clear")
            assert UNKNOWN not in hand.text


async def test_too_few_digits_are_said_after_the_touch(place: Place) -> None:
    async with kiosk(place) as hand:
        await to_code(hand)
        await typed(hand, "1234567")
        assert "1234 567_" in hand.text
        await hand.tap(ON)
        assert "The code is too short: type 1 more digit." in hand.text
        await typed(hand, "890")
        assert "1234 5678" in hand.text


async def test_five_misses_end_a_visit(place: Place) -> None:
    """Slips of the finger: nobody is asked, and nobody else waits for them."""
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await to_code(hand)
        for _ in range(MOST_MISSES - 1):
            await tell(hand, "12345678")
            assert "EnterCode" == hand.page
        await tell(hand, "12345678")
        await hand.until("Dialog", "We can't find your code.\nGo to the")
        await hand.walk("OK")
        assert "Attract" == hand.page
        await to_code(hand)
        await tell(hand, ticket.code8)
        await hand.until("NumberGiven", "You are checked in")


async def test_who_guesses_waits_longer_and_longer_whoever_it_is(place: Place) -> None:
    """The kiosk remembers from one visit to the next; after ten minutes it forgets."""
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await to_code(hand)
        for code in NOBODYS[:4]:
            await tell(hand, code)
            assert UNKNOWN in hand.text
        await hand.walk("Start over")
        await to_code(hand)
        await tell(hand, ticket.code8)
        assert "Too many wrong codes. Try again in 5 seconds." in hand.text
        assert Status.BOOKED is await status(place, ticket.id)
        place.clock.pass_by(seconds=5)
        await tell(hand, ticket.code8)
        await hand.until("NumberGiven", "You are checked in")


def test_the_pause_grows_with_the_misses_and_goes_with_them() -> None:
    misses, now = Misses(), datetime(2026, 5, 4, tzinfo=UTC)
    pauses = []
    for _ in range(9):
        misses.note(now)
        pauses.append(int(misses.pause(now).total_seconds()))
    assert [0, 0, 0, 5, 10, 20, 40, 60, 60] == pauses
    assert timedelta(seconds=20) == misses.pause(now + timedelta(seconds=40))
    assert timedelta() == misses.pause(now + timedelta(minutes=10))
    assert timedelta() == misses.pause(now - timedelta(hours=1))  # the clock was set


@dataclass
class Absent(Wire):
    """A desk whose answers to a check-in get `lost` after it has done its part."""

    checked: list[TicketId] = field(default_factory=list)
    looked: int = 0

    async def by_code(self, branch: BranchId, code8: str) -> Placed:
        self.looked += 1
        if self.gate:
            await self.gate.wait()
        if self.errors:
            raise self.errors.pop(0)
        return await self.desk.by_code(branch, code8)

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
        await to_code(hand)
        await tell(hand, ticket.code8)
        await hand.until("NumberGiven", "You are checked in")
    assert ([ticket.id] * 2, 2) == (wire.checked, wire.looked)


async def test_nobody_answering_is_said_and_it_can_be_tried_again(place: Place) -> None:
    wire = behind_a_wire(place, errors=[Unavailable()] * 3)
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await to_code(hand)
        await tell(hand, ticket.code8)
        await hand.until("Dialog", "We can't reach the queue.")
        wire.errors.clear()
        await hand.walk("OK")
        await hand.tap(ON)
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
        await hand.until_true(lambda: bool(wire.checked))
        assert "Attract" == hand.page


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


async def test_the_digits_do_not_stay(place: Place) -> None:
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await to_code(hand)
        await typed(hand, ticket.code8)
        await hand.walk("Start over")
        await hand.settle()
        page = hand.app._at_work._stage.code
        assert "" == page.typed
        assert "" == page.field.text
