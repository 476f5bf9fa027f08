"""What is known of a queue nobody shows: the last ticket that was seen waiting in it.

Skiplino tells how many are before a ticket, and only of a ticket one has. So a newcomer's place is
about one behind the last that was seen, for as long as that is recent; and otherwise not known.
Nothing is ever booked to find out.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from kiosk.domain.branch import ServiceId
from kiosk.domain.ports import Clock
from kiosk.domain.theirs import Told
from kiosk.domain.ticket import FINAL, Kind, Status

RECENT: Final = timedelta(minutes=2)
"""How long a sight of a queue is worth telling."""

GIVEN_UP: Final = timedelta(hours=12)
"""A ticket that never ends, as one with a status nobody knows, is not looked at any longer."""

OFTEN: Final = timedelta(seconds=10)
USUAL: Final = timedelta(seconds=30)
SELDOM: Final = timedelta(seconds=60)

NEAR: Final = 5
FAR: Final = 15
"""Minutes of waiting: below the first one looks often, above the second seldom."""


@dataclass(frozen=True, slots=True)
class Glimpse:
    """About how many a newcomer would have before them, at `at` (aware UTC)."""

    ahead: int
    at: datetime


class Glimpses:
    """The last sight of each service's queue."""

    def __init__(self, clock: Clock) -> None:
        """`clock` tells how old a sight is."""
        self._clock = clock
        self._seen: dict[ServiceId, tuple[str, datetime, Glimpse]] = {}

    def note(self, told: Told, kind: Kind | None = Kind.WALKIN) -> None:
        """A ticket was seen. The one that was booked last counts; once it is called, nothing."""
        if told.service is None or kind is not Kind.WALKIN:
            return
        known, now = self._seen.get(told.service), self._clock.now()
        if told.status is Status.WAITING and told.ahead is not None:
            booked = told.booked_at or now
            if known is None or known[0] == told.id or booked >= known[1]:
                seen = Glimpse(told.ahead + 1, now)
                self._seen[told.service] = told.id, booked, seen
        elif known and known[0] == told.id:
            del self._seen[told.service]

    def of(self, service: ServiceId) -> Glimpse | None:
        """About how many are before a newcomer; None when nobody can say."""
        known = self._seen.get(service)
        if known is None or self._clock.now() - known[2].at > RECENT:
            return None
        return known[2]


def next_look(
    told: Told, now: datetime, since: datetime | None = None
) -> datetime | None:
    """When a ticket is to be looked at again; None when it never is.

    Often when its turn is near, seldom when it is far, every half minute when nobody says or its
    word is unknown. It ends with a final status, or 12 hours after `since`: when it was booked,
    or its time where that is later. An appointment is looked at every minute until a quarter of
    an hour before its time.
    """
    if told.status in FINAL:
        return None
    begun = max(filter(None, (told.booked_at, told.start, since)), default=now)
    if now - begun > GIVEN_UP:
        return None
    return now + _pause(told, now)


def _pause(told: Told, now: datetime) -> timedelta:
    if told.status is Status.BOOKED and told.start is not None:
        return SELDOM if told.start - now > FAR * _MINUTE else USUAL
    if told.wait is None:
        return USUAL
    if told.wait < NEAR:
        return OFTEN
    return SELDOM if told.wait > FAR else USUAL


_MINUTE: Final = timedelta(minutes=1)
