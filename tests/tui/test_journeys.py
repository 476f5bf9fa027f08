"""The journeys that every release must be able to make, each through the real screens over a
real desk. That a clock ten minutes wrong misleads nobody is in `test_skew`, and that nothing of a
customer stays is in `test_traces`.
"""

import asyncio
from dataclasses import dataclass, field, replace

import pytest
import stamina

from kiosk.desk.desk import Desk
from kiosk.domain.branch import BranchId, Group, GroupId, Service, ServiceId
from kiosk.domain.ports import Outcome
from kiosk.errors import Ambiguous, Unavailable
from kiosk.printing.job import Job
from kiosk.printing.rendered import Rendered
from kiosk.printing.transport import Delivery
from kiosk.tui.customer.idle import IDLE_SECONDS
from kiosk.tui.customer.session import Step
from kiosk.tui.letters import Letters
from kiosk.tui.tile import Tile
from tests.tui.clinic import (
    HALF_PAST_NINE,
    clinic,
    free,
    take_away,
    to_confirm,
    to_phone,
    to_times,
)
from tests.tui.coming_back import at_nine, booked, hold_under, taken
from tests.tui.hand import Hand, Place, kiosk
from tests.tui.keyboard import PERSON, scan, type_keys
from tests.tui.lobby import MAIN, Tray, branch
from tests.tui.round_trip import every_page, everything
from tests.tui.test_appointments import Able
from tests.tui.wires import Wire

WAY = ("English", "Documents", "Passport: new", "Take a number")
FORTY = 40


@pytest.fixture(autouse=True)
def no_waiting() -> None:
    """Retries come at once."""
    stamina.set_testing(True, attempts=5)


@pytest.fixture
def place() -> Place:
    """A kiosk where one person can be seen at a time."""
    return Place([clinic(lanes=1)])


def number(hand: Hand) -> str:
    """The number on the glass."""
    return hand.app.screen.query_one("#number", Letters).text


async def test_a_walk_in_takes_four_touches() -> None:
    """Journey: the shortest walk-in. Language, topic, service, take: four touches where one page
    can't hold all services."""
    place = Place()
    async with kiosk(place) as hand:
        await hand.walk(*WAY)
        assert ("NumberGiven", "A001") == (hand.page, number(hand))
    assert 1 == (await place.desk.branch(MAIN)).waiting


async def test_forty_services_are_found_page_by_page() -> None:
    """Journey: forty services over pages. Each is on one page, and the last can be had."""
    services = tuple(
        Service(ServiceId(f"service{n:03}"), {"en": f"Service number {n}"}, "a")
        for n in range(FORTY)
    )
    everything = Group(
        GroupId("everything"), {"en": "All"}, tuple(s.id for s in services)
    )
    place = Place([branch(services=services, groups=(everything,))])
    async with kiosk(place) as hand:
        await hand.walk("English")
        seen = [chosen(hand)]
        while not hand.app.screen.query_one("#next", Tile).disabled:
            await hand.tap("›")
            seen.append(chosen(hand))
        assert [f"Service number {n}" for n in range(FORTY)] == [
            name for page in seen for name in page
        ]
        assert 5 <= len(seen)
        await hand.walk("Service number 39")
        await hand.walk("Back")
        assert seen[-1] == chosen(hand)  # the page they were on
        await hand.walk("Service number 39", "Take a number")
        assert "A001" == number(hand)


def chosen(hand: Hand) -> list[str]:
    """What can be chosen on this page."""
    return [t.label.text for t in hand.tiles if str(t.id).startswith("choice-")]


async def test_a_time_that_went_under_the_finger_leads_to_the_three_nearest(
    place: Place,
) -> None:
    """Journey: a slot stolen between K8 and K9. It leads to the three nearest."""
    async with kiosk(place) as hand:
        await to_times(hand)
        await hand.tap("Tue")
        await take_away(place)
        await hand.tap("09:30")
        await hand.until("ChooseTime", "09:30 has just been taken.")
        times = [t.label.text for t in hand.tiles if str(t.id).startswith("time-")]
        assert ["09:00", "10:00", "10:30"] == times
        await hand.walk("10:00")
        assert "Tuesday 5 May, 10:00" in hand.text
        assert "ending in 67" in hand.text  # nothing to type again


async def test_a_time_that_went_under_the_last_touch_keeps_all_that_was_typed(
    place: Place,
) -> None:
    """Journey: a slot stolen under the last touch. The hold had ended, and somebody else was
    quicker."""
    async with kiosk(place) as hand:
        await to_confirm(hand)
        place.clock.pass_by(seconds=181)
        await take_away(place)
        hand.app._at_work.take_number()
        await hand.until("ChooseTime", "09:30 has just been taken.")
        await hand.walk("09:00", "Book this time")
        placed = hand.app._at_work.session.placed
        assert placed
        assert placed.ticket.customer


async def test_the_last_minute_of_a_hold_is_counted_and_then_it_is_asked_again(
    place: Place,
) -> None:
    """Journey: a hold expires. The last minute is counted, then it is asked for again."""
    async with kiosk(place) as hand:
        await to_confirm(hand)
        assert "We keep this time" not in hand.text
        place.clock.pass_by(seconds=132)
        hand.app._at_work.show()
        assert "We keep this time for you for 0:48." in hand.text
        place.clock.pass_by(seconds=48)
        hand.app._at_work.show()
        assert "This time is not kept for you any more." in hand.text
        await hand.tap("Check again")
        await hand.until("ConfirmTime", "Book this time")
        assert 0 == await free(place)
        await hand.walk("Book this time")
        assert "NumberGiven" == hand.page


async def test_a_hold_that_ended_and_went_leads_back_to_the_times(place: Place) -> None:
    """Journey: a hold expires, and the time is somebody else's."""
    async with kiosk(place) as hand:
        await to_confirm(hand)
        place.clock.pass_by(seconds=181)
        hand.app._at_work.show()
        await take_away(place)
        await hand.tap("Check again")
        await hand.until("ChooseTime", "09:30 has just been taken.")


async def test_ten_touches_of_the_last_button_are_one_number(place: Place) -> None:
    """Journey: double press, of a number. One number, and one question to the queue, too."""
    wire = Wire(place.desk)
    place.wrap = lambda _: wire
    async with kiosk(place) as hand:
        await hand.walk("English", "I need a service", "ID card")
        region = hand.app.screen.query_one("#take", Tile).region
        for _ in range(10):
            hand.touch(region.x + 3, region.y + 1, after=0.5)
        await hand.until("NumberGiven")
    assert (1, 1) == ((await place.desk.branch(MAIN)).waiting, len(wire.asked))


async def test_ten_touches_of_the_last_button_are_one_appointment(place: Place) -> None:
    """Journey: double press, of a time."""
    wire = Wire(place.desk)
    place.wrap = lambda _: wire
    async with kiosk(place) as hand:
        await to_confirm(hand)
        region = hand.app.screen.query_one("#take", Tile).region
        for _ in range(10):
            hand.touch(region.x + 3, region.y + 1, after=0.5)
        await hand.until("NumberGiven")
    assert 1 == len(wire.asked)


async def test_a_scan_while_somebody_types_takes_nothing_of_it(place: Place) -> None:
    """Journey: scan during typing. The scanner's keys are no digits, the ticket is shown, and
    Back leads to what was typed."""
    async with kiosk(place) as hand:
        ticket = await taken(place)
        await to_phone(hand)
        type_keys(hand.app, "3012", PERSON, ago=PERSON)
        await hand.until("EnterPhone", "30 12")
        scan(hand.app, f"K1:{ticket.code8}:{ticket.id}", "enter")
        await hand.until("MyTicket", "A001")
        await hand.walk("Back")
        await hand.until("EnterPhone", "30 12")
        type_keys(hand.app, "34567", PERSON, ago=PERSON)
        await hand.until("EnterPhone", "30 123 4567")


async def test_a_scan_while_a_number_is_taken_does_not_take_it_off_the_glass(
    place: Place,
) -> None:
    """Journey: scan during a request. Who waits for a number sees it."""
    wire = Wire(place.desk)
    place.wrap = lambda _: wire
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await hand.walk("English", "I need a service", "ID card")
        wire.gate = asyncio.Event()
        await hand.tap("Take a number")
        hold_under(hand, ticket)
        await hand.settle()
        assert "TakeNumber" == hand.page
        wire.gate.set()
        await hand.until("NumberGiven", "Take your ticket")
        hand.app._at_work.show()
        await hand.settle()
        assert "NumberGiven" == hand.page


async def test_whoever_is_idle_on_any_page_is_asked_and_goes_on_where_they_were() -> (
    None
):
    """Journey: idle on every page. Nothing is lost by an answer; without one everything goes."""
    place = at_nine()
    other = branch(id=BranchId("otherplace"), name={"en": "River Branch"})
    place.branches = [everything(), other]

    def names(desk: Desk) -> Able:
        return Able(desk, replace(desk.capabilities, wants_name=True))

    place.wrap = names
    asked = set()
    async with kiosk(place) as hand:
        visit = hand.app._at_work
        async for _ in every_page(hand, place):
            before = hand.page, hand.text
            assert visit.attention.idle._timer, hand.page
            asked |= {visit.step} - (
                {Step.ERRAND} if hand.page == "HelpPage" else set()
            )
            visit.attention.nobody_there()
            await hand.until("StillThereDialog", "Are you still there?")
            await hand.walk("Yes, continue")
            assert before == (hand.page, hand.text)
        visit.attention.nobody_there()
        await hand.until("StillThereDialog")
        await hand.walk("Clear now")
        assert "Attract" == hand.page
    assert set(IDLE_SECONDS) == asked


@dataclass
class Slow(Tray):
    """A printer that takes its time."""

    done: asyncio.Event = field(default_factory=asyncio.Event)

    async def deliver(self, job: Job, paper: Rendered, *, tidy: bool) -> Delivery:
        await self.done.wait()
        return await super().deliver(job, paper, tidy=tidy)


async def test_nobody_is_asked_while_their_paper_is_printed() -> None:
    """Journey: idle while printing. The number stays until the paper is there, and then a while."""
    tray = Slow()
    async with kiosk(Place(tray=tray)) as hand:
        await hand.walk(*WAY)
        await hand.until("NumberGiven", "Your ticket is being printed")
        visit = hand.app._at_work
        assert (None, None) == (visit.attention.idle._timer, visit._stage.given.left)
        tray.done.set()
        await hand.until("NumberGiven", "Done (12)")


async def test_the_language_changes_at_the_end_and_nothing_typed_is_lost(
    place: Place,
) -> None:
    """Journey: another language at K9. Time, phone number and all stay."""
    async with kiosk(place) as hand:
        await to_confirm(hand)
        await hand.tap("العربية")
        await hand.until("ConfirmTime", "جواز سفر جديد")
        await hand.walk("احجز هذا الوقت")
        placed = hand.app._at_work.session.placed
        assert placed
        assert ("ar", HALF_PAST_NINE) == (placed.ticket.locale, placed.ticket.start_at)
        assert placed.ticket.customer


async def test_a_printer_without_paper_is_said_before_the_last_touch() -> None:
    """Journey: the printer fails before the commit."""
    async with kiosk(Place(tray=Tray(ready=False))) as hand:
        await hand.walk(*WAY[:3])
        assert "The printer is not working." in hand.text


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (
            Outcome.NOT_PRINTED,
            "The printer is not working. Your number is valid: A001.",
        ),
        (Outcome.UNKNOWN, "We don't know if your ticket was printed."),
    ],
)
async def test_paper_trouble_after_the_number_leaves_the_number_valid(
    outcome: Outcome, said: str
) -> None:
    """Journey: the printer fails after the commit. There is more time to write it down."""
    async with kiosk(Place(tray=Tray(outcome=outcome))) as hand:
        await hand.walk(*WAY)
        await hand.until("NumberGiven", said)
        assert "Done (30)" in hand.text


async def test_if_it_stays_unknown_the_button_asks_again_under_the_same_key(
    place: Place,
) -> None:
    """Journey: the server is cut after a create. The button asks again under the same key."""
    wire = Wire(place.desk)
    place.wrap = lambda _: wire
    wire.lost = [Ambiguous() for _ in range(5)]
    async with kiosk(place) as hand:
        await hand.walk("English", "I need a service", "ID card")
        await hand.tap("Take a number")
        await hand.until("TakeNumber", "Try again: you get only one.")
        await hand.walk("Try again")
        assert "NumberGiven" == hand.page
        assert {"key-1"} == {once.key for once in wire.asked}
    assert 1 == (await place.desk.branch(MAIN)).waiting


async def test_an_answer_that_got_lost_is_asked_for_again_however_late(
    place: Place,
) -> None:
    """Journey: the server is cut after a booking. The hold has ended meanwhile; the time may be
    theirs already, and it is."""
    wire = Wire(place.desk, lost=[Ambiguous()], after=[Unavailable()] * 9)
    place.wrap = lambda _: wire
    async with kiosk(place) as hand:
        await to_confirm(hand)
        await hand.tap("Book this time")
        await hand.until("ConfirmTime", "Try again")
        place.clock.pass_by(seconds=181)
        hand.app._at_work.show()
        wire.errors.clear()
        await hand.walk("Try again")
        assert "T001" == hand.app.screen.query_one("#number", Letters).text
    assert 1 == len({once.key for once in wire.asked})
    assert 0 == await free(place)
