"""Series as they stand, read from the store."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from kiosk.desk.plan import Plan
from kiosk.desk.series_dates import Found
from kiosk.domain.branch import LaneId, ServiceId
from kiosk.domain.series import Occurrence, Series
from kiosk.domain.sessions import (
    GroupSession,
    SeriesId,
    SessionId,
    SessionStatus,
)
from kiosk.domain.stored_series import StoredDate, StoredSeries
from kiosk.domain.storing import Reading
from kiosk.domain.ticket import Status, Ticket, TicketId
from kiosk.errors import NotFound

_OVER: Final = frozenset({SessionStatus.FINISHED, SessionStatus.CANCELLED})
_TO_COME: Final = frozenset({Status.REQUESTED, Status.BOOKED})


@dataclass(frozen=True, slots=True)
class Standing:
    """A date that was made: its appointment or its session."""

    date: StoredDate
    made: Ticket | GroupSession
    participants: tuple[Ticket, ...] = field(default=())

    @property
    def owner(self) -> str:
        """Who has claimed its lane."""
        return str(self.made.id)

    @property
    def start(self) -> datetime:
        """When it begins."""
        return self.made.start_at or self.date.original

    @property
    def end(self) -> datetime:
        """When it is to be over."""
        if isinstance(self.made, GroupSession):
            return self.made.end_at
        return self.made.booking.end_at if self.made.booking else self.start

    @property
    def lane(self) -> LaneId | None:
        """Where it is."""
        if isinstance(self.made, GroupSession):
            return self.made.lane
        return self.made.booking.lane if self.made.booking else None

    @property
    def is_final(self) -> bool:
        """Nothing can happen to it any more."""
        if isinstance(self.made, GroupSession):
            return self.made.status in _OVER
        return self.made.is_final

    @property
    def is_cancelled(self) -> bool:
        """It does not take place."""
        return self.made.status in (Status.CANCELLED, SessionStatus.CANCELLED)

    def is_to_come(self, now: datetime) -> bool:
        """Whether it has not begun, and nobody is there for it."""
        if self.is_final or self.start <= now:
            return False
        if isinstance(self.made, Ticket):
            return self.made.status in _TO_COME
        there = [one for one in self.participants if not one.is_final]
        is_planned = self.made.status is SessionStatus.PLANNED
        return is_planned and all(one.status in _TO_COME for one in there)


def standing(view: Reading, date: StoredDate) -> Standing | None:
    """What was made of a date; None where it was left out."""
    if date.ticket is not None:
        ticket = view.ticket(date.ticket)
        if ticket is not None:
            return Standing(date, ticket)
    if date.session is not None:
        session = view.group_session(date.session)
        if session is not None:
            return Standing(date, session, tuple(view.participants(session.id)))
    return None


def belonging(view: Reading, of: str) -> SeriesId | None:
    """The series of an appointment, a session, or who takes part in one. NotFound."""
    ticket = view.ticket(TicketId(of))
    if ticket is not None:
        booking = ticket.booking
        if booking is None or booking.session is None:
            return SeriesId(booking.series) if booking and booking.series else None
        of = booking.session
    session = view.group_session(SessionId(of))
    if session is None:
        raise NotFound(detail=f"no ticket and no session {of}")
    return session.series


def stored_series(view: Reading, series: SeriesId) -> StoredSeries:
    """One series. NotFound."""
    found = view.series(series)
    if found is None:
        raise NotFound(detail=f"no series {series}")
    return found


def told_series(view: Reading, series: StoredSeries, plan: Plan) -> Series:
    """A series with its dates."""
    wish = series.wish
    length = length_of(plan, wish.service)
    made = [occurrence(view, one, length) for one in view.series_dates(series.id)]
    return Series(
        id=series.id,
        branch=wish.branch,
        service=wish.service,
        start=wish.start,
        rule=wish.rule,
        zone=series.zone,
        made_until=series.made_until,
        dates=with_shifts(made),
        parent=series.parent,
        ended=series.ended,
    )


def occurrence(view: Reading, date: StoredDate, length: timedelta) -> Occurrence:
    """A date as it stands; `length` is that of a date which was left out."""
    there = standing(view, date)
    return Occurrence(
        original=date.original,
        start=there.start if there else date.original,
        end=there.end if there else date.original + length,
        reason=date.reason,
        ticket=date.ticket,
        session=date.session,
        is_final=there is None or there.is_final,
        is_cancelled=there is not None and there.is_cancelled,
    )


def previewed(one: Found | datetime, length: timedelta) -> Occurrence:
    """A date that is not made yet; one alone is left out."""
    if isinstance(one, datetime):
        return Occurrence(one, one, one + length, is_final=True)
    return Occurrence(
        original=one.original,
        start=one.wanted,
        end=one.wanted + length,
        reason=one.reason,
        conflict=one.conflict,
        occasion=one.occasion,
    )


def with_shifts(dates: list[Occurrence]) -> tuple[Occurrence, ...]:
    """The same, those marked whose UTC time of day is not that of the one before."""
    clocks = [one.original.time() for one in dates]
    before = [*clocks[:1], *clocks]
    return tuple(
        replace(one, shifted=True) if then != now else one
        for one, then, now in zip(dates, before, clocks, strict=False)
    )


def length_of(plan: Plan, service: ServiceId) -> timedelta:
    """How long a date of a service takes; nothing where it has no times any more."""
    known = plan.services.get(service)
    rules = known.booking if known else None
    return timedelta(minutes=rules.minutes if rules else 0)
