"""The times of a day, as the company's zone counts days, and which are nearest to one that is gone.

Skiplino tells when an appointment may begin and how many can still have that time. How long it
lasts, which times of the day are taken and why, it does not tell.
"""

import asyncio
import logging
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

from kiosk.apis.http import DEADLINE
from kiosk.apis.skiplino import said
from kiosk.apis.skiplino.calls import Calls, No, path
from kiosk.apis.skiplino.catalogue import Catalogue
from kiosk.apis.skiplino.habits import Habits
from kiosk.domain.booking import Wanted
from kiosk.domain.branch import ServiceId
from kiosk.domain.ports import Clock
from kiosk.domain.reserving import MOST_DAYS
from kiosk.domain.slots import DaySlots, Slot, nearest
from kiosk.errors import BadInput, KioskError, NotFound, Reason, Refused, SlotTaken

_log = logging.getLogger(__name__)

KEPT: Final = timedelta(seconds=30)
"""How long a day's times serve those who leaf through a calendar."""

MOST_KEPT: Final = 500
MOST_TIMES: Final = 500
"""Days kept, and times of one day: nobody offers more."""

_AT_ONCE: Final = 4
_A_WEEK: Final = 7
_DAY: Final = timedelta(days=1)


class Days:
    """The times of services' days."""

    def __init__(
        self, calls: Calls, clock: Clock, habits: Habits, catalogue: Catalogue
    ) -> None:
        """`catalogue` tells why there are none."""
        self._calls, self._clock, self._habits = calls, clock, habits
        self._catalogue = catalogue
        self._kept: dict[tuple[ServiceId, date], tuple[datetime, DaySlots]] = {}
        self._few = asyncio.Semaphore(_AT_ONCE)
        self.left_out = 0

    async def slots(
        self, wanted: Wanted, first: date | None, days: int
    ) -> Sequence[DaySlots]:
        """As `Appointments.slots`, but for times that can't be had: those are not told of."""
        today = self._today()
        first = first or today
        if first < today:
            raise BadInput(detail="that day is over", fields={"day": "is over"})
        if not 1 <= days <= MOST_DAYS:
            raise BadInput(fields={"days": f"is not 1 to {MOST_DAYS}"})
        if first > date.max - MOST_DAYS * _DAY:
            raise BadInput(fields={"day": "is out of range"})
        await self._check(wanted)
        asked = (self.day(wanted, first + n * _DAY) for n in range(days))
        return await asyncio.gather(*asked)

    async def next_free(self, wanted: Wanted, first: date | None) -> DaySlots | None:
        """As `Appointments.next_free`, looked for a week at a time."""
        today = self._today()
        first = first or today
        last = today + self._habits.days_ahead * _DAY
        while first <= last:
            days = min(_A_WEEK, (last - first).days + 1)
            found = await self.slots(wanted, first, days)
            for one in found:
                if one.reason is None:
                    return one
            first += days * _DAY
        return None

    async def day(
        self,
        wanted: Wanted,
        day: date,
        *,
        fresh: bool = False,
        within: float = DEADLINE,
    ) -> DaySlots:
        """The times of one day. Errors as `Appointments.slots`."""
        key, now = (wanted.service, day), self._clock.now()
        known = self._kept.get(key)
        if known and not fresh and now - known[0] < KEPT:
            return known[1]
        where, asked = path("services", wanted.service, "slots"), {"date": str(day)}
        try:
            async with self._few:
                rows = (await self._calls.read(where, asked, within=within)).get("data")
        except No as error:
            raise await self._why(error, wanted) from error
        told = self._read(rows, day)
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        self._kept[key] = now, told
        return told

    async def taken(self, wanted: Wanted, start: datetime) -> SlotTaken | None:
        """The refusal of a time that is no longer there, with the nearest; None when it is, or
        when that can't be told now."""
        try:
            told = await self.day(wanted, self.day_of(start), fresh=True, within=2.0)
        except KioskError:
            return None
        if told.at(start) is not None:
            return None
        near = [slot.start for slot in nearest(told.slots, start)]
        reason = Reason.SLOT_TAKEN if near else Reason.FULL
        return SlotTaken(reason, nearest=near)

    def forget(self, service: ServiceId | None) -> None:
        """Something was booked, moved or cancelled: the service's days are asked for again."""
        self._kept = {key: day for key, day in self._kept.items() if key[0] != service}

    def day_of(self, start: datetime) -> date:
        """The company's day on which an instant is."""
        return start.astimezone(self._habits.zone).date()

    def _today(self) -> date:
        return self.day_of(self._clock.now())

    def _read(self, rows: object, day: date) -> DaySlots:
        """Times that can be booked, by start, once each, none that is over or of another day."""
        given = rows[:MOST_TIMES] if isinstance(rows, list) else []
        read = [one for row in given if (one := said.slot(row)) is not None]
        if len(read) < len(given):
            self.left_out += len(given) - len(read)
            _log.warning(
                "times that can't be read are left out",
                extra={"rows": len(given) - len(read)},
            )
        now = self._clock.now()
        free = {
            start: left
            for start, left in read
            if left > 0 and start > now and self.day_of(start) == day
        }
        length = timedelta(minutes=self._habits.minutes)
        slots = tuple(
            Slot(
                start.astimezone(UTC),
                start.astimezone(UTC) + length,
                f"{start.astimezone(self._habits.zone):%H:%M}",
                free[start],
                None,
            )
            for start in sorted(free)
        )
        return DaySlots(day, slots, None if slots else Reason.FULL)

    async def _check(self, wanted: Wanted) -> None:
        """NotFound (branch, service); Refused NOT_APPOINTABLE."""
        offer = await self._catalogue.offer(wanted.branch)
        known = offer.service(wanted.service)
        if known is None:
            raise NotFound(detail="no such service")
        if not known.appointable:
            raise Refused(Reason.NOT_APPOINTABLE, detail="not booked for a time")

    async def _why(self, error: No, wanted: Wanted) -> KioskError:
        """What a refused day means: their sentence is for people, so the tree tells."""
        if "date" in error.members:
            return BadInput(detail="they refuse that day", fields={"day": "is refused"})
        try:
            offer = await self._catalogue.offer(wanted.branch, fresh=True)
        except NotFound as gone:
            return gone
        known = offer.service(wanted.service)
        if known is None:
            return NotFound(detail="no such service")
        return Refused(Reason.NOT_APPOINTABLE, detail=error.detail)
