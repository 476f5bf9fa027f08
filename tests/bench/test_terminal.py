"""What the bench sees of a program is what a person would see in its terminal."""

import sys
from collections.abc import Iterator

import pytest

from tests.bench.scene import Scene, scene
from tests.bench.terminal import Terminal, TooLong

_ECHO = r"""
import os, sys, tty
tty.setraw(0)
os.write(1, "\x1b[2J\x1b[3;5H\x1b[1mpush \u6d4b here\x1b[0m".encode())
seen = os.read(0, 100)
os.write(1, b"\x1b[1;1H" + seen.replace(b"\x1b", b"E"))
os.read(0, 1)
"""


@pytest.fixture
def stage() -> Iterator[Scene]:
    """A place for the program."""
    with scene() as made:
        yield made


def test_words_are_found_where_they_stand_and_a_tap_arrives_there(stage: Scene) -> None:
    with Terminal([sys.executable, "-c", _ECHO], stage.env) as terminal:
        terminal.until("here")
        column, row = cell = terminal.find("here")
        terminal.tap(cell)
        terminal.until("E[<0;")
        terminal.settle()
        assert (4 + len("push ") + 2 + 1 + 2, 2) == (column, row)
        told = f"E[<0;{column + 1};{row + 1}M"
        assert terminal.lines()[0].startswith(told)


def test_a_program_that_ends_is_not_awaited(stage: Scene) -> None:
    with (
        Terminal([sys.executable, "-c", "print('bye')"], stage.env) as terminal,
        pytest.raises(TooLong, match="ended with 0"),
    ):
        terminal.until("never said")
