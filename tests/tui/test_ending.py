"""How a kiosk leaves its terminal, in a real one."""

import os
import signal
import sys
from contextlib import suppress

import pytest

from tests.bench.terminal import Terminal, TooLong
from tests.house.project import ROOT
from tests.tui.standalone import SECRET

RESTORED = [b"\x1b[?1003l", b"\x1b[?1049l", b"\x1b[?25h"]
"""No mouse reports, back on the main screen, a cursor."""


def kiosk(*arguments: str) -> Terminal:
    """A kiosk in a terminal, and the first page up."""
    command = [sys.executable, "-m", "tests.tui.standalone", *arguments]
    terminal = Terminal(command, os.environ | {"PYTHONPATH": str(ROOT)})
    terminal.until("Touch to begin")
    return terminal


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_with_the_terminal_as_it_was(number: signal.Signals) -> None:
    with kiosk() as terminal:
        terminal.process.send_signal(number)
        for mark in RESTORED:
            terminal.until(mark)
        assert 128 + number == terminal.process.wait(10)


def test_an_unexpected_error_leaves_no_trace_on_the_terminal() -> None:
    """Not even after the end, when a traceback with local variables would stand there."""
    with kiosk("fault") as terminal:
        terminal.until("Reference E-")
        with suppress(TooLong):  # which it says when the other end is gone
            terminal.until("nothing of the kind")
        code, drawn = terminal.process.wait(20), terminal.text()
    assert 1 == code
    assert ("Traceback" in drawn, SECRET in drawn) == (False, False)
