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

from httptools import HttpParserError, HttpResponseParser

from kiosk.apis.http import (
    ALWAYS,
    CAP,
    CONNECT_SECONDS,
    DEADLINE,
    SILENCE_SECONDS,
    Answer,
    Unusable,
    sent,
    usable,
    whole,
)
from kiosk.errors import BadInput, Reason, Unavailable
from kiosk.text import clean

_CHUNK: Final = 65_536
_HEAD_CAP: Final = 2 * _CHUNK
_FRAMED: Final = frozenset({"content-length", "transfer-encoding"})
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
        with sent(changes=changes):
            async with asyncio.timeout(within), self._line() as line:
                await line.send(method, path, params, self._all(headers), body)
                return await whole(await line.head(), line.data(), self._cap)

    @asynccontextmanager
    async def listen(
        self, path: str, *, headers: Mapping[str, str], params: Mapping[str, str]
    ) -> AsyncIterator[tuple[Answer, AsyncIterator[bytes]]]:
        """As `Http.listen`."""
        with sent(changes=False):
            async with self._line() as line:
                await line.send("GET", path, params, self._all(headers), None)
                head = await line.head()
                if head.status != 200:
                    head = await whole(head, line.data(), self._cap)
                yield head, line.data(SILENCE_SECONDS)

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
        self._heard = _Heard()

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
        lines = [f"{method} {target} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        if not all(line.isascii() and line.isprintable() for line in lines):
            raise BadInput(detail="a header that can't be sent")
        head = "\r\n".join((*lines, "", ""))
        self._writer.write(head.encode("latin-1") + (body or b""))
        try:
            await self._writer.drain()
        except OSError as error:
            raise _broken(error) from error

    async def head(self) -> Answer:
        """Status and headers, of an answer that may be read on."""
        while not self._heard.status:
            await self._more()
        return usable(Answer(self._heard.status, self._heard.headers, b""))

    async def data(self, patience: float | None = None) -> AsyncIterator[bytes]:
        """The body as it comes. TimeoutError after `patience` seconds of silence."""
        while True:
            if self._heard.body:
                yield self._heard.taken()
            elif self._heard.is_whole:
                return
            else:
                async with asyncio.timeout(patience):
                    await self._more()

    async def _more(self) -> None:
        try:
            data = await self._reader.read(_CHUNK)
            self._heard.feed(data)
        except (OSError, HttpParserError) as error:
            raise _broken(error) from error


class _Heard:
    """An answer as far as it came. `status` 0: its head is not complete."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: dict[str, str] = {}
        self.body = bytearray()
        self.is_whole = False
        self._of_head = 0
        self._parser = HttpResponseParser(self)

    def feed(self, data: bytes) -> None:
        """Bytes; none at the end. Raises Unusable for an end too soon, HttpParserError."""
        if data:
            self._of_head += 0 if self.status else len(data)
            if self._of_head > _HEAD_CAP:
                raise Unusable(Reason.UPSTREAM, detail="answered with an endless head")
            self._parser.feed_data(data)
        elif self.status and not _FRAMED.intersection(self.headers):
            self.is_whole = True  # as long as the connection (RFC 9112, 6.3)
        else:
            raise _broken(EOFError("too soon"))

    def taken(self) -> bytes:
        """What came of the body since the last time."""
        data = bytes(self.body)
        self.body.clear()
        return data

    def on_header(self, name: bytes, value: bytes) -> None:
        self.headers[name.decode("latin-1").lower()] = value.decode("latin-1")

    def on_headers_complete(self) -> None:
        status = self._parser.get_status_code()
        if status >= 200:
            self.status = status
        else:
            self.headers.clear()  # "wait a moment", and the like

    def on_body(self, data: bytes) -> None:
        self.body += data

    def on_message_complete(self) -> None:
        self.is_whole = bool(self.status)


def _broken(error: Exception) -> Unusable:
    said = clean(f"{type(error).__name__}: {error}", 200)
    return Unusable(Reason.UPSTREAM, detail=said)
