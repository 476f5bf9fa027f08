"""A server that answers as it is told to: with the wrong bytes, too few, too many, or none."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.apis.clients import open_client
from kiosk.apis.http import Http

SILENT = b""
"""Read the request and never answer."""


@dataclass
class OddServer:
    """Gives `answers` one after the other, the last one for ever; `asked` are the requests.
    `port` None: it listens on a Unix socket.

    Each answer is raw bytes, after which the connection is closed.
    """

    socket: Path
    answers: Sequence[bytes]
    port: int | None = None
    asked: list[bytes] = field(default_factory=list)

    def client(self, key: str | None = None) -> Http:
        """A client of it."""
        if self.port is None:
            return open_client(socket=self.socket, key=key)
        return open_client(base_url=f"http://127.0.0.1:{self.port}", key=key)

    async def serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """One connection, one request."""
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            length = next(
                (
                    int(line.split(b":")[1])
                    for line in head.lower().split(b"\r\n")
                    if line.startswith(b"content-length:")
                ),
                0,
            )
            self.asked.append(head + await reader.readexactly(length))
            answer = self.answers[min(len(self.asked), len(self.answers)) - 1]
            if answer == SILENT:
                await reader.read()
            writer.write(answer)
            await writer.drain()
        writer.close()


@asynccontextmanager
async def odd_server(*answers: bytes, tcp: bool = False) -> AsyncIterator[OddServer]:
    """Listen on a Unix socket, or on a free port of loopback."""
    place = Path(tempfile.mkdtemp(prefix="k"))
    odd = OddServer(place / "s", answers)
    if tcp:
        server = await asyncio.start_server(odd.serve, "127.0.0.1", 0)
        odd.port = server.sockets[0].getsockname()[1]
    else:
        server = await asyncio.start_unix_server(odd.serve, str(odd.socket))
    try:
        yield odd
    finally:
        server.close()
        await server.wait_closed()
        shutil.rmtree(place)


def http(
    status: str, body: bytes = b"", kind: str = "application/json", *more: str
) -> bytes:
    """A whole answer."""
    head = [
        f"HTTP/1.1 {status}",
        f"content-type: {kind}",
        f"content-length: {len(body)}",
        "connection: close",
        *more,
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def refusal(status: str, reason: str, *more: str) -> bytes:
    """An error in our own envelope."""
    body = (
        b'{"error":{"reason":"%s","message":"said so","fields":{}}}' % reason.encode()
    )
    return http(status, body, "application/json", *more)
