"""How long a wait is said to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.ticket import WaitRange
from kiosk.domain.wait import SpokenWait, Way, spoken, wait_range

people = st.integers(0, 500)
handling = st.floats(0.1, 240)
counters = st.integers(1, 40)


@pytest.mark.parametrize(
    ("ahead", "open_counters", "minutes", "said"),
    [
        (0, 2, 6, SpokenWait(Way.UNDER_FIVE)),
        (0, 1, 6, SpokenWait(Way.MINUTES, 5, 10)),
        (3, 2, 6, SpokenWait(Way.MINUTES, 10, 15)),
        (7, 2, 6, SpokenWait(Way.MINUTES, 20, 30)),
        (12, 3, 8, SpokenWait(Way.MINUTES, 30, 45)),
        (4, 1, 12, SpokenWait(Way.MINUTES, 50, 75)),
        (25, 2, 9, SpokenWait(Way.HOURS, 1.5, 2.5)),
    ],
)
def test_a_wait_as_it_is_said(
    ahead: int, open_counters: int, minutes: float, said: SpokenWait
) -> None:
    assert said == spoken(wait_range(ahead, minutes, open_counters))


def test_the_estimate_is_the_mean_behind_the_range() -> None:
    assert WaitRange(20, 30, 24) == wait_range(7, 6, 2)


def test_no_open_counter_gives_no_estimate() -> None:
    assert wait_range(3, 6, 0) is None
    assert SpokenWait(Way.UNKNOWN) == spoken(None)


def test_a_range_that_ends_on_a_step_is_not_lengthened() -> None:
    assert WaitRange(10, 15, 12) == wait_range(0, 12.5, 1)


def test_hours_begin_at_ninety_minutes() -> None:
    assert SpokenWait(Way.MINUTES, 55, 85) == spoken(wait_range(0, 70, 1))
    assert SpokenWait(Way.HOURS, 1, 1.5) == spoken(wait_range(0, 75, 1))


@given(people, handling, counters)
def test_a_range_runs_from_low_to_high_and_holds_its_estimate(
    ahead: int, minutes: float, open_counters: int
) -> None:
    wait = wait_range(ahead, minutes, open_counters)
    assert wait is not None
    assert 0 <= wait.lo <= wait.hi
    assert wait.estimate <= wait.hi


@given(people, handling, counters)
def test_one_more_before_you_never_shortens_the_wait(
    ahead: int, minutes: float, open_counters: int
) -> None:
    now = wait_range(ahead, minutes, open_counters)
    longer = wait_range(ahead + 1, minutes, open_counters)
    assert now is not None
    assert longer is not None
    assert (now.lo, now.hi, now.estimate) <= (longer.lo, longer.hi, longer.estimate)
