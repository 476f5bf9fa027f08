"""Customers in SQLite."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Final

import apsw

from kiosk.domain.branch import BranchId, ServiceId
from kiosk.domain.customer import Customer, CustomerId
from kiosk.domain.ticket import Ticket
from kiosk.errors import Reason, Refused
from kiosk.store.cursor import Cursor
from kiosk.store.rows import TICKET, Row, instant, ms, to_ticket

_CUSTOMER: Final = (
    "SELECT id, created_at, updated_at, external_id, name, email, phone, phone_tail, "
    "locale, metadata, guest FROM customer "
)
_TICKETS: Final = f"{TICKET} WHERE customer = ? ORDER BY seq DESC LIMIT ? OFFSET ?"
_OPEN_TIMES: Final = (
    f"{TICKET} WHERE customer = ? AND branch = ? AND service = ? "
    "AND start_at IS NOT NULL AND status IN ('requested', 'booked', 'waiting') "
    "ORDER BY start_at, seq"
)
_OPEN_TICKETS: Final = (
    f"{TICKET} WHERE customer = ? AND branch = ? AND day_seq = ? AND status IN "
    "('requested', 'booked', 'waiting', 'called', 'serving', 'parked') "
    "ORDER BY coalesce(start_at, joined_at), seq LIMIT ?"
)
_ADD: Final = (
    "INSERT INTO customer (id, created_at, updated_at, external_id, name, email, "
    "phone, phone_tail, locale, metadata, guest, phone_hash) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_SAVE: Final = (
    "UPDATE customer SET created_at = ?, updated_at = ?, external_id = ?, name = ?, "
    "email = ?, phone = ?, phone_tail = ?, locale = ?, metadata = ?, guest = ?, "
    "phone_hash = ? WHERE id = ?"
)
_GUESTS_DONE: Final = (
    "SELECT id FROM customer WHERE guest = 1 AND updated_at < ? AND NOT EXISTS "
    "(SELECT 1 FROM ticket WHERE ticket.customer = customer.id AND (status_at >= ? "
    "OR status NOT IN ('served', 'no_show', 'cancelled', 'expired')))"
)


class Customers(Cursor):
    """`kiosk.domain.stored_customers.CustomersRead`."""

    def customer(self, customer: CustomerId) -> Customer | None:
        """One customer, or None."""
        row = self._row(f"{_CUSTOMER} WHERE id = ?", customer)
        return _to_customer(row) if row else None

    def customer_called(self, external_id: str) -> Customer | None:
        """The customer with an external id, or None."""
        row = self._row(f"{_CUSTOMER} WHERE external_id = ?", external_id)
        return _to_customer(row) if row else None

    def customers_with(self, phone_hash: str) -> Sequence[Customer]:
        """Customers with a phone number, the oldest first."""
        rows = self._rows(f"{_CUSTOMER} WHERE phone_hash = ? ORDER BY seq", phone_hash)
        return [_to_customer(row) for row in rows]

    def phone_hash_of(self, customer: CustomerId) -> str | None:
        """What a customer is found by, or None."""
        row = self._row("SELECT phone_hash FROM customer WHERE id = ?", customer)
        return row[0] if row else None

    def customers(self, skip: int, most: int) -> Sequence[Customer]:
        """Customers, newest first."""
        sql = f"{_CUSTOMER} ORDER BY seq DESC LIMIT ? OFFSET ?"
        return [_to_customer(row) for row in self._rows(sql, most, skip)]

    def customer_count(self) -> int:
        """How many there are."""
        ((count,),) = self._rows("SELECT count(*) FROM customer")
        return int(count)

    def tickets_of(
        self, customer: CustomerId, skip: int, most: int
    ) -> Sequence[Ticket]:
        """A customer's tickets, newest first."""
        return [to_ticket(row) for row in self._rows(_TICKETS, customer, most, skip)]

    def ticket_count_of(self, customer: CustomerId) -> int:
        """How many tickets a customer has."""
        sql = "SELECT count(*) FROM ticket WHERE customer = ?"
        ((count,),) = self._rows(sql, customer)
        return int(count)

    def open_times(
        self, customer: CustomerId, branch: BranchId, service: ServiceId
    ) -> Sequence[Ticket]:
        """Appointments a customer has for a service."""
        rows = self._rows(_OPEN_TIMES, customer, branch, service)
        return [to_ticket(row) for row in rows]

    def open_tickets(
        self, customer: CustomerId, branch: BranchId, day_seq: int, most: int
    ) -> Sequence[Ticket]:
        """A customer's tickets of a business day that are not done with."""
        rows = self._rows(_OPEN_TICKETS, customer, branch, day_seq, most)
        return [to_ticket(row) for row in rows]


class CustomersChanged(Customers):
    """`kiosk.domain.stored_customers.CustomersWritten`."""

    def add_customer(self, customer: Customer, phone_hash: str | None) -> None:
        """Store a new customer."""
        self._put(_ADD, customer.id, *_from_customer(customer), phone_hash)

    def save_customer(self, customer: Customer, phone_hash: str | None) -> None:
        """Store a change."""
        self._put(_SAVE, *_from_customer(customer), phone_hash, customer.id)

    def _put(self, sql: str, *values: object) -> None:
        try:
            self._do(sql, *values)
        except apsw.ConstraintError as error:
            raise Refused(Reason.CHANGED, detail=str(error)) from error

    def drop_customer(self, customer: CustomerId) -> bool:
        """Delete a customer and their account; their tickets stay, nobody's."""
        self._do("DELETE FROM account WHERE customer = ?", customer)
        self._do("UPDATE ticket SET customer = NULL WHERE customer = ?", customer)
        self._do("DELETE FROM customer WHERE id = ?", customer)
        return self._connection.changes() > 0

    def drop_guests(self, before: datetime) -> int:
        """Delete guests nothing was done for since `before`."""
        done = self._rows(_GUESTS_DONE, ms(before), ms(before))
        for (guest,) in done:
            self.drop_customer(guest)
        return len(done)


def _to_customer(row: Row) -> Customer:
    return Customer(
        id=row[0],
        created_at=instant(row[1]),
        updated_at=instant(row[2]),
        external_id=row[3],
        name=row[4],
        email=row[5],
        phone=row[6],
        phone_tail=row[7],
        locale=row[8],
        metadata=json.loads(row[9]),
        guest=bool(row[10]),
    )


def _from_customer(customer: Customer) -> Row:
    """All but the id, in the order of `_ADD`."""
    return (
        ms(customer.created_at),
        ms(customer.updated_at),
        customer.external_id,
        customer.name,
        customer.email,
        customer.phone,
        customer.phone_tail,
        customer.locale,
        json.dumps(dict(customer.metadata)),
        customer.guest,
    )
