"""Every page of an appointment as pictures."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.desk.desk import Desk
from kiosk.domain.ticket import Draft
from tests.tui.clinic import HALF_PAST_NINE, clinic
from tests.tui.hand import Hand, Place, kiosk
from tests.tui.lobby import MAIN, PASSPORT, Tray
from tests.tui.test_appointments import Able
from tests.tui.test_snapshots import SIZES
from tests.tui.walks import LANGUAGES, going, press

PAGES = (
    "now-or-later",
    "phone",
    "too-short",
    "name",
    "times",
    "no-times",
    "lost",
    "confirm",
    "let-go",
    "given",
)


def place_of(theme: str = "kiosk-dark") -> Place:
    """A queue that wants names, so that every page is there."""

    def wants_names(desk: Desk) -> Able:
        return Able(desk, replace(desk.capabilities, wants_name=True))

    return Place(
        [clinic()],
        waiting=[PASSPORT] * 9,
        theme=theme,
        tray=Tray(),
        wrap=wants_names,
    )


async def pages(hand: Hand, place: Place, language: str) -> AsyncIterator[str]:
    """Go on, page by page."""
    await hand.walk(LANGUAGES[language])
    await press(hand, "need", "choice-0")
    await hand.until_true(lambda: "11:30" in hand.text)
    yield "now-or-later"
    await press(hand, "book")
    await hand.until("EnterPhone")
    await press(hand, *(f"key-{digit}" for digit in "30123"))
    yield "phone"
    await press(hand, "go-on")
    yield "too-short"
    await press(hand, *(f"key-{digit}" for digit in "4567"), "go-on")
    await hand.until("EnterName")
    await press(hand, "key-0", "key-13", "key-13", "key-0")
    yield "name"
    await press(hand, "go-on")
    await hand.until("ChooseTime", "11:30")
    await press(hand, "day-1")
    yield "times"
    hand.app._at_work.reserving.look_at(HALF_PAST_NINE.date().replace(day=7))
    await hand.settle()
    yield "no-times"
    hand.app._at_work.reserving.look_at(HALF_PAST_NINE.date())
    await hand.settle()
    for _ in range(2):
        draft = Draft(MAIN, PASSPORT, start=HALF_PAST_NINE)
        await place.desk.issue(draft, None, "another kiosk")
    await press(hand, "time-1")
    await hand.until_true(lambda: bool(hand.app._at_work.reserving.calendar.missed))  # type: ignore[union-attr]
    yield "lost"
    await press(hand, "time-1")
    await hand.until("ConfirmTime")
    yield "confirm"
    place.clock.pass_by(seconds=181)
    hand.app._at_work.show()
    await hand.settle()
    yield "let-go"
    await press(hand, "take")
    await hand.until_true(lambda: bool(hand.app._at_work.reserving.kept_until))
    hand.app._at_work.take_number()
    await hand.until("NumberGiven")
    await hand.until_true(lambda: bool(hand.app._at_work._stage.given.left))
    yield "given"


async def test_digits_run_from_left_to_right_in_arabic_too() -> None:
    place = place_of()
    async with kiosk(place) as hand:
        async for page in pages(hand, place, "ar"):
            if page == "phone":
                keys = [hand.app.screen.query_one(f"#key-{n}").region for n in "123"]
                code, field = (
                    hand.app.screen.query_one(i) for i in ("#code", "#field")
                )
                assert sorted(keys, key=lambda key: key.x) == keys
                assert code.region.right <= field.region.x
                return


@pytest.mark.usefixtures("steady")
@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("page", PAGES)
def test_an_appointment_in_the_dark_theme(
    snap_compare: Any, tmp_path: Path, page: str, size: tuple[int, int]
) -> None:
    place = place_of()
    app = place.app(tmp_path / "front")
    walk = going(app, lambda hand: pages(hand, place, "en"), page)
    assert snap_compare(app, terminal_size=size, run_before=walk)


@pytest.mark.usefixtures("steady")
@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("page", ["phone", "name", "times", "confirm", "given"])
def test_an_appointment_in_arabic_and_the_light_theme(
    snap_compare: Any, tmp_path: Path, page: str, size: tuple[int, int]
) -> None:
    place = place_of("kiosk-light")
    app = place.app(tmp_path / "front")
    walk = going(app, lambda hand: pages(hand, place, "ar"), page)
    assert snap_compare(app, terminal_size=size, run_before=walk)
