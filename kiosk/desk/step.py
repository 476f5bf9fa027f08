"""One change of one ticket: the rule, the row and the event row, in one transaction."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from kiosk.domain.branch import CounterId
from kiosk.domain.events import Deed, TicketEvent
from kiosk.domain.sessions import SessionId
from kiosk.domain.storing import Reading, Writing
from kiosk.domain.ticket import Status, Ticket
from kiosk.domain.transitions import move
from kiosk.errors import Reason, Refused

_GONE: Final = Status.CANCELLED
"""The one status in which a participant holds no place: who did not come had one."""


def step(
    tx: Writing,
    ticket: Ticket,
    deed: Deed,
    at: datetime,
    actor: str,
    *,
    reason: str = "",
    counter: CounterId | None = None,
) -> Ticket:
    """The ticket after `deed`, stored with its event. Refused as `move`, or CHANGED."""
    moved = move(ticket, deed, at, counter=counter)
    return keep(tx, ticket, moved, deed, at, actor, reason)


def keep(
    tx: Writing,
    before: Ticket,
    after: Ticket,
    deed: Deed,
    at: datetime,
    actor: str,
    reason: str = "",
) -> Ticket:
    """What became of a ticket by `deed`, stored with its event. Refused CHANGED."""
    if not tx.save_ticket(after, before.version):
        raise changed(tx, before)
    if after.booking and after.booking.session:
        _settle_place(tx, SessionId(after.booking.session), before, after)
    stored = replace(after, version=before.version + 1)
    tx.add_event(told(stored, deed, before.status, at, actor, reason))
    return stored


def _settle_place(
    tx: Writing, session: SessionId, before: Ticket, after: Ticket
) -> None:
    """Whoever cancels gives their place back, and who takes that back needs one again."""
    had, has = before.status is not _GONE, after.status is not _GONE
    if had and not has:
        tx.free_place(session)
    elif has and not had:
        there = tx.group_session(session)
        is_as_before = there is not None and there.start_at == after.start_at
        if not (is_as_before and tx.take_place(session)):
            detail = f"{after.number}: session {session} is full, moved or not to be"
            raise Refused(Reason.NOT_ALLOWED_NOW, detail=detail)


def changed(view: Reading, ticket: Ticket) -> Refused:
    """The error that says who was faster."""
    *_, newest = view.history(ticket.id)
    detail = f"{ticket.number}: changed by {newest.actor}"
    return Refused(Reason.CHANGED, detail=detail)


def told(
    ticket: Ticket,
    deed: Deed,
    old: Status | None,
    at: datetime,
    actor: str,
    reason: str = "",
) -> TicketEvent:
    """The event row of a deed that led to `ticket`."""
    return TicketEvent(
        seq=0,
        at=at,
        branch=ticket.branch,
        ticket=ticket.id,
        number=ticket.number,
        service=ticket.service,
        deed=deed,
        old=old,
        new=ticket.status,
        actor=actor,
        reason=reason,
        counter=ticket.counter,
    )
