"""The queue server, put together and run."""

import asyncio
import logging
import os
import shutil
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kiosk import __version__, endpoint
from kiosk.domain.storing import Store
from kiosk.errors import Reason, Unavailable
from kiosk.paths import socket_file
from kiosk.wiring.direct import check_served
from kiosk.wiring.ground import SystemClock, log_beside, new_digits, new_id

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from kiosk.apis.skiplino.manners import Manners
    from kiosk.config.settings import Settings
    from kiosk.desk.desk import Desk
    from kiosk.domain.ports import Backend
    from kiosk.server.gate import ServerGate
    from kiosk.server.leases import Leases
    from kiosk.server.run import Tcp
    from kiosk.wiring.remote import Remote

_FREE_MB: Final = 50
"""Less free disk than this and the server says that it is not ready."""

_TURN_SECONDS: Final = 20.0
_SWEEP_SECONDS: Final = 10.0
_KEEP_UP_SECONDS: Final = 5.0
_RECEIPT_AGE: Final = timedelta(hours=24)

_log = logging.getLogger("kiosk.server")


@dataclass(frozen=True, slots=True)
class Serving:
    """How a server is to run. `host` None: on its Unix socket only.

    `until_idle`: started by a client, ends when the last one has gone.
    """

    data: Path
    database: str | None
    host: str | None
    port: int
    socket: Path | None
    demo: bool
    until_idle: bool


def run(
    settings: "Settings", serving: Serving, announce: Callable[[str], None]
) -> None:
    """Serve until told to end; says where it listens by one call of `announce`.

    Unavailable when the data is owned by another server. BadConfig where there is to be none.
    """
    import uvloop

    if not serving.demo:
        check_served(settings)

    log_beside(serving.data, "server")
    with ExitStack() as held:
        _own(serving, held)
        uvloop.run(_serve(settings, serving, announce))


def _own(serving: Serving, held: ExitStack) -> None:
    """Lock the data directory, and the one of a database that lies elsewhere. Unavailable."""
    from kiosk.store.lock import DataLock

    places = [serving.data]
    if serving.database:
        places.append(Path(serving.database).parent)
    for place in {place.resolve() for place in places}:
        held.callback(DataLock.take(place, SystemClock().now()).release)


async def _serve(
    settings: "Settings", serving: Serving, announce: Callable[[str], None]
) -> None:
    from kiosk.server.app import seen
    from kiosk.server.leases import Leases
    from kiosk.server.run import Listener, serve, tcp_listener, unix_listener

    tcp = _tcp(settings, serving)
    store, desk = await open_desk(serving.data, serving.database)
    leases = Leases(time.monotonic)
    held = AsyncExitStack()
    try:
        await _load_demo(desk, wanted=serving.demo)
        remote = _remote(settings, store, desk, serving)
        if remote:
            held.push_async_callback(remote.aclose)
            await remote.begin()
        app, gate = build(settings, store, desk, serving.data, leases, remote)
        socket = (serving.socket or socket_file(serving.data)).absolute()
        listeners: list[Listener] = [
            (unix_listener(socket), seen(app, owner=True), None)
        ]
        url = None
        if tcp:
            listener = tcp_listener(tcp)
            url = tcp.url(listener.getsockname()[1])
            listeners.append((listener, seen(app, owner=False), tcp))
        here = endpoint.Endpoint(os.getpid(), str(socket), url)
        await serve(
            listeners,
            closing=gate.closing,
            on_ready=lambda: _ready(serving.data, here, announce),
            tasks=_tasks(serving, desk, store, leases, gate, here, remote),
        )
    finally:
        await held.aclose()
        endpoint.forget(serving.data, os.getpid())
        await desk.close()
        await store.close()


def _ready(
    data: Path, here: endpoint.Endpoint, announce: Callable[[str], None]
) -> None:
    """Say so. Neither a full disk nor a reader of stdout who left ends the server for it."""
    line = f"listening on {here.url or here.socket}"
    for say in (partial(endpoint.write, data, here), partial(announce, line)):
        try:
            say()
        except (Unavailable, OSError) as error:
            _log.warning("could not say where it is", extra={"detail": str(error)})


def _tcp(settings: "Settings", serving: Serving) -> "Tcp | None":
    from kiosk.server.run import Tcp, check_exposure

    if serving.host is None:
        return None
    tcp = Tcp(
        serving.host,
        serving.port,
        settings.server.tls_cert,
        settings.server.tls_key,
        settings.server.insecure_lan,
    )
    check_exposure(tcp)
    return tcp


async def open_desk(data: Path, database: str | None) -> "tuple[Store, Desk]":
    """Our own queue over the database in `data` (or the file named)."""
    from kiosk.desk.desk import Desk
    from kiosk.store.pepper import pepper
    from kiosk.store.sqlite import SqliteStore

    store = SqliteStore.open(Path(database) if database else data / "queue.db")
    secret = pepper(data / "phone.secret")
    desk = Desk(store, SystemClock(), new_id, new_digits, secret)
    await desk.turn_days()
    return store, desk


async def _load_demo(desk: "Desk", *, wanted: bool) -> None:
    """The demo branch, unless some branch is there already."""
    if wanted and not await desk.branches():
        from kiosk.config.branch_file import demo_branch

        await desk.load(demo_branch())


def _remote(
    settings: "Settings", store: Store, desk: "Desk", serving: Serving
) -> "Remote | None":
    """The other system whose bookings are served, if it is such a configuration."""
    if serving.demo or settings.backend.kind in ("embedded", "server"):
        return None
    from kiosk.wiring.remote import open_remote

    return open_remote(settings.backend, store, desk, serving.data)


def build(
    settings: "Settings",
    store: Store,
    desk: "Desk",
    data: Path,
    leases: "Leases",
    remote: "Remote | None" = None,
) -> "tuple[ASGIApp, ServerGate]":
    """The application over a desk, or over both it and another system: all dialects, keys,
    health, documents."""
    from kiosk.apis.native import routes as native
    from kiosk.apis.native.routes_operators import operator_routes
    from kiosk.apis.skiplino import routes as skiplino
    from kiosk.apis.skiplino.voice import Voice
    from kiosk.i18n.catalogue import Catalogue
    from kiosk.server.admin import admin_routes
    from kiosk.server.app import build_app
    from kiosk.server.gate import ServerGate
    from kiosk.server.health import health_routes
    from kiosk.server.keyring import KeyRing
    from kiosk.server.operators import Operators
    from kiosk.server.pins import Pins
    from kiosk.server.rate import RateLimit
    from kiosk.server.refusals import Voice as Spoken
    from kiosk.wiring.feeds import feeds
    from kiosk.wiring.merchant import accounts, merchant_routes, merchant_voice
    from kiosk.wiring.optimo import optimo_routes, optimo_voice

    front: Backend = remote.together if remote else desk
    keys = KeyRing(store, SystemClock(), new_id)
    operators = Operators(store, SystemClock(), time.monotonic, new_id, Pins())
    rate = RateLimit(settings.server.rate_limit, time.monotonic)
    gate = ServerGate(keys, rate, RateLimit(5, time.monotonic), operators)

    @cache
    def catalogue() -> Catalogue:
        """Words are needed at the first refusal, not before the first ticket."""
        return Catalogue.load()

    def say(locale: str, reason: Reason) -> str:
        return catalogue().speaker(locale, "UTC").error(reason)

    calendars, subscriptions = feeds(store, desk, gate)
    dialects = [
        *native.routes(front, gate, desk.load, operators),
        *operator_routes(operators, gate),
        *skiplino.routes(front, gate, say, _manners(settings)),
        *merchant_routes(
            settings.merchant, front, desk, gate, accounts(store, desk, keys), say
        ),
        *optimo_routes(settings.optimo, front, desk, gate),
        *calendars,
    ]

    def worries() -> list[str]:
        return [*desk.worries(), *(remote.worries() if remote else ())]

    health = health_routes(gate, _checks(store, data), worries=worries)
    own = [admin_routes(gate, keys, leases), subscriptions, health]
    voices: list[Spoken] = [Voice(say), merchant_voice(say), optimo_voice()]
    return build_app(own, dialects, version=__version__, voices=voices), gate


def _manners(settings: "Settings") -> "Manners":
    """The settings' words as the dialect takes them."""
    from zoneinfo import ZoneInfo

    from kiosk.apis.skiplino.manners import Manners

    said = settings.skiplino
    return Manners(
        company=said.company_id,
        zone=ZoneInfo(said.time_zone) if said.time_zone else None,
        movable=frozenset(said.reschedule_statuses),
        lists_full=said.full_slots == "list",
        unknown_ticket=said.unknown_ticket,
        unknown_customer=said.unknown_customer,
        all_words=said.words == "all",
        public_names=said.public_names,
    )


def _checks(store: Store, data: Path) -> dict[str, Callable[[], str]]:
    def database() -> str:
        store.check()
        return "writable"

    def disk() -> str:
        free = shutil.disk_usage(data).free // 1_000_000
        if free < _FREE_MB:
            raise Unavailable(Reason.STORE_FULL, detail=f"{free} MB free")
        return f"{free} MB free"

    def clock() -> str:
        """A machine that lost its battery wakes up before this program was written."""
        now = SystemClock().now()
        if now.year < 2026:
            raise Unavailable(
                Reason.UNEXPECTED, detail=f"the clock says {now:%Y-%m-%d}"
            )
        return f"{now:%Y-%m-%dT%H:%M:%SZ}"

    return {"database": database, "disk": disk, "clock": clock}


def _tasks(
    serving: Serving,
    desk: "Desk",
    store: Store,
    leases: "Leases",
    gate: "ServerGate",
    here: endpoint.Endpoint,
    remote: "Remote | None",
) -> list[Callable[[], Awaitable[None]]]:
    clock = SystemClock()

    async def tend() -> None:
        """Turn business days at their hour, note who did not come to an appointment, and forget
        what nobody asks for any more: keys, holds, guests.

        And say again where the server is, if the disk had no room for it.
        """
        await desk.tend()
        before = clock.now() - _RECEIPT_AGE
        await store.write(lambda tx: tx.forget_receipts(before))
        if remote:
            await remote.forget()
        if endpoint.read(serving.data) != here:
            endpoint.write(serving.data, here)

    async def watch_clients() -> None:
        if leases.over():
            gate.closing.set()

    tasks = [_every(_TURN_SECONDS, tend)]
    if serving.until_idle:
        tasks.append(_every(0.25, watch_clients))
    if remote:
        tasks.append(_every(_SWEEP_SECONDS, remote.sweep))
        tasks.append(_every(_KEEP_UP_SECONDS, remote.keep_up))
    return tasks


def _every(
    seconds: float, deed: Callable[[], Awaitable[None]]
) -> Callable[[], Awaitable[None]]:
    """`deed` now and then; a failure is logged and tried again next time."""

    async def repeat() -> None:
        while True:
            try:
                await deed()
            except Unavailable as error:
                _log.warning("put off", extra={"detail": error.detail})
            await asyncio.sleep(seconds)

    return repeat
