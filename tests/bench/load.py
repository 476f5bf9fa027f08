"""The load: a process of its own that asks over raw streams and remembers what it was told.

`python -m tests.bench.load` reads an `Order` as one line of JSON and prints `Findings` as
another. With an order for no certain number of requests it goes on until its stdin closes.
"""

import asyncio
import json
import os
import resource
import sys
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field, replace

import uvloop

from tests.bench.wire import Connection, Gone, request

_PATIENCE = 30.0
"""Seconds a stubborn client goes on asking."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to ask, of whom, how often and by how many.

    `deed`: "issue" a number, or "call" and then finish. `at` is "host:port" or a socket's path.
    `asks` 0: until told to stop. `run` begins every idempotency key. A `stubborn` client asks
    again under the same key when an answer is lost; the others leave it at that.
    """

    deed: str
    at: str
    branch: str
    clients: int
    asks: int = 0
    key: str | None = None
    services: tuple[str, ...] = ()
    run: str = "run"
    stubborn: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, or none (`status` 0). Instants are monotonic seconds. `id` "": nobody waits."""

    deed: str
    client: int
    began: float
    ended: float
    status: int
    key: str = ""
    id: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """Every answer in the order of its arrival, and what asking took: seconds, on the clock and
    on a core."""

    answers: list[Answer] = field(default_factory=list)
    wall: float = 0.0
    cpu: float = 0.0

    @property
    def latencies(self) -> list[float]:
        """Milliseconds of every good answer."""
        return [1000 * (a.ended - a.began) for a in self.answers if is_good(a)]

    @property
    def rate(self) -> float:
        """Good answers a second."""
        return sum(map(is_good, self.answers)) / self.wall

    @property
    def busy(self) -> float:
        """The part of a core that asking took."""
        return self.cpu / self.wall

    def to_json(self) -> str:
        """As printed."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, line: str | bytes) -> "Findings":
        """As read."""
        found = json.loads(line)
        answers = [Answer(**answer) for answer in found["answers"]]
        return cls(answers, found["wall"], found["cpu"])


def is_good(answer: Answer) -> bool:
    """Whether it was acknowledged."""
    return 200 <= answer.status < 300


_Raw = tuple[str, int, float, float, int, str, bytes]


class _Load:
    """All clients of one order, taking turns from one supply of requests."""

    def __init__(self, order: Order, stopped: asyncio.Event) -> None:
        self._order = order
        self._stopped = stopped
        self._left = order.asks or sys.maxsize
        self._raw: list[_Raw] = []

    async def run(self) -> Findings:
        """Ask all of it."""
        client = {"issue": self._issue, "call": self._call}[self._order.deed]
        used, began = _cpu(), time.monotonic()
        async with asyncio.TaskGroup() as group:
            for number in range(self._order.clients):
                group.create_task(client(number))
        wall, cpu = time.monotonic() - began, _cpu() - used
        return Findings([_understood(raw) for raw in self._raw], wall, cpu)

    def _more(self) -> bool:
        if self._left <= 0 or self._stopped.is_set():
            return False
        self._left -= 1
        return True

    async def _issue(self, client: int) -> None:
        """Take numbers, each under a key of its own."""
        order = self._order
        bodies = [
            json.dumps({"branch": order.branch, "service": service}).encode()
            for service in order.services
        ]
        async with _line(order) as line:
            asked = 0
            while self._more():
                key = f"{order.run}-{client}-{asked}"
                body = bodies[(client + asked) % len(bodies)]
                asked += 1
                await self._ask("issue", client, line, "/native/v1/tickets", key, body)

    async def _call(self, client: int) -> None:
        """Be a counter: call, finish, call."""
        counter = f"/native/v1/branches/{self._order.branch}/counters/{client + 1}"
        async with _line(self._order) as line:
            while self._more():
                called = await self._ask("call", client, line, f"{counter}/call")
                if b'"ticket":null' in called:
                    return
                await self._ask("finish", client, line, f"{counter}/finish")

    async def _ask(
        self,
        deed: str,
        client: int,
        line: "_Line",
        path: str,
        key: str = "",
        body: bytes = b"",
    ) -> bytes:
        asked = request("POST", path, body, key=self._order.key, once=key)
        began = time.monotonic()
        status, answer = await line.ask(asked)
        ended = time.monotonic()
        self._raw.append((deed, client, began, ended, status, key, answer))
        return answer


class _Line:
    """A connection that is opened anew when it breaks."""

    def __init__(self, at: str, *, stubborn: bool) -> None:
        self._at, self._stubborn = at, stubborn
        self._connection: Connection | None = None

    async def ask(self, asked: bytes) -> tuple[int, bytes]:
        """Status and body; status 0 when the answer is lost and nobody asks again."""
        deadline = time.monotonic() + _PATIENCE
        while True:
            status, body = await self._ask_once(asked)
            settled = not self._stubborn or status not in (0, 409, 503)
            if settled or time.monotonic() > deadline:
                return status, body
            await asyncio.sleep(0.005)

    async def _ask_once(self, asked: bytes) -> tuple[int, bytes]:
        try:
            if self._connection is None:
                self._connection = await Connection.open(self._at)
            return await self._connection.ask(asked)
        except Gone:
            self.close()
            return 0, b""

    def close(self) -> None:
        if self._connection:
            self._connection.close()
        self._connection = None


@asynccontextmanager
async def _line(order: Order) -> AsyncIterator[_Line]:
    line = _Line(order.at, stubborn=order.stubborn)
    try:
        yield line
    finally:
        line.close()


def _understood(raw: _Raw) -> Answer:
    """Read only when nobody is waiting any more: reading is not part of asking."""
    deed, client, began, ended, status, key, body = raw
    answer = Answer(deed, client, began, ended, status, key)
    if not is_good(answer):
        return answer
    told = json.loads(body)
    ticket = told.get("ticket", told) or {"id": "", "number": ""}
    return replace(answer, id=ticket["id"], number=ticket["number"])


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def ask(order: Order, stopped: asyncio.Event | None = None) -> Findings:
    """Carry out an order in this process."""
    return await _Load(order, stopped or asyncio.Event()).run()


async def _main(order: Order) -> Findings:
    stopped = asyncio.Event()
    if not order.asks:
        loop = asyncio.get_running_loop()
        loop.add_reader(sys.stdin, _when_closed(stopped.set))
    return await ask(order, stopped)


def _when_closed(deed: Callable[[], None]) -> Callable[[], None]:
    def look() -> None:
        if not os.read(sys.stdin.fileno(), 1):
            asyncio.get_running_loop().remove_reader(sys.stdin)
            deed()

    return look


def _first_line(stream: int) -> bytes:
    """Byte by byte, so that nothing behind it is swallowed."""
    line = b""
    while not line.endswith(b"\n") and (came := os.read(stream, 1)):
        line += came
    return line


def command(order: Order) -> tuple[Sequence[str], bytes]:
    """What starts the process for an order, and what to write to it first."""
    return (
        [sys.executable, "-m", "tests.bench.load"],
        json.dumps(asdict(order)).encode() + b"\n",
    )


if __name__ == "__main__":
    _asked = json.loads(_first_line(sys.stdin.fileno()))
    _asked["services"] = tuple(_asked["services"])
    sys.stdout.write(uvloop.run(_main(Order(**_asked))).to_json() + "\n")
