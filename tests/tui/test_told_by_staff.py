"""What staff do reaches the kiosk's glass, and what a kiosk is like reaches the staff."""

from datetime import timedelta
from typing import Any

import pytest
from textual.screen import Screen

from kiosk.domain import branch
from kiosk.errors import Reason
from kiosk.tui.customer import reporting, visit
from kiosk.tui.customer.live import Pace
from kiosk.tui.words import Words
from tests.tui.clinic import clinic
from tests.tui.hand import Place, kiosk
from tests.tui.lobby import MAIN, MORNING, PASSPORT, Tray, small_branch
from tests.tui.looks import cut, overlaps

BOSS = "Eva"
TOLD: branch.Words = {"en": "The lift is out of order", "ar": "المصعد معطل"}


async def test_a_message_is_on_the_first_page_until_it_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(visit, "CLOCK_SECONDS", 0.05)
    place = Place([small_branch(4)])
    async with kiosk(place) as hand:
        until = MORNING + timedelta(minutes=5)
        await place.desk.tell(MAIN, TOLD, until, BOSS)
        await hand.until("Attract", TOLD["en"])
        place.clock.at = until
        await hand.until_true(lambda: TOLD["en"] not in hand.text)


LOW, USUAL, AIRY = (66, 18), (87, 24), (120, 40)


@pytest.mark.parametrize("size", [LOW, USUAL, AIRY], ids=lambda size: f"{size[0]}")
async def test_a_message_says_until_when_and_goes_when_that_is(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the pages before a number is chosen, where there is room; nobody tells it is over."""
    monkeypatch.setattr(visit, "CLOCK_SECONDS", 0.05)
    monkeypatch.setattr(visit, "PACE", Pace(0.01, 60))
    place = Place([clinic()])
    until = MORNING + timedelta(minutes=18)
    said = f"{TOLD['en']} (until 11:00)"
    async with kiosk(place, size) as hand:
        await place.desk.tell(MAIN, TOLD, until, BOSS)
        await hand.until("Attract", said)
        for onward, pages in [
            ("English", {LOW: False, USUAL: True, AIRY: True}),
            ("I need a service", {LOW: False, USUAL: False, AIRY: True}),
        ]:
            await hand.walk(onward)
            page = hand.app.screen
            assert pages[size] == (said in "\n".join(seen(page)))
            assert [] == [*cut(page), *overlaps(page)]
        place.clock.at = until
        await hand.until_true(lambda: TOLD["en"] not in hand.text)
        await hand.walk("Back")
        assert TOLD["en"] not in hand.text


async def test_the_end_of_a_message_is_told_to_who_may_live_to_see_it() -> None:
    """Not what is over when the doors are shut."""
    place = Place([small_branch(4)])
    async with kiosk(place) as hand:
        await place.desk.tell(MAIN, TOLD, MORNING + timedelta(hours=9), BOSS)
        await hand.until("Attract", TOLD["en"])
        assert "(until" not in hand.text


def seen(page: Screen[Any]) -> list[str]:
    """The words that have a place on the glass."""
    return [words.text for words in page.query(Words) if words.region.height]


async def test_a_message_for_the_board_alone_is_not_on_the_kiosk() -> None:
    place = Place([small_branch(4)])
    async with kiosk(place) as hand:
        until = MORNING + timedelta(minutes=5)
        await place.desk.tell(MAIN, {"en": "Board"}, until, BOSS, on_kiosk=False)
        await place.desk.tell(MAIN, TOLD, until, BOSS)
        await hand.until("Attract", TOLD["en"])
        assert "Board" not in hand.text


async def test_a_paused_service_says_so_and_gives_no_number() -> None:
    place = Place([small_branch(4)])
    async with kiosk(place) as hand:
        await hand.walk("English")
        await place.desk.pause_service(MAIN, PASSPORT, BOSS, paused=True)
        await hand.until("ChooseService", "not just now")
        await hand.tap("Passport: new")
        await hand.until_true(
            lambda: "No numbers are given for Passport: new" in hand.text
        )


async def test_a_kiosk_tells_of_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its printer without paper, and the last number it gave, as staff see them."""
    monkeypatch.setattr(reporting, "SECONDS", 0.05)
    tray = Tray(ready=False)
    place = Place([small_branch(4)], tray=tray)
    async with kiosk(place) as hand:
        await hand.walk("English", "Passport: new", "Take a number")

        async def told() -> bool:
            kiosks = (await place.desk.lobby(MAIN)).kiosks
            return [(k.printer, k.last_number) for k in kiosks] == [
                (Reason.PAPER_OUT, "A001")
            ]

        while not await told():
            await hand.settle()
