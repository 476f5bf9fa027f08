"""The turn of the business day: the old one is closed, nothing is deleted."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kiosk.desk.plan import Plan
from kiosk.desk.step import step
from kiosk.domain.storing import BusinessDay, Writing
from kiosk.domain.ticket import Ticket
from kiosk.domain.transitions import day_end_deed

ACTOR: Final = "day end"
CLOSED: Final = "closed at day end"


@dataclass(frozen=True, slots=True)
class Turned:
    """The day that runs now, and the latest place in its queue so far, if somebody waits."""

    day: BusinessDay
    newest_rank: datetime | None


def turn(tx: Writing, plan: Plan, now: datetime) -> Turned:
    """Begin a new business day if its label has grown, and close the one before.

    Who waits, was called or is parked expires; who is being served counts as served.
    """
    branch = plan.branch.id
    last = tx.day(branch)
    label = plan.hours.label(now, last.label if last else None)
    left = tx.unfinished(branch)
    if last and last.label == label:
        newest = max((ticket.rank_at for ticket in left), default=None)
        return Turned(last, newest)
    for ticket in left:
        _end(tx, ticket, now)
    if last:
        tx.close_day(last, now)
    return Turned(tx.open_day(branch, label, now), None)


def _end(tx: Writing, ticket: Ticket, now: datetime) -> None:
    deed = day_end_deed(ticket)
    if deed:
        step(tx, ticket, deed, now, ACTOR, reason=CLOSED)
