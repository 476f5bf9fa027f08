"""Instants as the merchant API writes them, and days in a merchant's zone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from kiosk.apis.merchant.mistakes import wrong
from kiosk.apis.merchant.sentences import (
    BACKWARDS,
    BAD_TIME,
    NO_SUCH_TIME,
    TOO_LONG_SPAN,
)
from kiosk.errors import BadInput

_RFC3339: Final = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)", re.ASCII
)
DAY: Final = timedelta(days=1)
_NOON: Final = time(12)


def instant(text: str) -> datetime:
    """An RFC 3339 instant with its offset, in UTC. BadInput."""
    try:
        if _RFC3339.fullmatch(text):
            return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise wrong(NO_SUCH_TIME) from error
    raise wrong(BAD_TIME)


@dataclass(frozen=True, slots=True)
class Span:
    """From one instant to another, in UTC."""

    start: datetime
    end: datetime

    def has(self, start: datetime, end: datetime) -> bool:
        """Whether something lies wholly within."""
        return self.start <= start and end <= self.end

    def days(self, zone: ZoneInfo, most: int) -> Iterator[date]:
        """The local days it touches, `most` and one at the most."""
        first = local_day(self.start, zone)
        last = local_day(self.end - timedelta.resolution, zone)
        for n in range(min((last - first).days, most) + 1):
            yield first + n * DAY


def span(start: str, end: str, most: int) -> Span:
    """What is asked for, of at most so many days. BadInput."""
    asked = Span(instant(start), instant(end))
    if asked.end <= asked.start:
        raise BadInput(fields={"end": BACKWARDS})
    if asked.end - asked.start > most * DAY:
        raise BadInput(fields={"end": TOO_LONG_SPAN.format(days=most)})
    return asked


def local_day(at: datetime, zone: ZoneInfo) -> date:
    """The local date of an instant; the calendar's own first or last beyond its ends."""
    try:
        return at.astimezone(zone).date()
    except OverflowError:
        return date.max if at.year > 1 else date.min


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """When a local day begins, in UTC."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def is_plain(at: datetime, zone: ZoneInfo) -> bool:
    """Whether a wall time alone tells an instant: of one that comes twice, the first."""
    return at.astimezone(zone).fold == 0


def clock(at: datetime, zone: ZoneInfo) -> str:
    """The wall time: "09:30"."""
    return f"{at.astimezone(zone):%H:%M}"


def is_morning(at: datetime, zone: ZoneInfo) -> bool:
    """Whether it is before noon."""
    return at.astimezone(zone).time() < _NOON
