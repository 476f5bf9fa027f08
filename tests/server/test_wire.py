"""Requests that no ordinary client writes, byte by byte on a connection of their own."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from pathlib import Path

import pytest
import uvicorn

from kiosk.domain.access import Role
from kiosk.server import protocol
from kiosk.server.run import unix_listener
from tests.apis.shop import Shop
from tests.contract.shop import CASH

BODY = b'{"serviceId":"%s","groupOfServiceId":"everyday01"}' % CASH.encode()
CHUNK = b"%x\r\n%b\r\n" % (len(BODY), BODY)
PATIENCE = 5


class Line:
    """A server, a key, and a way to say anything to it."""

    def __init__(self, socket: Path, key: str) -> None:
        self._socket = socket
        self._usual = (
            b"Host: x\r\nConnection: close\r\nAuthorization: Bearer %b\r\n"
            % (key.encode())
        )

    def post(self, *headers: bytes) -> bytes:
        """The head of a booking."""
        more = b"".join(header + b"\r\n" for header in headers)
        kind = b"Content-Type: application/json\r\n"
        path = b"POST /external/v1/tickets/book HTTP/1.1\r\n"
        return path + self._usual + kind + more + b"\r\n"

    async def say(self, *pieces: bytes) -> bytes:
        """All that is answered until the server closes. A piece is sent when it is taken."""
        reader, writer = await asyncio.open_unix_connection(self._socket)
        async with asyncio.timeout(PATIENCE):
            try:
                for piece in pieces:
                    writer.write(piece)
                    await writer.drain()
                    await asyncio.sleep(0)
                return await reader.read()
            finally:
                writer.close()


@pytest.fixture(name="shop")
async def _shop() -> Shop:
    return await Shop().open()


@pytest.fixture(name="line")
async def _line(home: Path, shop: Shop) -> AsyncIterator[Line]:
    listener = unix_listener(home / "s")
    config = uvicorn.Config(
        shop.served(),
        http=protocol.PatientProtocol,
        ws="none",
        lifespan="off",
        log_config=None,
    )
    running = uvicorn.Server(config)
    serving = asyncio.ensure_future(running.serve(sockets=[listener]))
    yield Line(home / "s", await shop.key(Role.PUBLIC))
    running.should_exit = True
    await serving


def _in_pieces(whole: bytes, size: int) -> Iterable[bytes]:
    return (whole[start : start + size] for start in range(0, len(whole), size))


async def _numbers(shop: Shop) -> int:
    state = (await shop.desk.branches())[0]
    return max(found.waiting for found in state.services.values())


@pytest.mark.parametrize("offer", [b"h2c", b"websocket", b"TLS/1.0"])
async def test_an_offer_of_another_protocol_is_declined(
    line: Line, offer: bytes
) -> None:
    """Several HTTP clients offer HTTP/2 with a first request: its body is read all the same."""
    offers = (b"Connection: Upgrade, HTTP2-Settings", b"Upgrade: " + offer)
    stated = line.post(*offers, b"Content-Length: %d" % len(BODY))
    chunked = line.post(*offers, b"Transfer-Encoding: chunked")
    assert b" 201 " in (await line.say(stated + BODY)).split(b"\r\n")[0]
    assert b" 201 " in (await line.say(stated, *_in_pieces(BODY, 7))).split(b"\r\n")[0]
    assert b" 201 " in (await line.say(chunked + CHUNK, b"0\r\n\r\n")).split(b"\r\n")[0]


async def test_after_a_declined_offer_the_connection_goes_on(line: Line) -> None:
    """Also when the next request was sent without waiting."""
    first = line.post(
        b"Connection: Upgrade", b"Upgrade: h2c", b"Content-Length: %d" % len(BODY)
    ).replace(b"Connection: close\r\n", b"")
    second = line.post(b"Content-Length: %d" % len(BODY))
    said = await line.say(first + BODY + second + BODY)
    assert 2 == said.count(b"HTTP/1.1 201 ")


async def test_rubbish_behind_a_request_does_not_take_its_answer(line: Line) -> None:
    """The number was given: a 400 in its place would say that nothing happened."""
    whole = line.post(b"Content-Length: %d" % len(BODY)).replace(
        b"close", b"keep-alive"
    )
    said = await line.say(whole + BODY + b"\x00BAD\r\n\r\n", b"more\r\n")
    assert said.startswith(b"HTTP/1.1 201 ")
    assert 1 == said.count(b"HTTP/1.1 ")


async def test_trailers_are_no_headers(line: Line, shop: Shop) -> None:
    """What comes behind the body was weighed by nobody on the way (RFC 9110, 6.5.1)."""
    head = line.post(b"Transfer-Encoding: chunked")
    trailer = b"Idempotency-Key: same\r\nX-Locale: ar\r\n\r\n"
    for _ in range(2):
        said = await line.say(head, CHUNK + b"0\r\n", trailer)
        assert said.startswith(b"HTTP/1.1 201 ")
    assert 2 == await _numbers(shop)


@pytest.mark.parametrize("what", ["trailers", "extensions"])
async def test_endless_framing_is_cut_off(
    line: Line, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """Nothing of it is a body, so that no limit of a body ends it."""
    monkeypatch.setattr(protocol, "MAX_FRAMING", 100_000)
    head = line.post(b"Transfer-Encoding: chunked")
    noise = b"X-T: %b\r\n" % (b"y" * 1000)
    if what == "extensions":
        noise = b"1;%b\r\nx\r\n" % (b"y" * 1000)
    opening = CHUNK + b"0\r\n" if what == "trailers" else b""
    try:
        said = await line.say(head, opening, *[noise] * 2000)
    except ConnectionError:
        said = b""
    assert b" 201 " not in said


@pytest.mark.parametrize("size", [3_000, 16_000, 100_000])
async def test_a_long_head_is_refused_in_the_dialect(line: Line, size: int) -> None:
    """However it is cut into packets, and also when it is sent to its end before reading."""
    head = line.post(b"X-Long: " + b"y" * 60_000, b"Content-Length: 0")
    said = await line.say(*_in_pieces(head, size))
    assert said.startswith(b"HTTP/1.1 431 ")
    assert b'{"message":"Request Header Fields Too Large"' in said


async def test_a_long_address_is_refused(line: Line) -> None:
    """Before it has come to its end."""
    path = b"GET /external/v1/branches?" + b"y" * 40_000
    said = await line.say(*_in_pieces(path, 9_000))
    assert said.startswith(b"HTTP/1.1 431 ")
    assert b'{"message":' in said


@pytest.mark.parametrize("hosts", [b"", b"Host: a\r\nHost: b\r\n"])
async def test_a_request_has_one_host(line: Line, hosts: bytes) -> None:
    """RFC 9112, 3.2: which of two is meant would depend on who reads it."""
    said = await line.say(
        b"GET /external/v1/branches HTTP/1.1\r\nConnection: close\r\n" + hosts + b"\r\n"
    )
    assert said.startswith(b"HTTP/1.1 400 ")
    assert b'{"message":"Bad Request"' in said


async def test_the_oldest_clients_need_none(line: Line) -> None:
    """HTTP/1.0 has no Host."""
    said = await line.say(b"GET /external/v1/branches HTTP/1.0\r\n\r\n")
    assert said.startswith(b"HTTP/1.1 401 ")


async def test_one_byte_at_a_time_is_a_request_as_well(line: Line) -> None:
    """As slow lines send it."""
    whole = line.post(b"Content-Length: %d" % len(BODY)) + BODY
    assert (await line.say(*_in_pieces(whole, 1))).startswith(b"HTTP/1.1 201 ")
