"""The client of Skiplino over our own routes of its dialect, on a real port of loopback."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kiosk.apis.asking import Limits
from kiosk.apis.journal import Journal
from kiosk.apis.skiplino.client import SkiplinoClient
from kiosk.apis.skiplino.habits import Habits
from kiosk.apis.skiplino.manners import PUBLISHED, Manners
from kiosk.apis.web import open_web
from kiosk.desk.desk import Desk
from kiosk.domain.access import Role
from kiosk.domain.branch import Branch
from kiosk.store.kept_errands import KeptErrands
from kiosk.store.memory import MemoryStore
from tests.apis.shop import Shop
from tests.apis.skiplino.bureau import bureau
from tests.contract.shop import NOON
from tests.desk.hands import StoppedClock

QUICK = Limits(
    budget=2.5,
    post=1.5,
    waits=(0.01, 0.02, 0.05),
    lag=0.02,
    unsent=(0.01, 0.02),
    after=(0.0, 0.0, 0.0),
)
"""As in earnest, and quicker: all of it happens on this machine."""

_IDS = count(1)

GATEWAY_ERROR = b"<html>502 Bad Gateway</html>"


@dataclass
class Wire:
    """What happens between client and server. `lose` and `refuse` are asked for each request
    (method and path) and say whether its answer gets lost, or it never gets there; `doubled`
    whether it is delivered twice. `asked` are all requests."""

    app: ASGIApp
    lose: Callable[[str], bool] = lambda _: False
    refuse: Callable[[str], bool] = lambda _: False
    doubled: Callable[[str], bool] = lambda _: False

    def __post_init__(self) -> None:
        self.asked: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        what = f"{scope['method']} {scope['path'].removeprefix('/external/v1')}"
        self.asked.append(what)
        if self.refuse(what):
            await _gateway_error(send)
            return
        body = await receive()
        if self.doubled(what):
            await self.app(scope, _said(body), _nowhere)
        if self.lose(what):
            await self.app(scope, _said(body), _nowhere)
            await _gateway_error(send)
            return
        await self.app(scope, _said(body), send)


def _said(message: Message) -> Receive:
    async def receive() -> Message:
        return message

    return receive


async def _nowhere(message: Message) -> None:
    """An answer that gets lost."""


async def _gateway_error(send: Send) -> None:
    head = {"type": "http.response.start", "status": 502}
    await send(head | {"headers": [(b"content-type", b"text/html")]})
    await send({"type": "http.response.body", "body": GATEWAY_ERROR})


@dataclass(frozen=True)
class There:
    """A client, the desk behind the routes it asks, and what is between them."""

    client: SkiplinoClient
    desk: Desk
    clock: StoppedClock
    shop: Shop
    wire: Wire
    url: str
    habits: Habits
    errands: KeptErrands
    journal: Journal | None

    def again(self, **changes: Any) -> SkiplinoClient:
        """Another client of the same server: as after a restart, unless its habits differ."""
        journal = journal_over(self.errands, self.clock) if self.journal else None
        habits = replace(self.habits, **changes)
        return SkiplinoClient(open_web(self.url, None), self.clock, habits, journal)


def journal_over(
    errands: KeptErrands, clock: StoppedClock, limits: Limits = QUICK
) -> Journal:
    """A journal that is quick; no two errands of a store have the same id."""
    monotonic = asyncio.get_running_loop().time
    return Journal(
        errands, clock, lambda: f"errand{next(_IDS):04}", monotonic, limits=limits
    )


@asynccontextmanager
async def over_own_routes(
    branch: Branch | None = None,
    manners: Manners = PUBLISHED,
    *,
    role: Role = Role.SECRET,
    clock: StoppedClock | None = None,
    journaled: bool = True,
    limits: Limits = QUICK,
    **habits: Any,
) -> AsyncIterator[There]:
    """The server with one branch (the bureau), and a client with a key of that `role`."""
    clock = clock or StoppedClock(NOON)
    shop = await Shop([branch or bureau()], clock=clock, manners=manners).open()
    kind = "secret" if role is Role.SECRET else "public"
    usual = {"keys": (await shop.key(role),), "kind": kind, "phone_secret": b"pepper"}
    wire = Wire(shop.served())
    errands = KeptErrands(MemoryStore())
    async with on_a_port(wire) as url:
        manner = Habits(**({"zone": ZoneInfo("UTC")} | usual | habits))
        journal = journal_over(errands, clock, limits) if journaled else None
        client = SkiplinoClient(open_web(url, None), clock, manner, journal)
        yield There(client, shop.desk, clock, shop, wire, url, manner, errands, journal)
        if journal:
            await journal.aclose()
        await client.aclose()
    await shop.desk.close()
    await shop.store.close()


@asynccontextmanager
async def on_a_port(app: ASGIApp) -> AsyncIterator[str]:
    """`app` on a free port of loopback: the base of the dialect there."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))  # asyncio delays small answers unless it says TCP
    config = uvicorn.Config(
        app, ws="none", lifespan="off", log_config=None, access_log=False
    )
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        while not server.started:  # it tells by a flag only
            if running.done():
                await running
                pytest.fail("the server ended before it listened")
            await asyncio.sleep(0)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/external/v1"
    finally:
        server.should_exit = True
        await running
        listener.close()
