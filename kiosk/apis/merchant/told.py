"""Reading what the other side tells, kindly: what fits is taken, what does not is left out.

Its pages and its program disagree about half of what follows, so nothing here insists: answers
come in `{"data": …}` or bare, lists may be null, numbers may be quoted, members may be missing.
Every text is cleaned where it is taken out.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any, Final, TypeVar

from kiosk.apis.heard import one_meaning
from kiosk.apis.ids import ID_ALONE
from kiosk.text import clean

T = TypeVar("T")

Item = Mapping[str, Any]

MOST_ITEMS: Final = 5_000
"""Of one list; a branch has hundreds."""

_YEARS: Final = range(2000, 2200)
_LOG: Final = logging.getLogger(__name__)


def data_of(body: bytes) -> Any:
    """What an answer holds, out of its envelope. BadInput."""
    said = one_meaning(body)
    return said["data"] if isinstance(said, dict) and "data" in said else said


def items(given: Any, what: str, read: Callable[[Item], T | None]) -> list[T]:
    """What `read` makes of the members of a list; None leaves one out, which is counted."""
    rows = given if isinstance(given, list) else []
    taken = [read(row) if isinstance(row, dict) else None for row in rows[:MOST_ITEMS]]
    found = [row for row in taken if row is not None]
    strange = len(rows) - len(found) + (given is not None and rows is not given)
    left_out(what, strange)
    return found


def left_out(what: str, count: int) -> None:
    """Say how many of something made no sense, and nothing of what stood in them."""
    if count:
        _LOG.warning("left out what makes no sense", extra={"what": what, "n": count})


def member(item: Any, name: str) -> Any:
    """A member, or None."""
    return item.get(name) if isinstance(item, dict) else None


def text(item: Any, name: str, limit: int = 200) -> str:
    """A text member on one clean line; "" for anything else."""
    value = member(item, name)
    return clean(value, limit) if isinstance(value, str) else ""


def whole(item: Any, name: str, least: int, most: int) -> int | None:
    """A whole number within bounds, bare or quoted; None for anything else."""
    value = member(item, name)
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value) if len(value) < 17 else None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    fits = isinstance(value, int) and not isinstance(value, bool)
    return value if fits and least <= value <= most else None


def identity(item: Any, name: str = "id") -> str | None:
    """An id, number or text, as it is used in paths; None for what can be none."""
    value = member(item, name)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value) if 0 < value < 10**100 else None
    known = isinstance(value, str) and ID_ALONE.fullmatch(value)
    return value if known and value not in (".", "..") else None


def instant(item: Any, name: str) -> datetime | None:
    """An instant in UTC (RFC 3339); None without a zone, or in no sane year."""
    value = member(item, name)
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    if at is None or at.tzinfo is None or at.year not in _YEARS:
        return None
    return at.astimezone(UTC)


def day(item: Any, name: str) -> date | None:
    """A date, "2026-05-04", also with a time behind it; None for anything else."""
    value = member(item, name)
    try:
        found = date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found and found.year in _YEARS else None


def wall_time(value: Any) -> time | None:
    """A time of day, "09:30" or "09:30:00", to the minute; None for anything else."""
    try:
        at = time.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    plain = at is not None and at.tzinfo is None
    return at.replace(second=0, microsecond=0) if at and plain else None
