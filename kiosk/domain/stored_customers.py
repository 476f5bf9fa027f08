"""What a store keeps of customers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from kiosk.domain.branch import BranchId, ServiceId
from kiosk.domain.customer import Customer, CustomerId
from kiosk.domain.ticket import Ticket


class CustomersRead(Protocol):
    """Questions about customers."""

    def customer(self, customer: CustomerId) -> Customer | None:
        """One customer, or None."""
        ...

    def customer_called(self, external_id: str) -> Customer | None:
        """The customer with an external id, or None."""
        ...

    def customers_with(self, phone_hash: str) -> Sequence[Customer]:
        """Customers with a phone number, the oldest first."""
        ...

    def phone_hash_of(self, customer: CustomerId) -> str | None:
        """The keyed hash a customer's phone is found by; None without one."""
        ...

    def customers(self, skip: int, most: int) -> Sequence[Customer]:
        """Customers, newest first."""
        ...

    def customer_count(self) -> int:
        """How many there are."""
        ...

    def tickets_of(
        self, customer: CustomerId, skip: int, most: int
    ) -> Sequence[Ticket]:
        """A customer's tickets, newest first."""
        ...

    def ticket_count_of(self, customer: CustomerId) -> int:
        """How many tickets a customer has."""
        ...

    def open_times(
        self, customer: CustomerId, branch: BranchId, service: ServiceId
    ) -> Sequence[Ticket]:
        """Appointments a customer has for a service and has not been called for yet; by
        `start_at`."""
        ...

    def open_tickets(
        self, customer: CustomerId, branch: BranchId, day_seq: int, most: int
    ) -> Sequence[Ticket]:
        """A customer's tickets of a business day that are not done with; by `start_at`, or by
        `joined_at` of who has none."""
        ...


class CustomersWritten(CustomersRead, Protocol):
    """Changes of customers."""

    def add_customer(self, customer: Customer, phone_hash: str | None) -> None:
        """Store a new customer. Refused CHANGED when the id or external id is taken."""
        ...

    def save_customer(self, customer: Customer, phone_hash: str | None) -> None:
        """Store a change. Refused CHANGED when the external id is taken."""
        ...

    def drop_customer(self, customer: CustomerId) -> bool:
        """Delete a customer and their account; their tickets stay, nobody's. Whether there was
        one."""
        ...

    def drop_guests(self, before: datetime) -> int:
        """Delete guests nothing was done for since `before` and who have no open ticket."""
        ...
