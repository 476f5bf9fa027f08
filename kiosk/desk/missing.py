"""Who had an appointment and did not come."""

from datetime import datetime, timedelta
from typing import Final

from kiosk.desk.plan import Plan
from kiosk.desk.step import step
from kiosk.domain.branch import BookingRules
from kiosk.domain.day import BusinessDay
from kiosk.domain.events import Deed
from kiosk.domain.storing import Reading, Writing
from kiosk.domain.ticket import Ticket

CLOCK: Final = "the clock"
"""Who does what nobody does."""

MISSED: Final = "did not check in"
DAY_CLOSED: Final = "the day was closed"

_SERVICE_GONE: Final = BookingRules(minutes=5, range="")
"""For who has a time for a service that has none any more: they may still come."""


def missed(view: Reading, plan: Plan, at: datetime) -> list[Ticket]:
    """Who was booked and can check in no longer."""
    begun = view.begun(plan.branch.id, at)
    return [ticket for ticket in begun if (_latest(plan, ticket) or at) < at]


def shut_out(view: Reading, plan: Plan, day: BusinessDay, at: datetime) -> list[Ticket]:
    """Whose time began by `at`, and who could have come if the day had not been closed."""
    closed_at = day.closed_at
    if closed_at is None:
        return []
    return [
        ticket
        for ticket in view.begun(plan.branch.id, at)
        if ticket.day_seq == day.seq
        and (_latest(plan, ticket) or closed_at) >= closed_at
    ]


def give_up(tx: Writing, ticket: Ticket, at: datetime, actor: str) -> None:
    """Cancel for somebody who was shut out: theirs is no no-show, for nobody was there."""
    step(tx, ticket, Deed.CANCEL, at, actor, reason=DAY_CLOSED)
    tx.free(ticket.id)


def _latest(plan: Plan, ticket: Ticket) -> datetime | None:
    """Until when somebody with an appointment can check in."""
    minutes = timedelta(minutes=rules_of(plan, ticket).latest)
    return ticket.start_at + minutes if ticket.start_at else None


def miss(tx: Writing, ticket: Ticket, at: datetime, actor: str = CLOCK) -> None:
    """Note that somebody did not come; their time is free."""
    step(tx, ticket, Deed.NO_SHOW, at, actor, reason=MISSED)
    tx.free(ticket.id)


def rules_of(plan: Plan, ticket: Ticket) -> BookingRules:
    """The rules a ticket was booked by, as they are now."""
    service = plan.services.get(ticket.service)
    return (service and service.booking) or _SERVICE_GONE
