"""What works here, between the core and our own dialect, both ways."""

from dataclasses import replace
from typing import Final

from msgspec import UNSET, UnsetType

from kiosk.apis.native.wire_branch import Can
from kiosk.domain.ports import Capabilities
from kiosk.text import clean

_FLAGS: Final = tuple(name for name in Can.__struct_fields__ if name != "emulated")
_LONGEST: Final = 32
_MOST: Final = 32


def can_to_wire(can: Capabilities) -> Can:
    """What works."""
    flags = {name: getattr(can, name) for name in _FLAGS}
    return Can(**flags, emulated=sorted(can.emulated))


def can_from_wire(said: Can | UnsetType, known: Capabilities) -> Capabilities:
    """What works there; `known` where nothing is said, as by an older server."""
    if said is UNSET:
        return known
    flags = {name: getattr(said, name) for name in _FLAGS}
    names = (clean(name, _LONGEST) for name in said.emulated[:_MOST])
    return replace(known, **flags, emulated=frozenset(names))
