"""How often they may be asked: so many calls a minute, so many a month, and not while they say wait.

One budget is shared by all that speak to a site. What a customer has begun comes before what is
only looked at: reads leave some calls of each minute, and the last of the month, to creates.
"""

import logging
from collections import deque
from collections.abc import Callable
from math import ceil
from typing import Final, Protocol

from kiosk.domain.ports import Clock
from kiosk.errors import TooBusy, Unavailable

LONGEST_PAUSE: Final = 60
"""Seconds of a `Retry-After` we believe."""

KEPT: Final = 3
"""Calls of a minute that reads leave to creates, at most a third of it."""

MOST_AHEAD: Final = 20
"""Calls that are written down together: a disk is slower than they are."""

_MINUTE: Final = 60.0
_HOUR: Final = 3_600
_LOG: Final = logging.getLogger(__name__)


class Spent(Protocol):
    """Where the month's calls are counted, beyond the end of the process."""

    def read(self) -> tuple[str, int]:
        """The month ("2026-11", UTC) and its calls so far; ("", 0) when nothing is known."""
        ...

    def keep(self, month: str, calls: int) -> None:
        """Durable when it returns. Unavailable."""
        ...


class Budget:
    """Counts calls before they are made. `monotonic` counts seconds."""

    def __init__(
        self,
        a_minute: int,
        a_month: int,
        clock: Clock,
        monotonic: Callable[[], float],
        spent: Spent | None = None,
    ) -> None:
        """Without `spent` the month is counted from the start of the process."""
        self._a_minute, self._a_month = a_minute, a_month
        self._clock, self._monotonic, self._spent = clock, monotonic, spent
        self._month, self._calls = spent.read() if spent else ("", 0)
        self._kept = self._calls
        self._recent: deque[float] = deque()
        self._paused_until = float("-inf")

    def take(self, *, urgent: bool) -> None:
        """Count a call that is about to be made. TooBusy, and nothing is counted, when it may not.

        `urgent`: a customer has begun something, and this call is part of it.
        """
        now = self._monotonic()
        if now < self._paused_until:
            wait = ceil(self._paused_until - now)
            raise TooBusy(detail="they asked to wait", retry_after=wait)
        self._check_minute(now, urgent=urgent)
        self._check_month(urgent=urgent)
        self._recent.append(now)
        self._calls += 1
        self._keep()

    def pause(self, seconds: int) -> None:
        """They said when to come back; `LONGEST_PAUSE` at most."""
        wait = min(LONGEST_PAUSE, max(1, seconds))
        self._paused_until = max(self._paused_until, self._monotonic() + wait)

    def left(self) -> int:
        """Calls of this month that are left."""
        self._turn()
        return max(0, self._a_month - self._calls)

    @property
    def is_short(self) -> bool:
        """Whether reads are refused for what is left of the month."""
        return self.left() <= self._reserve

    @property
    def _reserve(self) -> int:
        return self._a_month // 20

    def _check_minute(self, now: float, *, urgent: bool) -> None:
        recent = self._recent
        while recent and recent[0] <= now - _MINUTE:
            recent.popleft()
        kept = 0 if urgent else min(KEPT, self._a_minute // 3)
        most = max(1, self._a_minute - kept)
        if len(recent) >= most:
            wait = ceil(recent[len(recent) - most] + _MINUTE - now)
            raise TooBusy(detail="this minute's calls are used up", retry_after=wait)

    def _check_month(self, *, urgent: bool) -> None:
        left = self.left()
        if left <= (0 if urgent else self._reserve):
            detail = f"{left} of this month's calls are left"
            raise TooBusy(detail=detail, retry_after=_HOUR)

    def _turn(self) -> None:
        """A new month begins at nothing. A clock that was set back goes on counting."""
        month = f"{self._clock.now():%Y-%m}"
        if month > self._month:
            self._month, self._calls, self._kept = month, 0, 0

    def _keep(self) -> None:
        """Some calls at a time, before they are made: an end in between counts them all.

        A disk that is full is no reason not to book: it is counted in memory meanwhile.
        """
        if self._spent is None or self._calls <= self._kept:
            return
        ahead = min(MOST_AHEAD, max(1, self._a_month // 200))
        kept = self._calls + ahead - 1
        try:
            self._spent.keep(self._month, kept)
        except Unavailable as error:
            _LOG.warning("calls are not kept", extra={"detail": error.detail})
        else:
            self._kept = kept
