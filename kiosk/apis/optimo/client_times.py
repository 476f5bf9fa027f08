"""Times, a call a day: what is told of a day is kept for a minute."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.apis.optimo.site import Site
from kiosk.apis.optimo.slots_told import day_slots
from kiosk.domain.booking import Wanted
from kiosk.domain.branch import Branch, Service
from kiosk.domain.reserving import MOST_DAYS
from kiosk.domain.slots import DaySlots, nearest
from kiosk.errors import BadInput, KioskError, Reason, Refused, SlotTaken


class TimesCalls(Site):
    """Which times there are, and which are free."""

    async def slots(
        self, wanted: Wanted, first: date | None = None, days: int = 1
    ) -> Sequence[DaySlots]:
        """The times of the first days of those asked for, `habits.days_at_once` at most: each is
        a call, and a month has few. Errors as `Appointments.slots`."""
        if not 1 <= days <= MOST_DAYS:
            raise BadInput(fields={"days": f"is not 1 to {MOST_DAYS}"})
        branch, service = self._bookable(wanted)
        first = self._from(branch, first, days)
        few = min(days, max(1, self.habits.days_at_once))
        return [
            await self._day(wanted, branch, service, first + timedelta(days=n))
            for n in range(few)
        ]

    async def next_free(
        self, wanted: Wanted, first: date | None = None
    ) -> DaySlots | None:
        """The first day with a free time, of the `habits.search_days` that are looked at."""
        branch, service = self._bookable(wanted)
        first = self._from(branch, first, 1)
        for n in range(self.habits.search_days):
            day = first + timedelta(days=n)
            if self._is_too_far(branch, service, day):
                break
            found = await self._day(wanted, branch, service, day)
            if found.reason is None:
                return found
        return None

    async def taken(
        self,
        branch: Branch,
        service: Service,
        start: datetime,
        detail: str = "",
    ) -> SlotTaken:
        """The error for a time that can't be had, with those that are nearest, if known."""
        zone = ZoneInfo(branch.zone)
        day = start.astimezone(zone).date()
        try:
            told = await self.times(branch, service, day)
        except KioskError:
            return SlotTaken(detail=detail)
        slots = day_slots(day, told, service, zone, self.clock.now())
        starts = [slot.start for slot in nearest(slots.free, start)]
        return SlotTaken(detail=detail, nearest=starts)

    def _bookable(self, wanted: Wanted) -> tuple[Branch, Service]:
        branch, service = self.offer(wanted.branch, wanted.service)
        if not service.appointable or service.booking is None:
            raise Refused(Reason.NOT_APPOINTABLE)
        return branch, service

    def _from(self, branch: Branch, first: date | None, days: int) -> date:
        """The first day asked for. BadInput ("day") for one that is over."""
        today = self._today(branch)
        if first is not None and first < today:
            raise BadInput(fields={"day": "is over"})
        first = first or today
        if (date.max - first).days <= days:
            raise BadInput(fields={"day": "is beyond all calendars"})
        return first

    def _today(self, branch: Branch) -> date:
        return self.clock.now().astimezone(ZoneInfo(branch.zone)).date()

    def check_start(self, branch: Branch, service: Service, start: datetime) -> None:
        """SlotTaken for a time that is over, or beyond how far ahead the settings go."""
        if start <= self.clock.now():
            raise SlotTaken(Reason.PAST)
        sooner = start.date() - timedelta(days=1)  # no zone is further behind
        if self._is_too_far(branch, service, sooner) or self._is_too_far(
            branch, service, _day(branch, start)
        ):
            raise SlotTaken(Reason.TOO_FAR)

    def _is_too_far(self, branch: Branch, service: Service, day: date) -> bool:
        ahead = service.booking.days_ahead if service.booking else 0
        return day > self._today(branch) + timedelta(days=ahead)

    async def _day(
        self, wanted: Wanted, branch: Branch, service: Service, day: date
    ) -> DaySlots:
        if self._is_too_far(branch, service, day):
            return DaySlots(day, (), Reason.TOO_FAR)
        told = await self.times(branch, service, day)
        zone = ZoneInfo(branch.zone)
        return day_slots(day, told, service, zone, self.clock.now(), wanted.staff)


def _day(branch: Branch, start: datetime) -> date:
    """The branch's own day of an instant."""
    return start.astimezone(ZoneInfo(branch.zone)).date()
