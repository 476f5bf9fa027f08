"""The desk's part about customers."""

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from kiosk.desk.customers import found
from kiosk.desk.ground import Ground
from kiosk.domain.branch import BranchId
from kiosk.domain.customer import Customer, CustomerId, Details, Identified
from kiosk.domain.reserving import MOST_A_PAGE, Page
from kiosk.domain.storing import Reading, Writing
from kiosk.domain.ticket import Placed, Ticket
from kiosk.errors import BadInput, NotFound

MOST_PAGES: Final = 1_000_000

MOST_BY_PHONE: Final = 10
"""Tickets shown to who types a phone number."""


class CustomerDesk(Ground):
    """`kiosk.domain.reserving.Customers` over the store."""

    @cached_property
    def _finds_phones(self) -> bool:
        """Whether the secret belongs to the database; neither changes while it is open."""
        return self._store.read(self._book.fits)

    async def identify(
        self, phone: str, name: str = "", locale: str = ""
    ) -> Identified:
        """The customer with a phone number, made when there is none."""
        told = Details(name=name, locale=locale)
        new, at = self._draw_customer(), self._now()
        return await self._store.write(
            lambda tx: self._book.identify(tx, new, phone, told, at)
        )

    async def add_customer(self, details: Details) -> Customer:
        """A new customer."""
        new, at = self._draw_customer(), self._now()
        return await self._store.write(lambda tx: self._book.add(tx, new, details, at))

    async def customer(self, customer: CustomerId) -> Customer:
        """One customer. NotFound."""
        return self._store.read(lambda view: found(view, customer))

    async def customer_called(self, external_id: str) -> Customer:
        """The customer with an external id. NotFound."""
        known = self._store.read(lambda view: view.customer_called(external_id))
        if known is None:
            raise NotFound(detail="no customer with this external id")
        return known

    async def customers_with(self, phone: str) -> Sequence[Customer]:
        """Who has a phone number, the oldest first."""
        phone_hash = self._book.phone_hash(phone)
        return self._store.read(lambda view: view.customers_with(phone_hash))

    async def by_phone(self, branch: BranchId, phone: str) -> Sequence[Placed]:
        """What who has a phone number has of the running day; `Appointments` says more."""
        floor = self._floor(branch)
        phone_hash = self._book.phone_hash(phone)
        now = await self._settled(floor)
        day = floor.day.seq if floor.day else 0

        def question(view: Reading) -> Sequence[Placed]:
            found = [
                ticket
                for customer in view.customers_with(phone_hash)
                for ticket in view.open_tickets(customer.id, branch, day, MOST_BY_PHONE)
            ]
            found.sort(key=lambda one: (one.start_at or one.joined_at, one.seq))
            return [self._placed(view, one.id, now) for one in found[:MOST_BY_PHONE]]

        return self._store.read(question)

    async def change_customer(self, customer: CustomerId, details: Details) -> Customer:
        """Change what `details` tells."""
        at = self._now()
        return await self._store.write(
            lambda tx: self._book.change(tx, customer, details, at)
        )

    async def forget_customer(self, customer: CustomerId) -> None:
        """Delete for good. NotFound."""

        def change(tx: Writing) -> None:
            found(tx, customer)
            tx.drop_customer(customer)

        await self._store.write(change)

    async def customers(self, page: int = 1, limit: int = 10) -> Page[Customer]:
        """All customers, newest first."""
        skip = _skip(page, limit)

        def question(view: Reading) -> Page[Customer]:
            items = tuple(view.customers(skip, limit))
            return Page(items, page, limit, view.customer_count())

        return self._store.read(question)

    async def tickets_of(
        self, customer: CustomerId, page: int = 1, limit: int = 10
    ) -> Page[Ticket]:
        """A customer's tickets, newest first."""
        skip = _skip(page, limit)

        def question(view: Reading) -> Page[Ticket]:
            found(view, customer)
            items = tuple(view.tickets_of(customer, skip, limit))
            return Page(items, page, limit, view.ticket_count_of(customer))

        return self._store.read(question)


def _skip(page: int, limit: int) -> int:
    """How many come before a page. BadInput."""
    if not 1 <= page <= MOST_PAGES:
        raise BadInput(fields={"page": f"is not 1 to {MOST_PAGES}"})
    if not 1 <= limit <= MOST_A_PAGE:
        raise BadInput(fields={"limit": f"is not 1 to {MOST_A_PAGE}"})
    return (page - 1) * limit
