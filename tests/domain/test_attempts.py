"""How long a panel makes who guesses its PIN wait."""

from datetime import UTC, datetime, timedelta

import pytest

from kiosk.domain.attempts import (
    DELAYS,
    LOCK,
    MOST,
    WINDOW,
    Attempts,
    panel_pin_problem,
)

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def wrong(times: int, apart: timedelta = 10 * SECOND) -> Attempts:
    """So many wrong PINs, the last of them at noon."""
    attempts = Attempts()
    for left in reversed(range(times)):
        attempts = attempts.failed(NOON - left * apart)
    return attempts


@pytest.mark.parametrize(("times", "wait"), [*enumerate(DELAYS), (MOST, LOCK)], ids=str)
def test_each_wrong_pin_makes_the_next_try_wait_longer(
    times: int, wait: timedelta
) -> None:
    assert wait == wrong(times).wait(NOON)
    assert timedelta() == wrong(times).wait(NOON + wait)


def test_a_lock_holds_to_its_end_though_the_first_wrong_pins_grow_old() -> None:
    """Five within a quarter of an hour, spread over nearly all of it."""
    attempts = wrong(MOST, (WINDOW - SECOND) / (MOST - 1))
    assert SECOND == attempts.wait(NOON + LOCK - SECOND)
    assert Attempts() == attempts.at(NOON + LOCK)


def test_wrong_pins_that_are_far_apart_never_lock() -> None:
    """Whoever mistypes once in a while."""
    assert DELAYS[MOST - 1] == wrong(20, WINDOW / (MOST - 1)).wait(NOON)


@pytest.mark.parametrize("times", [MOST - 1, MOST])
def test_a_clock_that_was_set_back_locks_nobody_out_for_a_day(times: int) -> None:
    """The wait is at most what it was, from when the clock is looked at again."""
    earlier = NOON - timedelta(days=1)
    attempts = wrong(times).at(earlier)
    assert wrong(times).wait(NOON) >= attempts.wait(earlier)
    assert timedelta() == attempts.wait(earlier + LOCK)


def test_nobody_tries_more_than_twenty_pins_an_hour() -> None:
    """As fast as it goes: a million PINs take more than five years."""
    attempts, now, tried = Attempts(), NOON, 0
    while now < NOON + timedelta(hours=10):
        attempts, tried = attempts.failed(now), tried + 1
        now += attempts.wait(now)
    assert tried <= 200


GUESSED = ["000000", "123456", "987654", "890123", "121212", "112211"]
ODD = ["", "27491", "2749131234567", "27491a", "٢٧٤٩١٣"]


@pytest.mark.parametrize("pin", [*ODD, *GUESSED])
def test_a_pin_that_many_would_guess_is_not_taken(pin: str) -> None:
    assert panel_pin_problem(pin)


@pytest.mark.parametrize("pin", ["274913", "000123", "274913274913"])
def test_any_other_pin_is(pin: str) -> None:
    assert panel_pin_problem(pin) is None
