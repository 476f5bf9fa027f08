"""What the configured system can do, tried without making anything there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from kiosk.domain.booking import Wanted
from kiosk.domain.ports import Backend, Capabilities
from kiosk.errors import Denied, KioskError, Reason
from kiosk.wiring.direct import is_direct
from kiosk.wiring.doctor import Check
from kiosk.wiring.ground import SystemClock
from kiosk.wiring.habits import habits

if TYPE_CHECKING:
    from kiosk.apis.together.names import Names
    from kiosk.config.settings import Settings
    from kiosk.domain.branch import Branch, BranchState

_OUR_SERVER: Final = frozenset(
    {"walkin", "call", "live", "check_in", "serving", "customers", "idempotent"}
)
"""What the server between does where they don't; a key used twice is its journal's."""

_UNKNOWABLE: Final[Mapping[str, Sequence[str]]] = {
    "skiplino": (
        "how many wait, before a number was taken there; at which counter somebody is called",
    ),
    "merchant": (
        "the id of a booking, from the answer to it: it is looked up by a mark in its note",
        "that two people have the same time: nothing there prevents it, so it is looked at after",
    ),
    "optimo": (
        "the service of a booking that was made elsewhere",
        "how they spell a status, before one was seen",
    ),
}
"""What their interfaces do not tell, whatever is asked."""

_SHOWN: Final = 12
"""Services named in a line; more are counted."""


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
    from stamina.instrumentation import set_on_retry_hooks

    from kiosk.wiring.ground import data_directory, read_settings

    set_on_retry_hooks(())  # what is tried again is no talk for a technician
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
    checks = [_ok("system", f"{kind}: a queue server of ours")]
    try:
        async with connected(where(settings, data, server, config)) as client:
            return checks + await _asked(Sought(client, kind, Names(), (), alone=True))
    except KioskError as error:
        return [*checks, _red("reachable", _told(error))]


async def _foreign(settings: "Settings", data: Path) -> list[Check]:
    """Another system, through its own client. Nothing is booked, so no journal is kept."""
    from kiosk.wiring.remote import names, open_foreign

    backend = settings.backend
    direct = is_direct(settings, None)
    way = ", asked by the kiosk itself" if direct else ""
    checks = [_ok("system", f"{backend.kind} at {backend.base_url}{way}")]
    client = open_foreign(backend, data, None)
    try:
        checks.append(_key(client, backend.kind))
        ours = None if direct else await _our_branches(data)
        found = Sought(client, backend.kind, names(backend), ours, alone=direct)
        checks += _calls(backend.kind, habits(backend, None), data)
        return checks + await _asked(found) + await _named(client)
    finally:
        await client.aclose()


async def _named(client: Any) -> list[Check]:
    """What only the settings name, and they may not know: a site, its services."""
    if not hasattr(client, "problems"):
        return []
    try:
        problems = await client.problems()
    except KioskError as error:
        return [_red("catalogue", _told(error))]
    found = [_red("catalogue", one) for one in problems]
    return found or [_ok("catalogue", "the site and each of its services are known")]


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
        return [_red(where, _told(error))]
    checks = [_ok("reachable", f"answers; {len(states)} branches")]
    if not states:
        checks.append(_red("branches", "none there that this key may see"))
    for state in states:
        checks.append(_ok("branch", _branch_line(state.branch)))
        checks += await _times(sought.backend, state)
    checks += list(_mapped(sought, states))
    checks += _can(sought.backend.capabilities, sought)
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
    """Tomorrow's times of the first service that has any to be booked."""
    branch = state.branch
    timed = next((one for one in branch.services if one.appointable), None)
    if timed is None or not backend.capabilities.appointments:
        return []
    today = SystemClock().now().astimezone(ZoneInfo(branch.zone)).date()
    day: date = today + timedelta(days=1)
    try:
        (found,) = await backend.slots(Wanted(branch.id, timed.id), day)
    except KioskError as error:
        return [_red("times", f"{timed.id} on {day}: {_told(error)}")]
    free = sum(slot.reason is None for slot in found.slots)
    return [_ok("times", f"{timed.id} on {day}: {len(found.slots)}, {free} free")]


def _mapped(sought: Sought, states: "Sequence[BranchState]") -> list[Check]:
    """Which of our services are theirs, and which are not."""
    names, there = sought.names, {state.branch.id for state in states}
    services = {one.id for state in states for one in state.branch.services}
    odd = [
        *(f"branch {one}" for one in names.branches.values() if one not in there),
        *(f"service {one}" for one in names.services.values() if one not in services),
    ]
    found = [_red("names", f"not there: {', '.join(odd)}")] if odd else []
    if sought.alone:
        return found
    if sought.ours is None:
        detail = "no server of ours runs here: our own services are not looked at"
        return [*found, _ok("services", detail)]
    if not sought.ours:
        return [*found, _ok("services", "a branch of ours is made of theirs")]
    timed = [
        one for branch in sought.ours for one in branch.services if one.appointable
    ]
    lost = [one.id for one in timed if names.service(one.id) not in services]
    same = len(timed) - len(lost)
    found.append(_ok("services", f"{same} of ours that have times are known there"))
    if lost:
        detail = f"not known there, so they have no times: {', '.join(lost)}"
        found.append(_see("services", f"{detail}; see backend.services"))
    return found


def _can(can: Capabilities, sought: Sought) -> list[Check]:
    """What they do, what our server does in their place, and what nobody can."""
    flags = [one.name for one in fields(Capabilities) if one.name != "emulated"]
    here = {one for one in flags if one in can.emulated}
    if not sought.alone:
        here |= {one for one in _OUR_SERVER if not getattr(can, one)}
    works = [one for one in flags if getattr(can, one) and one not in here]
    lacks = [one for one in flags if not getattr(can, one) and one not in here]
    found = [_ok("works", _words(works))]
    if here:
        done = [one for one in flags if one in here]
        found.append(_ok("done here", f"{_words(done)}: they see nothing of it"))
    found.append(_ok("not there", _words(lacks)))
    return found + [_ok("not known", one) for one in _UNKNOWABLE.get(sought.kind, ())]


def _words(names: Sequence[str]) -> str:
    return ", ".join(name.replace("_", " ") for name in names) or "nothing"


def _more(client: Any) -> list[Check]:
    """What a client counts: what it left out of answers, and what calls are left."""
    found = []
    counts = getattr(client, "counts", {})
    if counts.get("left_out"):
        detail = f"{counts['left_out']} items of their answers could not be used"
        found.append(_see("left out", detail))
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
    return [_ok("calls left", detail)]


def _key(client: Any, kind: str) -> Check:
    """What kind of key it is, as far as a key says so."""
    if kind != "skiplino":
        return _ok("key", "there")
    if client.capabilities.appointments:
        return _ok("key", "a secret key")
    detail = "a public key: no appointments, and a lost answer can't be looked up"
    return _see("key", detail)


def _told(error: KioskError) -> str:
    if error.reason is Reason.AUTH:
        return f"the key is not accepted ({error.detail or error.reason})"
    return error.detail or str(error.reason)


def _ok(name: str, detail: str) -> Check:
    return Check(name, good=True, detail=detail)


def _see(name: str, detail: str) -> Check:
    return Check(name, good=True, detail=detail, warning=True)


def _red(name: str, detail: str) -> Check:
    return Check(name, good=False, detail=detail)
