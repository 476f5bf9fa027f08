"""A ticket as staff see it."""

from typing import Final

from kiosk.domain.customer import Customer
from kiosk.domain.serving import Row
from kiosk.domain.storing import Reading
from kiosk.domain.ticket import Ticket

TAIL: Final = 2
"""Digits of a phone number that are shown."""


def row_of(view: Reading, ticket: Ticket) -> Row:
    """A ticket with its customer in short."""
    customer = view.customer(ticket.customer) if ticket.customer else None
    if customer is None:
        return Row(ticket)
    return Row(ticket, in_short(customer.name), _tail(customer))


def in_short(name: str) -> str:
    """ "Kovács A." for "Kovács Anna": the first word, and of the others how they begin."""
    first, *others = name.split() or [""]
    return " ".join([first, *(f"{other[0]}." for other in others)])


def _tail(customer: Customer) -> str:
    return customer.phone_tail or customer.phone[-TAIL:]
