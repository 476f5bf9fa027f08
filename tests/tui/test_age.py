"""Figures that are not new say how old they are, and go before they mislead anybody."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from kiosk.desk.desk import Desk
from kiosk.domain.branch import BranchId, BranchState
from kiosk.domain.scanned import Scanned
from kiosk.errors import Unavailable
from kiosk.i18n.catalogue import Catalogue
from kiosk.tui.customer.age import Age
from kiosk.tui.figure import Figure
from kiosk.tui.letters import Letters
from tests.tui.classes import planned, school
from tests.tui.hand import Hand, Place, kiosk
from tests.tui.lobby import MORNING, PASSPORT, branch, small_branch
from tests.tui.looks import cut, overlaps
from tests.tui.wires import Wire

AGES = [
    (30, "", True),
    (31, "updated 1 min ago", True),
    (60, "updated 1 min ago", True),
    (61, "updated 2 min ago", True),
    (120, "updated 2 min ago", True),
    (121, "", False),
    (86_400, "", False),
    (-600, "", True),  # a server whose clock is ahead
]


@pytest.mark.parametrize(("seconds", "said", "shown"), AGES)
def test_an_age_is_admitted_before_figures_are_hidden(
    seconds: int, said: str, shown: bool
) -> None:
    speaker = Catalogue.load().speaker("en", "UTC")
    age = Age.of([MORNING, MORNING - timedelta(seconds=seconds)], MORNING)
    if seconds < 0:
        age = Age.of([MORNING - timedelta(seconds=seconds)], MORNING)
    assert (said, shown) == (age.admitted(speaker), age.shown)


def test_arabic_counts_the_minutes_as_arabic_does() -> None:
    speaker = Catalogue.load().speaker("ar", "UTC")
    assert "حُدّث قبل دقيقة" == Age(60).admitted(speaker)
    assert "حُدّث قبل دقيقتين" == Age(61).admitted(speaker)


class Still:
    """A queue whose figures are those of the morning, however often they are read anew."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __getattr__(self, name: str) -> Any:
        return getattr(self._desk, name)

    async def branch(self, branch: BranchId) -> BranchState:
        return replace(await self._desk.branch(branch), as_of=MORNING)


async def seen_at(hand: Hand, place: Place, seconds: int) -> str:
    """What can be read when the figures are so old."""
    place.clock.at = MORNING + timedelta(seconds=seconds)
    hand.app._at_work.show()
    await hand.settle()
    assert [] == [*cut(hand.app.screen), *overlaps(hand.app.screen)]
    digits = [figure.figure for figure in hand.app.screen.query(Figure)]
    return "\n".join([hand.text, *filter(None, digits)])


@pytest.mark.parametrize("size", [(66, 18), (120, 40)], ids=["66x18", "120x40"])
async def test_every_page_with_figures_tells_their_age(size: tuple[int, int]) -> None:
    place = Place([branch()], waiting=[PASSPORT] * 9, wrap=Still)
    steps = {
        "Attract": ("9 people waiting", "English"),
        "ChooseGroup": ("9 people waiting", "Documents"),
        "ChooseService": ("9 waiting", "Passport: new"),
        "TakeNumber": ("9", ""),
    }
    async with kiosk(place, size) as hand:
        for page, (figure, onward) in steps.items():
            if page != hand.page:
                continue
            young = await seen_at(hand, place, 0)
            old = await seen_at(hand, place, 61)
            ancient = await seen_at(hand, place, 121)
            assert figure in young, page
            assert "min ago" not in young, page
            assert figure in old, page
            assert "updated 2 min ago" in old, page
            assert figure not in ancient.replace("09", ""), page
            assert "updated" not in ancient, page
            if onward:
                await hand.walk(onward)
        assert "TakeNumber" == hand.page
        assert "Take a number" in hand.text, "the way on stays open"


class Silent(Wire):
    """A queue that has stopped telling of free times and places; all else goes on."""

    ill = False

    async def slots(self, *args: Any) -> Any:
        if self.ill:
            raise Unavailable(detail="no times")
        return await self.desk.slots(*args)

    async def sessions(self, *args: Any, **more: Any) -> Any:
        if self.ill:
            raise Unavailable(detail="no sessions")
        return await self.desk.sessions(*args, **more)


async def grown_old(hand: Hand, place: Place, figure: str, seconds: int) -> str:
    """What can be read so long after the figures came, and nobody has told any since."""
    before = hand.app.screen
    assert figure in hand.text, hand.page
    place.clock.pass_by(seconds=seconds)
    hand.app._at_work._look_again()
    await hand.settle()
    assert before is hand.app.screen, "the flow goes on"
    assert [] == [*cut(hand.app.screen), *overlaps(hand.app.screen)]
    return hand.text


async def test_free_times_and_places_grow_old_where_nobody_tells_them_any_more() -> (
    None
):
    """One part of the queue is down: all can be taken, and nothing is said to be free."""
    place = Place([school()])
    wire = Silent(place.desk)
    place.wrap = lambda _: wire
    async with kiosk(place) as hand:
        await planned(place.desk, 0, 1)
        await hand.walk("English", "I need a service", "First aid", "Continue without")
        await hand.until("ChooseSession", "3 of 3 places left")
        wire.ill = True
        old = await grown_old(hand, place, "3 of 3", 61)
        assert "updated 2 min ago" in old
        assert "3 of 3 places left" in old
        ancient = await grown_old(hand, place, "3 of 3", 60)
        assert "places left" not in ancient
        assert "updated" not in ancient
        await hand.walk("Tuesday")
        assert "Book this time" in hand.text
        assert "places left" not in hand.text
        wire.ill = False
        await hand.walk("Back")
        hand.app._at_work._look_again()
        await hand.until("ChooseSession", "3 of 3 places left")
        await hand.walk("Tuesday")
        assert "3 of 3 places left" in hand.text
        await hand.walk("Start over")

        await hand.walk("English", "I need a service", "Passport: new")
        await hand.until("TakeNumber", "next free: 11:30")
        await hand.walk("Book a time", "Continue without")
        await hand.until("ChooseTime", "9 free")
        places = [tile.region for tile in hand.tiles]
        wire.ill = True
        old = await grown_old(hand, place, "9 free", 61)
        assert "updated 2 min ago" in old
        ancient = await grown_old(hand, place, "9 free", 60)
        assert not re.search(r"\d+ (free|place)", ancient)
        assert places == [tile.region for tile in hand.tiles], "nothing moves"
        await hand.walk("Back", "Back")
        assert "TakeNumber" == hand.page
        assert "next free" not in hand.text
        wire.ill = False
        await hand.walk("Book a time", "Continue without")
        hand.app._at_work._look_again()
        await hand.until("ChooseTime", "9 free")
        await hand.walk("11:30")
        assert "ConfirmTime" == hand.page


async def test_a_place_in_the_queue_grows_old_on_the_glass_as_well() -> None:
    """Under the number itself, which stays; and where somebody comes back with it."""
    place = Place([branch()], waiting=[PASSPORT] * 3)
    async with kiosk(place) as hand:
        await hand.walk("English", "Documents", "Passport: new", "Take a number")
        assert "3 people before you · about 10–20 min · 10:42" in hand.text
        old = await grown_old(hand, place, "3 people", 61)
        assert "3 people before you · about 10–20 min · updated 2 min ago" in old
        ancient = await grown_old(hand, place, "3 people", 60)
        assert "before you" not in ancient
        assert "A004" == hand.app.screen.query_one("#number", Letters).text
        given = hand.app._at_work.session.placed
        assert given
        hand.app._at_work.scanned(Scanned(given.ticket.code8))
        await hand.until("MyTicket", "3 people before you")
        old = await grown_old(hand, place, "3 people", 61)
        assert "updated 2 min ago" in old
        ancient = await grown_old(hand, place, "3 people", 60)
        assert "before you" not in ancient
        assert "A004" in ancient


async def test_one_branch_with_old_figures_hides_none_of_the_others() -> None:
    """Each tile tells its own, and the oldest of them its age."""
    other = replace(small_branch(3), id=BranchId("otherbranch"), name={"en": "Station"})
    place = Place([small_branch(3), other], waiting=[PASSPORT] * 3, wrap=Late)
    async with kiosk(place) as hand:
        await hand.walk("English")
        for seconds, age, told in [
            (0, "", True),
            (61, "updated 2 min ago", True),
            (121, "", False),
        ]:
            place.clock.at = MORNING + timedelta(seconds=seconds)
            hand.app._at_work.told(await Late(place.desk).branches())
            await hand.settle()
            assert "3 waiting" in hand.tile("Main Street").label.note
            assert told == ("nobody waiting" in hand.tile("Station").label.note)
            assert age in hand.text
            assert bool(age) == ("updated" in hand.text)


class Late(Wire):
    """Two branches; the second one's figures are those of the morning."""

    async def branches(self) -> Sequence[BranchState]:
        here, there = await self.desk.branches()
        return [here, replace(there, as_of=MORNING)]


async def test_another_branch_s_old_figures_hide_none_of_this_one() -> None:
    """Where somebody stands is what counts."""
    here = [MORNING, MORNING - timedelta(hours=1)]
    assert not Age.of(here, MORNING).shown
    assert Age.of(here[:1], MORNING).shown


class Uncounted:
    """A queue that does not tell who waits."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __getattr__(self, name: str) -> Any:
        return getattr(self._desk, name)

    async def branches(self) -> Sequence[BranchState]:
        return [replace(one, counted=False) for one in await self._desk.branches()]

    async def branch(self, branch: BranchId) -> BranchState:
        return replace(await self._desk.branch(branch), counted=False)


async def test_nobody_is_said_to_wait_where_nobody_knows() -> None:
    """Not even nobody: a number can be taken all the same."""
    place = Place([branch()], waiting=[PASSPORT] * 9, wrap=Uncounted)
    async with kiosk(place) as hand:
        for onward in ("English", "Documents", "Passport: new"):
            assert "waiting" not in hand.text, hand.page
            await hand.walk(onward)
        assert "Take a number" in hand.text
        figures = [figure.figure for figure in hand.app.screen.query(Figure)]
        assert not any(figures)


async def test_a_wait_of_a_moment_is_told_in_words() -> None:
    """As on the tiles before it: a range from five to five is none."""
    async with kiosk(Place()) as hand:
        await hand.walk("English", "Documents", "Passport: new")
        wait = hand.app.screen.query_one("#wait", Figure)
        assert ("", "less than 5 min") == (wait.figure, wait.words)
