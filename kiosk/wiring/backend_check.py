"""What the configured system can do, tried without making anything there."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from kiosk.domain.booking import Wanted
from kiosk.domain.ports import Backend
from kiosk.errors import Denied, KioskError, Reason
from kiosk.wiring.backend_words import abilities
from kiosk.wiring.check import Check, doubtful, fine, wrong
from kiosk.wiring.direct import is_direct
from kiosk.wiring.ground import SystemClock
from kiosk.wiring.habits import habits

if TYPE_CHECKING:
    from kiosk.apis.together.names import Names
    from kiosk.config.backend import Backend as BackendTable
    from kiosk.config.settings import Settings
    from kiosk.domain.branch import Branch, BranchState

_log: Final = logging.getLogger("kiosk")

_SHOWN: Final = 12
"""Services named in a line; more are counted."""

_DAYS: Final = 4
"""Days looked through for a free time: no longer than a weekend and a holiday, as each may be a
call of few."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is asked, and what we have on our side: None where no server of ours runs.

    `alone`: there is nobody between, as with a server of ours and with a kiosk that asks by itself.
    """

    backend: Backend
    kind: str
    names: "Names"
    ours: "Sequence[Branch] | None"
    alone: bool = False


async def check_backend(
    config: Path | None, data: Path | None, server: str | None
) -> list[Check]:
    """Every check of the system the settings name. BadConfig when they can't be used."""
    from kiosk.wiring.ground import data_directory, read_settings

    _log.addHandler(logging.NullHandler())  # each line here says what is wrong itself
    settings = read_settings(config)
    place = data_directory(settings, data)
    foreign = settings.backend.kind not in ("embedded", "server")
    if server or not foreign:
        return await _own(settings, place, server, config)
    return await _foreign(settings, place)


async def _own(
    settings: "Settings", data: Path, server: str | None, config: Path | None
) -> list[Check]:
    """A queue server of ours, through its own dialect."""
    from kiosk.apis.together.names import Names
    from kiosk.wiring.client import connected, where

    kind = "server" if server else settings.backend.kind
    checks = [fine("system", f"{kind}: a queue server of ours")]
    try:
        async with connected(where(settings, data, server, config)) as client:
            return checks + await _asked(Sought(client, kind, Names(), (), alone=True))
    except KioskError as error:
        return [*checks, wrong("reachable", _told(error))]


async def _foreign(settings: "Settings", data: Path) -> list[Check]:
    """Another system, through its own client. Nothing is booked, so no journal is kept."""
    from kiosk.wiring.remote import names, open_foreign

    backend = settings.backend
    direct = is_direct(settings, None)
    way = ", asked by the kiosk itself" if direct else ""
    checks = [fine("system", f"{backend.kind} at {backend.base_url}{way}")]
    checks += _address(backend)
    if not _has_key(backend):
        detail = "none: backend.key_file names the file that holds it"
        return [*checks, wrong("key", detail)]
    client = open_foreign(backend, data, None)
    try:
        checks.append(_key(client, backend.kind))
        ours = None if direct else await _our_branches(data)
        found = Sought(client, backend.kind, names(backend), ours, alone=direct)
        checks += _calls(backend.kind, habits(backend, None), data)
        return checks + await _asked(found) + await _named(client)
    finally:
        await client.aclose()


def _has_key(backend: "BackendTable") -> bool:
    """Whether there is one. What the merchant's is called, its own settings say."""
    from kiosk.config.secret import secret_key

    return backend.kind == "merchant" or bool(secret_key(backend))


def _address(backend: "BackendTable") -> list[Check]:
    """An address with a part too few or too many, as far as that shows."""
    path = urlsplit(backend.base_url or "").path
    if backend.kind == "skiplino":
        if path.endswith("/external/v1"):
            return []
        detail = "Skiplino's ends in /external/v1, and this one does not"
        return [doubtful("base_url", detail)]
    table = backend.optimo if backend.kind == "optimo" else backend.merchant
    if not (path and table.prefix):
        return []
    detail = f"{table.prefix} comes behind it by itself: backend.{backend.kind}.prefix"
    return [doubtful("base_url", detail)]


async def _named(client: Any) -> list[Check]:
    """What only the settings name, and they may not know: a site, its services."""
    if not hasattr(client, "problems"):
        return []
    try:
        problems = await client.problems()
    except KioskError as error:
        return [wrong("catalogue", _told(error))]
    found = [wrong("catalogue", one) for one in problems]
    return found or [fine("catalogue", "the site and each of its services are known")]


async def _our_branches(data: Path) -> "Sequence[Branch] | None":
    """Those of the server that runs here; none is started for this."""
    from kiosk.apis.clients import open_client
    from kiosk.apis.native.admin import NativeAdmin
    from kiosk.endpoint import find

    socket = find(data)
    if socket is None:
        return None
    client = NativeAdmin(open_client(socket=socket))
    try:
        return [state.branch for state in await client.branches()]
    except KioskError:
        return None
    finally:
        await client.aclose()


async def _asked(sought: Sought) -> list[Check]:
    try:
        states = await sought.backend.branches()
    except KioskError as error:
        where = "key" if isinstance(error, Denied) else "reachable"
        return [wrong(where, _told(error))]
    checks = [fine("reachable", f"answers; {len(states)} branches")]
    if not states:
        checks.append(wrong("branches", "none there that this key may see"))
    for state in states:
        checks.append(fine("branch", _branch_line(state.branch)))
        checks += await _times(sought.backend, state)
        checks += await _booked(sought.backend, state)
    checks += list(_mapped(sought, states))
    can = sought.backend.capabilities
    checks += abilities(can, sought.kind, alone=sought.alone)
    return checks + _more(sought.backend)


def _branch_line(branch: "Branch") -> str:
    services = [f"{one.id} ({_name(branch, one.id)})" for one in branch.services]
    shown = ", ".join(services[:_SHOWN])
    more = f" and {len(services) - _SHOWN} more" if len(services) > _SHOWN else ""
    return f"{branch.id} ({_word(branch, branch.name)}): {shown or 'no services'}{more}"


def _name(branch: "Branch", service: str) -> str:
    found = next(one for one in branch.services if one.id == service)
    return _word(branch, found.name)


def _word(branch: "Branch", words: Mapping[str, str]) -> str:
    from kiosk.domain.branch import in_language

    return in_language(words, branch.default_locale, branch.default_locale) or "no name"


async def _times(backend: Backend, state: "BranchState") -> list[Check]:
    """The next free times, after today, of the first service that has any to be booked."""
    branch = state.branch
    timed = next((one for one in branch.services if one.appointable), None)
    if timed is None or not backend.capabilities.appointments:
        return []
    said: list[str] = []
    for ahead in range(1, _DAYS + 1):
        day = _today(branch) + timedelta(days=ahead)
        try:
            (found,) = await backend.slots(Wanted(branch.id, timed.id), day)
        except KioskError as error:
            return [wrong("times", f"{timed.id} on {day}: {_told(error)}")]
        if found.free:
            count = f"{len(found.slots)}, {len(found.free)} free"
            return [fine("times", "; ".join([*said, f"{timed.id} on {day}: {count}"]))]
        said.append(f"{day}: {'none free' if found.slots else 'closed, or all taken'}")
    return [doubtful("times", f"{timed.id}: {'; '.join(said)}")]


async def _booked(client: Any, state: "BranchState") -> list[Check]:
    """Whether today's bookings can be read: that takes more than what everybody may see."""
    if not hasattr(client, "told"):
        return []
    try:
        told = await client.told(state.branch.id, _today(state.branch))
    except KioskError as error:
        where = "key" if isinstance(error, Denied) else "bookings"
        return [wrong(where, _told(error))]
    return [fine("bookings", f"can be read; {len(told)} today")]


def _today(branch: "Branch") -> date:
    return SystemClock().now().astimezone(ZoneInfo(branch.zone)).date()


def _mapped(sought: Sought, states: "Sequence[BranchState]") -> list[Check]:
    """Which of our services are theirs, and which are not."""
    names, there = sought.names, {state.branch.id for state in states}
    services = {one.id for state in states for one in state.branch.services}
    odd = [
        *(f"branch {one}" for one in names.branches.values() if one not in there),
        *(f"service {one}" for one in names.services.values() if one not in services),
    ]
    found = [wrong("names", f"not there: {', '.join(odd)}")] if odd else []
    if sought.alone:
        return found
    if sought.ours is None:
        detail = "no server of ours runs here: our own services are not looked at"
        return [*found, fine("services", detail)]
    if not sought.ours:
        return [*found, fine("services", "a branch of ours is made of theirs")]
    timed = [
        one for branch in sought.ours for one in branch.services if one.appointable
    ]
    lost = [one.id for one in timed if names.service(one.id) not in services]
    same = len(timed) - len(lost)
    found.append(fine("services", f"{same} of ours that have times are known there"))
    if lost:
        detail = f"not known there, so they have no times: {', '.join(lost)}"
        found.append(doubtful("services", f"{detail}; see backend.services"))
    return found


def _more(client: Any) -> list[Check]:
    """What a client counts: what it left out of answers, and what calls are left."""
    found = []
    counts = getattr(client, "counts", {})
    if counts.get("left_out"):
        detail = f"{counts['left_out']} items of their answers could not be used"
        found.append(doubtful("left out", detail))
    return found


def _calls(kind: str, known: Any, data: Path) -> list[Check]:
    """What is left of the month's calls, as the server that runs here counted them."""
    if kind != "optimo":
        return []
    from kiosk.apis.optimo.budget_file import SpentFile
    from kiosk.wiring.remote import OPTIMO_CALLS

    month, calls = SpentFile(data / OPTIMO_CALLS).read()
    this = f"{SystemClock().now():%Y-%m}"
    left = known.a_month - (calls if month == this else 0)
    detail = f"{left} of {known.a_month} in {this}, {known.a_minute} a minute"
    return [fine("calls left", detail)]


def _key(client: Any, kind: str) -> Check:
    """What kind of key it is, as far as a key says so."""
    if kind != "skiplino":
        return fine("key", "there")
    if client.capabilities.appointments:
        return fine("key", "a secret key")
    detail = "a public key: no appointments, and a lost answer can't be looked up"
    return doubtful("key", detail)


def _told(error: KioskError) -> str:
    if error.reason is Reason.AUTH:
        return f"the key is not accepted ({error.detail or error.reason})"
    return error.detail or str(error.reason)
