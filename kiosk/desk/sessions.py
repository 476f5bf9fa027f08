"""Sessions: planned and joined, each in one transaction."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from kiosk.desk.appointments import Reserving, add_booked
from kiosk.desk.issue import DRAWS, known_customer, replay
from kiosk.desk.plan import Plan
from kiosk.domain.booking import Booking
from kiosk.domain.branch import (
    BookingRules,
    LaneId,
    Places,
    Service,
    ServiceId,
)
from kiosk.domain.claims import Claim, booked, is_live
from kiosk.domain.grid import DayGrid, Start
from kiosk.domain.sessions import (
    GroupSession,
    SeriesId,
    SessionId,
    SessionPlan,
    SessionStatus,
)
from kiosk.domain.slots import day_slots, lanes_free, nearest
from kiosk.domain.storing import Reading, Receipt, Writing
from kiosk.domain.ticket import Draft, Placed, TicketId
from kiosk.errors import (
    AlreadyBooked,
    BadInput,
    KioskError,
    NotFound,
    Reason,
    Refused,
    SlotTaken,
)
from kiosk.text import clean

MOST_PLACES: Final = 1000
LONGEST_NOTE: Final = 200
"""Cells of what is noted of a session."""

_FURTHEST: Final = timedelta(days=731)


@dataclass(frozen=True, slots=True)
class Joining(Reserving):
    """A place in the session that the draft names."""


def make_session(
    tx: Writing,
    plan: Plan,
    wish: SessionPlan,
    at: datetime,
    draw: Callable[[], str],
    *,
    series: SeriesId | None = None,
    original_start: datetime | None = None,
) -> GroupSession:
    """Plan a session that nobody joined yet; its customers are for `join`. `draw` gives ids.

    Errors as `kiosk.domain.sessions.Sessions.plan_session`.
    """
    _, rules, places = in_sessions(plan, wish.service)
    start, lane = lane_for(tx, plan, wish, at)
    least, most = _sizes(wish, places)
    session = GroupSession(
        id=_unused(tx, draw),
        branch=wish.branch,
        service=wish.service,
        lane=lane,
        start_at=start.at,
        end_at=start.end,
        least=least,
        most=most,
        decide_at=start.at - timedelta(minutes=places.decide),
        note=clean(wish.note, LONGEST_NOTE),
        series=series,
        original_start=original_start,
    )
    tx.add_group_session(session)
    tx.claim(wish.branch, claims_of(session, rules), (), at)
    return session


def join(tx: Writing, wish: Joining) -> Placed:
    """Take a place in a session, once for each key: a ticket with the session's time.

    NotFound; Refused NOT_ALLOWED_NOW (it is not to be), PAST, LIMIT_REACHED (this customer is in
    it), FULL; BadInput ("customer"); KeyTrouble KEY_REUSED.
    """
    before = replay(tx, wish.once)
    if before:
        return before
    draft = wish.draft
    known_customer(tx, draft)
    session = _joinable(tx, draft, wish.at)
    _, rules, _ = in_sessions(wish.plan, session.service)
    if not tx.take_place(session.id):
        raise Refused(Reason.FULL, detail=f"session {session.id} is full")
    booking = Booking(session.end_at, session.lane, wish.at, session=session.id)
    ticket = add_booked(tx, wish, rules, session.start_at, booking)
    if wish.once:
        tx.add_receipt(Receipt(wish.once, ticket.id, 0, None, None, None, wish.at))
    return Placed(ticket, None)


def found_session(view: Reading, session: SessionId) -> GroupSession:
    """One session. NotFound."""
    found = view.group_session(session)
    if found is None:
        raise NotFound(detail=f"no session {session}")
    return found


def in_sessions(plan: Plan, name: ServiceId) -> tuple[Service, BookingRules, Places]:
    """A service that is given to several at once. NotFound; Refused NOT_APPOINTABLE."""
    service = plan.services.get(name)
    if service is None:
        raise NotFound(detail=f"no service {name} in {plan.branch.id}")
    if not service.appointable or service.booking is None or service.places is None:
        raise Refused(Reason.NOT_APPOINTABLE, detail=f"{name} has no sessions")
    return service, service.booking, service.places


def claims_of(session: GroupSession, rules: BookingRules) -> tuple[Claim, ...]:
    """What a session claims of its lane."""
    return booked(
        session.lane, session.service, rules, session.start_at, str(session.id)
    )


def lane_for(
    view: Reading,
    plan: Plan,
    wish: SessionPlan,
    now: datetime,
    own: Collection[str] = (),
) -> tuple[Start, LaneId]:
    """The time of the service that begins then, and the lane that is free for it.

    Neither notice nor horizon nor quotas count: it is staff who plan. `own` are whose claims are
    no obstacle. BadInput ("start", "lane"); Refused CLOSED, HOLIDAY; SlotTaken.
    """
    service, _, _ = in_sessions(plan, wish.service)
    grid = _grid(plan, service, wish.start, now)
    start = next((one for one in grid.starts if one.at == wish.start), None)
    if start is None:
        raise BadInput(fields={"start": "is not a time of this service"})
    if wish.lane and all(lane.id != wish.lane for lane, _ in grid.lanes):
        raise BadInput(fields={"lane": "is not one of this service"})
    claims = _live(view, plan, grid, now)
    free = lanes_free(grid, claims, start.at, now, own=own, staff=wish.staff)
    wanted = [lane for lane in free if wish.lane in (None, lane)]
    if not wanted:
        raise _taken(wish, grid, claims, now)
    return start, wanted[0]


def _grid(plan: Plan, service: Service, start: datetime, now: datetime) -> DayGrid:
    if start.tzinfo is None:
        raise BadInput(fields={"start": "has no zone"})
    if not now < start <= now + _FURTHEST:
        reason = Reason.PAST if start <= now else Reason.TOO_FAR
        raise SlotTaken(reason, detail=f"{service.id} at {start.isoformat()}: {reason}")
    grid = plan.grid(service.id, start.astimezone(plan.hours.zone).date())
    if grid.closed:
        detail = f"{service.id} on {grid.day}: {grid.closed}"
        raise Refused(grid.closed, detail=detail)
    return grid


def _live(view: Reading, plan: Plan, grid: DayGrid, now: datetime) -> Sequence[Claim]:
    claims = view.claims(plan.branch.id, grid.ticks)
    return [one for one in claims if is_live(one, now)]


def _taken(
    wish: SessionPlan, grid: DayGrid, claims: Sequence[Claim], now: datetime
) -> SlotTaken:
    slots = day_slots(grid, claims, now, staff=wish.staff)
    slot = slots.at(wish.start)
    is_away = slot is not None and slot.reason is Reason.STAFF_AWAY
    reason = Reason.STAFF_AWAY if is_away else Reason.SLOT_TAKEN
    closest = [one.start for one in nearest(slots.slots, wish.start)]
    detail = f"{wish.service} at {wish.start.isoformat()}: {reason}"
    return SlotTaken(reason, detail=detail, nearest=closest)


def _sizes(wish: SessionPlan, places: Places) -> tuple[int, int]:
    """For how few and how many. BadInput ("least", "most", "customers")."""
    most = places.most if wish.most is None else wish.most
    if not 1 <= most <= MOST_PLACES:
        raise BadInput(fields={"most": f"is not 1 to {MOST_PLACES}"})
    least = min(places.least, most) if wish.least is None else wish.least
    if not 0 <= least <= most:
        raise BadInput(fields={"least": f"is not 0 to {most}"})
    if len(set(wish.customers)) != len(wish.customers):
        raise BadInput(fields={"customers": "has somebody twice"})
    if len(wish.customers) > most:
        raise BadInput(fields={"customers": f"are more than {most}"})
    return least, most


def _unused(view: Reading, draw: Callable[[], str]) -> SessionId:
    """An id that neither a session nor a ticket has."""
    for _ in range(DRAWS):
        name = draw()
        known = view.group_session(SessionId(name)), view.ticket(TicketId(name))
        if known == (None, None):
            return SessionId(name)
    raise KioskError(detail=f"{DRAWS} ids drawn for a session, all of them taken")


def _joinable(view: Reading, draft: Draft, at: datetime) -> GroupSession:
    session = found_session(view, SessionId(draft.session or ""))
    if (session.branch, session.service) != (draft.branch, draft.service):
        detail = f"no session {session.id} of {draft.service} in {draft.branch}"
        raise NotFound(detail=detail)
    if session.status is not SessionStatus.PLANNED:
        detail = f"session {session.id} is {session.status}"
        raise Refused(Reason.NOT_ALLOWED_NOW, detail=detail)
    if session.start_at <= at:
        raise Refused(Reason.PAST, detail=f"session {session.id} has begun")
    theirs = view.joined(session.id, draft.customer) if draft.customer else None
    if theirs:
        detail = f"this customer is in session {session.id} already"
        raise AlreadyBooked(detail=detail, ticket=theirs.id)
    return session
