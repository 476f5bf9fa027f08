"""The number on a ticket."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.branch import NumberRange
from kiosk.domain.numbering import has_number, next_count, number_text
from kiosk.errors import Reason, Refused

A = NumberRange("a", "A")
SMALL = NumberRange("small", "S", first=7, last=9)


@pytest.mark.parametrize(
    ("count", "text"),
    [(1, "A001"), (42, "A042"), (999, "A999"), (1000, "A1000"), (12345, "A12345")],
)
def test_three_digits_at_least_and_no_turning_back(count: int, text: str) -> None:
    assert text == number_text(A, count)


def test_the_first_number_of_a_day_is_the_ranges_first() -> None:
    assert 7 == next_count(SMALL, None)


def test_the_next_number_is_one_more() -> None:
    assert 8 == next_count(SMALL, 7)


def test_after_the_last_number_there_are_none_left() -> None:
    assert has_number(SMALL, 9)
    assert "S009" == number_text(SMALL, 9)
    assert not has_number(SMALL, 10)
    with pytest.raises(Refused, match="10 is beyond the last, 9") as refusal:
        number_text(SMALL, 10)
    assert Reason.NO_NUMBERS == refusal.value.reason


@given(st.sets(st.integers(1, 100_000), min_size=2, max_size=2))
def test_two_counts_are_never_written_alike(counts: set[int]) -> None:
    assert 2 == len({number_text(A, count) for count in counts})
