"""How often one key may look for what nobody has: codes and phone numbers are not tried out."""

import math
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Final, TypeVar

from kiosk.domain.access import Caller, Role
from kiosk.domain.branch import BranchId
from kiosk.errors import NotFound, TooBusy

MOST_MISSES: Final = 20
"""Of one key. A key may be shared by every kiosk of a house."""

WITHIN_SECONDS: Final = 600.0

T = TypeVar("T")


@dataclass(slots=True)
class _Tries:
    """When nothing was found, and the mark of what it was, the oldest first; and how many are
    looking right now."""

    missed: deque[tuple[float, int | None]] = field(default_factory=deque)
    running: int = 0


class Guesses:
    """Who looked in vain by which key, and when. Forgets by itself."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """`clock` gives seconds."""
        self._clock = clock
        self._tries: dict[str, _Tries] = {}

    async def counted(
        self,
        caller: Caller,
        branch: BranchId,
        look: Callable[[], Awaitable[T]],
        *,
        code: str = "",
    ) -> T:
        """What `look` finds. Nothing, or NotFound, is a miss; what is found forgives none.

        TooBusy after `MOST_MISSES` within `WITHIN_SECONDS`, until the oldest is that old. Who
        looks right now counts until they have found something. A `code` is one guess at however
        many branches it is looked for, and none once it is found: a kiosk of several asks each.
        """
        tries = self._tries.setdefault(_who(caller, branch), _Tries())
        self._check(tries)
        mark = hash(code) if code else None
        tries.running += 1
        try:
            found = await look()
        except NotFound:
            self._miss(tries, mark)
            raise
        finally:
            tries.running -= 1
        if not found:
            self._miss(tries, mark)
        elif mark is not None:
            tries.missed = deque(miss for miss in tries.missed if miss[1] != mark)
        return found

    def _miss(self, tries: _Tries, mark: int | None) -> None:
        if mark is None or all(mark != known for _, known in tries.missed):
            tries.missed.append((self._clock(), mark))

    def _check(self, tries: _Tries) -> None:
        now, missed = self._clock(), tries.missed
        while missed and now - missed[0][0] >= WITHIN_SECONDS:
            missed.popleft()
        if len(missed) + tries.running < MOST_MISSES:
            return
        is_full = len(missed) >= MOST_MISSES
        wait = math.ceil(missed[0][0] + WITHIN_SECONDS - now) if is_full else 1
        raise TooBusy(detail=f"{MOST_MISSES} were looked for in vain", retry_after=wait)


def _who(caller: Caller, branch: BranchId) -> str:
    """The key; over the machine's own socket nobody has one, and each branch counts by itself."""
    return f"{caller.id} {branch}" if caller.role is Role.OWNER else caller.id
