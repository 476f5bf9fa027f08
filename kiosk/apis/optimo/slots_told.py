"""Their rows of a day as our times: one time once, however many people it could be with."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Final
from zoneinfo import ZoneInfo

from kiosk.apis.optimo.said import SaidSlot
from kiosk.domain.branch import Service, StaffId
from kiosk.domain.slots import DaySlots, Slot
from kiosk.errors import Reason

_TELLING: Final = (Reason.SLOT_TAKEN, Reason.PAST)


def day_slots(
    day: date,
    told: Sequence[SaidSlot],
    service: Service,
    zone: ZoneInfo,
    now: datetime,
    staff: StaffId | None = None,
) -> DaySlots:
    """A day's times in order; with `staff`, those of one person. A day without any is closed."""
    of_staff = [slot for slot in told if staff in (None, slot.staff)]
    minutes = service.booking.minutes if service.booking else service.minutes
    slots = tuple(
        _slot(start, list(rows), timedelta(minutes=minutes), zone, now)
        for start, rows in groupby(of_staff, key=lambda slot: slot.start)
    )
    return DaySlots(day, slots, _why_none(slots))


def _slot(
    start: datetime,
    rows: Sequence[SaidSlot],
    length: timedelta,
    zone: ZoneInfo,
    now: datetime,
) -> Slot:
    free = sum(row.available for row in rows)
    end = next((row.end for row in rows if row.end), start + length)
    reason = None if free else Reason.SLOT_TAKEN
    if start <= now:
        reason = Reason.PAST
    label = f"{start.astimezone(zone):%H:%M}"
    return Slot(start, end, label, 0 if reason else free, reason)


def _why_none(slots: Sequence[Slot]) -> Reason | None:
    reasons = {slot.reason for slot in slots}
    if None in reasons:
        return None
    return next((one for one in _TELLING if one in reasons), Reason.CLOSED)


def chosen(
    told: Sequence[SaidSlot], start: datetime, staff: StaffId | None
) -> SaidSlot | None:
    """The free row of a time, of one person or of the first; None where there is none."""
    return next(
        (
            slot
            for slot in told
            if slot.available and slot.start == start and staff in (None, slot.staff)
        ),
        None,
    )
