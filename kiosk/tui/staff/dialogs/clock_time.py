"""A time of today, as people type it."""

import re
from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from kiosk.tui.staff.dialogs.wrong import Wrong

_MINUTES: Final = re.compile(r"[^\d:.]*(\d{1,3})[^\d:.]*")
_CLOCK: Final = re.compile(r"(\d{1,2})[:.h](\d{2})")


def later_today(text: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """ "10" or "in 10 min" from `now`, or the wall time "11:30" in `zone`; UTC.

    None for an empty text. Raises Wrong (field "until") for what can't be read or is over.
    """
    if not text.strip():
        return None
    if clock := _CLOCK.fullmatch(text.strip()):
        return _at(int(clock[1]), int(clock[2]), now, zone)
    minutes = _MINUTES.fullmatch(text)
    if minutes is None or int(minutes[1]) == 0:
        raise Wrong(until="staff-dialog-until-unclear")
    return now.astimezone(UTC) + timedelta(minutes=int(minutes[1]))


def _at(hour: int, minute: int, now: datetime, zone: ZoneInfo) -> datetime:
    if hour > 23 or minute > 59:
        raise Wrong(until="staff-dialog-until-unclear")
    today = now.astimezone(zone).date()
    at = datetime.combine(today, time(hour, minute), zone).astimezone(UTC)
    if at <= now:
        raise Wrong(until="staff-dialog-until-over")
    return at
