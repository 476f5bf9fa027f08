"""Codes and phone numbers that nobody has: the more were tried, the longer is the wait."""

from datetime import datetime, timedelta
from typing import Final

MOST_MISSES: Final = 5
"""So many in one visit end it."""

_FREE: Final = 3
_REMEMBERED: Final = timedelta(minutes=10)
_PAUSE: Final = timedelta(seconds=5)
_LONGEST: Final = timedelta(seconds=60)


class Misses:
    """Codes that nobody has, whoever typed them: the more there are, the longer is the wait.

    A branch has few live codes among ten million, so what matters is how many can be tried.
    """

    def __init__(self) -> None:
        """None."""
        self._at: list[datetime] = []

    def note(self, now: datetime) -> None:
        """One more."""
        self._at = [*self._recent(now), now]

    def pause(self, now: datetime) -> timedelta:
        """How long from `now` on nobody may try: nothing for the first three in ten minutes,
        then 5 s, 10 s, 20 s, 40 s, and 60 s from then on."""
        recent = self._recent(now)
        if len(recent) <= _FREE:
            return timedelta()
        doublings = min(len(recent) - _FREE - 1, 4)
        pause = min(_PAUSE * (1 << doublings), _LONGEST)
        return max(timedelta(), pause - abs(now - recent[-1]))

    def _recent(self, now: datetime) -> list[datetime]:
        """A clock that was set makes nobody wait for longer."""
        return [at for at in self._at if abs(now - at) < _REMEMBERED]
