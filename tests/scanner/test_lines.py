"""What a scanner sends, cut into texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.scanned import LONGEST, Scanned, read
from kiosk.scanner.lines import Lines


def texts(*chunks: bytes) -> list[str]:
    """What is told of them, and of what is left at the end."""
    lines = Lines()
    return [text for chunk in chunks for text in lines.feed(chunk)] + lines.end()


@pytest.mark.parametrize(
    ("chunks", "expected"),
    [
        ([b"4821", b"7736\r"], ["48217736"]),
        ([b"a\r", b"\nb\n", b"\r\nc"], ["a", "b", "c"]),
        ([b"\r\n\r\n", b""], []),
        ([b"\xff\x00A\xc3", b"\xa4\n"], ["\ufffd\x00Aä"]),
    ],
)
def test_a_text_ends_where_its_line_does(
    chunks: list[bytes], expected: list[str]
) -> None:
    assert expected == texts(*chunks)


def test_a_text_that_is_too_long_is_told_once_and_not_kept() -> None:
    (told,) = texts(*[b"4821" * 100] * 50, b"\r")
    assert LONGEST < len(told) <= 4 * LONGEST + 1
    assert Scanned() == read(told)


@given(st.binary(max_size=300), st.integers(1, 20))
def test_it_does_not_matter_how_bytes_come(sent: bytes, size: int) -> None:
    pieces = [sent[at : at + size] for at in range(0, len(sent), size)]
    assert texts(sent) == texts(*pieces)
