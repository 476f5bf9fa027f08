"""One connection to a network printer: ask, send, listen, and hang up without losing bytes."""

import asyncio
import errno
import socket
import struct
from asyncio import StreamReader, StreamWriter
from collections.abc import Callable
from contextlib import suppress

from kiosk.domain.ports import PrinterStatus
from kiosk.printing.status import ASK, ASK_ERROR, Answers, decode

_IN_FLIGHT = 4096
"""Bytes the kernel may hold for us: what waits beyond is seen, and so is that it moves."""

_DRAIN = 0.3
_TICK = 0.05
_RESET = struct.pack("ii", 1, 0)


class Line:
    """Raises OSError when the printer hangs up, in every method but `close`.

    Instants are the event loop's. `lively_at` is when the printer last spoke or took bytes.
    """

    def __init__(self, reader: StreamReader, writer: StreamWriter) -> None:
        """Of an open connection."""
        self._reader, self._writer = reader, writer
        self._loop = asyncio.get_running_loop()
        self._unsent = 0
        self.answers = Answers()
        self.lively_at = self._loop.time()

    @classmethod
    async def open(cls, host: str, port: int, within: float) -> "Line":
        """A new connection, by IPv4 or IPv6. OSError; TimeoutError after `within` seconds."""
        async with asyncio.timeout(within):
            reader, writer = await asyncio.open_connection(host, port)
        connection: socket.socket = writer.get_extra_info("socket")
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _IN_FLIGHT)
        return cls(reader, writer)

    def send(self, data: bytes) -> None:
        """Hand over everything at once; it leaves as fast as the printer takes it."""
        if self._writer.is_closing():
            raise _hung_up()
        self._writer.write(data)
        self._unsent = self.unsent

    @property
    def unsent(self) -> int:
        """Bytes that the kernel has not taken yet."""
        return self._writer.transport.get_write_buffer_size()

    async def hear(self, done: Callable[[], bool], until: float) -> bool:
        """Take in answers until `done`, or the instant `until`; what `done` says then."""
        while not done() and (left := until - self._loop.time()) > 0:
            with suppress(TimeoutError):
                async with asyncio.timeout(min(left, _TICK)):
                    self._take(await self._reader.read(256))
            self._look_whether_it_moves()
        return done()

    def _take(self, data: bytes) -> None:
        if not data:
            raise _hung_up()
        self.answers.feed(data)
        self.lively_at = self._loop.time()

    def _look_whether_it_moves(self) -> None:
        unsent = self.unsent
        if unsent < self._unsent:
            self.lively_at = self._loop.time()
        self._unsent = unsent

    async def ask(
        self, until: float, unless: Callable[[], bool] = lambda: False
    ) -> PrinterStatus | None:
        """How the printer is now; None without an answer, or as soon as `unless` holds."""
        said = self.answers.statuses
        said.clear()
        self.send(ASK)
        await self.hear(lambda: len(said) >= 3 or unless(), until)
        if len(said) < 3:
            return None
        printer, cause, paper = said[:3]
        error = None
        if cause & 0x40:
            said.clear()
            self.send(ASK_ERROR)
            if await self.hear(lambda: bool(said), until):
                error = said[0]
        return decode(printer, cause, paper, error)

    async def close(self) -> None:
        """Say that no more comes, read what is left, then close.

        Closing over unread bytes would reset the connection, and a reset may cost the printer
        what it has not read yet.
        """
        with suppress(OSError):
            async with asyncio.timeout(_DRAIN):
                if not self._writer.is_closing():
                    self._writer.write_eof()
                while await self._reader.read(4096):
                    pass
        await self._shut()

    async def drop(self) -> None:
        """Reset the connection: what did not leave yet never will."""
        connection: socket.socket = self._writer.get_extra_info("socket")
        with suppress(OSError):
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        await self._shut()

    async def _shut(self) -> None:
        self._writer.transport.abort()
        with suppress(OSError):
            await self._writer.wait_closed()


def _hung_up() -> OSError:
    return ConnectionResetError(errno.ECONNRESET, "the printer hung up")
