"""Free times as the merchant tells them, "HH:MM" by its wall clock, as instants."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.apis import members
from kiosk.apis.merchant import told
from kiosk.domain.slots import DaySlots, Slot
from kiosk.errors import Reason

FreeDays = Mapping[date, tuple[datetime, ...]]
"""Each day that was told of, with its free starts in UTC, in order."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Which days can be booked at all. `closed` are weekdays (0 = Monday); the dates are
    inclusive, None where they are not told."""

    closed: frozenset[int] = frozenset()
    first: date | None = None
    last: date | None = None

    def against(self, day: date, today: date) -> Reason | None:
        """What speaks against a day, None when nothing does."""
        if day < today:
            return Reason.PAST
        if self.first and day < self.first:
            return Reason.TOO_SOON
        if self.last and day > self.last:
            return Reason.TOO_FAR
        return Reason.CLOSED if day.weekday() in self.closed else None


def limits(said: Any) -> Limits:
    """What is told of `disabled-days`; 0 is Sunday there."""
    listed = members.member(said, "closed_days")
    days = [{"day": day} for day in listed] if isinstance(listed, list) else []
    numbers = told.items(
        days, "closed days", lambda item: told.whole(item, "day", 0, 6)
    )
    closed = frozenset((number + 6) % 7 for number in numbers)
    return Limits(closed, members.day(said, "min_date"), members.day(said, "max_date"))


def free_days(said: Any, zone: ZoneInfo) -> FreeDays:
    """The days of an `availability` answer; of one told twice, all its times."""
    found: dict[date, set[datetime]] = {}

    def read(item: members.Item) -> date | None:
        day = members.day(item, "date")
        if day is not None and item.get("is_available") is not False:
            starts = _starts(day, _clocks(item), zone)
            found.setdefault(day, set()).update(starts)
        elif day is not None:
            found.setdefault(day, set())
        return day

    told.items(said, "days", read)
    return {day: tuple(sorted(starts)) for day, starts in found.items()}


def next_day(said: Any) -> date | None:
    """The day of `availability/next`; empty texts mean that there is none."""
    return members.day(said, "date")


def _clocks(item: members.Item) -> list[time]:
    lists = [item.get("morning"), item.get("afternoon")]
    values = [one for part in lists if isinstance(part, list) for one in part]
    found = [told.wall_time(value) for value in values[: told.MOST_ITEMS]]
    members.left_out("times", sum(clock is None for clock in found))
    return [clock for clock in found if clock is not None]


def _starts(day: date, clocks: Iterable[time], zone: ZoneInfo) -> Iterator[datetime]:
    """A time the clocks skip is none. One that comes twice is its first, told again its second."""
    seen: set[time] = set()
    for clock in clocks:
        local = datetime.combine(day, clock.replace(fold=clock in seen), zone)
        seen.add(clock)
        at = local.astimezone(UTC)
        if at.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
            yield at
        else:
            members.left_out("times that the clocks skip", 1)


def day_slots(
    day: date,
    free: FreeDays,
    minutes: int,
    zone: ZoneInfo,
    now: datetime,
    limits: Limits,
) -> DaySlots:
    """A day as far as it is known: its free times, one each, as nobody says how many.

    Times that are taken are not told of. A day that is not told of is closed.
    """
    length = timedelta(minutes=minutes)
    slots = tuple(
        Slot(at, at + length, label(at, zone), *_verdict(at, now))
        for at in free.get(day, ())
    )
    if any(slot.reason is None for slot in slots):
        return DaySlots(day, slots, None)
    against = limits.against(day, now.astimezone(zone).date())
    otherwise = Reason.SLOT_TAKEN if day in free else Reason.CLOSED
    return DaySlots(day, slots, against or (Reason.PAST if slots else otherwise))


def _verdict(at: datetime, now: datetime) -> tuple[int, Reason | None]:
    return (1, None) if at > now else (0, Reason.PAST)


def label(at: datetime, zone: ZoneInfo) -> str:
    """ "09:30" by the merchant's clock; of a time that comes twice, with its offset."""
    local = at.astimezone(zone)
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return f"{local:%H:%M} {local.isoformat()[-6:]}" if twice else f"{local:%H:%M}"
