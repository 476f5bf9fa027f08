"""A counter's terminal: a first frame at once, everything else behind it."""

import asyncio
import os
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.paths import share
from kiosk.tui.program import QuickLook
from kiosk.tui.staff.app import StaffApp
from kiosk.tui.staff.ready import Ready
from kiosk.wiring.leaving import run
from kiosk.wiring.staying import Staying
from kiosk.wiring.wishes import Wishes

if TYPE_CHECKING:
    from kiosk.apis.native.admin import NativeAdmin
    from kiosk.config.settings import Settings
    from kiosk.domain.ports import TicketPrinter
    from kiosk.tui.staff.keys import Key
    from kiosk.wiring.client import Where


def run_staff(wishes: Wishes) -> StaffApp:
    """Open the console, which makes itself ready after its first frame; return it when it ended."""
    stay = Staying()

    async def prepare() -> Ready:
        """Settings, server, words and printers, made off the event loop. KioskError."""
        made = await asyncio.to_thread(_made, wishes)
        if made.greeter:
            stay.begin(made.greeter, made.place)
        return made.ready

    quick = QuickLook(share("themes"), wishes.theme or "kiosk-dark")
    app = StaffApp(prepare, quick)
    run(app, goodbye=stay.break_off)
    return app


@dataclass(frozen=True, slots=True)
class _Made:
    """`greeter` stays with this machine's own server, in nobody's name: operators come and go."""

    ready: Ready
    place: "Where"
    greeter: "NativeAdmin | None"


def _made(wishes: Wishes) -> _Made:
    from kiosk.wiring.client import where
    from kiosk.wiring.ground import data_directory, log_beside, read_settings

    settings = read_settings(wishes.config)
    keys = table(wishes.config)
    data = data_directory(settings, wishes.data)
    log_beside(data, "staff")
    place = where(settings, data, wishes.server, wishes.config)
    ready = _ready(settings, wishes, place.open(), keys, data)
    return _Made(ready, place, place.open() if place.socket else None)


def _ready(
    settings: "Settings",
    wishes: Wishes,
    client: "NativeAdmin",
    keys: "tuple[Key, ...]",
    data: Path,
) -> Ready:
    from kiosk.domain.branch import BranchId, CounterId
    from kiosk.i18n.catalogue import Catalogue
    from kiosk.i18n.terminals import draws_in_order
    from kiosk.wiring.ground import SystemClock

    staff = settings.staff
    branch = wishes.branch or staff.branch
    counter = wishes.counter or staff.counter
    return Ready(
        backend=client,
        door=client,
        catalogue=Catalogue.load(parts=("staff",)),
        clock=SystemClock(),
        new_key=lambda: str(uuid.uuid4()),
        printers=_printers(settings, data),
        branch=BranchId(branch) if branch else None,
        counter=CounterId(counter) if counter else None,
        name=staff.name,
        locale=wishes.locale or staff.locale,
        theme=wishes.theme or staff.theme,
        table=keys,
        sound=staff.sound,
        ask_outcome=staff.outcome,
        idle_minutes=staff.idle_minutes,
        bidi=draws_in_order(settings.terminal.bidi, os.environ),
    )


def _printers(settings: "Settings", data: Path) -> "Mapping[str, TicketPrinter]":
    """All of this machine, the usual one first."""
    from kiosk.wiring.printers import built, chosen, configured

    found = configured(settings, data)
    if not found:
        return {}
    usual = chosen(found, settings.staff.printer or None)
    others = [printer for printer in found if printer is not usual]
    return {printer.name: built(printer, data) for printer in (usual, *others)}


def table(config: Path | None) -> "tuple[Key, ...]":
    """Every action with its keys, as the settings have them. BadConfig says where they don't."""
    from kiosk.tui.staff.key_names import BadKeys, remapped
    from kiosk.wiring.ground import read_settings, settings_rows
    from kiosk.wiring.names import bad_keys

    wanted = read_settings(config).staff.keys
    # settings that were checked before have a namespace in a mapping's place
    found = remapped(getattr(wanted, "__dict__", wanted))
    if isinstance(found, BadKeys):
        raise bad_keys(settings_rows(config), found)
    return found


__all__ = ["Wishes", "run_staff", "table"]
