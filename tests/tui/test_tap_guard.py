"""A bounce is not a touch, and a practised hand is not a bounce."""

import pytest

from kiosk.tui.tap_guard import TapGuard, Touch

REACH = (6, 3)


@pytest.mark.parametrize(
    ("second", "repeats", "page_at", "admitted"),
    [
        (Touch(10, 10, 1.14), False, None, False),  # a trembling finger
        (Touch(14, 12, 1.30), False, None, False),  # the same, a little aside
        (Touch(10, 10, 1.40), False, None, True),  # slow enough to be meant
        (Touch(10, 10, 1.14), True, None, True),  # "next page" twice
        (Touch(40, 10, 1.05), False, 1.02, True),  # a practised hand, elsewhere
        (Touch(10, 10, 1.38), False, 1.02, False),  # falls through to a fresh page
        (Touch(10, 10, 1.38), True, 1.02, False),  # even on "next page"
        (Touch(10, 10, 1.45), False, 1.02, True),  # the page was there to be read
    ],
)
def test_what_a_second_touch_is(
    second: Touch, repeats: bool, page_at: float | None, admitted: bool
) -> None:
    guard = TapGuard()
    guard.admits(Touch(10, 10, 1.0), REACH, repeats=False)
    if page_at:
        guard.page_changed(page_at)
    assert admitted is guard.admits(second, REACH, repeats=repeats)


def test_the_first_touch_of_all_is_admitted() -> None:
    guard = TapGuard()
    guard.page_changed(0.9)
    assert guard.admits(Touch(1, 1, 1.0), REACH, repeats=False)


def test_a_finger_that_keeps_bouncing_is_one_touch() -> None:
    """Each bounce is measured from the one before, dropped or not."""
    guard = TapGuard()
    touches = [
        guard.admits(Touch(5, 5, n * 0.2), REACH, repeats=False) for n in range(9)
    ]
    assert [True, *[False] * 8] == touches
