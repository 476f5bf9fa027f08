"""One change of one ticket: the rule, the row and the event row, in one transaction."""

from dataclasses import replace
from datetime import datetime

from kiosk.domain.branch import CounterId
from kiosk.domain.events import Deed, TicketEvent
from kiosk.domain.storing import Writing
from kiosk.domain.ticket import Status, Ticket
from kiosk.domain.transitions import move
from kiosk.errors import Reason, Refused


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
    if not tx.save_ticket(moved, ticket.version):
        raise Refused(Reason.CHANGED, detail=f"{ticket.number} was changed meanwhile")
    after = replace(moved, version=ticket.version + 1)
    tx.add_event(told(after, deed, ticket.status, at, actor, reason))
    return after


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
