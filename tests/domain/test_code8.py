"""The eight digits that find a ticket again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.numbering import grouped, is_code8, with_check_digit
from kiosk.errors import BadInput

sevens = st.text("0123456789", min_size=7, max_size=7)


def test_the_published_example_of_the_check_digit() -> None:
    """572 has the check digit 4."""
    assert "00005724" == with_check_digit("0000572")


def test_a_code_is_read_in_two_halves() -> None:
    assert "4821-7739" == grouped("48217739")


@given(sevens)
def test_a_code_knows_itself(digits: str) -> None:
    assert is_code8(with_check_digit(digits))


@given(sevens, st.integers(0, 7), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_noticed(digits: str, place: int, wrong: str) -> None:
    code = with_check_digit(digits)
    slip = code[:place] + wrong + code[place + 1 :]
    assert (slip == code) is is_code8(slip)


@given(sevens, st.integers(0, 6))
def test_two_digits_swapped_are_noticed(digits: str, place: int) -> None:
    code = with_check_digit(digits)
    slip = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert (slip == code) is is_code8(slip)


@pytest.mark.parametrize("text", ["", "0000572", "0000-5724", "000057240", "٠٠٠٠٥٧٢٤"])
def test_anything_but_eight_digits_is_no_code(text: str) -> None:
    assert not is_code8(text)


@pytest.mark.parametrize("digits", ["", "123456", "12345678", "12345a7", "١٢٣٤٥٦٧"])
def test_a_check_digit_belongs_to_seven_digits(digits: str) -> None:
    with pytest.raises(BadInput):
        with_check_digit(digits)
