"""A printer's bytes mean what its manual says, in whatever pieces they come."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import Reason
from kiosk.printing.status import Answers, ask_when_done, decode, paper_ran_out

FINE = 0x12


@pytest.mark.parametrize(
    ("said", "reason", "low"),
    [
        ((FINE, FINE, FINE), None, False),
        ((0x16, FINE, FINE), None, False),
        ((FINE, FINE, 0x1E), None, True),
        ((0x1A, 0x32, 0x7E), Reason.PAPER_OUT, True),
        ((0x1A, FINE, 0x72), Reason.PAPER_OUT, False),
        ((0x1A, 0x16, FINE), Reason.COVER_OPEN, False),
        ((0x1A, 0x36, 0x72), Reason.COVER_OPEN, False),
        ((0x1A, 0x52, FINE, 0x1A), Reason.CUTTER, False),
        ((0x1A, 0x52, FINE, 0x32), Reason.PRINTER_ERROR, False),
        ((0x1A, 0x52, FINE, 0x52), Reason.PRINTER_OFFLINE, False),
        ((0x1A, 0x52, FINE), Reason.PRINTER_ERROR, False),
        ((0x1A, 0x1A, FINE), Reason.PRINTER_OFFLINE, False),
    ],
    ids=[
        "ready",
        "a drawer is attached",
        "near the end",
        "out",
        "out, though the near-end sensor sees some",
        "open",
        "open, which looks like no paper as well",
        "knife",
        "broken for good",
        "hot: goes on by itself",
        "an error it does not name",
        "somebody holds the feed button",
    ],
)
def test_status_bytes_as_one_word(
    said: tuple[int, ...], reason: Reason | None, low: bool
) -> None:
    found = decode(*said)
    assert (reason is None, reason, low) == (found.ready, found.reason, found.low)


@pytest.mark.parametrize(
    ("answer", "out"), [(0x00, False), (0x03, False), (0x0C, True), (0x0F, True)]
)
def test_gs_r_tells_out_from_near_the_end(answer: int, out: bool) -> None:
    assert out == paper_ran_out(answer)


def test_the_question_behind_a_ticket_names_it() -> None:
    """GS ( H, 6 bytes, function 48: as in Epson's reference."""
    assert bytes.fromhex("1d 28 48 06 00 30 30 41 42 43 44") == ask_when_done(b"ABCD")


def _heard(answers: Answers) -> tuple[list[int], list[int], list[bytes], int]:
    return answers.statuses, answers.papers, answers.marks, answers.dropped


ALL_KINDS = (
    b"\x16"  # DLE EOT
    b"\x10\x00\x03\x0f"  # automatic status
    b"\x00"  # GS r
    b"\x37\x22ABCD\x00"  # process id
    b"\x13\x11"  # XOFF, XON
    b"\x37\x25\x00"  # buffer is clear
    b"\x1a"
)


@given(st.lists(st.integers(0, len(ALL_KINDS)), max_size=6))
def test_answers_are_told_apart_in_whatever_pieces_they_come(cuts: list[int]) -> None:
    answers = Answers()
    for start, end in pairwise([0, *sorted(cuts), len(ALL_KINDS)]):
        answers.feed(ALL_KINDS[start:end])
    assert ([0x16, 0x1A], [0x00], [b"ABCD"], 1) == _heard(answers)


@given(st.binary(max_size=300))
def test_noise_on_the_line_is_survived(noise: bytes) -> None:
    """And an answer is heard again at the latest when a block's length has passed."""
    answers = Answers()
    answers.feed(noise + b"\xff" * 100)
    answers.statuses.clear()
    answers.feed(b"\x12")
    assert [0x12] == answers.statuses
