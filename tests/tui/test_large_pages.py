"""Pages in larger text as pictures: what changes here changes for who can hardly see it."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from kiosk.tui.customer.app import CustomerApp
from tests.tui.hand import Hand, Place
from tests.tui.tours import TOURS, Tour
from tests.tui.walks import press

SIZES = [(66, 18), (87, 24), (60, 50)]
TOUR = {tour.name: tour for tour in TOURS}
SHOWN = [
    ("en", "walk-in", "service"),
    ("en", "walk-in", "confirm"),
    ("en", "walk-in", "given"),
    ("en", "appointment", "times"),
    ("ar", "walk-in", "service"),
    ("ar", "come back", "mine"),
]


@pytest.mark.usefixtures("steady")
@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize(("language", "tour", "page"), SHOWN)
def test_a_page_in_larger_text(
    snap_compare: Any,
    tmp_path: Path,
    language: str,
    tour: str,
    page: str,
    size: tuple[int, int],
) -> None:
    place = asyncio.run(TOUR[tour].place(tmp_path))
    place.theme = "kiosk-light" if language == "ar" else "kiosk-dark"
    app = place.app(tmp_path / "front")
    walk = walking(app, place, TOUR[tour], language, page)
    assert snap_compare(app, terminal_size=size, run_before=walk)


def walking(
    app: CustomerApp, place: Place, tour: Tour, language: str, to: str
) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """Asks for larger text, and goes as far as that page."""

    async def walk(pilot: Pilot[Any]) -> None:
        hand = Hand(app, pilot)
        await hand.until("Attract")
        await press(hand, "larger")
        async for page in tour.pages(hand, place, language):
            if page == to:
                return

    return walk
