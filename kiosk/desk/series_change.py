"""What is done to dates of a series, in one transaction: cancelled, or moved by wall time.

From a date on, or for all that are still to come, the rule ends before the first of them; a move
begins a new series there, split from the old one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from kiosk.desk.appointments import day_of, renumbered
from kiosk.desk.series_dates import Finder, Found, Sought, sought
from kiosk.desk.series_make import Hand
from kiosk.desk.series_view import Standing, belonging, standing, stored_series
from kiosk.desk.session_deeds import Instruction, perform
from kiosk.desk.step import step
from kiosk.desk.undo import let_go
from kiosk.domain.claims import booked
from kiosk.domain.events import Deed
from kiosk.domain.recurrence import ends_by, shifted, wall_time_between
from kiosk.domain.series import Scope, SeriesChange
from kiosk.domain.sessions import SeriesId, SessionChange, SessionDeed
from kiosk.domain.splitting import ended_before, moved_on
from kiosk.domain.stored_series import StoredDate, StoredSeries
from kiosk.domain.storing import Reading, Writing
from kiosk.domain.ticket import Ticket, TicketId
from kiosk.errors import BadInput, KioskError, Reason, Refused
from kiosk.text import clean

LONGEST_REASON: Final = 200

_FURTHEST: Final = timedelta(days=731)
_NONE: Final = timedelta()


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of a series, and who asks for it. `name` is the id of a series split from it."""

    change: SeriesChange
    hand: Hand
    name: SeriesId

    @property
    def reason(self) -> str:
        """Why, for the event rows."""
        return clean(self.change.reason, LONGEST_REASON)


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a change: the dates it touched as they are now, in the series they are in
    now, and those left, with a reason where it is not that somebody is there already."""

    series: SeriesId
    dates: Sequence[StoredDate] = ()
    left: Mapping[StoredDate, Reason | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Part:
    """The dates of a series that a change is for: `movable` or not. The rule is to end before
    `split`; None: it goes on."""

    series: StoredSeries
    this: Standing
    movable: tuple[Standing, ...]
    fixed: tuple[Standing, ...]
    split: datetime | None

    @property
    def zone(self) -> ZoneInfo:
        """The series' zone."""
        return ZoneInfo(self.series.zone)


def change(tx: Writing, of: str, edit: Edit) -> Done:
    """Errors as `kiosk.domain.series.Recurring.change_series`."""
    part = _part(tx, of, edit)
    if edit.change.start is None:
        return _cancel(tx, part, edit)
    return _move(tx, part, _start(edit, edit.change.start), edit)


def _part(view: Reading, of: str, edit: Edit) -> _Part:
    series = _series(view, of)
    known = (standing(view, date) for date in view.series_dates(series.id))
    dates = [one for one in known if one and not one.is_final]
    this = next((one for one in dates if one.owner == of), None)
    if this is None:
        raise Refused(Reason.NOT_ALLOWED_NOW, detail=f"{of} is over")
    scope = edit.change.scope
    if scope is Scope.THIS:
        dates = [this]
    elif scope is Scope.FOLLOWING:
        since = this.date.original
        dates = [one for one in dates if one.date.original >= since]
    now = edit.hand.at
    movable = tuple(one for one in dates if one.is_to_come(now))
    fixed = tuple(one for one in dates if one not in movable)
    return _Part(series, this, movable, fixed, _split(scope, this, movable))


def _series(view: Reading, of: str) -> StoredSeries:
    name = belonging(view, of)
    ticket = None if name is None else view.ticket(TicketId(of))
    if ticket and ticket.booking and ticket.booking.session:
        detail = f"{ticket.number} takes part in session {ticket.booking.session}"
        raise Refused(Reason.NOT_ALLOWED_NOW, detail=detail)
    if name is None:
        raise Refused(Reason.NOT_ALLOWED_NOW, detail=f"{of} is of no series")
    return stored_series(view, name)


def _split(
    scope: Scope, this: Standing, movable: Iterable[Standing]
) -> datetime | None:
    match scope:
        case Scope.THIS:
            return None
        case Scope.FOLLOWING:
            return this.date.original
        case _:
            originals = (one.date.original for one in movable)
            return min(originals, default=this.date.original)


def _cancel(tx: Writing, part: _Part, edit: Edit) -> Done:
    for one in part.movable:
        _end(tx, one, edit)
    if part.split is not None:
        _end_rule(tx, part.series, part.split)
    left = dict.fromkeys(one.date for one in part.fixed)
    return Done(part.series.id, [one.date for one in part.movable], left)


def _end(tx: Writing, one: Standing, edit: Edit) -> None:
    hand = edit.hand
    if isinstance(one.made, Ticket):
        step(tx, one.made, Deed.CANCEL, hand.at, hand.actor, reason=edit.reason)
        let_go(tx, one.made)
        return
    wish = SessionChange(SessionDeed.CANCEL, text=edit.reason)
    perform(tx, one.made, _instruction(wish, hand))


def _end_rule(tx: Writing, series: StoredSeries, split: datetime) -> None:
    wish = replace(series.wish, rule=ended_before(series.wish.rule, split))
    tx.save_series(replace(series, wish=wish, ended=True))


def _move(tx: Writing, part: _Part, start: datetime, edit: Edit) -> Done:
    by = wall_time_between(part.this.start, start, part.zone)
    left: dict[StoredDate, Reason | None] = dict.fromkeys(o.date for o in part.fixed)
    if not by:
        return Done(part.series.id, left=left)
    wish = part.series.wish
    asked = sought(edit.hand.floor, wish.service, wish.lane, wish.staff, wish.locale)
    found = _places(tx, part, start, asked, edit.hand)
    moved = [(one, place) for one, place in found if place.reason is None]
    left |= {one.date: place.reason for one, place in found if place.reason}
    if not moved:
        return Done(part.series.id, left=left)
    split = part.split
    series = part.series if split is None else _split_off(tx, part, split, by, edit)
    for one, place in moved:
        _carry(tx, one, place, series.id, edit)
    dates = [one.date for one, _ in moved]
    if split is not None:
        dates = [_hand_over(tx, one, part, series, by) for one in dates]
        _hand_over_gaps(tx, part, split, series, by)
    return Done(series.id, sorted(dates, key=lambda one: one.original), left)


def _start(edit: Edit, start: datetime) -> datetime:
    now = edit.hand.at
    if start.tzinfo is None:
        raise BadInput(fields={"start": "has no zone"})
    if not now < start <= now + _FURTHEST:
        problem = "is over" if start <= now else "is too far ahead"
        raise BadInput(fields={"start": problem})
    return start.astimezone(UTC)


def _places(
    view: Reading, part: _Part, start: datetime, asked: Sought, hand: Hand
) -> Sequence[tuple[Standing, Found]]:
    """Where each date goes, in an order in which each finds the time of the next ones free.

    One that finds none stays, and is in the way of those that come after it here.
    BadInput ("start") when the service never begins at that time of day.
    """
    by = wall_time_between(part.this.start, start, part.zone)
    own = {one.owner for one in part.movable}
    finder = Finder(view, hand.floor, asked, hand.at, own)
    found = []
    for one in sorted(part.movable, key=lambda one: one.start, reverse=by > _NONE):
        is_this = one.owner == part.this.owner
        wanted = start if is_this else shifted(one.start, by, part.zone)
        place = finder.find(one.date.original, wanted, one.lane)
        if place.off_grid and is_this:
            raise BadInput(fields={"start": "is not a time of this service"})
        if place.reason:
            own.discard(one.owner)
        found.append((one, place))
    return found


def _split_off(
    tx: Writing, part: _Part, split: datetime, by: timedelta, edit: Edit
) -> StoredSeries:
    old, zone = part.series, part.zone
    rule, start = moved_on(old.wish.rule, old.wish.start, zone, split, by)
    made_until = shifted(old.made_until, by, zone)
    new = StoredSeries(
        id=edit.name,
        wish=replace(old.wish, rule=rule, start=start),
        zone=old.zone,
        made_until=made_until,
        parent=old.id,
        ended=ends_by(rule, start, zone, made_until),
    )
    _end_rule(tx, old, split)
    tx.save_series(new)
    return new


def _carry(
    tx: Writing, one: Standing, place: Found, series: SeriesId, edit: Edit
) -> None:
    """To its new time."""
    hand = edit.hand
    if isinstance(one.made, Ticket):
        _carry_ticket(tx, one.made, place, series, edit)
        return
    deed, start = SessionDeed.MOVE, place.wanted
    wish = SessionChange(deed, start=start, text=edit.reason)
    perform(tx, one.made, _instruction(wish, hand))


def _carry_ticket(
    tx: Writing, ticket: Ticket, place: Found, series: SeriesId, edit: Edit
) -> None:
    hand, plan = edit.hand, edit.hand.floor.plan
    rules = sought(hand.floor, ticket.service).rules
    if place.start is None or place.lane is None or ticket.booking is None:
        raise KioskError(detail=f"{ticket.number} is moved to no time")
    start, end = place.start.at, place.start.end
    day = day_of(tx, plan, hand.day, start, hand.at)
    claims = booked(place.lane, ticket.service, rules, start, ticket.id)
    tx.claim(ticket.branch, claims, {ticket.id}, hand.at)
    tx.free(ticket.id, claims)
    booking = replace(
        ticket.booking,
        end_at=end,
        lane=place.lane,
        changes=ticket.booking.changes + 1,
        series=series,
    )
    renamed = renumbered(tx, ticket, day, plan, rules)
    moved = replace(renamed, start_at=start, rank_at=start, booking=booking)
    step(tx, moved, Deed.RESCHEDULE, hand.at, hand.actor, reason=edit.reason)


def _hand_over(
    tx: Writing, date: StoredDate, part: _Part, series: StoredSeries, by: timedelta
) -> StoredDate:
    """A date goes over to the series that was split off; as it is known there."""
    there = replace(date, original=shifted(date.original, by, part.zone))
    tx.drop_series_date(part.series.id, date.original)
    tx.add_series_date(series.id, there)
    session = tx.group_session(date.session) if date.session else None
    if session:
        now = replace(session, series=series.id, original_start=there.original)
        tx.save_group_session(now)
    return there


def _hand_over_gaps(
    tx: Writing, part: _Part, split: datetime, series: StoredSeries, by: timedelta
) -> None:
    """What was left out stays left out."""
    for date in tx.series_dates(part.series.id):
        is_gap = date.ticket is None and date.session is None
        if is_gap and date.original >= split:
            _hand_over(tx, date, part, series, by)


def _instruction(wish: SessionChange, hand: Hand) -> Instruction:
    return Instruction(wish, hand.floor.plan, hand.day, hand.at, hand.actor)
