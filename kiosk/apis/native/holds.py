"""How many times one key keeps at once: nobody takes a whole day away with a loop."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Final

from kiosk.domain.access import Caller
from kiosk.domain.booking import Holder
from kiosk.domain.claims import HOLD
from kiosk.errors import KioskError, TooBusy

MOST_HOLDS: Final = 60
"""Of one key. A key may be shared by every kiosk of a house, with one customer at each."""

_SECONDS: Final = HOLD.total_seconds()


class Holds:
    """Who holds by which key, and until when at the longest. Forgets by itself."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """`clock` gives seconds."""
        self._clock = clock
        self._until: dict[str, dict[Holder, float]] = {}

    @contextmanager
    def counted(self, caller: Caller, holder: Holder) -> Iterator[None]:
        """Count `holder` in while they are given a time, and for good when they get one.

        TooBusy when the key has `MOST_HOLDS` others.
        """
        now = self._clock()
        theirs = self._until.setdefault(caller.id, {})
        for one in [one for one, until in theirs.items() if until <= now]:
            del theirs[one]
        before = theirs.get(holder)
        if before is None and len(theirs) >= MOST_HOLDS:
            raise TooBusy(
                detail=f"{MOST_HOLDS} times are held by this key already",
                retry_after=math.ceil(min(theirs.values()) - now),
            )
        theirs[holder] = now + _SECONDS
        try:
            yield
        except KioskError:
            if before is None:
                self.ended(caller, holder)
            raise

    def ended(self, caller: Caller, holder: Holder | None) -> None:
        """Forget a hold that was let go, or has become an appointment."""
        if holder is not None:
            self._until.get(caller.id, {}).pop(holder, None)
