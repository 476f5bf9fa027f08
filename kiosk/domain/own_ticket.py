"""What a customer may do with the ticket they came with."""

from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.domain.ticket import Status, Ticket

if TYPE_CHECKING:
    from kiosk.domain.ports import Capabilities


class Own(StrEnum):
    """One thing to do with it; the value is the key of what its button says."""

    CHECK_IN = "mine-check-in"
    MOVE = "mine-move"
    LEAVE = "mine-leave"
    PRINT = "mine-print"


_TO_COME = frozenset({Status.REQUESTED, Status.BOOKED})
_STILL_HERE = _TO_COME | {Status.WAITING}


def own_choices(ticket: Ticket, can: "Capabilities") -> tuple[Own, ...]:
    """What is worth a button, the likeliest first; whether it goes now, the queue says.

    Nothing where somebody is called, served or parked, and nothing where it is over.
    """
    found = []
    to_come, timed = ticket.status in _TO_COME, ticket.start_at is not None
    in_session = ticket.booking is not None and ticket.booking.session is not None
    if can.check_in and ticket.status is Status.BOOKED and timed:
        found.append(Own.CHECK_IN)
    if can.reschedule and to_come and timed and not in_session:
        found.append(Own.MOVE)
    if can.cancel and ticket.status in _STILL_HERE:
        found.append(Own.LEAVE)
    if ticket.status in _STILL_HERE and ticket.code8:
        found.append(Own.PRINT)
    return tuple(found)
