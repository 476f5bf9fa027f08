"""A branch as our own dialect writes it: its description, and how it stands.

The description goes both ways: it is part of every state, and it is what a branch is loaded from.
Texts carry all their languages; wall times are the branch's own, "09:00" to "24:00".
"""

from datetime import date
from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType, field

from kiosk.apis.heard import Id, Instant, Locale, Told, text
from kiosk.domain.claims import TICK_MINUTES

Words = dict[Locale, Annotated[str, Meta(max_length=1000)]]
"""Language tag → text."""

WallTime = Annotated[str, text(r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$")]
EndTime = Annotated[str, text(r"^(([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?|24:00)$")]
Minutes = Annotated[int, Meta(ge=1, le=1440)]
Count = Annotated[int, Meta(ge=0, le=1_000_000_000)]
LaneTime = Annotated[int, Meta(ge=0, le=1440, multiple_of=TICK_MINUTES)]
"""Minutes that a lane is kept for."""

Ahead = Annotated[int, Meta(ge=0, le=100_000)]
"""Minutes or days before or after a start; no calendar ends within."""


class Window(Told, frozen=True, kw_only=True):
    """From `start` to before `end`, on one day."""

    start: WallTime
    end: EndTime


class WeekRule(Told, frozen=True, kw_only=True):
    """Open in `windows` minus `breaks` on some weekdays (0 is Monday), within optional dates."""

    weekdays: Annotated[list[Annotated[int, Meta(ge=0, le=6)]], Meta(max_length=7)]
    windows: list[Window]
    breaks: list[Window] = field(default_factory=list)
    valid_from: date | None = None
    valid_to: date | None = None


class DayException(Told, frozen=True, kw_only=True):
    """One date that differs; without windows it is closed."""

    day: date
    windows: list[Window] = field(default_factory=list)
    label: Words = field(default_factory=dict)


class NumberRange(Told, frozen=True, kw_only=True):
    """Numbers "A001", "A002" and so on; `last` is the last one of a business day."""

    id: Id
    prefix: Annotated[str, text(r"^[A-Z]{0,4}$")]
    first: Count = 1
    last: Count | None = None


class Quota(Told, frozen=True, kw_only=True):
    """At most so many appointments begin in a part of each day; `window` null is the whole day."""

    most: Count
    window: Window | None = None


class BookingRules(Told, frozen=True, kw_only=True):
    """How a service is booked for a time; times are in minutes, but `days_ahead`.

    `step` 0 is `minutes`; `range` names the number range of appointments; `hours` null follows
    the service.
    """

    minutes: Annotated[int, Meta(ge=5, le=1440, multiple_of=TICK_MINUTES)]
    range: Id
    step: LaneTime = 0
    align: Literal["window", "clock"] = "window"
    before: LaneTime = 0
    after: LaneTime = 0
    notice: Ahead = 30
    days_ahead: Annotated[int, Meta(ge=0, le=10_000)] = 60
    hours: list[WeekRule] | None = None
    quotas: list[Quota] = field(default_factory=list)
    max_open: Count = 1
    max_changes: Count = 3
    cancel_until: Ahead = 0
    early: Ahead = 45
    latest: Ahead = 60


class Places(Told, frozen=True, kw_only=True):
    """A service given to several at once, in sessions for `least` to `most` people; `decide`
    minutes before one with fewer, staff are told."""

    most: Annotated[int, Meta(ge=1, le=1000)]
    least: Annotated[int, Meta(ge=0, le=1000)] = 1
    decide: Ahead = 120


class Service(Told, frozen=True, kw_only=True):
    """What a customer comes for. `range` names a number range; `hours` null follows the branch.

    What is `appointable` has `booking` rules; with `places` it is given in sessions.
    """

    id: Id
    name: Words
    range: Id
    minutes: Minutes = 10
    target_minutes: Minutes = 20
    walkin: bool = True
    appointable: bool = False
    bring: Words = field(default_factory=dict)
    hours: list[WeekRule] | None = None
    max_tickets_day: Count | None = None
    sensitive: bool = False
    booking: BookingRules | None = None
    places: Places | None = None


class Group(Told, frozen=True, kw_only=True):
    """Services under one heading, in the order shown."""

    id: Id
    name: Words
    services: list[Id]


class Counter(Told, frozen=True, kw_only=True):
    """Where customers are served; `services` empty means all."""

    id: Id
    name: Words = field(default_factory=dict)
    services: list[Id] = field(default_factory=list)


class Lane(Told, frozen=True, kw_only=True):
    """What does one appointment at a time; `staff` is a person who may be asked for.

    `services` empty means all that can be booked; `hours` null follows the branch.
    """

    id: Id
    name: Words = field(default_factory=dict)
    services: list[Id] = field(default_factory=list)
    staff: Id | None = None
    hours: list[WeekRule] | None = None


class Branch(Told, frozen=True, kw_only=True):
    """A branch and what it offers. `zone` is an IANA name; `holidays` a country ("HU", "GB-ENG")."""

    id: Id
    name: Words
    zone: Annotated[str, text(r"^[A-Za-z0-9_+/-]{1,64}$")]
    default_locale: Locale
    locales: list[Locale]
    groups: list[Group]
    services: list[Service]
    ranges: list[NumberRange]
    counters: list[Counter]
    hours: list[WeekRule]
    exceptions: list[DayException] = field(default_factory=list)
    holidays: Annotated[str, text(r"^[A-Z0-9-]{0,16}$")] = ""
    address: Words = field(default_factory=dict)
    where_to_wait: Words = field(default_factory=dict)
    missed: Words = field(default_factory=dict)
    day_starts: WallTime = "04:00"
    lanes: list[Lane] = field(default_factory=list)


class Opening(Told, frozen=True, kw_only=True):
    """Open or not; `until` is when that changes, null when nobody can tell. `label`: why closed."""

    is_open: bool
    until: Instant | None
    label: dict[str, str]


class ServiceState(Told, frozen=True, kw_only=True):
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


class Message(Told, frozen=True, kw_only=True):
    """What staff have to say to the lobby until then, in its languages; where it is shown."""

    id: Id
    text: Words
    until: Instant
    on_board: bool
    on_kiosk: bool


class Call(Told, frozen=True, kw_only=True):
    """A number that is called to a counter or served there: `at` when it was called last."""

    number: str
    counter: str
    at: Instant
    times: Annotated[int, Meta(ge=0)]


class Can(Told, frozen=True, kw_only=True):
    """What works here. `emulated` names what another system behind this one knows nothing of."""

    walkin: bool = True
    cancel: bool = True
    call: bool = True
    live: bool = True
    idempotent: bool = True
    appointments: bool = True
    hold: bool = True
    reschedule: bool = True
    check_in: bool = True
    customers: bool = True
    serving: bool = True
    wants_name: bool = False
    sessions: bool = True
    series: bool = True
    emulated: list[str] = field(default_factory=list)


class BranchState(Told, frozen=True, kw_only=True):
    """A branch as it stands at `as_of`; `seq` is the last event counted in.

    `calls` are what a board shows, the newest first: those at counters, called in the last
    quarter of an hour. `messages` are those that are not over. `can` is said where a branch was
    asked for. Not `counted`: who waits is known to another system alone, and the figures say
    nothing.
    """

    branch: Branch
    opening: Opening
    waiting: Count
    services: list[ServiceState]
    as_of: Instant
    seq: Annotated[int, Meta(ge=0)]
    calls: list[Call] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    can: Can | UnsetType = UNSET
    counted: bool = True


class Branches(Told, frozen=True, kw_only=True):
    """Every branch, in the order of loading."""

    branches: list[BranchState]
