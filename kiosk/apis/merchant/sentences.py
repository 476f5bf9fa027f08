"""What is wrong with a request, in the sentences that clients of this API go by."""

from collections.abc import Mapping
from typing import Final

WHOLE: Final = ""
"""The member a sentence is blamed on that speaks for the whole request."""

NOBODY: Final = "unauthorized"
WRONG_LOGIN: Final = "wrong email or password"
NO_MERCHANT: Final = "error while searching merchant by this name: no such merchant"
NO_LOCATION: Final = "this location does not exist"
NO_SERVICE: Final = "this service does not exist"
NO_BOOKING: Final = "this booking does not exist"
NO_CUSTOMER: Final = "this customer does not exist"
NOWHERE: Final = "there is nothing here"
OTHER_ID: Final = "invalid booking id"
BAD_TIME: Final = (
    "timestamp could not be converted to time: "
    "it needs a date, a time with seconds and an offset (RFC 3339)"
)
NO_SUCH_TIME: Final = (
    "timestamp could not be converted to time: there is no such date or time"
)
UNEQUAL_SHIFT: Final = "invalid from and to date supplied"
ONE_CUSTOMER: Final = "appointments cannot have more than 1 customer"
TOO_MANY: Final = "customer count ({count}) exceeds class limit of {most}"
TOO_SOON: Final = "appointment must be booked at least {notice} minutes in advance"
TOO_FAR: Final = "appointment cannot be booked more than {days} days in advance"
FULL: Final = "this booking is already full"
TOO_LATE: Final = "it's too late to cancel this appointments"
PAST: Final = "you cannot cancel past bookings"
BAD_FREQUENCY: Final = "recurring rule frequency is invalid"
BAD_WEEKDAY: Final = "incorrect weekday"
BAD_JSON: Final = (
    "unexpected error during json parsing: not JSON, or not in one reading"
)
NOT_SAID_TO_BE_JSON: Final = "send the body with Content-Type: application/json"
KEY_REUSED: Final = "this Idempotency-Key was used with other data"

REQUIRED: Final = "This field is required"
NOT_A_NUMBER: Final = "This field should be a whole number"
OUT_OF_RANGE: Final = "This field is out of range"
NOT_VALID: Final = "This field is not valid"
TAKEN: Final = "This field is already taken"
SEVERAL: Final = "This field names services of several locations; send location_id too"
NOT_A_TIME: Final = "This field is not one of the service's times"
GIVEN_TWICE: Final = "This field is given twice"
TOO_LONG_SPAN: Final = "This field is more than {days} days after start"
BACKWARDS: Final = "This field is not after start"

SENTENCES: Final[Mapping[str, str]] = {
    "json_invalid": BAD_JSON,
    "missing": REQUIRED,
    "string_too_short": REQUIRED,
    "string_too_long": "This field is too long",
    "string_type": "This field should be text",
    "int_type": NOT_A_NUMBER,
    "int_from_float": NOT_A_NUMBER,
    "bool_type": "This field should be true or false",
    "list_type": "This field should be a list",
    "dict_type": "This field should be an object",
    "model_type": "This field should be an object",
    "too_long": "This field has too many members",
    "greater_than_equal": OUT_OF_RANGE,
    "less_than_equal": OUT_OF_RANGE,
    "extra_forbidden": "This field is not supported",
}
"""Kinds of mistakes in a body, by pydantic's name of the kind."""
