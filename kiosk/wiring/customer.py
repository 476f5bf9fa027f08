"""The customer's screen: a first frame at once, everything else behind it."""

import asyncio
import os
import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.errors import BadConfig
from kiosk.paths import share
from kiosk.tui.customer.app import CustomerApp
from kiosk.tui.customer.ready import Ready
from kiosk.tui.program import AGAIN, QuickLook
from kiosk.tui.themes import load_themes as read_themes
from kiosk.wiring.leaving import begin_again, run
from kiosk.wiring.staying import Staying
from kiosk.wiring.wishes import Wishes

if TYPE_CHECKING:
    from textual.theme import Theme

    from kiosk.apis.native.admin import NativeAdmin
    from kiosk.config.settings import Settings
    from kiosk.domain.intent import Intents
    from kiosk.domain.ports import Backend, TicketPrinter
    from kiosk.i18n.catalogue import Catalogue
    from kiosk.tui.customer.tools import Upkeep
    from kiosk.wiring.client import Where


def load_themes() -> "tuple[dict[str, Theme], list[BadConfig]]":
    """The themes there are by name, and what is wrong with those left out."""
    return read_themes(share("themes"))


def run_customer(wishes: Wishes | None) -> CustomerApp:
    """Open the app, which makes itself ready after its first frame; return it when it ended."""
    wanted = wishes or Wishes()
    stay = Staying()

    async def prepare() -> Ready:
        """Settings, server, words and printer, made off the event loop. KioskError."""
        made = await asyncio.to_thread(_made, wanted)
        if made.greeter and made.place:
            stay.begin(made.greeter, made.place)
        return made.ready

    quick = QuickLook(share("themes"), wanted.theme or "kiosk-dark")
    app = CustomerApp(prepare, quick)
    run(app, goodbye=stay.break_off)
    if app.return_code == AGAIN:
        begin_again()
    return app


@dataclass(frozen=True, slots=True)
class _Made:
    """`place` None: there is no server. `greeter` stays with the one on this machine."""

    ready: Ready
    place: "Where | None" = None
    greeter: "NativeAdmin | None" = None


def _made(wishes: Wishes) -> _Made:
    from kiosk.i18n.catalogue import Catalogue
    from kiosk.store.intents import FileIntents
    from kiosk.wiring.direct import is_direct, open_direct
    from kiosk.wiring.ground import data_directory, log_beside, read_settings

    settings = read_settings(wishes.config)
    data = data_directory(settings, wishes.data)
    log_beside(data, "kiosk")
    place = client = None
    if not is_direct(settings, wishes.server):
        from kiosk.wiring.client import where

        place = where(settings, data, wishes.server, wishes.config)
        client = place.open()
    backend = client or open_direct(settings, data)
    catalogue = Catalogue.load()
    printer = _printer(settings, data, catalogue)
    intents = FileIntents(data / "intents")
    ready = _ready(settings, wishes, backend, intents, catalogue, printer)
    ready = replace(ready, upkeep=_upkeep(settings, data, wishes, place))
    return _Made(ready, place, client if place and place.socket else None)


def last_paper(wishes: Wishes | None, since: datetime) -> tuple[Path, str] | None:
    """The last ticket a `preview` printer wrote after `since`: where, and as text."""
    from kiosk.wiring.ground import data_directory, read_settings
    from kiosk.wiring.printers import PREVIEW, chosen, configured

    wanted = wishes or Wishes()
    settings = read_settings(wanted.config)
    printers = configured(settings, data_directory(settings, wanted.data))
    if not printers:
        return None
    printer = chosen(printers, settings.kiosk.printer or None)
    if printer.kind != PREVIEW or printer.path is None:
        return None
    file = printer.path / "last.txt"
    try:
        fresh = file.stat().st_mtime >= since.timestamp()
        return (file, file.read_text(encoding="utf-8")) if fresh else None
    except OSError:
        return None


def _printer(
    settings: "Settings", data: Path, catalogue: "Catalogue"
) -> "TicketPrinter | None":
    from kiosk.wiring.printers import built, chosen, configured

    printers = configured(settings, data)
    if not printers:
        return None
    return built(chosen(printers, settings.kiosk.printer or None), data, catalogue)


def _upkeep(
    settings: "Settings", data: Path, wishes: Wishes, place: "Where | None"
) -> "Upkeep":
    from kiosk.wiring.upkeep import PanelUpkeep

    system = settings.backend.base_url if place is None else place.url
    return PanelUpkeep(settings, data, wishes.server or system or "")


def _ready(
    settings: "Settings",
    wishes: Wishes,
    backend: "Backend",
    intents: "Intents",
    catalogue: "Catalogue",
    printer: "TicketPrinter | None",
) -> Ready:
    from kiosk.domain.branch import BranchId
    from kiosk.i18n.terminals import draws_in_order
    from kiosk.wiring.ground import SystemClock
    from kiosk.wiring.scanner import port, scans

    kiosk = settings.kiosk
    branch = wishes.branch or kiosk.branch
    first = (wishes.locale,) if wishes.locale else ()
    others = tuple(tag for tag in kiosk.locales if tag not in first)
    return Ready(
        backend=backend,
        intents=intents,
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
        scans=scans(settings),
        scanner=port(settings),
    )


__all__ = ["Wishes", "last_paper", "load_themes", "run_customer"]
