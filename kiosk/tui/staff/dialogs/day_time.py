"""A day and a time, as people type them."""

import re
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from kiosk.tui.staff.dialogs.wrong import Wrong

_DAY: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_CLOCK: Final = re.compile(r"(\d{1,2})[:.h](\d{2})")
_TIMES: Final = re.compile(r"(\d{1,3})\D*")


def day_of(text: str, field: str) -> date:
    """ "2026-03-16". Raises Wrong."""
    found = _DAY.fullmatch(text.strip())
    try:
        if found:
            return date(*map(int, found.groups()))
    except ValueError:
        pass
    raise Wrong(**{field: "staff-series-day-unclear"})


def clock_of(text: str, field: str) -> time:
    """ "19:00". Raises Wrong."""
    found = _CLOCK.fullmatch(text.strip())
    if found and int(found[1]) < 24 and int(found[2]) < 60:
        return time(int(found[1]), int(found[2]))
    raise Wrong(**{field: "staff-series-time-unclear"})


def instant_of(day: str, clock: str, zone: ZoneInfo) -> datetime:
    """Both together, aware, in `zone`. Raises Wrong (fields "day", "time")."""
    return datetime.combine(day_of(day, "day"), clock_of(clock, "time"), zone)


def end_of(text: str, zone: ZoneInfo) -> tuple[int | None, datetime | None]:
    """ "12" or "12 times" as a count, "2026-06-15" as the end of that day. Raises Wrong ("ends")."""
    if _DAY.fullmatch(text.strip()):
        last = day_of(text, "ends")
        return None, datetime.combine(last, time(23, 59, 59), zone)
    times = _TIMES.fullmatch(text.strip())
    if times and int(times[1]) > 0:
        return int(times[1]), None
    raise Wrong(ends="staff-series-ends-unclear")
