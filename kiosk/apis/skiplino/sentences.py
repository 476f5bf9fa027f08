"""What is wrong with a member of a request, in the manner of the published sentences."""

from collections.abc import Mapping
from typing import Final

UNKNOWN_VALUE: Final = "This value does not exist."
TAKEN_VALUE: Final = "This value is already taken."
NOT_APPOINTABLE: Final = "This service does not support appointment booking."
NO_SUCH_TICKET: Final = "Ticket not found."
"""The four that are published."""

AMBIGUOUS_VALUE: Final = "This value names services of several branches."
BAD_TIME: Final = "This value is not a UTC date and time with a trailing Z."
BAD_DATE: Final = "This value is not a date like 2026-07-01."
NO_SUCH_CUSTOMER: Final = "Customer not found."
BAD_VALUE: Final = "This value is not valid."
BLANK: Final = "This value should not be blank."
GIVEN_TWICE: Final = "This value is given twice."
NOT_A_NUMBER: Final = "This value should be a whole number."
NOT_A_SLOT: Final = "This value is not one of the service's times."
NOT_MOVABLE: Final = "This ticket is not an appointment that can be moved."
NOT_THEIRS: Final = "This value is not the customer of this ticket."
ONE_CUSTOMER: Final = "Send exactly one of customerId and customerExternalId."
OUT_OF_RANGE: Final = "This value is out of range."
OVER: Final = "This value should be today or later."
PAST: Final = "This value should be in the future."
TOO_FAR: Final = "This value is too far in the future."
TOO_SOON: Final = "This value is too soon."

SENTENCES: Final[Mapping[str, str]] = {
    "json_invalid": "This value is not a valid JSON object.",
    "missing": BLANK,
    "string_too_short": BLANK,
    "string_too_long": "This value is too long.",
    "string_type": "This value should be of type string.",
    "dict_type": "This value should be of type object.",
    "model_type": "This value should be of type object.",
    "float_type": "This value should be of type number.",
    "greater_than_equal": OUT_OF_RANGE,
    "less_than_equal": OUT_OF_RANGE,
    "finite_number": OUT_OF_RANGE,
    "too_long": "This value has too many members.",
}
"""Kinds of mistakes in a body, by pydantic's name of the kind."""
