"""Creates that cannot double, at systems that know no idempotency keys.

An errand is on disk before its first byte leaves. Whatever comes back is judged by
`kiosk.apis.outcomes`; what nobody can know is looked up by its mark, at growing intervals, for
longer than their reads lag. What surfaces afterwards and is nobody's, is cancelled by the sweep.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final, TypeVar

from kiosk.apis.asking import LIMITS, Asked, Limits
from kiosk.domain.errands import Errand, ErrandId, Errands
from kiosk.domain.ports import Clock, Once

T = TypeVar("T")

WORRYING: Final = timedelta(minutes=2)
"""How long an errand may be unsettled before staff are told."""


class Journal:
    """Makes things at other systems once, keeps what is in doubt, and settles it."""

    def __init__(
        self,
        errands: Errands,
        clock: Clock,
        new_id: Callable[[], str],
        monotonic: Callable[[], float],
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        limits: Limits = LIMITS,
    ) -> None:
        """`new_id` makes ids of 10 characters; `monotonic` counts seconds."""
        raise NotImplementedError

    async def make(
        self,
        system: str,
        asked: Asked[T],
        mark: str,
        about: Mapping[str, Any],
        once: Once | None,
        before: Sequence[str] = (),
        then: str | None = None,
    ) -> T:
        """Create something once, in `limits.budget` seconds.

        `mark` is what their row will carry: unique, or a lane's that has nothing in doubt (see
        `busy`). `before`: live ids under it. `then`: what is cancelled when the new one is
        certain; it is tried again by the sweep. The same `once` again gives the same one, read
        anew, or waits for the one under way.

        Raises what `asked.post` refused with; Unavailable OFFLINE when nothing was sent;
        Ambiguous when nobody knows (nothing may be handed out, what surfaces is cancelled), and
        again for the same `once` until that is settled; KeyTrouble KEY_REUSED; TooBusy for a mark
        that is in doubt; Unavailable STORE_* when nothing could be written down.
        """
        raise NotImplementedError

    def busy(self, system: str) -> frozenset[str]:
        """The marks no other errand may use now: under way, or in doubt."""
        raise NotImplementedError

    async def recover(
        self, system: str, asked_for: Callable[[Errand], Asked[Any]]
    ) -> int:
        """Look up all that is in doubt, before the first customer; how many still are.

        What somebody may come back for (same `once`, younger than `limits.orphan`) is kept for
        them; anything else that is found is cancelled.
        """
        raise NotImplementedError

    async def sweep(
        self, system: str, asked_for: Callable[[Errand], Asked[Any]]
    ) -> int:
        """Cancel what surfaced late, finish second halves; now and then, every 10 s or so. How
        many rows were cancelled as ghosts."""
        raise NotImplementedError

    def worries(self, system: str) -> Sequence[Errand]:
        """Errands that are unsettled for longer than `WORRYING`, oldest first."""
        raise NotImplementedError

    async def aclose(self) -> None:
        """Stop what is under way; it stays in doubt, for `recover`."""
        raise NotImplementedError


def about_errand(errand: ErrandId) -> dict[str, str]:
    """What a log line says of an errand."""
    return {"errand": errand}
