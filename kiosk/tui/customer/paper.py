"""The printer beside the screen: how it is, and what became of a ticket."""

import asyncio
from collections.abc import Callable

from kiosk.domain.ports import Outcome, PrinterStatus, PrintOrder, TicketPrinter
from kiosk.tui.customer.number_given import Paper

STILL_SECONDS = 10.0
"""A paper that takes longer is worth a word."""

_TOLD = {
    Outcome.PRINTED: Paper.TAKE,
    Outcome.BLIND: Paper.TAKE,
    Outcome.NOT_PRINTED: Paper.FAILED,
    Outcome.UNKNOWN: Paper.UNSURE,
}


class PaperTray:
    """Asks one printer, or none, and tells when its state changes."""

    def __init__(
        self, printer: TicketPrinter | None, changed: Callable[[], None]
    ) -> None:
        """`changed` is called when the printer became ready, or stopped being it."""
        self._printer, self._changed = printer, changed
        self._printing = 0
        self._looking = False
        self.status: PrinterStatus | None = None

    @property
    def works(self) -> bool:
        """As far as is known; without a printer nothing can be out of order."""
        return self.status is None or self.status.ready

    @property
    def at_first(self) -> Paper:
        """What to say before anything is known."""
        return Paper.PRINTING if self._printer else Paper.NONE

    @property
    def busy(self) -> bool:
        """Whether a paper is on its way."""
        return self._printing > 0

    async def look(self) -> None:
        """Ask the printer how it is, unless it is at work."""
        if self._printer is None or self._printing or self._looking:
            return
        worked, self._looking = self.works, True
        try:
            self.status = await self._printer.status()
        finally:
            self._looking = False
        if self.works is not worked:
            self._changed()

    async def print(self, order: PrintOrder, tell: Callable[[Paper], None]) -> None:
        """Put a ticket on paper, and tell how that goes."""
        if self._printer is None:
            return
        slow = asyncio.get_running_loop().call_later(STILL_SECONDS, tell, Paper.STILL)
        self._printing += 1
        try:
            printed = await self._printer.print(order)
        finally:
            self._printing -= 1
            slow.cancel()
        tell(_TOLD[printed.outcome])
