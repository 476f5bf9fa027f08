"""Pages one after the other, and what is looked for on each."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, TypeVar

from textual.pilot import Pilot
from textual.screen import Screen

from kiosk.tui.customer.app import CustomerApp
from kiosk.tui.tile import Tile
from tests.tui.hand import Hand

LANGUAGES = {"en": "English", "ar": "العربية"}

T = TypeVar("T")


async def press(hand: Hand, *tiles: str) -> None:
    """Touch tiles by their ids, whatever the language."""
    for tile in tiles:
        region = hand.app.screen.query_one(f"#{tile}", Tile).region
        hand.touch(region.x + 2, region.y + 1)
        await hand.settle()


async def looked_at(
    hand: Hand, pages: AsyncIterator[str], look: Callable[[Screen[Any]], T]
) -> dict[str, T]:
    """What `look` finds on each page, by the page's name."""
    return {page: look(hand.app.screen) async for page in pages}


def going(
    app: CustomerApp, pages: Callable[[Hand], AsyncIterator[str]], to: str
) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """Goes as far as that page."""

    async def go(pilot: Pilot[Any]) -> None:
        hand = Hand(app, pilot)
        await hand.until("Attract")
        async for page in pages(hand):
            if page == to:
                return

    return go
