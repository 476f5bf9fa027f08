"""What they tell, read kindly: what fits is taken, what does not is left out and counted.

Their pages give names of members and next to nothing about what is in them (docs/optimo.md). No
text leaves here uncleaned, but for `raw`, which goes back to them and nowhere else.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from kiosk.apis.heard import one_meaning
from kiosk.apis.members import YEARS, day, identity, instant, items, text
from kiosk.errors import BadInput

MOST_ROWS: Final = 2_000
MOST_RAW: Final = 64
"""Characters of a time as they write it: what is longer is none."""

_CLOCK: Final = re.compile(
    r"([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class SaidSlot:
    """A time. `raw` is its `startTime` as it came, to be sent back byte for byte."""

    raw: str
    start: datetime
    end: datetime | None
    available: bool
    staff: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class SaidBooking:
    """A booking. `customer` is theirs and ours alike: never to be logged. `raw` as in a slot.

    `service` and `branch` are "" where they are not told, which is usual.
    """

    id: str
    word: str
    day: date | None
    raw: str
    created_at: datetime | None
    customer: Mapping[str, Any] = field(default_factory=dict)
    service: str = ""
    branch: str = ""
    staff: str = ""

    def start(self, zone: ZoneInfo) -> datetime | None:
        """When it begins (UTC), by the zone's clock where no other is told."""
        return instant_of(self.raw, self.day, zone)

    @property
    def ref(self) -> str:
        """What we wrote into it, if it is still there."""
        return text(self.customer, "ref", 64)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a list, and the cursor of the next one, None at the end."""

    rows: tuple[SaidBooking, ...]
    after: str | None


def data_of(body: bytes) -> tuple[Any, Mapping[str, Any]]:
    """What an answer holds, and all of the envelope. BadInput for what is no success."""
    said = one_meaning(body)
    if not isinstance(said, dict):
        return said, {}
    if said.get("error") is not None:
        raise BadInput(detail="an error that calls itself a success")
    return (said["data"], said) if "data" in said else (said, said)


def slots(given: Any, day: date, zone: ZoneInfo) -> Sequence[SaidSlot]:
    """The times of a day, in order; those of another day are left out."""

    def read(row: Mapping[str, Any]) -> SaidSlot | None:
        raw = row.get("startTime")
        if not isinstance(raw, str) or len(raw) > MOST_RAW:
            return None
        start = instant_of(raw, day, zone)
        available = row.get("available")
        if start is None or start.astimezone(zone).date() != day:
            return None
        if not isinstance(available, bool):
            return None
        end = _end(row.get("endTime"), start, day, zone)
        return SaidSlot(raw, start, end, available, identity(row, "staffId") or "")

    found = items(given, "slot", read, MOST_ROWS)
    return sorted(found, key=lambda slot: (slot.start, slot.staff))


def booking(row: Any) -> SaidBooking | None:
    """A booking; None without an id that can stand in a path."""
    id_ = identity(row, "id") or identity(row, "_id")
    if id_ is None:
        return None
    customer, raw = row.get("customer"), row.get("startTime")
    return SaidBooking(
        id=id_,
        word=text(row, "status", 40),
        day=day(row, "date"),
        raw=raw if isinstance(raw, str) and len(raw) <= MOST_RAW else "",
        created_at=instant(row, "createdAt"),
        customer=customer if isinstance(customer, dict) else {},
        service=identity(row, "serviceId") or "",
        branch=identity(row, "branchId") or "",
        staff=identity(row, "staffId") or "",
    )


def part(given: Any, whole: Mapping[str, Any]) -> Part:
    """A part of a list of bookings, each once."""
    found = {one.id: one for one in items(given, "booking", booking, MOST_ROWS)}
    paging = whole.get("pagination")
    after = paging.get("nextCursor") if isinstance(paging, dict) else None
    usable = isinstance(after, str) and 0 < len(after) <= 4096
    return Part(tuple(found.values()), after if usable else None)


def instant_of(raw: str, day: date | None, zone: ZoneInfo) -> datetime | None:
    """A time as they write it: `HH:mm`, `HH:mm:ss`, or a whole date and time (ISO 8601).

    Without an offset it is the zone's. None for anything else, and for a time that the zone's
    clock skips.
    """
    raw = raw.strip()
    clock = _CLOCK.fullmatch(raw)
    try:
        if clock:
            if day is None or day.year not in YEARS:
                return None
            hour, minute, second = (int(part or 0) for part in clock.groups())
            at = datetime.combine(day, time(hour, minute, second))
        elif len(raw) > 10:
            at = datetime.fromisoformat(raw)
        else:
            return None
    except ValueError:
        return None
    if at.year not in YEARS:
        return None
    if at.tzinfo is not None:
        return at.astimezone(UTC)
    found = at.replace(tzinfo=zone).astimezone(UTC)
    return found if found.astimezone(zone).replace(tzinfo=None) == at else None


def _end(value: Any, start: datetime, day: date, zone: ZoneInfo) -> datetime | None:
    """When a time ends: after it begins, at midnight at the latest; None when it is not told."""
    raw = value if isinstance(value, str) and len(value) <= MOST_RAW else ""
    end = instant_of(raw, day, zone)
    if end is not None and end <= start:
        end += timedelta(days=1)
    sane = end is not None and end - start <= timedelta(hours=24)
    return end if sane else None
