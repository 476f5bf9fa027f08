"""What becomes of a finger on real glass: true touches in a real X server, counted."""

import pytest

from tests.touch.finger import pause
from tests.touch.glass import GUARDED, Glass

WALK = ("English", "I need a service", "Passport: new")
LAST = "Take a number"


def settled(glass: Glass, page: str) -> tuple[int, str]:
    """How many presses there were once `page` had come, and the page in the end."""
    glass.until(page)
    glass.settle()
    return len(glass.pressed), glass.page


@pytest.mark.parametrize(
    ("across", "down"), [(0, 0), (6, 0), (12, 0), (18, 0), (40, 0), (0, 18), (0, 40)]
)
def test_a_finger_that_rolls_within_a_tile_presses_once(
    touched: Glass, across: int, down: int
) -> None:
    """Pixels of a 15.6-inch panel: 40 of them are 7 mm."""
    x, y = touched.at("English", 0.4, 0.4)
    touched.hand.slide((x, y), (x + across, y + down))
    assert (1, "ChooseErrand") == settled(touched, "ChooseErrand")


def test_a_finger_that_stays_presses_once_when_it_leaves(touched: Glass) -> None:
    at = touched.at("English")
    touched.hand.down(at)
    pause(1.2)
    assert (0, "Attract") == settled(touched, "Attract")
    touched.hand.up(at)
    assert (1, "ChooseErrand") == settled(touched, "ChooseErrand")


def test_sliding_off_a_tile_takes_the_touch_back(touched: Glass) -> None:
    """Below it, beside it, and onto another one."""
    for end in ((0.5, 1.8), (-0.04, 0.5)):
        touched.hand.slide(touched.at("English"), touched.at("English", *end))
        pause(0.4)
    touched.hand.slide(touched.at("English"), touched.at("العربية"))
    assert (0, "Attract") == settled(touched, "Attract")


def test_a_touch_beside_everything_changes_nothing(touched: Glass) -> None:
    """Between tiles, and in the last corner, where the terminal has no cell."""
    touched.walk("English")
    wide, high = touched.at("need", -0.02, 0.5), touched.at("need", 0.5, -0.5)
    for at in (wide, high, (1919.0, 1079.0), (0.0, 0.0)):
        assert touched.under(at) is None
        touched.hand.tap(at)
        pause(0.1)
    assert (1, "ChooseErrand") == settled(touched, "ChooseErrand")


def test_a_double_tap_presses_once_and_never_falls_through(touched: Glass) -> None:
    """A trembling hand all the way to a number: two taps 140 ms apart on every page."""
    before = touched.ask("count")
    fallen = 0
    for words in (*WALK, LAST):
        x, y = touched.at(words, 0.3, 0.4)
        page = touched.page
        touched.hand.tap((x, y))
        pause(0.08)
        touched.hand.tap((x + 8, y - 5))
        touched.wait(lambda page=page: touched.page != page, f"page after {page}")  # type: ignore[misc]  # a lambda's default has no type
        pause(GUARDED)
        touched.settle()
        fallen += touched.under((x, y)) is not None
    assert (4, "NumberGiven") == settled(touched, "NumberGiven")
    assert one_more(touched, before)
    assert fallen  # on some page there was a tile below, that wasn't pressed


def test_a_practised_hand_counts_on_every_page(touched: Glass) -> None:
    """Four touches on four pages, each as soon as its page is there."""
    touched.walk(*WALK, LAST)
    assert (4, "NumberGiven") == settled(touched, "NumberGiven")


def test_ten_fingers_at_once_on_the_last_button_are_one_ticket(touched: Glass) -> None:
    touched.walk(*WALK)
    before = touched.ask("count")
    places = [touched.at(LAST, 0.05 + 0.1 * finger) for finger in range(10)]
    for finger, at in enumerate(places):
        touched.hand.down(at, finger)
    for finger, at in enumerate(places):
        touched.hand.up(at, finger)
    touched.until("NumberGiven")
    assert one_more(touched, before)


def test_two_hundred_taps_a_second_on_the_last_button_are_one_ticket(
    touched: Glass,
) -> None:
    touched.walk(*WALK)
    before = touched.ask("count")
    touched.hand.type([touched.at(LAST)] * 100, every=0.005, stays=0.002)
    touched.until("NumberGiven")
    assert one_more(touched, before)
    assert "NumberGiven" == touched.page


def test_taps_while_the_number_is_on_its_way_are_not_further_ones(
    touched: Glass,
) -> None:
    touched.walk(*WALK)
    before = touched.ask("hold")
    for _ in range(4):
        touched.hand.tap(touched.at(LAST))
        pause(0.4)
    touched.ask("let go")
    touched.until("NumberGiven")
    assert one_more(touched, before)


def one_more(glass: Glass, before: dict[str, int]) -> bool:
    """Whether exactly one ticket was asked for, and given."""
    glass.settle()
    after = glass.ask("count")
    return {key: number + 1 for key, number in before.items()} == after
