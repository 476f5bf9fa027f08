"""Times and days that are asked for: said in UTC, and understood with any offset."""

import re
from datetime import UTC, date, datetime
from typing import Final

from kiosk.errors import BadInput

_FIRST: Final = datetime(2000, 1, 1, tzinfo=UTC)
_LAST: Final = datetime(9000, 1, 1, tzinfo=UTC)
"""Beyond these, days before and after could not be told."""

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def start_to_wire(start: datetime) -> str:
    """A start in UTC, RFC 3339. BadInput for one without an offset."""
    if start.tzinfo is None:
        raise BadInput(fields={"start": "has no offset from UTC"})
    return f"{start.astimezone(UTC).replace(tzinfo=None).isoformat()}Z"


def start_from_wire(given: datetime) -> datetime:
    """An aware start in UTC. BadInput for one that is out of all calendars."""
    if not _FIRST <= given < _LAST:
        raise BadInput(detail="malformed request", fields={"start": "is out of range"})
    return given.astimezone(UTC)


def day_from_wire(given: str, member: str) -> date:
    """A day like 2026-05-04. BadInput names `member`."""
    try:
        day = date.fromisoformat(given) if _DAY.fullmatch(given) else None
    except ValueError:
        day = None
    if day is None or not _FIRST.date() <= day < _LAST.date():
        problem = "is no day like 2026-05-04"
        raise BadInput(detail="malformed request", fields={member: problem})
    return day
