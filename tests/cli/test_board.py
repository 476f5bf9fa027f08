"""The board as a command."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.command import TIMEOUT, kiosk, server
from tests.sound.programs import alone, is_alive

MADE = {"KIOSK_TERMINAL__BIDI": "on"}


@pytest.fixture(name="data")
def _data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@contextmanager
def screen(
    data: Path, *words: str, env: dict[str, str] | None = None
) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A board at 100x30, and the other end of its terminal."""
    near, far = pty.openpty()
    fcntl.ioctl(near, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    child = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "board", *words],
        stdin=far,
        stdout=far,
        stderr=far,
        env={**os.environ, "TERM": "xterm-256color", "KIOSK_DATA": str(data)}
        | (env or {}),
        start_new_session=True,
    )
    os.close(far)
    try:
        yield child, near
    finally:
        child.kill()
        child.wait(TIMEOUT)


def read_until(near: int, words: bytes) -> bytes:
    """Read what is drawn until these words were."""
    drawn, end = b"", time.monotonic() + TIMEOUT
    while words not in drawn:
        left = end - time.monotonic()
        assert left > 0, drawn[-2000:]
        assert select.select([near], [], [], left)[0], drawn[-2000:]
        drawn += os.read(near, 65536)
    return drawn


def test_without_a_terminal_there_is_no_board(data: Path) -> None:
    done = kiosk("board", data=data)
    assert (2, "kiosk: the board needs a terminal; this is not one\n") == (
        done.returncode,
        done.stderr,
    )


def test_a_board_shows_what_a_server_calls_and_says_it(
    data: Path, tmp_path: Path
) -> None:
    """From another process's call to the glass and to the player."""
    programs = alone(tmp_path)
    programs.install("paplay")
    programs.install("espeak-ng")
    path = f"{programs.folder}:{os.environ['PATH']}"
    with server(data, "--demo"):
        env = {"PATH": path, "XDG_CACHE_HOME": str(tmp_path / "cache")}
        with screen(data, "--locale", "en", env=env) as (child, near):
            read_until(near, b"Your number appears here")
            assert 0 == kiosk("issue", "--service", "idcard0001", data=data).returncode
            assert 0 == kiosk("call", "--counter", "2", data=data).returncode
            read_until(near, "█".encode())
            end = time.monotonic() + TIMEOUT
            while len(programs.began) < 2 and time.monotonic() < end:
                select.select([near], [], [], 0.1)
                read_some(near)
            child.send_signal(signal.SIGTERM)
            read_until(near, b"\x1b[?25h")
            assert 128 + signal.SIGTERM == child.wait(TIMEOUT)
    (player, *_), (voice, *words), *_ = programs.began
    assert ("paplay", "espeak-ng") == (player, voice)
    assert "Number A, zero, zero, one, counter two." == words[-1]


def test_a_board_that_ends_takes_its_sound_with_it(data: Path, tmp_path: Path) -> None:
    programs, mark = alone(tmp_path), tmp_path / "pid"
    body = f"open({str(mark)!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)"
    programs.install("paplay", body)
    env = {
        "PATH": f"{programs.folder}:{os.environ['PATH']}",
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }
    with (
        server(data, "--demo"),
        screen(data, "--locale", "en", env=env) as (child, near),
    ):
        read_until(near, b"Your number appears here")
        kiosk("issue", "--service", "idcard0001", data=data)
        kiosk("call", "--counter", "2", data=data)
        end = time.monotonic() + TIMEOUT
        while not (mark.exists() and mark.read_text()) and time.monotonic() < end:
            select.select([near], [], [], 0.1)
            read_some(near)
        child.send_signal(signal.SIGTERM)
        read_until(near, b"\x1b[?25h")
        child.wait(TIMEOUT)
    assert not is_alive(int(mark.read_text()))


def read_some(near: int) -> None:
    """Read what there is, so that the board can go on drawing."""
    if select.select([near], [], [], 0)[0]:
        os.read(near, 65536)


def test_a_board_whose_settings_are_wrong_says_where(
    data: Path, tmp_path: Path
) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[board]\nquiet_hours = 'at night'\n")
    with screen(data, "--config", str(file)) as (child, near):
        drawn = read_until(near, b"found:")
        assert 2 == child.wait(TIMEOUT)
    assert b"config.toml:2: board.quiet_hours: is not a span of times" in drawn


def test_sound_can_be_tried(data: Path, tmp_path: Path) -> None:
    programs = alone(tmp_path)
    programs.install("aplay")
    programs.install("espeak-ng")
    env = {
        "PATH": str(programs.folder),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "KIOSK_BOARD__LANGUAGES": '["en"]',
    }
    done = kiosk("board", "--try-sound", data=data, env=env)
    sentence = "Number A, zero, four, two, counter three."
    assert [
        "chime: aplay",
        "speech: espeak-ng",
        f"  en: {sentence}",
    ] == done.stdout.splitlines()
    assert ["aplay", "espeak-ng"] == [name for name, *_ in programs.began]


def test_the_doctor_says_what_is_heard(data: Path, tmp_path: Path) -> None:
    programs = alone(tmp_path)
    programs.install("pw-play")
    env = {"PATH": str(programs.folder)}
    with server(data, "--demo"):
        done = kiosk("doctor", data=data, env=env)
    assert "ok   sound          pw-play, no voice" in done.stdout.splitlines()
