"""What our clients of other systems add to a call, against the same bytes on a bare socket."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field

from kiosk.apis.http import DEADLINE, Answer, Http
from kiosk.domain.ports import Once
from tests.bench.elsewhere import SYSTEMS, Elsewhere, Office, elsewhere
from tests.bench.figures import Row, at_most, median
from tests.bench.scene import Failed, Scene
from tests.bench.wire import Connection, request

AT_MOST = 5.0
"""Milliseconds."""


@dataclass
class Noting:
    """An `Http` that notes what is asked, and for how long something is out."""

    http: Http
    asked: list[tuple[str, str, bytes, Mapping[str, str]]] = field(default_factory=list)
    seconds: float = 0.0
    _out: int = 0
    _since: float = 0.0

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
        query = "&".join(f"{name}={value}" for name, value in (params or {}).items())
        target = f"{path}?{query}" if query else path
        self.asked.append((method, target, body or b"", headers or {}))
        self._since = self._since if self._out else time.perf_counter()
        self._out += 1
        try:
            return await self.http.ask(
                method, path, changes=changes, within=within, body=body,
                headers=headers, params=params,
            )  # fmt: skip
        finally:
            self._out -= 1
            if not self._out:
                self.seconds += time.perf_counter() - self._since

    def listen(
        self, path: str, *, headers: Mapping[str, str], params: Mapping[str, str]
    ) -> AbstractAsyncContextManager[tuple[Answer, AsyncIterator[bytes]]]:
        """As `Http.listen`."""
        return self.http.listen(path, headers=headers, params=params)

    async def aclose(self) -> None:
        """Let go."""
        await self.http.aclose()


def measure(scene: Scene) -> Sequence[Row]:
    """Each system in turn."""
    return [row for kind in SYSTEMS for row in asyncio.run(_of(scene, kind))]


async def _of(scene: Scene, kind: str) -> Sequence[Row]:
    """Reads and bare calls in turns; then creates, less the time their calls were out."""
    reads, creates = scene.of(200, 20), scene.of(100, 10)
    async with elsewhere(kind, scene.directory()) as there:
        office = await there.other(there.url, Noting)
        notes = office.http
        if not isinstance(notes, Noting):
            raise Failed("nothing is noted")
        once = Once("bench", "first", "wish")
        ticket = (await office.client.issue(there.draft(0), once, "bench")).ticket.id
        ours, bare = [], []
        line = await Connection.open(there.url.split("/")[2])
        for _ in range(reads):
            notes.asked.clear()
            began = time.perf_counter()
            await office.client.ticket(ticket)
            ours.append(1000 * (time.perf_counter() - began))
            bare.append(1000 * await _again(there, line, notes))
        line.close()
        calls, added = len(notes.asked), median(ours) - median(bare)
        made = [await _created(there, office, notes, n + 1) for n in range(creates)]
        total, out, disk = (
            1000 * median([taken[at] for taken in made]) for at in range(3)
        )
        own = 1000 * median([total - out - disk for total, out, disk, _ in made])
        many = median([asked for *_, asked in made])
        return (
            at_most(
                f"{kind}: own time of a look at a ticket, on top of a bare socket's",
                added, AT_MOST, "ms",
                f"{median(ours):.2f} ms with the client, {median(bare):.2f} ms bare;"
                f" {calls} calls to the system; medians of {reads}, in turns",
            ),
            at_most(
                f"{kind}: own time of a booking, beside its calls and the disk",
                own, AT_MOST, "ms",
                f"{total:.1f} ms in all: {out:.1f} ms in {many:g} calls to the system,"
                f" {disk:.1f} ms until the journal is on disk; medians of {creates}",
            ),
        )  # fmt: skip


async def _again(there: Elsewhere, line: Connection, notes: Noting) -> float:
    """The same calls, on a bare socket; in seconds."""
    base = "/" + "/".join(there.url.split("/")[3:])
    wires = [
        _wire(method, base.rstrip("/") + path, body, headers)
        for method, path, body, headers in notes.asked
    ]
    if not wires:
        raise Failed(f"{there.kind}: nothing was asked")
    began = time.perf_counter()
    for wire in wires:
        status, body = await line.ask(wire)
        if status != 200:
            raise Failed(f"{there.kind}: {status}: {body[:200]!r}")
    return time.perf_counter() - began


def _wire(method: str, path: str, body: bytes, headers: Mapping[str, str]) -> bytes:
    head, _, rest = request(method, path, body).partition(b"\r\n\r\n")
    lines = (f"{name}: {value}".encode() for name, value in headers.items())
    return b"\r\n".join([head, *lines, b"", b""]) + rest


async def _created(
    there: Elsewhere, office: Office, notes: Noting, n: int
) -> tuple[float, float, float, int]:
    """Seconds in all, with a call out, and until the disk had it; and how many calls."""
    notes.asked.clear()
    notes.seconds = office.errands.seconds = 0.0
    once = Once("bench", f"own {n}", "wish")
    began = time.perf_counter()
    await office.client.issue(there.draft(n), once, "bench")
    total = time.perf_counter() - began
    return total, notes.seconds, office.errands.seconds, len(notes.asked)
