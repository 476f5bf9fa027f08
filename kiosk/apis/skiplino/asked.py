"""What is asked of us, as Skiplino's published API writes it.

Unknown members are left out: theirs may be added any day. Nothing is converted: a number is no
string. `null` is as good as absent.
"""

from typing import Annotated, Final

from pydantic import (
    AliasChoices,
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    StringConstraints,
)
from pydantic.alias_generators import to_camel

_CAMEL: Final = ConfigDict(frozen=True, alias_generator=to_camel, validate_by_name=True)

Given = Annotated[str, StringConstraints(min_length=1, max_length=128)]
Text = Annotated[str, StringConstraints(max_length=200)]
OwnWord = Annotated[str, StringConstraints(min_length=1, max_length=200)]
"""An external id that somebody is looked up by."""


class Location(BaseModel):
    """Where the customer is, in degrees."""

    model_config = _CAMEL | ConfigDict(allow_inf_nan=False)

    lat: Annotated[float, Field(ge=-90, le=90)]
    lng: Annotated[float, Field(ge=-180, le=180)]


class BookRequest(BaseModel):
    """What is asked for. A `time` makes it an appointment, for exactly one customer.

    `options` and `location` are checked and not kept: the published ticket does not show them.
    """

    model_config = _CAMEL

    service_id: Given
    group_of_service_id: Given
    time: str | None = None
    customer_id: Given | None = None
    customer_external_id: OwnWord | None = None
    options: Annotated[dict[str, JsonValue] | None, Field(max_length=50)] = None
    location: Location | None = None


class ChangeTimeRequest(BaseModel):
    """The new time of an appointment, and the customer whose it is."""

    model_config = _CAMEL

    time: str
    customer_id: Given | None = None
    customer_external_id: OwnWord | None = None


class CustomerRequest(BaseModel):
    """What is told of a customer. An empty text, or an empty object, is stored as nothing."""

    model_config = _CAMEL

    external_id: Text | None = None
    name: Text | None = None
    email: Text | None = None
    mobile: Text | None = None
    metadata: dict[str, JsonValue] | None = None


class UpdateRequest(CustomerRequest):
    """Who is meant, by `id` or else by `externalId`, and what changes.

    Beside an `id`, `externalId` is a new one. `_id`, as answers call it, is understood.
    """

    id: Annotated[Given | None, Field(validation_alias=AliasChoices("id", "_id"))] = (
        None
    )
