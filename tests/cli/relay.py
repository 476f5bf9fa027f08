"""A line between two servers that can be cut at the worst moment."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_MOST = 65_536


@dataclass
class Relay:
    """Passes bytes on. `swallow`: of the next request that begins so, the answer is kept back;
    `swallowed` is set when it is there."""

    host: str
    port: int
    swallow: bytes = b""
    swallowed: asyncio.Event = field(default_factory=asyncio.Event)

    async def passed(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        there, back = await asyncio.open_connection(self.host, self.port)
        try:
            asked: list[bytes] = []
            await asyncio.gather(
                self._ask(reader, back, asked), self._answer(there, writer, asked)
            )
        except OSError:
            pass
        finally:
            for one in (writer, back):
                one.close()
                with suppress(OSError):
                    await one.wait_closed()

    async def _ask(
        self,
        reader: asyncio.StreamReader,
        back: asyncio.StreamWriter,
        asked: list[bytes],
    ) -> None:
        while said := await reader.read(_MOST):
            head = said.partition(b"\r\n")[0]
            if head.endswith(b" HTTP/1.1"):  # a body may come by itself
                asked.append(head)
            back.write(said)
            await back.drain()
        back.close()

    async def _answer(
        self,
        there: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        asked: list[bytes],
    ) -> None:
        while said := await there.read(_MOST):
            if self.swallow and asked[-1].startswith(self.swallow):
                self.swallow = b""
                self.swallowed.set()
                return
            writer.write(said)
            await writer.drain()
        writer.close()


@asynccontextmanager
async def relay(url: str) -> AsyncIterator[tuple[Relay, str]]:
    """A relay to the server at `url`, and its own address."""
    parts = urlsplit(url)
    line = Relay(parts.hostname or "", parts.port or 0)
    listening = await asyncio.start_server(line.passed, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    async with listening:
        yield line, f"http://127.0.0.1:{port}"
