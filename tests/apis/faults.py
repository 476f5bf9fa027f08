"""A line that loses things: a proxy before a real server, which fails as lines and gateways do."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import blake2b
from itertools import count
from typing import Any

from tests.apis.odd_server import http

HTML = b"<html><body>Please sign in to the free wireless network</body></html>"
_ERROR = b'{"message":"upstream connect error","error":"upstream connect error"}'


class Fault(StrEnum):
    """What happens to one call. Where it says "done" the server has dealt with it by then."""

    LOST = "done, the answer lost"
    CUT = "done, the answer cut at some byte"
    LATE = "done, the answer later than anybody waits"
    GATEWAY = "done, and 502 in HTML"
    INTERNAL = "not delivered, and 503 in JSON"
    PORTAL = "not delivered, and 200 in HTML"
    DOUBLED = "delivered twice, the first answer"
    DOUBLED_SECOND = "delivered twice at once, the second answer"
    AFTERWARDS = "cut off at once, delivered after everybody gave up"
    STALE = "read from a copy that is behind"


@dataclass
class FaultyLine:
    """Before the server at `host`:`port`: of all calls, `rate` (0 to 1) meet one of `faults`.

    What happens follows from `seed` and the order of calls. LATE takes `late` seconds, AFTERWARDS
    is delivered after `afterwards`, a copy is up to `behind` seconds old. `seen` counts.
    """

    host: str
    port: int
    rate: float = 0.1
    seed: int = 0
    faults: tuple[Fault, ...] = tuple(Fault)
    late: float = 1.0
    afterwards: float = 1.0
    behind: float = 0.25
    seen: dict[Fault, int] = field(default_factory=dict)
    calls: int = 0

    def __post_init__(self) -> None:
        self._draws = count()
        self._tasks: set[asyncio.Task[object]] = set()
        self._copies: dict[bytes, tuple[float, bytes]] = {}

    async def serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """One connection, one call: what is kept open would share its fate."""
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            asked = _alone(*await _request(reader))
            self.calls += 1
            await self._dealt_with(asked, writer)
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    async def drained(self) -> None:
        """Returns when nothing is on its way any more."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def _drawn(self, among: int) -> int:
        drawn = blake2b(f"{self.seed}:{next(self._draws)}".encode(), digest_size=8)
        return int.from_bytes(drawn.digest()) % among

    def _fault(self) -> Fault | None:
        if self._drawn(10_000) >= self.rate * 10_000:
            return None
        fault = self.faults[self._drawn(len(self.faults))]
        self.seen[fault] = self.seen.get(fault, 0) + 1
        return fault

    async def _dealt_with(self, asked: bytes, writer: asyncio.StreamWriter) -> None:
        match fault := self._fault():
            case Fault.INTERNAL:
                writer.write(http("503 Service Unavailable", _ERROR))
            case Fault.PORTAL:
                writer.write(http("200 OK", HTML, "text/html"))
            case Fault.AFTERWARDS:
                self._later(asked)
            case Fault.STALE:
                writer.write(self._copy(asked) or await self._forwarded(asked))
            case Fault.DOUBLED:
                writer.write(await self._forwarded(asked))
                self._begun(self._forwarded(asked))
            case Fault.DOUBLED_SECOND:
                first, answer = self._forwarded(asked), self._forwarded(asked)
                writer.write((await asyncio.gather(first, answer))[1])
            case _:
                await self._after(fault, await self._forwarded(asked), writer)
        await writer.drain()

    async def _after(
        self, fault: Fault | None, answer: bytes, writer: asyncio.StreamWriter
    ) -> None:
        match fault:
            case Fault.LOST:
                return
            case Fault.CUT:
                writer.write(answer[: self._drawn(len(answer))])
            case Fault.GATEWAY:
                writer.write(http("502 Bad Gateway", HTML, "text/html"))
            case _:
                if fault is Fault.LATE:
                    await asyncio.sleep(self.late)
                writer.write(answer)

    async def _forwarded(self, asked: bytes) -> bytes:
        reader, writer = await asyncio.open_connection(self.host, self.port)
        writer.write(asked)
        answer = await reader.read(-1)
        writer.close()
        if asked.startswith(b"GET "):
            now = asyncio.get_running_loop().time()
            self._copies.setdefault(asked, (now, answer))
            if now - self._copies[asked][0] > self.behind:
                self._copies[asked] = (now, answer)
        return answer

    def _copy(self, asked: bytes) -> bytes | None:
        at, answer = self._copies.get(asked, (0.0, b""))
        now = asyncio.get_running_loop().time()
        return answer if answer and now - at <= self.behind else None

    def _later(self, asked: bytes) -> None:
        async def delivered() -> None:
            await asyncio.sleep(self.afterwards)
            await self._forwarded(asked)

        self._begun(delivered())

    def _begun(self, work: Coroutine[Any, Any, object]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _request(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    fields = _fields(head)
    return head, await reader.readexactly(int(fields.get("content-length", "0")))


def _fields(head: bytes) -> Mapping[str, str]:
    lines = (line.partition(":") for line in head.decode("latin-1").split("\r\n")[1:])
    return {name.strip().lower(): value.strip() for name, _, value in lines}


def _alone(head: bytes, body: bytes) -> bytes:
    """The request as the only one on its connection."""
    lines = head[:-4].split(b"\r\n")
    kept = [line for line in lines if not line.lower().startswith(b"connection:")]
    return b"\r\n".join([*kept, b"connection: close", b"", b""]) + body


@asynccontextmanager
async def faulty_line(url: str, **how: object) -> AsyncIterator[tuple[FaultyLine, str]]:
    """A line to the server at `url` ("http://127.0.0.1:80/x"), and its own url."""
    host, _, port = url.split("/")[2].rpartition(":")
    line = FaultyLine(host, int(port), **how)  # type: ignore[arg-type]  # as FaultyLine says
    server = await asyncio.start_server(line.serve, "127.0.0.1", 0)
    own = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield line, url.replace(f"{host}:{port}", own, 1)
    finally:
        server.close()
        await line.drained()
