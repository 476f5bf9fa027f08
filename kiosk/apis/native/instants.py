"""Times and days that are asked for: said in UTC, and understood with any offset."""

import re
from datetime import UTC, date, datetime
from typing import Final

from kiosk.errors import BadInput

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def start_to_wire(start: datetime, member: str = "start") -> str:
    """An instant in UTC, RFC 3339. BadInput for one without an offset names `member`."""
    if start.tzinfo is None:
        raise BadInput(fields={member: "has no offset from UTC"})
    return f"{start.astimezone(UTC).replace(tzinfo=None).isoformat()}Z"


def start_from_wire(given: datetime, member: str = "start") -> datetime:
    """An aware instant in UTC. BadInput for one that UTC has no year for names `member`."""
    try:
        return given.astimezone(UTC)
    except OverflowError as error:
        fields = {member: "is out of range"}
        raise BadInput(detail="malformed request", fields=fields) from error


def day_from_wire(given: str, member: str) -> date:
    """A day like 2026-05-04. BadInput names `member`."""
    try:
        if _DAY.fullmatch(given):
            return date.fromisoformat(given)
    except ValueError:
        pass
    fields = {member: "is no day like 2026-05-04"}
    raise BadInput(detail="malformed request", fields=fields)
