"""What staff do reaches the kiosk's glass, and what a kiosk is like reaches the staff."""

from datetime import timedelta

import pytest

from kiosk.domain.branch import Words
from kiosk.errors import Reason
from kiosk.tui.customer import reporting, visit
from tests.tui.hand import Place, kiosk
from tests.tui.lobby import MAIN, MORNING, PASSPORT, Tray, small_branch

BOSS = "Eva"
TOLD: Words = {"en": "The lift is out of order", "ar": "المصعد معطل"}


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
