"""One date of a series, made: an appointment, or a session that its customers join."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from kiosk.desk.appointments import Reserving, add_booked
from kiosk.desk.floor import Floor
from kiosk.desk.series_dates import Found, sought
from kiosk.desk.sessions import Joining, join, make_session
from kiosk.domain.booking import Booking
from kiosk.domain.branch import LaneId
from kiosk.domain.claims import booked
from kiosk.domain.customer import CustomerId
from kiosk.domain.day import BusinessDay
from kiosk.domain.series import SeriesWish
from kiosk.domain.sessions import MOST_AHEAD, SessionPlan
from kiosk.domain.stored_series import StoredDate, StoredSeries
from kiosk.domain.storing import Writing
from kiosk.domain.ticket import Draft, TicketId

SOURCE: Final = "staff"
"""Where the tickets of a series come from."""

AHEAD: Final = timedelta(days=MOST_AHEAD)


@dataclass(frozen=True, slots=True)
class Hand:
    """Who does something to a series, where and when. `day` is the one that runs.

    `draw` gives an id and a code, `new_id` an id.
    """

    floor: Floor
    day: BusinessDay
    at: datetime
    actor: str
    draw: Callable[[], tuple[TicketId, str]]
    new_id: Callable[[], str]

    @property
    def horizon(self) -> datetime:
        """Up to when dates are made."""
        return self.at + AHEAD


def made(
    tx: Writing, series: StoredSeries, one: Found | datetime, hand: Hand
) -> StoredDate:
    """What became of a date."""
    if isinstance(one, datetime):
        return StoredDate(one)
    if one.start is None or one.lane is None:
        return StoredDate(one.original, reason=one.reason)
    if in_sessions(hand.floor, series.wish):
        return _session(tx, series, one, hand)
    return _appointment(tx, series, one, one.lane, hand)


def in_sessions(floor: Floor, wish: SeriesWish) -> bool:
    """Whether each date is a session."""
    service = floor.plan.services.get(wish.service)
    return service is not None and service.places is not None


def _appointment(
    tx: Writing, series: StoredSeries, one: Found, lane: LaneId, hand: Hand
) -> StoredDate:
    wish, plan = series.wish, hand.floor.plan
    asked = sought(hand.floor, wish.service)
    customer = wish.customers[0] if wish.customers else None
    draft = _draft(wish, customer, hand)
    reserving = Reserving(
        draft=replace(draft, note=wish.note, start=one.wanted),
        once=None,
        actor=hand.actor,
        plan=plan,
        group=plan.wanted(draft)[1],
        day=hand.day,
        at=hand.at,
        draw=hand.draw,
    )
    end = one.start.end if one.start else one.wanted
    booking = Booking(end, lane, hand.at, series=series.id)
    ticket = add_booked(tx, reserving, asked.rules, one.wanted, booking)
    claims = booked(lane, wish.service, asked.rules, one.wanted, ticket.id)
    tx.claim(plan.branch.id, claims, (), hand.at)
    return StoredDate(one.original, ticket=ticket.id)


def _session(tx: Writing, series: StoredSeries, one: Found, hand: Hand) -> StoredDate:
    wish, plan = series.wish, hand.floor.plan
    session = make_session(
        tx,
        plan,
        SessionPlan(
            wish.branch, wish.service, one.wanted, lane=one.lane, note=wish.note
        ),
        hand.at,
        hand.new_id,
        series=series.id,
        original_start=one.original,
    )
    for customer in wish.customers:
        draft = replace(_draft(wish, customer, hand), session=session.id)
        group = plan.wanted(draft)[1]
        day, at, draw = hand.day, hand.at, hand.draw
        join(tx, Joining(draft, None, hand.actor, plan, group, day, at, draw))
    return StoredDate(one.original, session=session.id)


def _draft(wish: SeriesWish, customer: CustomerId | None, hand: Hand) -> Draft:
    return Draft(
        branch=wish.branch,
        service=wish.service,
        locale=wish.locale or hand.floor.plan.branch.default_locale,
        source=SOURCE,
        customer=customer,
    )
