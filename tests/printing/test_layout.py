"""Blocks become rows: in their places, never wider than the paper, with nothing lost."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import PrinterTrouble, Reason
from kiosk.printing.layout import (
    Align,
    Big,
    Block,
    Cut,
    Doc,
    Feed,
    Gap,
    Line,
    Pair,
    Qr,
    Row,
    Rule,
    rows,
    wrap,
)
from kiosk.text import cells

WIDTHS = st.sampled_from([32, 42, 48])
FACTORS = st.integers(1, 8)
TEXTS = st.text(max_size=300) | st.text("ab 汉字é\u0301ن ", max_size=300)
BLOCKS = st.one_of(
    st.builds(Line, TEXTS, st.sampled_from(Align), st.booleans(), FACTORS, FACTORS),
    st.builds(Pair, TEXTS, TEXTS),
    st.builds(Big, TEXTS),
)


def laid_out(*blocks: Block, columns: int = 32, rtl: bool = False) -> list[Row]:
    return [row for row in rows(Doc(blocks, rtl), columns) if isinstance(row, Row)]


def filled(row: Row) -> int:
    parts = [part for part in (row.left, row.middle, row.right) if part]
    return sum(cells(part) for part in parts) * row.width + len(parts) - 1


@given(block=BLOCKS, columns=WIDTHS, rtl=st.booleans())
def test_no_row_is_wider_than_the_paper(block: Block, columns: int, rtl: bool) -> None:
    too_wide = [
        row
        for row in laid_out(block, columns=columns, rtl=rtl)
        if filled(row) > columns
    ]
    assert [] == too_wide


@given(text=st.text("abc汉 ", max_size=200), columns=WIDTHS)
def test_wrapping_loses_no_letter(text: str, columns: int) -> None:
    assert text.replace(" ", "") == "".join(wrap(text, columns)).replace(" ", "")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("   ", []),
        ("one two three", ["one two", "three"]),
        ("exactly8", ["exactly8"]),
        ("antidisestablish now", ["antidise", "stablish", "now"]),
        ("汉字汉字汉", ["汉字汉字", "汉"]),
        ("e\u0301e\u0301e\u0301e\u0301e\u0301 e\u0301", ["e\u0301" * 5 + " e\u0301"]),
    ],
)
def test_lines_break_at_spaces_and_inside_words_only_if_they_must(
    text: str, lines: list[str]
) -> None:
    assert lines == list(wrap(text, 8))


@pytest.mark.parametrize(
    ("align", "rtl", "row"),
    [
        (Align.START, False, Row(left="x")),
        (Align.END, False, Row(right="x")),
        (Align.CENTER, False, Row(middle="x")),
        (Align.START, True, Row(right="x")),
        (Align.END, True, Row(left="x")),
        (Align.CENTER, True, Row(middle="x")),
    ],
)
def test_a_line_stands_where_its_language_begins_and_ends(
    align: Align, rtl: bool, row: Row
) -> None:
    assert [row] == laid_out(Line("x", align), rtl=rtl)


@pytest.mark.parametrize(
    ("rtl", "expected"),
    [
        (False, [Row(left="Taken", right="10:42")]),
        (True, [Row(left="10:42", right="Taken")]),
    ],
)
def test_a_pair_is_mirrored_for_a_language_read_from_the_right(
    rtl: bool, expected: list[Row]
) -> None:
    assert expected == laid_out(Pair("Taken", "10:42"), rtl=rtl)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("x" * 26, [Row(left="x" * 26, right="10:42")]),
        ("x" * 27, [Row(left="x" * 27), Row(right="10:42")]),
    ],
)
def test_a_pair_takes_two_lines_when_one_is_too_narrow(
    label: str, expected: list[Row]
) -> None:
    assert expected == laid_out(Pair(label, "10:42"))


@pytest.mark.parametrize(
    ("number", "columns", "scale"),
    [
        ("A042", 48, 8),
        ("A042", 42, 8),
        ("A042", 32, 8),
        ("A1000", 48, 8),
        ("A1000", 32, 6),
        ("AB10000", 32, 4),
        ("7", 32, 8),
    ],
)
def test_the_number_is_as_large_as_the_paper_allows(
    number: str, columns: int, scale: int
) -> None:
    expected = [Row(middle=number, width=scale, height=scale)]
    assert expected == laid_out(Big(number), columns=columns)


def test_text_is_cleaned_again_before_it_is_laid_out() -> None:
    dirty = "Pass\x1b[2Jport\u202e\nnew"
    assert ["Pass[2Jport new"] == [row.text for row in laid_out(Line(dirty))]


def test_everything_else_passes_through() -> None:
    blocks: Iterator[Block] = iter((Rule(), Qr("K1:1:a"), Feed(2), Cut()))
    doc = Doc(tuple(blocks))
    assert list(doc.blocks) == list(rows(doc, 32))


@pytest.mark.parametrize("payload", ["", "é", "a\nb", "\x1b@", "x" * 231])
def test_a_code_that_could_not_be_printed_is_refused(payload: str) -> None:
    with pytest.raises(PrinterTrouble) as refused:
        Qr(payload)
    assert Reason.UNPRINTABLE == refused.value.reason


@pytest.mark.parametrize(("columns", "gaps"), [(48, 1), (42, 0), (32, 0)])
def test_only_a_wide_paper_affords_white_between_groups(
    columns: int, gaps: int
) -> None:
    assert gaps == list(rows(Doc((Gap(),)), columns)).count(Gap())


def test_letters_narrower_than_cells_are_wrapped_by_what_they_take() -> None:
    doc = Doc((Line("one two three four"), Pair("label", "long value")))
    laid = list(rows(doc, 10, lambda text: len(text) // 2))
    assert [Row(middle="one two three four"), Row("label", "", "long value")] == laid
