"""Customers over our own dialect: the client's half of `kiosk.domain.reserving.Customers`.

What tells of a person travels in bodies only: paths and queries are logged on the way.
"""

from collections.abc import Sequence

from msgspec import json

from kiosk.apis.native import wire_customers as wire
from kiosk.apis.native.calls import Calls, path
from kiosk.apis.native.translate import ticket_from_wire
from kiosk.apis.native.translate_customers import (
    customer_from_wire,
    details_to_wire,
    identified_from_wire,
)
from kiosk.domain.customer import Customer, CustomerId, Details, Identified
from kiosk.domain.reserving import Page
from kiosk.domain.ticket import Ticket
from kiosk.errors import NotFound


class CustomerCalls:
    """See `Customers`. A new customer is asked for once only: nothing tells two of them apart."""

    _calls: Calls

    async def identify(
        self, phone: str, name: str = "", locale: str = ""
    ) -> Identified:
        """The customer with a phone number, made when there is none."""
        body = json.encode({"phone": phone, "name": name, "locale": locale})
        where = path("customers", "identify")
        said = await self._calls.repeatable(
            "POST", where, body, wire.Identified, lambda said: True
        )
        return identified_from_wire(said)

    async def add_customer(self, details: Details) -> Customer:
        """A new customer."""
        body = json.encode(details_to_wire(details))
        said = await self._calls.change("POST", path("customers"), body, wire.Customer)
        return customer_from_wire(said)

    async def customer(self, customer: CustomerId) -> Customer:
        """One customer."""
        where = path("customers", customer)
        return customer_from_wire(await self._calls.read(where, wire.Customer))

    async def customer_called(self, external_id: str) -> Customer:
        """The customer with an external id."""
        found = await self._found({"external_id": external_id})
        if not found:
            raise NotFound(detail="no such customer")
        return found[0]

    async def customers_with(self, phone: str) -> Sequence[Customer]:
        """Who has a phone number."""
        return await self._found({"phone": phone})

    async def _found(self, asked: dict[str, str]) -> Sequence[Customer]:
        where = path("customers", "find")
        said = await self._calls.look_up(where, json.encode(asked), wire.Found)
        return [customer_from_wire(one) for one in said.customers]

    async def change_customer(self, customer: CustomerId, details: Details) -> Customer:
        """Change what `details` tells."""
        body = json.encode(details_to_wire(details))
        where = path("customers", customer)
        said = await self._calls.repeatable(
            "PATCH", where, body, wire.Customer, lambda said: said.id == customer
        )
        return customer_from_wire(said)

    async def forget_customer(self, customer: CustomerId) -> None:
        """Delete for good."""
        await self._calls.tell("DELETE", path("customers", customer))

    async def customers(self, page: int = 1, limit: int = 10) -> Page[Customer]:
        """All customers."""
        params = _part(page, limit)
        said = await self._calls.read(path("customers"), wire.Page, params)
        items = tuple(customer_from_wire(one) for one in said.customers)
        return Page(items, said.page, said.limit, said.total)

    async def tickets_of(
        self, customer: CustomerId, page: int = 1, limit: int = 10
    ) -> Page[Ticket]:
        """A customer's tickets."""
        where = path("customers", customer, "tickets")
        said = await self._calls.read(where, wire.TicketPage, _part(page, limit))
        items = tuple(ticket_from_wire(one) for one in said.tickets)
        return Page(items, said.page, said.limit, said.total)


def _part(page: int, limit: int) -> dict[str, str]:
    return {"page": str(page), "limit": str(limit)}
