"""A whole server in this process: desk, gate, guard and both dialects, over a memory store."""

from collections.abc import Sequence
from itertools import count

import httpx
from starlette.types import ASGIApp

from kiosk.apis.merchant.manners import DOCUMENTED
from kiosk.apis.merchant.manners import Manners as MerchantManners
from kiosk.apis.merchant.routes import routes as merchant_routes
from kiosk.apis.merchant.voice import Voice as MerchantVoice
from kiosk.apis.native import routes as native
from kiosk.apis.native.admin import NativeAdmin
from kiosk.apis.native.routes_operators import operator_routes
from kiosk.apis.optimo.manners import PUBLISHED as OPTIMO
from kiosk.apis.optimo.manners import Manners as OptimoManners
from kiosk.apis.optimo.routes import routes as optimo_routes
from kiosk.apis.optimo.voice import Voice as OptimoVoice
from kiosk.apis.skiplino import routes as skiplino
from kiosk.apis.skiplino.manners import PUBLISHED, Manners
from kiosk.apis.skiplino.voice import Voice
from kiosk.apis.web import WebHttp
from kiosk.domain.access import Role
from kiosk.domain.branch import Branch, BranchId
from kiosk.errors import Reason
from kiosk.server.accounts import Accounts
from kiosk.server.admin import admin_routes
from kiosk.server.app import build_app, seen
from kiosk.server.gate import ServerGate
from kiosk.server.keyring import KeyRing
from kiosk.server.leases import Leases
from kiosk.server.operators import Operators
from kiosk.server.pins import Pins
from kiosk.server.rate import RateLimit
from kiosk.server.refusals import Voice as Spoken
from kiosk.store.memory import MemoryStore
from tests.contract.shop import MAIN, NOON, branch
from tests.desk.hands import StoppedClock, desk_over


def say(locale: str, reason: Reason) -> str:
    """A sentence that shows which language and reason were asked for."""
    return f"{locale}: {reason}"


class Shop:
    """The server and its keys. Nothing here is a stand-in but the clock and the sentences."""

    def __init__(
        self,
        branches: Sequence[Branch] | None = None,
        *,
        rate: float = 0,
        clock: StoppedClock | None = None,
        manners: Manners = PUBLISHED,
        optimo: OptimoManners = OPTIMO,
        plan: float = 0,
        merchant: MerchantManners = DOCUMENTED,
        sign_ins: float = 0,
    ) -> None:
        self.clock = clock or StoppedClock(NOON)
        self.store = MemoryStore()
        self.desk = desk_over(self.store, self.clock)
        keys = (f"key{n:07}" for n in count(1))
        self.keys = KeyRing(self.store, self.clock, lambda: next(keys))
        people = (f"person{n:04}" for n in count(1))
        self.operators = Operators(
            self.store, self.clock, self._seconds, lambda: next(people), Pins(8, 1)
        )
        self.gate = ServerGate(
            self.keys,
            RateLimit(rate, lambda: 0.0),
            RateLimit(0, lambda: 0.0),
            self.operators,
        )
        self.accounts = Accounts(
            self.store,
            self.desk,
            self.keys,
            Pins(8, 1),
            self.clock,
            self._seconds,
            RateLimit(sign_ins, self._seconds, burst=20 if sign_ins else 0),
        )
        self._branches = [branch()] if branches is None else branches
        first = [
            *native.routes(self.desk, self.gate, self.desk.load, self.operators),
            *operator_routes(self.operators, self.gate),
            *skiplino.routes(self.desk, self.gate, say, manners),
            *merchant_routes(
                self.desk, self.desk, self.gate, self.accounts, say, merchant
            ),
            *optimo_routes(
                self.desk,
                self.desk,
                self.gate,
                self.clock,
                optimo,
                RateLimit(plan / 60, self._seconds, burst=plan).take,
            ),
        ]
        admin = admin_routes(self.gate, self.keys, Leases(lambda: 0.0))
        voices: list[Spoken] = [
            Voice(say),
            MerchantVoice(say),
            OptimoVoice(self.clock),
        ]
        self.app = build_app([admin], first, version="1", voices=voices)

    def _seconds(self) -> float:
        return self.clock.now().timestamp()

    async def open(self) -> "Shop":
        """Load the branches."""
        for described in self._branches:
            await self.desk.load(described)
        return self

    async def key(self, role: Role, only: BranchId | None = None) -> str:
        """A new key's secret."""
        return (await self.keys.new(role, f"a {role} key", only))[1]

    def served(self, *, owner: bool = False) -> ASGIApp:
        """The app as one listener serves it."""
        return seen(self.app, owner=owner)

    def http(self, key: str | None = None, *, owner: bool = False) -> httpx.AsyncClient:
        """A plain client. What the server can't answer is raised."""
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(self.served(owner=owner)),
            base_url="http://kiosk.test",
            headers={"Authorization": f"Bearer {key}"} if key else {},
        )

    def client(self, key: str | None = None, *, owner: bool = False) -> NativeAdmin:
        """Our own client of it."""
        return NativeAdmin(WebHttp(self.http(key, owner=owner)))


__all__ = ["MAIN", "NOON", "Shop", "branch", "say"]
