"""The server as a process: sockets, signals, streams, and clients that mean no good."""

import contextlib
import json
import signal
import socket
import stat
import time
from pathlib import Path

import httpx
import pytest

from kiosk import endpoint
from kiosk.paths import socket_file
from tests.cli.command import TIMEOUT, answer, kiosk, server


@pytest.fixture(name="data")
def _data(home: Path) -> Path:
    return home / "queue"


def _over_socket(data: Path) -> httpx.Client:
    found = endpoint.read(data)
    assert found
    transport = httpx.HTTPTransport(uds=found.socket)
    return httpx.Client(transport=transport, base_url="http://kiosk", timeout=TIMEOUT)


def _connect(url: str) -> socket.socket:
    host, _, port = url.removeprefix("http://").partition(":")
    return socket.create_connection((host, int(port)), TIMEOUT)


def test_the_socket_is_the_owners_and_the_port_asks_for_a_key(data: Path) -> None:
    """The same question, through both doors."""
    with server(data, "--demo") as (_, url), _over_socket(data) as owner:
        assert owner.get("/native/v1/branches").status_code == 200
        assert httpx.get(f"{url}/native/v1/branches").status_code == 401
        assert httpx.get(f"{url}/healthz").status_code == 200
        found = endpoint.read(data)
        assert found
        assert 0o600 == stat.S_IMODE(Path(found.socket).stat().st_mode)


def test_sigterm_ends_an_open_stream_first(data: Path) -> None:
    """A board that listens does not keep the server from ending, and ends in order."""
    with (
        server(data, "--demo") as (child, _),
        _over_socket(data) as owner,
        owner.stream("GET", "/native/v1/events") as stream,
    ):
        lines = stream.iter_lines()
        assert next(line for line in lines if line.startswith("event:"))
        began = time.monotonic()
        child.send_signal(signal.SIGTERM)
        for _ in lines:
            pass
        assert child.wait(TIMEOUT) == 0
        assert time.monotonic() - began < 5


def test_a_stale_socket_is_replaced(data: Path) -> None:
    """What a killed server left behind stops nobody."""
    with server(data, "--demo") as (child, _):
        child.kill()
        child.wait(TIMEOUT)
    assert socket_file(data).exists()
    assert answer("issue", "--service", "passportne", data=data)["ticket"]["number"]


def test_endless_headers_are_cut_off(data: Path) -> None:
    """And the others are served meanwhile."""
    with server(data, "--demo") as (_, url), _connect(url) as line:
        line.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n")
        with contextlib.suppress(OSError):
            for number in range(4000):
                line.sendall(f"X-{number}: {'y' * 40}\r\n".encode())
        assert httpx.get(f"{url}/healthz").status_code == 200
        with contextlib.suppress(ConnectionResetError):
            said = line.recv(4096)
            assert said == b"" or b" 431 " in said


def test_a_slow_sender_holds_nobody_up(data: Path) -> None:
    """Fifty half requests, and an ordinary one is answered at once."""
    with server(data, "--demo") as (_, url), contextlib.ExitStack() as lines:
        for _ in range(50):
            line = lines.enter_context(_connect(url))
            line.sendall(
                b"POST /native/v1/tickets HTTP/1.1\r\nContent-Length: 100\r\n\r\n{"
            )
        began = time.monotonic()
        assert httpx.get(f"{url}/healthz").status_code == 200
        assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    "raw",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST /native/v1/keys HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"POST /native/v1/keys HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"\x00" * 100,
    ],
)
def test_what_is_not_http_is_refused(data: Path, raw: bytes) -> None:
    """With a 4xx or a closed line, never a 5xx."""
    with server(data, "--demo") as (_, url), _connect(url) as line:
        line.sendall(raw)
        line.shutdown(socket.SHUT_WR)
        said = line.recv(4096)
        assert said == b"" or said.startswith(b"HTTP/1.1 4")
        assert httpx.get(f"{url}/healthz").status_code == 200


def test_the_network_needs_tls_or_a_word(data: Path) -> None:
    """Keys do not cross a network in the clear by mistake."""
    refused = kiosk("serve", "--host", "0.0.0.0", "--port", "0", data=data)
    assert refused.returncode == 2
    assert "insecure_lan" in refused.stderr
    assert not (data / "queue.db").exists()


def test_a_taken_port_is_said(data: Path, home: Path) -> None:
    """In one line, with exit code 1."""
    with server(data, "--demo") as (_, url):
        port = url.rpartition(":")[2]
        second = kiosk("serve", "--port", port, data=home / "other")
    assert second.returncode == 1
    assert port in second.stderr
    assert len(second.stderr.splitlines()) == 1


def test_no_secret_reaches_the_log(data: Path) -> None:
    """Neither a key that works nor one that does not."""
    with server(data, "--demo") as (_, url):
        made = answer("key", "new", "--role", "staff", "--name", "Ana", data=data)
        for key in (made["key"], "sk_" + "wrong" * 9):
            httpx.get(
                f"{url}/native/v1/branches", headers={"Authorization": f"Bearer {key}"}
            )
    logs = "".join(file.read_text() for file in (data / "logs").iterdir())
    assert made["key"] not in logs
    assert "wrongwrong" not in logs


def test_the_data_is_for_this_user_only(data: Path) -> None:
    """Nobody else on the machine reads who waits."""
    with server(data, "--demo"):
        assert 0o700 == stat.S_IMODE(data.stat().st_mode)
    assert (data / "lock").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("size", [70_000, 150_000, 1_000_000, 3_000_000])
def test_a_body_that_is_too_large_gets_its_answer(data: Path, size: int) -> None:
    """Also when the sender listens only after having sent it all."""
    head = b"POST /native/v1/tickets HTTP/1.1\r\nHost: x\r\n"
    kind = b"Content-Type: application/json\r\nIdempotency-Key: k\r\n"
    length = f"Content-Length: {size}\r\n\r\n".encode()
    with server(data, "--demo"), socket.socket(socket.AF_UNIX) as line:
        found = endpoint.read(data)
        assert found
        line.settimeout(TIMEOUT)
        line.connect(found.socket)
        line.sendall(head + kind + length + b"x" * size)
        said = b"".join(iter(lambda: line.recv(65536), b""))
    assert said.startswith(b"HTTP/1.1 413 ")
    assert b'"too-large"' in said


def test_a_large_branch_description_may_come_in_one_piece(data: Path) -> None:
    """Its headers and a hundred kilobytes of it are often read at once."""
    with server(data, "--demo"), _over_socket(data) as owner:
        described = owner.get("/native/v1/branches/mainstreet").json()["branch"]
        body = json.dumps(described).encode() + b" " * 250_000
        for _ in range(5):
            answered = owner.put(
                "/native/v1/branches/mainstreet",
                content=body,
                headers={"Content-Type": "application/json"},
            )
            assert answered.status_code == 200


def test_large_headers_are_refused_in_one_piece_too(data: Path) -> None:
    """By their size, however they are cut into packets."""
    with server(data, "--demo") as (_, url):
        long = {"X-Long": "y" * 40_000}
        assert httpx.get(f"{url}/healthz", headers=long).status_code == 431
        assert httpx.get(f"{url}/healthz", params=long).status_code == 431
