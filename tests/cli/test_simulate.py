"""`kiosk printer simulate` ends when it is told to, and when nobody listens any more."""

import os
import signal
import socket
import subprocess
import sys

import pytest

TIMEOUT = 30


def _simulator() -> tuple[subprocess.Popen[bytes], int]:
    """The command, listening, and its port."""
    child = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "printer", "simulate", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": ""},
    )
    assert child.stdout is not None
    return child, int(child.stdout.readline().rpartition(b":")[2])


def _ended(child: subprocess.Popen[bytes]) -> tuple[int, bytes]:
    """Its exit code and its talk."""
    try:
        child.wait(TIMEOUT)
        assert child.stderr is not None
        return child.returncode, child.stderr.read()
    finally:
        child.kill()
        child.wait()
        for end in (child.stdout, child.stderr):
            if end:
                end.close()


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_ends_without_a_word_when_told_to(ending: signal.Signals) -> None:
    """Also by systemd, and by the terminal that closes."""
    child, _ = _simulator()
    child.send_signal(ending)
    assert (0, b"") == _ended(child)


def test_it_ends_quietly_when_its_reader_is_gone() -> None:
    """At the next thing it would say: here, of a ticket it prints."""
    child, port = _simulator()
    assert child.stdout is not None
    child.stdout.close()
    with socket.create_connection(("127.0.0.1", port)) as host:
        host.sendall(b"\x1b@A001\n\n\n\x1dV\x00")
        code, talk = _ended(child)
    assert (1, b"") == (code, talk)
