"""A branch and what it offers, as its file describes it, and as it stands right now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import NewType

BranchId = NewType("BranchId", str)
GroupId = NewType("GroupId", str)
ServiceId = NewType("ServiceId", str)
CounterId = NewType("CounterId", str)
"""What is written above the counter: "1", "2B"."""
LaneId = NewType("LaneId", str)
StaffId = NewType("StaffId", str)

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


class Align(StrEnum):
    """What the first time of a window is reckoned from: its edge, or the wall clock."""

    WINDOW = "window"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Quota:
    """At most so many appointments begin in a part of each day; `window` None is the whole day."""

    most: int
    window: Window | None = None


@dataclass(frozen=True, slots=True)
class BookingRules:
    """How a service is booked for a time. All times in minutes; those a lane is kept for are
    multiples of 5.

    An appointment takes `minutes`, and its lane is kept from `before` it to `after` it. One may
    begin every `step` minutes (0: every `minutes`), not sooner than `notice` minutes from now, not
    later than `days_ahead` local days from today, that last day included. `hours` None follows the
    service. Numbers come from `range`. A customer has `max_open` of them at a time, moves one
    `max_changes` times, and cancels until `cancel_until` before it begins. Checking in is possible
    from `early` before the start to `latest` after it.
    """

    minutes: int
    range: str
    step: int = 0
    align: Align = Align.WINDOW
    before: int = 0
    after: int = 0
    notice: int = 30
    days_ahead: int = 60
    hours: tuple[WeekRule, ...] | None = None
    quotas: tuple[Quota, ...] = ()
    max_open: int = 1
    max_changes: int = 3
    cancel_until: int = 0
    early: int = 45
    latest: int = 60


@dataclass(frozen=True, slots=True)
class Places:
    """A service that is given to several at once, in sessions: for `least` to `most` people.

    `decide` minutes before a session with fewer somebody is told to say what happens.
    """

    most: int
    least: int = 1
    decide: int = 120


@dataclass(frozen=True, slots=True)
class Service:
    """What a customer comes for. `minutes` is the handling time assumed until it is measured.

    `hours` None follows the branch. `sensitive`: paper shows the group's name instead. What is
    `appointable` has `booking` rules; with `places` it is given in sessions, to several at once.
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
    booking: BookingRules | None = None
    places: Places | None = None


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
class Lane:
    """What does one appointment at a time: a desk, a room or, with `staff`, a person.

    `services` empty means all that can be booked; `hours` None follows the branch.
    """

    id: LaneId
    name: Words = field(default_factory=dict)
    services: frozenset[ServiceId] = frozenset()
    staff: StaffId | None = None
    hours: tuple[WeekRule, ...] | None = None

    def serves(self, service: ServiceId) -> bool:
        """Whether appointments for `service` can be here."""
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
    lanes: tuple[Lane, ...] = ()

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

    `closed_reason` is a `Reason` value ("closed", "paused", "no-numbers", "full", "not-walkin") or
    None when a number can be taken; `opens_at` (UTC) goes with "closed". `wait` is what a newcomer would wait.
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
class Message:
    """What staff have to say to the lobby, until `until` (UTC)."""

    id: str
    text: Words
    until: datetime
    on_board: bool = True
    on_kiosk: bool = True


@dataclass(frozen=True, slots=True)
class Call:
    """A number that is called to a counter or served there; `at` (UTC) is when it was called
    last, `times` how often. Number and instant together name a call."""

    number: str
    counter: CounterId
    at: datetime
    times: int = 1


@dataclass(frozen=True, slots=True)
class BranchState:
    """A branch as it stands at `as_of`: what a kiosk and a board show.

    `seq` is the last event counted in. `calls` are the newest first. Not `counted`: nobody knows
    who waits, as at a system that does not tell, and no figure says anything.
    """

    branch: Branch
    opening: Opening
    waiting: int
    services: Mapping[ServiceId, ServiceState]
    as_of: datetime
    seq: int
    calls: tuple[Call, ...] = ()
    messages: tuple[Message, ...] = ()
    counted: bool = True
