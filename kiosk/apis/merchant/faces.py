"""The merchant API knows numbers and uuids where we have short words: two faces of the same rows.

An id of ten letters and digits is a number of base 36, and back; 36¹⁰ is below 2⁵³, so every
JSON reader can hold it. A branch's or a service's id that is a decimal number is that number.
"""

import re
from collections.abc import Iterable
from typing import Final, TypeVar

from kiosk.domain.customer import CustomerId

T = TypeVar("T", bound=str)

MOST: Final = 2**53 - 1
"""The greatest integer that every JSON reader keeps (RFC 8259, 6)."""

_WORD: Final = re.compile(r"[a-z0-9]{1,10}")
_DECIMAL: Final = re.compile(r"[1-9][0-9]{0,15}", re.ASCII)
_UUID: Final = re.compile(
    r"[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}", re.ASCII
)
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_LENGTH: Final = 10


def row_number(id_: str) -> int | None:
    """The number of a booking or a session; None for an id that has none."""
    if not _WORD.fullmatch(id_) or len(id_) != _LENGTH:
        return None
    return int(id_, 36) or None


def row_id(number: int) -> str | None:
    """The id behind a booking's number; None when there is none."""
    if not 0 < number < 36**_LENGTH:
        return None
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits.rjust(_LENGTH, "0")


def place_number(id_: str) -> int | None:
    """The number of a branch, a group or a service; None for an id that has none."""
    if _DECIMAL.fullmatch(id_):
        number = int(id_)
        return number if number <= MOST else None
    if not _WORD.fullmatch(id_):
        return None
    return int(id_, 36) or None


def place_id(number: int, known: Iterable[T]) -> T | None:
    """Which of the `known` ids has a number. The one that is written so wins over a word that
    happens to come to the same."""
    found = [id_ for id_ in known if place_number(id_) == number]
    return next((id_ for id_ in found if id_ == str(number)), next(iter(found), None))


def customer_uuid(customer: CustomerId) -> str:
    """A customer's id with the dashes of a uuid (RFC 9562)."""
    parts = (customer[:8], customer[8:12], customer[12:16], customer[16:20])
    return "-".join((*parts, customer[20:]))


def customer_id(uuid: str) -> CustomerId | None:
    """The customer behind a uuid, written with dashes or without; None when it is no uuid."""
    if not _UUID.fullmatch(uuid):
        return None
    return CustomerId(uuid.replace("-", "").lower())
