"""What a system can do, in a technician's words."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from kiosk.domain.ports import Capabilities
from kiosk.wiring.check import Check, fine

_WORDS: Final[Mapping[str, str]] = {
    "walkin": "numbers for who walks in",
    "appointments": "appointments",
    "cancel": "cancelling",
    "reschedule": "moving an appointment",
    "hold": "keeping a time while somebody confirms",
    "sessions": "groups and classes",
    "series": "series of appointments",
    "customers": "customers",
    "check_in": "checking in",
    "call": "calling",
    "serving": "counters",
}
"""What somebody sees of each; how programs talk to each other is no matter for a technician."""

_OUR_SERVER: Final = frozenset({"walkin", "call", "check_in", "serving", "customers"})
"""What the server between does where they don't."""

_OTHERWISE: Final[Mapping[str, str]] = {
    "reschedule": "moving an appointment: the new time is booked, then the old one called off",
}
"""What they see, and have no single call for."""

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


def abilities(can: Capabilities, kind: str, *, alone: bool) -> list[Check]:
    """What they do, what our server does in their place, and what nobody can. `alone`: there is
    no server of ours between."""
    here = {name for name in can.emulated if name not in _OTHERWISE}
    if not alone:
        here |= {name for name in _OUR_SERVER if not getattr(can, name)}
    otherwise = [name for name in _OTHERWISE if name in can.emulated]
    works = [name for name in _WORDS if getattr(can, name) and name not in here]
    lacks = [name for name in _WORDS if not getattr(can, name) and name not in here]
    found = [fine("works", _said(set(works) - set(otherwise)))]
    found += [fine("in two steps", _OTHERWISE[name]) for name in otherwise]
    if here:
        found.append(fine("done here", f"{_said(here)}: they see nothing of it"))
    found.append(fine("not there", _said(lacks)))
    if can.wants_name:
        found.append(fine("asked for", "a phone number and a name, to book a time"))
    return found + [fine("not known", one) for one in _UNKNOWABLE.get(kind, ())]


def _said(names: Iterable[str]) -> str:
    wanted = set(names)
    return ", ".join(_WORDS[name] for name in _WORDS if name in wanted) or "nothing"
