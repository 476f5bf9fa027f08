"""The screen as a process in a terminal of its own."""

import fcntl
import json
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from kiosk.server.leases import LEASE_SECONDS
from kiosk.wiring.leaving import LEAVING_SECONDS
from tests.cli.command import TIMEOUT, pid, wait_until_gone

LOST_TERMINAL = 129
"""128 + SIGHUP, as a shell would say it."""

FRAMES = 100
"""More than terminal, writer and queue hold between them."""

DEADLINE = LEAVING_SECONDS + 5
"""When a kiosk is gone, with time for a busy machine."""


@pytest.fixture(name="data")
def _data(home: Path) -> Path:
    return home / "queue"


@contextmanager
def screen(data: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A kiosk at 87x24 whose terminal sends no hang-up signal, and its other end."""
    near, far = pty.openpty()
    resize(near, 87)
    child = subprocess.Popen(
        [sys.executable, "-m", "kiosk"],
        stdin=far,
        stdout=far,
        stderr=far,
        env={**os.environ, "KIOSK_DATA": str(data)},
        start_new_session=True,
    )
    os.close(far)
    try:
        yield child, near
    finally:
        child.kill()
        child.wait(TIMEOUT)


def resize(near: int, columns: int) -> None:
    """Another width; what is drawn there is drawn anew."""
    fcntl.ioctl(near, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))


def fill(child: subprocess.Popen[bytes], near: int) -> None:
    """Have much drawn that nobody reads, until the kiosk waits for its terminal."""
    for turn in range(FRAMES):
        resize(near, 87 + turn % 2)
        child.send_signal(signal.SIGWINCH)  # it isn't its controlling terminal
        with suppress(subprocess.TimeoutExpired):
            child.wait(0.02)


def read_until(near: int, words: bytes) -> None:
    """Read what is drawn until these words were."""
    drawn = b""
    while words not in drawn:
        drawn += os.read(near, 65536)


def test_a_kiosk_whose_terminal_vanished_ends(data: Path) -> None:
    """Nobody can see it, and it would read the end of its input for ever."""
    with screen(data) as (child, near):
        read_until(near, b"Touch to begin")
        os.close(near)
        assert child.wait(TIMEOUT) == LOST_TERMINAL


def hung(data: Path) -> list[int]:
    """The exit codes with which a kiosk said that its end hung."""
    file = data / "logs" / "kiosk.log"  # which begins with the first line
    lines = file.read_text().splitlines() if file.exists() else []
    said = [line for line in map(json.loads, lines) if "the end hung" in line["event"]]
    return [line["code"] for line in said]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_kiosk_whose_terminal_is_not_read_ends_when_it_is_told(
    data: Path, number: signal.Signals
) -> None:
    """Its event loop waits for the terminal and hears nothing; its server hears goodbye."""
    with screen(data) as (child, near):
        read_until(near, b"Touch to begin")
        server = pid(data)
        fill(child, near)
        child.send_signal(number)
        assert 128 + number == child.wait(DEADLINE)
        assert server
        wait_until_gone(server, LEASE_SECONDS / 2)
    assert [128 + number] == hung(data)


def test_a_kiosk_whose_terminal_vanished_while_it_drew_ends(data: Path) -> None:
    with screen(data) as (child, near):
        read_until(near, b"Touch to begin")
        fill(child, near)
        os.close(near)
        assert LOST_TERMINAL == child.wait(DEADLINE)
    assert [LOST_TERMINAL] == hung(data)


def test_an_end_that_goes_well_is_left_alone(data: Path) -> None:
    with screen(data) as (child, near):
        read_until(near, b"Touch to begin")
        child.send_signal(signal.SIGTERM)
        read_until(near, b"\x1b[?25h")  # the cursor comes back last
        assert 128 + signal.SIGTERM == child.wait(DEADLINE)
    assert not hung(data)
