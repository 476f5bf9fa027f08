"""Customers as our own dialect writes them."""

from typing import Annotated, Any

from msgspec import Meta

from kiosk.apis.heard import Id, Instant, Told
from kiosk.apis.native.wire import Ticket

Total = Annotated[int, Meta(ge=0)]
Ordinal = Annotated[int, Meta(ge=1)]


class Customer(Told, frozen=True, kw_only=True):
    """A customer as far as somebody told us; texts are "" when not known.

    `phone` is empty for who typed it at a kiosk: `phone_tail`, its last digits, is all there is
    to be shown. `metadata` is the caller's own. A `guest` is forgotten soon after the visit.
    """

    id: Id
    external_id: str | None
    name: str
    email: str
    phone: str
    phone_tail: str
    locale: str
    metadata: dict[str, Any]
    guest: bool = False
    created_at: Instant
    updated_at: Instant


class Identified(Told, frozen=True, kw_only=True):
    """Who a phone number leads to: no name, as whoever types it need not be its owner."""

    id: Id
    known: bool
    phone_tail: str


class Found(Told, frozen=True, kw_only=True):
    """The customers that fit, the oldest first."""

    customers: list[Customer]


class Page(Told, frozen=True, kw_only=True):
    """A part of all customers, newest first."""

    customers: list[Customer]
    page: Ordinal
    limit: Ordinal
    total: Total


class TicketPage(Told, frozen=True, kw_only=True):
    """A part of a customer's tickets, newest first. `total` counts those of all branches."""

    tickets: list[Ticket]
    page: Ordinal
    limit: Ordinal
    total: Total
