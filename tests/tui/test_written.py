"""Text becomes lines of cells: wrapped as read, then in the order of the glass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kiosk.tui.written import written
from tests.strategies import foreign_text


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Passport: new", 20, ["Passport: new"]),
        ("Childcare place registration", 16, ["Childcare place", "registration"]),
        ("9 waiting · 20–30 min", 30, ["9 waiting · 20–30 min"]),
        ("9 waiting · 20–30 min", 15, ["9 waiting", "20–30 min"]),
        ("a · b · c · d", 5, ["a · b", "c · d"]),
        ("one\ntwo", 10, ["one", "two"]),
        ("Unbreakable", 4, ["Unbr", "eaka", "ble"]),
        ("護照申請", 4, ["護照", "申請"]),
        ("", 10, [""]),
        ("anything", 0, []),
    ],
)
def test_lines_end_where_a_reader_would_end_them(
    text: str, width: int, lines: list[str]
) -> None:
    assert lines == written(text, width)


def test_arabic_is_wrapped_first_and_turned_then() -> None:
    """So that the first line holds the first words."""
    first, second = written("جواز سفر جديد للأطفال", 14, rtl=True)
    assert written("جواز سفر جديد", 14, rtl=True) == [first]
    assert written("للأطفال", 14, rtl=True) == [second]


def test_a_number_keeps_its_order_between_arabic_words() -> None:
    (line,) = written("رقمك A042 الساعة 10:42", 40, rtl=True)
    assert ("A042" in line, "10:42" in line) == (True, True)


@pytest.mark.parametrize("text", ["ab\u200dcd", "نم\u200dید"])
def test_a_joiner_makes_no_line_longer_than_it_was_measured(text: str) -> None:
    """Rich counts a letter after a joiner as no cell; a terminal draws it in one."""
    assert [2, 2] == [len(line) for line in written(text, 2, rtl=True)]


@given(text=foreign_text, width=st.integers(4, 60), rtl=st.booleans())
def test_no_line_is_wider_than_its_place_nor_holds_a_control(
    text: str, width: int, rtl: bool
) -> None:
    lines = written(text, width, rtl=rtl)
    assert [] == [line for line in lines if cell_len(line) > width]
    signs = set("".join(lines)) - {"\u200c", "\u200d"}  # joiners between letters stay
    assert [] == [sign for sign in signs if not sign.isprintable()]
