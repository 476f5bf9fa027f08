"""Right-to-left lines, drawn cell by cell: what a reader sees from left to right.

Expected texts are written as they are drawn, in plain letters: the joined forms are folded
back (NFKC) before comparing, except where the forms are the point.
"""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.i18n.bidi import visual

ARABIC = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهوي ", min_size=1)


def drawn(text: str, *, rtl: bool = True) -> str:
    return unicodedata.normalize("NFKC", visual(text, rtl))


def backwards(text: str) -> str:
    return text[::-1]


@pytest.mark.parametrize("rtl", [True, False])
@pytest.mark.parametrize(
    "text",
    ["", "Passport (new)", "12 Main St.", "A042", "20–30 min", "Größe · Çay", "護照"],
)
def test_a_line_without_arabic_stays_as_it_is(text: str, *, rtl: bool) -> None:
    assert text == visual(text, rtl)


@given(text=ARABIC)
def test_arabic_is_read_backwards_and_loses_no_letter(text: str) -> None:
    letters = unicodedata.normalize("NFKC", backwards(visual(text, True)))
    assert text == letters


def test_letters_are_joined() -> None:
    """Final kaf, medial qaf and initial reh would look apart if left unshaped."""
    assert "\ufedb\ufee0\ufee4\ufe94" == backwards(visual("كلمة", True))


def test_lam_and_alef_are_one_cell() -> None:
    assert "\ufefb" == visual("لا", True)


def test_the_name_of_god_stays_readable_in_cells() -> None:
    assert 8 == len(visual("عبد الله", True))


@pytest.mark.parametrize(
    ("logical", "expected"),
    [
        ("رقمك A042.", ".A042 " + backwards("رقمك")),
        ("رمز 4821-7739", "4821-7739 " + backwards("رمز")),
        (
            "من 10:42 إلى 14:30",
            "14:30 " + backwards("إلى") + " 10:42 " + backwards("من"),
        ),
        ("مدة 20–30 دقيقة", backwards("دقيقة") + " 20–30 " + backwards("مدة")),
        ("هاتف +36 30 1234567", "+36 30 1234567 " + backwards("هاتف")),
        ("تم (12)", "(12) " + backwards("تم")),
        (
            "المكان: 12 Main Street (left)",
            "12 Main Street (left) " + backwards("المكان:"),
        ),
        (
            "خدمة (Passport) جديدة",
            backwards("جديدة") + " (Passport) " + backwards("خدمة"),
        ),
        ("اضغط Ctrl+Q للخروج", backwards("للخروج") + " Ctrl+Q " + backwards("اضغط")),
        ("قاعة «ب» <1>", "<1> «" + "ب" + "» " + backwards("قاعة")),
    ],
)
def test_codes_and_names_keep_their_order_in_an_arabic_line(
    logical: str, expected: str
) -> None:
    assert expected == drawn(logical)


@pytest.mark.parametrize(
    ("logical", "expected"),
    [
        ("Language: العربية (2)", "Language: (2) " + backwards("العربية")),
        ("Hall: قاعة 12 (left)", "Hall: 12 " + backwards("قاعة") + " (left)"),
        ("العربية English", backwards("العربية") + " English"),
        ("خدمة 12 Main Street", backwards("خدمة") + " 12 Main Street"),
        (
            "A042 · خدمة (جديدة) 3",
            "A042 · 3 (" + backwards("جديدة") + ") " + backwards("خدمة"),
        ),
        ("انتظار  9 waiting", backwards("انتظار") + "  9 waiting"),
    ],
)
def test_arabic_names_stand_right_in_an_english_line(
    logical: str, expected: str
) -> None:
    assert expected == drawn(logical, rtl=False)


def test_columns_of_an_arabic_line_change_sides() -> None:
    """Two spaces are a gap between columns: each side is a stretch of its own."""
    assert "10:42   A042   " + backwards("رقم") == drawn("رقم   A042   10:42")


@pytest.mark.parametrize("rtl", [True, False])
@pytest.mark.parametrize(
    "sign", "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
def test_no_direction_mark_reaches_the_screen(sign: str, *, rtl: bool) -> None:
    assert sign not in visual(f"a{sign}b", rtl)
    assert sign not in visual(f"رقم {sign}A042{sign} ك", rtl)


def test_an_isolated_code_is_drawn_like_a_bare_one() -> None:
    assert visual("رقمك A042.", True) == visual("رقمك \u2068A042\u2069.", True)


def test_hebrew_points_stay_on_their_letters() -> None:
    """Reversed alone, a point would move to the letter before."""
    assert "\u05dd\u05d5\u05b9\u05dc\u05e9\u05b8" == visual(
        "\u05e9\u05b8\u05dc\u05d5\u05b9\u05dd", True
    )


@pytest.mark.parametrize("rtl", [True, False])
def test_a_hostile_line_is_done_in_no_time(*, rtl: bool) -> None:
    """No pattern here may run away; 2,000 signs are ten times the widest line."""
    for text in ("ا(" * 1000, "اa 1" * 500, "ا 1" * 700, "ا" + "a(" * 1000):
        assert len(visual(text, rtl)) <= len(text)


@given(text=st.text("ab1 (-)اب٣«\u200f", max_size=30), rtl=st.booleans())
def test_whatever_comes_nothing_is_added_or_lost(text: str, *, rtl: bool) -> None:
    def signs(line: str) -> list[str]:
        mirror = str.maketrans("()«»", "(())"[:2] + "««")
        return sorted(line.translate(mirror).replace("\u200f", "").replace(")", "("))

    assert signs(text) == signs(drawn(text, rtl=rtl))
