"""Weekdays and opening windows as people write them: "mon-fri", "08:00-12:00"."""

import datetime as dt
import re
from itertools import pairwise
from typing import Any, Final

from kiosk.config.refusal import nearest, refuse
from kiosk.domain.branch import Window
from kiosk.text import clean

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_LONG: Final = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip
_TIME: Final = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_WINDOW: Final = re.compile(r"\s*([0-9:]+)\s*[-–]\s*([0-9:]+)\s*")
_MIDNIGHT: Final = "24:00"


def days_in(value: Any) -> Any:
    """Weekdays (0 = Monday) of a list of days and runs of days: ["mon-fri", "sun"]."""
    if not isinstance(value, list) or not value:
        refuse("is not a list of weekdays", allowed='["mon", "tue"] or ["mon-fri"]')
    days: set[int] = set()
    for item in value:
        days |= _days(item)
    return frozenset(days)


def windows_in(value: Any) -> Any:
    """Windows of a list of times ["08:00-12:00", "13:00-24:00"]: in order and apart."""
    if not isinstance(value, list):
        refuse("is not a list of windows", allowed='["08:00-12:00", "13:00-17:00"]')
    windows = tuple(_window(item) for item in value)
    for earlier, later in pairwise(windows):
        if earlier.end is None or later.start < earlier.end:
            refuse("overlap, or are not in order", allowed="earlier windows first")
    return windows


def window_in(value: Any) -> Any:
    """One window: "08:00-12:00"."""
    return _window(value)


def instant_of_day(value: Any) -> dt.time:
    """A time of day: "04:00"."""
    return _time(value)


def _days(item: object) -> set[int]:
    first, dash, last = str(item).partition("-")
    start = _day(first)
    if not dash:
        return {start}
    end = _day(last)
    return {(start + step) % 7 for step in range((end - start) % 7 + 1)}


def _day(word: str) -> int:
    name = word.strip().casefold()
    names = _LONG if name in _LONG else DAYS
    if name not in names:
        closest = nearest(name, (*DAYS, *_LONG))
        problem = f'has no weekday "{clean(name, 20)}"'
        refuse(problem, allowed=", ".join(DAYS), nearest=closest)
    return names.index(name)


def _window(item: object) -> Window:
    found = _WINDOW.fullmatch(item) if isinstance(item, str) else None
    if not found:
        refuse("is not a list of windows", allowed='"08:00-12:00"')
    start = _time(found[1])
    end = None if found[2] == _MIDNIGHT else _time(found[2])
    if end is not None and end <= start:
        refuse("ends before it begins", allowed='up to "24:00", in two rules beyond')
    return Window(start, end)


def _time(value: object) -> dt.time:
    found = _TIME.fullmatch(value) if isinstance(value, str) else None
    if not found:
        refuse("is not a time of day", allowed='"00:00" to "23:59"')
    return dt.time(int(found[1]), int(found[2]))
