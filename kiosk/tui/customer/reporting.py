"""A kiosk tells its queue how it is, so that staff see it before a customer tells them."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Protocol

from kiosk import __version__
from kiosk.domain.branch import BranchState
from kiosk.errors import KioskError
from kiosk.tui.customer.paper import PaperTray
from kiosk.tui.customer.ready import Ready
from kiosk.tui.customer.skew import Corrected

if TYPE_CHECKING:
    from kiosk.domain.serving import KioskHealth

SECONDS: Final = 20.0
"""Between two reports; staff are told of a kiosk that is silent for a minute."""


class Shown(Protocol):
    """What the kiosk is about."""

    @property
    def states(self) -> Sequence[BranchState]:
        """The branches it offers."""

    @property
    def last_number(self) -> str:
        """The last number it gave; "" before the first."""


class Reporter:
    """Reports to a branch that is the only one offered; nobody looks after a kiosk for many."""

    def __init__(
        self, ready: Ready, paper: PaperTray, shown: Shown, clock: Corrected
    ) -> None:
        """`paper` knows the printer, `clock` how wrong the kiosk's own one is."""
        self._ready, self._paper, self._shown = ready, paper, shown
        self._clock = clock

    async def for_ever(self) -> None:
        """A report now and then. One that gets lost is made good by the next."""
        if not self._ready.backend.capabilities.serving:
            return
        while True:
            await asyncio.sleep(SECONDS)
            states = self._shown.states
            if len(states) != 1:
                continue
            try:
                await self._ready.backend.report(states[0].branch.id, self._health())
            except KioskError:
                continue

    def _health(self) -> "KioskHealth":
        from kiosk.domain.serving import KioskHealth  # loaded by the warming up

        status, ahead = self._paper.status, self._clock.ahead
        return KioskHealth(
            name=self._ready.name or "kiosk",
            version=__version__,
            at=self._clock.now(),
            printer=status.reason if status and not status.ready else None,
            paper_low=bool(status and status.low),
            last_number=self._shown.last_number,
            skew=None if ahead is None else round(ahead, 1),
        )
