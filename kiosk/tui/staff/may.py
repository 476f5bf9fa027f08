"""What may be done now, and what stands in the way, before anybody is asked."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.events import Deed
from kiosk.domain.serving import Row
from kiosk.domain.ticket import Status, Ticket
from kiosk.domain.transitions import ALLOWED, RECALL_APART


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why something can't be done now: the key of a sentence.

    `row` is whom it is about; the sentence may use their number and status. `seconds`: how long
    it will last, 0 when nobody knows.
    """

    key: str
    row: Row | None = None
    seconds: int = 0


def may(deed: Deed, row: Row | None, now: datetime) -> Obstacle | None:
    """What stands in the way of a deed to a ticket; None when the table allows it."""
    if row is None:
        return Obstacle("staff-why-nobody")
    ticket = row.ticket
    rule = ALLOWED.get(deed)
    if rule is None:
        return Obstacle("staff-why-not-here")
    if not (ticket.status in rule.before or _on_the_way(deed, ticket)):
        return Obstacle("staff-why-status", row)
    if rule.guard is None or not rule.guard(ticket, now):
        return None
    return _guarded(deed, row, now)


def _on_the_way(deed: Deed, ticket: Ticket) -> bool:
    """Who was only called is started on the way to being finished."""
    return deed is Deed.FINISH and ticket.status is Status.CALLED


def _guarded(deed: Deed, row: Row, now: datetime) -> Obstacle:
    """The sentence for what a guard found."""
    called_at = row.ticket.called_at
    match deed:
        case Deed.RECALL if called_at:
            left = (called_at + RECALL_APART - now).total_seconds()
            return Obstacle("staff-why-too-soon", row, max(1, round(left)))
        case Deed.NO_SHOW:
            return Obstacle("staff-why-not-missed", row)
        case Deed.UNDO_CHECK_IN:
            return Obstacle("staff-why-no-appointment", row)
        case _:
            return Obstacle("staff-why-status", row)
