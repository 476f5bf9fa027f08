"""The doctor tells what is broken from what deserves a look."""

import json
from pathlib import Path
from typing import Any

import apsw
import pytest

from tests.cli.command import kiosk, server


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def _examined(data: Path) -> tuple[int, list[dict[str, Any]]]:
    done = kiosk("doctor", "--json", data=data)
    return done.returncode, json.loads(done.stdout)


def _ahead(data: Path) -> None:
    """As if the clock had been ahead when the running days began, and was put right."""
    database = apsw.Connection(str(data / "queue.db"))
    database.set_busy_timeout(5000)
    database.execute("UPDATE business_day SET label = '2099-01-01'")
    database.close()


def test_a_date_that_is_ahead_is_shown_and_nothing_is_red(data: Path) -> None:
    """People are served all the same, so a monitor need not wake anybody."""
    with server(data, "--demo"):
        _ahead(data)
        examined = kiosk("doctor", data=data)
        code, checks = _examined(data)
    assert (0, 0) == (examined.returncode, code)
    (worry,) = [check for check in checks if check["warning"]]
    assert ("queue", True) == (worry["name"], worry["good"])
    assert "tickets are dated 2099-01-01" in worry["detail"]
    assert worry["detail"].endswith("is over")
    assert f"see  queue          {worry['detail']}" in examined.stdout.splitlines()


def test_a_check_the_server_fails_is_red_by_its_name(data: Path) -> None:
    """Not only that the server is not ready."""
    with server(data, "--demo"):
        database = data / "queue.db"
        database.rename(data / "elsewhere")
        code, checks = _examined(data)
    assert 1 == code
    assert ["server database"] == [one["name"] for one in checks if not one["good"]]


def test_a_branch_and_a_counter_the_server_does_not_know_are_red(
    data: Path, tmp_path: Path
) -> None:
    """The doctor is asked before a console is: there it would be found after signing in."""
    file = tmp_path / "config.toml"
    file.write_text('[board]\nbranch = "sidestreet"\n[staff]\ncounter = "9"\n')
    with server(data, "--demo"):
        done = kiosk("doctor", "--json", "--config", str(file), data=data)
    red = {c["name"]: c["detail"] for c in json.loads(done.stdout) if not c["good"]}
    assert {
        "board.branch": "no branch sidestreet; there are: mainstreet",
        "staff.counter": "no counter 9 at mainstreet; there are: 1, 2, 3, 4",
    } == red
    assert 1 == done.returncode
