"""The turn of the business day: the old one is closed, nothing is deleted."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from kiosk.desk.missing import miss
from kiosk.desk.plan import Plan
from kiosk.domain.day import BusinessDay
from kiosk.domain.storing import End, Writing
from kiosk.domain.transitions import ALLOWED, DAY_END

ACTOR: Final = "day end"
CLOSED: Final = "closed at day end"

SET_BACK: Final = timedelta(hours=12)
"""A day that begins further ahead than this was begun by a wrong clock.

Less, and it is the summer time's end, or a clock put right by a little: the day just goes on.
"""

_ENDS: Final = MappingProxyType(
    {
        status: End(deed, ALLOWED[deed].after or status, CLOSED)
        for status, deed in DAY_END.items()
    }
)


@dataclass(frozen=True, slots=True)
class Turned:
    """The day that runs now, and from when to when it is believed.

    It is to be looked at again when the clock shows `until`, or an instant well before `since`.
    `newest_rank` is the latest place in its queue so far, if somebody waits. `ended` is how
    many tickets the end of the day before took with it.
    """

    day: BusinessDay
    since: datetime
    until: datetime
    newest_rank: datetime | None
    ended: int = 0


def turn(tx: Writing, plan: Plan, now: datetime) -> Turned:
    """Begin a new business day if the one that runs is over, and close that.

    Who waits, was called or is parked expires; who is being served counts as served; who was
    booked and did not come is a no-show. A day ends
    at the first boundary hour after it began, whatever it is called: with a clock that was
    ahead once and was put right, days still turn, under the same label until the calendar has
    caught up.
    """
    branch = plan.branch.id
    last = tx.day(branch)
    if last is None:
        return _begun(tx.open_day(branch, plan.hours.label(now), now), plan, 0)
    if _counts_from(last, now) - now > SET_BACK:
        last = tx.resume_day(last, now)
    since = _counts_from(last, now)
    until = plan.hours.next_turn(since)
    if now < until:
        return Turned(last, since, until, tx.newest_rank(branch))
    ended = tx.end_all(branch, _ENDS, now, ACTOR)
    for ticket in tx.begun(branch, now):
        if ticket.day_seq == last.seq:
            miss(tx, ticket, now, ACTOR)
    tx.close_day(last, now)
    label = plan.hours.label(now, last.label)
    return _begun(tx.open_day(branch, label, now), plan, ended)


def _begun(day: BusinessDay, plan: Plan, ended: int) -> Turned:
    until = plan.hours.next_turn(day.opened_at)
    return Turned(day, day.opened_at, until, None, ended)


def _counts_from(day: BusinessDay, now: datetime) -> datetime:
    """The instant whose next boundary ends the day: its beginning, as soon as that is past.

    So a clock that was set back by mistake, and is put right again, ends no day.
    """
    if day.resumed_at is None or day.opened_at <= now:
        return day.opened_at
    return day.resumed_at
