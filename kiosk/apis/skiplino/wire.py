"""Tickets, branches and envelopes as Skiplino's published API writes them.

Source: open-api.skiplino.com, "Book a ticket", "Fetch a ticket", "Cancel a ticket", "List active
branches", "Get a branch's service tree". Where those pages show no body, the members are ours.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints
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
    counter serves it. `customer` is null: walk-ins are anonymous here.
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
    """A service of a group. `isAppointment` is false: only walk-in numbers are given here."""

    model_config = _CAMEL

    id: str
    name: str
    is_open: bool
    is_appointment: bool = False


class BranchTreeGroup(BaseModel):
    """A group with its services. Groups without any are left out."""

    model_config = _CAMEL

    id: str
    name: str
    services: list[Service]


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


class ErrorEnvelope(BaseModel):
    """What went wrong: a sentence, a member → sentence map (422), or null."""

    message: str
    error: str | dict[str, str] | None


Given = Annotated[str, StringConstraints(min_length=1, max_length=128)]


class Location(BaseModel):
    """Where the customer is, in degrees."""

    model_config = _CAMEL | ConfigDict(allow_inf_nan=False)

    lat: Annotated[float, Field(ge=-90, le=90)]
    lng: Annotated[float, Field(ge=-180, le=180)]


class BookRequest(BaseModel):
    """What is asked for. A `time` would make it an appointment.

    `options` and `location` are checked and not kept: the published ticket does not show them.
    """

    model_config = _CAMEL

    service_id: Given
    group_of_service_id: Given
    time: str | None = None
    customer_id: str | None = None
    customer_external_id: str | None = None
    options: Annotated[dict[str, JsonValue] | None, Field(max_length=50)] = None
    location: Location | None = None
