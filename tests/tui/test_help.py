"""Help with the screen: for this customer alone, from every page, and back to that page."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest

from kiosk.domain.branch import BranchId
from tests.tui.clinic import PHONE, typed
from tests.tui.coming_back import NOBODYS, at_nine, booked, hold_under, tell, to_code
from tests.tui.hand import Hand, Place, kiosk
from tests.tui.lobby import MAIN
from tests.tui.wires import Wire


@pytest.fixture
def place() -> Place:
    return at_nine()


def looks(hand: Hand) -> tuple[bool, str]:
    """Whether the text is large, and which colours are on."""
    return hand.app._at_work.moment.large, hand.app.theme


AS_EVER = (False, "kiosk-dark")


async def help_and_back(hand: Hand, *kept: str) -> None:
    """Ask for help, change the text and back, return; the page is as it was."""
    before = hand.page
    await hand.walk("Help")
    assert "HelpPage" == hand.page
    await hand.tap("Larger text")
    await hand.until("HelpPage", "Normal text")
    await hand.walk("Back")
    assert (before, True) == (hand.page, looks(hand)[0])
    await hand.walk("Help")
    await hand.tap("Normal text")
    await hand.walk("Back")
    for words in kept:
        assert words in hand.text, before


async def test_help_returns_to_the_very_page_with_what_was_typed(place: Place) -> None:
    async with kiosk(place) as hand:
        ticket = await booked(place)
        await to_code(hand)
        await typed(hand, "4821")
        await help_and_back(hand, "4821 ____")
        await tell(hand, ticket.code8)
        await hand.until("MyTicket")
        await help_and_back(hand, "Tuesday 5 May, 09:30")
        await hand.walk("Cancel it")
        await help_and_back(hand, "Cancel this appointment?")
        await hand.walk("Keep it", "Start over", "English", "I need a service")
        await help_and_back(hand)
        await hand.walk("Passport: new", "Book a time")
        await typed(hand, PHONE)
        await help_and_back(hand, "30 123 4567")
        await hand.walk("Continue ›")
        await hand.until("ChooseTime", "free")
        await help_and_back(hand)
        await hand.walk("10:00")
        await hand.until("ConfirmTime")
        await help_and_back(hand, "Tuesday 5 May, 10:00", "ending in 67")
        await hand.walk("Book this time")
        await hand.until("NumberGiven", "10:00")


async def test_what_was_made_easier_is_so_for_one_customer(place: Place) -> None:
    """Larger text and contrast are gone with who asked for them, however they go."""
    async with kiosk(place) as hand:
        for way in ("Start over", "Clear now", "Done"):
            await hand.walk("English", "Help")
            await hand.tap("Larger text")
            await hand.tap("Contrast")
            assert (True, "kiosk-light") == looks(hand)
            if way == "Clear now":
                hand.app._at_work.attention.nobody_there()
                await hand.until("StillThereDialog")
            if way == "Done":
                await hand.walk("Back", "I need a service", "ID card", "Take a number")
                await hand.until("NumberGiven")
            await hand.walk(way)
            assert ("Attract", AS_EVER) == (hand.page, looks(hand)), way


async def test_another_language_is_a_touch_away_on_the_page_of_help(
    place: Place,
) -> None:
    """And the page stays, in that language; so does the one it was asked for on."""
    async with kiosk(place) as hand:
        await to_code(hand)
        await typed(hand, "4821")
        await hand.walk("Help")
        await hand.tap("العربية")
        await hand.until("HelpPage", "English")
        await hand.pilot.press("escape")
        await hand.until("EnterCode", "4821 ____")
        assert "ar" == hand.app._at_work.session.locale


@asynccontextmanager
async def console(place: Place) -> AsyncIterator[None]:
    """Somebody of the staff follows the branch."""

    async def follow() -> None:
        async for _ in place.desk.watch(MAIN):
            watching.set()

    watching = asyncio.Event()
    task = asyncio.create_task(follow())
    await watching.wait()
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


class Deaf(Wire):
    """A desk that hears no call while the wire is cut."""

    async def summon(self, branch: BranchId, kiosk: str, actor: str) -> bool:
        self._answer()
        return await self.desk.summon(branch, kiosk, actor)


async def test_somebody_is_promised_only_where_somebody_sees_it(place: Place) -> None:
    """With a console that follows; without one, or without an answer, there is the desk."""
    wire = Deaf(place.desk)
    place.wrap = lambda _: wire
    async with kiosk(place) as hand:
        await hand.walk("English", "Help")
        for wire.cut in (True, False):
            await hand.tap("Call staff")
            await hand.until("Dialog", "Nobody can be called from here now.")
            assert "Go to the information desk." in hand.text
            await hand.walk("OK")
            assert "HelpPage" == hand.page
        async with console(place):
            await hand.tap("Call staff")
            await hand.until("Dialog", "Staff have been called.")
            (summons,) = (await place.desk.lobby(MAIN)).summons
            assert "kiosk-1" == summons.kiosk


async def test_what_nobody_goes_on_with_is_undone_on_the_first_page(
    place: Place,
) -> None:
    """Larger text and contrast of who went away without a touch of a language: after half a
    minute, twice that for who reads larger text; nobody is asked."""
    async with kiosk(place) as hand:
        attention = hand.app._at_work.attention
        assert None is patience(hand)
        await hand.tap("Contrast")
        assert (30, "kiosk-light") == (patience(hand), hand.app.theme)
        await hand.tap("Larger text")
        assert (60, True) == (patience(hand), looks(hand)[0])
        attention.nobody_there()
        await hand.until("Attract", "Larger text")
        assert (AS_EVER, None) == (looks(hand), patience(hand))


async def test_a_sentence_on_the_first_page_is_not_there_for_ever(place: Place) -> None:
    """Who scanned something else and went away leaves the languages to the next customer."""
    async with kiosk(place) as hand:
        hold_under(hand, NOBODYS[0])
        await hand.until("Dialog", "We don't know this code.")
        assert 30 == patience(hand)
        hand.app._at_work.attention.nobody_there()
        await hand.until("Attract")
        assert None is patience(hand)


def patience(hand: Hand) -> float | None:
    """Seconds until somebody is asked, or the page is cleared; None: never."""
    idle = hand.app._at_work.attention.idle
    return idle._seconds if idle._timer else None
