"""One language in one zone: says messages, times, dates and waits."""

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Final, TypeAlias
from unicodedata import bidirectional
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time

from kiosk.errors import Reason

Arguments: TypeAlias = Mapping[str, str | int | float]
Say: TypeAlias = Callable[[str, str, Arguments], str]
"""(language tag, key, variables) → text."""

_QUARTERS: Final = ("", "¼", "½", "¾")
_HOURS_FROM: Final = 90
"""From this many minutes a wait is told in hours, to the quarter."""


class Speaker:
    """Text comes in logical order, without direction marks: wrap it, then `bidi.visual`."""

    def __init__(self, locale: str, babel: Locale, zone: ZoneInfo, say: Say) -> None:
        """Made by `Catalogue.speaker`."""
        self.locale = locale
        self._babel = babel
        self._zone = zone
        self._say = say

    def say(self, key: str, /, **arguments: str | int | float) -> str:
        """The message behind `key`. Never raises: English, then the key itself, if all fails.

        Strings go in as they are, so clean them first; numbers as the language writes them.
        """
        return self._say(self.locale, key, arguments)

    @cached_property
    def rtl(self) -> bool:
        """Whether the language is written from right to left, as its own name is."""
        return bidirectional(self.native_name[0]) in ("R", "AL")

    @property
    def native_name(self) -> str:
        """The language's name in itself: "العربية"."""
        return self.say("language-name")

    def error(self, reason: Reason) -> str:
        """The customer's sentence for a reason: what happened, then what to do."""
        key = f"error-{reason}"
        text = self.say(key)
        return self.say("error-unexpected") if text == key else text

    def time(self, instant: dt.datetime) -> str:
        """The wall time in the zone: "10:42"."""
        local = instant.astimezone(self._zone)
        return format_time(local.time(), self.say("pattern-time"), locale=self._babel)

    def clear_time(self, instant: dt.datetime) -> str:
        """The same; in an hour that comes twice that day with its offset: "02:30 (UTC+01:00)"."""
        local = instant.astimezone(self._zone)
        other = local.replace(fold=1 - local.fold).utcoffset()
        if local.utcoffset() == other:
            return self.time(instant)
        return f"{self.time(instant)} (UTC{local.isoformat()[-6:]})"

    def date(self, day: dt.date) -> str:
        """A date, or the date of an instant in the zone: "Mon 4 May 2026"."""
        return self._date(day, "pattern-date")

    def day(self, day: dt.date) -> str:
        """The same without the year, for a day near by: "Monday 4 May"."""
        return self._date(day, "pattern-day")

    def weekday(self, day: dt.date) -> str:
        """The short name of its weekday: "Mon"."""
        return self._date(day, "pattern-weekday")

    def day_of_month(self, day: dt.date, *, month: bool = True) -> str:
        """ "4 May", or without the month "4"."""
        return self._date(day, "pattern-day-month" if month else "pattern-day-number")

    def when(self, instant: dt.datetime, now: dt.datetime) -> str:
        """A moment to come, as short as `now` allows: "13:00", "tomorrow 08:00", "Monday 08:00".

        From a week ahead it has its date. Both are aware.
        """
        time, day = self.time(instant), self._local_day(instant)
        match (day - self._local_day(now)).days:
            case 0:
                return self.say("when-today", time=time)
            case 1:
                return self.say("when-tomorrow", time=time)
            case ahead if 1 < ahead < 7:
                weekday = format_date(day, "EEEE", locale=self._babel)
                return self.say("when-weekday", day=weekday, time=time)
            case _:
                return self.say("when-date", date=self.date(day), time=time)

    def wait(self, lo: int | None, hi: int | None, *, short: bool = False) -> str:
        """A wait between `lo` and `hi` minutes: "about 15–30 min", "about 1½–2½ h".

        None: it is not known. `short` is for tiles and paper: "15–30 min".
        """
        form = "-short" if short else ""
        if lo is None or hi is None:
            return self.say("wait-unknown")
        if hi <= 5:
            return self.say(f"wait-under-five{form}")
        if hi < _HOURS_FROM and lo == hi:
            return self.say(f"wait-about{form}", hi=hi)
        if hi < _HOURS_FROM:
            return self.say(f"wait-range{form}", lo=lo, hi=hi)
        return self.say(
            f"wait-hours{form}", lo=_hours(lo), hi=_hours(hi), hours=_quarters(hi) / 4
        )

    def _date(self, day: dt.date, pattern: str) -> str:
        return format_date(self._local_day(day), self.say(pattern), locale=self._babel)

    def _local_day(self, day: dt.date) -> dt.date:
        return (
            day.astimezone(self._zone).date() if isinstance(day, dt.datetime) else day
        )


def _quarters(minutes: int) -> int:
    """Quarters of an hour, the nearest; the half-way one up."""
    return (minutes + 7) // 15


def _hours(minutes: int) -> str:
    whole, quarter = divmod(_quarters(minutes), 4)
    return f"{whole or ''}{_QUARTERS[quarter]}" or "0"
