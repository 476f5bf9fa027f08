"""A branch and what it offers, as its file describes it, and as it stands right now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import NewType

BranchId = NewType("BranchId", str)
GroupId = NewType("GroupId", str)
ServiceId = NewType("ServiceId", str)
CounterId = NewType("CounterId", str)
"""What is written above the counter: "1", "2B"."""

Words = Mapping[str, str]
"""Language tag → text. Holds at least the branch's default language."""


def in_language(words: Words, locale: str, default: str) -> str:
    """The text in `locale`, else its base language, else `default`, else any; "" when empty."""
    for tag in (locale, locale.split("-")[0], default):
        if words.get(tag):
            return words[tag]
    return next(iter(words.values()), "")


@dataclass(frozen=True, slots=True)
class Window:
    """Local wall times, `start` < `end`; `end` None is 24:00."""

    start: time
    end: time | None


@dataclass(frozen=True, slots=True)
class WeekRule:
    """Opening windows of some weekdays (0 = Monday), minus breaks, within optional dates (inclusive)."""

    weekdays: frozenset[int]
    windows: tuple[Window, ...]
    breaks: tuple[Window, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class DayException:
    """One date that differs: no windows means closed. The label reaches the customer."""

    day: date
    windows: tuple[Window, ...] = ()
    label: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NumberRange:
    """A run of numbers: `prefix` letters, from `first` up; refuses after `last` if there is one."""

    id: str
    prefix: str
    first: int = 1
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """What a customer comes for. `minutes` is the handling time assumed until it is measured.

    `hours` None follows the branch. `sensitive`: paper shows the group's name instead.
    """

    id: ServiceId
    name: Words
    range: str
    minutes: int = 10
    target_minutes: int = 20
    walkin: bool = True
    appointable: bool = False
    bring: Words = field(default_factory=dict)
    hours: tuple[WeekRule, ...] | None = None
    max_tickets_day: int | None = None
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Services under one heading, in the order shown."""

    id: GroupId
    name: Words
    services: tuple[ServiceId, ...]


@dataclass(frozen=True, slots=True)
class Counter:
    """Where customers are served; `services` empty means all. Open while the branch is."""

    id: CounterId
    name: Words = field(default_factory=dict)
    services: frozenset[ServiceId] = frozenset()

    def serves(self, service: ServiceId) -> bool:
        """Whether this counter takes people for `service`."""
        return not self.services or service in self.services


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch file, checked. `zone` is an IANA name; `day_starts` the local hour its day turns."""

    id: BranchId
    name: Words
    zone: str
    default_locale: str
    locales: tuple[str, ...]
    groups: tuple[Group, ...]
    services: tuple[Service, ...]
    ranges: tuple[NumberRange, ...]
    counters: tuple[Counter, ...]
    hours: tuple[WeekRule, ...]
    exceptions: tuple[DayException, ...] = ()
    holidays: str = ""
    address: Words = field(default_factory=dict)
    where_to_wait: Words = field(default_factory=dict)
    missed: Words = field(default_factory=dict)
    day_starts: time = time(4, 0)

    def service(self, service_id: ServiceId) -> Service | None:
        """The service of that id, or None."""
        return next((s for s in self.services if s.id == service_id), None)

    def group_of(self, service_id: ServiceId) -> Group | None:
        """The first group that lists the service, or None."""
        return next((g for g in self.groups if service_id in g.services), None)

    def counter(self, counter_id: CounterId) -> Counter | None:
        """The counter of that id, or None."""
        return next((c for c in self.counters if c.id == counter_id), None)


@dataclass(frozen=True, slots=True)
class Opening:
    """Open or not at one instant. `until`: when that changes next (UTC), None beyond the search.

    `label` says why a day is closed ("Easter Monday"), when the calendar or the file knows.
    """

    is_open: bool
    until: datetime | None
    label: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ServiceState:
    """A service right now. `waiting`: people who wait for this service itself.

    `closed_reason` is a `Reason` value ("closed", "no-numbers", "full", "not-walkin") or None when a
    number can be taken; `opens_at` (UTC) goes with "closed". `wait` is what a newcomer would wait.
    `ahead`: how many would be before a newcomer in the real calling order.
    """

    service: ServiceId
    is_open: bool
    waiting: int
    ahead: int
    wait_lo: int | None
    wait_hi: int | None
    counters_open: int
    closed_reason: str | None = None
    opens_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class BranchState:
    """A branch as it stands at `as_of`: what a kiosk shows. `seq` is the last event counted in."""

    branch: Branch
    opening: Opening
    waiting: int
    services: Mapping[ServiceId, ServiceState]
    as_of: datetime
    seq: int
