"""Time on a lane: ticks of five minutes, and who has claimed them.

A lane and a tick are claimed by one owner at most: the store's primary key sees to that. A hold
is a claim that ends by itself.
"""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from kiosk.domain.branch import BookingRules, LaneId, ServiceId

TICK_MINUTES = 5
HOLD = timedelta(seconds=180)

NOBODY: Collection[str] = frozenset()

_TICK = timedelta(minutes=TICK_MINUTES)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Claim(NamedTuple):
    """A tick of a lane, and the appointment it is kept for. A tuple: a day has thousands.

    `tick` and `start` count five minutes since 1970 UTC; `start` is when the appointment begins.
    `owner` is a ticket's id or a hold's; a hold has an end, `expires_at`.
    """

    lane: LaneId
    tick: int
    owner: str
    service: ServiceId
    start: int
    expires_at: datetime | None = None


def tick_of(instant: datetime) -> int:
    """The tick that `instant` is in."""
    return (instant - _EPOCH) // _TICK


def tick_from(instant: datetime) -> int:
    """The first tick that does not begin before `instant`."""
    return -((_EPOCH - instant) // _TICK)


def instant_of(tick: int) -> datetime:
    """When a tick begins, UTC."""
    return _EPOCH + tick * _TICK


def ticks_of(rules: BookingRules, start: int) -> range:
    """The ticks that an appointment at tick `start` keeps its lane for, in ascending order."""
    before, during, after = lengths(rules)
    return range(start - before, start + during + after)


def lengths(rules: BookingRules) -> tuple[int, int, int]:
    """Ticks before, during and after an appointment; what is begun counts whole."""
    minutes = (rules.before, rules.minutes, rules.after)
    before, during, after = (-(-each // TICK_MINUTES) for each in minutes)
    return before, during, after


def booked(
    lane: LaneId, service: ServiceId, rules: BookingRules, start: datetime, owner: str
) -> tuple[Claim, ...]:
    """The claims of an appointment, in the order they are to be stored: all or none."""
    first = tick_of(start)
    return tuple(
        Claim(lane, tick, owner, service, first) for tick in ticks_of(rules, first)
    )


def held(
    claims: Iterable[Claim], now: datetime, before: Iterable[Claim] = ()
) -> tuple[Claim, ...]:
    """The same claims as a hold that ends 180 s from now.

    `before` is what the owner holds already. For the same appointment the earlier end stays, so
    that nobody keeps a time by asking again and again.
    """
    ends = {
        (old.owner, old.service, old.start): old.expires_at
        for old in before
        if old.expires_at and is_live(old, now)
    }
    return tuple(
        new._replace(
            expires_at=ends.get((new.owner, new.service, new.start), now + HOLD)
        )
        for new in claims
    )


def overlong(now: datetime) -> datetime:
    """No hold ends after this, but one of a clock that was ahead and was put right."""
    return now + 2 * HOLD


def is_live(claim: Claim, now: datetime) -> bool:
    """Whether a claim still counts at `now`."""
    return claim.expires_at is None or claim.expires_at > now
