"""The customer's screen: a first frame at once, everything else behind it."""

import asyncio
import os
import uuid
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kiosk import endpoint, logs
from kiosk.errors import BadConfig, KioskError
from kiosk.paths import share
from kiosk.tui.customer.app import CustomerApp
from kiosk.tui.customer.ready import QuickLook, Ready
from kiosk.tui.themes import load_themes as read_themes

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.theme import Theme

    from kiosk.apis.native.admin import NativeAdmin
    from kiosk.config.settings import Settings
    from kiosk.domain.ports import TicketPrinter
    from kiosk.i18n.catalogue import Catalogue

_LOOK_SECONDS: Final = 2.0
"""How often a kiosk looks whether its own server still answers."""

_LEASE_LOOKS: Final = 10
"""After so many looks it says again that it is here."""

_tasks: set["asyncio.Task[None]"] = set()


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line asked for; None: what the settings say."""

    config: Path | None = None
    data: Path | None = None
    server: str | None = None
    branch: str | None = None
    theme: str | None = None
    locale: str | None = None


def load_themes() -> "tuple[dict[str, Theme], list[BadConfig]]":
    """The themes there are by name, and what is wrong with those left out."""
    return read_themes(share("themes"))


def customer_app(wishes: Wishes | None) -> CustomerApp:
    """The app, which makes itself ready after its first frame."""
    wanted = wishes or Wishes()

    async def prepare() -> Ready:
        return await _prepare(wanted)

    quick = QuickLook(share("themes"), wanted.theme or "kiosk-dark")
    return CustomerApp(prepare, quick)


async def _prepare(wishes: Wishes) -> Ready:
    """Settings, server, words and printer, made off the event loop. KioskError."""
    made = await asyncio.to_thread(_made, wishes)
    if made.socket:
        stay = asyncio.create_task(_stay(made))
        _tasks.add(stay)
        stay.add_done_callback(_tasks.discard)
    return made.ready


@dataclass(frozen=True, slots=True)
class _Made:
    """`socket`: the server is on this machine; `revive` starts it anew, if it is ours to start."""

    ready: Ready
    client: "NativeAdmin"
    socket: Path | None
    revive: "Callable[[], object] | None"


def _made(wishes: Wishes) -> _Made:
    from kiosk.i18n.catalogue import Catalogue
    from kiosk.wiring.client import open_client
    from kiosk.wiring.ground import data_directory, read_settings

    settings = read_settings(wishes.config)
    data = data_directory(settings, wishes.data)
    logs.set_up(data / "logs" / "kiosk.log", process="kiosk")
    named = wishes.server or settings.backend.server_url
    client = open_client(settings, data, named, wishes.config)
    catalogue = Catalogue.load()
    ready = _ready(
        settings, wishes, client, catalogue, _printer(settings, data, catalogue)
    )
    if named:
        return _Made(ready, client, None if "://" in named else Path(named), None)

    def revive() -> Path:
        return endpoint.find_or_start(
            data, config=wishes.config, demo=not settings.configured
        )

    return _Made(ready, client, endpoint.find(data), revive)


def _printer(
    settings: "Settings", data: Path, catalogue: "Catalogue"
) -> "TicketPrinter | None":
    from kiosk.wiring.printers import built, chosen, configured

    printers = configured(settings, data)
    if not printers:
        return None
    return built(chosen(printers, settings.kiosk.printer or None), data, catalogue)


def _ready(
    settings: "Settings",
    wishes: Wishes,
    client: "NativeAdmin",
    catalogue: "Catalogue",
    printer: "TicketPrinter | None",
) -> Ready:
    from kiosk.domain.branch import BranchId
    from kiosk.i18n.terminals import draws_in_order
    from kiosk.wiring.ground import SystemClock

    kiosk = settings.kiosk
    branch = wishes.branch or kiosk.branch
    first = (wishes.locale,) if wishes.locale else ()
    others = tuple(tag for tag in kiosk.locales if tag not in first)
    return Ready(
        backend=client,
        catalogue=catalogue,
        clock=SystemClock(),
        new_key=lambda: str(uuid.uuid4()),
        printer=printer,
        branch=BranchId(branch) if branch else None,
        name=kiosk.name,
        locales=first + others,
        theme=wishes.theme or kiosk.theme,
        screen_mm=kiosk.screen_mm,
        allow_small=kiosk.allow_small,
        bidi=draws_in_order(settings.terminal.bidi, os.environ),
        demo=not settings.configured,
    )


async def _stay(made: _Made) -> None:
    """Keep a server that was started for its clients, and start it again if it died.

    Ends with the app's loop, and says goodbye then.
    """
    name = uuid.uuid4().hex
    try:
        while True:
            with suppress(KioskError):
                await made.client.hello(name)
            for _ in range(_LEASE_LOOKS):
                await asyncio.sleep(_LOOK_SECONDS)
                if made.revive and made.socket and not endpoint.answers(made.socket):
                    with suppress(KioskError):
                        await asyncio.to_thread(made.revive)
                    break
    finally:
        with suppress(KioskError):
            await made.client.goodbye(name)
        await made.client.aclose()


__all__ = ["Wishes", "customer_app", "load_themes"]
