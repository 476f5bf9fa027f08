"""Every check a technician would make, in the order in which one failure explains the next."""

import os
import shutil
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kiosk.errors import KioskError
from kiosk.wiring.check import Check
from kiosk.wiring.direct import is_direct
from kiosk.wiring.scanner import examined

if TYPE_CHECKING:
    from kiosk.config.settings import Settings
    from kiosk.domain.branch import Branch

_FREE_MB: Final = 200
"""Less free disk than this is red: a day's tickets need far less, logs and copies more."""

_SQLITE: Final = (3, 51, 3)
"""The first SQLite without the WAL-reset bug (sqlite.org/wal.html)."""


async def examine(
    config: Path | None, data: Path | None, server: str | None
) -> list[Check]:
    """All checks. A red one never hides the others, except those that need it."""
    from kiosk.wiring.ground import data_directory, read_settings, settings_file

    checks = [_python(), _sqlite()]
    try:
        settings = read_settings(config)
    except KioskError as error:
        return [*checks, Check("settings", good=False, detail=error.detail)]
    file = settings_file(config)
    checks.append(Check("settings", good=True, detail=str(file or "none: the demo's")))
    place = data_directory(settings, data)
    checks += [_data(place), _disk(place), _themes(), _languages(), _arabic()]
    checks += [_sound(settings), examined(settings), _upkeep(place)]
    checks += _backend(settings)
    if is_direct(settings, server):
        checks += await _asked(settings, place)
    else:
        checks += await _server(settings, place, server, config)
    for printer in settings.printer:
        name = printer.name
        ask = partial(_printer, settings, place, name)
        checks.append(await _said(f"printer {name}", ask))
    return checks


async def _said(name: str, look: Callable[[], Awaitable[str]]) -> Check:
    try:
        return Check(name, good=True, detail=await look())
    except KioskError as error:
        return Check(name, good=False, detail=_told(error))


def _told(error: KioskError) -> str:
    return error.detail or str(error.reason)


def _python() -> Check:
    found = sys.version.split()[0]
    return Check("python", sys.version_info >= (3, 11), found)


def _sqlite() -> Check:
    import apsw

    found = apsw.sqlite_lib_version()
    numbers = tuple(int(part) for part in found.split("."))
    return Check("sqlite", numbers >= _SQLITE, found)


def _data(place: Path) -> Check:
    """Only this user may read the data, and this user may write it."""
    if not place.exists():
        return Check("data", good=True, detail=f"{place} (made at the first start)")
    mode = place.stat().st_mode & 0o777
    if mode & 0o077:
        return Check(
            "data", good=False, detail=f"{place}: others may look in; chmod 700"
        )
    return Check("data", os.access(place, os.W_OK), str(place))


def _disk(place: Path) -> Check:
    there = next(part for part in (place, *place.parents) if part.exists())
    free = shutil.disk_usage(there).free // 1_000_000
    return Check("disk", free >= _FREE_MB, f"{free} MB free at {there}")


def _themes() -> Check:
    from kiosk.wiring.customer import load_themes

    themes, bad = load_themes()
    problems = "; ".join(problem.detail for problem in bad)
    return Check("themes", not bad and bool(themes), problems or ", ".join(themes))


def _languages() -> Check:
    from kiosk.i18n.catalogue import Catalogue

    return Check("languages", good=True, detail=", ".join(Catalogue.load().locales))


def _arabic() -> Check:
    """Arabic on paper needs its font: without one the paper would be unreadable."""
    from kiosk.i18n.fonts import arabic_font

    found = arabic_font()
    return Check("arabic font", found is not None, found.name if found else "missing")


def _sound(settings: "Settings") -> Check:
    """What a board on this machine rings and speaks by. A kiosk needs neither."""
    from kiosk.wiring.board import loudspeaker

    ring, voice = loudspeaker(settings).used
    spoken = voice or ("no voice" if settings.board.speech else "voice off")
    return Check("sound", good=True, detail=f"{ring or 'chime off'}, {spoken}")


def _upkeep(place: Path) -> Check:
    """The technician's way in at a panel that keeps its data here."""
    from kiosk.wiring.upkeep import examined

    return examined(place)


def _backend(settings: "Settings") -> list[Check]:
    """Another system behind our server has a command of its own, as asking it takes a while."""
    backend = settings.backend
    if backend.kind in ("embedded", "server"):
        return []
    way = ", without a queue server" if backend.skiplino.direct else ""
    detail = f"{backend.kind} at {backend.base_url}{way}; kiosk backend check tries it"
    return [Check("backend", good=True, detail=detail)]


async def _server(
    settings: "Settings", data: Path, server: str | None, config: Path | None
) -> list[Check]:
    """Whether it answers, what it finds wrong with itself, and what worries it."""
    from kiosk.wiring.client import connected, where

    try:
        async with connected(where(settings, data, server, config)) as client:
            branches = await client.branches()
            said = await client.readiness()
    except KioskError as error:
        return [Check("server", good=False, detail=_told(error))]
    names = ", ".join(state.branch.id for state in branches)
    answers = f"answers; branches: {names or 'none loaded yet'}"
    return [
        Check("server", good=True, detail=answers),
        *(
            Check(f"server {name}", good=False, detail=bad)
            for name, bad in said.bad.items()
        ),
        *(Check("queue", good=True, detail=one, warning=True) for one in said.worries),
        *_places(settings, {state.branch.id: state.branch for state in branches}),
    ]


async def _asked(settings: "Settings", data: Path) -> list[Check]:
    """The same where the kiosk asks another system by itself."""
    from kiosk.wiring.direct import open_direct

    try:
        client = open_direct(settings, data)
    except KioskError as error:
        return [Check("key", good=False, detail=_told(error))]
    try:
        branches = await client.branches()
    except KioskError as error:
        return [Check("system", good=False, detail=_told(error))]
    finally:
        await client.aclose()
    known = {str(state.branch.id): state.branch for state in branches}
    answers = f"answers; branches: {', '.join(known) or 'none this key may see'}"
    return [
        Check("system", good=bool(known), detail=answers),
        *_places(settings, known),
    ]


def _places(settings: "Settings", branches: "Mapping[str, Branch]") -> Iterator[Check]:
    """Branches and counters that the settings name, and the server doesn't know."""
    for name in ("kiosk", "staff", "board"):
        wanted = getattr(settings, name).branch
        if wanted and wanted not in branches:
            there = ", ".join(branches) or "none"
            detail = f"no branch {wanted}; there are: {there}"
            yield Check(f"{name}.branch", good=False, detail=detail)
    counter = settings.staff.counter
    only = next(iter(branches)) if len(branches) == 1 else ""
    at = branches.get(settings.staff.branch or only)
    known = [str(one.id) for one in at.counters] if at else []
    if counter and at and counter not in known:
        detail = f"no counter {counter} at {at.id}; there are: {', '.join(known)}"
        yield Check("staff.counter", good=False, detail=detail)


async def _printer(settings: "Settings", data: Path, name: str) -> str:
    from kiosk.errors import PrinterTrouble
    from kiosk.wiring.printers import one_printer

    found = await one_printer(settings, data, name).status()
    if not found.ready:
        raise PrinterTrouble(found.reason, detail=found.detail or str(found.reason))
    return "ready, paper is near its end" if found.low else "ready"
