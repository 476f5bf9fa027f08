"""HTTP/1.1 on the wire, with a limit on what uvicorn leaves open: headers and patience."""

import asyncio
from typing import Any, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kiosk.server.guard import MAX_HEADER_BYTES, OVERLOADED

CONNECTIONS: Final = 1_000
"""More than this at once are told to come back (503)."""

REQUEST_SECONDS: Final = 15.0
"""How long one request may take to arrive, from its first byte (or the connection's) to its last."""


class PatientProtocol(HttpToolsProtocol):
    """Closes a connection that sends endless headers, or too slowly to ever be served."""

    _limit: asyncio.TimerHandle | None = None
    _head = 0
    _in_head = True

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """The first request is awaited, but not for ever."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """No timer outlives its connection."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count what is not yet a request. One read may hold headers and much of a body."""
        if self._in_head:
            self._head += len(data)
        super().data_received(data)
        if self._in_head and self._head > MAX_HEADER_BYTES:
            self._refuse()

    def on_message_begin(self) -> None:
        """A request begins to arrive."""
        self._in_head = True
        if self._limit is None:
            self._wait()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Its headers are all here."""
        self._in_head, self._head = False, 0
        if len(self.connections) > CONNECTIONS:
            self.scope[OVERLOADED] = True  # type: ignore[typeddict-unknown-key]
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """All of it is here; the answer may take its time."""
        self._stop_waiting()
        self._in_head, self._head = True, 0
        super().on_message_complete()

    def _refuse(self) -> None:
        self.transport.write(
            b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
            b"content-length: 0\r\nconnection: close\r\n\r\n"
        )
        self.transport.close()

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
