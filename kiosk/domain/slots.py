"""Which times of a day are free for whom, and why the others aren't.

A lane's day is one long integer with a byte a tick, 1 where it is claimed. Shifting it over itself
finds at once every start that would need a claimed tick, and adding up lanes counts them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from kiosk.domain.branch import Lane, LaneId, StaffId, Words
from kiosk.domain.claims import NOBODY, Claim, is_live, lengths, tick_of, ticks_of
from kiosk.domain.grid import DayGrid, Start
from kiosk.errors import Reason

_UNLIMITED = 1_000_000

_TELLING = (
    Reason.SLOT_TAKEN,
    Reason.FULL,
    Reason.STAFF_AWAY,
    Reason.TOO_FAR,
    Reason.TOO_SOON,
)
"""Which of its times' reasons speaks for a day without a free one: the first that occurs."""


class Slot(NamedTuple):
    """A time and its verdict: how many are `free`, or the reason why none is.

    A tuple, as a day has hundreds. Instants are UTC; `label` is as in `Start`.
    """

    start: datetime
    end: datetime
    label: str
    free: int
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class DaySlots:
    """A local day: every time on its grid in order, each with one verdict.

    `reason` says why the day has no free time, None when it has one. `occasion` names the day
    when its hours differ from the week's: "Easter Monday".
    """

    day: date
    slots: tuple[Slot, ...]
    reason: Reason | None
    occasion: Words = field(default_factory=dict)

    @property
    def free(self) -> tuple[Slot, ...]:
        """The times that can be booked."""
        return tuple(slot for slot in self.slots if slot.reason is None)

    def at(self, start: datetime) -> Slot | None:
        """The slot that begins at `start`; None when that is not on the grid."""
        return next((slot for slot in self.slots if slot.start == start), None)


def day_slots(
    grid: DayGrid,
    claims: Iterable[Claim],
    now: datetime,
    *,
    own: Collection[str] = NOBODY,
    staff: StaffId | None = None,
) -> DaySlots:
    """The verdict on every time of a day.

    `claims` are the branch's in the grid's `ticks`; more do no harm, none of them twice. Those
    whose owner is in `own` don't count: one's hold, one's booking that is to be moved. `staff`
    asks for one person's lanes.
    """
    if grid.closed is not None:
        return DaySlots(grid.day, (), grid.closed, grid.occasion)
    claims = tuple(claims)
    lanes = _asked(grid, staff)
    there = _counts(grid, (present for _, present in lanes))
    free = _counts(grid, _free(grid, lanes, claims, now, own).values())
    left = _left(grid, claims, now, own)
    slots = tuple(map(_verdict, grid.starts, _by_clock(grid, now), there, free, left))
    return DaySlots(grid.day, slots, _why_none(slots), grid.occasion)


def lanes_free(
    grid: DayGrid,
    claims: Iterable[Claim],
    start: datetime,
    now: datetime,
    *,
    own: Collection[str] = NOBODY,
    staff: StaffId | None = None,
) -> tuple[LaneId, ...]:
    """The lanes that can take an appointment at `start`: least loaded that day first, then by id.

    Arguments are as for `day_slots`, whose verdict on `start` comes first: notice, horizon and
    quotas are not asked here. Empty for a time that is not on the grid.
    """
    if all(known.at != start for known in grid.starts):
        return ()
    claims = tuple(claims)
    place = (tick_of(start) - grid.starts[0].tick) * 8
    free = _free(grid, _asked(grid, staff), claims, now, own)
    load = {lane: 0 for lane, bytes_ in free.items() if bytes_ >> place & 1}
    for claim in claims:
        if claim.lane in load and claim.tick in grid.ticks and is_live(claim, now):
            load[claim.lane] += claim.owner not in own
    return tuple(sorted(load, key=lambda lane: (load[lane], lane)))


def choose_lane(
    grid: DayGrid,
    claims: Iterable[Claim],
    start: datetime,
    now: datetime,
    *,
    own: Collection[str] = NOBODY,
    staff: StaffId | None = None,
) -> LaneId | None:
    """The first of `lanes_free`, or None."""
    return next(iter(lanes_free(grid, claims, start, now, own=own, staff=staff)), None)


def nearest(slots: Iterable[Slot], wanted: datetime, most: int = 3) -> tuple[Slot, ...]:
    """The free times closest to `wanted`, in order of time; of two as close the earlier."""
    free = (slot for slot in slots if slot.reason is None and slot.start != wanted)
    closest = sorted(free, key=lambda slot: (abs(slot.start - wanted), slot.start))
    return tuple(sorted(closest[:most]))


def next_free_day(days: Iterable[DaySlots]) -> DaySlots | None:
    """The first day with a free time; looks at no day beyond it."""
    return next((day for day in days if day.reason is None), None)


def _asked(grid: DayGrid, staff: StaffId | None) -> Sequence[tuple[Lane, int]]:
    if staff is None:
        return grid.lanes
    return [(lane, present) for lane, present in grid.lanes if lane.staff == staff]


def _free(
    grid: DayGrid,
    lanes: Sequence[tuple[Lane, int]],
    claims: Iterable[Claim],
    now: datetime,
    own: Collection[str],
) -> Mapping[LaneId, int]:
    """For each lane a byte a tick from the first start on: 1 where one may start."""
    rules = grid.service.booking
    if rules is None or not grid.starts:
        return {}
    length = sum(lengths(rules))
    skipped = ticks_of(rules, grid.starts[0].tick).start - grid.ticks.start
    claimed = _claimed(grid.ticks, [lane.id for lane, _ in lanes], claims, now, own)
    return {
        lane.id: present & ~_spread(claimed[lane.id] >> skipped * 8, length)
        for lane, present in lanes
    }


def _claimed(
    ticks: range,
    lanes: Iterable[LaneId],
    claims: Iterable[Claim],
    now: datetime,
    own: Collection[str],
) -> Mapping[LaneId, int]:
    """For each lane a byte for each of `ticks`: 1 where somebody else has it."""
    rows = {lane: bytearray(len(ticks)) for lane in lanes}
    first, stop = ticks.start, ticks.stop
    for lane, tick, owner, _, _, expires_at in claims:
        if (
            first <= tick < stop
            and lane in rows
            and (expires_at is None or expires_at > now)
            and owner not in own
        ):
            rows[lane][tick - first] = 1
    return {lane: int.from_bytes(row, "little") for lane, row in rows.items()}


def _spread(row: int, length: int) -> int:
    """Every 1 also in the `length` - 1 ticks before it: where a run that long would meet it."""
    reached = 1
    while reached < length:
        further = min(reached, length - reached)
        row |= row >> further * 8
        reached += further
    return row


def _counts(grid: DayGrid, rows: Iterable[int]) -> Sequence[int]:
    """For each start, how many of the rows have a 1: at most `MOST_LANES`, so that no byte flows over."""
    first = grid.starts[0].tick
    sums = sum(rows).to_bytes(grid.starts[-1].tick - first + 1, "little")
    return [sums[start.tick - first] for start in grid.starts]


def _left(
    grid: DayGrid, claims: Iterable[Claim], now: datetime, own: Collection[str]
) -> Sequence[int]:
    """For each start, how many more appointments the quotas allow."""
    if not grid.quotas:
        return [_UNLIMITED] * len(grid.starts)
    begun = [
        start
        for _, tick, owner, service, start, expires_at in claims
        if tick == start
        and service == grid.service.id
        and (expires_at is None or expires_at > now)
        and owner not in own
    ]
    left = [_UNLIMITED] * len(grid.starts)
    for part, most in grid.quotas:
        room = most - sum(tick in part for tick in begun)
        left = [
            min(room, least) if start.tick in part else least
            for start, least in zip(grid.starts, left, strict=True)
        ]
    return left


def _by_clock(grid: DayGrid, now: datetime) -> Iterator[Reason | None]:
    """For each start, what the present instant says against it."""
    rules = grid.service.booking
    if rules is None:
        return
    soonest = now + timedelta(minutes=rules.notice)
    last = now.astimezone(grid.zone).date() + timedelta(days=rules.days_ahead)
    otherwise = Reason.TOO_FAR if grid.day > last else None
    for start in grid.starts:
        if start.at <= now:
            yield Reason.PAST
        else:
            yield Reason.TOO_SOON if start.at < soonest else otherwise


def _verdict(
    start: Start, by_clock: Reason | None, present: int, free: int, left: int
) -> Slot:
    reason = by_clock
    if reason is None:
        if not present:
            reason = Reason.STAFF_AWAY
        elif not free:
            reason = Reason.SLOT_TAKEN
        elif left < 1:
            reason = Reason.FULL
    places = min(free, left) if reason is None else 0
    return Slot(start.at, start.end, start.label, places, reason)


def _why_none(slots: Sequence[Slot]) -> Reason | None:
    reasons = {slot.reason for slot in slots}
    if None in reasons:
        return None
    return next((reason for reason in _TELLING if reason in reasons), Reason.PAST)
