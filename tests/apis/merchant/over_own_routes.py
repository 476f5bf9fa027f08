"""The client of the merchant API over our own routes of its dialect, on a real socket."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

import httpx

from kiosk.apis.asking import Limits
from kiosk.apis.journal import Journal
from kiosk.apis.merchant.client import MerchantClient
from kiosk.apis.merchant.habits import SYSTEM, Auth, Habits, Via
from kiosk.apis.merchant.manners import DOCUMENTED, Manners
from kiosk.apis.web import open_web
from kiosk.desk.desk import Desk
from kiosk.domain.access import Role
from kiosk.domain.branch import Branch
from kiosk.store.kept_errands import KeptErrands
from kiosk.store.memory import MemoryStore
from tests.apis.merchant.salon import API, PASSWORD, account, salon
from tests.apis.serving import served
from tests.apis.shop import Shop
from tests.apis.skiplino.over_own_routes import Wire
from tests.contract.shop import NOON
from tests.desk.hands import StoppedClock

QUICK = Limits(
    budget=8.0,
    post=4.0,
    waits=(0.01, 0.02, 0.05),
    lag=0.02,
    unsent=(0.01, 0.02),
    after=(0.0, 0.0, 0.0),
)
"""As in earnest, and looking sooner: all of it happens on this machine."""

STAFF = "a secret key"
"""What `Shop` calls the key of staff: staff sign in by its name."""


@dataclass(frozen=True)
class There:
    """A client, the desk behind the routes it asks, and what is between them."""

    client: MerchantClient
    desk: Desk
    clock: StoppedClock
    shop: Shop
    wire: Wire
    habits: Habits
    errands: KeptErrands
    journal: Journal | None
    transport: httpx.AsyncHTTPTransport

    def again(self, **changes: Any) -> MerchantClient:
        """Another client of the same server, with the same journal; close it."""
        habits = replace(self.habits, **changes)
        http = open_web("http://there", None, self.transport)
        return MerchantClient(http, self.clock, habits, self.journal)


def journal_over(
    errands: KeptErrands, clock: StoppedClock, limits: Limits = QUICK
) -> Journal:
    """A journal with foretold ids and quick looks."""
    ids = (f"errand{n:04}" for n in count(len(errands.unsettled(SYSTEM)) + 1))
    monotonic = asyncio.get_running_loop().time
    return Journal(errands, clock, lambda: next(ids), monotonic, limits=limits)


@asynccontextmanager
async def over_own_routes(
    branch: Branch | None = None,
    manners: Manners = DOCUMENTED,
    *,
    auth: Auth = Auth.COOKIE,
    customer: bool = False,
    clock: StoppedClock | None = None,
    journaled: bool = True,
    limits: Limits = QUICK,
    **habits: Any,
) -> AsyncIterator[There]:
    """The server with one branch (the salon), and a client that signs in as its staff; as a
    `customer` too, and then books as that."""
    clock = clock or StoppedClock(NOON)
    shop = await Shop(
        [branch or salon(max_open=99, max_changes=99)], clock=clock, merchant=manners
    ).open()
    key = await shop.key(Role.SECRET)
    usual = _signed(auth, key) | (await _booking_itself(shop) if customer else {})
    wire = Wire(shop.served())
    errands = KeptErrands(MemoryStore())
    async with served(wire) as socket:
        manner = Habits("kiosk", **(usual | habits))
        journal = journal_over(errands, clock, limits) if journaled else None
        transport = httpx.AsyncHTTPTransport(uds=str(socket))
        http = open_web("http://there", None, transport)
        client = MerchantClient(http, clock, manner, journal)
        yield There(
            client, shop.desk, clock, shop, wire, manner, errands, journal, transport
        )
        if journal:
            await journal.aclose()
        await client.aclose()
    await shop.desk.close()
    await shop.store.close()


def _signed(auth: Auth, key: str) -> dict[str, Any]:
    if auth is Auth.BEARER:
        return {"auth": auth, "token": key}
    return {"auth": auth, "email": STAFF, "password": key}


async def _booking_itself(shop: Shop) -> dict[str, Any]:
    """An account of a customer's, and how it signs in."""
    told = account("kiosk")
    async with shop.http() as http:
        answer = await http.post(f"{API}/auth/users", json=told)
    assert 201 == answer.status_code, answer.text
    return {
        "via": Via.CUSTOMER,
        "customer_email": told["email"],
        "customer_password": PASSWORD,
    }
