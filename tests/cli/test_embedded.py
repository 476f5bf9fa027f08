"""The first client starts the server, others share it, the last one ends it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import TIMEOUT, answer, kiosk, pid, server, wait_until_gone


@pytest.fixture(name="data")
def _data(home: Path) -> Path:
    return home / "queue"


def test_two_terminals_share_one_queue(data: Path) -> None:
    """The second takes the next number, and the server is gone when both are."""
    first = answer("issue", "--service", "passportne", data=data)["ticket"]
    process = pid(data)
    second = answer("issue", "--service", "passportne", data=data)["ticket"]
    assert ["A001", "A002"] == [first["number"], second["number"]]
    assert (0, 1) == (first["queue_ahead"], second["queue_ahead"])
    wait_until_gone(pid(data) or process or 0)
    third = answer("issue", "--service", "passportne", data=data)["ticket"]
    assert third["number"] == "A003"


def test_clients_that_start_at_once_start_one_server(data: Path) -> None:
    """Nobody gets another queue, and nobody is refused."""
    command = [sys.executable, "-m", "kiosk", "issue", "--service", "passportne"]
    clients = [
        subprocess.Popen(
            command,
            env={**os.environ, "KIOSK_DATA": str(data)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    said = [client.communicate(timeout=TIMEOUT) for client in clients]
    assert [0] * 4 == [client.returncode for client in clients], said
    numbers = sorted(out.split(",")[0].strip() for out, _ in said)
    assert ["A001", "A002", "A003", "A004"] == numbers


def test_a_killed_server_is_started_again_with_all_it_had(data: Path) -> None:
    """kill -9 loses no number that somebody holds."""
    held = answer("issue", "--service", "passportne", data=data)["ticket"]
    process = pid(data)
    assert process
    os.kill(process, signal.SIGKILL)
    wait_until_gone(process)
    found = answer("ticket", "show", held["id"], data=data)
    following = answer("issue", "--service", "passportne", data=data)["ticket"]
    assert (held["number"], "waiting") == (found["number"], found["status"])
    assert following["number"] == "A002"


def test_a_second_server_on_the_same_data_refuses(data: Path) -> None:
    """And says who holds it."""
    with server(data, "--demo") as (child, _):
        second = kiosk("serve", "--port", "0", data=data)
    assert second.returncode == 1
    assert f"in use by process {child.pid}" in second.stderr
    assert second.stdout == ""


def test_a_command_finds_the_server_that_is_there(data: Path) -> None:
    """A site's own server is used, and left running."""
    with server(data, "--demo") as (child, url):
        first = answer("issue", "--service", "passportne", data=data)["ticket"]
        by_key = answer("key", "new", "--role", "kiosk", "--name", "k", data=data)
        over_tcp = answer(
            "issue",
            "--service",
            "passportne",
            "--server",
            url,
            data=data / "elsewhere",
            env={"KIOSK_BACKEND__KEY": by_key["key"]},
        )["ticket"]
        assert child.poll() is None
    assert ["A001", "A002"] == [first["number"], over_tcp["number"]]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_server_ends_cleanly_when_told(data: Path, number: signal.Signals) -> None:
    """With exit code 0, its endpoint file taken back."""
    with server(data, "--demo") as (child, _):
        child.send_signal(number)
        assert child.wait(TIMEOUT) == 0
    assert pid(data) is None
