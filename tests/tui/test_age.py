"""Figures that are not new say how old they are, and go before they mislead anybody."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from kiosk.desk.desk import Desk
from kiosk.domain.branch import BranchId, BranchState
from kiosk.i18n.catalogue import Catalogue
from kiosk.tui.customer.age import Age
from kiosk.tui.figure import Figure
from tests.tui.hand import Hand, Place, kiosk
from tests.tui.lobby import MORNING, PASSPORT, branch
from tests.tui.looks import cut, overlaps

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
