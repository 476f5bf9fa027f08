"""Which status may follow which, as one table, and the one function that changes a ticket."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType

from kiosk.domain.branch import CounterId
from kiosk.domain.events import Deed
from kiosk.domain.ticket import FINAL, Kind, Status, Ticket
from kiosk.errors import BadInput, Reason, Refused

RECALL_APART = timedelta(seconds=10)

UNDO_CHECK_IN_WITHIN = timedelta(minutes=2)
"""How long after it a check-in can be taken back by itself."""

Guard = Callable[[Ticket, datetime], str]
"""What stands in the way at an instant, for operators; "" when nothing does."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A deed leads from any of `before` to `after`, unless `guard` finds something in the way.

    `after` None: the status stays.
    """

    before: frozenset[Status]
    after: Status | None
    guard: Guard | None = None


def _not_too_soon(ticket: Ticket, at: datetime) -> str:
    """A clock that was set back does not silence a counter: a call from the future is long ago."""
    called_at = ticket.called_at
    if called_at and called_at <= at < called_at + RECALL_APART:
        return f"called less than {RECALL_APART.seconds} s ago"
    return ""


def _timeless(ticket: Ticket, at: datetime) -> str:
    return "" if ticket.start_at else "it is for no time"


def _missed(ticket: Ticket, at: datetime) -> str:
    """Absent is who was called, who had an appointment that has begun, or who checked in for one
    and left."""
    if ticket.status is Status.CALLED:
        return ""
    if ticket.kind is not Kind.APPOINTMENT or ticket.start_at is None:
        return "never called"
    if ticket.status is Status.WAITING:
        return ""
    return "" if ticket.start_at <= at else "the appointment has not begun"


def _not_kept(ticket: Ticket, at: datetime) -> str:
    """Nobody kept an appointment that is still to come, unless they are here already."""
    if ticket.kind is not Kind.APPOINTMENT or ticket.start_at is None:
        return "it is for no time"
    is_here = ticket.status is not Status.BOOKED
    return "" if is_here or ticket.start_at <= at else "the appointment has not begun"


_KNOWN = frozenset(Status) - {Status.UNKNOWN}

ALLOWED: Mapping[Deed, Rule] = MappingProxyType(
    {
        Deed.ISSUE: Rule(frozenset(), Status.WAITING),
        Deed.BOOK: Rule(frozenset(), Status.BOOKED),
        Deed.CHECK_IN: Rule(frozenset({Status.BOOKED}), Status.WAITING),
        Deed.UNDO_CHECK_IN: Rule(frozenset({Status.WAITING}), Status.BOOKED, _timeless),
        Deed.RESCHEDULE: Rule(
            frozenset({Status.REQUESTED, Status.BOOKED, Status.WAITING}),
            None,
            _timeless,
        ),
        Deed.APPROVE: Rule(frozenset({Status.REQUESTED}), Status.BOOKED),
        Deed.DECLINE: Rule(frozenset({Status.REQUESTED}), Status.CANCELLED),
        Deed.CALL: Rule(frozenset({Status.WAITING}), Status.CALLED),
        Deed.RECALL: Rule(frozenset({Status.CALLED}), Status.CALLED, _not_too_soon),
        Deed.RETURN: Rule(frozenset({Status.CALLED}), Status.WAITING),
        Deed.NO_SHOW: Rule(
            frozenset({Status.CALLED, Status.WAITING, Status.BOOKED}),
            Status.NO_SHOW,
            _missed,
        ),
        Deed.START: Rule(frozenset({Status.CALLED}), Status.SERVING),
        Deed.FINISH: Rule(frozenset({Status.SERVING}), Status.SERVED),
        Deed.COMPLETE: Rule(
            frozenset({Status.BOOKED, Status.WAITING, Status.PARKED}),
            Status.SERVED,
            _not_kept,
        ),
        Deed.PARK: Rule(frozenset({Status.CALLED, Status.SERVING}), Status.PARKED),
        Deed.UNPARK: Rule(frozenset({Status.PARKED}), Status.WAITING),
        Deed.TRANSFER: Rule(
            frozenset({Status.CALLED, Status.SERVING, Status.WAITING}), Status.WAITING
        ),
        Deed.PRIORITY: Rule(_KNOWN - FINAL, None),
        Deed.NOTE: Rule(_KNOWN, None),
        Deed.UNDO: Rule(_KNOWN, None),
        Deed.CANCEL: Rule(
            frozenset({Status.REQUESTED, Status.BOOKED, Status.WAITING}),
            Status.CANCELLED,
        ),
        Deed.EXPIRE: Rule(
            frozenset({Status.WAITING, Status.CALLED, Status.PARKED}), Status.EXPIRED
        ),
        Deed.CLOSE_DAY: Rule(frozenset({Status.SERVING}), Status.SERVED),
    }
)
"""Every deed there is so far. ISSUE and BOOK follow no status: they make the ticket. UNPARK with
a counter leads to CALLED, UNDO to where the ticket stood before."""


def move(
    ticket: Ticket, deed: Deed, at: datetime, *, counter: CounterId | None = None
) -> Ticket:
    """The ticket after `deed`, done at `at`. A call names the counter, an UNPARK may.

    Refused NOT_CANCELLABLE for a cancel, NOT_ALLOWED_NOW for all else; the detail says from what
    to what. `version` and `seq` stay: they are the store's.
    """
    rule = _rule(ticket, deed, at)
    if rule.after is None:
        return ticket
    moved = replace(ticket, status=rule.after, status_at=at)
    match deed:
        case Deed.UNPARK if counter:
            moved = replace(_uncalled(moved), status=Status.CALLED, counter=counter)
            return _rung(moved, at)
        case Deed.CALL:
            if counter is None:
                raise BadInput(fields={"counter": "is missing"})
            return replace(_rung(moved, at), counter=counter)
        case Deed.RECALL:
            return _rung(moved, at)
        case Deed.RETURN:
            return replace(moved, counter=None, keep_place=True)
        case Deed.UNPARK:
            return replace(_uncalled(moved), keep_place=True)
        case Deed.TRANSFER:
            return _uncalled(moved)
        case Deed.UNDO_CHECK_IN:
            return _to_come(moved)
        case Deed.CHECK_IN:
            return replace(moved, joined_at=at)
        case Deed.START:
            return replace(moved, serving_at=at)
        case Deed.FINISH | Deed.COMPLETE:
            return replace(moved, finished_at=at)
        case _:
            return moved


def undo_check_in_obstacle(ticket: Ticket, at: datetime) -> str:
    """What stands in the way of somebody who takes a check-in back; "" when nothing does.

    Who moves the appointment to another day is not asked.
    """
    if ticket.joined_at <= at <= ticket.joined_at + UNDO_CHECK_IN_WITHIN:
        return ""
    return f"checked in more than {UNDO_CHECK_IN_WITHIN.seconds // 60} min ago"


def taken_back(ticket: Ticket, before: Ticket, at: datetime) -> Ticket:
    """`ticket` as it was `before` the last deed, when nothing else was done to it since.

    What changes by itself stays: its day, when the one it was booked for has begun meanwhile.
    """
    _rule(ticket, Deed.UNDO, at)
    return replace(
        before,
        seq=ticket.seq,
        version=ticket.version,
        day=ticket.day,
        day_seq=ticket.day_seq,
        customer=ticket.customer,
    )


def finish_steps(ticket: Ticket) -> tuple[Deed, ...]:
    """The deeds that finish a ticket: one that was only called is started on the way.

    They are to be moved through in this order; anything not at a counter fails at the first.
    """
    if ticket.status is Status.CALLED:
        return (Deed.START, Deed.FINISH)
    return (Deed.FINISH,)


DAY_END: Mapping[Status, Deed] = MappingProxyType(
    {
        status: deed
        for deed in (Deed.EXPIRE, Deed.CLOSE_DAY)
        for status in sorted(ALLOWED[deed].before)
    }
)
"""What the end of its business day does to a ticket; to any other status nothing.

CLOSE_DAY leaves `finished_at` open: nobody knows when it was over, so no handling time may be
reckoned from it.
"""


def _rule(ticket: Ticket, deed: Deed, at: datetime) -> Rule:
    """The rule that allows `deed` here and now, or Refused."""
    reason = Reason.NOT_CANCELLABLE if deed is Deed.CANCEL else Reason.NOT_ALLOWED_NOW
    rule = ALLOWED.get(deed)
    if rule is None:
        raise Refused(reason, detail=f"{ticket.number}: {deed} is not done here")
    after = rule.after or ticket.status
    step = f"{ticket.number}: {deed}: {ticket.status} to {after}"
    if ticket.status not in rule.before:
        raise Refused(reason, detail=f"{step} is not allowed")
    obstacle = rule.guard(ticket, at) if rule.guard else ""
    if obstacle:
        raise Refused(reason, detail=f"{step}: {obstacle}")
    return rule


def _uncalled(ticket: Ticket) -> Ticket:
    """As one who was never called: whoever was at a counter did not stay away."""
    return replace(ticket, counter=None, called_at=None, call_count=0, serving_at=None)


def _to_come(ticket: Ticket) -> Ticket:
    """As one who has not joined the queue yet."""
    start = ticket.start_at or ticket.rank_at
    joined_at = ticket.booking.booked_at if ticket.booking else ticket.joined_at
    return replace(
        _uncalled(ticket), joined_at=joined_at, rank_at=start, keep_place=False
    )


def _rung(ticket: Ticket, at: datetime) -> Ticket:
    return replace(ticket, called_at=at, call_count=ticket.call_count + 1)
