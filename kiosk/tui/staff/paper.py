"""Paper at the counter: first ones for walk-ins, further ones that say so."""

from collections.abc import Mapping
from typing import Final

from kiosk.domain.branch import Branch
from kiosk.domain.ports import Backend, Outcome, Printed, PrintOrder, TicketPrinter
from kiosk.domain.ticket import Placed, TicketId
from kiosk.errors import KioskError, Reason
from kiosk.text import clean
from kiosk.tui.staff.dialogs.reprint import Copy
from kiosk.tui.staff.doing import Teller
from kiosk.tui.staff.refusals import refusal
from kiosk.tui.staff.voice import Voice

_SAID: Final = frozenset(
    {
        Reason.PAPER_OUT,
        Reason.COVER_OPEN,
        Reason.PRINTER_OFFLINE,
        Reason.PRINTER_SILENT,
        Reason.PRINTER_BUSY,
    }
)


class Paper:
    """Prints, and says what came of it."""

    def __init__(
        self,
        backend: Backend,
        printers: Mapping[str, TicketPrinter],
        branch: Branch,
        name: str,
        voice: Voice,
        teller: Teller,
    ) -> None:
        """`printers` by name, the usual one first; `name` is this console's, on the paper."""
        self._backend, self._printers, self._branch = backend, printers, branch
        self._name, self._voice, self._teller = name, voice, teller
        self._last: dict[TicketId, int] = {}

    async def first(self, placed: Placed, locale: str) -> None:
        """The first paper of a new number."""
        printer = next(iter(self._printers.values()), None)
        if printer:
            order = PrintOrder(placed, self._branch, locale, self._name)
            self._tell(placed, await printer.print(order))

    async def next_copy(self, ticket: TicketId) -> int | None:
        """Which copy the next paper will be; None when nobody knows.

        The first one may have come from another printer: this one is a copy in any case.
        """
        counts = []
        for printer in self._printers.values():
            try:
                counts.append(await printer.copies(ticket))
            except KioskError:
                return None
        return 1 + max(1, self._last.get(ticket, 1), *counts)

    async def again(self, ticket: TicketId, wanted: Copy) -> None:
        """So many more papers of a ticket, each with its COPY on it."""
        printer = self._printers.get(wanted.printer)
        if printer is None:
            return
        try:
            placed = await self._backend.ticket(ticket)
        except KioskError as error:
            self._teller.refused(refusal(self._voice, error))
            return
        for _ in range(wanted.copies):
            copy = await self.next_copy(ticket) or 2
            order = PrintOrder(
                placed, self._branch, wanted.locale, self._name, copy=copy
            )
            printed = await printer.print(order)
            self._tell(placed, printed)
            if printed.outcome is Outcome.NOT_PRINTED:
                return

    def _tell(self, placed: Placed, printed: Printed) -> None:
        self._last[placed.ticket.id] = printed.copy
        say, number = self._voice.say, clean(placed.ticket.number, 8)
        match printed.outcome:
            case Outcome.PRINTED | Outcome.BLIND if printed.copy > 1:
                text = say("staff-printed-copy", number=number, copy=printed.copy)
                self._teller.done(text)
            case Outcome.PRINTED | Outcome.BLIND:
                self._teller.done(say("staff-printed", number=number))
            case Outcome.UNKNOWN:
                self._teller.refused(say("staff-print-unknown", number=number))
            case _:
                known = printed.reason in _SAID
                why = f"staff-print-{printed.reason}" if known else "staff-print-else"
                text = say("staff-not-printed", number=number, why=say(why))
                self._teller.refused(text)
