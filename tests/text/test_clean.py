"""What the gate lets through, and what not."""

from unicodedata import category, is_normalized

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kiosk.text import cells, clean, is_clean
from tests.strategies import foreign_text

limits = st.integers(1, 60)

CASES = [
    ("an ordinary name stays", "Cash desk", "Cash desk"),
    ("so does markup, which is nothing special", "Cards [/", "Cards [/"),
    ("an escape code loses its escape", "A\x1b[31mB", "A[31mB"),
    ("so does one of the C1 kind", "A\x9b31mB", "A31mB"),
    ("a title and a clipboard can't be set", "\x1b]0;x\x07\x1b]52;c;eA==\x07", "]0;x]52;c;eA=="),
    ("nothing turns round", "file\u202egnp.exe\u202c", "filegnp.exe"),
    ("nothing hides", "A\u200bB\u2060C\ufeffD\u00adE\u034fF", "ABCDEF"),
    ("tags are no letters", "A\U000e0041\U000e007f", "A"),
    ("nor are private, unassigned and half codes", "A\ue000\u0378\ud800B", "AB"),
    ("lines become one", " two\r\nlines\tand\u2028more ", "two lines and more"),
    ("every kind of space is a space", "8\u00a0o'clock\u3000sharp", "8 o'clock sharp"),
    ("letters and accents are put together", "e\u0301", "é"),
    ("even when something stood between them", "e\u200b\u0301", "é"),
    ("or was no letter of its own", "e\ufe0f\u0301", "é"),
    ("a letter carries three marks", "a" + "\u0316" * 20 + "b", "a\u0316\u0316\u0316b"),
    ("a mark needs a letter", "\u0301 \u0301a", "a"),
    ("a Persian word keeps its joint", "نمی\u200cدانم", "نمی\u200cدانم"),
    ("a Sinhala conjunct keeps its joiner", "ක්\u200dෂ", "ක්\u200dෂ"),
    ("a joiner at the end joins nothing", "خواه\u200c", "خواه"),
    ("nor does one between signs", "1\u200d2", "12"),
    ("people are counted as terminals draw them", "👩\u200d👩\u200d👧", "👩👩👧"),
    ("Burmese towns keep all their marks", "မြို့", "မြို့"),
    ("Korean from a Mac is whole again", "\u1112\u1161\u11ab\u1100\u116e\u11a8", "한국"),
    ("blank letters are no name", "\u3164\u115f\uffa0", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_comes_out(text: str, expected: str) -> None:
    assert expected == clean(text)


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("Cash desk", 4, "Cash"),
        ("Cash desk", 5, "Cash"),
        ("中文服务", 5, "中文"),
        ("ae\u0316\u0317b", 2, "ae\u0316\u0317"),
        ("กำกำ", 3, "กำ"),
        ("🇭🇺🇭🇺", 3, "🇭🇺"),
        ("हक्ष", 2, "ह"),
        ("نمی\u200cدانم", 3, "نمی"),
    ],
)
def test_a_long_text_is_cut_between_whole_letters(
    text: str, limit: int, expected: str
) -> None:
    assert expected == clean(text, limit)


def test_what_has_nothing_left_gets_the_placeholder() -> None:
    assert "(no name)" == clean("\x1b\u200b \t", placeholder="(no name)")


@given(foreign_text, limits)
def test_cleaning_twice_changes_nothing_more(text: str, limit: int) -> None:
    once = clean(text, limit)
    assert once == clean(once, limit)
    assert is_clean(once)


@given(foreign_text, limits)
def test_what_is_clean_is_never_wider_than_allowed(text: str, limit: int) -> None:
    assert cells(clean(text, limit)) <= limit


@given(foreign_text)
def test_what_is_clean_holds_no_control_and_nothing_hidden(text: str) -> None:
    cleaned = clean(text)
    joiners = {"\u200c", "\u200d"}
    kinds = {category(letter) for letter in cleaned if letter not in joiners}
    assert set() == {kind for kind in kinds if kind[0] == "C"}
    assert kinds & {"Zs", "Zl", "Zp"} <= {"Zs"}
    assert "  " not in cleaned
    assert cleaned.strip() == cleaned
    assert is_normalized("NFC", cleaned)


@given(foreign_text)
def test_no_letter_carries_more_than_three_marks(text: str) -> None:
    row = 0
    for letter in clean(text):
        row = row + 1 if category(letter) in ("Mn", "Me") else 0
        assert row <= 3


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126)))
def test_plain_letters_pass_as_they_are(text: str) -> None:
    assert text[:80] == clean(text)


@given(foreign_text)
def test_the_screen_never_draws_a_clean_text_wider_than_it_was_measured(
    text: str,
) -> None:
    cleaned = clean(text)
    assert cell_len(cleaned) <= cells(cleaned)


@pytest.mark.parametrize("text", ["中文", "مرحبا", "Ügyfél", "กำ", "☰", "👍"])
def test_the_screen_draws_a_text_as_wide_as_it_was_measured(text: str) -> None:
    assert cell_len(text) == cells(text)


@pytest.mark.parametrize("letter", ["\u202e", "\u0301", "\ud800", " "])
def test_no_more_is_read_than_may_be_shown(letter: str) -> None:
    """So ten thousand letters, and a million, cost no more than a screenful."""
    assert "" == clean(letter * 10_000 + "Cash desk")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", True), ("A042", True), ("a\tb", False), (" a", False), ("e\u0301", False)],
)
def test_a_text_can_be_asked_whether_it_is_clean(text: str, expected: bool) -> None:
    assert expected == is_clean(text)
