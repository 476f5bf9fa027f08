"""The last touch: the number is taken, or the time is booked, shown and put on paper."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Protocol

from kiosk.domain.branch import Branch
from kiosk.domain.intent import Intent
from kiosk.domain.ports import PrintOrder
from kiosk.domain.ticket import Draft, Placed
from kiosk.errors import KioskError
from kiosk.tui.customer.guide import Guide
from kiosk.tui.customer.issuing import once_for
from kiosk.tui.customer.number_given import Paper
from kiosk.tui.customer.paper import PaperTray
from kiosk.tui.customer.ready import Ready
from kiosk.tui.customer.sending import Sending
from kiosk.tui.customer.session import state_of
from kiosk.tui.customer.taking import Taking

if TYPE_CHECKING:
    from kiosk.tui.customer.joining import Joining
    from kiosk.tui.customer.reserving import Reserving

SLOW_SECONDS: Final = 3.0


class Giver(Guide, Protocol):
    """Who leads the customer, up to the number in their hand."""

    @property
    def reserving(self) -> "Reserving":
        """The way to an appointment."""

    @property
    def joining(self) -> "Joining":
        """The way into a session."""

    def refuse(self, error: KioskError) -> None:
        """Say what happened, and lead back from it."""

    def after_refresh(self, then: Callable[[], None]) -> None:
        """Do something once the page is on the glass."""

    def say_sending(self, how: Sending) -> None:
        """How far it is."""

    def say_paper(self, placed: Placed, paper: Paper) -> None:
        """What becomes of the paper."""


class Giving:
    """Takes one number for each last touch."""

    def __init__(
        self,
        ready: Ready,
        guide: Giver,
        paper: PaperTray,
        taking: Taking,
        work: Callable[[Coroutine[Any, Any, None], str], None],
    ) -> None:
        """`work` runs something beside the screen, in a group of that name."""
        self._ready, self._guide, self._work = ready, guide, work
        self._paper, self._taking = paper, taking

    def begin(self) -> bool:
        """Take the number, or book the time, once; False when nothing is chosen any more."""
        session = self._guide.session
        state = state_of(session, self._guide.states)
        if not (state and session.service and session.key and session.locale):
            return False
        draft = Draft(state.branch.id, session.service, session.group, session.locale)
        self._work(self._take(draft, session.key, state.branch), "take")
        self._guide.say_sending(Sending.UNDER_WAY)
        return True

    async def _take(self, draft: Draft, key: str, branch: Branch) -> None:
        slow = asyncio.get_running_loop().call_later(
            SLOW_SECONDS, self._guide.say_sending, Sending.SLOW
        )
        try:
            if self._guide.session.joins:
                draft = await self._guide.joining.draft(draft)
            elif self._guide.session.start:
                draft = await self._guide.reserving.draft(draft)
            once = once_for(draft, key, self._ready.name)
            intent = Intent(draft, once, self._ready.clock.now())
            placed = await self._taking.take(intent)
        except KioskError as error:
            self._guide.refuse(error)
        else:
            self._got(placed, intent, branch)
        finally:
            slow.cancel()

    def _got(self, placed: Placed, intent: Intent, branch: Branch) -> None:
        """The number is on the glass before the printer hears of it."""
        guide, paper = self._guide, self._paper.at_first
        guide.go(guide.session.got(placed), sending=Sending.NOT_YET, paper=paper)
        if guide.session.placed is not placed:  # out of service meanwhile
            self._taking.forsake(intent)
            return
        guide.after_refresh(partial(self._taking.shown, intent))
        order = PrintOrder(placed, branch, placed.ticket.locale, self._ready.name)
        tell = partial(guide.say_paper, placed)
        self._work(self._paper.print(order, tell), "print")
