"""When a branch and its services are open, and which business day it is.

Hours are wall times of the branch's zone. A time that a clock change skips is moved forward by
the length of the gap (RFC 5545, 3.3.5); of a time that comes twice, opening takes the first and
closing the second. Instants come in and go out aware; the process's own zone plays no part.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import TypeVar
from zoneinfo import ZoneInfo

from kiosk.domain.branch import (
    Branch,
    DayException,
    Opening,
    ServiceId,
    WeekRule,
    Window,
    Words,
)
from kiosk.domain.holiday import has_calendar, public_holidays
from kiosk.errors import BadInput

SEARCH_DAYS = 60

Edge = TypeVar("Edge", int, datetime)

Minutes = tuple[tuple[int, int], ...]
"""Spans of minutes since the day's midnight by the wall clock: sorted, apart, at most 1440."""

Spans = tuple[tuple[datetime, datetime], ...]
"""Spans of instants in UTC: sorted, apart, the end not included."""

_DAY = timedelta(days=1)
_TICK = timedelta(microseconds=1)
_MIDNIGHT = 24 * 60
_NO_LABEL: Words = MappingProxyType({})


class Timetable:
    """A branch's hours, ready to be asked often: every local day is worked out once.

    Made anew when the branch is described anew. BadInput for a zone or a holiday calendar that
    does not exist.
    """

    def __init__(self, branch: Branch) -> None:
        """Reads the zone, and loads the holiday calendar if there is one: 0.1 s, once."""
        if branch.holidays and not has_calendar(branch.holidays):
            raise BadInput(fields={"holidays": f"{branch.holidays} is not known"})
        self._branch = branch
        self._zone = _zone(branch.zone)
        self._exceptions = {found.day: found for found in branch.exceptions}
        self._services = {service.id: service.hours for service in branch.services}
        self._locales = _default_first(branch)
        self._spans: Callable[[ServiceId | None, date], Spans] = lru_cache(4096)(
            self._day_spans
        )
        self._ahead: Callable[[ServiceId | None, date], Spans] = lru_cache(256)(
            self._spans_ahead
        )

    def opening(self, now: datetime) -> Opening:
        """Whether the branch is open at `now`, and until when, at most 60 days ahead."""
        return self._opening(None, now)

    def service(self, service: ServiceId, now: datetime) -> Opening:
        """The same for one of the branch's services, which is never open while the branch isn't.

        KeyError for a service the branch does not have.
        """
        own = self._services[service]
        return self._opening(None if own is None else service, now)

    @property
    def zone(self) -> ZoneInfo:
        """The branch's zone."""
        return self._zone

    def spans(self, day: date, *weeks: Sequence[WeekRule] | None) -> Spans:
        """When the branch is open on a local day, and each of `weeks` too; None limits nothing."""
        minutes = self._branch_minutes(day)
        for week in weeks:
            if week is not None:
                minutes = _common(minutes, _week_minutes(week, day))
        spans = ((self._start(day, a), self._end(day, b)) for a, b in minutes)
        return tuple(span for span in spans if span[0] < span[1])

    def span(self, day: date, window: Window) -> tuple[datetime, datetime]:
        """A window of a local day in UTC, whether or not it is open then."""
        first, last = _minutes(window)
        return self._start(day, first), self._end(day, last)

    def occasion(self, day: date) -> Words:
        """Why the branch keeps other hours on `day`, or nothing."""
        exception: DayException | None = self._exceptions.get(day)
        if exception is not None:
            return exception.label
        return self._holidays(day.year).get(day, _NO_LABEL)

    def label(self, now: datetime, last: date | None = None) -> date:
        """The business day at `now`; never before `last`, the newest so far.

        It turns when the branch's clock first shows `day_starts`, so a clock that is set back,
        by law or by hand, gives no day a second time.
        """
        label = self._calendar_label(now)
        return label if last is None else max(label, last)

    def next_turn(self, since: datetime) -> datetime:
        """The first instant (UTC) after `since` at which a business day turns."""
        return self._turn(self._calendar_label(since) + _DAY)

    def day_begins(self, label: date) -> datetime:
        """The instant (UTC) at which the business day of that label begins."""
        return self._turn(label)

    def _opening(self, service: ServiceId | None, now: datetime) -> Opening:
        today = now.astimezone(self._zone).date()
        spans = self._ahead(service, today)
        place = bisect_right(spans, now, key=lambda span: span[0])
        if place and now < spans[place - 1][1]:
            end = spans[place - 1][1]
            return Opening(True, None if end >= self._horizon(today) else end)
        until = spans[place][0] if place < len(spans) else None
        return Opening(False, until, self.occasion(today))

    def _horizon(self, today: date) -> datetime:
        return self._midnight(today + SEARCH_DAYS * _DAY)

    def _spans_ahead(self, service: ServiceId | None, today: date) -> Spans:
        """Open spans from yesterday to the end of the search, one where they touch."""
        days = (today + offset * _DAY for offset in range(-1, SEARCH_DAYS + 1))
        return _united(span for day in days for span in self._spans(service, day))

    def _day_spans(self, service: ServiceId | None, day: date) -> Spans:
        own = self._services[service] if service is not None else None
        return self.spans(day, own)

    def _branch_minutes(self, day: date) -> Minutes:
        """An exception replaces the day; a holiday closes it; else the week's rules hold."""
        exception = self._exceptions.get(day)
        if exception is not None:
            return _united(_minutes(window) for window in exception.windows)
        if day in self._holidays(day.year):
            return ()
        return _week_minutes(self._branch.hours, day)

    def _holidays(self, year: int) -> Mapping[date, Words]:
        calendar = self._branch.holidays
        return public_holidays(calendar, year, self._locales) if calendar else {}

    def _calendar_label(self, now: datetime) -> date:
        """Counts down from tomorrow: where a date came twice, its later turn has passed."""
        label = now.astimezone(self._zone).date() + _DAY
        while self._turn(label) > now:
            label -= _DAY
        return label

    def _turn(self, day: date) -> datetime:
        return self._instant(day, self._branch.day_starts)

    def _start(self, day: date, minute: int) -> datetime:
        return self._instant(day, time(*divmod(minute, 60)))

    def _end(self, day: date, minute: int) -> datetime:
        if minute == _MIDNIGHT:
            return self._midnight(day + _DAY)
        at = time(*divmod(minute, 60))
        return max(self._instant(day, at), self._instant(day, at.replace(fold=1)))

    def _midnight(self, day: date) -> datetime:
        """When the day before `day` is over: the second midnight only if its date came back."""
        first = self._instant(day, time())
        second = self._instant(day, time(fold=1))
        still_before = (second - _TICK).astimezone(self._zone).date() < day
        return second if second > first and still_before else first

    def _instant(self, day: date, at: time) -> datetime:
        """Fold 0 in a gap counts with the offset before it, so the time moves forward."""
        return datetime.combine(day, at, self._zone).astimezone(UTC)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise BadInput(fields={"zone": f"{name} is not known"}) from error


def _default_first(branch: Branch) -> tuple[str, ...]:
    others = (tag for tag in branch.locales if tag != branch.default_locale)
    return (branch.default_locale, *others)


def _week_minutes(rules: Iterable[WeekRule], day: date) -> Minutes:
    """What the rules give a day together; a break cuts its own rule's windows only."""
    open_spans: list[tuple[int, int]] = []
    for rule in rules:
        if _covers(rule, day):
            windows = _united(_minutes(window) for window in rule.windows)
            breaks = _united(_minutes(window) for window in rule.breaks)
            open_spans += _without(windows, breaks)
    return _united(open_spans)


def _covers(rule: WeekRule, day: date) -> bool:
    return (
        day.weekday() in rule.weekdays
        and (rule.valid_from is None or rule.valid_from <= day)
        and (rule.valid_to is None or day <= rule.valid_to)
    )


def _minutes(window: Window) -> tuple[int, int]:
    start = window.start.hour * 60 + window.start.minute
    end = window.end
    return start, _MIDNIGHT if end is None else end.hour * 60 + end.minute


def _united(spans: Iterable[tuple[Edge, Edge]]) -> tuple[tuple[Edge, Edge], ...]:
    """The same spans in order, those that touch or overlap made one."""
    united: list[tuple[Edge, Edge]] = []
    for start, end in sorted(spans):
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return tuple(united)


def _common(first: Minutes, second: Minutes) -> Minutes:
    both = ((max(a, c), min(b, d)) for a, b in first for c, d in second)
    return tuple(sorted(span for span in both if span[0] < span[1]))


def _without(windows: Minutes, breaks: Minutes) -> Minutes:
    """`windows` less `breaks`: common to the windows and all that lies between the breaks."""
    edges = [0, *(edge for span in breaks for edge in span), _MIDNIGHT]
    between = tuple(zip(edges[::2], edges[1::2], strict=True))
    return _common(windows, between)
