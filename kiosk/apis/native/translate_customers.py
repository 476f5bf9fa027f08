"""Customers between the core and our own dialect, both ways."""

from typing import TYPE_CHECKING, Any, Final

from kiosk.apis.native import wire_customers as wire
from kiosk.domain.customer import (
    MOST_EXTERNAL_ID,
    MOST_NAME,
    Customer,
    CustomerId,
    Details,
    Identified,
)
from kiosk.text import clean

if TYPE_CHECKING:
    from kiosk.apis.native.asked import CustomerRequest

_EMAIL_CELLS: Final = 254
"""RFC 5321, 4.5.3.1."""


def customer_to_wire(customer: Customer) -> wire.Customer:
    """A person's row."""
    return wire.Customer(
        id=customer.id,
        external_id=customer.external_id,
        name=customer.name,
        email=customer.email,
        phone=customer.phone,
        phone_tail=customer.phone_tail,
        locale=customer.locale,
        metadata=dict(customer.metadata),
        guest=customer.guest,
        created_at=customer.created_at,
        updated_at=customer.updated_at,
    )


def customer_from_wire(said: wire.Customer) -> Customer:
    """A person's row as another machine told it; its texts are cleaned."""
    return Customer(
        id=CustomerId(said.id),
        created_at=said.created_at,
        updated_at=said.updated_at,
        external_id=(
            None
            if said.external_id is None
            else clean(said.external_id, MOST_EXTERNAL_ID)
        ),
        name=clean(said.name, MOST_NAME),
        email=clean(said.email, _EMAIL_CELLS),
        phone=clean(said.phone),
        phone_tail=clean(said.phone_tail),
        locale=clean(said.locale),
        metadata=said.metadata,
        guest=said.guest,
    )


def identified_to_wire(identified: Identified) -> wire.Identified:
    """Who a phone number leads to."""
    return wire.Identified(
        id=identified.id, known=identified.known, phone_tail=identified.phone_tail
    )


def identified_from_wire(said: wire.Identified) -> Identified:
    """Who a phone number leads to."""
    return Identified(CustomerId(said.id), said.known, clean(said.phone_tail))


def details_to_wire(details: Details) -> dict[str, Any]:
    """What is told of a customer: members that stay as they are are left out."""
    told = {
        "external_id": details.external_id,
        "name": details.name,
        "email": details.email,
        "phone": details.phone,
        "locale": details.locale,
        "metadata": None if details.metadata is None else dict(details.metadata),
    }
    return {name: value for name, value in told.items() if value is not None}


def details_from_wire(asked: "CustomerRequest") -> Details:
    """What is told of a customer."""
    return Details(
        external_id=asked.external_id,
        name=asked.name,
        email=asked.email,
        phone=asked.phone,
        locale=asked.locale,
        metadata=asked.metadata,
    )
