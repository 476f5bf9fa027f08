"""Every page of checking in on every panel, as text that fits and as pictures."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.numbering import with_check_digit
from kiosk.domain.ticket import Draft
from kiosk.tui.panel import Panel
from kiosk.tui.tile import Tile
from tests.tui.clinic import HALF_PAST_NINE, clinic
from tests.tui.hand import Hand, Place, kiosk
from tests.tui.lobby import MAIN, MORNING, PASSPORT
from tests.tui.looks import faint, faults
from tests.tui.test_pages import GRIDS
from tests.tui.test_snapshots import SIZES
from tests.tui.walks import LANGUAGES, going, looked_at, press

PAGES = ("errand", "code", "too-short", "unknown", "too-early", "wait", "checked-in")


def place_of(theme: str = "kiosk-dark") -> Place:
    """Tuesday at twenty to nine, five minutes before check-in opens."""
    place = Place([clinic()], waiting=[PASSPORT] * 9, theme=theme)
    place.clock.at = HALF_PAST_NINE - timedelta(minutes=50)
    return place


async def type_code(hand: Hand, code: str) -> None:
    await press(hand, "key-clear", *(f"key-{digit}" for digit in code), "go-on")
    await hand.settle()


async def pages(hand: Hand, place: Place, language: str) -> AsyncIterator[str]:
    """Go on, page by page."""
    now, place.clock.at = place.clock.at, MORNING
    draft = Draft(MAIN, PASSPORT, start=HALF_PAST_NINE)
    code = (await place.desk.issue(draft, None, "another kiosk")).ticket.code8
    place.clock.at = now
    await hand.walk(LANGUAGES[language])
    yield "errand"
    await press(hand, "come")
    await hand.until("EnterCode")
    await press(hand, *(f"key-{digit}" for digit in code[:5]))
    yield "code"
    await press(hand, "go-on")
    yield "too-short"
    wrong = [with_check_digit(f"555000{n}") for n in range(4)]
    await type_code(hand, wrong[0])
    await hand.until_true(lambda: not hand.app.screen.locked)  # type: ignore[attr-defined]
    yield "unknown"
    await type_code(hand, code)
    await hand.until("Dialog", "08:45")
    yield "too-early"
    await press(hand, "yes")
    await hand.until("EnterCode")
    place.clock.pass_by(seconds=600)
    for each in wrong:
        await type_code(hand, each)
        await hand.until_true(lambda: not hand.app.screen.locked)  # type: ignore[attr-defined]
        if each is wrong[2]:
            hand.app._at_work.arriving._missed = 0
    await type_code(hand, code)
    await hand.until_true(lambda: "5" in hand.app._at_work._stage.code.trouble.text)
    yield "wait"
    place.clock.pass_by(seconds=5)
    await press(hand, "go-on")
    await hand.until("NumberGiven")
    yield "checked-in"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", GRIDS, ids=lambda size: "{}x{}".format(*size))
async def test_a_page_is_whole_on_every_panel(
    size: tuple[int, int], language: str
) -> None:
    """No overlap, nothing cut or left out, every target 20 mm or more, nothing scrolls."""
    target, place = Panel.of(*size).target, place_of()
    async with kiosk(place, size) as hand:
        way = pages(hand, place, language)
        found = await looked_at(hand, way, lambda screen: faults(screen, target))
    assert {page: [] for page in PAGES} == found


@pytest.mark.parametrize("theme", ["kiosk-dark", "kiosk-light"])
async def test_words_stand_out_seven_to_one(theme: str) -> None:
    """As drawn, on every page; 7:1 is WCAG 2's AAA."""
    place = place_of(theme)
    async with kiosk(place) as hand:
        way = pages(hand, place, "en")
        found = await looked_at(hand, way, lambda screen: faint(screen, 7.0))
    assert {page: set() for page in PAGES} == found


async def test_the_tabulator_key_visits_every_tile_in_reading_order() -> None:
    place = place_of()
    async with kiosk(place) as hand:
        async for page in pages(hand, place, "en"):
            tiles = [tile for tile in hand.tiles if not tile.disabled]
            assert tiles == hand.app.screen.focus_chain, page


async def test_digits_run_from_left_to_right_in_arabic_too() -> None:
    place = place_of()
    async with kiosk(place) as hand:
        async for page in pages(hand, place, "ar"):
            if page == "code":
                keys = [hand.app.screen.query_one(f"#key-{n}", Tile) for n in "123"]
                assert sorted(keys, key=lambda key: key.region.x) == keys
                return


@pytest.mark.usefixtures("steady")
@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("page", ["errand", "code", "unknown", "wait", "checked-in"])
def test_checking_in_in_the_dark_theme(
    snap_compare: Any, tmp_path: Path, page: str, size: tuple[int, int]
) -> None:
    place = place_of()
    app = place.app(tmp_path / "front")
    walk = going(app, lambda hand: pages(hand, place, "en"), page)
    assert snap_compare(app, terminal_size=size, run_before=walk)


@pytest.mark.usefixtures("steady")
@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("page", ["errand", "unknown", "checked-in"])
def test_checking_in_in_arabic_and_the_light_theme(
    snap_compare: Any, tmp_path: Path, page: str, size: tuple[int, int]
) -> None:
    place = place_of("kiosk-light")
    app = place.app(tmp_path / "front")
    walk = going(app, lambda hand: pages(hand, place, "ar"), page)
    assert snap_compare(app, terminal_size=size, run_before=walk)
