"""Who had an appointment and did not come."""

from datetime import datetime, timedelta
from typing import Final

from kiosk.desk.plan import Plan
from kiosk.desk.step import step
from kiosk.domain.branch import BookingRules
from kiosk.domain.events import Deed
from kiosk.domain.storing import Reading, Writing
from kiosk.domain.ticket import Ticket

CLOCK: Final = "the clock"
"""Who does what nobody does."""

MISSED: Final = "did not check in"

_SERVICE_GONE: Final = BookingRules(minutes=5, range="")
"""For who has a time for a service that has none any more: they may still come."""


def missed(view: Reading, plan: Plan, at: datetime) -> list[Ticket]:
    """Who was booked and can check in no longer."""
    return [
        ticket
        for ticket in view.begun(plan.branch.id, at)
        if ticket.start_at
        and ticket.start_at + timedelta(minutes=rules_of(plan, ticket).latest) < at
    ]


def miss(tx: Writing, ticket: Ticket, at: datetime, actor: str = CLOCK) -> None:
    """Note that somebody did not come; their time is free."""
    step(tx, ticket, Deed.NO_SHOW, at, actor, reason=MISSED)
    tx.free(ticket.id)


def rules_of(plan: Plan, ticket: Ticket) -> BookingRules:
    """The rules a ticket was booked by, as they are now."""
    service = plan.services.get(ticket.service)
    return (service and service.booking) or _SERVICE_GONE
