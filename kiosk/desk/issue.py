"""Giving a number: once for each key, in order, without a gap."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from kiosk.desk.floor import Floor, refused
from kiosk.domain.branch import GroupId, NumberRange, Service
from kiosk.domain.day import BusinessDay
from kiosk.domain.events import Deed, TicketEvent
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
from kiosk.errors import KeyTrouble, KioskError, Reason, Refused

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

    The ticket as it was issued, with the place it had then. KeyTrouble KEY_REUSED when the key
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
    wait = None
    if None not in (receipt.wait_lo, receipt.wait_hi, receipt.wait_estimate):
        wait = WaitRange(receipt.wait_lo, receipt.wait_hi, receipt.wait_estimate)  # type: ignore[arg-type]
    place = Place(receipt.ahead, wait, receipt.at)
    return Placed(_as_issued(ticket), place, replayed=True)


def give_number(tx: Writing, wish: Wish) -> Placed:
    """Give the next number of the range. Refused FULL, NO_NUMBERS; KeyTrouble as `replay`."""
    before = replay(tx, wish.once)
    if before:
        return before
    if reason := out_of_numbers(tx, wish.day, wish.service, wish.numbers):
        raise refused(reason, wish.service)
    ahead = wish.floor.ahead(wish.service.id, tx.waiting(wish.day.branch))
    ticket = _add(tx, wish, _next_number(tx, wish))
    tx.add_event(_issued(ticket, wish.actor))
    wait = wish.floor.wait(wish.service.id, ahead, wish.at)
    if wish.once:
        tx.add_receipt(_receipt(wish.once, ticket, ahead, wait))
    return Placed(ticket, Place(ahead, wait, wish.at))


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


def _next_number(tx: Writing, wish: Wish) -> str:
    day, numbers = wish.day, wish.numbers
    count = tx.next_count(day.branch, day.seq, numbers.id, numbers.first)
    return number_text(numbers, count)


def _add(tx: Writing, wish: Wish, number: str) -> Ticket:
    """The ticket. A number that a range of a former description gave today is passed over."""
    for drawn in range(1, DRAWS + 1):
        ticket, code8 = wish.draw()
        try:
            return tx.add_ticket(
                Ticket(
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
                )
            )
        except Refused:
            if drawn == DRAWS:
                raise
            while tx.is_given(wish.day.branch, wish.day.seq, number):
                number = _next_number(tx, wish)
    raise AssertionError  # the last draw returns or raises


def _issued(ticket: Ticket, actor: str) -> TicketEvent:
    return TicketEvent(
        seq=0,
        at=ticket.joined_at,
        branch=ticket.branch,
        ticket=ticket.id,
        number=ticket.number,
        service=ticket.service,
        deed=Deed.ISSUE,
        old=None,
        new=ticket.status,
        actor=actor,
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


def _as_issued(ticket: Ticket) -> Ticket:
    return replace(
        ticket,
        status=Status.WAITING,
        status_at=ticket.joined_at,
        version=1,
        priority=0,
        keep_place=False,
        counter=None,
        called_at=None,
        call_count=0,
        serving_at=None,
        finished_at=None,
    )
