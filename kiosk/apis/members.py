"""Members of what another system says, read kindly: what fits is taken, what does not is none.

Every text is cleaned where it is taken out, and what is left out is counted, never shown.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final, TypeVar

from kiosk.apis.ids import usable
from kiosk.text import clean

T = TypeVar("T")

Item = Mapping[str, Any]

YEARS: Final = range(2000, 2200)
"""With others nothing can be reckoned."""

_LOG: Final = logging.getLogger(__name__)


def member(item: Any, name: str) -> Any:
    """A member, or None."""
    return item.get(name) if isinstance(item, dict) else None


def text(item: Any, name: str, limit: int = 200) -> str:
    """A text member on one clean line; "" for anything else."""
    value = member(item, name)
    return clean(value, limit) if isinstance(value, str) else ""


def identity(item: Any, name: str = "id") -> str | None:
    """A text member that may stand in a path; None for what can be no id."""
    return usable(member(item, name))


def instant(item: Any, name: str) -> datetime | None:
    """An instant in UTC (RFC 3339); None without a zone, or in no sane year."""
    value = member(item, name)
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    if at is None or at.tzinfo is None or at.year not in YEARS:
        return None
    return at.astimezone(UTC)


def day(item: Any, name: str) -> date | None:
    """A date, "2026-05-04", also with a time behind it; None for anything else."""
    value = member(item, name)
    try:
        found = date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found and found.year in YEARS else None


def items(
    given: Any, what: str, read: Callable[[Item], T | None], most: int
) -> list[T]:
    """What `read` makes of a list's first `most` members; None leaves one out."""
    rows = given if isinstance(given, list) else []
    taken = [read(row) if isinstance(row, dict) else None for row in rows[:most]]
    found = [row for row in taken if row is not None]
    strange = len(rows) - len(found) + (given is not None and rows is not given)
    left_out(what, strange)
    return found


def left_out(what: str, count: int) -> None:
    """Say how many of something made no sense, and nothing of what stood in them."""
    if count:
        _LOG.warning("left out what makes no sense", extra={"what": what, "n": count})
