"""Bytes for the printer, read back by a strict decoder that knows nothing of our encoder."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from kiosk.config.branch_file import demo_branch
from kiosk.errors import PrinterTrouble, Reason
from kiosk.printing.charset import printable
from kiosk.printing.escpos import encode
from kiosk.printing.layout import Big, Block, Cut, Doc, Line, Pair, Qr, Row, Rule
from kiosk.printing.profiles import Cutter, Profile, names, profile
from kiosk.printing.raster import row_image
from kiosk.printing.render import renderer
from tests.printing.decoder import (
    Code,
    CutHere,
    Picture,
    Text,
    Thing,
    decode,
    paper_mm,
    to_image,
    to_text,
)
from tests.printing.golden_tickets import (
    CATALOGUE,
    FOLDER,
    NAMES,
    dots,
    paper,
    rendered,
)
from tests.printing.orders import REFUND, order

WIDE, NARROW = profile("epson-tm-t20"), profile("generic-58")


def printed(*blocks: Block, rtl: bool = False) -> list[Thing]:
    return decode(encode(Doc(blocks, rtl), WIDE).data, WIDE.dots)


def texts(things: list[Thing]) -> list[str]:
    return [thing.text for thing in things if isinstance(thing, Text)]


@pytest.mark.parametrize("name", NAMES)
def test_the_paper_is_the_one_that_was_looked_at(name: str) -> None:
    assert FOLDER.joinpath(f"{name}.txt").read_text("utf-8") == paper(name)


@pytest.mark.parametrize("name", NAMES)
def test_the_code_on_the_paper_is_read_by_a_scanner(name: str) -> None:
    picture = to_image(rendered(name).data, dots(name))
    found = [code.text for code in zxingcpp.read_barcodes(picture)]
    assert ["K1:48217739:6fe8fb8b12"] == found


@pytest.mark.parametrize("name", [name for name in NAMES if "arabic" not in name])
def test_a_latin_ticket_is_short_on_the_wire(name: str) -> None:
    assert len(rendered(name).data) <= 500


@pytest.mark.parametrize("kind", names())
@pytest.mark.parametrize("locale", ["en", "ar"])
@pytest.mark.parametrize("copy", [1, 2])
def test_no_service_of_the_demo_makes_a_ticket_longer_than_eleven_centimetres(
    kind: str, locale: str, copy: int
) -> None:
    branch, paper = demo_branch(), profile(kind)
    render = renderer(CATALOGUE, paper)
    lengths = {
        service.id: paper_mm(
            render(
                order(branch=branch, service=service, locale=locale, copy=copy)
            ).data,
            paper.dots,
            paper.dpi,
        )
        for service in branch.services
    }
    assert {} == {name: mm for name, mm in lengths.items() if mm > 110}


@pytest.mark.parametrize("name", NAMES)
def test_no_ticket_is_longer_than_eleven_centimetres(name: str) -> None:
    assert paper_mm(rendered(name).data, dots(name)) <= 110


@pytest.mark.parametrize("name", names())
def test_every_profile_prints_a_whole_ticket(name: str) -> None:
    kind = profile(name)
    blocks = (Line("Main Street"), Rule(), Big("A042"), Pair("Taken", "10:42"))
    doc = Doc((*blocks, Qr("K1:48217739:6fe8fb8b12"), Line("سلام"), Cut()))
    data = encode(doc, kind).data
    assert ["A042"] == [
        line.text
        for line in decode(data, kind.dots)
        if isinstance(line, Text) and line.width > 1 and line.text.strip("-")
    ]
    assert f"Taken{'10:42':>{kind.columns - 5}}" in to_text(data, kind.dots)
    assert 1 == len(zxingcpp.read_barcodes(to_image(data, kind.dots)))


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("locale", ["en", "ar"])
def test_every_profile_is_sent_only_what_it_understands(name: str, locale: str) -> None:
    """The ticket with the most trying texts, as each kind of printer would get it."""
    kind = profile(name)
    data = renderer(CATALOGUE, kind)(order(service=REFUND, locale=locale)).data
    things = decode(data, kind.dots)
    drawn = [thing.image.width for thing in things if isinstance(thing, Picture)]
    typed = "".join(thing.text for thing in things if isinstance(thing, Text))
    assert kind.native_qr == any(isinstance(thing, Code) for thing in things)
    assert (kind.cut is Cutter.NONE) != isinstance(things[-1], CutHere)
    assert (b"\x1b$" in data) == (kind.positions and locale == "en")
    assert max(drawn, default=0) <= kind.dots
    assert typed.isascii() or kind.codepage is not None
    assert "A042" in typed


def test_letters_beyond_ascii_are_drawn_where_the_printer_has_no_page_for_them() -> (
    None
):
    simple = profile("simple")
    things = decode(encode(Doc((Line("5 €"), Line("5 EUR"))), simple).data, simple.dots)
    assert [Picture, Text] == [type(thing) for thing in things]
    assert ["5 EUR"] == texts(things)


def test_a_printer_that_draws_no_codes_gets_a_picture_of_one() -> None:
    doc = Doc((Qr("K1:48217739:6fe8fb8b12"),))
    (thing,) = decode(encode(doc, profile("simple")).data, 384)
    assert isinstance(thing, Picture)
    (code,) = zxingcpp.read_barcodes(thing.image.convert("L"))
    assert ("K1:48217739:6fe8fb8b12", "L") == (code.text, code.ec_level)


@pytest.mark.parametrize(
    ("name", "module"), [("epson-tm-t20", 6), ("generic-58", 6), ("epson-tm-t88", 5)]
)
def test_a_native_code_is_large_enough_and_has_four_modules_of_white(
    name: str, module: int
) -> None:
    """Three quarters of a millimetre a module, whatever the printer's dots."""
    kind = profile(name)
    doc = Doc((Qr("K1:48217739:6fe8fb8b12"),))
    above, code, below = decode(encode(doc, kind).data, kind.dots)
    assert Code("K1:48217739:6fe8fb8b12", module, "L", "center") == code
    assert above.dots == below.dots == 4 * module
    assert 0.7 <= module / kind.dpi * 25.4 <= 0.76


@pytest.mark.parametrize(("name", "mm"), [("generic-80", 24.0), ("epson-tm-t88", 23.7)])
def test_the_number_is_as_tall_with_coarse_dots_as_with_fine_ones(
    name: str, mm: float
) -> None:
    kind = profile(name)
    (number,) = decode(encode(Doc((Big("A042"),)), kind).data, kind.dots)
    assert mm == round(number.dots / kind.dpi * 25.4, 1)


@pytest.mark.parametrize("size", [1, 17, 18, 100, 230])
@pytest.mark.parametrize("kind", [WIDE, NARROW, profile("simple")])
def test_the_longest_link_still_fits_the_narrowest_paper(
    size: int, kind: Profile
) -> None:
    data = encode(Doc((Qr("x" * size),)), kind).data
    (code,) = zxingcpp.read_barcodes(to_image(data, kind.dots))
    assert "x" * size == code.text


@pytest.mark.parametrize(
    ("cut", "end"),
    [
        (Cutter.PARTIAL, CutHere("partial", 4)),
        (Cutter.FULL, CutHere("full", 4)),
    ],
)
def test_the_cutter_cuts_as_its_profile_says(cut: Cutter, end: CutHere) -> None:
    data = encode(Doc((Line("x"), Cut())), replace(WIDE, cut=cut)).data
    assert end == decode(data)[-1]


def test_without_a_cutter_the_paper_is_fed_to_where_it_is_torn() -> None:
    data = encode(Doc((Line("x"), Cut())), replace(WIDE, cut=Cutter.NONE)).data
    assert b"\x1dV" not in data
    assert data.endswith(b"x\n\x1bd\x04")


def test_what_a_presenter_needs_comes_after_the_cut() -> None:
    data = encode(Doc((Cut(),)), replace(WIDE, eject=b"\x1de\x05")).data
    assert data.endswith(b"\x1dVB\x04\x1de\x05")


@pytest.mark.parametrize(
    "text", ["5 €", "élève, Größe, ñ, Å", "½ £ ¥ §", "plain ASCII ~"]
)
def test_western_letters_and_the_euro_are_the_printers_own(text: str) -> None:
    assert [Text(text, "center")] == printed(Line(text))


def test_dashes_and_quotes_the_printer_lacks_are_written_with_those_it_has() -> None:
    assert [Text('15-30 "min" o\'clock', "center")] == printed(
        Line("15–30\u202f“min” o\u2019clock")
    )


@pytest.mark.parametrize("text", ["مرحبا", "Дом", "Ελλάδα", "Ș ț Ő", "5 € مرحبا"])
def test_a_line_the_code_page_lacks_is_drawn_and_never_a_question_mark(
    text: str,
) -> None:
    encoded = encode(Doc((Line(text), Line("ok"))), WIDE)
    drawn, plain = decode(encoded.data)
    assert isinstance(drawn, Picture)
    assert Text("ok", "center") == plain
    assert (1, 0) == (encoded.drawn, encoded.missing)


def test_a_letter_without_a_font_is_counted() -> None:
    encoded = encode(Doc((Line("\U00012000"),)), WIDE)
    assert (1, 1) == (encoded.drawn, encoded.missing)


def test_a_line_read_from_the_right_is_drawn_at_the_right() -> None:
    label, value = "مكان الانتظار", "القاعة"
    pair, number = printed(Pair(label, value), Pair("A", "1"), rtl=True)
    assert isinstance(pair, Picture)
    expected = row_image(Row(left=value, right=label), WIDE.dots, rtl=True).image
    assert expected.tobytes() == pair.image.tobytes()
    assert Text(f"1{'A':>47}") == number


def test_each_ticket_begins_anew() -> None:
    doc = Doc((Line("x", bold=True, width=2, height=2), Cut()))
    assert encode(doc, WIDE).data == encode(doc, WIDE).data


HOSTILE = st.text(max_size=60) | st.text(
    st.sampled_from("\x1b\x1d\x10\x04\x05\x14\x00\n\x7f\x9b@VApd01é€"), max_size=60
)


@given(
    blocks=st.lists(
        st.builds(Line, HOSTILE, bold=st.booleans(), height=st.integers(1, 3))
        | st.builds(Pair, HOSTILE, HOSTILE)
        | st.builds(Big, HOSTILE),
        max_size=4,
    ),
    kind=st.sampled_from([WIDE, NARROW, profile("simple")]),
)
def test_no_text_becomes_a_command(blocks: list[Block], kind: Profile) -> None:
    """The decoder refuses whatever we never send; what we send stays in its line."""
    data = encode(Doc((*blocks, Cut())), kind).data
    things = decode(data, kind.dots)
    cuts = [thing for thing in things if isinstance(thing, CutHere)]
    assert (0 if kind.cut is Cutter.NONE else 1) == len(cuts)
    assert all(thing.text.isprintable() for thing in things if isinstance(thing, Text))


@pytest.mark.parametrize("order", [b"\x10\x04", b"\x10\x05", b"\x10\x14"])
def test_no_picture_holds_a_command_that_printers_obey_at_once(
    order: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PIL import Image, ImageOps

    from kiosk.printing import escpos, raster

    ink = Image.frombytes("1", (16, 8), order * 8)
    drawn = raster.Drawn(ImageOps.invert(ink), 0)
    monkeypatch.setattr(escpos, "row_image", lambda *_, **__: drawn)
    (picture,) = printed(Line("مرحبا"))
    assert isinstance(picture, Picture)
    assert b"\x18" + order[1:] == ImageOps.invert(picture.image).tobytes()[:2]


@pytest.mark.parametrize("letter", ["\x1b", "\x00", "\n", "\x7f", "\x85", "\x9b"])
def test_a_control_character_that_comes_so_far_is_refused(letter: str) -> None:
    with pytest.raises(PrinterTrouble) as refused:
        printable(f"a{letter}b")
    assert Reason.UNPRINTABLE == refused.value.reason


def test_the_encoder_is_imported_without_a_trace(tmp_path: Path) -> None:
    """No handler on the root logger, no environment, no file left; nothing on the screen."""
    script = """
import logging, os, tempfile
before = dict(os.environ)
from kiosk.printing import escpos
escpos.prepare()
assert [] == logging.getLogger().handlers, "root logger"
assert before == dict(os.environ), "environment"
assert os.listdir(tempfile.gettempdir()) == [], os.listdir(tempfile.gettempdir())
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (0, "", "") == (done.returncode, done.stdout, done.stderr)
    assert [] == list(tmp_path.iterdir())


def test_nothing_heavy_is_imported_before_the_first_ticket() -> None:
    script = """
import sys
import kiosk.printing.render
print(sorted({"escpos", "PIL", "qrcode", "bidi", "arabic_reshaper"} & set(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert "[]\n" == done.stdout


def test_what_was_sent_reads_as_what_was_meant() -> None:
    lines = printed(Line("Main Street"), Pair("Taken", "10:42"), Big("A042"))
    assert ["Main Street", f"Taken{'10:42':>43}", "A042"] == texts(lines)
