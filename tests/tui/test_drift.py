"""Pages that stand for hours move, so that nothing burns into the glass; others stand still."""

from datetime import timedelta
from itertools import pairwise

import pytest
from textual.geometry import Offset, Region

from kiosk.tui.drift import drift
from tests.tui.grids import GRIDS
from tests.tui.hand import Hand, Place, kiosk
from tests.tui.lobby import MORNING, branch
from tests.tui.looks import cut, missing, overlaps, placed

MINUTES = range(5)


def test_a_cell_a_minute_and_back_after_four() -> None:
    way = [drift(MORNING + timedelta(minutes=n)) for n in MINUTES]
    steps = [abs(a.x - b.x) + abs(a.y - b.y) for a, b in pairwise(way)]
    assert [1, 1, 1, 1] == steps
    assert way[0] == way[4]
    assert 4 == len(set(way))


def test_between_two_steps_nothing_moves() -> None:
    start = MORNING.replace(second=0)
    assert 1 == len({drift(start + timedelta(seconds=n)) for n in range(60)})


async def regions_at(hand: Hand, place: Place, minutes: int) -> dict[str, Region]:
    """Where everything is so many minutes later."""
    place.clock.at = place.clock.at + timedelta(minutes=minutes)
    hand.app._at_work.show()
    await hand.settle()
    return {str(w.id): region for w, region in placed(hand.app.screen).items()}


@pytest.mark.parametrize("locale", ["en", "ar"])
@pytest.mark.parametrize("size", GRIDS, ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("hour", [8, 20], ids=["attract", "closed"])
async def test_the_page_stays_whole_wherever_it_is(
    hour: int, size: tuple[int, int], locale: str
) -> None:
    """Nothing cut, covered or off the glass; the band keeps to the edges."""
    locales = (locale, *({"en", "ar"} - {locale}))
    place = Place([branch(default_locale=locale, locales=locales)])
    place.clock.at = MORNING.replace(hour=hour)
    page = "Attract" if hour == 8 else "Closed"
    async with kiosk(place, size, until=page) as hand:
        seen = set()
        for minutes in [0, 1, 1, 1]:
            regions = await regions_at(hand, place, minutes)
            screen = hand.app.screen
            assert [] == [*overlaps(screen), *cut(screen), *missing(screen)]
            assert all(screen.region.contains_region(r) for r in regions.values())
            edges = {regions["place"].x, regions["clock"].x}
            assert 0 in edges
            heading = regions.get("welcome") or regions["heading-0"]
            seen.add(heading.offset)
        assert 4 == len(seen)


async def test_a_page_that_somebody_touches_stands_still() -> None:
    place = Place()
    async with kiosk(place) as hand:
        await hand.walk("English")
        tiles = [tile.region for tile in hand.tiles]
        await regions_at(hand, place, 1)
        assert tiles == [tile.region for tile in hand.tiles]


async def test_the_band_s_words_move_along() -> None:
    place = Place()
    async with kiosk(place) as hand:
        columns = set()
        for minutes in [0, 1, 1, 1]:
            await regions_at(hand, place, minutes)
            columns.add(hand.app.screen.query_one("#place").content_region.x)
        assert 2 == len(columns)


def test_the_round_begins_at_home() -> None:
    assert Offset(0, 0) == drift(MORNING.replace(minute=40, second=0))
