"""What is asked of us, as the merchant bookings API writes it.

Unknown members are left out: newer clients send more. Nothing is converted: a number is no
string, `true` no number. `null` is as good as absent.
"""

from typing import Annotated, Final

from pydantic import (
    AliasChoices,
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    StringConstraints,
    WithJsonSchema,
)

from kiosk.apis.merchant.faces import MOST

_FROZEN = ConfigDict(frozen=True, validate_by_name=True)

Number = Annotated[int, Field(ge=1, le=MOST)]
"""An id. Text, fractions and what a JSON reader would round are none."""

Time = Annotated[str, StringConstraints(min_length=1, max_length=64)]
"""RFC 3339 with its offset; read in `times`, which knows the member's name."""

Note = Annotated[str, StringConstraints(max_length=200)]
"""As long as a note at our counters may be."""

Name = Annotated[str, StringConstraints(max_length=200)]
Word = Annotated[str, StringConstraints(min_length=1, max_length=128)]

CapitalStamp = Field(
    validation_alias=AliasChoices("timeStamp", "timestamp"),
    serialization_alias="timeStamp",
)
SmallStamp = Field(validation_alias=AliasChoices("timestamp", "timeStamp"))
"""The pages write it in two ways, a page each; both are understood everywhere."""


class BookingByCustomer(BaseModel):
    """What a customer books, who is signed in; with a `booking_id` a place in that group."""

    model_config = _FROZEN

    merchant_name: Word
    service_id: Number
    location_id: Number
    timestamp: Annotated[Time, CapitalStamp]
    customer_note: Note | None = None
    booking_id: Number | None = None


class Participant(BaseModel):
    """Who comes: by `id`, and then the rest is ignored, or somebody new."""

    model_config = _FROZEN

    id: Word | None = None
    first_name: Name | None = None
    last_name: Name | None = None
    email: Name | None = None
    phone_number: Name | None = None


class RecurrenceRule(BaseModel):
    """How often it happens again: a part of RFC 5545. Other parts are refused, not ignored.

    Without an `until`, which is inclusive, it goes on.
    """

    model_config = _FROZEN | ConfigDict(extra="forbid")

    frequency: Word
    interval: Annotated[int, Field(ge=1, le=1000)] | None = None
    weekdays: Annotated[list[str], Field(max_length=7)] | None = None
    until: Annotated[str, StringConstraints(max_length=64)] | None = None


_RULE: Final = {"anyOf": [RecurrenceRule.model_json_schema(), {"type": "null"}]}


class BookingByMerchant(BaseModel):
    """What staff book. Without `customers` it is a walk-in: a time that is nobody's.

    `recurrence_rule` is a `RecurrenceRule`, looked at only when it `is_recurring`: clients send
    an empty one else. `location_id` is our own, for a merchant of several locations.
    """

    model_config = _FROZEN

    service_id: Number
    location_id: Number | None = None
    timestamp: Annotated[Time, SmallStamp]
    customers: Annotated[list[Participant], Field(max_length=100)]
    merchant_note: Note | None = None
    is_recurring: bool | None = None
    recurrence_rule: Annotated[
        dict[str, JsonValue] | None, WithJsonSchema(_RULE, mode="validation")
    ] = None


class UpdateByMerchant(BaseModel):
    """A booking's new times, both moved by as much, and its note; "" takes that away."""

    model_config = _FROZEN

    merchant_note: Note | None = None
    from_date: Time
    to_date: Time


class CancelByCustomer(BaseModel):
    """Which booking, once more, and whose."""

    model_config = _FROZEN

    booking_id: Number
    merchant_name: Word


class CancelByMerchant(BaseModel):
    """Why it is cancelled; may be empty."""

    model_config = _FROZEN

    cancellation_reason: Note | None = None


class Login(BaseModel):
    """Who signs in. Staff: `email` is the name of a secret key, `password` the key."""

    model_config = _FROZEN

    email: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    password: Annotated[str, StringConstraints(min_length=1, max_length=256)]


class Registration(BaseModel):
    """Somebody who wants an account."""

    model_config = _FROZEN

    first_name: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    last_name: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    email: Annotated[str, StringConstraints(min_length=3, max_length=200)]
    phone_number: Annotated[str, StringConstraints(min_length=1, max_length=32)]
    password: Annotated[str, StringConstraints(min_length=8, max_length=256)]
