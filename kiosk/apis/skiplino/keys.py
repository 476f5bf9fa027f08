"""Which key goes along, and what is done when none is good any more."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from kiosk.domain.ports import Clock
from kiosk.errors import Denied

QUIET: Final = timedelta(seconds=60)
"""How long nobody is asked after every key was refused: a revoked key is no reason for a storm."""


class Keys:
    """The keys of one company in the order they are tried; the one that worked stays."""

    def __init__(self, keys: Sequence[str], clock: Clock) -> None:
        """None at all is allowed: every answer is a refusal then."""
        self._keys, self._clock = tuple(keys) or ("",), clock
        self._at = 0
        self._quiet_until: datetime | None = None

    def current(self) -> str:
        """The key to use. Denied while all of them are known to be refused."""
        if self._quiet_until and self._clock.now() < self._quiet_until:
            raise Denied(detail="no key of ours is good there")
        return self._keys[self._at]

    def refused(self, key: str, tried: Sequence[str]) -> bool:
        """A key was refused, in a call that `tried` those before; whether another is worth a try.

        Denied from now on, for a while, when none is left.
        """
        left = [one for one in self._keys if one != key and one not in tried]
        if not left:
            self._quiet_until = self._clock.now() + QUIET
            return False
        self._at = self._keys.index(left[0])
        return True

    def accepted(self) -> None:
        """A call with the current key was answered."""
        self._quiet_until = None
