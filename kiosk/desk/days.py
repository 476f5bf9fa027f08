"""The turn of the business day: the old one is closed, nothing is deleted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Final

from kiosk.desk.missing import give_up, miss, missed, shut_out
from kiosk.desk.plan import Plan
from kiosk.domain.day import BusinessDay
from kiosk.domain.storing import End, Writing
from kiosk.domain.ticket import Status
from kiosk.domain.transitions import ALLOWED, DAY_END

ACTOR: Final = "day end"
CLOSED: Final = "closed at day end"

SET_BACK: Final = timedelta(hours=12)
"""A day that begins further ahead than this was begun by a wrong clock.

Less, and it is the summer time's end, or a clock put right by a little: the day just goes on.
"""


def _ends(why: str) -> Mapping[Status, End]:
    return MappingProxyType(
        {
            status: End(deed, ALLOWED[deed].after or status, why)
            for status, deed in DAY_END.items()
        }
    )


_ENDS: Final = _ends(CLOSED)


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
    caught up. One that was closed before its time turns at the same hour.
    """
    branch = plan.branch.id
    last = tx.day(branch)
    if last is None:
        return _begun(tx, plan, plan.hours.label(now), now)
    if _counts_from(last, now) - now > SET_BACK:
        last = tx.resume_day(last, now)
    since = _counts_from(last, now)
    until = plan.hours.next_turn(since)
    if now < until:
        return Turned(last, since, until, tx.newest_rank(branch))
    ended = tx.end_all(branch, _ENDS, now, ACTOR)
    for ticket in shut_out(tx, plan, last, now):
        give_up(tx, ticket, now, ACTOR)
    for ticket in tx.begun(branch, now):
        if ticket.day_seq == last.seq:
            miss(tx, ticket, now, ACTOR)
    if last.closed_at is None:
        tx.close_day(last, now)
    return _begun(tx, plan, plan.hours.label(now, last.label), now, ended)


def close(tx: Writing, day: BusinessDay, at: datetime, actor: str) -> int:
    """End the running day before its time; how many tickets that ended.

    It stays the running day, so that no number is given twice. Who is booked stays so: the day
    may go on.
    """
    ended = tx.end_all(day.branch, _ends(f"closed by {actor}"), at, actor)
    tx.close_day(day, at)
    return ended


def reopen(tx: Writing, plan: Plan, day: BusinessDay, at: datetime) -> None:
    """A day that was closed before its time goes on. Whose time is over by now did not miss it."""
    over = {ticket.id for ticket in missed(tx, plan, at)}
    for ticket in shut_out(tx, plan, day, at):
        if ticket.id in over:
            give_up(tx, ticket, at, ACTOR)
    tx.reopen_day(day)


def _begun(
    tx: Writing, plan: Plan, label: date, now: datetime, ended: int = 0
) -> Turned:
    day = tx.open_day(plan.branch.id, label, now)
    tx.mark_beginning(day)
    return Turned(day, now, plan.hours.next_turn(now), None, ended)


def _counts_from(day: BusinessDay, now: datetime) -> datetime:
    """The instant whose next boundary ends the day: its beginning, as soon as that is past.

    So a clock that was set back by mistake, and is put right again, ends no day.
    """
    if day.resumed_at is None or day.opened_at <= now:
        return day.opened_at
    return day.resumed_at
