"""Lines drawn as dots: joined and ordered as a reader of Arabic expects."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageFont

from kiosk.i18n.fonts import arabic_font
from kiosk.printing.layout import LINE, Row
from kiosk.printing.raster import columns_of, glyph, row_image


def drawn(text: str, *, bold: bool = False, rtl: bool = True) -> Image.Image:
    """The ink of one line, without the white around it."""
    image = row_image(Row(middle=text, bold=bold), 1200, rtl=rtl).image
    return image.crop(ImageChops.invert(image).getbbox())


def by_hand(forms: str) -> Image.Image:
    """Letters exactly as given, from left to right, in the font that Arabic is drawn with."""
    file = arabic_font()
    assert file is not None
    font = ImageFont.truetype(file, 21, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([500, 100])
    image = Image.new("L", (1200, 60), 255)
    ImageDraw.Draw(image).text((20, 40), forms, 0, font, anchor="ls")
    image = image.point(lambda dot: 255 * (dot > 128), "1")
    return image.crop(ImageChops.invert(image).getbbox())


def form(letter: str, which: str) -> str:
    return unicodedata.lookup(f"ARABIC LETTER {letter} {which} FORM")


# Forms stand as they are drawn, from left to right: the last letter of a word first.
@pytest.mark.parametrize(
    ("text", "forms"),
    [
        (
            "باب",
            form("BEH", "ISOLATED") + form("ALEF", "FINAL") + form("BEH", "INITIAL"),
        ),
        (
            "سمك",
            form("KAF", "FINAL") + form("MEEM", "MEDIAL") + form("SEEN", "INITIAL"),
        ),
        (
            "سلام",
            form("MEEM", "ISOLATED")
            + unicodedata.lookup("ARABIC LIGATURE LAM WITH ALEF FINAL FORM")
            + form("SEEN", "INITIAL"),
        ),
        (
            "باب A042",
            "A042 "
            + form("BEH", "ISOLATED")
            + form("ALEF", "FINAL")
            + form("BEH", "INITIAL"),
        ),
    ],
)
def test_arabic_letters_are_joined_and_read_from_the_right(
    text: str, forms: str
) -> None:
    expected = by_hand(forms)
    assert (expected.size, expected.tobytes()) == (
        drawn(text).size,
        drawn(text).tobytes(),
    )


def test_unjoined_letters_would_look_different() -> None:
    assert by_hand("باب").tobytes() != drawn("باب").tobytes()


@pytest.mark.parametrize(
    "text",
    ["Main Street", "Größe 5 €", "Őrség łódź İstanbul", "مرحبا بكم", "15–30 “x”"],
)
def test_every_letter_of_our_languages_has_its_shape(text: str) -> None:
    assert 0 == row_image(Row(middle=text), 576, rtl=False).missing


@pytest.mark.parametrize(
    ("text", "missing"),
    [("\U00012000", 1), ("a\U00012000b\U00012001", 2), ("a\ufdfd", 1)],
)
def test_a_letter_no_font_has_becomes_a_box_and_is_counted(
    text: str, missing: int
) -> None:
    with_boxes = row_image(Row(middle=text), 576, rtl=False)
    plain = "".join(letter for letter in text if letter.isascii()) or " "
    without = row_image(Row(middle=plain), 576, rtl=False)
    assert missing == with_boxes.missing
    assert with_boxes.image.histogram()[0] > without.image.histogram()[0]


@settings(max_examples=40)
@given(
    left=st.text("abمرحبا汉字﷽ ", min_size=1, max_size=40),
    right=st.text("abمرحبا汉字 ", max_size=40),
    dots=st.sampled_from([384, 420, 512, 576]),
    height=st.integers(1, 4),
)
def test_no_picture_is_wider_than_the_paper(
    left: str, right: str, dots: int, height: int
) -> None:
    image = row_image(Row(left=left, right=right, height=height), dots, rtl=True).image
    assert image.width <= dots
    assert 0 == image.width % 8
    black_or_white = image.histogram()[0] + image.histogram()[255]
    assert image.width * image.height == black_or_white


def test_both_edges_of_a_pair_are_used() -> None:
    image = row_image(Row(left="قلم", right="باب"), 576, rtl=True).image
    box = ImageChops.invert(image).getbbox()
    assert box is not None
    assert box[0] <= 8
    assert box[2] >= 576 - 8


def test_bold_and_tall_lines_have_more_ink() -> None:
    plain = row_image(Row(middle="باب"), 576, rtl=True).image
    bold = row_image(Row(middle="باب", bold=True), 576, rtl=True).image
    tall = row_image(Row(middle="باب", height=2), 576, rtl=True).image
    assert plain.histogram()[0] < bold.histogram()[0] < tall.histogram()[0]
    assert tall.height > plain.height == bold.height


@pytest.mark.parametrize("letter", "AgjÉ€y0")
@pytest.mark.parametrize("scale", [1, 2, 8])
def test_a_printers_own_letter_stays_in_its_cell(letter: str, scale: int) -> None:
    """Descenders and accents are not cut off: nothing touches the cell's lower edge."""
    cell = glyph(letter, 12 * scale, 24 * scale, bold=False)
    box = ImageChops.invert(cell).getbbox()
    assert box is not None
    assert (12 * scale, 24 * scale) == cell.size
    assert 0 <= box[1]
    assert box[3] <= 24 * scale


@pytest.mark.parametrize("text", ["اب", "Őj", "أَلِّف", "إ ج"])
def test_a_drawn_line_is_no_lower_than_a_typed_one_and_loses_no_ink(text: str) -> None:
    image = row_image(Row(middle=text), 576, rtl=True).image
    ink = ImageChops.invert(image).getbbox()
    assert ink is not None
    assert 0 == ink[1]
    assert ink[3] <= image.height
    assert LINE <= image.height <= max(LINE, ink[3] + 2)


@pytest.mark.parametrize(
    "text", ["فاتك رقمك؟ توجه إلى مكتب الاستعلامات", "Дом и сад", "汉字"]
)
def test_drawn_words_take_as_many_columns_as_they_are_wide(text: str) -> None:
    dots = row_image(Row(middle=text), 1200, rtl=False).image.width
    assert 0 <= columns_of(text) * 12 - dots + 7 < 24


def test_typed_words_take_a_column_a_letter() -> None:
    assert 11 == columns_of("Main Street")
