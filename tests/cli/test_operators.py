"""Operators from the command line, where a technician begins; and what it never shows."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_group

from kiosk.cli.operator import app
from tests.cli.command import TIMEOUT, answer, kiosk, server

PIN = "2580"


@pytest.fixture(name="data")
def _data(home: Path) -> Path:
    return home / "queue"


def typed(*words: str, data: Path, line: str = PIN) -> subprocess.CompletedProcess[str]:
    """`kiosk operator … --pin-stdin`, as a script runs it."""
    return subprocess.run(
        [sys.executable, "-m", "kiosk", "operator", *words, "--pin-stdin"],
        env={**os.environ, "KIOSK_DATA": str(data)},
        input=f"{line}\n",
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=False,
    )


def add(*words: str, data: Path) -> str:
    """Somebody new; their id."""
    done = typed("add", "--name", *words, data=data)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_operators_come_change_and_go(data: Path) -> None:
    """In the shape that scripts read."""
    with server(data, "--demo"):
        ana = add("Ana", "--role", "supervisor", data=data)
        where = ["--role", "staff", "--branch", "mainstreet"]
        ben = add("Ben", *where, "--may-choose", data=data)
        change = ["operator", "change", ben, "--any-branch", "--no-may-choose"]
        changed = answer(*change, "--name", "Béla", data=data)
        pinned = typed("pin", ben, data=data, line="9753")
        shown = kiosk("operator", "list", data=data).stdout
        removed = kiosk("operator", "remove", ana, data=data)
        left = answer("operator", "list", data=data)
    bela = {
        "id": ben,
        "name": "Béla",
        "role": "staff",
        "branch": None,
        "may_choose": False,
        "locked": False,
    }
    assert [bela] == [changed] == left
    assert "Béla has a new PIN\n" == pinned.stdout
    assert [ana, ben] == [line.split()[0] for line in shown.splitlines()]
    assert 0 == removed.returncode


def test_a_pin_is_asked_on_the_terminal_and_not_shown(data: Path) -> None:
    """Twice, for nobody sees what they type."""
    with server(data, "--demo"):
        same = _at_terminal(data, "2580", "2580")
        differs = _at_terminal(data, "2580", "2581", name="Ben")
        listed = answer("operator", "list", data=data)
    assert (0, 2) == (same[0], differs[0])
    assert ["Ana"] == [one["name"] for one in listed]
    assert "PIN: " in same[1]
    assert "once more: " in same[1]
    assert "258" not in same[1] + differs[1]
    assert "differ" in differs[1]


def _at_terminal(data: Path, *lines: str, name: str = "Ana") -> tuple[int, str]:
    """Exit code, and all that the terminal showed while the lines were typed."""
    near, far = pty.openpty()
    words = ["operator", "add", "--name", name, "--role", "supervisor"]
    child = subprocess.Popen(
        [sys.executable, "-m", "kiosk", *words],
        env={**os.environ, "KIOSK_DATA": str(data)},
        stdin=far,
        stdout=subprocess.DEVNULL,
        stderr=far,
        start_new_session=True,
    )
    os.close(far)
    seen = b""
    try:
        for prompt, line in zip((b"PIN: ", b"once more: "), lines, strict=True):
            while prompt not in seen:
                seen += os.read(near, 4096)
            os.write(near, f"{line}\n".encode())
        code = child.wait(TIMEOUT)
        os.set_blocking(near, False)
        try:
            while more := os.read(near, 4096):
                seen += more
        except OSError:  # all of it was read, and the other end is closed
            pass
    finally:
        child.kill()
        child.wait(TIMEOUT)
        os.close(near)
    return code, seen.decode()


REFUSED = {
    "an obvious PIN": (["add", "--name", "Ben", "--role", "staff"], "1234", 2),
    "no PIN": (["add", "--name", "Ben", "--role", "staff"], "", 2),
    "another role": (["add", "--name", "Ben", "--role", "owner"], PIN, 2),
    "a name that is taken": (["add", "--name", "ANA", "--role", "staff"], PIN, 2),
    "a branch there is not": (
        ["add", "--name", "Ben", "--role", "staff", "--branch", "nowhere"],
        PIN,
        1,
    ),
    "somebody there is not": (["pin", "nobody0000"], PIN, 1),
}


def test_what_can_not_be_done_is_said_without_the_pin(data: Path) -> None:
    """In a line, and no traceback has what was typed."""
    with server(data, "--demo"):
        ana = add("Ana", "--role", "supervisor", data=data)
        for case, (words, line, code) in REFUSED.items():
            done = typed(*words, data=data, line=line)
            assert (case, code) == (case, done.returncode), done.stderr
            assert 1 == len(done.stderr.splitlines()), done.stderr
            assert not line or line not in done.stderr, case
        nothing = kiosk("operator", "change", ana, data=data)
        both = kiosk(
            "operator", "change", ana, "--any-branch", "--branch", "x", data=data
        )
        unasked = kiosk("operator", "pin", ana, data=data)
    assert [2, 2, 2] == [one.returncode for one in (nothing, both, unasked)]
    assert "--pin-stdin" in unasked.stderr


def test_no_command_takes_a_pin_where_others_see_it() -> None:
    """A command line is in the list of processes and in the shell's history."""
    commands = get_group(app).commands.values()
    options = {name for one in commands for named in one.params for name in named.opts}
    assert "--pin-stdin" in options
    assert not options & {"--pin", "--token"}


def test_neither_pin_nor_token_gets_into_the_data_directory(data: Path) -> None:
    """Nor into the log. The database has the PIN's hash."""
    with server(data, "--demo"):
        add("Ana", "--role", "supervisor", data=data)
        typed("add", "--name", "Ben", "--role", "staff", data=data, line="975310864202")
    kept = b"".join(one.read_bytes() for one in data.rglob("*") if one.is_file())
    assert b"$argon2id$" in kept
    assert b"975310864202" not in kept
