"""Odd places to work in: relative paths, a database elsewhere, a directory that refuses files."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk import endpoint
from tests.cli.command import answer, kiosk, pid, server, wait_until_gone


@pytest.fixture(name="data")
def _data(home: Path) -> Path:
    return home / "queue"


def test_a_relative_directory_is_the_one_we_stand_in(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server that is started works from elsewhere, and still on this queue."""
    monkeypatch.chdir(home)
    (home / "here.toml").write_text('[kiosk]\nname = "north"\n')
    words = ("branch", "load", str(_branch(home)))
    assert kiosk(*words, data=Path("mine")).returncode == 0
    assert (home / "mine" / "queue.db").exists()
    wait_until_gone(pid(home / "mine") or 0)
    for settings in ({"KIOSK_CONFIG": "here.toml"}, {}):
        more = () if settings else ("--config", "here.toml")
        shown = answer("branch", "show", *more, data=Path("mine"), env=settings)
        assert ["mainstreet"] == [branch["id"] for branch in shown]


def _branch(home: Path) -> Path:
    from kiosk.config import branch_file

    file = home / "branch.toml"
    packaged = Path(branch_file.__file__).with_name("demo.toml")
    file.write_bytes(packaged.read_bytes())
    return file


def test_one_database_has_one_server(data: Path, home: Path) -> None:
    """Also when the second one calls it by its file, from a data directory of its own."""
    with server(data, "--demo"):
        words = ("serve", "--port", "0", "--database", str(data / "queue.db"))
        second = kiosk(*words, data=home / "other")
    assert second.returncode == 1
    assert "in use by process" in second.stderr


def test_a_place_without_room_for_a_start_is_named(data: Path) -> None:
    """A full or read-only disk, said in a line; the doctor says it among the rest."""
    (data / "server.start.log").mkdir(parents=True)
    data.chmod(0o700)
    refused = kiosk("issue", "--service", "passportne", data=data)
    examined = kiosk("doctor", data=data)
    assert (1, 1) == (refused.returncode, len(refused.stderr.splitlines()))
    assert str(data) in refused.stderr
    assert examined.returncode == 1
    assert "RED  server" in examined.stdout


def test_a_server_that_can_not_say_where_it_is_serves(data: Path) -> None:
    """A restart on a full disk: whoever looks in the usual place finds it."""
    (data / "endpoint.json").mkdir(parents=True)
    words = [sys.executable, "-m", "kiosk", "serve", "--demo", "--data", str(data)]
    with Path("/dev/full").open("w") as full:
        child = subprocess.Popen([*words, "--port", "0"], stdout=full)
    try:
        ticket = answer("issue", "--service", "passportne", data=data)["ticket"]
        assert "A001" == ticket["number"]
        assert child.poll() is None
    finally:
        child.kill()
        child.wait()


def test_a_socket_named_too_long_is_said(data: Path, home: Path) -> None:
    """Its path is in the message, and what is wrong with it."""
    refused = kiosk("serve", "--socket", str(home / ("x" * 120)), data=data)
    assert refused.returncode == 1
    assert "too long" in refused.stderr


def test_an_ipv6_address_is_written_as_one(data: Path) -> None:
    """In brackets: the line on stdout is a URL."""
    if not _has_ipv6():
        pytest.skip("this machine has no IPv6")
    with server(data, "--demo", "--host", "::1") as (_, url):
        assert url.startswith("http://[::1]:")
        found = endpoint.read(data)
        assert found
        assert found.url == url


def _has_ipv6() -> bool:
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False


def test_a_directory_named_in_no_encoding_is_refused_in_a_line(home: Path) -> None:
    """SQLite could never open its database."""
    odd = home / os.fsdecode(b"caf\xe9")
    refused = kiosk("serve", "--port", "0", data=odd)
    assert (1, 1) == (refused.returncode, len(refused.stderr.splitlines()))
    assert "UTF-8" in refused.stderr
