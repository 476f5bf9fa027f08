"""The printer beside the screen: how it is, and what became of a ticket."""

from collections.abc import Callable

from kiosk.domain.ports import Outcome, PrinterStatus, PrintOrder, TicketPrinter
from kiosk.tui.customer.number_given import Paper

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
        self._printing = False
        self.status: PrinterStatus | None = None

    @property
    def works(self) -> bool:
        """As far as is known; without a printer nothing can be out of order."""
        return self.status is None or self.status.ready

    @property
    def at_first(self) -> Paper:
        """What to say before anything is known."""
        return Paper.PRINTING if self._printer else Paper.NONE

    async def look(self) -> None:
        """Ask the printer how it is, unless it is at work."""
        if self._printer is None or self._printing:
            return
        worked = self.works
        self.status = await self._printer.status()
        if self.works is not worked:
            self._changed()

    async def print(self, order: PrintOrder) -> Paper:
        """Put a ticket on paper; what to say about it."""
        if self._printer is None:
            return Paper.NONE
        self._printing = True
        try:
            printed = await self._printer.print(order)
        finally:
            self._printing = False
        return _TOLD[printed.outcome]
