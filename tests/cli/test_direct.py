"""A kiosk pointed straight at another system: what works without a queue server, and what not."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk import endpoint
from tests.bench.terminal import Terminal
from tests.cli.command import TIMEOUT, answer, kiosk, server


@pytest.fixture(name="theirs")
def _theirs(home: Path) -> Iterator[tuple[Path, str]]:
    """Another house's server, which speaks the Skiplino dialect."""
    data = home / "theirs"
    with server(data, "--demo") as (_, url):
        yield data, url


@pytest.fixture(name="env")
def _env(home: Path, theirs: tuple[Path, str]) -> dict[str, str]:
    """Settings with a public key of theirs."""
    data, url = theirs
    key = answer("key", "new", "--role", "public", "--name", "front", data=data)
    return configured(home, url, key["key"])


@pytest.fixture(name="alone")
def _alone(home: Path) -> dict[str, str]:
    """The same where nobody answers: whoever doesn't ask need not know."""
    return configured(home, "http://127.0.0.1:9", "pk_front")


def configured(home: Path, url: str, key: str) -> dict[str, str]:
    file = home / "key"
    file.touch(0o600)
    file.write_text(key)
    config = home / "config.toml"
    config.write_text(
        f'[backend]\nkind = "skiplino"\nbase_url = "{url}/external/v1"\n'
        f'key_file = "{file}"\n[backend.skiplino]\ndirect = true\n'
    )
    return {"KIOSK_CONFIG": str(config)}


def test_the_checks_ask_them_and_start_no_server(
    home: Path, env: dict[str, str]
) -> None:
    data = home / "ours"
    checks = answer("backend", "check", data=data, env=env)
    said = {check["name"]: check["detail"] for check in checks}
    assert "asked by the kiosk itself" in said["system"]
    assert "a public key: no appointments, and a lost answer" in said["key"]
    assert "cancel" in said["works"]
    assert "done here" not in said
    found = json.loads(kiosk("doctor", "--json", data=data, env=env).stdout)
    doctor = {check["name"]: check["detail"] for check in found}
    assert "answers; branches: mainstreet" == doctor["system"]
    assert "without a queue server" in doctor["backend"]
    assert endpoint.find(data) is None


def test_a_branch_they_have_not_is_told_by_the_doctor(
    home: Path, env: dict[str, str]
) -> None:
    there = env | {"KIOSK_KIOSK__BRANCH": "mainstret0"}
    done = kiosk("doctor", data=home / "ours", env=there)
    assert 1 == done.returncode
    assert "no branch mainstret0; there are: mainstreet" in done.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("serve", "--port", "0"),
        ("issue", "--service", "idcard0001"),
        ("ticket", "show", "t000000001"),
        ("branch", "show"),
    ],
    ids=" ".join,
)
def test_what_needs_a_queue_server_says_so_in_a_line(
    home: Path, alone: dict[str, str], words: tuple[str, ...]
) -> None:
    done = kiosk(*words, data=home / "ours", env=alone)
    assert (2, "", 1) == (done.returncode, done.stdout, done.stderr.count("\n"))
    assert "backend.skiplino.direct: leaves the queue server out" in done.stderr
    assert endpoint.find(home / "ours") is None


def test_a_named_server_is_asked_all_the_same(
    home: Path, theirs: tuple[Path, str], env: dict[str, str]
) -> None:
    """`--server` holds over the settings, and their key does not go there."""
    socket = endpoint.find(theirs[0])
    given = answer("branch", "show", "--server", str(socket), data=home, env=env)
    assert ["mainstreet"] == [branch["id"] for branch in given]
    done = kiosk("branch", "show", "--server", theirs[1], data=home, env=env)
    assert (1, "kiosk: invalid or missing API key\n") == (done.returncode, done.stderr)


def test_a_key_that_was_exchanged_for_a_secret_one_is_refused(
    home: Path, env: dict[str, str]
) -> None:
    data = home / "ours"
    assert 0 == kiosk("doctor", data=data, env=env).returncode
    (home / "key").write_text("sk_shop")
    done = kiosk("doctor", data=data, env=env)
    assert 1 == done.returncode
    assert "is secret" in done.stdout
    assert "sk_shop" not in done.stdout + done.stderr


def screen(data: Path, env: dict[str, str], name: str) -> Terminal:
    command = [sys.executable, "-m", "kiosk", name]
    return Terminal(command, os.environ | env | {"KIOSK_DATA": str(data)})


def taken(terminal: Terminal) -> None:
    """Touch a number's way to its end."""
    for words in ("English", "Documents", "Passport: new", "Take a number"):
        terminal.until(words)
        terminal.settle(0.6)  # a second touch of one place at once is none
        cell = terminal.find(words)
        terminal.forget()
        terminal.tap(cell)


def test_a_number_is_taken_by_the_program_alone(
    home: Path, theirs: tuple[Path, str], env: dict[str, str]
) -> None:
    data = home / "ours"
    with screen(data, env, "customer") as terminal:
        taken(terminal)
        terminal.until("Watch the screen for A001")
    assert endpoint.find(data) is None
    called = answer("call", "--counter", "1", data=theirs[0])["ticket"]
    assert "A001" == called["number"]


@pytest.mark.parametrize("name", ["staff", "board"])
def test_a_screen_that_needs_a_queue_server_ends_with_a_line(
    home: Path, alone: dict[str, str], name: str
) -> None:
    with screen(home / "ours", alone, name) as terminal:
        terminal.until("leaves the queue server out")
        assert 2 == terminal.process.wait(TIMEOUT)
