"""Every page on every panel: nothing cut, nothing small, nothing faint, nothing moved."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.geometry import Region

from kiosk.tui.customer.page import Page
from kiosk.tui.panel import Panel
from kiosk.tui.tile import Tile
from tests.tui.hand import Hand, Place, kiosk
from tests.tui.lobby import CARD, COLLECT, PARKING, PASSPORT, Tray
from tests.tui.looks import faint, faults, placed

GRIDS = [
    (66, 18),
    (80, 24),
    (80, 30),
    (87, 24),
    (100, 35),
    (120, 33),
    (120, 40),
    (60, 50),
]
LANGUAGES = ["English", "العربية"]
WAITING = [PARKING, *[PASSPORT] * 9, *[COLLECT] * 2, *[CARD] * 4]


@asynccontextmanager
async def every_page(
    size: tuple[int, int], language: str, theme: str = "kiosk-dark"
) -> AsyncIterator[tuple[Hand, AsyncIterator[str]]]:
    """A kiosk, and the names of the pages it shows, one after the other."""
    place = Place(waiting=WAITING, theme=theme, tray=Tray())
    async with kiosk(place, size) as hand:
        yield hand, _pages(hand, language)


async def _pages(hand: Hand, language: str) -> AsyncIterator[str]:
    yield "attract"
    await hand.walk(language)
    if hand.page == "ChooseGroup":
        yield "group"
        touch = hand.tiles[0]
        await hand.walk(touch.label.text)
    yield "service"
    closed = next(tile for tile in hand.tiles if tile.label.look == "closed")
    await hand.walk(closed.label.text)
    yield "notice"
    await hand.walk(hand.tiles[0].label.text)
    await hand.walk(hand.tiles[0].label.text)
    yield "confirm"
    hand.app._at_work.attention.nobody_there()
    await hand.until("StillThereDialog")
    yield "idle"
    await hand.walk(hand.tiles[-1].label.text)
    await hand.walk(hand.app.screen.query_one("#take", Tile).label.text)
    yield "given"


@pytest.mark.parametrize("language", LANGUAGES, ids=["en", "ar"])
@pytest.mark.parametrize("size", GRIDS, ids=lambda size: "{}x{}".format(*size))
async def test_a_page_is_whole_on_every_panel(
    size: tuple[int, int], language: str
) -> None:
    """No overlap, nothing cut or left out, every target 20 mm or more, nothing scrolls."""
    target = Panel.of(*size).target
    found = {}
    async with every_page(size, language) as (hand, pages):
        async for page in pages:
            found[page] = faults(hand.app.screen, target)
    assert {} == {page: wrong for page, wrong in found.items() if wrong}
    assert {"attract", "service", "notice", "confirm", "idle", "given"} <= found.keys()


@pytest.mark.parametrize("theme", ["kiosk-dark", "kiosk-light"])
async def test_words_stand_out_seven_to_one(theme: str) -> None:
    """As drawn, on every page; 7:1 is WCAG 2's AAA."""
    faint_ones = {}
    async with every_page((87, 24), "English", theme) as (hand, pages):
        async for page in pages:
            faint_ones[page] = faint(hand.app.screen, 7.0)
    assert {} == {page: found for page, found in faint_ones.items() if found}


@pytest.mark.parametrize("size", [(66, 18), (87, 24), (60, 50)])
async def test_back_and_start_over_never_move(size: tuple[int, int]) -> None:
    """And in Arabic they are where a mirror would show them."""
    ways: dict[str, set[tuple[Region, Region]]] = {}
    for language in LANGUAGES:
        async with every_page(size, language) as (hand, pages):
            async for _ in pages:
                screen = hand.app.screen
                if isinstance(screen, Page) and screen.back.display:
                    here = (screen.back.region, screen.start_over.region)
                    ways.setdefault(language, set()).add(here)
    assert [1, 1] == [len(found) for found in ways.values()]
    ((back, over),), ((mirrored_back, mirrored_over),) = ways.values()
    assert back.x < over.x < size[0] // 2
    assert (size[0] - back.right, back.y) == (mirrored_back.x, mirrored_back.y)
    assert (size[0] - over.right, over.y) == (mirrored_over.x, mirrored_over.y)


@pytest.mark.parametrize("language", LANGUAGES, ids=["en", "ar"])
async def test_the_tabulator_key_visits_every_tile_in_reading_order(
    language: str,
) -> None:
    async with every_page((87, 24), language) as (hand, pages):
        async for page in pages:
            screen = hand.app.screen
            tiles = [tile for tile in hand.tiles if not tile.disabled]
            assert tiles == screen.focus_chain, page
            visited = []
            for _ in tiles:
                await hand.pilot.press("tab")
                visited.append(hand.app.focused)
            assert tiles == visited, page
            hand.app.set_focus(None)


async def test_arabic_is_read_from_the_right() -> None:
    """The first choice is at the right, as is where the branch is named."""
    async with kiosk(Place()) as hand:
        await hand.walk("العربية")
        regions = [
            region
            for tile, region in placed(hand.app.screen).items()
            if isinstance(tile, Tile)
        ]
        first, second = regions[:2]
        assert first.x > second.x
        assert hand.app.screen.query_one("#place").region.right == hand.app.size.width
