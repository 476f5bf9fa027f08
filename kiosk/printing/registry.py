"""Kinds of printers by name; the one that is used is imported, the others are not."""

from collections.abc import Mapping
from importlib import import_module

from kiosk.errors import BadInput
from kiosk.printing.transport import Place, Transport

KINDS: Mapping[str, str] = {
    "network": "kiosk.printing.transports.network:Network",
    "file": "kiosk.printing.transports.file:File",
    "preview": "kiosk.printing.transports.preview:Preview",
    "memory": "kiosk.printing.transports.memory:Memory",
}
"""A kind, as in the settings, and the class that is its way to a printer."""


def transport(kind: str, place: Place) -> Transport:
    """The way to the printer at `place`. BadInput: no such kind, or `place` lacks something."""
    if kind not in KINDS:
        known = ", ".join(KINDS)
        raise BadInput(
            detail=f"no printer kind {kind!r}; there are: {known}",
            fields={"kind": kind},
        )
    module, _, name = KINDS[kind].partition(":")
    made: Transport = getattr(import_module(module), name).at(place)
    return made
