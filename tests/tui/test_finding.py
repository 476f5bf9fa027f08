"""Somebody comes back, and their ticket is found by its code or by a phone number; or it isn't."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.domain.branch import BranchId
from kiosk.domain.ticket import Draft
from kiosk.tui.customer.misses import MOST_MISSES, Misses
from tests.tui.clinic import HALF_PAST_NINE, PHONE, clinic, typed
from tests.tui.coming_back import (
    NOBODYS,
    ON,
    at_nine,
    booked,
    known,
    taken,
    tell,
    to_code,
    to_mine,
)
from tests.tui.hand import Hand, Place, kiosk
from tests.tui.lobby import PASSPORT

NO_SUCH_CODE = "We can't find this code. Look at your ticket, or ask at the desk."
NO_SUCH_PHONE = (
    "We can't find a booking for today. Check the number, or ask at the desk."
)


@pytest.fixture
def place() -> Place:
    return at_nine()


async def to_phone(hand: Hand) -> None:
    """As far as the phone number they booked with."""
    await to_code(hand)
    await hand.walk("By phone number")
    await hand.until("FindPhone", "The phone number you booked with")


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
            assert NO_SUCH_CODE in hand.text, code
            await hand.tap("Clear")
            assert NO_SUCH_CODE not in hand.text


async def test_too_few_digits_are_said_after_the_touch(place: Place) -> None:
    async with kiosk(place) as hand:
        await to_code(hand)
        await typed(hand, "1234567")
        assert "1234 567_" in hand.text
        await hand.tap(ON)
        assert "The code is too short: type 1 more digit." in hand.text
        await typed(hand, "890")
        assert "1234 5678" in hand.text


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


async def test_a_phone_number_finds_what_it_has_today_and_names_nobody(
    place: Place,
) -> None:
    """Several are told apart by hour and service; none, another day and another branch are one
    answer."""
    elsewhere = BranchId("elsewhere1")
    other = replace(clinic(), id=elsewhere, name={"en": "Harbour Branch"})
    place.branches = [*place.branches, other]
    async with kiosk(place) as hand:
        who = await known(place)
        await place.desk.identify(f"+36{PHONE}", "Anna")
        tomorrow = HALF_PAST_NINE + timedelta(days=1)
        await booked(place, tomorrow, who)
        there = Draft(elsewhere, PASSPORT, start=HALF_PAST_NINE, customer=who)
        await place.desk.issue(there, None, "another kiosk")
        await hand.walk("English", "Main Street", "I have an appointment")
        await hand.walk("By phone number")
        await hand.until("FindPhone", "The phone number you booked with")
        for phone in (PHONE, "301111111"):
            await tell(hand, phone)
            assert NO_SUCH_PHONE in hand.text, phone
        await booked(place, HALF_PAST_NINE, who)
        await tell(hand, PHONE)
        await hand.until("MyTicket", "Tuesday 5 May, 09:30")
        await hand.walk("Back")
        await hand.until("FindPhone", "30 123 4567")
        await taken(place, who)
        await hand.tap(ON)
        await hand.until("ChooseTicket", "Which one is it?")
        assert "09:30" == hand.tile("Passport: new").label.note
        assert "A001" == hand.tile("ID card").label.note
        assert "Anna" not in hand.text
        await hand.walk("ID card")
        await hand.until("MyTicket", "A001")
        await hand.walk("Back")
        assert "ChooseTicket" == hand.page
        await hand.walk("Back")
        assert "FindPhone" == hand.page


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
        await to_mine(hand, ticket)


async def test_who_guesses_waits_longer_and_longer_whoever_it_is(place: Place) -> None:
    """By code and by phone together; the kiosk remembers from one visit to the next."""
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await to_phone(hand)
        for phone in ("301111111", "301111112"):
            await tell(hand, phone)
            assert NO_SUCH_PHONE in hand.text
        await hand.walk("Back")
        for code in NOBODYS[:2]:
            await tell(hand, code)
            assert NO_SUCH_CODE in hand.text
        await hand.walk("Start over")
        await to_code(hand)
        await tell(hand, ticket.code8)
        assert "Too many wrong codes. Try again in 5 seconds." in hand.text
        place.clock.pass_by(seconds=5)
        await tell(hand, ticket.code8)
        await hand.until("MyTicket")


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
