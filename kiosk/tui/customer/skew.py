"""What time it is for the queue, told by what it wrote and by a clock that nobody sets."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kiosk.domain.ports import Clock

APART: Final = 3.0
"""Seconds between two readings that tell whether the queue's clock goes on."""

SLACK: Final = 1.0
"""Seconds by which they may disagree: `as_of` may come without its fraction."""

LASTS: Final = 600.0
"""Seconds until a worse reading is preferred to an old one: two clocks drift apart."""

YEARS: Final = range(2000, 3000)
"""A clock that shows another one is not listened to."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the queue wrote at its `as_of`: between `asked` and `heard` (monotonic seconds) if
    it wrote that for this question, before it if not."""

    as_of: datetime
    asked: float
    heard: float

    @property
    def width(self) -> float:
        """Seconds within which it was written; half of it is how far it may be wrong."""
        return self.heard - self.asked

    def at(self, instant: float) -> datetime:
        """What the queue's clock shows at `instant` (monotonic), were it written half-way."""
        return self.as_of + timedelta(
            seconds=instant - (self.asked + self.heard) / 2,
        )

    def follows(self, earlier: "Reading") -> bool:
        """Whether `as_of` went on as time did: then both were written when asked for."""
        went = (self.as_of - earlier.as_of).total_seconds()
        least, most = self.asked - earlier.heard, self.heard - earlier.asked
        return least - SLACK <= went <= most + SLACK

    def agrees(self, other: "Reading") -> bool:
        """Whether both can be of one clock."""
        apart = self.at(self.heard) - other.at(self.heard)
        doubt = (self.width + other.width) / 2 + SLACK
        return abs(apart.total_seconds()) <= doubt


@dataclass(frozen=True, slots=True)
class Skew:
    """What is known of the queue's clock, as far as that is certain.

    Nobody wrote a state later than it was heard: that much is certain of the first one. That it
    is no older takes two that follow each other; `best` is the narrowest of those, None before.
    (A queue that always answers as of ten minutes ago passes for one whose clock is late.)
    """

    best: Reading | None = None
    last: Reading | None = None

    def learn(self, reading: Reading) -> "Skew":
        """After one more of them."""
        best, last = self.best, self.last
        if last and reading.asked - last.heard < APART:
            return self
        if last is None or not reading.follows(last):
            return replace(self, last=reading)
        keep = (
            best is not None
            and best.width < reading.width
            and best.agrees(reading)
            and reading.heard - best.heard < LASTS
        )
        return Skew(best if keep else reading, reading)


class Corrected:
    """The queue's time, as far as it is known; else the kiosk's own.

    It goes on by the monotonic clock from one reading to the next, so that a wall clock that is
    set meanwhile moves nothing on the glass.
    """

    def __init__(self, own: "Clock", monotonic: Callable[[], float]) -> None:
        """`own` is the kiosk's wall clock; `monotonic` counts seconds."""
        self._own, self.monotonic = own, monotonic
        self._skew = Skew()
        self._from: tuple[float, datetime] | None = None
        self._sure = False

    def now(self) -> datetime:
        """The present instant, aware, UTC."""
        if self._from is None:
            return self._own.now()
        since, then = self._from
        return then + timedelta(seconds=self.monotonic() - since)

    @property
    def ahead(self) -> float | None:
        """Seconds by which the kiosk's own clock is ahead of the queue's; None: not known."""
        if not self._sure:
            return None
        return (self._own.now() - self.now()).total_seconds()

    def learn(self, as_of: datetime, asked: float) -> None:
        """The queue's answer has come to what was `asked` then (monotonic)."""
        if as_of.year not in YEARS:
            return
        heard, own = self.monotonic(), self._own.now()
        self._skew = self._skew.learn(Reading(as_of, asked, heard))
        best = self._skew.best
        now = best.at(heard) if best else own
        self._sure = best is not None or as_of > now
        self._from = heard, max(now, as_of)
