"""Claims, days to come and customers of a store that forgets."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from kiosk.domain.branch import BranchId, LaneId, ServiceId
from kiosk.domain.claims import Claim, is_live, overlong
from kiosk.domain.customer import Customer, CustomerId
from kiosk.domain.day import BusinessDay, planned_seq
from kiosk.domain.stored_times import Sought
from kiosk.domain.ticket import Status, Ticket
from kiosk.errors import Reason, Refused
from kiosk.store.tables import Tables

_TO_COME = frozenset({Status.REQUESTED, Status.BOOKED, Status.WAITING})


class MemoryTimes:
    """The part of `Writing` that is about times, over the tables."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def claims(self, branch: BranchId, ticks: range) -> Sequence[Claim]:
        rows = sorted(self._tables.claims.items())
        return [claim for key, claim in rows if key[0] == branch and key[1] in ticks]

    def claims_of(self, owner: str) -> Sequence[Claim]:
        rows = sorted(self._tables.claims.items(), key=lambda row: row[0][1:])
        return [claim for _, claim in rows if claim.owner == owner]

    def by_code(self, branch: BranchId, code8: str) -> Ticket | None:
        ticket = self._tables.codes.get((branch, code8))
        return None if ticket is None else self._tables.tickets[ticket]

    def begun(self, branch: BranchId, now: datetime) -> Sequence[Ticket]:
        return [
            ticket
            for ticket in self._timed(branch, Status.BOOKED)
            if ticket.start_at and ticket.start_at <= now
        ]

    def booked(self, branch: BranchId) -> Mapping[tuple[ServiceId, LaneId], int]:
        return Counter(
            (ticket.service, ticket.booking.lane)
            for ticket in self._timed(branch, Status.BOOKED)
            if ticket.booking
        )

    def checked_in(self, branch: BranchId) -> Sequence[Ticket]:
        return self._timed(branch, Status.WAITING)

    def appointments(
        self, sought: Sought, before: int | None, most: int
    ) -> Sequence[Ticket]:
        found = sorted(self._sought(sought), key=lambda ticket: -ticket.seq)
        return [one for one in found if before is None or one.seq < before][:most]

    def appointment_count(self, sought: Sought) -> int:
        return len(self._sought(sought))

    def _sought(self, sought: Sought) -> list[Ticket]:
        first, until = sought.first, sought.until
        return [
            ticket
            for ticket in self._tables.tickets.values()
            if ticket.start_at
            and ticket.branch == sought.branch
            and (sought.statuses is None or ticket.status in sought.statuses)
            and (not first or not until or first <= ticket.start_at < until)
        ]

    def _timed(self, branch: BranchId, status: Status) -> Sequence[Ticket]:
        found = [
            (ticket.start_at, ticket.seq, ticket)
            for ticket in self._tables.live.values()
            if ticket.start_at and (ticket.branch, ticket.status) == (branch, status)
        ]
        return [ticket for *_, ticket in sorted(found, key=lambda row: row[:2])]

    def claim(
        self,
        branch: BranchId,
        claims: Sequence[Claim],
        over: Collection[str],
        now: datetime,
    ) -> None:
        for claim in claims:
            key = (branch, claim.tick, claim.lane)
            there = self._tables.claims.get(key)
            if there and there.owner not in over and is_live(there, now):
                where = f"lane {claim.lane} is taken at tick {claim.tick}"
                raise Refused(Reason.SLOT_TAKEN, detail=where)
            self._tables.put(self._tables.claims, key, claim)

    def free(self, owner: str, keep: Sequence[Claim] = ()) -> int:
        kept = {(claim.lane, claim.tick) for claim in keep}
        return self._drop_claims(
            lambda claim: claim.owner == owner and (claim.lane, claim.tick) not in kept
        )

    def drop_claims(self, branch: BranchId, before: int) -> int:
        return self._drop_claims(lambda claim: claim.tick < before, branch)

    def drop_holds(self, now: datetime) -> int:
        latest = overlong(now)
        return self._drop_claims(
            lambda claim: (
                claim.expires_at is not None
                and (claim.expires_at > latest or not is_live(claim, now))
            )
        )

    def _drop_claims(
        self, which: Callable[[Claim], bool], branch: BranchId | None = None
    ) -> int:
        rows = self._tables.claims.items()
        keys = [k for k, claim in rows if which(claim) and branch in (None, k[0])]
        for key in keys:
            self._tables.drop(self._tables.claims, key)
        return len(keys)

    def plan_day(self, branch: BranchId, label: date, at: datetime) -> BusinessDay:
        key = (branch, planned_seq(label))
        day = self._tables.days.get(key) or BusinessDay(branch, key[1], label, at)
        self._tables.put(self._tables.days, key, day)
        return day

    def take_over_plans(self, day: BusinessDay) -> None:
        """What was given for a day before it began is the day's own."""
        tables, planned = self._tables, (day.branch, planned_seq(day.label))
        for ticket in list(tables.tickets.values()):
            if (ticket.branch, ticket.day_seq) == planned:
                moved = replace(ticket, day_seq=day.seq)
                tables.put(tables.tickets, ticket.id, moved)
                if ticket.id in tables.live:
                    tables.put(tables.live, ticket.id, moved)
        for table in (tables.counts, tables.numbers):
            for key in [key for key in table if key[:2] == planned]:
                tables.put(table, (day.branch, day.seq, key[2]), table[key])
                tables.drop(table, key)
        tables.drop(tables.days, planned)


class MemoryCustomers:
    """The part of `Writing` that is about customers, over the tables."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def customer(self, customer: CustomerId) -> Customer | None:
        row = self._tables.customers.get(customer)
        return row[1] if row else None

    def customer_called(self, external_id: str) -> Customer | None:
        rows = self._tables.customers.values()
        return next((one for _, one, _ in rows if one.external_id == external_id), None)

    def customers_with(self, phone_hash: str) -> Sequence[Customer]:
        rows = sorted(self._tables.customers.values(), key=lambda row: row[0])
        return [one for _, one, theirs in rows if theirs == phone_hash]

    def phone_hash_of(self, customer: CustomerId) -> str | None:
        row = self._tables.customers.get(customer)
        return row[2] if row else None

    def customers(self, skip: int, most: int) -> Sequence[Customer]:
        rows = sorted(self._tables.customers.values(), key=lambda row: -row[0])
        return [one for _, one, _ in rows[skip : skip + most]]

    def customer_count(self) -> int:
        return len(self._tables.customers)

    def tickets_of(
        self, customer: CustomerId, skip: int, most: int
    ) -> Sequence[Ticket]:
        return self._tickets_of(customer)[skip : skip + most]

    def ticket_count_of(self, customer: CustomerId) -> int:
        return len(self._tickets_of(customer))

    def open_times(
        self, customer: CustomerId, branch: BranchId, service: ServiceId
    ) -> Sequence[Ticket]:
        found = (
            ticket
            for ticket in self._tickets_of(customer)
            if (ticket.branch, ticket.service) == (branch, service)
            and ticket.start_at is not None
            and ticket.status in _TO_COME
        )
        return sorted(found, key=_first_come)

    def open_tickets(
        self, customer: CustomerId, branch: BranchId, day_seq: int, most: int
    ) -> Sequence[Ticket]:
        found = (
            ticket
            for ticket in self._tickets_of(customer)
            if (ticket.branch, ticket.day_seq) == (branch, day_seq)
            and not ticket.is_final
        )
        return sorted(found, key=_first_come)[:most]

    def _tickets_of(self, customer: CustomerId) -> list[Ticket]:
        theirs = (t for t in self._tables.tickets.values() if t.customer == customer)
        return sorted(theirs, key=lambda ticket: -ticket.seq)

    def add_customer(self, customer: Customer, phone_hash: str | None) -> None:
        rows = self._tables.customers
        if customer.id in rows:
            raise Refused(Reason.CHANGED, detail=f"{customer.id} exists already")
        newest = max((seq for seq, _, _ in rows.values()), default=0)
        self._put_customer(newest + 1, customer, phone_hash)

    def save_customer(self, customer: Customer, phone_hash: str | None) -> None:
        row = self._tables.customers.get(customer.id)
        if row:
            self._put_customer(row[0], customer, phone_hash)

    def _put_customer(
        self, seq: int, customer: Customer, phone_hash: str | None
    ) -> None:
        called = customer.external_id
        there = None if called is None else self.customer_called(called)
        if there and there.id != customer.id:
            raise Refused(Reason.CHANGED, detail="the external id is taken")
        row = (seq, customer, phone_hash)
        self._tables.put(self._tables.customers, customer.id, row)

    def drop_customer(self, customer: CustomerId) -> bool:
        tables = self._tables
        for ticket in self._tickets_of(customer):
            nobodys = replace(ticket, customer=None)
            tables.put(tables.tickets, ticket.id, nobodys)
            if ticket.id in tables.live:
                tables.put(tables.live, ticket.id, nobodys)
        for account in [*tables.accounts.values()]:
            if account.customer == customer:
                tables.drop(tables.accounts, account.email)
        was_there = customer in tables.customers
        tables.drop(tables.customers, customer)
        return was_there

    def drop_guests(self, before: datetime) -> int:
        done = [
            one.id
            for _, one, _ in self._tables.customers.values()
            if one.guest
            and one.updated_at < before
            and all(
                ticket.is_final and ticket.status_at < before
                for ticket in self._tickets_of(one.id)
            )
        ]
        for guest in done:
            self.drop_customer(guest)
        return len(done)


def _first_come(ticket: Ticket) -> tuple[datetime, int]:
    return ticket.start_at or ticket.joined_at, ticket.seq
