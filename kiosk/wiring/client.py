"""A client of this place's server, for as long as a command or a screen needs it."""

import asyncio
import time
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kiosk.endpoint import find_or_start
from kiosk.errors import Ambiguous, KioskError, Unavailable
from kiosk.wiring.direct import check_served

if TYPE_CHECKING:
    from kiosk.apis.native.admin import NativeAdmin
    from kiosk.config.settings import Settings
    from kiosk.domain.branch import Branch
    from kiosk.domain.ticket import Placed

_GREETING_SECONDS: Final = 6.0
"""How long a server that is just ending may take to be gone."""

_PAUSE_SECONDS: Final = 0.05


@dataclass(frozen=True, slots=True)
class Where:
    """Where the server is: at a URL with a key, or on this machine behind a Unix socket.

    `socket` is called for each try: it may start the server.
    """

    url: str | None = None
    key: str | None = None
    socket: Callable[[], Path] | None = None

    def open(self) -> "NativeAdmin":
        """A client, not yet greeted. Unavailable when no server could be started."""
        from kiosk.apis.clients import open_client
        from kiosk.apis.native.admin import NativeAdmin

        if self.socket:
            return NativeAdmin(open_client(socket=self.socket()))
        return NativeAdmin(open_client(base_url=self.url, key=self.key))


def where(
    settings: "Settings",
    data: Path,
    server: str | None,
    config: Path | None,
    *,
    demo: bool = True,
) -> Where:
    """`server` is a URL or a socket's path; else the settings' server; else the one that owns
    `data`, started when none answers (with the demo branch, where nothing is configured).
    BadConfig where the settings have none."""
    if server and _is_path(server):
        return Where(socket=lambda: Path(server))
    from kiosk.config.secret import secret_key

    if not server:
        check_served(settings)
    backend = _named(server, config).backend if server else settings.backend
    if backend.base_url and backend.kind == "server":
        foreign = settings.backend.kind not in ("embedded", "server")
        # another system's key is nothing for a queue server
        return Where(backend.base_url, None if foreign else secret_key(backend))
    wanted = demo and not settings.configured
    return Where(socket=lambda: find_or_start(data, config=config, demo=wanted))


def _is_path(server: str) -> bool:
    """A socket is named by a path; any other word can only have been meant as a URL."""
    if "://" in server or "@" in server:
        return False
    return "/" in server or Path(server).is_socket()


def _named(url: str, config: Path | None) -> "Settings":
    """The settings with `--server` over them: what may not be written there is refused here.

    BadConfig for a URL that holds a password, or would carry the key unencrypted.
    """
    from kiosk.wiring.ground import read_settings

    flags = {
        "backend.kind": "server",
        "backend.base_url": url,
        "backend.skiplino.direct": False,
    }
    return read_settings(config, flags)


@asynccontextmanager
async def connected(place: Where) -> "AsyncIterator[NativeAdmin]":
    """A client that said hello to its machine's server; says goodbye at the end, so that a
    server that was started for its clients may rest. Raises Unavailable."""
    name = uuid.uuid4().hex
    client = await _greeted(place, name) if place.socket else place.open()
    try:
        yield client
    finally:
        if place.socket:
            with suppress(KioskError):
                await client.goodbye(name)
        await client.aclose()


async def _greeted(place: Where, name: str) -> "NativeAdmin":
    """A server that is just ending refuses, or is gone: look again, then start one."""
    deadline = time.monotonic() + _GREETING_SECONDS
    while True:
        client = place.open()
        try:
            await client.hello(name)
        except (Unavailable, Ambiguous):
            await client.aclose()
            if time.monotonic() > deadline:
                raise
            await asyncio.sleep(_PAUSE_SECONDS)
        else:
            return client


def ticket_json(placed: "Placed", branch: "Branch") -> dict[str, Any]:
    """A ticket in the shape of our own API."""
    from msgspec import to_builtins

    from kiosk.apis.native.translate import placed_to_wire

    shown: dict[str, Any] = to_builtins(placed_to_wire(placed, branch, None))
    return shown
