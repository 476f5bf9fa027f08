"""The customers' part of a backend that is a company's Skiplino."""

from collections.abc import AsyncGenerator, Sequence

from kiosk.apis.skiplino.habits import Habits
from kiosk.apis.skiplino.placing import placed_of
from kiosk.apis.skiplino.register import MOST_TICKETS, Register, by_id
from kiosk.apis.skiplino.said import told_of
from kiosk.apis.unoffered import Unoffered
from kiosk.domain.customer import Customer, CustomerId, Details, Identified
from kiosk.domain.ports import Clock
from kiosk.domain.reserving import Page
from kiosk.domain.theirs import Told
from kiosk.domain.ticket import Ticket


class SkiplinoPeople(Unoffered):
    """Customers: as `kiosk.domain.reserving.Customers`. NOT_OFFERED with a public key."""

    def __init__(self, register: Register, clock: Clock, habits: Habits) -> None:
        """`register` asks; clock and habits make tickets of what it is told."""
        self._register, self._clock, self._habits = register, clock, habits

    async def identify(
        self, phone: str, name: str = "", locale: str = ""
    ) -> Identified:
        """The customer of a phone number: they get a keyed hash of it, and the name."""
        return await self._register.identify(phone, name, locale)

    async def add_customer(self, details: Details) -> Customer:
        """A new customer."""
        return await self._register.add(details)

    async def customer(self, customer: CustomerId) -> Customer:
        """One customer."""
        return await self._register.one(customer)

    async def customer_called(self, external_id: str) -> Customer:
        """The customer with an external id."""
        return await self._register.called(external_id)

    async def customers_with(self, phone: str) -> Sequence[Customer]:
        """Who was identified by a phone number here: nobody there can be searched for by it."""
        return await self._register.with_phone(phone)

    async def change_customer(self, customer: CustomerId, details: Details) -> Customer:
        """Change what is told; what is "" is sent so, and stored as they like."""
        return await self._register.change(customer, details)

    async def forget_customer(self, customer: CustomerId) -> None:
        """Delete for good."""
        await self._register.forget(customer)

    async def customers(self, page: int = 1, limit: int = 10) -> Page[Customer]:
        """All customers, newest first. The lanes are among them."""
        return await self._register.page(page, limit)

    async def tickets_of(
        self, customer: CustomerId, page: int = 1, limit: int = MOST_TICKETS
    ) -> Page[Ticket]:
        """A customer's tickets, newest first; `limit` 1 to 10. Those of no branch are left out."""
        found = await self._register.tickets(by_id(customer), page, limit)
        shown = tuple(
            placed_of(one, self._habits, self._clock.now()).ticket
            for one in found.items
            if one.branch and one.service and one.number
        )
        return Page(shown, found.page, found.limit, found.total)

    def every_customer(self) -> AsyncGenerator[Customer]:
        """All customers page by page, each once; a list without an end is left at a cap."""
        return self._register.every()

    async def every_ticket_of(self, customer: CustomerId) -> AsyncGenerator[Told]:
        """All tickets of a customer in the same manner."""
        async for one in self._register.every_ticket(by_id(customer)):
            yield told_of(one, customer)
