"""A series split at one of its dates: the rule before it, and the rule from it on elsewhere."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from kiosk.domain.recurrence import dates, shifted
from kiosk.domain.series import Every, Rule
from kiosk.errors import BadInput

_SECOND: Final = timedelta(seconds=1)
_DAY: Final = timedelta(days=1)


def ended_before(rule: Rule, split: datetime) -> Rule:
    """The rule without its dates from `split` (an instant) on."""
    return replace(rule, until=split - _SECOND, count=None)


def moved_on(
    rule: Rule, start: datetime, zone: ZoneInfo, split: datetime, by: timedelta
) -> tuple[Rule, datetime]:
    """The rule from its date `split` on, `by` so much wall time later, and its new start.

    Days of a month move with their first date: of a series on the 1st that is moved back a day,
    all are on the 31st, if that is what the first is on. BadInput ("start") for every second (or
    rarer) week of which some weekdays would go over to another week, and others not.
    """
    first = shifted(split, by, zone)
    before = rule.count and len(
        dates(rule, start, zone, split - _SECOND, most=rule.count)
    )
    moved = replace(
        rule,
        weekdays=_weekdays(rule, _days_between(split, by, zone)),
        until=rule.until and shifted(rule.until, by, zone),
        count=rule.count and rule.count - (before or 0),
    )
    return moved, first


def _days_between(split: datetime, by: timedelta, zone: ZoneInfo) -> int:
    """How many days later it is by the calendar; not by the clock, which may change between."""
    wall = split.astimezone(zone).replace(tzinfo=None)
    return ((wall + by).date() - wall.date()) // _DAY


def _weekdays(rule: Rule, days: int) -> frozenset[int]:
    weeks = {(day + days) // 7 for day in rule.weekdays}
    if rule.every is Every.WEEKLY and rule.interval > 1 and len(weeks) > 1:
        problem = "would take some of its weekdays to another week"
        raise BadInput(fields={"start": problem})
    return frozenset((day + days) % 7 for day in rule.weekdays)
