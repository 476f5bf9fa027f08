"""A phone number is understood the way people type it where the branch is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.customer import e164
from kiosk.tui.customer.dialling import Typed, checked, code_at, grouped


def typed(code: str, digits: str) -> Typed:
    """As if every digit had been touched."""
    number = Typed(code)
    for digit in digits:
        number = number.add(digit)
    return number


@pytest.mark.parametrize(
    ("zone", "code"),
    [
        ("Europe/Budapest", "36"),
        ("Australia/Lord_Howe", "61"),
        ("Asia/Dubai", "971"),
        ("America/New_York", "1"),
        ("UTC", ""),
    ],
)
def test_a_number_begins_with_the_code_of_the_branchs_country(
    zone: str, code: str
) -> None:
    assert code == code_at(zone)


@pytest.mark.parametrize(
    ("code", "digits", "shown", "number"),
    [
        ("36", "301234567", "30 123 4567", "+36301234567"),
        ("36", "06301234567", "06 30 123 4567", "+36301234567"),  # as dialled at home
        ("44", "07400123456", "07400 123456", "+447400123456"),
        ("1", "2015550123", "201-555-0123", "+12015550123"),
        ("971", "501234567", "50 123 4567", "+971501234567"),
    ],
)
def test_digits_are_grouped_as_in_their_country(
    code: str, digits: str, shown: str, number: str
) -> None:
    assert (shown, number) == (
        grouped(typed(code, digits)),
        checked(typed(code, digits)).e164,
    )


@pytest.mark.parametrize(
    ("digits", "missing", "too_long"),
    [("3012345", 1, False), ("30123", 3, False), ("3012345678901", 0, True)],
)
def test_a_number_that_is_none_says_what_is_wrong(
    digits: str, missing: int, too_long: bool
) -> None:
    found = checked(typed("36", digits))
    assert ("", missing, too_long) == (found.e164, found.missing, found.too_long)


def test_a_countrys_code_ends_by_itself() -> None:
    """None begins another one, so the next digit is the number's."""
    number = typed("36", "30").find_code()
    for digit in "4420":
        number = number.add(digit)
    assert ("44", "3020", False) == (number.code, number.digits, number.finding)


def test_a_digit_that_begins_no_countrys_code_is_not_taken() -> None:
    number = Typed().find_code().add("0")
    assert ("", True) == (number.code, number.finding)


@given(st.text("0123456789", max_size=20), st.sampled_from(["36", "49", "1", "971"]))
def test_whatever_is_typed_is_shown_and_understood_or_refused(
    digits: str, code: str
) -> None:
    """All digits are on the glass, and a number that passes is one the queue takes."""
    number = typed(code, digits)
    assert number.digits == "".join(filter(str.isdigit, grouped(number)))
    found = checked(number)
    if found.e164:
        assert e164(found.e164) == found.e164
    else:
        assert found.missing or found.too_long


def test_no_digit_is_in_a_log() -> None:
    number = typed("36", "301234567")
    assert "301" not in f"{number!r} {checked(number)!r}"
