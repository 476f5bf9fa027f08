"""Which dates of a series can be had, and what stands in the way of the others."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from kiosk.desk.floor import Floor
from kiosk.domain.branch import (
    BookingRules,
    Lane,
    LaneId,
    Service,
    ServiceId,
    StaffId,
    Words,
)
from kiosk.domain.claims import (
    NOBODY,
    Claim,
    booked,
    instant_of,
    is_live,
    lengths,
    ticks_of,
)
from kiosk.domain.day import planned_seq
from kiosk.domain.grid import DayGrid, Start
from kiosk.domain.numbering import has_number
from kiosk.domain.slots import day_slots, lanes_free
from kiosk.domain.storing import Reading
from kiosk.domain.ticket import TicketId
from kiosk.errors import BadInput, NotFound, Reason, Refused

_TOLD: Final = 3
"""With how much a date collides is told at most."""

_DAYS_AHEAD: Final = 10_000


@dataclass(frozen=True, slots=True)
class Sought:
    """What dates are sought for: a service by its rules, and perhaps one lane or one person.

    `people` need a number each.
    """

    service: Service
    rules: BookingRules
    lane: LaneId | None = None
    staff: StaffId | None = None
    locale: str = ""
    people: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """A date of a series, and the time and the lane for it, or the `reason` why it has none.

    `original` is the rule's own instant and `wanted` the one asked for. `off_grid`: the service
    never begins at this time of day.
    """

    original: datetime
    wanted: datetime
    start: Start | None = None
    lane: LaneId | None = None
    reason: Reason | None = None
    conflict: str = ""
    occasion: Words = field(default_factory=dict)
    off_grid: bool = False


def sought(
    floor: Floor,
    service: ServiceId,
    lane: LaneId | None = None,
    staff: StaffId | None = None,
    locale: str = "",
) -> Sought:
    """NotFound (service); Refused NOT_APPOINTABLE; BadInput ("lane")."""
    plan = floor.plan
    known = plan.services.get(service)
    if known is None:
        raise NotFound(detail=f"no service {service} in {plan.branch.id}")
    if not known.appointable or known.booking is None:
        raise Refused(Reason.NOT_APPOINTABLE, detail=f"{service} has no times")
    serving = {one.id for one in plan.branch.lanes if one.serves(service)}
    if lane is not None and lane not in serving:
        raise BadInput(fields={"lane": "is not one of this service"})
    return Sought(known, known.booking, lane, staff, locale)


class Finder:
    """Finds times for one date of a series after the other; none collides with those before.

    Neither notice nor horizon count: it is staff who make series. `own` are whose claims are no
    obstacle.
    """

    def __init__(
        self,
        view: Reading,
        floor: Floor,
        wish: Sought,
        now: datetime,
        own: Collection[str] = NOBODY,
    ) -> None:
        """Reads the store date by date, all in one view."""
        self._view, self._floor, self._wish = view, floor, wish
        self._now, self._own = now, own
        self._taken: list[Claim] = []

    def find(
        self, original: datetime, wanted: datetime, like: LaneId | None = None
    ) -> Found:
        """The verdict on a date; of several lanes `like`, or else the least loaded."""
        seen = Found(original, wanted)
        if wanted <= self._now:
            return replace(seen, reason=Reason.PAST)
        grid = self._grid(wanted)
        seen = replace(seen, occasion=grid.occasion)
        reason = grid.closed or self._shut(wanted)
        if reason:
            return replace(seen, reason=reason)
        start = next((one for one in grid.starts if one.at == wanted), None)
        if start is None:
            return replace(seen, reason=Reason.CLOSED, off_grid=True)
        if self._is_out_of_numbers(wanted):
            return replace(seen, reason=Reason.NO_NUMBERS)
        claims = self._claims(grid)
        free = self._lanes(grid, claims, start)
        if free:
            lane = like if like is not None and like in free else free[0]
            self._take(lane, start)
            return replace(seen, start=start, lane=lane)
        return replace(
            seen,
            reason=self._why(grid, claims, start),
            conflict="; ".join(self._conflicts(grid, claims, start)),
        )

    def _grid(self, wanted: datetime) -> DayGrid:
        plan, wish = self._floor.plan, self._wish
        grid = plan.grid(wish.service.id, wanted.astimezone(plan.hours.zone).date())
        if wish.lane is None:
            return grid
        lanes = tuple(one for one in grid.lanes if one[0].id == wish.lane)
        return replace(grid, lanes=lanes)

    def _shut(self, wanted: datetime) -> Reason | None:
        """A day that was closed before its time; a pause is over before most dates come."""
        service = self._wish.service.id
        try:
            if service not in self._floor.paused:
                self._floor.check_bookable(service, wanted)
        except Refused as error:
            return error.reason
        return None

    def _is_out_of_numbers(self, wanted: datetime) -> bool:
        """Numbers are good for a business day, and some ranges end."""
        plan, running = self._floor.plan, self._floor.day
        numbers = plan.ranges[self._wish.rules.range]
        if numbers.last is None or running is None:
            return False
        label = plan.hours.label(wanted)
        seq = running.seq if label <= running.label else planned_seq(label)
        last = self._view.last_number(plan.branch.id, seq, numbers.id)
        next_one = numbers.first if last is None else last + 1
        return not has_number(numbers, next_one + self._wish.people - 1)

    def _claims(self, grid: DayGrid) -> Sequence[Claim]:
        claims = self._view.claims(self._floor.branch, grid.ticks)
        live = [one for one in claims if is_live(one, self._now)]
        theirs = {(one.lane, one.tick) for one in self._taken}
        kept = (one for one in live if (one.lane, one.tick) not in theirs)
        return [*kept, *(one for one in self._taken if one.tick in grid.ticks)]

    def _lanes(
        self, grid: DayGrid, claims: Sequence[Claim], start: Start
    ) -> Sequence[LaneId]:
        if self._is_full(grid, claims, start):
            return ()
        staff = self._wish.staff
        return lanes_free(grid, claims, start.at, self._now, own=self._own, staff=staff)

    def _is_full(self, grid: DayGrid, claims: Sequence[Claim], start: Start) -> bool:
        """How many appointments a day takes says nothing about sessions."""
        if not grid.quotas or self._wish.service.places:
            return False
        rules = replace(self._wish.rules, notice=0, days_ahead=_DAYS_AHEAD)
        service = replace(grid.service, booking=rules)
        slots = day_slots(
            replace(grid, service=service), claims, self._now, own=self._own
        )
        slot = slots.at(start.at)
        return slot is not None and slot.reason is Reason.FULL

    def _take(self, lane: LaneId, start: Start) -> None:
        """An owner that nobody is: what `own` has is given up, this is not."""
        wish = self._wish
        self._taken += booked(lane, wish.service.id, wish.rules, start.at, "")

    def _why(self, grid: DayGrid, claims: Sequence[Claim], start: Start) -> Reason:
        staff = self._wish.staff
        if not lanes_free(grid, (), start.at, self._now, staff=staff):
            return Reason.STAFF_AWAY
        if self._is_full(grid, claims, start):
            return Reason.FULL
        return Reason.SLOT_TAKEN

    def _conflicts(
        self, grid: DayGrid, claims: Sequence[Claim], start: Start
    ) -> Sequence[str]:
        """What has the lanes at that time, the first of each."""
        needed = ticks_of(self._wish.rules, start.tick)
        told = []
        for lane, _ in grid.lanes:
            if self._wish.staff not in (None, lane.staff):
                continue
            there = (
                one
                for one in claims
                if one.lane == lane.id
                and one.tick in needed
                and one.owner not in self._own
            )
            told += [self._said(lane, claim) for claim in sorted(there)[:1]]
        return told[:_TOLD]

    def _said(self, lane: Lane, claim: Claim) -> str:
        """ "Room 2: Choir 18:30-20:00 T012", in the words of the branch."""
        parts = [f"{self._word(lane.name) or lane.id}:", *self._about(claim)]
        ticket = self._view.ticket(TicketId(claim.owner)) if claim.owner else None
        return " ".join([*parts, ticket.number] if ticket else parts)

    def _about(self, claim: Claim) -> Iterator[str]:
        plan = self._floor.plan
        service = plan.services.get(claim.service)
        begins = instant_of(claim.start).astimezone(plan.hours.zone)
        if service is None or service.booking is None:
            yield f"{begins:%H:%M}"
            return
        _, during, _ = lengths(service.booking)
        ends = instant_of(claim.start + during).astimezone(plan.hours.zone)
        yield self._word(service.name)
        yield f"{begins:%H:%M}-{ends:%H:%M}"

    def _word(self, words: Words) -> str:
        asked = (self._wish.locale, self._floor.plan.branch.default_locale)
        known = (words[tag] for tag in asked if tag in words)
        return next(known, next(iter(words.values()), ""))
