"""HTTP/1.1 by hand: a measuring client must cost less than what it measures."""

import asyncio
from typing import Self


class Gone(Exception):
    """The connection broke, or could not be made: whether it was answered is not known."""


def request(
    method: str, path: str, body: bytes = b"", *, key: str | None = None, once: str = ""
) -> bytes:
    """The bytes of a request. `key` is an API key, `once` an idempotency key."""
    lines = [f"{method} {path} HTTP/1.1", "host: bench", f"content-length: {len(body)}"]
    if body:
        lines.append("content-type: application/json")
    if key:
        lines.append(f"authorization: Bearer {key}")
    if once:
        lines.append(f"idempotency-key: {once}")
    return "\r\n".join([*lines, "", ""]).encode() + body


class Connection:
    """One connection that is kept, and one question on it at a time."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Use `open`."""
        self._reader, self._writer = reader, writer

    @classmethod
    async def open(cls, at: str) -> Self:
        """To "host:port", or to the Unix socket of that path. Raises Gone."""
        try:
            if at.startswith("/"):
                return cls(*await asyncio.open_unix_connection(at))
            host, _, port = at.rpartition(":")
            return cls(*await asyncio.open_connection(host, int(port)))
        except OSError as error:
            raise Gone(str(error)) from error

    async def ask(self, asked: bytes) -> tuple[int, bytes]:
        """Status and body. Raises Gone."""
        try:
            self._writer.write(asked)
            head = await self._reader.readuntil(b"\r\n\r\n")
            body = await self._reader.readexactly(_length(head))
        except (OSError, asyncio.IncompleteReadError) as error:
            raise Gone(str(error)) from error
        return int(head[9:12]), body

    def close(self) -> None:
        """Let go."""
        self._writer.close()


def _length(head: bytes) -> int:
    """Of the body; every answer that is measured says it."""
    lower = head.lower()
    name = b"\r\ncontent-length:"
    at = lower.index(name) + len(name)
    return int(lower[at : lower.index(b"\r\n", at)])
