"""Who is next, and why.

Waiting tickets fall into bands, and a lower band goes first: who keeps a place, who has
priority, whose appointment is due, who walked in, whose appointment is still to come. Within a
band the higher priority goes first, then the earlier time, then the order of issue.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from types import MappingProxyType

from kiosk.domain.branch import ServiceId
from kiosk.domain.ticket import Kind, Status, Ticket

DUE_BEFORE = timedelta(minutes=2)
LATE_AFTER = timedelta(minutes=15)
RECALL_COOLDOWN = timedelta(minutes=5)
MAX_STREAK = 2
TARGET_MINUTES = 20

SortKey = tuple[int, int, datetime, int]


class Band(IntEnum):
    """A lower band goes first."""

    KEEPS_PLACE = 0
    PRIORITY = 1
    APPOINTMENT = 2
    WALKIN = 3
    EARLY = 4


class Why(StrEnum):
    """Why it is somebody's turn, for operators and the event row."""

    KEEPS_PLACE = "keeps its place"
    URGENT = "urgent"
    PRIORITY = "priority"
    APPOINTMENT = "appointment due"
    LATE = "late appointment, longest waiting"
    WALKIN = "longest waiting"
    OVERDUE = "waits longer than its target"
    EARLY = "appointment still to come, nobody else waits"


CHOSEN = "chosen"
"""Why somebody was called out of turn. Such a call says nothing about whose turn it is next."""

_BEFORE_WALKINS = frozenset({Why.URGENT, Why.PRIORITY, Why.APPOINTMENT})
_AS_WALKINS = frozenset({Why.LATE, Why.WALKIN, Why.OVERDUE, Why.EARLY})


@dataclass(frozen=True, slots=True)
class Choice:
    """Whose turn it is. `streak` is to be handed to the next choice."""

    ticket: Ticket
    reason: Why
    streak: int


def band(ticket: Ticket, now: datetime) -> Band:
    """Where a waiting ticket stands at `now`. Who checked in late waits as a walk-in does."""
    if ticket.keep_place:
        return Band.KEEPS_PLACE
    if ticket.priority > 0:
        return Band.PRIORITY
    if ticket.kind is not Kind.APPOINTMENT or ticket.start_at is None:
        return Band.WALKIN
    if ticket.start_at + LATE_AFTER < ticket.joined_at:
        return Band.WALKIN
    return Band.APPOINTMENT if ticket.start_at <= now + DUE_BEFORE else Band.EARLY


def sort_key(ticket: Ticket, now: datetime) -> SortKey:
    """Smallest first is the calling order at `now`, the fairness guard aside."""
    where = band(ticket, now)
    by_appointment = where in (Band.APPOINTMENT, Band.EARLY)
    time = ticket.start_at if by_appointment and ticket.start_at else ticket.rank_at
    return (where, -ticket.priority, time, ticket.seq)


def choose(
    candidates: Iterable[Ticket],
    now: datetime,
    *,
    streak: int = 0,
    targets: Mapping[ServiceId, int] = MappingProxyType({}),
) -> Choice | None:
    """Who is next among tickets of the services a counter serves; None when nobody is.

    Only waiting ones count, and nobody for 5 minutes after an unanswered call. `streak` is how
    many turns in a row went to priority and due appointments: after two, the first walk-in goes
    before them once it waits longer than its service's target (`targets`, in minutes, else 20).
    """
    ready = [ticket for ticket in candidates if _is_ready(ticket, now)]
    if not ready:
        return None
    first = min(ready, key=lambda ticket: sort_key(ticket, now))
    if streak >= MAX_STREAK and band(first, now) in (Band.PRIORITY, Band.APPOINTMENT):
        overdue = _overdue_walkin(ready, now, targets)
        if overdue is not None:
            return Choice(overdue, Why.OVERDUE, 0)
    return Choice(first, _why(first, now), _streak_after(first, now, streak))


def upcoming(
    candidates: Iterable[Ticket],
    now: datetime,
    *,
    streak: int = 0,
    targets: Mapping[ServiceId, int] = MappingProxyType({}),
    most: int = 3,
) -> Sequence[Choice]:
    """Who would be chosen one after another if nothing else happened, `most` at most.

    Of each service as many have to be among the candidates.
    """
    left = {ticket.id: ticket for ticket in candidates}
    found: list[Choice] = []
    while len(found) < most:
        choice = choose(left.values(), now, streak=streak, targets=targets)
        if choice is None:
            break
        found.append(choice)
        streak = choice.streak
        del left[choice.ticket.id]
    return found


def streak_of(reasons: Iterable[str]) -> int:
    """The row of turns that stands after calls for these reasons, the newest first.

    For who has forgotten it: the event rows tell.
    """
    streak = 0
    for reason in reasons:
        if reason in _BEFORE_WALKINS:
            streak += 1
        elif reason in _AS_WALKINS:
            break
    return streak


def _is_ready(ticket: Ticket, now: datetime) -> bool:
    """Waiting, and not just called in vain. A call from the future is a clock set back."""
    if ticket.status is not Status.WAITING:
        return False
    called_at = ticket.called_at
    if called_at is None or (ticket.serving_at and ticket.serving_at >= called_at):
        return True
    return not called_at <= now < called_at + RECALL_COOLDOWN


def _overdue_walkin(
    ready: Iterable[Ticket], now: datetime, targets: Mapping[ServiceId, int]
) -> Ticket | None:
    walkins = [ticket for ticket in ready if band(ticket, now) is Band.WALKIN]
    first = min(walkins, key=lambda ticket: sort_key(ticket, now), default=None)
    if first is None:
        return None
    target = timedelta(minutes=targets.get(first.service, TARGET_MINUTES))
    return first if now - first.joined_at > target else None


def _streak_after(ticket: Ticket, now: datetime, streak: int) -> int:
    """A kept place neither lengthens nor breaks a row of turns that went before walk-ins."""
    match band(ticket, now):
        case Band.PRIORITY | Band.APPOINTMENT:
            return streak + 1
        case Band.KEEPS_PLACE:
            return streak
        case _:
            return 0


def _why(ticket: Ticket, now: datetime) -> Why:
    match band(ticket, now):
        case Band.KEEPS_PLACE:
            return Why.KEEPS_PLACE
        case Band.PRIORITY:
            return Why.URGENT if ticket.priority > 1 else Why.PRIORITY
        case Band.APPOINTMENT:
            return Why.APPOINTMENT
        case Band.EARLY:
            return Why.EARLY
        case Band.WALKIN:
            return Why.LATE if ticket.kind is Kind.APPOINTMENT else Why.WALKIN
