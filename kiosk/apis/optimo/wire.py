"""Slots, bookings and envelopes as the published pages of OptimoCMS write them.

Source: developers.optimocms.com, API reference, "booking" and "sites". The pages show members
without saying what is in them; docs/optimo.md lists what we put there.
"""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from kiosk.apis.shapes import Instant

_CAMEL = ConfigDict(
    frozen=True,
    alias_generator=to_camel,
    validate_by_name=True,
    serialize_by_alias=True,
)


def _absent(value: object) -> bool:
    return value is None


class Slot(BaseModel):
    """A time of a day in the branch's own clock, `HH:mm`, for one person or (null) for any."""

    model_config = _CAMEL

    start_time: str
    end_time: str
    available: bool
    staff_id: str | None = None


class Booking(BaseModel):
    """A booking; the last four members are there in the extended reading only."""

    model_config = _CAMEL

    id: str
    status: str
    date: str
    start_time: str
    customer: Mapping[str, Any]
    created_at: Instant
    service_id: Annotated[str | None, Field(exclude_if=_absent)] = None
    end_time: Annotated[str | None, Field(exclude_if=_absent)] = None
    staff_id: Annotated[str | None, Field(exclude_if=_absent)] = None
    branch_id: Annotated[str | None, Field(exclude_if=_absent)] = None


class Site(BaseModel):
    """The site. What a queue has not is null."""

    model_config = _CAMEL

    id: str
    name: str
    domain: str | None = None
    status: str = "published"
    created_at: Instant | None = None
    updated_at: Instant | None = None


class Meta(BaseModel):
    """Which request this answers, and when."""

    model_config = _CAMEL

    request_id: str
    timestamp: Instant


class Pagination(BaseModel):
    """How much there is, and where it goes on: null on the last part."""

    model_config = _CAMEL

    total: int
    limit: int
    next_cursor: str | None


class SlotsEnvelope(BaseModel):
    """The times of a day."""

    data: list[Slot]
    meta: Meta


class BookingEnvelope(BaseModel):
    """One booking."""

    data: Booking
    meta: Meta


class BookingsEnvelope(BaseModel):
    """A part of the bookings, newest made first."""

    data: list[Booking]
    meta: Meta
    pagination: Pagination


class SitesEnvelope(BaseModel):
    """The sites of a key: one."""

    data: list[Site]
    meta: Meta
    pagination: Pagination


class Error(BaseModel):
    """What went wrong: a code for programs, a sentence for programmers."""

    code: str
    message: str
    details: dict[str, Any]


class ErrorEnvelope(BaseModel):
    """What went wrong, and with which request."""

    error: Error
    meta: Meta
