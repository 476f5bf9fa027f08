"""Series: their dates told beforehand, made all in one transaction, and gone on with."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from kiosk.desk.floor import Floor
from kiosk.desk.series_dates import Finder, Found, Sought, sought
from kiosk.desk.series_make import AHEAD, Hand, in_sessions, made
from kiosk.domain.branch import LaneId
from kiosk.domain.customer import CustomerId
from kiosk.domain.ports import Once
from kiosk.domain.recurrence import check_rule, dates, ends_by
from kiosk.domain.series import OnConflict, SeriesWish
from kiosk.domain.sessions import MOST_AHEAD, SeriesId
from kiosk.domain.stored_series import StoredSeries
from kiosk.domain.stored_sessions import Made
from kiosk.domain.storing import Reading, Writing
from kiosk.errors import BadInput, SlotTaken

_FURTHEST: Final = timedelta(days=731)
_GRIDLESS: Final = "is not a time of this service"


def checked(floor: Floor, wish: SeriesWish, at: datetime) -> SeriesWish:
    """The wish, cut to what is kept; without its `instead` it stays true for later dates.

    NotFound; BadInput ("rule", "start", "customers", "lane"); Refused NOT_APPOINTABLE.
    """
    asked = sought(floor, wish.service, wish.lane, wish.staff)
    check_rule(wish.rule, wish.start)
    if not at < wish.start <= at + AHEAD:
        problem = "is over" if wish.start <= at else f"is over {MOST_AHEAD} days ahead"
        raise BadInput(fields={"start": problem})
    _check_customers(asked, wish.customers)
    return replace(wish, start=wish.start.astimezone(UTC))


def found(
    view: Reading, floor: Floor, wish: SeriesWish, at: datetime
) -> Sequence[Found | datetime]:
    """Every date up to the horizon, in order: with its verdict, or alone where it is left out.

    BadInput ("rule": no date; "start": off the grid; "instead": no date of the rule;
    "customers").
    """
    if any(view.customer(one) is None for one in wish.customers):
        raise BadInput(fields={"customers": "has somebody who does not exist"})
    zone = floor.plan.hours.zone
    originals = dates(wish.rule, wish.start, zone, at + AHEAD)
    if not originals:
        problem = f"has no date within {MOST_AHEAD} days"
        raise BadInput(fields={"rule": problem})
    if not set(wish.instead) <= set(originals):
        raise BadInput(fields={"instead": "has what is no date of this series"})
    verdicts = tuple(_verdicts(view, floor, wish, originals, at))
    seen = [one for one in verdicts if isinstance(one, Found)]
    if any(one.off_grid for one in seen) and all(one.start is None for one in seen):
        raise BadInput(fields={"start": _GRIDLESS})
    return verdicts


def make(
    tx: Writing, wish: SeriesWish, once: Once | None, name: SeriesId, hand: Hand
) -> StoredSeries:
    """Make a series with all its dates. Errors as `kiosk.domain.series.Recurring.create_series`."""
    verdicts = found(tx, hand.floor, wish, hand.at)
    _check_verdicts(wish, verdicts)
    zone = hand.floor.plan.hours.zone
    series = StoredSeries(
        id=name,
        wish=replace(wish, instead={}),
        zone=zone.key,
        made_until=hand.horizon,
        ended=ends_by(wish.rule, wish.start, zone, hand.horizon),
    )
    tx.save_series(series)
    for one in verdicts:
        tx.add_series_date(name, made(tx, series, one, hand))
    if once:
        tx.add_made(Made(once, name, hand.at))
    return series


def go_on(tx: Writing, series: StoredSeries, hand: Hand) -> int:
    """Make the dates that came within reach; how many. One that can't be had is left out.

    A date that is known stays what it is. With nobody left to come, the series ends.
    """
    wish, zone = series.wish, ZoneInfo(series.zone)
    there = tuple(one for one in wish.customers if tx.customer(one))
    series = replace(series, wish=replace(wish, customers=there))
    is_deserted = (
        bool(wish.customers) and not there and not in_sessions(hand.floor, wish)
    )
    known = {one.original for one in tx.series_dates(series.id)}
    reached = () if is_deserted else new_dates(series, hand.horizon)
    new = [one for one in reached if one not in known]
    for one in _verdicts(tx, hand.floor, series.wish, new, hand.at):
        tx.add_series_date(series.id, made(tx, series, one, hand))
    over = is_deserted or ends_by(wish.rule, wish.start, zone, hand.horizon)
    until = max(series.made_until, hand.horizon)
    tx.save_series(replace(series, made_until=until, ended=over))
    return len(new)


def new_dates(series: StoredSeries, horizon: datetime) -> Sequence[datetime]:
    """The dates up to `horizon` that were out of reach so far."""
    wish, zone = series.wish, ZoneInfo(series.zone)
    return dates(wish.rule, wish.start, zone, horizon, after=series.made_until)


def is_due(series: StoredSeries, horizon: datetime) -> bool:
    """Whether a series has dates to be made up to `horizon`, or is over by then."""
    wish, zone = series.wish, ZoneInfo(series.zone)
    is_over = ends_by(wish.rule, wish.start, zone, horizon)
    return is_over or bool(new_dates(series, horizon))


def _check_customers(asked: Sought, customers: Sequence[CustomerId]) -> None:
    places = asked.service.places
    most = places.most if places else 1
    if len(set(customers)) != len(customers):
        raise BadInput(fields={"customers": "has somebody twice"})
    if len(customers) > most:
        raise BadInput(fields={"customers": f"are more than {most}"})


def _check_verdicts(wish: SeriesWish, verdicts: Iterable[Found | datetime]) -> None:
    """SlotTaken when a date can't be had and all are wanted, or when none can."""
    seen = [one for one in verdicts if isinstance(one, Found)]
    missing = [one for one in seen if one.reason]
    wants_all = wish.on_conflict is OnConflict.ABORT
    if missing and (wants_all or len(missing) == len(seen)):
        first = missing[0]
        detail = f"{wish.service} at {first.wanted.isoformat()}: {first.reason}"
        raise SlotTaken(first.reason, detail=detail)
    if not seen:
        raise BadInput(fields={"instead": "leaves out every date"})


def _verdicts(
    view: Reading,
    floor: Floor,
    wish: SeriesWish,
    originals: Iterable[datetime],
    at: datetime,
) -> Iterator[Found | datetime]:
    """All on one lane where that is free."""
    asked = sought(floor, wish.service, wish.lane, wish.staff, wish.locale)
    people = len(wish.customers) if in_sessions(floor, wish) else 1
    finder = Finder(view, floor, replace(asked, people=people), at)
    lane: LaneId | None = None
    for original in originals:
        wanted = wish.instead.get(original, original)
        if wanted is None:
            yield original
            continue
        one = finder.find(original, _within_reach(wanted, at), lane)
        lane = lane or one.lane
        yield one


def _within_reach(instant: datetime, at: datetime) -> datetime:
    """BadInput ("instead") for what the calendar of an appointment does not reach."""
    if instant.tzinfo is None:
        raise BadInput(fields={"instead": "has a time without zone"})
    if instant > at + _FURTHEST:
        raise BadInput(fields={"instead": "has a time that is too far ahead"})
    return instant.astimezone(UTC)
