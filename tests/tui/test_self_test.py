"""A kiosk that can't work says why, in the middle of whatever glass it has."""

import asyncio

import pytest

from kiosk.domain.branch import BranchId
from kiosk.tui.customer.visit import CLOCK_SECONDS
from tests.tui.hand import Place, kiosk
from tests.tui.lobby import branch
from tests.tui.looks import cut, faint, overlaps, placed

SMALL = [(24, 6), (40, 10), (48, 12), (59, 40), (200, 17)]


@pytest.mark.parametrize("locale", ["en", "ar"])
@pytest.mark.parametrize("size", SMALL, ids="{0[0]}x{0[1]}".format)
async def test_a_terminal_too_small_is_told_in_its_middle(
    size: tuple[int, int], locale: str
) -> None:
    """The words have as much room above as below, and as much at one side as at the other."""
    locales = (locale, *({"en", "ar"} - {locale}))
    place = Place([branch(default_locale=locale, locales=locales)])
    async with kiosk(place, size, until="SelfTest") as hand:
        screen, width, height = hand.app.screen, *size
        text = hand.text
        assert all(str(number) in text for number in (*size, 60, 18))
        assert [] == [*cut(screen), *overlaps(screen)]
        regions = list(placed(screen).values())
        top, bottom = min(r.y for r in regions), max(r.bottom for r in regions)
        assert abs(top - (height - bottom)) <= 1
        assert all(abs(r.x - (width - r.right)) <= 1 for r in regions)


@pytest.mark.parametrize("theme", ["kiosk-dark", "kiosk-light"])
@pytest.mark.parametrize("size", [(66, 18), (87, 24), (120, 40), (60, 50)])
async def test_an_unknown_branch_is_told_on_a_page_of_the_kiosk(
    size: tuple[int, int], theme: str
) -> None:
    """With the kiosk's name and the clock, readable in both themes."""
    place = Place(theme=theme, settings={"branch": BranchId("nowhere001")})
    async with kiosk(place, size, until="SelfTest") as hand:
        screen = hand.app.screen
        assert "kiosk-1" in hand.text
        assert "This kiosk is not ready" in hand.text
        assert 'There is no branch "nowhere001".' in hand.text
        assert [] == [*cut(screen), *overlaps(screen)]
        assert set() == faint(screen, 7.0)


async def test_another_size_is_seen_at_once() -> None:
    """Long before the clock is looked at again: whoever sets the font sees what it does."""
    async with kiosk(Place()) as hand, asyncio.timeout(CLOCK_SECONDS / 2):
        await hand.pilot.resize_terminal(48, 12)
        await hand.until_true(lambda: "48 × 12" in hand.text)
        await hand.pilot.resize_terminal(66, 18)
        await hand.until_true(lambda: hand.page == "Attract")
        assert [] == [*cut(hand.app.screen), *overlaps(hand.app.screen)]
