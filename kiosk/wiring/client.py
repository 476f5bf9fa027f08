"""A client of this place's server, for as long as a command or a screen needs it."""

import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.endpoint import find_or_start
from kiosk.errors import Ambiguous, KioskError, Unavailable

if TYPE_CHECKING:
    from kiosk.apis.native.admin import NativeAdmin
    from kiosk.config.settings import Settings
    from kiosk.domain.branch import Branch
    from kiosk.domain.ticket import Placed

_TRIES = 3
"""A server that is just going away is found, and gone: look again, then start one."""


@asynccontextmanager
async def connected(
    settings: "Settings",
    data: Path,
    server: str | None,
    config: Path | None,
    *,
    demo: bool = True,
) -> "AsyncIterator[NativeAdmin]":
    """A client that said hello; says goodbye at the end, so that a server may rest.

    `server` is a URL or a socket's path; else the settings' server; else the one that owns
    `data`, started if none answers. Raises Unavailable.
    """
    name = uuid.uuid4().hex
    client = await _greeted(settings, data, server, config, name, demo=demo)
    try:
        yield client
    finally:
        with suppress(KioskError):
            await client.goodbye(name)
        await client.aclose()


async def _greeted(
    settings: "Settings",
    data: Path,
    server: str | None,
    config: Path | None,
    name: str,
    *,
    demo: bool,
) -> "NativeAdmin":
    for left in reversed(range(_TRIES)):
        client = open_client(settings, data, server, config, demo=demo)
        try:
            await client.hello(name)
        except (Unavailable, Ambiguous):
            await client.aclose()
            if not left:
                raise
        else:
            return client
    raise AssertionError  # the last try returns or raises


def ticket_json(placed: "Placed", branch: "Branch") -> dict[str, Any]:
    """A ticket in the shape of our own API."""
    from kiosk.apis.native.translate import placed_to_wire

    return placed_to_wire(placed, branch, None).model_dump(mode="json")


def open_client(
    settings: "Settings",
    data: Path,
    server: str | None,
    config: Path | None,
    *,
    demo: bool = True,
) -> "NativeAdmin":
    """A client without a greeting; see `connected` for where it goes."""
    from kiosk.apis.http import open_client as open_http
    from kiosk.apis.native.admin import NativeAdmin

    url = server or settings.backend.server_url
    if url and "://" in url:
        return NativeAdmin(open_http(base_url=url, key=settings.backend.secret_key()))
    socket = (
        Path(url)
        if url
        else find_or_start(data, config=config, demo=demo and not settings.configured)
    )
    return NativeAdmin(open_http(socket=socket))
