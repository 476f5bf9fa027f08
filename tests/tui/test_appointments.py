"""What a customer does to come at a time: from the first touch to the paper, and what may be lost."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from kiosk.desk.desk import Desk
from kiosk.domain.booking import Hold, Holder, Wanted
from kiosk.domain.ports import Capabilities
from kiosk.domain.slots import DaySlots
from kiosk.domain.ticket import Draft, Kind, Status
from kiosk.errors import KioskError, Unavailable
from kiosk.tui.letters import Letters
from kiosk.tui.tile import Tile
from kiosk.tui.words import Words
from tests.tui.clinic import (
    HALF_PAST_NINE,
    PHONE,
    RULES,
    clinic,
    free,
    take_away,
    to_confirm,
    to_phone,
    to_times,
    typed,
)
from tests.tui.hand import Hand, Place, kiosk
from tests.tui.lobby import CARD, LICENCE, MAIN, MORNING, PASSPORT, Tray
from tests.tui.wires import Wire

pytestmark = pytest.mark.usefixtures("no_waiting")


@pytest.fixture
def place() -> Place:
    """A kiosk where one person can be seen at a time."""
    return Place([clinic(lanes=1)])


async def ask_for_a_hold(hand: Hand, wire: "Slow") -> asyncio.Event:
    """For Tuesday half past nine; it is answered when the event is set."""
    await to_times(hand)
    await hand.tap("Tue")
    wire.gate = asyncio.Event()
    await hand.tap("09:30")
    return wire.gate


async def test_an_appointment_from_touch_to_paper(place: Place) -> None:
    """Day, time, place and number on the glass; one ticket in the queue; one paper."""
    tray = place.tray = Tray()
    async with kiosk(place) as hand:
        await to_confirm(hand)
        assert "Tuesday 5 May, 09:30 (30 min)" in hand.text
        assert "phone number ending in 67" in hand.text
        await hand.walk("Book this time")
        assert "T001" == hand.app.screen.query_one("#number", Letters).text
        assert "Tuesday 5 May, 09:30" in hand.text
        assert "Check in from 08:45 to 10:30." in hand.text
        await hand.until("NumberGiven", "Take your ticket below.")
        placed = hand.app._at_work.session.placed
        assert placed
    ticket = (await place.desk.ticket(placed.ticket.id)).ticket
    assert (Kind.APPOINTMENT, Status.BOOKED) == (ticket.kind, ticket.status)
    assert (HALF_PAST_NINE, 1) == (ticket.start_at, len(tray.papers))
    customer = await place.desk.customer(ticket.customer)  # type: ignore[arg-type]
    assert ("67", "") == (customer.phone_tail, customer.phone)


async def test_nobody_is_sent_before_the_business_day_begins() -> None:
    """Twelve hours before half past nine it is still Monday's."""
    place = Place([clinic(rules=replace(RULES, early=720))])
    async with kiosk(place) as hand:
        await to_confirm(hand)
        await hand.walk("Book this time")
        assert "Check in from 04:00 to 10:30." in hand.text


async def test_a_number_now_still_takes_as_many_touches(place: Place) -> None:
    async with kiosk(place) as hand:
        await hand.walk("English", "I need a service", "Passport: new", "Take a number")
        assert "A001" == hand.app.screen.query_one("#number", Letters).text


async def test_what_has_one_way_asks_for_none(place: Place) -> None:
    """A number only, or a time only."""
    async with kiosk(place) as hand:
        await hand.walk("English", "I need a service", "ID card")
        assert "Book a time" not in hand.text
        await hand.walk("Back", "Driving licence")
        assert "EnterPhone" == hand.page
        await hand.walk("Back")
        assert "ChooseService" == hand.page


async def test_a_queue_without_appointments_offers_none(place: Place) -> None:
    place.wrap = lambda desk: Able(desk, Capabilities())
    async with kiosk(place) as hand:
        await hand.walk("English", "Passport: new")
        assert "Book a time" not in hand.text


async def test_both_ways_say_what_they_give(place: Place) -> None:
    async with kiosk(place) as hand:
        await hand.walk("English", "I need a service", "Passport: new")
        await hand.until_true(lambda: "next free: 11:30" in hand.text)


async def test_a_full_service_can_be_booked_and_says_why_there_is_no_number() -> None:
    full = clinic()
    services = (replace(full.services[0], max_tickets_day=1), *full.services[1:])
    place = Place([replace(full, services=services)], waiting=[PASSPORT])
    async with kiosk(place) as hand:
        await hand.walk("English", "I need a service")
        assert "full for today · Book a time" == hand.tile("Passport: new").label.note
        await hand.walk("Passport: new")
        assert "full for today" == hand.tile("Take a number").label.note
        await hand.walk("Take a number")
        assert "Passport: new is full for today." in hand.text
        await hand.walk("OK", "Book a time")
        assert "EnterPhone" == hand.page


async def test_times_open_on_the_first_day_with_one() -> None:
    """On a Saturday that is Monday; the strip begins where it is."""
    place = Place([clinic()])
    place.clock.at = MORNING + timedelta(days=5)
    async with kiosk(place) as hand:
        await to_times(hand, "")
        assert "Mon\n11 May" in hand.tile("Mon").label.text
        assert "primary" == hand.tile("Mon").label.look


async def test_a_day_without_a_time_says_why_and_which_day_is_next(
    place: Place,
) -> None:
    async with kiosk(place) as hand:
        await to_times(hand)
        await hand.tap("Thu")
        assert "Town fair: There are no appointments on this day." in hand.text
        assert "Next free day: Friday 8 May." in hand.text
        await hand.tap("Show Friday 8 May")
        assert "primary" == hand.tile("Fri").label.look
        assert "09:00" in hand.text


async def test_a_taken_time_keeps_its_place_and_explains_itself(place: Place) -> None:
    async with kiosk(place) as hand:
        await to_times(hand)
        await hand.tap("Tue")
        before = hand.tile("10:00").region
        await take_away(place)
        hand.app._at_work.reserving.refresh()
        await hand.until_true(lambda: "taken" == hand.tile("09:30").label.note)
        assert before == hand.tile("10:00").region
        await hand.walk("09:30")
        assert "09:30 is taken." in hand.text


async def test_weeks_are_a_touch_away_and_end_with_the_horizon(place: Place) -> None:
    async with kiosk(place) as hand:
        await to_times(hand)
        arrow = hand.app.screen.query_one("#later", Tile)
        seen = []
        while not arrow.disabled:
            region = arrow.region
            hand.touch(region.x + 2, region.y + 2)
            await hand.settle()
            days = [tile.label.text for tile in hand.tiles if "day-" in str(tile.id)]
            seen.append(days[-1])
        assert "Sun\n24 May" == seen[-1]  # 20 days from 4 May
        assert not [d for d in hand.tiles if "free times" in d.label.note]


async def test_other_times_are_a_touch_from_the_nearest(place: Place) -> None:
    async with kiosk(place) as hand:
        await to_times(hand)
        await hand.tap("Tue")
        await take_away(place)
        await hand.tap("09:30")
        await hand.until("ChooseTime", "has just been taken")
        await hand.tap("Other times")
        assert "has just been taken" not in hand.text
        assert "15:30" in hand.text


async def test_a_touched_time_is_kept_for_who_touched_it(place: Place) -> None:
    async with kiosk(place) as hand:
        assert 1 == await free(place)
        await to_confirm(hand)
        assert 0 == await free(place)
        await hand.walk("Back")
        assert "1 place" == hand.tile("09:30").label.note  # it is theirs


@pytest.mark.parametrize("way", ["Start over", "nobody there"])
async def test_who_leaves_lets_go_of_the_time(place: Place, way: str) -> None:
    async with kiosk(place) as hand:
        await to_confirm(hand)
        if way == "Start over":
            await hand.walk(way)
        else:
            hand.app._at_work.attention.nobody_there()
            await hand.until("StillThereDialog")
            await hand.walk("Clear now")
        assert "Attract" == hand.page
        async with asyncio.timeout(5):
            while not await free(place):  # noqa: ASYNC110  nobody tells when
                await asyncio.sleep(0.01)


async def test_nobody_who_leaves_becomes_a_customer(place: Place) -> None:
    async with kiosk(place) as hand:
        await to_confirm(hand)
        await hand.walk("Start over")
    assert 0 == (await place.desk.customers()).total


async def test_two_quick_touches_of_a_time_are_one_hold(place: Place) -> None:
    wire = Slow.before(place)
    async with kiosk(place) as hand:
        await to_times(hand)
        await hand.tap("Tue")
        wire.gate = asyncio.Event()
        region = hand.tile("09:30").region
        hand.touch(region.x + 2, region.y + 1)
        await hand.settle()
        hand.app._at_work.show()  # news came meanwhile
        hand.touch(region.x + 2, region.y + 1)
        await hand.settle()
        wire.gate.set()
        await hand.until("ConfirmTime")
    assert [HALF_PAST_NINE] == wire.held


async def test_a_hold_that_comes_too_late_is_let_go(place: Place) -> None:
    """The customer had gone before the answer."""
    wire = Slow.before(place)
    async with kiosk(place) as hand:
        gate = await ask_for_a_hold(hand, wire)
        hand.app._at_work.end()
        gate.set()
        async with asyncio.timeout(5):
            while not wire.released:  # noqa: ASYNC110  nobody tells when
                await asyncio.sleep(0.01)
        await hand.until("Attract")
    assert 1 == await free(place)


async def test_who_went_back_meanwhile_gets_what_they_ask_for_then(
    place: Place,
) -> None:
    """The hold is answered on another page: a number is a number, not that time."""
    wire = Slow.before(place)
    async with kiosk(place) as hand:
        gate = await ask_for_a_hold(hand, wire)
        hand.app._at_work.show()  # news came, so the page can be touched again
        await hand.walk("Back", "Back")
        gate.set()
        await hand.settle()
        assert "TakeNumber" == hand.page
        await hand.walk("Take a number")
        assert "A001" == hand.app.screen.query_one("#number", Letters).text


async def test_another_service_can_be_booked_after_a_hold_that_was_left(
    place: Place,
) -> None:
    wire = Slow.before(place)
    async with kiosk(place) as hand:
        gate = await ask_for_a_hold(hand, wire)
        hand.app._at_work.show()
        await hand.walk("Back", "Back", "Back", "Driving licence", "Continue ›")
        gate.set()
        await hand.until("ChooseTime", "free")
        await hand.tap("Tue")
        await hand.walk("09:30", "Book this time")
        assert "Driving licence" in hand.text


async def test_a_number_can_still_be_had_on_the_way_back(place: Place) -> None:
    async with kiosk(place) as hand:
        await to_times(hand)
        await hand.walk("Back", "Back", "Take a number")
        assert "A001" == hand.app.screen.query_one("#number", Letters).text


async def test_back_leads_through_the_pages_and_keeps_the_digits(place: Place) -> None:
    async with kiosk(place) as hand:
        await to_confirm(hand)
        seen = [hand.page]
        for _ in range(4):
            await hand.walk("Back")
            seen.append(hand.page)
            if hand.page == "EnterPhone":
                assert "30 123 4567_" in hand.text
        way = ["ConfirmTime", "ChooseTime", "EnterPhone", "TakeNumber", "ChooseService"]
        assert way == seen


async def test_a_number_too_short_says_how_many_digits_are_missing(
    place: Place,
) -> None:
    """After Continue, not while typing; and typing on takes the sentence away."""
    async with kiosk(place) as hand:
        await to_phone(hand)
        await typed(hand, "30123")
        assert "too short" not in hand.text
        await hand.tap("Continue ›")
        assert "The number is too short: type 3 more digits." in hand.text
        await typed(hand, "4")
        assert "too short" not in hand.text


async def test_another_country_is_found_by_its_code(place: Place) -> None:
    async with kiosk(place) as hand:
        await to_phone(hand)
        await hand.tap("+36")
        assert "Type the code of your country." in hand.text
        await typed(hand, "447400123456")
        assert "+44" in hand.tile("+44").label.text
        assert "7400 123456_" in hand.text
        await hand.walk("Continue ›")
        assert "+447400123456" == hand.app._at_work.session.phone


async def test_a_queue_that_wants_names_asks_for_one_in_two_alphabets(
    place: Place,
) -> None:
    can = replace(place.desk.capabilities, wants_name=True)
    place.wrap = lambda desk: Able(desk, can)
    async with kiosk(place) as hand:
        await to_phone(hand)
        assert "Continue without" not in hand.text
        await typed(hand, PHONE)
        await hand.walk("Continue ›")
        assert "EnterName" == hand.page
        for letter in "ANNA":
            await hand.tap(letter)
        await hand.tap("Space")
        await hand.tap("ÁÉÍ")
        await hand.tap("Á")
        assert "Anna Á_" in hand.text
        await hand.tap("←")
        await hand.tap("ع Ж Ω")
        await hand.tap("ا ب ت")
        assert "→" in hand.text  # towards what was typed last
        for letter in "لي":
            await hand.tap(letter)
        assert "Anna لي_" in hand.text
        await hand.walk("Continue ›")
        await hand.until("ChooseTime", "free")
        await hand.tap("Tue")
        await hand.walk("09:30", "Book this time")
    (customer,) = (await place.desk.customers()).items
    assert "Anna لي" == customer.name


async def test_who_has_enough_appointments_sees_the_one_they_have() -> None:
    place = Place([clinic(rules=replace(RULES, max_open=1))])
    who = await place.desk.identify(f"+36{PHONE}")
    async with kiosk(place) as hand:
        draft = Draft(MAIN, PASSPORT, start=HALF_PAST_NINE, customer=who.id)
        await place.desk.issue(draft, None, "another kiosk")
        await to_times(hand)
        await hand.tap("Tue")
        await hand.walk("10:00")
        await hand.tap("Book this time")
        await hand.until("MyTicket", "You have one for this already")


async def test_times_that_do_not_come_can_be_asked_for_again(place: Place) -> None:
    wire = Slow.before(place)
    wire.errors = [Unavailable(detail="gone")]
    async with kiosk(place) as hand:
        await to_phone(hand)
        await hand.walk("Continue without")
        await hand.until("ChooseTime", "We can't reach the queue.")
        await hand.tap("Try again")
        await hand.until("ChooseTime", "9 free")


async def test_a_hold_that_nobody_answers_is_said_and_can_be_tried_again(
    place: Place,
) -> None:
    wire = Slow.before(place)
    async with kiosk(place) as hand:
        await to_times(hand)
        await hand.tap("Tue")
        wire.refusals = [Unavailable(detail="gone")]
        await hand.walk("09:30")
        assert "We can't reach the queue." in hand.text
        await hand.walk("OK", "09:30")
        assert "Book this time" in hand.text
        assert "We can't reach the queue." not in hand.text


async def test_no_free_time_at_all_is_said(place: Place) -> None:
    rules = replace(RULES, days_ahead=0)
    place = Place([clinic(rules=rules)])
    place.clock.at = MORNING + timedelta(days=5)
    async with kiosk(place) as hand:
        await to_phone(hand)
        await hand.walk("Continue without")
        await hand.until("ChooseTime", "There are no free times to book.")


async def test_nothing_of_a_customer_stays_in_any_widget(place: Place) -> None:
    async with kiosk(place) as hand:
        await to_confirm(hand)
        await hand.walk("Book this time", "Done")
        await hand.settle()
        visit = hand.app._at_work
        assert visit.reserving.calendar is None
        for page in visit._stage.pages:
            words = " ".join(str(w.text) for w in page.query(Words))
            assert page is hand.app.screen or not words.strip("_ "), page
        assert visit._stage.phone.typed is None


async def test_times_others_take_are_seen_while_looking(place: Place) -> None:
    """Without a touch, at the next look at the clock."""
    async with kiosk(place) as hand:
        await to_times(hand)
        await hand.tap("Tue")
        await take_away(place)
        hand.app._at_work._look_again()
        await hand.until_true(lambda: "taken" == hand.tile("09:30").label.note)


@pytest.mark.parametrize(
    ("service", "page"),
    [(PASSPORT, "EnterPhone"), (CARD, None), (LICENCE, "EnterPhone")],
)
async def test_no_page_of_an_appointment_stays_for_the_next_customer(
    place: Place, service: str, page: str | None
) -> None:
    """Idle on any page ends where everybody begins."""
    async with kiosk(place) as hand:
        await hand.walk("English")
        hand.app._at_work.choosing.service(service)  # type: ignore[arg-type]  # a plain word will do
        if service == PASSPORT:
            hand.app._at_work.reserving.want_time()
        await hand.settle()
        if page:
            await hand.until(page)
            assert 45 == hand.app._at_work.attention.idle._seconds
        hand.app._at_work.attention.nobody_there()
        await hand.until("StillThereDialog")
        await hand.walk("Clear now")
        assert "Attract" == hand.page


@dataclass
class Able:
    """A desk that says what it can do in other words."""

    desk: Desk
    capabilities: Capabilities

    def __getattr__(self, name: str) -> Any:
        return getattr(self.desk, name)


@dataclass
class Slow(Wire):
    """A desk whose holds wait for the gate; `errors` are raised instead of telling times."""

    held: list[datetime] = field(default_factory=list)
    released: list[Holder] = field(default_factory=list)
    refusals: list[KioskError] = field(default_factory=list)

    @classmethod
    def before(cls, place: Place) -> "Slow":
        """One that stands before the place's desk."""
        wire = cls(place.desk)
        place.wrap = lambda _: wire
        return wire

    async def hold(self, wanted: Wanted, start: datetime) -> Hold:
        self.held.append(start)
        if self.gate:
            await self.gate.wait()
        if self.refusals:
            raise self.refusals.pop(0)
        return await self.desk.hold(wanted, start)

    async def release(self, holder: Holder) -> None:
        await self.desk.release(holder)
        self.released.append(holder)

    async def slots(
        self, wanted: Wanted, first: date | None = None, days: int = 1
    ) -> tuple[DaySlots, ...]:
        if self.errors:
            raise self.errors.pop(0)
        return tuple(await self.desk.slots(wanted, first, days))
