"""The screen as a process in a terminal of its own."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.command import TIMEOUT

LOST_TERMINAL = 129
"""128 + SIGHUP, as a shell would say it."""


@pytest.fixture(name="data")
def _data(home: Path) -> Path:
    return home / "queue"


@contextmanager
def screen(data: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A kiosk at 87x24 whose terminal sends no hang-up signal, and its other end."""
    near, far = pty.openpty()
    fcntl.ioctl(far, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 87, 0, 0))
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
