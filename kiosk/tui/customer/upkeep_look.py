"""Looks at what a technician wants to know: the queue's answer, the printer, the machine."""

import asyncio
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Final

from kiosk.errors import KioskError, Reason
from kiosk.tui.customer.paper import PaperTray
from kiosk.tui.customer.ready import Ready
from kiosk.tui.customer.skew import Corrected
from kiosk.tui.customer.upkeep_words import Answer, Seen

if TYPE_CHECKING:
    from kiosk.tui.customer.moment import Moment
    from kiosk.tui.customer.tools import Facts

PATIENCE: Final = 5.0
"""Seconds until a queue that says nothing doesn't answer."""

EVERY: Final = 9.0
"""Seconds after which a look is taken anew."""


class Looking:
    """Keeps what was seen last."""

    def __init__(
        self, ready: Ready, paper: PaperTray, clock: Corrected, *, themes: int
    ) -> None:
        """`paper` knows the printer, `clock` how wrong the kiosk's own one is."""
        self._ready, self._paper, self._clock = ready, paper, clock
        self._themes = themes
        self._facts: Facts | None = None
        self._answer: Answer | None = None
        self._at: float | None = None

    @property
    def due(self) -> bool:
        """Whether the last look was a while ago."""
        return self._at is None or monotonic() - self._at >= EVERY

    async def look(self) -> None:
        """Ask everybody."""
        self._at = monotonic()
        upkeep = self._ready.upkeep
        asked = asyncio.gather(self._ask(), self._paper.look())
        if upkeep:
            self._facts = await upkeep.facts()
        await asked

    def seen(self, moment: "Moment") -> Seen:
        """What is known at that moment."""
        ready = self._ready
        return Seen(
            panel=replace(moment.panel, large=False),
            states=moment.states,
            wanted=ready.branch,
            has_printer=ready.printer is not None,
            scanner=self._scanner(),
            measured=ready.screen_mm is not None,
            themes=self._themes,
            printer=self._paper.status,
            facts=self._facts,
            answer=self._answer,
            ahead=self._clock.ahead,
        )

    def forget(self) -> None:
        """Look anew the next time."""
        self._at = self._answer = None

    async def _ask(self) -> None:
        began, reason = monotonic(), None
        try:
            async with asyncio.timeout(PATIENCE):
                await self._ready.backend.branches()
        except TimeoutError:
            reason = Reason.TIMEOUT
        except KioskError as error:
            reason = error.reason
        took = monotonic() - began
        self._answer = Answer(self._ready.clock.now(), took, reason)

    def _scanner(self) -> str:
        """Its state as a word; "off" when keys are a person's only; "" when it types them."""
        ready = self._ready
        if ready.scanner:
            return str(ready.scanner.state)
        return "off" if ready.scans and not ready.scans.keys else ""
