"""The times of a day at which a service may begin, whoever has booked what.

Hours of a local day become spans in UTC, and spans are cut into steps of elapsed time. So a day
on which clocks change has more or fewer times, and none is offered twice or never.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kiosk.domain.branch import (
    Align,
    BookingRules,
    Branch,
    Lane,
    Service,
    Window,
    Words,
)
from kiosk.domain.claims import (
    TICK_MINUTES,
    instant_of,
    lengths,
    tick_from,
    tick_of,
    ticks_of,
)
from kiosk.domain.hours import Spans, Timetable
from kiosk.errors import BadInput, Reason

MOST_LANES = 255
"""What can be counted in a byte."""

_ALL_DAY = Window(time(), None)
_MINUTE = timedelta(minutes=1)


class Start(NamedTuple):
    """A time on the grid. `tick` counts five minutes since 1970 UTC; instants are UTC.

    `label` is the branch's wall time, "09:30"; one that comes twice that day has its offset
    behind it: "02:30 +02:00".
    """

    tick: int
    at: datetime
    end: datetime
    label: str


@dataclass(frozen=True, slots=True)
class DayGrid:
    """A local day of a service, good until the branch is described anew.

    `ticks` are those whose claims matter to the day. `lanes` are those of the service, each with
    a byte a tick, lowest first and from the first start on: 1 where it is there for one. `quotas`
    are runs of ticks, and how many appointments may begin in each. `closed` says why there are no
    starts.
    """

    day: date
    service: Service
    zone: ZoneInfo
    ticks: range
    starts: tuple[Start, ...] = ()
    lanes: tuple[tuple[Lane, int], ...] = ()
    quotas: tuple[tuple[range, int], ...] = ()
    closed: Reason | None = None
    occasion: Words = field(default_factory=dict)


def day_grid(
    branch: Branch, timetable: Timetable, service: Service, day: date
) -> DayGrid:
    """The grid of a local day: empty, with the reason, when nothing can be booked on it.

    Worth keeping: it takes longer than a look at who has booked. BadInput beyond `MOST_LANES`.
    """
    if len(branch.lanes) > MOST_LANES:
        raise BadInput(fields={"lanes": f"are more than {MOST_LANES}"})
    rules = service.booking if service.appointable else None
    hours = rules.hours if rules else None
    spans = timetable.spans(day, service.hours, hours)
    starts = tuple(_starts(spans, rules, timetable.zone)) if rules else ()
    ticks = _ticks(*timetable.span(day, _ALL_DAY))
    lanes = [lane for lane in branch.lanes if lane.serves(service.id)]
    present = {
        week: _presence(starts, timetable.spans(day, week))
        for week in {lane.hours for lane in lanes}
    }
    return DayGrid(
        day=day,
        service=service,
        zone=timetable.zone,
        ticks=_with_buffers(ticks, starts, rules) if rules else ticks,
        starts=starts,
        lanes=tuple((lane, present[lane.hours]) for lane in lanes),
        quotas=tuple(
            (_ticks(*timetable.span(day, quota.window or _ALL_DAY)), quota.most)
            for quota in (rules.quotas if rules else ())
        ),
        closed=_closed(timetable, day, rules) if not starts else None,
        occasion=timetable.occasion(day),
    )


def _closed(timetable: Timetable, day: date, rules: BookingRules | None) -> Reason:
    if rules is None:
        return Reason.NOT_APPOINTABLE
    is_day_off = timetable.occasion(day) and not timetable.spans(day)
    return Reason.HOLIDAY if is_day_off else Reason.CLOSED


def _starts(spans: Spans, rules: BookingRules, zone: ZoneInfo) -> Iterator[Start]:
    """Starts whose appointment ends within its span. A span begins at its first whole tick."""
    _, during, _ = lengths(rules)
    step = max(1, (rules.step or rules.minutes) // TICK_MINUTES)
    for opens, closes in spans:
        first = tick_from(_aligned(opens, rules, zone))
        for tick in range(first, tick_of(closes) - during + 1, step):
            at = instant_of(tick)
            end = at + rules.minutes * _MINUTE
            yield Start(tick, at, end, _label(at.astimezone(zone)))


def _aligned(opens: datetime, rules: BookingRules, zone: ZoneInfo) -> datetime:
    """Where the steps of a span are reckoned from."""
    if rules.align is Align.WINDOW:
        return opens
    local = opens.astimezone(zone)
    minute = local.hour * 60 + local.minute
    return opens + -minute % (rules.step or rules.minutes) * _MINUTE


def _label(local: datetime) -> str:
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    offset = local.isoformat()[-6:]
    return f"{local:%H:%M} {offset}" if twice else f"{local:%H:%M}"


def _ticks(start: datetime, end: datetime) -> range:
    return range(tick_of(start), tick_from(end))


def _with_buffers(day: range, starts: tuple[Start, ...], rules: BookingRules) -> range:
    """The day's ticks and those before and after it that its appointments need."""
    needed = [ticks_of(rules, start.tick) for start in (*starts[:1], *starts[-1:])]
    return range(
        min(ticks.start for ticks in (day, *needed)),
        max(ticks.stop for ticks in (day, *needed)),
    )


def _presence(starts: tuple[Start, ...], spans: Spans) -> int:
    """A byte a tick from the first start on: 1 for starts that fit into `spans` wholly."""
    row = 0
    for start in starts:
        if any(opens <= start.at and start.end <= closes for opens, closes in spans):
            row |= 1 << (start.tick - starts[0].tick) * 8
    return row
