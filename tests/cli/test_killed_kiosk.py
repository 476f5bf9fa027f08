"""A kiosk killed between the last touch and the answer, in its own terminal over a real server."""

import json
import os
import signal
import sys
import time
from pathlib import Path

import apsw
import pytest

from tests.bench.terminal import Terminal
from tests.cli.command import TIMEOUT, answer, server

WALK = ("English", "I need a service", "Documents", "Passport: new")
LAST = "Take a number"

EVENTS = """
SELECT number, deed, reason FROM event JOIN ticket ON ticket.seq = ticket_seq
ORDER BY event.seq
"""


@pytest.fixture(name="data")
def _data(home: Path) -> Path:
    return home / "queue"


def kiosk(data: Path) -> Terminal:
    command = [sys.executable, "-m", "kiosk", "customer"]
    return Terminal(command, os.environ | {"KIOSK_DATA": str(data)})


def walk(terminal: Terminal) -> tuple[int, int]:
    """To the page with the last button; the cell to touch."""
    for words in WALK:
        terminal.until(words)
        terminal.settle(0.6)  # a second touch of one place at once is none
        cell = terminal.find(words)
        terminal.forget()
        terminal.tap(cell)
    terminal.until(LAST)
    terminal.settle()
    return terminal.find(LAST)


def intents(data: Path) -> list[Path]:
    return sorted((data / "intents").glob("*.json"))


def wait_for(data: Path, files: int) -> None:
    """Until so many intents are on disk."""
    end = time.monotonic() + TIMEOUT
    while len(intents(data)) != files:
        assert time.monotonic() < end, f"{intents(data)} after {TIMEOUT} s"
        time.sleep(0.005)


def events(data: Path) -> list[tuple[str, str, str]]:
    """What the queue noted: number, deed and reason."""
    with apsw.Connection(str(data / "queue.db"), flags=apsw.SQLITE_OPEN_READONLY) as db:
        return list(db.execute(EVENTS))


def test_what_it_had_asked_for_is_given_back_when_it_starts_again(data: Path) -> None:
    """The server was asleep, and hears of the number when its kiosk is dead."""
    with server(data, "--demo") as (queue, _):
        with kiosk(data) as terminal:
            last = walk(terminal)
            queue.send_signal(signal.SIGSTOP)
            terminal.tap(last)
            wait_for(data, 1)
            terminal.settle(0.5)  # the request is on its way
            terminal.process.kill()
            terminal.process.wait(TIMEOUT)
        key = json.loads(intents(data)[0].read_text())["key"]
        queue.send_signal(signal.SIGCONT)
        with kiosk(data) as terminal:
            wait_for(data, 0)
        noted = events(data)
        following = answer("issue", "--service", "passportne", data=data)["ticket"]
    assert [("A001", "issue", ""), ("A001", "cancel", "kiosk restarted")] == noted
    assert ("A002", 0) == (following["number"], following["queue_ahead"])
    lines = (data / "logs" / "kiosk.log").read_text().splitlines()
    said = [line for line in map(json.loads, lines) if line.get("key") == key]
    assert ["kiosk restarted"] == [line["why"] for line in said]


def test_a_number_that_was_given_leaves_nothing_to_settle(data: Path) -> None:
    """It is its customer's, also when the kiosk dies a moment later."""
    with server(data, "--demo"):
        with kiosk(data) as terminal:
            last = walk(terminal)
            terminal.tap(last)
            terminal.until("Take your ticket")
            terminal.process.kill()
            terminal.process.wait(TIMEOUT)
        with kiosk(data) as terminal:
            walk(terminal)
        noted = events(data)
    assert [("A001", "issue", "")] == noted
