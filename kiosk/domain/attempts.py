"""The PIN of a panel: which may be used, and how long to wait after wrong ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from kiosk.domain.operators import LONGEST_PIN, pin_problem

FEWEST_DIGITS: Final = 6
"""An operator's PIN opens a counter and is looked after by a server; this one opens the machine."""

MOST: Final = 5
"""So many wrong PINs within `WINDOW` lock for `LOCK`."""

WINDOW: Final = timedelta(minutes=15)
LOCK: Final = timedelta(minutes=15)
DELAYS: Final = tuple(timedelta(seconds=each) for each in (0, 1, 2, 4, 8))
"""Until the next try, by the number of wrong PINs."""

_NONE: Final = timedelta()


def panel_pin_problem(pin: str) -> str | None:
    """What is wrong with a new PIN, for who sets it; None when it may be used.

    As an operator's, with 6 digits at least, and three different ones among them.
    """
    digits = pin.isascii() and pin.isdigit()
    if not digits or not FEWEST_DIGITS <= len(pin) <= LONGEST_PIN:
        return f"must be {FEWEST_DIGITS} to {LONGEST_PIN} digits"
    few = len(set(pin)) < 3
    return pin_problem(pin) or ("is too easy to guess" if few else None)


@dataclass(frozen=True, slots=True)
class Attempts:
    """Wrong PINs, oldest first, and a lock that still holds; aware instants, UTC."""

    wrong: Sequence[datetime] = ()
    locked_until: datetime | None = None

    def at(self, now: datetime) -> "Attempts":
        """What counts at `now`. A clock that was set back makes no wait longer than it was."""
        until = self.locked_until
        if until and until > now:
            return Attempts((), min(until, now + LOCK))
        return Attempts(tuple(min(w, now) for w in self.wrong if now - w < WINDOW))

    def wait(self, now: datetime) -> timedelta:
        """How long until a PIN is looked at again; nothing when it would be now."""
        known = self.at(now)
        if known.locked_until:
            return known.locked_until - now
        if not known.wrong:
            return _NONE
        return max(_NONE, known.wrong[-1] + DELAYS[len(known.wrong)] - now)

    def failed(self, now: datetime) -> "Attempts":
        """One more wrong PIN at `now`."""
        wrong = (*self.at(now).wrong, now)
        return Attempts((), now + LOCK) if len(wrong) >= MOST else Attempts(wrong)
