"""`--server`: the rule for the settings' address holds for the one that is typed."""

from pathlib import Path

import pytest

from kiosk.errors import BadConfig
from kiosk.wiring.client import Where, where
from kiosk.wiring.ground import read_settings
from tests.cli.command import answer, kiosk, server

SECRET = "hunter2"


def _where(named: str, home: Path) -> Where:
    return where(read_settings(None), home, named, None)


def test_a_key_never_crosses_a_network_in_the_clear(home: Path) -> None:
    """The refusal says what to do: encrypt, or allow it in so many words."""
    with pytest.raises(BadConfig) as refused:
        _where("http://lan-host", home)
    assert (
        "command line: --server: is not encrypted; allowed: https://…,"
        " or backend.insecure_lan = true"
    ) == refused.value.detail


@pytest.mark.parametrize(
    "url", ["https://lan-host", "http://127.0.0.1:8470", "http://[::1]:1"]
)
def test_what_nobody_else_can_read_is_a_server(url: str, home: Path) -> None:
    """Encrypted, or on this machine."""
    assert url == _where(url, home).url


def test_a_network_of_ones_own_is_allowed_by_the_settings(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same setting allows it for both ways to name the server."""
    monkeypatch.setenv("KIOSK_BACKEND__INSECURE_LAN", "true")
    monkeypatch.setenv("KIOSK_BACKEND__KEY", "kk_mine")
    found = _where("http://lan-host/", home)
    assert ("http://lan-host", "kk_mine") == (found.url, found.key)


def test_a_path_is_a_socket(home: Path) -> None:
    """Also a bare file name, if a socket has it."""
    found = _where("./queue.sock", home)
    assert found.socket
    assert Path("queue.sock") == found.socket()


@pytest.mark.parametrize(
    "named",
    [
        f"http://ana:{SECRET}@lan-host",
        f"https://ana:{SECRET}@[::1",
        f"ana:{SECRET}@lan-host",
        f"ana:{SECRET}@lan-host/queue",
        f"https://lan-host?key={SECRET}",
    ],
)
def test_a_password_in_an_address_is_refused_and_not_repeated(
    named: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither from the command line nor from a variable."""
    with pytest.raises(BadConfig) as typed:
        _where(named, home)
    monkeypatch.setenv("KIOSK_BACKEND__KIND", "server")
    monkeypatch.setenv("KIOSK_BACKEND__BASE_URL", named)
    with pytest.raises(BadConfig) as exported:
        read_settings(None)
    assert SECRET not in typed.value.detail + exported.value.detail


def test_a_refused_password_is_in_no_log(home: Path) -> None:
    """And the command ends as for any other wrong setting."""
    data = home / "queue"
    named = f"http://ana:{SECRET}@lan-host"
    done = kiosk("doctor", "--server", named, data=data)
    listed = kiosk("key", "list", "--server", named, data=data)
    assert (1, 2) == (done.returncode, listed.returncode)
    written = [file.read_text() for file in data.rglob("*") if file.is_file()]
    said = [done.stdout, done.stderr, listed.stdout, listed.stderr, *written]
    assert SECRET not in "".join(said)


def test_a_server_is_used_by_its_url_and_by_its_socket(home: Path) -> None:
    """The socket needs no key: who may open it is the owner."""
    data, socket = home / "queue", home / "s"
    with server(data, "--demo", "--socket", str(socket)) as (_, url):
        by_socket = answer("branch", "show", "--server", str(socket), data=home / "b")
        by_url = kiosk("branch", "show", "--server", url, data=home / "c")
    assert ["mainstreet"] == [branch["id"] for branch in by_socket]
    assert by_url.returncode == 1
    assert "Traceback" not in by_url.stderr


def test_a_server_that_is_not_there_is_named(home: Path) -> None:
    """Which address was tried is the first thing anybody asks."""
    url = "http://127.0.0.1:9"
    done = kiosk("branch", "show", "--server", url, data=home / "queue")
    assert (1, 1) == (done.returncode, len(done.stderr.splitlines()))
    assert url in done.stderr
