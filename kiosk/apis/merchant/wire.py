"""Bookings, calendar, merchant and times as the merchant bookings API writes them.

Source: the public reference of Miketsu-inc/reservations (mintlify.com, "api/bookings",
"api/public", "api/auth"). An answer is `{"data": …}`, an error `{"error": {"message"}}`; creates
and changes answer without a body. Members are named as on the wire.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Generic, TypeVar

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
)

T = TypeVar("T")


def rfc3339(instant: datetime) -> str:
    """An instant as UTC with seconds and Z."""
    return f"{instant.astimezone(UTC).isoformat(timespec='seconds')[:-6]}Z"


Instant = Annotated[
    AwareDatetime,
    PlainSerializer(rfc3339, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""Said in UTC with seconds and Z (RFC 3339); any offset is understood."""

Price = str | Mapping[str, Any]
"""A formatted text, "" for nothing; the pages show an object with amount and currency."""


def _absent(value: object) -> bool:
    return value is None


class _Told(BaseModel):
    """An answer. Members we don't know are left out: theirs may be added any day."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Data(BaseModel, Generic[T]):
    """A success with something to tell."""

    data: T


class ErrorText(_Told):
    """What went wrong, in a sentence."""

    message: str


class Error(_Told):
    """A failure."""

    error: ErrorText


class Booking(_Told):
    """A booking as its customer reads it. `cancel_deadline`: minutes before it begins.

    `status` is told by newer servers beside `is_cancelled`, or in place of it.
    """

    from_date: Instant
    to_date: Instant
    service_name: str
    cancel_deadline: int
    formatted_location: str
    price: Price
    price_type: str
    merchant_name: str
    is_cancelled: Annotated[bool | None, Field(exclude_if=_absent)] = None
    status: Annotated[str | None, Field(exclude_if=_absent)] = None


class CalendarBooking(_Told):
    """A row of the calendar: one for each participant, and one for a booking without any.

    Names and phone are null for nobody. `service_duration`: minutes. What follows `phone_number`
    is told by newer servers only.
    """

    id: int
    from_date: Instant
    to_date: Instant
    customer_note: str | None = None
    merchant_note: str | None = None
    service_name: str
    service_color: str = ""
    service_duration: int
    price: Price = ""
    cost: Price = ""
    first_name: str | None = None
    last_name: str | None = None
    phone_number: str | None = None
    service_id: Annotated[int | None, Field(exclude_if=_absent)] = None
    booking_type: Annotated[str | None, Field(exclude_if=_absent)] = None
    booking_status: Annotated[str | None, Field(exclude_if=_absent)] = None
    max_participants: Annotated[int | None, Field(exclude_if=_absent)] = None
    is_recurring: Annotated[bool | None, Field(exclude_if=_absent)] = None


class BlockedTime(_Told):
    """A time at which nothing can be booked with somebody, or (None) with anybody."""

    id: int
    employee_id: int | None = None
    name: str
    from_date: Instant
    to_date: Instant
    all_day: bool
    icon: str | None = None
    blocked_type_id: int | None = None


class Calendar(_Told):
    """What lies wholly within a span of time, by start."""

    bookings: list[CalendarBooking]
    blocked_times: list[BlockedTime]


class GeoPoint(_Told):
    """Where it is, in degrees."""

    latitude: float
    longitude: float


class ListedService(_Told):
    """A service in the list. `total_duration`: minutes."""

    id: int
    category_id: int | None
    name: str
    description: str
    total_duration: int
    price: Price
    price_type: str
    sequence: int


class ServiceCategory(_Told):
    """Services under one heading; `id` is null for those under none."""

    id: int | None
    name: str
    sequence: int
    services: list[ListedService]


class StaffService(ListedService):
    """A service as staff see it. `booking_type`: "appointment", or "class" for several, who are
    `max_participants` at the most."""

    booking_type: str
    min_participants: int
    max_participants: int


class StaffCategory(_Told):
    """Services under one heading, as staff see them."""

    id: int | None
    name: str
    sequence: int
    services: list[StaffService]


class StaffCustomer(_Told):
    """A customer as staff see them. A dummy came in without an account, for one visit."""

    id: str
    first_name: str
    last_name: str
    email: str
    phone_number: str
    birthday: str | None = None
    is_dummy: bool
    last_visited: Instant | None = None


class Hours(_Told):
    """An opening, in local wall time: "09:00:00"."""

    start_time: str
    end_time: str


class Merchant(_Told):
    """A merchant at its one location. `business_hours`: "0" (Sunday) to "6" → openings."""

    merchant_name: str
    url_name: str
    contact_email: str
    introduction: str
    announcement: str
    about_us: str
    parking_info: str
    payment_info: str
    timezone: str
    location_id: int
    country: str
    city: str
    postal_code: str
    address: str
    formatted_location: str
    geo_point: GeoPoint | None
    services: list[ServiceCategory]
    business_hours: Mapping[str, list[Hours]]


class Phase(_Told):
    """A part of a service; `phase_type` is "active" or "wait". `duration`: minutes."""

    id: int
    service_id: int
    name: str
    sequence: int
    duration: int
    phase_type: str


class ServiceSummary(_Told):
    """A service in short."""

    name: str
    total_duration: int
    price: Price
    price_type: str
    formatted_location: str


class ServiceDetails(_Told):
    """A service."""

    id: int
    name: str
    description: str
    total_duration: int
    price: Price
    price_type: str
    formatted_location: str
    geo_point: GeoPoint | None
    phases: list[Phase]


class AvailableDay(_Told):
    """A day's free times in the merchant's wall time, "HH:MM"; `afternoon` begins at 12:00.

    Other servers send null for no times.
    """

    date: str
    is_available: bool
    morning: list[str] | None
    afternoon: list[str] | None


class NextAvailable(_Told):
    """The first free time in the merchant's wall time; empty texts when there is none."""

    date: str
    time: str


class DisabledDays(_Told):
    """Weekdays (0 = Sunday) that are always closed, and the first and last date to book."""

    closed_days: list[int]
    min_date: str
    max_date: str
