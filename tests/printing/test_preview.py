"""The paper without a printer: the same rows, as text and as a picture."""

import io

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kiosk.printing.layout import Big, Block, Cut, Doc, Feed, Line, Pair, Qr, Row, Rule
from kiosk.printing.preview import as_png, as_text
from kiosk.printing.profiles import profile
from kiosk.printing.raster import row_image
from kiosk.text import cells
from tests.printing.golden_tickets import NAMES, dots, rendered

MARGIN = 24


def picture(doc: Doc) -> Image.Image:
    return Image.open(io.BytesIO(as_png(doc, profile("generic-80"))))


@given(
    blocks=st.lists(
        st.builds(Line, st.text(max_size=80))
        | st.builds(Pair, st.text(max_size=40), st.text(max_size=40))
        | st.builds(Big, st.text(max_size=10))
        | st.sampled_from([Rule(), Feed(2), Cut(), Qr("x" * 200)]),
        max_size=5,
    ),
    columns=st.sampled_from([32, 42, 48]),
    rtl=st.booleans(),
)
def test_text_is_never_wider_than_the_paper(
    blocks: list[Block], columns: int, rtl: bool
) -> None:
    lines = as_text(Doc(tuple(blocks), rtl), columns).splitlines()
    assert [] == [line for line in lines if cells(line) > columns]


def test_text_keeps_the_logical_order_and_mirrors_the_places() -> None:
    doc = Doc((Pair("مكان الانتظار", "القاعة"),), rtl=True)
    line = as_text(doc, 32).rstrip("\n")
    assert line.startswith("القاعة ")
    assert line.endswith(" مكان الانتظار")


@pytest.mark.parametrize("name", NAMES)
def test_the_code_in_the_picture_is_read_by_a_scanner(name: str) -> None:
    image = Image.open(io.BytesIO(rendered(name).png()))
    assert dots(name) + 2 * MARGIN == image.width
    (code,) = zxingcpp.read_barcodes(image.convert("L"))
    assert "K1:48217739:6fe8fb8b12" == code.text


def test_a_drawn_line_has_the_printers_own_dots() -> None:
    image = picture(Doc((Line("فرع الشارع", bold=True),), rtl=True))
    line = row_image(Row(middle="فرع الشارع", bold=True), 576, rtl=True).image
    left = MARGIN + (576 - line.width) // 2
    box = (left, MARGIN, left + line.width, MARGIN + line.height)
    assert line.tobytes() == image.crop(box).tobytes()


def test_the_number_is_the_largest_thing() -> None:
    image = picture(Doc((Big("A042"),)))
    assert 8 * 24 + 2 * MARGIN == image.height


def test_a_picture_is_drawn_only_when_asked_for() -> None:
    assert rendered("latin-80mm").png().startswith(b"\x89PNG")
