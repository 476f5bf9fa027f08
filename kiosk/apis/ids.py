"""Ids and language tags, as every dialect writes them."""

import re
from typing import Any, Final
from urllib.parse import quote

from kiosk.errors import NotFound

ID: Final = r"^[A-Za-z0-9_.:-]{1,128}$"
"""Every id on the wire, ours and foreign ones: nothing that means something in a path."""

ID_ALONE: Final = re.compile(ID)

LOCALE: Final = r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}$"
"""A language tag (RFC 5646), as far as anybody uses them."""

LOCALE_ALONE: Final = re.compile(LOCALE)

SOURCE: Final = r"^[A-Za-z0-9]([A-Za-z0-9 _.:-]{0,38}[A-Za-z0-9])?$"
"""Where a number was asked for: "kiosk", "kiosk 7"."""

SOURCE_ALONE: Final = re.compile(SOURCE)


def usable(value: Any) -> str | None:
    """An id that may stand in a path; None for anything else, and for mere dots."""
    known = isinstance(value, str) and ID_ALONE.fullmatch(value)
    return value if known and value.strip(".") else None


def segment(id_: str) -> str:
    """An id, quoted for a path. NotFound for one that would lead elsewhere."""
    if usable(id_) is None:
        raise NotFound(detail="no such id")
    return quote(id_, safe="")
