"""The tables of a branch file, a model each: what may be written, before it is fitted together.

A text is written once (`name = "Passport"`, in the branch's default language) or once a
language (`name = { en = "Passport", ar = "جواز السفر" }`).
"""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, Strict, model_validator

from kiosk.config.opening import days_in, instant_of_day, window_in, windows_in
from kiosk.config.places_table import PlacesTable
from kiosk.config.refusal import refuse
from kiosk.config.table import Table
from kiosk.domain.branch import Window
from kiosk.domain.claims import TICK_MINUTES
from kiosk.domain.grid import MOST_LANES
from kiosk.text import clean

DEFAULT: Final = ""
"""Stands for the default language in a text that names none."""

LONGEST: Final = 160
"""Cells of a text on screen and paper."""

_RANGE: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
_LETTERS: Final = re.compile(r"[A-Z]{1,3}")
_LANE: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
_COUNTER: Final = re.compile(r"[0-9A-Za-z]{1,4}")


def _one_text(value: Any) -> Any:
    return {DEFAULT: value} if isinstance(value, str) else value


def _clean_texts(value: Mapping[str, str]) -> Mapping[str, str]:
    texts = {tag: clean(text, LONGEST) for tag, text in value.items()}
    if not texts or not all(texts.values()):
        refuse("is empty", allowed="a text")
    return texts


def _in_ticks(value: int) -> int:
    if value % TICK_MINUTES:
        refuse(f"is not a multiple of {TICK_MINUTES}", allowed="5, 10, 15 and so on")
    return value


def _matching(pattern: re.Pattern[str], problem: str, allowed: str) -> AfterValidator:
    def check(value: str) -> str:
        if not pattern.fullmatch(value):
            refuse(problem, allowed=allowed)
        return value

    return AfterValidator(check)


Texts = Annotated[
    dict[str, str], BeforeValidator(_one_text), AfterValidator(_clean_texts)
]
RangeId = Annotated[
    str, _matching(_RANGE, "is not a name", "lower-case letters, digits and dashes")
]
CounterId = Annotated[
    str, _matching(_COUNTER, "is not a counter", '1 to 4 letters and digits, like "2B"')
]
Prefix = Annotated[
    str, _matching(_LETTERS, "is not a prefix", '1 to 3 capital letters, like "A"')
]
Days = Annotated[frozenset[int], Strict(strict=False), BeforeValidator(days_in)]
Windows = Annotated[
    tuple[Window, ...], Strict(strict=False), BeforeValidator(windows_in)
]
LaneId = Annotated[
    str, _matching(_LANE, "is not a name", "lower-case letters, digits and dashes")
]
OneWindow = Annotated[Window, BeforeValidator(window_in)]
Ticks = Annotated[int, Field(ge=TICK_MINUTES, le=480), AfterValidator(_in_ticks)]
Buffer = Annotated[int, Field(ge=0, le=480), AfterValidator(_in_ticks)]
TimeOfDay = Annotated[dt.time, BeforeValidator(instant_of_day)]
Strings = Annotated[tuple[str, ...], Strict(strict=False)]


class HoursTable(Table):
    """When it is open, on some days of the week."""

    days: Days
    """Weekdays: ["mon", "wed"], ["mon-fri"]."""

    open: Windows
    """Opening windows, local time: ["08:00-12:00", "13:00-17:00"]; up to "24:00"."""

    breaks: Windows = ()
    """Pauses within the windows, written alike."""

    valid_from: dt.date | None = None
    """First date of this rule; without it there is no beginning."""

    valid_to: dt.date | None = None
    """Last date of this rule; without it there is no end."""

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if not self.open:
            refuse("is empty", key="open", allowed='windows like "08:00-16:00"')
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            refuse("is before valid_from", key="valid_to")
        loose = next((b for b in self.breaks if not self._is_within(b)), None)
        if loose is not None:
            refuse("is not within the opening windows", key="breaks")
        return self

    def _is_within(self, pause: Window) -> bool:
        def end(window: Window) -> dt.time:
            return window.end or dt.time.max

        return any(w.start <= pause.start and end(pause) <= end(w) for w in self.open)


class ExceptionTable(Table):
    """A date that differs from the week and from the holidays."""

    date: dt.date
    """The date: 2026-12-24."""

    open: Windows = ()
    """Opening windows on that date."""

    closed: bool = False
    """Closed all day."""

    label: Texts = Field(default_factory=dict)
    """Why, in the customer's words: "Christmas Eve"."""

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if self.closed == bool(self.open):
            allowed = 'closed = true, or open = ["08:00-12:00"]'
            refuse("is neither open nor closed, or both", allowed=allowed)
        return self


class RangeTable(Table):
    """A run of ticket numbers."""

    id: RangeId
    """Its name within this file: "documents"."""

    prefix: Prefix
    """Letters before the number: "A" for A001."""

    first: Annotated[int, Field(ge=0, le=999_999)] = 1
    """The first number of a day."""

    last: Annotated[int, Field(ge=0, le=999_999)] | None = None
    """The last number of a day; then "no numbers left". Without it there is no end."""

    @model_validator(mode="after")
    def _grows(self) -> Self:
        if self.last is not None and self.last < self.first:
            refuse("is before first", key="last")
        return self


class GroupTable(Table):
    """Services under one heading, in the order shown."""

    id: str
    """10 lower-case letters and digits; it must never change."""

    name: Texts
    """The heading."""

    services: Strings
    """Ids of its services."""


class QuotaTable(Table):
    """How many appointments a day, or a part of it, takes."""

    most: Annotated[int, Field(ge=1, le=100_000)]
    """Appointments that begin in it at the most."""

    within: OneWindow | None = None
    """The part of the day: "08:00-12:00"; without it the whole day."""


class BookingTable(Table):
    """How a service is booked for a time. A lane is kept in steps of five minutes."""

    minutes: Ticks
    """Minutes an appointment takes."""

    range: str
    """Id of the range its numbers come from; walk-in numbers have others."""

    step: Ticks | None = None
    """Minutes from one time offered to the next; without it `minutes`."""

    align: Literal["window", "clock"] = "window"
    """Times are reckoned from the "window"'s beginning, or from the "clock"'s full hour."""

    before: Buffer = 0
    """Minutes that the lane is kept before an appointment."""

    after: Buffer = 0
    """Minutes that the lane is kept after an appointment."""

    notice: Annotated[int, Field(ge=0, le=43_200)] = 30
    """Minutes from now to the first time that can be booked."""

    days_ahead: Annotated[int, Field(ge=0, le=730)] = 60
    """Days ahead that can be booked; 0 is today only."""

    max_open: Annotated[int, Field(ge=1, le=100)] = 1
    """Appointments that one customer has at a time."""

    max_changes: Annotated[int, Field(ge=0, le=100)] = 3
    """Times that one appointment can be moved."""

    cancel_until: Annotated[int, Field(ge=0, le=43_200)] = 0
    """Minutes before it begins, until which the customer can cancel it."""

    early: Annotated[int, Field(ge=0, le=720)] = 45
    """Minutes before it begins, from which one can check in."""

    latest: Annotated[int, Field(ge=0, le=720)] = 60
    """Minutes after it began, until which one can check in."""

    hours: Annotated[tuple[HoursTable, ...], Strict(strict=False)] | None = None
    """Hours for appointments, within the service's; without them the service's."""

    quota: Annotated[tuple[QuotaTable, ...], Strict(strict=False)] = ()
    """Limits a day."""


class ServiceTable(Table):
    """What a customer comes for."""

    id: str
    """10 lower-case letters and digits; it must never change."""

    name: Texts
    """What the customer chooses."""

    range: str
    """Id of the range its numbers come from."""

    minutes: Annotated[int, Field(ge=1, le=480)] = 10
    """Minutes one customer takes, until the queue has measured it."""

    target_minutes: Annotated[int, Field(ge=1, le=480)] = 20
    """Minutes that nobody should wait longer than."""

    walkin: bool = True
    """Whether numbers are given without an appointment."""

    appointable: bool = False
    """Whether it can be booked for a time."""

    bring: Texts = Field(default_factory=dict)
    """What to bring: "passport, 1 photo"."""

    hours: Annotated[tuple[HoursTable, ...], Strict(strict=False)] | None = None
    """Its own hours, within the branch's; without them the branch's."""

    max_tickets_day: Annotated[int, Field(ge=1, le=100_000)] | None = None
    """Numbers given a day at the most."""

    sensitive: bool = False
    """Paper shows the group's name instead of this service's."""

    booking: BookingTable | None = None
    """How it is booked for a time."""

    places: PlacesTable | None = None
    """For how many it is given at once, as a class or an event."""

    @model_validator(mode="after")
    def _can_be_had(self) -> Self:
        if not (self.walkin or self.appointable):
            refuse("leaves no way to get it", key="walkin", allowed="true")
        if self.appointable and self.booking is None:
            refuse("needs a [service.booking] table", key="appointable")
        if self.places and not self.appointable:
            refuse("needs appointable = true", key="places")
        if self.places and self.walkin:
            problem = "is given in sessions, not by walk-in numbers"
            refuse(problem, key="walkin", allowed="false")
        return self


class CounterTable(Table):
    """Where customers are served."""

    id: CounterId
    """What is written above it: "1", "2B"."""

    name: Texts = Field(default_factory=dict)
    """A name beside its number: "Cash desk"."""

    services: Strings = ()
    """Ids of the services it serves; without them all."""


class LaneTable(Table):
    """What does one appointment at a time: a desk, a room, a person."""

    id: LaneId
    """Its name within this file, which must never change: "desk-1"."""

    name: Texts = Field(default_factory=dict)
    """What the customer reads: "Room 4", "Anna"."""

    services: Strings = ()
    """Ids of the services that are done here; without them all that can be booked."""

    staff: LaneId | None = None
    """Who works here, when customers may ask for a person: "anna"."""

    hours: Annotated[tuple[HoursTable, ...], Strict(strict=False)] | None = None
    """Its own hours, within the branch's; without them the branch's."""


class BranchTable(Table):
    """A branch file."""

    id: str
    """10 lower-case letters and digits; it must never change."""

    name: Texts
    """Name of the branch."""

    zone: str
    """IANA time zone: "Europe/Budapest"."""

    default_locale: str = "en"
    """Language of texts that name none, and of customers who choose none."""

    locales: Annotated[tuple[str, ...], Strict(strict=False)] = ()
    """Languages offered here; without it the default language alone."""

    address: Texts = Field(default_factory=dict)
    """Street and town, for the ticket."""

    where_to_wait: Texts = Field(default_factory=dict)
    """"Hall B, 1st floor"."""

    missed: Texts = Field(default_factory=dict)
    """What to do after missing the call, for the ticket."""

    day_starts: TimeOfDay = dt.time(4)
    """Local time at which numbers begin anew: "04:00"."""

    holidays: str = ""
    """Public holidays on which it is closed: "HU", "GB-SCT"; empty: none."""

    hours: Annotated[tuple[HoursTable, ...], Strict(strict=False), Field(min_length=1)]
    """The week; several rules add up."""

    exception: Annotated[tuple[ExceptionTable, ...], Strict(strict=False)] = ()
    """Dates that differ."""

    range: Annotated[tuple[RangeTable, ...], Strict(strict=False), Field(min_length=1)]
    """Runs of ticket numbers."""

    group: Annotated[tuple[GroupTable, ...], Strict(strict=False), Field(min_length=1)]
    """Headings, in the order shown."""

    service: Annotated[
        tuple[ServiceTable, ...], Strict(strict=False), Field(min_length=1)
    ]
    """Services."""

    counter: Annotated[
        tuple[CounterTable, ...], Strict(strict=False), Field(min_length=1)
    ]
    """Counters."""

    lane: Annotated[
        tuple[LaneTable, ...], Strict(strict=False), Field(max_length=MOST_LANES)
    ] = ()
    """Where appointments are; counters take walk-ins and who has checked in."""
