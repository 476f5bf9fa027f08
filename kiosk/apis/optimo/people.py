"""Whom a booking is for: a customer of our own, and the object that came with the request."""

from collections.abc import Mapping
from typing import Any, Final

from kiosk.domain.customer import MOST_NAME, Customer, Details
from kiosk.errors import BadInput
from kiosk.text import clean

_OURS: Final = ("name", "email", "phone")
_MOST_EMAIL: Final = 254
_MOST_PHONE: Final = 40


def details(given: Mapping[str, Any]) -> Details:
    """What is kept of a `customer`: what we know, and all the rest as it came. BadInput."""
    name = _text(given, "name", MOST_NAME)
    if not name:
        raise BadInput(fields={"customer.name": "is missing"})
    rest = {member: value for member, value in given.items() if member not in _OURS}
    return Details(
        name=name,
        email=_text(given, "email", _MOST_EMAIL),
        phone=_text(given, "phone", _MOST_PHONE),
        metadata=rest,
    )


def customer_to_wire(known: Customer) -> Mapping[str, Any]:
    """A customer as they came, but for what can't be seen in their name."""
    told = {"name": known.name, "email": known.email, "phone": known.phone}
    return {**{member: text for member, text in told.items() if text}, **known.metadata}


def as_theirs(error: BadInput) -> BadInput:
    """What the queue finds wrong with a customer, with the names of the request's members."""
    fields = {f"customer.{name}": problem for name, problem in error.fields.items()}
    if "metadata" in error.fields:
        fields = {"customer": error.fields["metadata"]}
    return BadInput(error.reason, detail=error.detail, fields=fields)


def _text(given: Mapping[str, Any], member: str, most: int) -> str:
    value = given.get(member)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadInput(fields={f"customer.{member}": "is not a text"})
    if len(value) > most:
        raise BadInput(fields={f"customer.{member}": f"is longer than {most}"})
    return clean(value, 2 * most)
