"""Appointments: held, booked, moved, kept and missed, each in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial

from kiosk.desk.issue import add_drawn, known_customer, replay, unused_number
from kiosk.desk.missing import rules_of
from kiosk.desk.offer import Offer, appointable, offer_at
from kiosk.desk.plan import Plan
from kiosk.desk.step import step, told
from kiosk.domain.booking import Booking, Hold, Wanted
from kiosk.domain.branch import BookingRules, BranchId, GroupId, LaneId
from kiosk.domain.checkin import check_in as window
from kiosk.domain.claims import held
from kiosk.domain.day import BusinessDay
from kiosk.domain.events import Deed
from kiosk.domain.ports import Once
from kiosk.domain.slots import Slot
from kiosk.domain.storing import Reading, Receipt, Writing
from kiosk.domain.ticket import Draft, Kind, Placed, Status, Ticket, TicketId
from kiosk.errors import (
    AlreadyBooked,
    BadInput,
    CheckInRefused,
    Reason,
    Refused,
)


@dataclass(frozen=True, slots=True)
class Reserving:
    """Everything known about a ticket with a time before the store is asked for it.

    `day` is the one that runs. `draw` gives an id and a code.
    """

    draft: Draft
    once: Once | None
    actor: str
    plan: Plan
    group: GroupId | None
    day: BusinessDay
    at: datetime
    draw: Callable[[], tuple[TicketId, str]]


@dataclass(frozen=True, slots=True)
class Reservation(Reserving):
    """An appointment."""

    start: datetime


def hold(
    tx: Writing, plan: Plan, wanted: Wanted, start: datetime, at: datetime
) -> Hold:
    """Keep a time for who types; what they held before is free again.

    Where it overlaps the time that is to be moved, that keeps it: it may yet stay.
    """
    if wanted.holder is None:
        raise BadInput(fields={"holder": "is missing"})
    holder = wanted.holder
    there = offer_at(tx, plan, wanted, start, at)
    slot, lane = there.take(start)
    wish = held(there.claims_for(slot, lane, holder), at, tx.claims_of(holder))
    booked = tx.claims_of(wanted.moving) if wanted.moving else ()
    theirs = {(claim.lane, claim.tick) for claim in booked}
    claims = [claim for claim in wish if (claim.lane, claim.tick) not in theirs]
    tx.free(holder)
    tx.claim(plan.branch.id, claims, {holder}, at)
    ends = wish[0].expires_at or at
    return Hold(holder, wanted.branch, wanted.service, slot.start, slot.end, ends)


def book(tx: Writing, wish: Reservation) -> Placed:
    """Book a time, once for each key. Errors as `kiosk.domain.ports.Backend.issue`."""
    before = replay(tx, wish.once)
    if before:
        return before
    draft, plan = wish.draft, wish.plan
    wanted = Wanted(draft.branch, draft.service, draft.staff, draft.holder)
    _, rules = appointable(plan, wanted)
    known_customer(tx, draft)
    _check_open(tx, draft, rules)
    there = offer_at(tx, plan, wanted, wish.start, wish.at)
    slot, lane = there.take(wish.start)
    booking = Booking(slot.end, lane, wish.at)
    ticket = add_booked(tx, wish, rules, slot.start, booking)
    _claim(tx, there, slot, lane, ticket)
    if wish.once:
        tx.add_receipt(Receipt(wish.once, ticket.id, 0, None, None, None, wish.at))
    return Placed(ticket, None)


def add_booked(
    tx: Writing,
    wish: Reserving,
    rules: BookingRules,
    start: datetime,
    booking: Booking,
) -> Ticket:
    """Store the ticket of a time; the time is for the caller to claim."""
    day = day_of(tx, wish.plan, wish.day, start, wish.at)
    make = partial(_booked, wish, day, start, booking)
    numbers = wish.plan.ranges[rules.range]
    ticket = add_drawn(tx, wish.draw, day, numbers, make)
    tx.add_event(told(ticket, Deed.BOOK, None, wish.at, wish.actor))
    return ticket


@dataclass(frozen=True, slots=True)
class Move:
    """Where an appointment is to be moved. `wanted.moving` is its ticket; `day` runs."""

    wanted: Wanted
    start: datetime
    plan: Plan
    day: BusinessDay
    at: datetime
    actor: str
    as_staff: bool = False


def reschedule(tx: Writing, ticket: Ticket, move: Move) -> Ticket:
    """Move an appointment: the new time is claimed before the old one is let go."""
    booking = ticket.booking
    if booking is None or ticket.start_at is None:
        detail = f"{ticket.number} is for no time"
        raise Refused(Reason.NOT_APPOINTABLE, detail=detail)
    if booking.session is not None:
        detail = f"{ticket.number} is in session {booking.session}: that is moved whole"
        raise Refused(Reason.NOT_ALLOWED_NOW, detail=detail)
    if move.start == ticket.start_at and not ticket.is_final:
        if move.wanted.holder:
            tx.free(move.wanted.holder)
        return ticket
    _, rules = appointable(move.plan, move.wanted)
    if not move.as_staff:
        _check_limits(ticket, booking, rules, move.at)
    there = offer_at(tx, move.plan, move.wanted, move.start, move.at)
    slot, lane = there.take(move.start)
    day = day_of(tx, move.plan, move.day, slot.start, move.at)
    if ticket.status is Status.WAITING and day.label != ticket.day:
        ticket = step(tx, ticket, Deed.UNDO_CHECK_IN, move.at, move.actor)
    _claim(tx, there, slot, lane, ticket)
    moved = replace(
        renumbered(tx, ticket, day, move.plan, rules),
        start_at=slot.start,
        booking=replace(
            booking, end_at=slot.end, lane=lane, changes=booking.changes + 1
        ),
    )
    return step(tx, moved, Deed.RESCHEDULE, move.at, move.actor)


def check_in(
    ticket: Ticket, plan: Plan, here: BranchId, today: date, at: datetime
) -> None:
    """CheckInRefused unless who has the ticket may check in at branch `here` now.

    Never before their business day begins: its turn would send them away again.
    """
    answer = window(ticket, rules_of(plan, ticket), here, today, at)
    reason, opens_at = answer.reason, answer.opens_at
    if ticket.day > today and reason in (None, Reason.WRONG_DAY):
        begins = plan.hours.day_begins(ticket.day)
        reason = reason or Reason.TOO_EARLY
        opens_at = max(opens_at or begins, begins)
    if reason:
        detail = f"{ticket.number}: {reason}"
        raise CheckInRefused(reason, detail=detail, opens_at=opens_at)


def check_cancel(ticket: Ticket, plan: Plan, at: datetime) -> None:
    """Refused NOT_CANCELLABLE when it is too late for the customer to cancel."""
    if ticket.status is not Status.BOOKED or ticket.start_at is None:
        return
    until = ticket.start_at - timedelta(minutes=rules_of(plan, ticket).cancel_until)
    if at > until:
        detail = f"{ticket.number} could be cancelled until {until.isoformat()}"
        raise Refused(Reason.NOT_CANCELLABLE, detail=detail)


def _check_open(view: Reading, draft: Draft, rules: BookingRules) -> None:
    if draft.customer is None:
        return
    theirs = view.open_times(draft.customer, draft.branch, draft.service)
    if len(theirs) >= rules.max_open:
        detail = f"{len(theirs)} open for {draft.service}, {rules.max_open} allowed"
        raise AlreadyBooked(detail=detail, ticket=theirs[0].id if theirs else "")


def _claim(tx: Writing, there: Offer, slot: Slot, lane: LaneId, ticket: Ticket) -> None:
    """Claim the new time over what is their own, then let go of the rest of that."""
    claims = there.claims_for(slot, lane, ticket.id)
    tx.claim(ticket.branch, claims, {*there.own, ticket.id}, there.now)
    tx.free(ticket.id, claims)
    if there.wanted.holder:
        tx.free(there.wanted.holder)


def day_of(
    tx: Writing, plan: Plan, running: BusinessDay, start: datetime, at: datetime
) -> BusinessDay:
    """The business day of a start: the one that runs, or one to come."""
    label = plan.hours.label(start)
    if label <= running.label:
        return running
    return tx.plan_day(plan.branch.id, label, at)


def renumbered(
    tx: Writing, ticket: Ticket, day: BusinessDay, plan: Plan, rules: BookingRules
) -> Ticket:
    """A number is good for its business day only."""
    if (ticket.day, ticket.day_seq) == (day.label, day.seq):
        return ticket
    number = unused_number(tx, day, plan.ranges[rules.range])
    return replace(ticket, number=number, day=day.label, day_seq=day.seq)


def _check_limits(
    ticket: Ticket, booking: Booking, rules: BookingRules, at: datetime
) -> None:
    if booking.changes >= rules.max_changes:
        detail = f"{ticket.number} was moved {booking.changes} times"
        raise Refused(Reason.NOT_ALLOWED_NOW, detail=detail)
    start = ticket.start_at or at
    if ticket.status is Status.BOOKED and at > start - timedelta(
        minutes=rules.cancel_until
    ):
        detail = f"{ticket.number} begins at {start.isoformat()}, too soon to move it"
        raise Refused(Reason.NOT_ALLOWED_NOW, detail=detail)


def _booked(
    wish: Reserving,
    day: BusinessDay,
    start: datetime,
    booking: Booking,
    name: TicketId,
    code8: str,
    number: str,
) -> Ticket:
    draft = wish.draft
    return Ticket(
        id=name,
        number=number,
        code8=code8,
        branch=draft.branch,
        group=wish.group,
        service=draft.service,
        day=day.label,
        day_seq=day.seq,
        kind=Kind.APPOINTMENT,
        status=Status.BOOKED,
        status_at=wish.at,
        joined_at=wish.at,
        rank_at=start,
        locale=draft.locale,
        source=draft.source,
        start_at=start,
        booking=booking,
        customer=draft.customer,
        care=draft.care,
    )
