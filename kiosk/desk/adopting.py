"""Standing in for another system's row: made once, and moved as theirs moves.

What was done here is not undone by their word. Whom they call is not called here, and who checked
in here waits, whatever they say; only what ends theirs, or gives it another time, moves ours.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from kiosk.desk.floor import Floor
from kiosk.desk.issue import DRAWS, unused_number
from kiosk.desk.plan import Plan
from kiosk.desk.step import keep, step, told
from kiosk.domain.booking import Booking
from kiosk.domain.branch import LaneId, NumberRange, Service
from kiosk.domain.customer import CustomerId
from kiosk.domain.day import BusinessDay
from kiosk.domain.events import Deed
from kiosk.domain.storing import Receipt, Writing
from kiosk.domain.theirs import Adoption
from kiosk.domain.ticket import Kind, Status, Theirs, Ticket, TicketId
from kiosk.errors import NotFound, Refused
from kiosk.text import clean

NO_LANE: Final = LaneId("theirs")
"""The lane of a time that another system keeps: no lane of ours."""

SETTLING: Final = timedelta(minutes=1)
"""How far a list of theirs may be behind what was done here."""

_LONGEST_NUMBER: Final = 8

_STANDS: Final = frozenset({Status.REQUESTED, Status.BOOKED, Status.WAITING})
"""Who has not been called yet."""

_MISSED: Final = frozenset({Status.NO_SHOW, Status.EXPIRED})
"""Who comes back with a new time."""

_ENDS: Final = MappingProxyType(
    {
        Status.CANCELLED: Deed.CANCEL,
        Status.SERVED: Deed.COMPLETE,
        Status.NO_SHOW: Deed.NO_SHOW,
        Status.EXPIRED: Deed.EXPIRE,
    }
)


@dataclass(frozen=True, slots=True)
class Adopting:
    """Everything known of an adoption before the store is asked for it. `day` runs."""

    wish: Adoption
    floor: Floor
    day: BusinessDay
    at: datetime
    draw: Callable[[], tuple[TicketId, str]]
    customer: Callable[[Writing], CustomerId | None]

    @property
    def plan(self) -> Plan:
        """The branch's description."""
        return self.floor.plan

    @property
    def start(self) -> datetime | None:
        """When theirs begins, to the milliseconds that are kept."""
        start = self.wish.told.start
        return start and start.replace(microsecond=start.microsecond // 1000 * 1000)

    @property
    def theirs(self) -> Theirs:
        """What is kept of theirs."""
        said = self.wish.told
        return Theirs(self.wish.system, said.id, clean(said.word, 40), self.at)


def adopt(tx: Writing, asked: Adopting) -> Ticket:
    """The ticket that stands for theirs. NotFound (service)."""
    wish = asked.wish
    there = tx.by_theirs(wish.system, wish.told.id)
    former = wish.instead or tx.moved_from(wish.system, wish.told.id)
    if there is None and former:
        there = tx.by_theirs(wish.system, former)
    ticket = _brought_up(tx, there, asked) if there else _made(tx, asked)
    if wish.once and tx.receipt(wish.once.owner, wish.once.key) is None:
        at = asked.at
        tx.add_receipt(Receipt(wish.once, ticket.id, 0, None, None, None, at))
    return ticket


def _made(tx: Writing, asked: Adopting) -> Ticket:
    service = _service(asked)
    customer = asked.wish.customer or asked.customer(tx)
    start = asked.start
    day = asked.day if start is None else _day_of(tx, asked, start)
    numbers = _range(asked.plan, service, timed=start is not None)
    drafted = replace(
        _drafted(asked, service, day), customer=customer, theirs=asked.theirs
    )
    number = _their_number(tx, asked, day) or unused_number(tx, day, numbers)
    ticket = _added(tx, asked, replace(drafted, number=number))
    deed = Deed.ISSUE if start is None else Deed.BOOK
    why = (
        "" if asked.wish.told.service else f"{asked.wish.system}: for what is not told"
    )
    tx.add_event(told(ticket, deed, None, asked.at, asked.wish.actor, why))
    return _restated(tx, ticket, ticket, asked)


def _service(asked: Adopting) -> Service:
    """What theirs is for. Where they do not say: what who gives it gives first, else the first
    service with times; whoever has a time is to be called, even if at the wrong counter."""
    plan, said = asked.plan, asked.wish.told
    if said.service is not None:
        known = plan.services.get(said.service)
        timed = [known] if known else []
    else:
        every = plan.branch.services
        timed = [one for one in every if one.appointable and one.places is None]
        lanes = [one for one in plan.branch.lanes if one.staff == said.staff != ""]
        timed.sort(key=lambda one: not any(lane.serves(one.id) for lane in lanes))
    if not timed:
        raise NotFound(detail=f"no such service in {asked.wish.branch}")
    return timed[0]


def _drafted(asked: Adopting, service: Service, day: BusinessDay) -> Ticket:
    """Without the id, the code and the number that are drawn for it."""
    wish, start = asked.wish, asked.start
    group = wish.group or getattr(asked.plan.branch.group_of(service.id), "id", None)
    timed = start is not None
    return Ticket(
        id=TicketId(""),
        number="",
        code8="",
        branch=wish.branch,
        group=group,
        service=service.id,
        day=day.label,
        day_seq=day.seq,
        kind=Kind.APPOINTMENT if timed else Kind.WALKIN,
        status=Status.BOOKED if timed else Status.WAITING,
        status_at=asked.at,
        joined_at=asked.at,
        rank_at=start or asked.floor.rank(asked.at),
        locale=wish.locale or asked.plan.branch.default_locale,
        source=wish.source or wish.system,
        start_at=start,
        booking=_booking(asked, service, start) if start else None,
    )


def _booking(asked: Adopting, service: Service, start: datetime) -> Booking:
    said = asked.wish.told
    rules = service.booking
    usual = start + timedelta(minutes=rules.minutes if rules else service.minutes)
    lanes = {*(lane.id for lane in asked.plan.branch.lanes)}
    lane = LaneId(said.staff)
    return Booking(
        end_at=said.end if said.end and said.end > start else usual,
        lane=lane if lane in lanes else NO_LANE,
        booked_at=min(said.booked_at or asked.at, asked.at),
    )


def _added(tx: Writing, asked: Adopting, drafted: Ticket) -> Ticket:
    """Stored under an id and a code that nobody has."""
    for drawn in range(1, DRAWS + 1):
        name, code8 = asked.draw()
        try:
            return tx.add_ticket(replace(drafted, id=name, code8=code8))
        except Refused:
            if drawn == DRAWS:
                raise
    raise AssertionError  # the last draw returns or raises


def _their_number(tx: Writing, asked: Adopting, day: BusinessDay) -> str:
    """What they call the customer by, with -2, -3 … behind it when somebody is called so here;
    "" where they don't say."""
    said = clean(asked.wish.told.number, _LONGEST_NUMBER)
    number, nth = said, 1
    while said and tx.is_given(day.branch, day.seq, number):
        nth += 1
        number = f"{said}-{nth}"
    return number


def _range(plan: Plan, service: Service, *, timed: bool) -> NumberRange:
    """Where our number comes from."""
    rules = service.booking if timed else None
    return plan.ranges[rules.range if rules else service.range]


def _day_of(tx: Writing, asked: Adopting, start: datetime) -> BusinessDay:
    """The business day of a start: the one that runs, or one to come."""
    label = asked.plan.hours.label(start)
    if label <= asked.day.label:
        return asked.day
    return tx.plan_day(asked.wish.branch, label, asked.at)


def _brought_up(tx: Writing, ticket: Ticket, asked: Adopting) -> Ticket:
    """A ticket after what they say of it now."""
    known, said = ticket.theirs, asked.wish.told
    if known is None:
        return ticket
    if not asked.wish.certain and asked.at - known.seen_at < SETTLING:
        return ticket
    start = asked.start
    moved = start is not None and ticket.booking and start != ticket.start_at
    same = (known.id, known.word) == (said.id, asked.theirs.word)
    if same and not moved and not _is_news(ticket, said.status, asked):
        return ticket
    now = replace(ticket, theirs=asked.theirs)
    comes_back = ticket.status in _MISSED and said.status in _STANDS
    if moved and start and (ticket.status in _STANDS or comes_back):
        now = ticket = _moved(tx, now, start, asked)
    return _restated(tx, ticket, now, asked)


def _moved(tx: Writing, ticket: Ticket, start: datetime, asked: Adopting) -> Ticket:
    """At its new time; on another day with another number, and not here any more."""
    day = _day_of(tx, asked, start)
    at, actor = asked.at, asked.wish.actor
    if ticket.status is Status.WAITING and day.label != ticket.day:
        ticket = step(tx, ticket, Deed.UNDO_CHECK_IN, at, actor)
    moved = _with_time(ticket, start, asked)
    if ticket.status in _MISSED:
        moved = replace(moved, status=Status.BOOKED, status_at=at, rank_at=start)
    if (ticket.day, ticket.day_seq) != (day.label, day.seq):
        number = _their_number(tx, asked, day) or _our_number(tx, asked, ticket, day)
        moved = replace(moved, number=number, day=day.label, day_seq=day.seq)
    return keep(tx, ticket, moved, Deed.RESCHEDULE, at, actor)


def _our_number(tx: Writing, asked: Adopting, ticket: Ticket, day: BusinessDay) -> str:
    """Of the range of its service, as long as there is one."""
    service = asked.plan.services.get(ticket.service)
    if service is None:
        raise NotFound(detail=f"no service {ticket.service} in {ticket.branch}")
    return unused_number(tx, day, _range(asked.plan, service, timed=True))


def _with_time(ticket: Ticket, start: datetime, asked: Adopting) -> Ticket:
    booking, end = ticket.booking, asked.wish.told.end
    if booking is None:
        return ticket
    length = booking.end_at - (ticket.start_at or start)
    return replace(
        ticket,
        start_at=start,
        booking=replace(
            booking,
            end_at=end if end and end > start else start + length,
            changes=booking.changes + 1,
        ),
    )


def _restated(tx: Writing, before: Ticket, now: Ticket, asked: Adopting) -> Ticket:
    """Its status after their word, where that ends it or says that somebody came; else the word
    alone is noted."""
    at, actor, reason = asked.at, asked.wish.actor, asked.wish.reason
    status = asked.wish.told.status
    word = f"{asked.wish.system}: {asked.theirs.word}"
    if _ends(now, status):
        ended = replace(now, status=status, status_at=at)
        return keep(tx, now, ended, _ENDS[status], at, actor, reason or word)
    if _has_come(now, status, asked):
        ranked = replace(now, rank_at=asked.floor.rank(at))
        return step(tx, ranked, Deed.CHECK_IN, at, actor, reason=word)
    if before.theirs == now.theirs:
        return now
    return keep(tx, before, now, Deed.NOTE, at, actor, word)


def _is_news(ticket: Ticket, status: Status, asked: Adopting) -> bool:
    """Whether their status changes ours, whatever they call it."""
    return _ends(ticket, status) or _has_come(ticket, status, asked)


def _ends(ticket: Ticket, status: Status) -> bool:
    return status in _ENDS and ticket.status in _STANDS


def _has_come(ticket: Ticket, status: Status, asked: Adopting) -> bool:
    is_here = status is Status.WAITING and ticket.status is Status.BOOKED
    today = ticket.day_seq == asked.day.seq and not asked.floor.is_day_closed
    return is_here and today
