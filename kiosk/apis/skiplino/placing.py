"""A ticket of theirs as one of ours, as far as they tell of it."""

from datetime import datetime, timedelta

from kiosk.apis.skiplino.habits import SYSTEM, Habits
from kiosk.apis.skiplino.said import SaidTicket
from kiosk.domain.booking import Booking
from kiosk.domain.branch import LaneId
from kiosk.domain.ticket import (
    Kind,
    Place,
    Placed,
    Status,
    Theirs,
    Ticket,
    WaitRange,
)
from kiosk.errors import Reason, Unavailable


def placed_of(
    said: SaidTicket, habits: Habits, now: datetime, locale: str = ""
) -> Placed:
    """A ticket with its place. It has no code of ours, its day is the company's, its `theirs`
    says what they call its status. Unavailable UPSTREAM without a branch, service or number."""
    if said.branch is None or said.service is None or not said.number:
        raise Unavailable(Reason.UPSTREAM, detail="a ticket of no branch or service")
    booked = said.booked_at or now
    is_booked = said.kind is Kind.APPOINTMENT or said.start is not None
    ticket = Ticket(
        id=said.id,
        number=said.number,
        code8="",
        branch=said.branch,
        group=said.group,
        service=said.service,
        day=(said.start or booked).astimezone(habits.zone).date(),
        day_seq=0,
        kind=Kind.APPOINTMENT if is_booked else Kind.WALKIN,
        status=said.status,
        status_at=said.status_at or booked,
        joined_at=booked,
        rank_at=booked,
        locale=locale or habits.locale,
        source=SYSTEM,
        start_at=said.start,
        booking=_booking(said.start, booked, habits) if said.start else None,
        customer=said.customer,
        theirs=Theirs(SYSTEM, said.id, said.word, now),
    )
    return Placed(ticket, _place(said, now))


def _booking(start: datetime, booked: datetime, habits: Habits) -> Booking:
    end = start + timedelta(minutes=habits.minutes)
    return Booking(end, LaneId(""), booked)


def _place(said: SaidTicket, now: datetime) -> Place | None:
    """Where it stands in their queue, while they say so."""
    if said.status is not Status.WAITING or said.ahead is None:
        return None
    wait = None if said.wait is None else WaitRange(said.wait, said.wait, said.wait)
    return Place(said.ahead, wait, now)
