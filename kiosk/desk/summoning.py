"""Customers who ask at a kiosk for somebody to come. Kept in mind only."""

from datetime import datetime, timedelta
from typing import Final

from kiosk.domain.serving import Summons

KEPT: Final = timedelta(minutes=10)
"""Whoever asked before that has been helped, or has gone."""

MOST: Final = 200
"""Kiosks that ask at once; a further one is not heard until one of them is attended to."""


class Summoned:
    """Which kiosks of a branch wait for somebody, and who of the staff could see it.

    `watching` counts the consoles that follow the branch right now.
    """

    def __init__(self) -> None:
        """Nobody asks, and nobody watches."""
        self.watching = 0
        self._since: dict[str, datetime] = {}

    def add(self, kiosk: str, now: datetime) -> bool:
        """Whether that is news: who asked already counts from the first time."""
        self._forget(now)
        if kiosk in self._since or len(self._since) >= MOST:
            return False
        self._since[kiosk] = now
        return True

    def is_shown(self, kiosk: str) -> bool:
        """Whether who waits there is on anybody's screen."""
        return kiosk in self._since and self.watching > 0

    def drop(self, kiosk: str) -> bool:
        """Whether anybody was waiting there."""
        return self._since.pop(kiosk, None) is not None

    def waiting(self, now: datetime) -> tuple[Summons, ...]:
        """Who waits at `now`, the oldest first."""
        self._forget(now)
        return tuple(Summons(kiosk, at) for kiosk, at in self._since.items())

    def _forget(self, now: datetime) -> None:
        """A clock that was set back does not make anybody wait for longer."""
        over = [one for one, at in self._since.items() if abs(now - at) >= KEPT]
        for kiosk in over:
            del self._since[kiosk]
