"""A stranger's code under the scanner may hold anything that a keyboard can type."""

import os
import select
from pathlib import Path
from time import monotonic, sleep

import pytest

from kiosk.tui.customer.wedge import TRAIL
from tests.cli.command import TIMEOUT
from tests.cli.test_screen import read_until, screen

FOUL = (
    "\x1b[200~",  # a paste begins
    "\x1b[48;1;1;1;1t",  # the terminal is one cell large
    "\x1b[?2048;1$y\x1b[48;1;1;1;1t",  # it will say how large it is, and does
    "\x1b[<0;999;999M\x1b[<0;999;999m",  # a finger beside the glass
    "\x1b[<0;0;0M\x1b[M~~~\x1bOP\x1b[1;5Q\x1b]52;c;aGk=\x07",
    "\x03\x10\x13\x1a\x1c",  # signals, a palette, a stop
    "\x1b]0;" + "9" * 60 + "\x1b\\",
)
GAP = 0.002
"""Seconds between two keys of a scanner."""


@pytest.fixture(name="data")
def _data(home: Path) -> Path:
    return home / "queue"


def type_in(near: int, text: str) -> None:
    """As a scanner types: a terminal's own words would come in one piece."""
    for letter in text:
        os.write(near, letter.encode())
        sleep(GAP)  # the speed is what is tested


def knock_until(near: int, words: bytes) -> None:
    """A person presses Escape and touches the first page's edge until these words are drawn."""
    drawn, ends = b"", monotonic() + TIMEOUT
    while words not in drawn:
        assert monotonic() < ends, "nobody hears the touch"
        if select.select([near], [], [], 2 * TRAIL)[0]:
            drawn += os.read(near, 65536)
        else:
            os.write(near, b"\x1b")
            os.write(near, b"\x1b[<0;2;21M\x1b[<0;2;21m")


def test_a_foul_code_neither_ends_a_kiosk_nor_makes_it_deaf(data: Path) -> None:
    """Terminals' answers, pastes, touches from nowhere, signals, titles without an end."""
    with screen(data) as (child, near):
        read_until(near, b"Touch to begin")
        for foul in FOUL:
            type_in(near, foul)
        knock_until(near, b"What would you like to do?")
        assert None is child.poll()
