"""The days that can be chosen from: what is known of them, and which one is looked at."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby
from zoneinfo import ZoneInfo

from kiosk.domain.slots import DaySlots, Slot
from kiosk.errors import Reason

DAYS_AT_ONCE = 14
"""How many days are asked for together: those on the strip, and the next strip."""


class Part(StrEnum):
    """A part of a day; the value is the key of its name."""

    MORNING = "time-morning"
    AFTERNOON = "time-afternoon"
    EVENING = "time-evening"


@dataclass(frozen=True, slots=True)
class Missed:
    """A time somebody else was quicker to take, and the free ones closest to it."""

    start: datetime
    nearest: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days of a service as far as they were asked for.

    `today` and all days are the branch's; `last` is the last one that can be booked, None where
    nobody says. `first` is the first day on the strip, `day` the one looked at, None before the
    first answer. `none_left`: asked, and there is no free time at all. `failed`: nobody answered.
    `at` is when the days on the strip were asked for last; without `counts` no figure is shown.
    `yours` is the time of the appointment that is being moved.
    """

    today: date
    last: date | None = None
    known: Mapping[date, DaySlots] = field(default_factory=dict)
    first: date | None = None
    day: date | None = None
    missed: Missed | None = None
    none_left: bool = False
    failed: Reason | None = None
    at: datetime | None = None
    counts: bool = True
    yours: datetime | None = None

    @property
    def chosen(self) -> DaySlots | None:
        """The times of the day looked at."""
        return self.known.get(self.day) if self.day else None

    @property
    def next_free(self) -> DaySlots | None:
        """The first known day with a free time: after the one looked at, if there is one."""
        after = self.day or self.today - timedelta(days=1)
        return next(
            (d for d in self._in_order() if d.day > after and not d.reason), None
        )

    @property
    def first_free(self) -> Slot | None:
        """The first free time of all that are known."""
        free = (slot for day in self._in_order() for slot in day.free)
        return next(free, None)

    def strip(self, length: int) -> Sequence[date]:
        """The days on a strip that holds so many."""
        start = self.first or self.today
        days = [start + timedelta(days=n) for n in range(length)]
        return [day for day in days if self.last is None or day <= self.last]

    def learn(self, days: Iterable[DaySlots]) -> "Calendar":
        """Know these days, or know them anew."""
        return replace(
            self, known={**self.known, **{each.day: each for each in days}}, failed=None
        )

    def look_at(self, day: date) -> "Calendar":
        """Look at the times of `day`."""
        return replace(self, day=day, missed=None)

    def turn_to(self, first: date) -> "Calendar":
        """Begin the strip at `first`, or as near to it as there are days."""
        latest = max(self.today, self.last) if self.last else first
        return replace(self, first=min(max(first, self.today), latest))

    def lacks(self, first: date, days: int = DAYS_AT_ONCE) -> bool:
        """Whether one of the days from `first` on would have to be asked for."""
        wanted = (first + timedelta(days=n) for n in range(days))
        return any(
            day not in self.known for day in wanted if not self.last or day <= self.last
        )

    def _in_order(self) -> list[DaySlots]:
        return [self.known[day] for day in sorted(self.known)]


def part_of(instant: datetime, zone: ZoneInfo) -> Part:
    """The part of its local day."""
    hour = instant.astimezone(zone).hour
    if hour < 12:
        return Part.MORNING
    return Part.AFTERNOON if hour < 17 else Part.EVENING


def shown(day: DaySlots) -> tuple[Slot, ...]:
    """The times to show: those that are over don't come back, all others keep their places."""
    return tuple(slot for slot in day.slots if slot.reason is not Reason.PAST)


Section = tuple[str, tuple[Slot, ...]]
"""The key of a heading, and the times under it."""


def by_part(slots: Iterable[Slot], zone: ZoneInfo) -> tuple[Section, ...]:
    """Times under the name of their part of the day."""
    parts = groupby(slots, key=lambda slot: part_of(slot.start, zone))
    return tuple((part, tuple(found)) for part, found in parts)


def in_pages(
    sections: Iterable[Section], columns: int, rows: int, tile_rows: int, most: int
) -> tuple[tuple[Section, ...], ...]:
    """Sections in pages of `rows` rows and at most `most` tiles, `columns` of them in a row.

    A heading takes a row and is never alone; what goes on has its heading again.
    """
    pages: list[tuple[Section, ...]] = []
    page: list[Section] = []
    room, tiles = rows, most
    for key, slots in sections:
        left = slots
        while left:
            fit = min((room - 1) // tile_rows, tiles // columns)
            if fit < 1 and page:
                pages.append(tuple(page))
                page, room, tiles = [], rows, most
                continue
            taken, left = left[: max(1, fit) * columns], left[max(1, fit) * columns :]
            page.append((key, taken))
            room -= 1 + -(-len(taken) // columns) * tile_rows
            tiles -= -(-len(taken) // columns) * columns
    return (*pages, tuple(page)) if page else tuple(pages)
