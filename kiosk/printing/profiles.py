"""What each kind of ticket printer can do, read from profiles.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from importlib.resources import files
from math import ceil
from typing import Any

from kiosk.errors import NotFound
from kiosk.printing.charset import ASCII, CODE_PAGE
from kiosk.printing.layout import LARGEST

_TALLEST, _MODULE = 24.1 / 25.4, 0.7 / 25.4
"""Inches."""

_FONT_A = 24
"""Dots."""


class Cutter(StrEnum):
    """What ends a ticket. PARTIAL leaves one point, so that the ticket does not fall."""

    PARTIAL = "partial"
    FULL = "full"
    NONE = "none"


class Confirm(StrEnum):
    """How a printer says that all it was sent is on paper. NONE: it never says."""

    GS_H = "gs_h"
    GS_R = "gs_r"
    NONE = "none"


class Clear(StrEnum):
    """How the rest of an unfinished ticket is dropped before new paper comes."""

    DLE_DC4 = "dle_dc4"
    DLE_ENQ = "dle_enq"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Profile:
    """A kind of printer. Widths in dots, and in columns of font A, 12 dots each."""

    name: str
    dots: int
    dpi: int
    columns: int
    codepage: int | None
    """The slot of code page 858, for ESC t; None for a printer that lacks it."""
    positions: bool
    """Goes to a column when told (ESC $)."""
    native_qr: bool
    cut: Cutter
    confirm: Confirm
    clear: Clear
    eject: bytes = b""
    """Sent after the cut, as it is."""

    @property
    def largest(self) -> int:
        """How many times its letters may grow: to 24 mm, also where dots are coarse."""
        return min(LARGEST, int(_TALLEST * self.dpi / _FONT_A))

    @property
    def module(self) -> int:
        """Dots of a QR code's module: 0.7 mm at least, which a phone reads at arm's length."""
        return ceil(_MODULE * self.dpi)

    @property
    def page(self) -> str:
        """Which characters it can write itself; all others are drawn."""
        return ASCII if self.codepage is None else CODE_PAGE


def profile(name: str) -> Profile:
    """The profile of that name. NotFound names the nearest one, and all there are."""
    known = _profiles()
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=1, cutoff=0.4)
    hint = f"did you mean: {near[0]}? " if near else ""
    raise NotFound(
        detail=f"no printer profile {name!r}; {hint}allowed: {', '.join(known)}"
    )


def names() -> tuple[str, ...]:
    """All profiles, in the order of the file."""
    return tuple(_profiles())


@cache
def _profiles() -> Mapping[str, Profile]:
    tables = tomllib.loads(
        files("kiosk.printing").joinpath("profiles.toml").read_text("utf-8")
    )
    return {name: _read(name, table) for name, table in tables.items()}


def _read(name: str, table: Mapping[str, Any]) -> Profile:
    return Profile(
        name=name,
        dots=table["dots"],
        dpi=table["dpi"],
        columns=table["columns"],
        codepage=table.get("codepage"),
        positions=table["positions"],
        native_qr=table["native_qr"],
        cut=Cutter(table["cut"]),
        confirm=Confirm(table["confirm"]),
        clear=Clear(table["clear"]),
        eject=bytes.fromhex(table.get("eject", "")),
    )
