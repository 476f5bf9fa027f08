"""HTTP/1.1 on the wire, with a limit on what uvicorn leaves open: headers and patience."""

import asyncio
from typing import Any, Final

import httptools
from uvicorn.protocols.http.httptools_impl import (
    HttpToolsProtocol,
    RequestResponseCycle,
)

from kiosk.server.guard import LONG_HEAD, MAX_HEADER_BYTES, OVERLOADED

CONNECTIONS: Final = 1_000
"""More than this at once are told to come back (503)."""

REQUEST_SECONDS: Final = 15.0
"""How long one request may take to arrive, from its first byte (or the connection's) to its last."""

MAX_FRAMING: Final = 8 * 1024 * 1024
"""Bytes of chunk sizes, their extensions and trailers: as many as the largest body has when it
comes a byte a chunk."""

_NOT_HTTP: Final = "Invalid HTTP request received."
_FRAMING: Final = (b"content-length", b"transfer-encoding")


class PatientProtocol(HttpToolsProtocol):
    """Closes a connection that sends endless headers, or too slowly to ever be served."""

    _limit: asyncio.TimerHandle | None = None
    _head = 0
    _framing = 0
    _in_head = True
    _refused = False
    _declining = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's
        """The first request is awaited, but not for ever."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """No timer outlives its connection."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count what is not yet a request. One read may hold headers and much of a body."""
        if self._refused:
            self.on_body(data)
            return
        self._unset_keepalive_if_required()
        self._framing += len(data)
        if self._in_head:
            self._head += len(data)
        self._parse(data)
        if self._in_head and self._head > MAX_HEADER_BYTES:
            self._refuse()
        elif self._framing > MAX_FRAMING:
            self.transport.close()

    def on_message_begin(self) -> None:
        """A request begins to arrive."""
        if self._declining:
            return
        self._in_head, self._framing = True, 0
        if self._limit is None:
            self._wait()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Its headers are all here. What follows as trailers are no headers (RFC 9110, 6.5.1)."""
        if self._declining:
            return
        self._in_head, self._head = False, 0
        if len(self.connections) > CONNECTIONS:
            self.scope[OVERLOADED] = True  # type: ignore[typeddict-unknown-key]  # ours, for the guard
        super().on_headers_complete()
        self.headers = []

    def on_body(self, body: bytes) -> None:
        """Some of its body."""
        self._framing -= len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """All of it is here; the answer may take its time."""
        if self.parser.should_upgrade():
            return
        self._stop_waiting()
        self._in_head, self._head = True, 0
        super().on_message_complete()

    def _parse(self, data: bytes) -> None:
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade as offer:
            self._decline(data[offer.args[0] :])
        except httptools.HttpParserError:
            self._break_off()

    def _break_off(self) -> None:
        """What came is not HTTP. Requests before it get their own answers first."""
        asked: RequestResponseCycle | None = self.cycle
        if asked is not None and not (asked.response_complete or asked.more_body):
            self._refused = True
            asked.keep_alive = False
        else:
            self.send_400_response(_NOT_HTTP)

    def _decline(self, rest: bytes) -> None:
        """Stay with HTTP/1.1 where another protocol is offered (RFC 9110, 7.8).

        Some clients offer HTTP/2 with every first request, and httptools stops reading there: a
        new parser, told how long the body is, goes on.
        """
        framing = b"".join(
            b"%b: %b\r\n" % header
            for header in self.scope["headers"]
            if header[0] in _FRAMING
        )
        self.parser = httptools.HttpRequestParser(self)
        self._declining = True
        self._parse(b"POST / HTTP/1.1\r\n" + framing + b"\r\n")
        self._declining = False
        if rest:
            self._parse(rest)

    def _refuse(self) -> None:
        """Pass it on without its headers to be answered; what still comes is its body."""
        self._refused = True
        self.headers.clear()
        self.scope[LONG_HEAD] = True  # type: ignore[typeddict-unknown-key]  # ours, for the guard
        try:
            self.on_headers_complete()
        except (httptools.HttpParserError, AttributeError):  # no address as yet
            self.send_400_response(_NOT_HTTP)

    def _wait(self) -> None:
        loop: Any = self.loop
        self._limit = loop.call_later(REQUEST_SECONDS, self._give_up)

    def _stop_waiting(self) -> None:
        if self._limit is not None:
            self._limit.cancel()
            self._limit = None

    def _give_up(self) -> None:
        self._limit = None
        self.transport.close()
