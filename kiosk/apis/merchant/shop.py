"""A location of the merchant: a branch, and when it is open."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from kiosk.apis.merchant.times import DAY
from kiosk.domain.branch import Branch, Service, ServiceId, WeekRule, Words
from kiosk.domain.hours import Timetable


class Shop:
    """A branch with its zone and its hours, ready to be asked often."""

    def __init__(self, branch: Branch, zone: ZoneInfo | None) -> None:
        """`zone`: the one its times are told in; None: its own."""
        self.branch = branch
        self.own_zone = ZoneInfo(branch.zone)
        self.zone = zone or self.own_zone
        self._closed: dict[ServiceId, tuple[date, tuple[int, ...]]] = {}

    @cached_property
    def _table(self) -> Timetable:
        return Timetable(self.branch)

    @cached_property
    def _usual(self) -> Timetable:
        """As if there were neither holidays nor exceptions."""
        return Timetable(replace(self.branch, exceptions=(), holidays=""))

    def closed_for(self, day: date) -> Words:
        """Why a whole local day is closed that another year would not be; {} when it isn't."""
        return {} if self._table.spans(day) else self._table.occasion(day)

    def week(self, today: date) -> Mapping[int, Sequence[tuple[str, str]]]:
        """The openings of the coming week, 0 = Sunday: local ("09:00:00", "17:30:00")."""
        return {
            sunday_first(day): [
                (self._clock(start), self._clock(end, at_end=True))
                for start, end in self._usual.spans(day)
            ]
            for day in (today + n * DAY for n in range(7))
        }

    def closed_days(self, service: Service, today: date) -> list[int]:
        """The weekdays, 0 = Sunday, on which a service can never be booked; worked out once a
        day."""
        day, known = self._closed.get(service.id, (None, ()))
        if day != today:
            known = self._never_open(service, today)
            self._closed[service.id] = today, known
        return [*known]

    def _never_open(self, service: Service, today: date) -> tuple[int, ...]:
        ahead = service.booking.days_ahead if service.booking else 0
        weeks = _weeks(service)
        days = [today + n * DAY for n in range(max(7, ahead + 1))]
        open_days = {
            sunday_first(day) for day in days if self._usual.spans(day, *weeks)
        }
        return tuple(sorted(set(range(7)) - open_days))

    def _clock(self, at: datetime, *, at_end: bool = False) -> str:
        clock = f"{at.astimezone(self.own_zone):%H:%M:%S}"
        return "24:00:00" if at_end and clock == "00:00:00" else clock


def sunday_first(day: date) -> int:
    """The weekday as this API counts: 0 = Sunday."""
    return (day.weekday() + 1) % 7


def _weeks(service: Service) -> tuple[Sequence[WeekRule] | None, ...]:
    own = service.booking.hours if service.booking else None
    return service.hours, own
