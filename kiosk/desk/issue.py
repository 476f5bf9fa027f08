"""Giving a number: once for each key, in order, without a gap."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final

from kiosk.desk.ahead import before_newcomers
from kiosk.desk.floor import Floor, refused
from kiosk.desk.step import told
from kiosk.domain.booking import Booking
from kiosk.domain.branch import GroupId, NumberRange, Service, ServiceId
from kiosk.domain.day import BusinessDay
from kiosk.domain.events import Deed
from kiosk.domain.numbering import has_number, number_text
from kiosk.domain.ports import Once
from kiosk.domain.storing import Reading, Receipt, Writing
from kiosk.domain.ticket import (
    Draft,
    Kind,
    Place,
    Placed,
    Status,
    Ticket,
    TicketId,
    WaitRange,
)
from kiosk.errors import BadInput, KeyTrouble, KioskError, Reason, Refused

DRAWS: Final = 5
"""How often an id and a code are drawn anew when they are taken."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Everything known about a number before the store is asked for it.

    `rank_at` is its place in the queue. `draw` gives an id and a code.
    """

    draft: Draft
    once: Once | None
    actor: str
    floor: Floor
    day: BusinessDay
    service: Service
    group: GroupId | None
    numbers: NumberRange
    at: datetime
    rank_at: datetime
    draw: Callable[[], tuple[TicketId, str]]


def replay(view: Reading, once: Once | None) -> Placed | None:
    """What was answered when `once` was first used; None for a fresh key.

    The ticket as it was issued, with the place it had then; an appointment as it was booked, with
    the time it has now. KeyTrouble KEY_REUSED when the key
    was used for something else.
    """
    receipt = view.receipt(once.owner, once.key) if once else None
    if once is None or receipt is None:
        return None
    if receipt.once.fingerprint != once.fingerprint:
        raise KeyTrouble(Reason.KEY_REUSED, detail="the key belongs to another request")
    ticket = view.ticket(receipt.ticket)
    if ticket is None:
        raise KioskError(detail=f"a receipt without its ticket {receipt.ticket}")
    first = _as_issued(ticket, view.history(ticket.id)[0].service, receipt.at)
    wait = None
    if None not in (receipt.wait_lo, receipt.wait_hi, receipt.wait_estimate):
        wait = WaitRange(receipt.wait_lo, receipt.wait_hi, receipt.wait_estimate)  # type: ignore[arg-type]
    if ticket.booking:
        return Placed(_as_booked(first, ticket.booking), None, replayed=True)
    place = Place(receipt.ahead, wait, receipt.at)
    return Placed(first, place, replayed=True)


def give_number(tx: Writing, wish: Wish) -> Placed:
    """Give the next number of the range. Refused CLOSED for a day that was closed meanwhile,
    FULL, NO_NUMBERS; KeyTrouble as `replay`."""
    before = replay(tx, wish.once)
    if before:
        return before
    reason = Reason.CLOSED if wish.floor.is_day_closed else None
    reason = reason or out_of_numbers(tx, wish.day, wish.service, wish.numbers)
    if reason:
        raise refused(reason, wish.service)
    known_customer(tx, wish.draft)
    before_them = before_newcomers(tx, wish.day.branch, wish.at)
    ahead = wish.floor.ahead(wish.service.id, before_them)
    ticket = add_drawn(tx, wish.draw, wish.day, wish.numbers, partial(_walkin, wish))
    tx.add_event(told(ticket, Deed.ISSUE, None, wish.at, wish.actor))
    wait = wish.floor.wait(wish.service.id, ahead, wish.at)
    if wish.once:
        tx.add_receipt(_receipt(wish.once, ticket, ahead, wait))
    return Placed(ticket, Place(ahead, wait, wish.at))


def known_customer(view: Reading, draft: Draft) -> None:
    """BadInput for a customer there is none of."""
    if draft.customer is not None and view.customer(draft.customer) is None:
        raise BadInput(fields={"customer": "does not exist"})


def out_of_numbers(
    view: Reading, day: BusinessDay, service: Service, numbers: NumberRange
) -> Reason | None:
    """Whether the day's numbers are given out: FULL for the service, NO_NUMBERS for its range."""
    most = service.max_tickets_day
    if most is not None and view.issued(day.branch, day.seq, service.id) >= most:
        return Reason.FULL
    if numbers.last is None:
        return None
    last = view.last_number(day.branch, day.seq, numbers.id)
    count = numbers.first if last is None else last + 1
    return None if has_number(numbers, count) else Reason.NO_NUMBERS


def add_drawn(
    tx: Writing,
    draw: Callable[[], tuple[TicketId, str]],
    day: BusinessDay,
    numbers: NumberRange,
    make: Callable[[TicketId, str, str], Ticket],
) -> Ticket:
    """Store a ticket made of an id, a code and the next number. Refused NO_NUMBERS.

    A number that a range of a former description gave that day is passed over.
    """
    number = _next_number(tx, day, numbers)
    for drawn in range(1, DRAWS + 1):
        try:
            return tx.add_ticket(make(*draw(), number))
        except Refused:
            if drawn == DRAWS:
                raise
            number = _unused(tx, day, numbers, number)
    raise AssertionError  # the last draw returns or raises


def unused_number(tx: Writing, day: BusinessDay, numbers: NumberRange) -> str:
    """The next number of a range that nobody has that day. Refused NO_NUMBERS."""
    return _unused(tx, day, numbers, _next_number(tx, day, numbers))


def _unused(tx: Writing, day: BusinessDay, numbers: NumberRange, number: str) -> str:
    while tx.is_given(day.branch, day.seq, number):
        number = _next_number(tx, day, numbers)
    return number


def _next_number(tx: Writing, day: BusinessDay, numbers: NumberRange) -> str:
    count = tx.next_count(day.branch, day.seq, numbers.id, numbers.first)
    return number_text(numbers, count)


def _walkin(wish: Wish, ticket: TicketId, code8: str, number: str) -> Ticket:
    return Ticket(
        id=ticket,
        number=number,
        code8=code8,
        branch=wish.day.branch,
        group=wish.group,
        service=wish.service.id,
        day=wish.day.label,
        day_seq=wish.day.seq,
        kind=Kind.WALKIN,
        status=Status.WAITING,
        status_at=wish.at,
        joined_at=wish.at,
        rank_at=wish.rank_at,
        locale=wish.draft.locale,
        source=wish.draft.source,
        customer=wish.draft.customer,
    )


def _receipt(once: Once, ticket: Ticket, ahead: int, wait: WaitRange | None) -> Receipt:
    return Receipt(
        once=once,
        ticket=ticket.id,
        ahead=ahead,
        wait_lo=wait.lo if wait else None,
        wait_hi=wait.hi if wait else None,
        wait_estimate=wait.estimate if wait else None,
        at=ticket.joined_at,
    )


def _as_booked(first: Ticket, booking: Booking) -> Ticket:
    return replace(
        first,
        status=Status.BOOKED,
        status_at=booking.booked_at,
        joined_at=booking.booked_at,
        rank_at=first.start_at or first.rank_at,
    )


def _as_issued(ticket: Ticket, service: ServiceId, at: datetime) -> Ticket:
    """Its group is not known any more when it went on to another service."""
    return replace(
        ticket,
        group=ticket.group if ticket.service == service else None,
        service=service,
        status=Status.WAITING,
        status_at=at,
        joined_at=at,
        rank_at=ticket.rank_at if ticket.joined_at == at else at,
        care=None,
        version=1,
        priority=0,
        keep_place=False,
        counter=None,
        called_at=None,
        call_count=0,
        serving_at=None,
        finished_at=None,
    )
