"""Tickets, branches, times, customers and envelopes as Skiplino's published API writes them.

Source: open-api.skiplino.com, a page for each of its 13 operations, for "Ticket" and for
"Customer". Where those pages show no body, the members are ours: docs/skiplino.md lists them.
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


class Named(BaseModel):
    """A thing's id, and its name in the language asked for."""

    model_config = _CAMEL

    id: str
    name: str


class Ticket(BaseModel):
    """A ticket. The two queue members are there only while it waits.

    `queueSize`: who is before it. `waitingTime`: minutes, rounded; absent as well while no open
    counter serves it. `customer` is null where nobody was named, or who was is forgotten since.
    """

    model_config = _CAMEL

    id: str
    ticket_number: str
    status: str
    status_at: Instant
    type: str
    time: Instant | None
    branch: Named
    service: Named
    group_of_service: Named | None
    customer: Named | None = None
    booked_at: Instant
    queue_size: Annotated[int | None, Field(ge=0, exclude_if=_absent)] = None
    waiting_time: Annotated[int | None, Field(ge=0, exclude_if=_absent)] = None


class BranchStatus(BaseModel):
    """Whether people are served right now."""

    model_config = _CAMEL

    is_branch_open: bool


class Branch(BaseModel):
    """A branch that takes people."""

    model_config = _CAMEL

    id: str
    name: str
    branch_status: BranchStatus


class Service(BaseModel):
    """A service of a group. `isAppointment`: it can be booked for a time."""

    model_config = _CAMEL

    id: str
    name: str
    is_open: bool
    is_appointment: bool


class BranchTreeGroup(BaseModel):
    """A group with its services. Groups without any are left out."""

    model_config = _CAMEL

    id: str
    name: str
    services: list[Service]


class Slot(BaseModel):
    """A time, to be sent back unchanged, and how many can still book it."""

    model_config = _CAMEL

    time: Instant
    remaining: Annotated[int, Field(ge=0)]


class Customer(BaseModel):
    """A customer. What was never told is not there."""

    model_config = _CAMEL

    id: Annotated[str, Field(alias="_id")]
    external_id: Annotated[str | None, Field(exclude_if=_absent)] = None
    company_id: str
    name: Annotated[str | None, Field(exclude_if=_absent)] = None
    email: Annotated[str | None, Field(exclude_if=_absent)] = None
    mobile: Annotated[str | None, Field(exclude_if=_absent)] = None
    metadata: Annotated[Mapping[str, Any] | None, Field(exclude_if=_absent)] = None
    created_at: Instant
    updated_at: Instant


class Pagination(BaseModel):
    """Which part of a list this is. A page beyond the end is empty and has one before it."""

    model_config = _CAMEL

    total: int
    page: int
    limit: int
    total_pages: int
    has_next_page: bool
    has_prev_page: bool


class TicketEnvelope(BaseModel):
    """A success with one ticket."""

    message: str
    data: Ticket


class BranchesEnvelope(BaseModel):
    """A success with branches."""

    message: str
    data: list[Branch]


class TreeEnvelope(BaseModel):
    """A success with a branch's groups and services."""

    message: str
    data: list[BranchTreeGroup]


class SlotsEnvelope(BaseModel):
    """A success with the times of a day."""

    message: str
    data: list[Slot]


class CustomerEnvelope(BaseModel):
    """A success with one customer."""

    message: str
    data: Customer


class CustomersEnvelope(BaseModel):
    """A success with some of the customers."""

    message: str
    data: list[Customer]
    pagination: Pagination


class TicketsEnvelope(BaseModel):
    """A success with some of a customer's tickets."""

    message: str
    data: list[Ticket]
    pagination: Pagination


class NothingEnvelope(BaseModel):
    """A success with nothing to tell."""

    message: str
    data: None = None


class ErrorEnvelope(BaseModel):
    """What went wrong: a sentence, a member → sentence map (422), or null."""

    message: str
    error: str | dict[str, str] | None
