"""Customers in our own dialect."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis import strict
from kiosk.apis.direct import Direct, json_body
from kiosk.apis.gate import Gate
from kiosk.apis.native import translate
from kiosk.apis.native import wire_customers as wire
from kiosk.apis.native.asked import CustomerRequest, FindRequest, IdentifyRequest
from kiosk.apis.native.operations import CHANGES, PREFIX, READS, json, operation
from kiosk.apis.native.reach import Reach, in_path, whole_number
from kiosk.apis.native.translate_customers import (
    customer_to_wire,
    details_from_wire,
    identified_to_wire,
)
from kiosk.apis.native.wire import Ticket as ToldTicket
from kiosk.domain.access import AT_COUNTERS, NATIVE
from kiosk.domain.customer import Customer, CustomerId
from kiosk.domain.reserving import Customers
from kiosk.domain.ticket import Placed, Ticket
from kiosk.errors import BadInput, NotFound

_LIMIT = 10


def customer_routes(customers: Customers, gate: Gate, reach: Reach) -> Sequence[Direct]:
    """The routes of everything that has to do with a person."""
    people = _People(customers, gate, reach)
    one = "/customers/{customer}"
    customer = wire.Customer
    return [
        operation(
            "POST", "/customers/identify", people.identify, wire.Identified, READS
        ),
        operation("POST", "/customers/find", people.find, wire.Found, READS),
        operation("POST", "/customers", people.add_customer, customer, CHANGES, 201),
        operation("GET", "/customers", people.customers, wire.Page, READS),
        operation("GET", one, people.customer, customer, READS),
        operation("PATCH", one, people.change_customer, customer, CHANGES),
        operation("DELETE", one, people.forget_customer, None, READS, 204),
        operation("GET", f"{one}/tickets", people.tickets_of, wire.TicketPage, READS),
    ]


class _People:
    """The handlers, one a route."""

    def __init__(self, customers: Customers, gate: Gate, reach: Reach) -> None:
        self._customers, self._gate, self._reach = customers, gate, reach

    async def identify(self, request: Request) -> Response:
        """Who has a phone number; made when nobody has. Tells nothing but the last digits."""
        self._gate.admit(request, NATIVE)
        asked = strict.asked(IdentifyRequest, await json_body(request))
        found = await self._customers.identify(asked.phone, asked.name, asked.locale)
        return json(identified_to_wire(found))

    async def find(self, request: Request) -> Response:
        """Who has a phone number, or an external id."""
        self._gate.admit(request, AT_COUNTERS)
        asked = strict.asked(FindRequest, await json_body(request))
        found: Sequence[Customer]
        match asked.phone, asked.external_id:
            case str(phone), None:
                found = await self._customers.customers_with(phone)
            case None, str(external_id):
                found = await self._called(external_id)
            case _:
                problem = "phone or external_id, one of them"
                raise BadInput(detail="malformed request", fields={"body": problem})
        return json(wire.Found(customers=[customer_to_wire(one) for one in found]))

    async def _called(self, external_id: str) -> Sequence[Customer]:
        try:
            return [await self._customers.customer_called(external_id)]
        except NotFound:
            return []

    async def add_customer(self, request: Request) -> Response:
        """A new customer. An external id is nobody else's, and so tells whether it was made."""
        self._gate.admit(request, AT_COUNTERS)
        asked = strict.asked(CustomerRequest, await json_body(request))
        made = await self._customers.add_customer(details_from_wire(asked))
        headers = {"location": f"{PREFIX}/customers/{made.id}"}
        return json(customer_to_wire(made), 201, headers)

    async def customers(self, request: Request) -> Response:
        """All customers, newest first."""
        self._gate.admit(request, AT_COUNTERS)
        found = await self._customers.customers(*_part(request))
        return json(
            wire.Page(
                customers=[customer_to_wire(one) for one in found.items],
                page=found.page,
                limit=found.limit,
                total=found.total,
            )
        )

    async def customer(self, request: Request) -> Response:
        """One customer."""
        self._gate.admit(request, AT_COUNTERS)
        return json(customer_to_wire(await self._customers.customer(_who(request))))

    async def change_customer(self, request: Request) -> Response:
        """Change what is told; everything else stays."""
        self._gate.admit(request, AT_COUNTERS)
        asked = strict.asked(CustomerRequest, await json_body(request))
        details = details_from_wire(asked)
        done = await self._customers.change_customer(_who(request), details)
        return json(customer_to_wire(done))

    async def forget_customer(self, request: Request) -> Response:
        """Delete a customer for good. Their tickets stay, and are nobody's."""
        self._gate.admit(request, AT_COUNTERS)
        await self._customers.forget_customer(_who(request))
        return Response(status_code=204)

    async def tickets_of(self, request: Request) -> Response:
        """A customer's tickets, newest first. A key of one branch is shown that branch's."""
        caller = self._gate.admit(request, AT_COUNTERS)
        found = await self._customers.tickets_of(_who(request), *_part(request))
        shown = [t for t in found.items if caller.branch in (None, t.branch)]
        return json(
            wire.TicketPage(
                tickets=[await self._told(ticket) for ticket in shown],
                page=found.page,
                limit=found.limit,
                total=found.total,
            )
        )

    async def _told(self, ticket: Ticket) -> ToldTicket:
        branch = await self._reach.described.of(ticket.branch)
        placed = Placed(ticket, None)
        return translate.placed_to_wire(placed, branch, None, for_staff=True)


def _who(request: Request) -> CustomerId:
    return CustomerId(in_path(request, "customer"))


def _part(request: Request) -> tuple[int, int]:
    return whole_number(request, "page", 1), whole_number(request, "limit", _LIMIT)
