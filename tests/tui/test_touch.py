"""What a finger does to a tile, and what else is plugged in or pressed does to the kiosk."""

import pytest
from textual import events

from kiosk.tui.tile import Tile
from tests.tui.hand import Hand, Place, kiosk
from tests.tui.lobby import small_branch


def english(hand: Hand) -> tuple[int, int]:
    """A cell of the first language."""
    region = hand.tile("English").region
    return region.x + 4, region.y + 2


async def test_a_touch_is_seen_at_once() -> None:
    async with kiosk(Place()) as hand:
        hand.down(*english(hand))
        await hand.settle()
        assert hand.tile("English").has_class("-pressed")
        hand.up(*english(hand))
        await hand.until("ChooseGroup")
        assert not hand.tile("Documents").has_class("-pressed")


async def test_sliding_off_takes_a_touch_back() -> None:
    """WCAG 2.5.2: it is the release that counts."""
    async with kiosk(Place()) as hand:
        x, y = english(hand)
        hand.down(x, y)
        hand.up(x, y + 10)
        await hand.settle()
        assert ("Attract", False) == (
            hand.page,
            hand.tile("English").has_class("-pressed"),
        )


async def test_sliding_onto_another_tile_presses_neither() -> None:
    async with kiosk(Place()) as hand:
        other = hand.tile("العربية").region
        hand.down(*english(hand))
        hand.up(other.x + 4, other.y + 2)
        await hand.settle()
        assert "Attract" == hand.page


@pytest.mark.parametrize("button", [2, 3])
async def test_other_buttons_of_a_mouse_do_nothing(button: int) -> None:
    async with kiosk(Place()) as hand:
        hand.touch(*english(hand), button=button)
        await hand.settle()
        assert "Attract" == hand.page


@pytest.mark.parametrize(
    "key",
    ["ctrl+c", "ctrl+p", "ctrl+z", "ctrl+backslash", "ctrl+s", "f1", "f12", "ctrl+q"],
)
async def test_no_key_leaves_a_configured_kiosk_or_opens_anything(key: str) -> None:
    async with kiosk(Place()) as hand:
        await hand.pilot.press(key)
        await hand.settle()
        assert ("Attract", True) == (hand.page, hand.app.is_running)


async def test_the_demo_says_how_it_is_left_and_can_be() -> None:
    async with kiosk(Place(settings={"demo": True})) as hand:
        assert "Ctrl+Q leaves the demo" in hand.text
        await hand.pilot.press("ctrl+q")
        assert 0 == hand.app.return_code


async def test_what_is_pasted_goes_nowhere() -> None:
    async with kiosk(Place()) as hand:
        hand.app.post_message(events.Paste("\x1b[31m/bin/sh"))
        await hand.settle()
        assert "Attract" == hand.page


async def test_moving_and_turning_wheels_change_nothing() -> None:
    async with kiosk(Place([small_branch(4)])) as hand:
        await hand.walk("English")
        before = hand.app.screen.query(Tile).first().styles.background
        where = (None, 20, 8, 0, 0, 0, False, False, False, 20, 8)
        for kind in (events.MouseMove, events.MouseScrollDown, events.MouseScrollUp):
            hand.app.post_message(kind(*where))
        await hand.settle()
        assert before == hand.app.screen.query(Tile).first().styles.background
        assert 0 == hand.app.screen.scroll_y
