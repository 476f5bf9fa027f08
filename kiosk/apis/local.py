"""Calls to the server on this machine, over its Unix socket.

They are most of a kiosk's life and its first question. A general HTTP client takes a quarter of a
second to load and keeps eight megabytes; here it would have nothing to encrypt, resolve or pool.
A call is a connection: there is none that the other side could have dropped meanwhile.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import h11

from kiosk.apis.http import (
    ALWAYS,
    CAP,
    CONNECT_SECONDS,
    DEADLINE,
    SILENCE_SECONDS,
    Answer,
    Unusable,
    lost,
    usable,
    whole,
)
from kiosk.errors import Reason, Unavailable
from kiosk.text import clean

_CHUNK: Final = 65_536
_LOCAL: Final = {"host": "kiosk", "connection": "close"}


class LocalHttp:
    """What `Http` promises, for one Unix socket."""

    def __init__(self, socket: Path, *, key: str | None = None, cap: int = CAP) -> None:
        """`key` goes along as a bearer token; `cap` is the most bytes of one answer."""
        self._socket, self._cap = socket, cap
        self._headers = {**ALWAYS, **_LOCAL}
        if key:
            self._headers["authorization"] = f"Bearer {key}"

    async def ask(
        self,
        method: str,
        path: str,
        *,
        changes: bool,
        within: float = DEADLINE,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str] | None = None,
    ) -> Answer:
        """As `Http.ask`."""
        try:
            async with asyncio.timeout(within), self._line() as line:
                await line.send(method, path, params, self._all(headers), body)
                return await whole(await line.head(), line.data(), self._cap)
        except TimeoutError as error:
            raise lost(changes, Reason.TIMEOUT, "no answer in time") from error
        except Unusable as error:
            raise lost(changes, Reason.UPSTREAM, str(error)) from error

    @asynccontextmanager
    async def listen(
        self, path: str, *, headers: Mapping[str, str], params: Mapping[str, str]
    ) -> AsyncIterator[tuple[Answer, AsyncIterator[bytes]]]:
        """As `Http.listen`."""
        try:
            async with self._line() as line:
                await line.send("GET", path, params, self._all(headers), None)
                head = await line.head()
                if head.status != 200:
                    head = await whole(head, line.data(), self._cap)
                yield head, line.data(SILENCE_SECONDS)
        except TimeoutError as error:
            raise Unavailable(Reason.TIMEOUT, detail="no answer in time") from error
        except Unusable as error:
            raise Unavailable(Reason.UPSTREAM, detail=str(error)) from error

    async def aclose(self) -> None:
        """Nothing is kept open between calls."""

    def _all(self, headers: Mapping[str, str] | None) -> dict[str, str]:
        return self._headers | dict(headers or {})

    @asynccontextmanager
    async def _line(self) -> AsyncIterator["_Line"]:
        """A connection, let go of at the end. Unavailable OFFLINE: nothing was sent."""
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                reader, writer = await asyncio.open_unix_connection(self._socket)
        except OSError as error:  # a TimeoutError is one
            said = f"{self._socket}: {error.strerror or 'no connection'}"
            raise Unavailable(Reason.OFFLINE, detail=clean(said, 300)) from error
        try:
            yield _Line(reader, writer)
        finally:
            writer.transport.abort()
            with suppress(OSError):
                await writer.wait_closed()


class _Line:
    """One question and its answer. Unusable: the connection broke, or that is not HTTP."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._reader, self._writer = reader, writer
        self._http = h11.Connection(h11.CLIENT)

    async def send(
        self,
        method: str,
        path: str,
        params: Mapping[str, str] | None,
        headers: dict[str, str],
        body: bytes | None,
    ) -> None:
        if body is not None:
            headers["content-type"] = "application/json"
        if body is not None or method != "GET":
            headers["content-length"] = str(len(body or b""))
        target = f"{path}?{urlencode(params)}" if params else path
        request = h11.Request(method=method, target=target, headers=[*headers.items()])
        parts = (request, h11.Data(data=body or b""), h11.EndOfMessage())
        self._writer.write(b"".join(self._http.send(part) or b"" for part in parts))
        try:
            await self._writer.drain()
        except OSError as error:
            raise _broken(error) from error

    async def head(self) -> Answer:
        """Status and headers, of an answer that may be read on."""
        while isinstance(event := await self._next(), h11.InformationalResponse):
            pass
        if not isinstance(event, h11.Response):
            raise Unusable(Reason.UPSTREAM, detail="the connection ended")
        headers = {
            name.decode(): value.decode("latin-1") for name, value in event.headers
        }
        return usable(Answer(event.status_code, headers, b""))

    async def data(self, patience: float | None = None) -> AsyncIterator[bytes]:
        """The body as it comes. TimeoutError after `patience` seconds of silence."""
        while True:
            async with asyncio.timeout(patience):
                event = await self._next()
            if not isinstance(event, h11.Data):
                return
            yield bytes(event.data)

    async def _next(self) -> h11.Event | type[h11.PAUSED]:
        try:
            while True:
                event = self._http.next_event()
                if not isinstance(event, type) or event is h11.PAUSED:
                    return event
                self._http.receive_data(await self._reader.read(_CHUNK))
        except (OSError, h11.RemoteProtocolError) as error:
            raise _broken(error) from error


def _broken(error: Exception) -> Unusable:
    return Unusable(
        Reason.UPSTREAM, detail=clean(f"{type(error).__name__}: {error}", 200)
    )
