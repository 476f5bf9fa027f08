"""A branch as our own dialect writes it: its description, and how it stands.

The description goes both ways: it is part of every state, and it is what a branch is loaded from.
Texts carry all their languages; wall times are the branch's own, "09:00" to "24:00".
"""

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from kiosk.apis.shapes import Id, Instant, Locale, Told

Words = dict[Locale, Annotated[str, StringConstraints(max_length=1000)]]
"""Language tag → text."""

WallTime = Annotated[
    str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$")
]
EndTime = Annotated[
    str, StringConstraints(pattern=r"^(([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?|24:00)$")
]
Minutes = Annotated[int, Field(ge=1, le=1440)]
Count = Annotated[int, Field(ge=0, le=1_000_000_000)]


class Window(Told):
    """From `start` to before `end`, on one day."""

    start: WallTime
    end: EndTime


class WeekRule(Told):
    """Open in `windows` minus `breaks` on some weekdays (0 is Monday), within optional dates."""

    weekdays: Annotated[list[Annotated[int, Field(ge=0, le=6)]], Field(max_length=7)]
    windows: list[Window]
    breaks: list[Window] = Field(default_factory=list)
    valid_from: date | None = None
    valid_to: date | None = None


class DayException(Told):
    """One date that differs; without windows it is closed."""

    day: date
    windows: list[Window] = Field(default_factory=list)
    label: Words = Field(default_factory=dict)


class NumberRange(Told):
    """Numbers "A001", "A002" and so on; `last` is the last one of a business day."""

    id: Id
    prefix: Annotated[str, StringConstraints(pattern=r"^[A-Z]{0,4}$")]
    first: Count = 1
    last: Count | None = None


class Service(Told):
    """What a customer comes for. `range` names a number range; `hours` null follows the branch."""

    id: Id
    name: Words
    range: Id
    minutes: Minutes = 10
    target_minutes: Minutes = 20
    walkin: bool = True
    appointable: bool = False
    bring: Words = Field(default_factory=dict)
    hours: list[WeekRule] | None = None
    max_tickets_day: Count | None = None
    sensitive: bool = False


class Group(Told):
    """Services under one heading, in the order shown."""

    id: Id
    name: Words
    services: list[Id]


class Counter(Told):
    """Where customers are served; `services` empty means all."""

    id: Id
    name: Words = Field(default_factory=dict)
    services: list[Id] = Field(default_factory=list)


class Branch(Told):
    """A branch and what it offers. `zone` is an IANA name; `holidays` a country ("HU", "GB-ENG")."""

    id: Id
    name: Words
    zone: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_+/-]{1,64}$")]
    default_locale: Locale
    locales: list[Locale]
    groups: list[Group]
    services: list[Service]
    ranges: list[NumberRange]
    counters: list[Counter]
    hours: list[WeekRule]
    exceptions: list[DayException] = Field(default_factory=list)
    holidays: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9-]{0,16}$")] = ""
    address: Words = Field(default_factory=dict)
    where_to_wait: Words = Field(default_factory=dict)
    missed: Words = Field(default_factory=dict)
    day_starts: WallTime = "04:00"


class Opening(Told):
    """Open or not; `until` is when that changes, null when nobody can tell. `label`: why closed."""

    is_open: bool
    until: Instant | None
    label: dict[str, str]


class ServiceState(Told):
    """A service right now.

    `waiting` counts who waits for this service, `ahead` who would come before a newcomer; the
    newcomer's wait in minutes is null while no open counter serves it. `closed_reason` is null
    when a number can be taken; `opens_at` goes with "closed".
    """

    service: Id
    is_open: bool
    waiting: Count
    ahead: Count
    wait_lo: Count | None
    wait_hi: Count | None
    counters_open: Count
    closed_reason: str | None
    opens_at: Instant | None


class BranchState(Told):
    """A branch as it stands at `as_of`; `seq` is the last event counted in."""

    branch: Branch
    opening: Opening
    waiting: Count
    services: list[ServiceState]
    as_of: Instant
    seq: Annotated[int, Field(ge=0)]


class Branches(Told):
    """Every branch, in the order of loading."""

    branches: list[BranchState]
