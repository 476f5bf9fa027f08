"""A panel's PIN from the command line, and a kiosk that ends or begins again at its panel."""

import os
import signal
import stat
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from tests.bench.terminal import COLUMNS, Terminal
from tests.cli.command import TIMEOUT, kiosk

PIN = "274913"
CLOCK = (COLUMNS - 5, 0)
RESTORED = [b"\x1b[?1003l", b"\x1b[?1049l", b"\x1b[?25h"]
"""No mouse reports, back on the main screen, a cursor."""


@pytest.fixture(name="data")
def _data(home: Path) -> Path:
    return home / "queue"


def set_pin(data: Path, pin: str = PIN) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kiosk", "panel", "pin", "--pin-stdin"],
        env={**os.environ, "KIOSK_DATA": str(data)},
        input=f"{pin}\n",
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=False,
    )


def test_a_pin_is_set_told_of_and_cleared(data: Path) -> None:
    """In no file as it is, and readable for nobody else; the doctor says calmly how it stands."""
    refused = set_pin(data, "123456")
    before = kiosk("doctor", data=data).stdout
    done = set_pin(data)
    files = [file for file in data.rglob("*") if file.is_file()]
    kept = b"".join(file.read_bytes() for file in files)
    (data / "panel.pin").chmod(0o640)
    open_to_others = kiosk("doctor", data=data)
    cleared = kiosk("panel", "pin", "--clear", data=data)
    assert (2, 0, 0) == (refused.returncode, done.returncode, cleared.returncode)
    assert "123456" not in refused.stderr
    assert "closed: no PIN is set; kiosk panel pin sets one" in before
    assert b"$argon2id$" in kept
    assert PIN.encode() not in kept
    assert "is open to others; chmod 600" in open_to_others.stdout
    assert not (data / "panel.pin").exists()


def knock(terminal: Terminal) -> None:
    for _ in range(5):
        terminal.tap(CLOCK)
        terminal.settle(0.1)  # a bounce is quicker


def touch(terminal: Terminal, words: str) -> None:
    """A tile on the page as it stands."""
    terminal.until(words)
    terminal.settle(0.42)  # a page that is fresh takes no second touch of one place
    cell = terminal.find(words)
    terminal.forget()
    terminal.tap(cell)


def go_in(terminal: Terminal) -> None:
    """From the first page to maintenance."""
    terminal.until("Touch to begin")
    terminal.settle()
    terminal.forget()
    knock(terminal)
    terminal.until("Type the PIN")
    terminal.settle()
    for digit in PIN:
        terminal.type(digit)
        terminal.settle(0.05)  # a person, no scanner
    touch(terminal, "Continue")


def test_a_restart_comes_back_by_itself(data: Path) -> None:
    """Nobody starts it again: the same process, the terminal as it was in between. It is a
    whole kiosk again, that leaves its terminal as the first one found it."""
    assert 0 == set_pin(data).returncode
    command = [sys.executable, "-m", "kiosk"]
    with Terminal(command, os.environ | {"KIOSK_DATA": str(data)}) as terminal:
        before = termios.tcgetattr(terminal._ours)
        go_in(terminal)
        touch(terminal, "Restart")
        for mark in RESTORED:
            terminal.until(mark)
        terminal.forget()
        terminal.until("Touch to begin")
        terminal.process.send_signal(signal.SIGTERM)
        assert 128 + signal.SIGTERM == terminal.process.wait(TIMEOUT)
        assert before == termios.tcgetattr(terminal._ours)
    assert 0o600 == stat.S_IMODE((data / "panel.tries").stat().st_mode)
