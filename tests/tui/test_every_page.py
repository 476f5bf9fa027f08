"""Every page on every panel, in letters of both sizes: whole, reachable, legible."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
from textual.geometry import Region
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from kiosk.paths import share
from kiosk.tui import customer
from kiosk.tui.customer.dialog import Dialog
from kiosk.tui.customer.page import Page
from kiosk.tui.panel import Panel
from kiosk.tui.placing import mirror
from kiosk.tui.themes import load_themes
from kiosk.tui.tile import Tile
from tests.tui.grids import GRIDS
from tests.tui.hand import Hand, Place, kiosk
from tests.tui.looks import faint, faults
from tests.tui.tours import TOURS, Tour
from tests.tui.walks import press

USUAL = GRIDS[0]


@pytest.fixture
def unpainted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Painting is most of the time, and places are known without it."""
    monkeypatch.setattr(Screen, "_compositor_refresh", lambda _: None)


async def panels(hand: Hand) -> AsyncIterator[Panel]:
    """The page on the glass, on one panel after the other, the usual one last."""
    sizes = [(grid, large) for grid in GRIDS for large in (True, False)]
    for grid, large in [*sizes, (USUAL, False)]:
        await resized(hand, grid, large)
        yield Panel.of(*grid, large=large)


async def resized(hand: Hand, grid: tuple[int, int], large: bool) -> None:
    """Another panel, as it were."""
    visit = hand.app._at_work
    visit.know(large=large)
    await hand.pilot.resize_terminal(*grid)
    await hand.settle()
    if isinstance(hand.app.screen, Dialog):
        hand.app.screen.fit(Panel.of(*grid, large=large))
        await hand.settle()


@pytest.mark.usefixtures("unpainted")
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("tour", TOURS, ids=lambda tour: tour.name)
async def test_every_page_is_whole_on_every_panel(
    tour: Tour, language: str, tmp_path: Path
) -> None:
    """No overlap, nothing cut or left out, every target 20 mm or more, nothing scrolls; and Back
    and Start over are where they are on all pages."""
    wrong: dict[str, list[Any]] = {}
    ways: dict[Panel, set[tuple[Region, Region]]] = {}
    shown, place = set(), await tour.place(tmp_path)
    async with kiosk(place, USUAL, until=tour.first) as hand:
        async for page in tour.pages(hand, place, language):
            shown.add(hand.page)
            async for panel in panels(hand):
                screen = hand.app.screen
                name = f"{page} {panel.cols}x{panel.rows} {'large' * panel.large}"
                if found := faults(screen, panel.target):
                    wrong[name] = found
                if isinstance(screen, Page) and screen.start_over.display:
                    here = (screen.back.region, screen.start_over.region)
                    ways.setdefault(replace(panel, large=False), set()).add(here)
    assert {} == wrong
    assert tour.shows == shown
    assert {} == {panel: found for panel, found in ways.items() if len(found) > 1}


@pytest.mark.parametrize(
    ("tour", "language"),
    [*((tour, "en") for tour in TOURS), (TOURS[0], "ar")],
    ids=lambda each: each if isinstance(each, str) else each.name,
)
async def test_every_page_can_be_read_and_be_gone_through_by_keys(
    tour: Tour, language: str, tmp_path: Path
) -> None:
    """Words stand out 7:1, as drawn, in every theme: WCAG 2's AAA. The tabulator key visits each
    tile that can be touched, once, in reading order; Escape is Back."""
    wrong: dict[str, Any] = {}
    place = await tour.place(tmp_path)
    async with kiosk(place, USUAL, until=tour.first) as hand:
        async for page in tour.pages(hand, place, language):
            await resized(hand, USUAL, large=language == "en")
            wrong |= {f"{page} {name}": it async for name, it in faint_ones(hand)}
            visited, tiles = await tabbed(hand)
            if visited != tiles or len(set(visited)) != len(visited):
                wrong[f"{page} tabulator"] = visited
            if not await escapes(hand):
                wrong[f"{page} Escape"] = hand.page
            await resized(hand, USUAL, large=False)
    assert {} == wrong


async def faint_ones(hand: Hand) -> AsyncIterator[tuple[str, set[tuple[str, float]]]]:
    """The themes in which words of this page are faint, and where; the first theme again last."""
    app = hand.app
    first = app.theme
    for theme in sorted(
        load_themes(share("themes"))[0], key=lambda name: name == first
    ):
        app.theme = theme
        await hand.settle()
        if found := faint(app.screen, 7.0):
            yield theme, found


async def tabbed(hand: Hand) -> tuple[list[Widget | None], list[Tile]]:
    """What the tabulator key visits in as many presses as there are tiles; and these."""
    tiles = [tile for tile in hand.tiles if not tile.disabled and tile.region.area]
    visited = []
    for _ in tiles:
        await hand.pilot.press("tab")
        visited.append(hand.app.focused)
    hand.app.set_focus(None)
    return visited, tiles


async def escapes(hand: Hand) -> bool:
    """Whether Escape means Back, where there is one; the page stays."""
    page, told = hand.app.screen, list[Message]()
    if not isinstance(page, Page) or not page.back.display:
        return True
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page, "_send", told.append)
        await hand.pilot.press("escape")
    return [type(message).__name__ for message in told] in (["Back"], ["Wanted"])


def test_every_page_is_on_a_tour() -> None:
    """A page that is new is shown here, or it isn't known to be whole."""
    for module in iter_modules(customer.__path__, f"{customer.__name__}."):
        import_module(module.name)
    there = {each.__name__ for each in [*kinds_of(Page), *kinds_of(Dialog)]}
    shown = set[str]().union(*(tour.shows for tour in TOURS))
    assert shown - {"Dialog"} == there - {"Choices", "InAllLanguages", "UpkeepPage"}


def kinds_of(kind: type[Screen[Any]]) -> Iterator[type[Screen[Any]]]:
    """The kiosk's own kinds of it, and theirs."""
    for each in kind.__subclasses__():
        if each.__module__.startswith("kiosk."):
            yield each
            yield from kinds_of(each)


@pytest.mark.parametrize("size", [(66, 18), (87, 24), (60, 50)])
async def test_in_arabic_the_ways_back_are_where_a_mirror_would_show_them(
    size: tuple[int, int],
) -> None:
    """As is the name of the branch; the first choice is at the right."""
    async with kiosk(Place(), size) as hand:
        await hand.walk("English")
        screen = hand.app.screen
        ways = ["#back", "#start-over", "#help", "#language", "#place", "#choice-0"]
        english = [screen.query_one(way).region for way in ways]
        await press(hand, "language")
        await hand.settle()
        arabic = [screen.query_one(way).region for way in ways]
    assert [mirror(region, size[0]) for region in english] == arabic
