"""A server without a queue behind it: gate, guard and the routes of the server itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count

import httpx
from fastapi import APIRouter, Request

from kiosk.domain.access import AT_COUNTERS
from kiosk.server.admin import admin_routes
from kiosk.server.app import build_app, seen
from kiosk.server.gate import ServerGate
from kiosk.server.health import health_routes
from kiosk.server.keyring import KeyRing
from kiosk.server.leases import Leases
from kiosk.server.operators import Operators
from kiosk.server.pins import Pins
from kiosk.server.rate import RateLimit
from kiosk.store.memory import MemoryStore
from tests.server.test_leases import Seconds


class Stopped:
    """A clock at one instant."""

    def now(self) -> datetime:
        return datetime(2026, 5, 4, 8, 42, tzinfo=UTC)


@dataclass
class House:
    """A gate with its keys, and an app behind it."""

    rate: float = 0
    strangers: float = 1000
    time: Seconds = field(default_factory=Seconds)

    def __post_init__(self) -> None:
        ids = (f"key{number:07d}" for number in count())
        self.store = MemoryStore()
        self.keys = KeyRing(self.store, Stopped(), lambda: next(ids))
        self.operators = Operators(
            self.store, Stopped(), self.time, lambda: next(ids), Pins(8, 1)
        )
        self.gate = ServerGate(
            self.keys,
            RateLimit(self.rate, self.time),
            RateLimit(self.strangers, self.time),
            self.operators,
        )
        self.leases = Leases(self.time)
        self.app = build_app(
            [
                _probe(self.gate),
                admin_routes(self.gate, self.keys, self.leases),
                health_routes(self.gate, {"database": lambda: "writable"}),
            ],
            [],
            version="1",
        )

    def client(
        self, key: str | None = None, *, owner: bool = False
    ) -> httpx.AsyncClient:
        """A client of the whole app, guard included, without a socket."""
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(
                seen(self.app, owner=owner), raise_app_exceptions=False
            ),
            base_url="http://kiosk.test",
            headers={"Authorization": f"Bearer {key}"} if key else {},
        )

    @contextmanager
    def closing(self) -> Iterator[None]:
        """The server is about to end."""
        self.gate.closing.set()
        yield
        self.gate.closing.clear()


def _probe(gate: ServerGate) -> APIRouter:
    router = APIRouter()

    @router.post("/probe")
    async def probe(request: Request) -> dict[str, str]:
        """For people at counters; says who asked."""
        return {"name": gate.admit(request, AT_COUNTERS).name}

    @router.get("/crash")
    async def crash(request: Request) -> None:
        secret = request.headers.get("authorization", "")
        raise RuntimeError(f"boom {len(secret)}")

    return router
