"""What is done to a session, and with it to the tickets of all who joined, in one transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from kiosk.desk.appointments import day_of, renumbered
from kiosk.desk.plan import Plan
from kiosk.desk.sessions import (
    LONGEST_NOTE,
    claims_of,
    found_session,
    in_sessions,
    lane_for,
)
from kiosk.desk.step import keep, step
from kiosk.domain.branch import LaneId
from kiosk.domain.day import BusinessDay
from kiosk.domain.events import Deed
from kiosk.domain.grid import Start
from kiosk.domain.sessions import (
    GroupSession,
    SessionChange,
    SessionDeed,
    SessionPlan,
    SessionStatus,
)
from kiosk.domain.storing import Reading, Writing
from kiosk.domain.ticket import Status, Ticket
from kiosk.errors import BadInput, KioskError, Reason, Refused
from kiosk.text import clean

_TO_COME: Final = frozenset({Status.REQUESTED, Status.BOOKED, Status.WAITING})
_AT_COUNTER: Final = frozenset({Status.CALLED, Status.SERVING})


@dataclass(frozen=True, slots=True)
class Instruction:
    """A change of a session, who asks for it, where and when. `day` is the one that runs."""

    change: SessionChange
    plan: Plan
    day: BusinessDay
    at: datetime
    actor: str

    @property
    def reason(self) -> str:
        """Why, for the event rows."""
        return clean(self.change.text, LONGEST_NOTE)


def perform(tx: Writing, session: GroupSession, order: Instruction) -> GroupSession:
    """The session after the change. Errors as `kiosk.domain.sessions.Sessions.change_session`."""
    if _is_done(session, order.change):
        return session
    _DEEDS[order.change.deed](tx, session, order)
    return found_session(tx, session.id)


def _is_done(session: GroupSession, wish: SessionChange) -> bool:
    match wish.deed:
        case SessionDeed.CONFIRM:
            return session.confirmed
        case SessionDeed.MOVE:
            planned = session.status is SessionStatus.PLANNED
            return planned and session.start_at == wish.start
        case SessionDeed.START:
            return session.status is SessionStatus.STARTED
        case SessionDeed.FINISH:
            return session.status is SessionStatus.FINISHED
        case SessionDeed.CANCEL:
            return session.status is SessionStatus.CANCELLED
        case _:
            return False


def _confirm(tx: Writing, session: GroupSession, _order: Instruction) -> None:
    _check(session, SessionStatus.PLANNED)
    _save(tx, replace(session, confirmed=True))


def _note(tx: Writing, session: GroupSession, order: Instruction) -> None:
    _save(tx, replace(session, note=order.reason))


def _start(tx: Writing, session: GroupSession, order: Instruction) -> None:
    """From when one can check in for it. Who is here takes part."""
    _check(session, SessionStatus.PLANNED)
    _, rules, _ = in_sessions(order.plan, session.service)
    _check_begun(session, order, timedelta(minutes=rules.early))
    _save(tx, replace(session, status=SessionStatus.STARTED))
    for ticket in tx.participants(session.id):
        if ticket.status is Status.WAITING:
            _keep(tx, ticket, Status.SERVING, Deed.START, order)


def _finish(tx: Writing, session: GroupSession, order: Instruction) -> None:
    """Who is here was served, who did not come did not show up; the rest of its time is free."""
    _check(session, SessionStatus.PLANNED, SessionStatus.STARTED)
    if session.status is SessionStatus.PLANNED:
        _check_begun(session, order)
    _save(tx, replace(session, status=SessionStatus.FINISHED))
    tx.free(session.id)
    for ticket in tx.participants(session.id):
        if ticket.status in (Status.REQUESTED, Status.BOOKED):
            _keep(tx, ticket, Status.NO_SHOW, Deed.NO_SHOW, order)
        elif not ticket.is_final:
            _keep(tx, ticket, Status.SERVED, Deed.FINISH, order)


def _cancel(tx: Writing, session: GroupSession, order: Instruction) -> None:
    """Who is at a counter this moment is not sent away."""
    _check(session, SessionStatus.PLANNED)
    _save(tx, replace(session, status=SessionStatus.CANCELLED))
    tx.free(session.id)
    for ticket in tx.participants(session.id):
        if not ticket.is_final and ticket.status not in _AT_COUNTER:
            _keep(tx, ticket, Status.CANCELLED, Deed.CANCEL, order)


def _move(tx: Writing, session: GroupSession, order: Instruction) -> None:
    _check(session, SessionStatus.PLANNED)
    _, rules, _ = in_sessions(order.plan, session.service)
    tickets = [one for one in tx.participants(session.id) if not one.is_final]
    for ticket in tickets:
        if ticket.status not in _TO_COME:
            detail = f"{ticket.number} of session {session.id} is {ticket.status}"
            raise Refused(Reason.NOT_ALLOWED_NOW, detail=detail)
    start, lane = _elsewhere(tx, session, order)
    moved = replace(
        session,
        lane=lane,
        start_at=start.at,
        end_at=start.end,
        decide_at=session.decide_at + (start.at - session.start_at),
    )
    claims = claims_of(moved, rules)
    tx.claim(session.branch, claims, {session.id}, order.at)
    tx.free(session.id, claims)
    _save(tx, moved)
    day = day_of(tx, order.plan, order.day, start.at, order.at)
    for ticket in tickets:
        _move_along(tx, ticket, moved, day, order)


def _elsewhere(
    view: Reading, session: GroupSession, order: Instruction
) -> tuple[Start, LaneId]:
    """The new time on the same lane, or else on another of the same person, or of nobody."""
    if order.change.start is None:
        raise BadInput(fields={"start": "is missing"})
    lanes = {lane.id: lane for lane in order.plan.branch.lanes}
    there = lanes.get(session.lane)
    wish = SessionPlan(
        session.branch,
        session.service,
        order.change.start,
        staff=there.staff if there else None,
    )
    own = {str(session.id)}
    if there and there.serves(session.service):
        same = replace(wish, lane=there.id)
        try:
            return lane_for(view, order.plan, same, order.at, own)
        except Refused as error:
            if error.reason is not Reason.SLOT_TAKEN:
                raise
    return lane_for(view, order.plan, wish, order.at, own)


def _move_along(
    tx: Writing,
    ticket: Ticket,
    session: GroupSession,
    day: BusinessDay,
    order: Instruction,
) -> None:
    """Who checked in already and is to come on another day is to check in then."""
    if ticket.status is Status.WAITING and day.label != ticket.day:
        ticket = step(tx, ticket, Deed.UNDO_CHECK_IN, order.at, order.actor)
    if ticket.booking is None:
        raise KioskError(detail=f"{ticket.number} takes part without a booking")
    booking = replace(
        ticket.booking,
        end_at=session.end_at,
        lane=session.lane,
        changes=ticket.booking.changes + 1,
    )
    _, rules, _ = in_sessions(order.plan, session.service)
    is_here = ticket.status is Status.WAITING
    moved = replace(
        renumbered(tx, ticket, day, order.plan, rules),
        start_at=session.start_at,
        rank_at=ticket.rank_at if is_here else session.start_at,
        booking=booking,
    )
    keep(tx, ticket, moved, Deed.RESCHEDULE, order.at, order.actor, order.reason)


def _keep(
    tx: Writing, ticket: Ticket, status: Status, deed: Deed, order: Instruction
) -> None:
    """One ticket of many; a counter is not asked for, as for one that is called."""
    after = replace(ticket, status=status, status_at=order.at)
    if status is Status.SERVING:
        after = replace(after, serving_at=order.at)
    elif status is Status.SERVED:
        after = replace(after, finished_at=order.at)
    keep(tx, ticket, after, deed, order.at, order.actor, order.reason)


def _save(tx: Writing, session: GroupSession) -> None:
    if not tx.save_group_session(session):
        raise Refused(Reason.CHANGED, detail=f"session {session.id}: changed since")


def _check(session: GroupSession, *allowed: SessionStatus) -> None:
    if session.status not in allowed:
        detail = f"session {session.id} is {session.status}"
        raise Refused(Reason.NOT_ALLOWED_NOW, detail=detail)


def _check_begun(
    session: GroupSession, order: Instruction, early: timedelta = timedelta()
) -> None:
    if order.at < session.start_at - early:
        detail = f"session {session.id} begins at {session.start_at.isoformat()}"
        raise Refused(Reason.NOT_ALLOWED_NOW, detail=detail)


_Doing = Callable[[Writing, GroupSession, Instruction], None]

_DEEDS: Final[Mapping[SessionDeed, _Doing]] = MappingProxyType(
    {
        SessionDeed.CONFIRM: _confirm,
        SessionDeed.MOVE: _move,
        SessionDeed.START: _start,
        SessionDeed.FINISH: _finish,
        SessionDeed.CANCEL: _cancel,
        SessionDeed.NOTE: _note,
    }
)
