"""Which times are free, as the merchant's public pages tell."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from kiosk.apis.merchant.looking import Looking
from kiosk.apis.merchant.told_branch import Catalogue
from kiosk.apis.merchant.told_times import day_slots
from kiosk.domain.booking import Wanted
from kiosk.domain.branch import Service
from kiosk.domain.reserving import MOST_DAYS
from kiosk.domain.slots import DaySlots, nearest
from kiosk.errors import BadInput, KioskError, Reason, Refused, SlotTaken

AHEAD: Final = 92
"""How many days the search for a free one goes: they look three months ahead themselves."""

FARTHEST: Final = timedelta(days=3_660)
"""No time is later: there are days after it in every calendar."""


class TimesCalls(Looking):
    """Free times. Only those that are free are told of, one each: nobody says how many."""

    async def slots(
        self, wanted: Wanted, first: date | None = None, days: int = 1
    ) -> Sequence[DaySlots]:
        """The free times of some days. A day that is not told of is closed."""
        if not 1 <= days <= MOST_DAYS:
            raise BadInput(fields={"days": f"is not 1 to {MOST_DAYS}"})
        known, service = await self._bookable(wanted)
        return await self._days(known, service, self._from(known, first), days)

    async def next_free(
        self, wanted: Wanted, first: date | None = None
    ) -> DaySlots | None:
        """The first day with a free time, within three months."""
        known, service = await self._bookable(wanted)
        first = self._from(known, first)
        soonest = await self.next_day(known, service.id)
        if soonest is None:
            return None
        last = first + timedelta(days=AHEAD)
        day = max(first, soonest)
        length = 1
        while day <= last:
            for slots in await self._days(known, service, day, length):
                if slots.reason is None:
                    return slots
            day, length = day + timedelta(days=length), MOST_DAYS
        return None

    async def taken(
        self, known: Catalogue, service: Service, start: datetime, reason: Reason
    ) -> SlotTaken:
        """The error for a time that can't be had, with those that are nearest, if known."""
        day = start.astimezone(known.zone).date()
        try:
            (slots,) = await self._days(known, service, day, 1)
        except KioskError:
            return SlotTaken(reason)
        starts = [slot.start for slot in nearest(slots.free, start)]
        return SlotTaken(reason, nearest=starts)

    async def _bookable(self, wanted: Wanted) -> tuple[Catalogue, Service]:
        known, service = await self.service(wanted.branch, wanted.service)
        if wanted.staff is not None:
            raise Refused(Reason.NOT_OFFERED, detail="nobody can be asked for by name")
        if not service.appointable:
            raise Refused(Reason.NOT_APPOINTABLE)
        return known, service

    def _from(self, known: Catalogue, first: date | None) -> date:
        today = self.clock.now().astimezone(known.zone).date()
        if first is not None and first < today:
            raise BadInput(fields={"day": "is over"})
        if first is not None and first > date.max - timedelta(days=MOST_DAYS):
            raise BadInput(fields={"day": "is beyond all calendars"})
        return first or today

    def check_start(self, start: datetime) -> None:
        """SlotTaken for a time that is over, or that nobody has a calendar for yet."""
        now = self.clock.now()
        if start <= now:
            raise SlotTaken(Reason.PAST, detail="that time is over")
        if start - now > FARTHEST:
            raise SlotTaken(Reason.TOO_FAR)

    async def _days(
        self, known: Catalogue, service: Service, first: date, days: int
    ) -> list[DaySlots]:
        free = await self.free(known, service.id, first, days)
        limits = await self.limits(known, service.id)
        return [
            day_slots(
                first + timedelta(days=n),
                free,
                service.minutes,
                known.zone,
                self.clock.now(),
                limits,
            )
            for n in range(days)
        ]
