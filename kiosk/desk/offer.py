"""A day's times as they stand for who asks, and what becomes of a wish for one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from kiosk.desk.plan import Plan
from kiosk.domain.booking import Wanted
from kiosk.domain.branch import BookingRules, LaneId, Service
from kiosk.domain.claims import HOLD, Claim, booked, is_live, tick_of
from kiosk.domain.grid import DayGrid
from kiosk.domain.slots import DaySlots, Slot, day_slots, lanes_free, nearest
from kiosk.domain.storing import Reading
from kiosk.errors import BadInput, NotFound, Reason, Refused, SlotTaken

_ELSEWHERE: Final = "is not a time of this service"


@dataclass(frozen=True, slots=True)
class Offer:
    """A day of a service as it stands at `now` for who asks.

    `held` is the first claim of a hold of theirs on it, if they have one.
    """

    grid: DayGrid
    rules: BookingRules
    claims: Sequence[Claim]
    now: datetime
    wanted: Wanted

    @property
    def own(self) -> frozenset[str]:
        """Whose claims don't stand in their way."""
        known = (self.wanted.holder, self.wanted.moving)
        return frozenset(one for one in known if one)

    @property
    def slots(self) -> DaySlots:
        """The verdict on every time of the day."""
        return self._verdicts(self.now)

    def held(self, start: datetime) -> Claim | None:
        """A claim of the hold they have on `start`, None without one."""
        wish = (self.wanted.holder, self.wanted.service, tick_of(start))
        claims = (claim for claim in self.claims if claim.expires_at)
        return next(
            (one for one in claims if (one.owner, one.service, one.start) == wish), None
        )

    def take(self, start: datetime) -> tuple[Slot, LaneId]:
        """The slot at `start` and the lane for it: that of their hold, or the least loaded.

        What was soon enough when it was held still is. BadInput for a time that is not on the
        grid; Refused CLOSED, HOLIDAY; SlotTaken with the nearest that are free.
        """
        held = self.held(start)
        asked = self.now
        if held and held.expires_at and start > self.now:
            asked = min(self.now, held.expires_at - HOLD)
        slots = self._verdicts(asked)
        slot = slots.at(start)
        if slot is None:
            raise self._off_the_grid(start, slots)
        lane = self._lane(start, held) if slot.reason is None else None
        if lane is None:
            raise self._taken(slot, slots)
        return slot, lane

    def claims_for(self, slot: Slot, lane: LaneId, owner: str) -> tuple[Claim, ...]:
        """The claims of an appointment there."""
        return booked(lane, self.wanted.service, self.rules, slot.start, owner)

    def _verdicts(self, now: datetime) -> DaySlots:
        wanted = self.wanted
        return day_slots(self.grid, self.claims, now, own=self.own, staff=wanted.staff)

    def _lane(self, start: datetime, held: Claim | None) -> LaneId | None:
        free = lanes_free(
            self.grid,
            self.claims,
            start,
            self.now,
            own=self.own,
            staff=self.wanted.staff,
        )
        if held and held.lane in free:
            return held.lane
        return free[0] if free else None

    def _off_the_grid(self, start: datetime, slots: DaySlots) -> Exception:
        if start <= self.now:
            return _refused(self.wanted, start, Reason.PAST, slots)
        if not slots.slots and slots.reason:
            detail = f"{self.wanted.service} on {slots.day}: {slots.reason}"
            return Refused(slots.reason, detail=detail)
        return BadInput(fields={"start": _ELSEWHERE})

    def _taken(self, slot: Slot, slots: DaySlots) -> SlotTaken:
        reason = slot.reason or Reason.SLOT_TAKEN
        return _refused(self.wanted, slot.start, reason, slots)


def offer(view: Reading, plan: Plan, wanted: Wanted, day: date, now: datetime) -> Offer:
    """A local day from today to the horizon. NotFound; Refused NOT_APPOINTABLE."""
    service, rules = appointable(plan, wanted)
    grid = plan.grid(service.id, day)
    claims = view.claims(plan.branch.id, grid.ticks) if grid.starts else ()
    live = [one for one in claims if one.expires_at is None or is_live(one, now)]
    return Offer(grid, rules, live, now, wanted)


def offer_at(
    view: Reading, plan: Plan, wanted: Wanted, start: datetime, now: datetime
) -> Offer:
    """The day that `start` is in. BadInput ("start") when naive; SlotTaken PAST, TOO_FAR."""
    _, rules = appointable(plan, wanted)
    if start.tzinfo is None:
        raise BadInput(fields={"start": "has no zone"})
    soonest, latest = (
        now - timedelta(days=1),
        now + timedelta(days=rules.days_ahead + 2),
    )
    if not soonest <= start <= latest:
        raise _refused(wanted, start, Reason.PAST if start < now else Reason.TOO_FAR)
    day = start.astimezone(plan.hours.zone).date()
    return offer(view, plan, wanted, day, now)


def days_slots(
    view: Reading, plan: Plan, wanted: Wanted, first: date, days: int, now: datetime
) -> Sequence[DaySlots]:
    """The times of some days in order. A day beyond the horizon is TOO_FAR and has none."""
    _, rules = appointable(plan, wanted)
    last = today(plan, now) + timedelta(days=rules.days_ahead)
    return [
        offer(view, plan, wanted, day, now).slots
        if day <= last
        else DaySlots(day, (), Reason.TOO_FAR)
        for day in (first + timedelta(days=nth) for nth in range(days))
    ]


def appointable(plan: Plan, wanted: Wanted) -> tuple[Service, BookingRules]:
    """The service and its rules. NotFound; Refused NOT_APPOINTABLE."""
    service = plan.services.get(wanted.service)
    if service is None:
        raise NotFound(detail=f"no service {wanted.service} in {plan.branch.id}")
    if not service.appointable or service.booking is None:
        raise Refused(Reason.NOT_APPOINTABLE, detail=f"{service.id} has no times")
    if service.places is not None:
        raise Refused(
            Reason.NOT_APPOINTABLE, detail=f"{service.id} is given in sessions"
        )
    return service, service.booking


def today(plan: Plan, now: datetime) -> date:
    """The local date at the branch."""
    return now.astimezone(plan.hours.zone).date()


def _refused(
    wanted: Wanted, start: datetime, reason: Reason, slots: DaySlots | None = None
) -> SlotTaken:
    detail = f"{wanted.service} at {start.isoformat()}: {reason}"
    return SlotTaken(reason, detail=detail, nearest=_starts(slots, start))


def _starts(slots: DaySlots | None, start: datetime) -> tuple[datetime, ...]:
    free = nearest(slots.slots, start) if slots else ()
    return tuple(slot.start for slot in free)
