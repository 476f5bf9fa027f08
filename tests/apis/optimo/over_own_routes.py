"""The client of OptimoCMS over our own routes of its dialect, on a real port of loopback."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from kiosk.apis.asking import Limits
from kiosk.apis.journal import Journal
from kiosk.apis.optimo.budget import Budget
from kiosk.apis.optimo.client import OptimoClient
from kiosk.apis.optimo.habits import Habits
from kiosk.apis.optimo.manners import PUBLISHED, Manners
from kiosk.apis.web import open_web
from kiosk.desk.desk import Desk
from kiosk.domain.access import Role
from kiosk.domain.branch import Branch
from kiosk.store.kept_errands import KeptErrands
from kiosk.store.memory import MemoryStore
from tests.apis.shop import Shop
from tests.apis.skiplino.over_own_routes import QUICK, Wire, on_a_port
from tests.contract.shop import NOON
from tests.desk.hands import StoppedClock
from tests.desk.office import office

ROOMY = 100_000
"""Calls a minute and a month, for tests that are not about them."""


@dataclass(frozen=True)
class There:
    """A client, the desk behind the routes it asks, and what is between them."""

    client: OptimoClient
    desk: Desk
    clock: StoppedClock
    shop: Shop
    wire: Wire
    url: str
    habits: Habits
    errands: KeptErrands
    journal: Journal | None

    def again(self, **changes: Any) -> OptimoClient:
        """Another client of the same server: as after a restart, unless its habits differ."""
        journal = journal_over(self.errands, self.clock) if self.journal else None
        return client_of(self.url, self.clock, replace(self.habits, **changes), journal)


def client_of(
    url: str,
    clock: StoppedClock,
    habits: Habits,
    journal: Journal | None = None,
    budget: Budget | None = None,
) -> OptimoClient:
    """A client whose seconds are the clock's."""

    def seconds() -> float:
        return clock.now().timestamp()

    http = open_web(url, None)
    return OptimoClient(http, clock, habits, journal, budget, monotonic=seconds)


def journal_over(
    errands: KeptErrands, clock: StoppedClock, limits: Limits = QUICK
) -> Journal:
    """A journal with foretold ids and quick looks."""
    ids = (f"errand{n:04}" for n in count(len(errands.unsettled("optimo")) + 1))
    monotonic = asyncio.get_running_loop().time
    return Journal(errands, clock, lambda: next(ids), monotonic, limits=limits)


@asynccontextmanager
async def over_own_routes(
    branch: Branch | None = None,
    manners: Manners = PUBLISHED,
    *,
    role: Role = Role.SECRET,
    clock: StoppedClock | None = None,
    journaled: bool = True,
    limits: Limits = QUICK,
    plan: float = 0,
    **habits: Any,
) -> AsyncIterator[There]:
    """The server with one branch (the office), and a client with a key of that `role` that has
    the branch in its settings."""
    clock, branch = clock or StoppedClock(NOON), branch or office()
    shop = await Shop([branch], clock=clock, optimo=manners, plan=plan).open()
    usual: dict[str, Any] = {
        "site": "site_main",
        "branches": (branch,),
        "key": await shop.key(role),
        "a_minute": ROOMY,
        "a_month": ROOMY,
    }
    wire = Wire(shop.served())
    errands = KeptErrands(MemoryStore())
    async with on_a_port(wire) as base:
        url = base.removesuffix("/external/v1")
        manner = Habits(**(usual | habits))
        journal = journal_over(errands, clock, limits) if journaled else None
        client = client_of(url, clock, manner, journal)
        there = There(
            client, shop.desk, clock, shop, wire, url, manner, errands, journal
        )
        try:
            yield there
        finally:
            if journal:
                await journal.aclose()
            await client.aclose()
    await shop.desk.close()
    await shop.store.close()
