"""A ticket once more: on the glass, and on paper that says it is not the first."""

import logging
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, Final, Protocol

from kiosk.domain.ports import PrintOrder
from kiosk.domain.ticket import Placed, TicketId
from kiosk.errors import KioskError
from kiosk.tui.customer.guide import Guide
from kiosk.tui.customer.number_given import Paper
from kiosk.tui.customer.paper import PaperTray
from kiosk.tui.customer.ready import Ready
from kiosk.tui.customer.sending import Sending
from kiosk.tui.customer.session import state_at

MOST_COPIES: Final = 3
"""Papers of one ticket from this kiosk; who needs more asks at the desk."""

_log = logging.getLogger(__name__)


class Reader(Guide, Protocol):
    """Who reads it."""

    def say_paper(self, placed: Placed, paper: Paper) -> None:
        """What becomes of the paper."""


class Copies:
    """Nothing is printed here without COPY on it."""

    def __init__(
        self,
        ready: Ready,
        guide: Reader,
        paper: PaperTray,
        work: Callable[[Coroutine[Any, Any, None], str], None],
    ) -> None:
        """`work` runs something beside the screen, in a group of that name."""
        self._ready, self._guide, self._paper, self._work = ready, guide, paper, work

    async def put_out(
        self, placed: Placed, is_there: Callable[[], bool], *, moved: bool = False
    ) -> None:
        """To who asked for it, if they are there. Who `moved` it needs a paper with the new time,
        however many there are with the old."""
        copies = await self._copies(placed.ticket.id)
        if not is_there():
            return
        guide, state = self._guide, state_at(placed.ticket.branch, self._guide.states)
        if copies >= MOST_COPIES and not moved:
            guide.go(guide.session, sending=Sending.NOT_YET)
            guide.notify(guide.speaker.say("mine-copies"))
            return
        printer = self._ready.printer
        first = self._paper.at_first if state else Paper.NONE
        guide.go(guide.session.got(placed), sending=Sending.NOT_YET, paper=first)
        if state is None or printer is None or guide.session.placed is not placed:
            return
        locale = guide.session.locale or placed.ticket.locale
        copy = max(2, copies + 1)
        order = PrintOrder(placed, state.branch, locale, self._ready.name, copy=copy)
        tell = partial(guide.say_paper, placed)
        self._work(self._paper.print(order, tell), "print")

    async def _copies(self, ticket: TicketId) -> int:
        """A spool that can't be read is no reason to keep a number back: printing will say it."""
        printer = self._ready.printer
        try:
            return await printer.copies(ticket) if printer else 0
        except KioskError as error:
            _log.warning("copies are not known", extra={"said": str(error.reason)})
            return 0
