"""Days and times of day in a branch's own clock."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from kiosk.errors import BadInput

_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def day(text: str) -> date:
    """A date. BadInput on `date`."""
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass  # said below
    raise BadInput(fields={"date": "is not a date like 2026-07-01"})


def clock_of(instant: datetime, zone: ZoneInfo) -> str:
    """`HH:mm` in the zone."""
    return f"{instant.astimezone(zone):%H:%M}"


def instants(of: date, clock: str, zone: ZoneInfo) -> Sequence[datetime]:
    """The instants (UTC) at which the zone's clock shows `HH:mm` on a day.

    Two where the clock is set back over it, none where it is set forward.
    """
    shown = datetime.combine(of, time.fromisoformat(clock))
    found = []
    for fold in (0, 1):
        try:
            instant = shown.replace(tzinfo=zone, fold=fold).astimezone(UTC)
            back = instant.astimezone(zone).replace(tzinfo=None)
        except OverflowError:
            continue
        if back == shown and instant not in found:
            found.append(instant)
    return found
