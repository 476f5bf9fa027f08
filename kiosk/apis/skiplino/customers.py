"""Customers: told of, listed, looked up, changed, deleted; and the tickets of one."""

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis import strict
from kiosk.apis.direct import asked_locale, json_body
from kiosk.apis.skiplino import asked, people, query, wire
from kiosk.apis.skiplino.front import Front, json
from kiosk.apis.skiplino.refusals import envelope, not_found
from kiosk.apis.skiplino.sentences import NO_SUCH_CUSTOMER, SENTENCES
from kiosk.domain.access import Caller
from kiosk.domain.customer import Customer, CustomerId
from kiosk.domain.reserving import MOST_A_PAGE, Page
from kiosk.domain.ticket import Placed, Status, Ticket
from kiosk.errors import BadInput, NotFound

MOST_TICKETS: Final = 10
"""How many of a customer's tickets a page has at the most."""


class Customers:
    """The handlers of the six operations with customers.

    Customers are the company's: a key that is good for one branch sees them all, and of their
    tickets its own branch's.
    """

    def __init__(self, front: Front) -> None:
        """`front` is shared with the dialect's other handlers."""
        self._front = front

    async def create_customer(self, request: Request) -> Response:
        """Create a customer. Not idempotent, but a taken `externalId` is refused."""
        self._front.trusted(request)
        told = strict.asked(
            asked.CustomerRequest,
            await json_body(request),
            extra="ignore",
            sentences=SENTENCES,
        )
        try:
            made = await self._front.backend.add_customer(
                people.details_from_wire(told)
            )
        except BadInput as error:
            raise people.as_theirs(error) from error
        return self._said("Customer created successfully.", made, 201)

    async def customers(self, request: Request) -> Response:
        """List customers, newest first."""
        self._front.trusted(request)
        page, limit = query.page(request, MOST_A_PAGE)
        found = await self._front.backend.customers(page, limit)
        said = wire.CustomersEnvelope(
            message="Customers fetched successfully.",
            data=[self._wire(customer) for customer in found.items],
            pagination=people.pagination(found),
        )
        return json(said)

    async def customer(self, request: Request) -> Response:
        """Get one customer, by `id` or `externalId`."""
        self._front.trusted(request)
        found = await self._front.customer(query.reference(request))
        return self._said("Customer fetched successfully.", found)

    async def update_customer(self, request: Request) -> Response:
        """Change what is told of a customer; `metadata` is replaced as a whole."""
        self._front.trusted(request)
        told = strict.asked(
            asked.UpdateRequest,
            await json_body(request),
            extra="ignore",
            sentences=SENTENCES,
        )
        meant = people.reference(told.id, told.external_id or None)
        known = await self._front.customer(meant)
        details = people.details_from_wire(told)
        try:
            changed = await self._front.backend.change_customer(known.id, details)
        except NotFound:
            return envelope(404, None)
        except BadInput as error:
            raise people.as_theirs(error) from error
        return self._said("Customer updated successfully.", changed)

    async def delete_customer(self, request: Request) -> Response:
        """Delete a customer for good. Their tickets stay, nobody's from now on."""
        self._front.trusted(request)
        meant = query.reference(request)
        known = await self._front.customer(meant)
        try:
            await self._front.backend.forget_customer(known.id)
        except NotFound:
            return not_found(meant.member, 422, NO_SUCH_CUSTOMER)
        message = "Customer deleted successfully."
        return json(wire.NothingEnvelope(message=message))

    async def customer_tickets(self, request: Request) -> Response:
        """List a customer's tickets, newest first."""
        front = self._front
        caller = front.anybody(request)
        page, limit = query.page(request, MOST_TICKETS)
        meant = query.reference(request)
        try:
            known = await front.customer(meant)
        except BadInput:
            status = front.manners.unknown_customer
            return not_found(meant.member, status, NO_SUCH_CUSTOMER)
        try:
            found = await self._tickets(caller, known.id, page, limit)
        except NotFound:
            return envelope(404, NO_SUCH_CUSTOMER)
        locale = asked_locale(request)
        data = [await self._ticket(caller, ticket, locale) for ticket in found.items]
        said = wire.TicketsEnvelope(
            message="Customer tickets fetched successfully.",
            data=data,
            pagination=people.pagination(found),
        )
        return json(said)

    async def _tickets(
        self, caller: Caller, customer: CustomerId, page: int, limit: int
    ) -> Page[Ticket]:
        """A page of the tickets that a key is good for. NotFound."""
        backend = self._front.backend
        if caller.branch is None:
            return await backend.tickets_of(customer, page, limit)
        own: list[Ticket] = []
        seen, number = 0, 1
        while True:
            some = await backend.tickets_of(customer, number, MOST_A_PAGE)
            own += [one for one in some.items if one.branch == caller.branch]
            seen, number = seen + len(some.items), number + 1
            if seen >= some.total or not some.items:
                break
        first = (page - 1) * limit
        return Page(tuple(own[first : first + limit]), page, limit, len(own))

    async def _ticket(
        self, caller: Caller, ticket: Ticket, locale: str | None
    ) -> wire.Ticket:
        """A ticket with its place, if it waits."""
        front = self._front
        placed = Placed(ticket, None)
        if ticket.status is Status.WAITING:
            placed = await front.backend.ticket(ticket.id)
        branch = await front.branch_of(ticket)
        return await front.ticket_to_wire(caller, placed, branch, locale)

    def _wire(self, customer: Customer) -> wire.Customer:
        return people.customer_to_wire(customer, self._front.manners)

    def _said(self, message: str, customer: Customer, status: int = 200) -> Response:
        data = self._wire(customer)
        return json(wire.CustomerEnvelope(message=message, data=data), status)
