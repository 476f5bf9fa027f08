"""The console as a process in a terminal of its own, and its keys as a list."""

import asyncio
import json
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import ioctl
from pathlib import Path

import pytest

from kiosk.apis.clients import open_client
from kiosk.apis.native.admin import NativeAdmin
from kiosk.domain.access import Role
from kiosk.domain.operators import NewOperator
from kiosk.endpoint import find_or_start
from kiosk.tui.staff.keys import Action
from kiosk.wiring.leaving import LEAVING_SECONDS
from tests.bench.terminal import Terminal
from tests.cli.command import TIMEOUT, answer, kiosk, server

LOST_TERMINAL = 129
"""128 + SIGHUP, as a shell would say it."""

PIN = "2580"

GREETED_EVERY = 3
"""Seconds after which a console says again that it is here."""

DEADLINE = LEAVING_SECONDS + 5


@pytest.fixture(name="data")
def _data(home: Path) -> Path:
    return home / "queue"


@contextmanager
def console(data: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A console at counter 1, 120x40, and the other end of its terminal."""
    near, far = pty.openpty()
    ioctl(near, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    child = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "staff", "--counter", "1"],
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


def read_until(near: int, words: str) -> None:
    """Read what is drawn until these words were."""
    drawn = b""
    while words.encode() not in drawn:
        drawn += os.read(near, 65536)


def test_a_number_is_called_from_a_terminal(data: Path) -> None:
    with server(data, "--demo"):
        (branch,) = answer("branch", "show", data=data)
        service = branch["groups"][0]["services"][0]["id"]
        answer("issue", "--service", service, data=data)
        with console(data) as (child, near):
            read_until(near, "ONLINE")
            os.write(near, b"\x1bOQ")  # F2
            read_until(near, "CALLED")
            os.write(near, b"\x11")  # Ctrl+Q
            read_until(near, "Leave the console?")
            os.write(near, b"\x13")  # Ctrl+S
            read_until(near, "\x1b[?25h")  # the cursor comes back last
            assert 0 == child.wait(DEADLINE)
        called = answer("call", "--counter", "1", data=data)
        assert "A001" == called["ticket"]["number"]


def test_a_console_whose_terminal_vanished_ends(data: Path) -> None:
    with console(data) as (child, near):
        read_until(near, "ONLINE")
        os.close(near)
        assert LOST_TERMINAL == child.wait(TIMEOUT)


def test_a_console_that_is_told_to_end_does(data: Path) -> None:
    with console(data) as (child, near):
        read_until(near, "ONLINE")
        child.send_signal(signal.SIGTERM)
        read_until(near, "\x1b[?25h")
        assert 128 + signal.SIGTERM == child.wait(DEADLINE)


def test_a_console_needs_a_terminal(data: Path) -> None:
    done = kiosk("staff", data=data)
    assert (2, "") == (done.returncode, done.stdout)
    assert "kiosk: the console needs a terminal; this is not one\n" == done.stderr


def test_the_keys_of_every_action_are_listed(data: Path) -> None:
    keys = answer("bindings", data=data)
    assert sorted(Action) == sorted(keys)
    assert ["f2", "n"] == keys["call"]
    done = kiosk("bindings", data=data)
    assert "call           f2, n" in done.stdout


@pytest.fixture(name="settings")
def _settings(home: Path) -> Path:
    return home / "settings.toml"


def test_keys_are_what_the_settings_say(data: Path, settings: Path) -> None:
    settings.write_text('[staff.keys]\ncall = "f2, c"\n"no-show" = ""\n')
    keys = answer("bindings", "--config", str(settings), data=data)
    assert (["f2", "c"], []) == (keys["call"], keys["no-show"])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('cal = "f2"', "staff.keys.cal: is no action; did you mean: call?"),
        ('recall = "f2"', 'staff.keys.recall: is "call" already; found: F2'),
        ('call = "down"', 'staff.keys.call: is "moving in lists" already; found: Down'),
        ('call = "f2,f99"', "staff.keys.call: is no key; found: f99"),
        ("call = 2", "staff.keys.call: is not text; found: 2"),
    ],
)
@pytest.mark.parametrize("command", [["bindings"], ["config", "check"]])
def test_keys_that_can_not_be_are_refused_with_their_place(
    data: Path, settings: Path, line: str, said: str, command: list[str]
) -> None:
    settings.write_text(f"[staff]\n[staff.keys]\n{line}\n")
    done = kiosk(*command, "--config", str(settings), data=data)
    assert (2, "") == (done.returncode, done.stdout)
    assert f"{settings}:3: {said}" in done.stderr


def test_keys_from_the_environment_are_refused_by_their_variable(data: Path) -> None:
    wrong = {"KIOSK_STAFF__KEYS": json.dumps({"call": "f3"})}
    done = kiosk("bindings", data=data, env=wrong)
    assert 2 == done.returncode
    assert "KIOSK_STAFF__KEYS" in done.stderr


async def _let_in(socket: Path, *names: str) -> None:
    client = NativeAdmin(open_client(socket=socket))
    for name in names:
        wanted = NewOperator(name, Role.SUPERVISOR, PIN)
        await client.add_operator(wanted)
    await client.aclose()


def test_its_own_server_hears_of_a_console_whoever_is_signed_in(data: Path) -> None:
    """Only this machine's owner may say that a client is here; an operator is somebody else."""
    answer("branch", "show", data=data)
    socket = find_or_start(data, config=None, demo=True)
    asyncio.run(_let_in(socket, "Ana"))
    command = [sys.executable, "-m", "kiosk", "staff", "--counter", "1"]
    env = {**os.environ, "KIOSK_DATA": str(data)}
    with Terminal(command, env) as terminal:
        terminal.until("Sign in")
        for keys in ("Ana", "\r", PIN, "\r"):
            terminal.settle()  # each key goes where the one before led to
            terminal.type(keys)
        terminal.until("ONLINE")
        for _ in range(GREETED_EVERY + 2):
            terminal.settle()
            terminal.next_bytes()  # its clock, every second
        assert None is terminal.process.poll()
    log = data / "logs" / "staff.log"
    assert not log.exists() or "does not answer" not in log.read_text("utf-8")
