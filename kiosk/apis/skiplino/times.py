"""Instants and days as Skiplino writes them, and a day's times in its words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from kiosk.apis.skiplino import wire
from kiosk.apis.skiplino.sentences import (
    BAD_DATE,
    BAD_TIME,
    NOT_A_SLOT,
    NOT_APPOINTABLE,
    OVER,
    PAST,
    TOO_FAR,
    TOO_SOON,
    UNKNOWN_VALUE,
)
from kiosk.domain.slots import DaySlots
from kiosk.errors import BadInput, KioskError, NotFound, Reason, Refused

_UTC_Z: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?Z", re.ASCII)
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DAY: Final = timedelta(days=1)

LAST_DAY: Final = date.max - 7 * _DAY
"""No service is booked so late, and after it there is a day in every zone."""

_TAKEN: Final = frozenset({Reason.SLOT_TAKEN, Reason.FULL})

_WRONG: Final = {
    Reason.PAST: PAST,
    Reason.TOO_SOON: TOO_SOON,
    Reason.TOO_FAR: TOO_FAR,
    Reason.NOT_APPOINTABLE: NOT_APPOINTABLE,
}
"""What the queue refuses and the requester could have known: 422, not 400."""

_MEMBERS: Final = {
    "start": ("time", NOT_A_SLOT),
    "customer": ("customerId", UNKNOWN_VALUE),
}
"""Our member → theirs, and what is wrong with it."""


def instant(text: str) -> datetime:
    """An RFC 3339 instant that is written in UTC with a trailing Z. BadInput on `time`."""
    wrong = BadInput(fields={"time": BAD_TIME})
    if not _UTC_Z.fullmatch(text):
        raise wrong
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise wrong from error


def day(text: str) -> date:
    """A date. BadInput on `date`."""
    wrong = BadInput(fields={"date": BAD_DATE})
    if not _DATE.fullmatch(text):
        raise wrong
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise wrong from error


@dataclass(frozen=True, slots=True)
class Span:
    """A day in the company's zone, in UTC, and the branch's own days that it touches."""

    start: datetime
    end: datetime
    first: date
    days: int


def span(
    wanted: date | None, now: datetime, company: ZoneInfo, own: ZoneInfo, ahead: int
) -> Span | None:
    """The day asked for, or today; None when it is beyond `ahead` days from today.

    BadInput on `date` when it is over. Days of the branch that are over are left out: nothing can
    be booked on them.
    """
    today = now.astimezone(company).date()
    wanted = wanted or today
    if wanted < today:
        raise BadInput(fields={"date": OVER})
    if wanted - today > (ahead + 1) * _DAY:
        return None
    start = _midnight(wanted, company)
    end = _midnight(wanted + _DAY, company)
    first = max(start.astimezone(own).date(), now.astimezone(own).date())
    last = (end - timedelta.resolution).astimezone(own).date()
    return Span(start, end, first, (last - first).days + 1)


def slots_to_wire(
    days: Iterable[DaySlots], *, full: bool, within: Span | None = None
) -> list[wire.Slot]:
    """The times that can be booked; with `full` also those that are taken."""
    return [
        wire.Slot(time=slot.start, remaining=slot.free)
        for one in days
        for slot in one.slots
        if (slot.reason is None or (full and slot.reason in _TAKEN))
        and (within is None or within.start <= slot.start < within.end)
    ]


def as_wrong_day(error: KioskError) -> KioskError:
    """What may have become wrong with a day, or a service, between two looks at it."""
    match error:
        case BadInput():
            return BadInput(detail=error.detail, fields={"date": OVER})
        case NotFound():
            return BadInput(detail=error.detail, fields={"id": UNKNOWN_VALUE})
        case Refused(reason=Reason.NOT_APPOINTABLE):
            return BadInput(detail=error.detail, fields={"id": NOT_APPOINTABLE})
    return error


def as_wrong(error: KioskError) -> KioskError:
    """A refusal as a wrong value where it is one, with Skiplino's names of the members."""
    if isinstance(error, Refused) and error.reason in _WRONG:
        return BadInput(detail=error.detail, fields={"time": _WRONG[error.reason]})
    if isinstance(error, BadInput):
        known = [_MEMBERS[name] for name in error.fields if name in _MEMBERS]
        if known:
            return BadInput(error.reason, detail=error.detail, fields=dict(known))
    return error


def _midnight(of: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(of, time(), zone).astimezone(UTC)
