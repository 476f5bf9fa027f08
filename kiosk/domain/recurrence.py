"""The dates of a rule (RFC 5545, 3.3.10, a part of it), in the wall time of a branch.

A date is a wall time of the zone. One that a clock change skips is moved forward by the length of
the gap, of one that comes twice the first counts (RFC 5545, 3.3.5). Weekdays are those of the
zone's calendar, and a week begins on Monday.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import dropwhile, islice, takewhile
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from kiosk.domain.series import MOST_DATES, Every, Rule
from kiosk.errors import BadInput

if TYPE_CHECKING:
    from dateutil.rrule import rrule

MOST_INTERVAL: Final = 1000

MOST_COUNT: Final = 1000

_ON_WEEKDAYS: Final = frozenset({Every.DAILY, Every.WEEKLY})
_LAST: Final = datetime.combine(date(9999, 12, 30), time())


def check_rule(rule: Rule, start: datetime) -> None:
    """BadInput ("rule", "start") unless a series can follow `rule` from `start` on."""
    if start.tzinfo is None:
        raise BadInput(fields={"start": "has no zone"})
    problem = _problem(rule, start)
    if problem:
        raise BadInput(fields={"rule": problem})


def dates(
    rule: Rule,
    start: datetime,
    zone: ZoneInfo,
    until: datetime,
    after: datetime | None = None,
    most: int = MOST_DATES,
) -> Sequence[datetime]:
    """The instants (UTC) of a rule up to `until`, that included; ascending, each once.

    `start` is the rule's own first date, as an instant to the second; it is one of them if it is on the rule's
    weekdays or the rule is `with_start`. Months and years without its day are passed over. With
    `after` only what comes later, and no more than `most`. A rule's `count` counts from `start`.
    """
    last = until if rule.until is None else min(until, rule.until)
    counted = islice(_instants(rule, start, zone), rule.count)
    upto = takewhile(lambda at: at <= last, counted)
    asked = dropwhile(lambda at: after is not None and at <= after, upto)
    return tuple(islice(asked, most))


def ends_by(rule: Rule, start: datetime, zone: ZoneInfo, at: datetime) -> bool:
    """Whether a rule has no date after `at`."""
    if rule.until is not None and rule.until <= at:
        return True
    if rule.count is None:
        return False
    return len(dates(rule, start, zone, at, most=rule.count)) == rule.count


def shifted(instant: datetime, by: timedelta, zone: ZoneInfo) -> datetime:
    """The instant (UTC) whose wall time is that of `instant` and `by` more."""
    return _instant(_wall(instant, zone) + by, zone)


def wall_time_between(earlier: datetime, later: datetime, zone: ZoneInfo) -> timedelta:
    """How much wall time lies between two instants."""
    return _wall(later, zone) - _wall(earlier, zone)


def _problem(rule: Rule, start: datetime) -> str:
    if not 1 <= rule.interval <= MOST_INTERVAL:
        return f"has an interval that is not 1 to {MOST_INTERVAL}"
    if rule.weekdays and rule.every not in _ON_WEEKDAYS:
        return f"is {rule.every} and has weekdays"
    if not rule.weekdays <= frozenset(range(7)):
        return "has a weekday that is not 0 to 6"
    if rule.count is not None and not 1 <= rule.count <= MOST_COUNT:
        return f"has a count that is not 1 to {MOST_COUNT}"
    if rule.until is None:
        return ""
    if rule.count is not None:
        return "has both a count and an end"
    if rule.until.tzinfo is None:
        return "has an end without zone"
    return "ends before it begins" if rule.until < start else ""


def _instants(rule: Rule, start: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """All there are. A calendar that leaves out a day has its date together with the next."""
    start = start.astimezone(UTC).replace(microsecond=0)
    first = _wall(start, zone)
    latest = start - timedelta.resolution
    if rule.with_start:
        yield (latest := start)
    for wall in _walls(rule, first):
        at = start if wall == first else _instant(wall, zone)
        if at > latest:
            yield (latest := at)


def _walls(rule: Rule, first: datetime) -> Iterator[datetime]:
    """A daily rule's weekdays are sorted out here: where none fits, the library would look for
    one until the end of all calendars."""
    if rule.every is not Every.DAILY or not rule.weekdays:
        yield from _expanded(rule, first)
    elif any(
        (first.weekday() + n * rule.interval) % 7 in rule.weekdays for n in range(7)
    ):
        yield from (
            at for at in _expanded(rule, first) if at.weekday() in rule.weekdays
        )


def _expanded(rule: Rule, first: datetime) -> "rrule":
    """27 ms to load, so only where there is a series."""
    from dateutil import rrule as rfc

    every = {
        Every.DAILY: rfc.DAILY,
        Every.WEEKLY: rfc.WEEKLY,
        Every.MONTHLY: rfc.MONTHLY,
        Every.YEARLY: rfc.YEARLY,
    }
    is_weekly = rule.every is Every.WEEKLY
    return rfc.rrule(
        every[rule.every],
        dtstart=first,
        interval=rule.interval,
        wkst=rfc.MO,
        byweekday=sorted(rule.weekdays) if is_weekly and rule.weekdays else None,
        until=_LAST,
    )


def _wall(instant: datetime, zone: ZoneInfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None, fold=0)


def _instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """In a gap the offset before it counts, so the time moves forward."""
    return wall.replace(tzinfo=zone).astimezone(UTC)
