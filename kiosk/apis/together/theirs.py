"""A ticket of theirs, as what they tell of it."""

from kiosk.domain.theirs import Told
from kiosk.domain.ticket import FINAL, Status, Ticket


def told_of(ticket: Ticket, *, numbered: bool) -> Told:
    """What a ticket that their client gave says of their row. `numbered`: they call people by
    numbers of their own, so it has one."""
    booking, theirs = ticket.booking, ticket.theirs
    return Told(
        id=theirs.id if theirs else ticket.id,
        status=ticket.status,
        word=theirs.word if theirs else str(ticket.status),
        service=ticket.service or None,
        start=ticket.start_at,
        end=booking.end_at if booking else None,
        number=ticket.number if numbered else "",
        staff=booking.lane if booking else "",
        booked_at=booking.booked_at if booking else ticket.joined_at,
    )


def standing(status: Status) -> bool:
    """Whether a row of theirs is still somebody's to come."""
    return status not in FINAL
