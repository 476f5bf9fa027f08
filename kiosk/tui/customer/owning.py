"""What a customer does with the ticket they came with: check in, move, give back, print."""

import logging
from collections.abc import Callable, Coroutine
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from kiosk.domain.branch import BranchState
from kiosk.domain.own_ticket import Own
from kiosk.domain.ticket import Placed, Status, TicketId
from kiosk.errors import (
    AlreadyBooked,
    Ambiguous,
    KioskError,
    Reason,
    Refused,
    SlotTaken,
)
from kiosk.tui.customer.arrived import in_doubt, refusal
from kiosk.tui.customer.copies import Copies, Reader
from kiosk.tui.customer.insisting import insist, is_lost
from kiosk.tui.customer.moment import Moment
from kiosk.tui.customer.number_given import Paper
from kiosk.tui.customer.paper import PaperTray
from kiosk.tui.customer.ready import Ready
from kiosk.tui.customer.sending import Sending
from kiosk.tui.customer.session import Errand, Session, state_at

if TYPE_CHECKING:
    from kiosk.tui.customer.reserving import Reserving

Deed = Callable[[Placed, object], Coroutine[Any, Any, None]]
"""What is done with a ticket in a visit, which may be over before it is done."""

_log = logging.getLogger(__name__)


class Owner(Reader, Protocol):
    """Who leads the customer, also to other times."""

    @property
    def moment(self) -> Moment:
        """What is known."""

    @property
    def reserving(self) -> "Reserving":
        """The way to a time."""

    def ask(
        self, heading: str, text: str, *, yes: str, no: str, then: Callable[[bool], Any]
    ) -> None:
        """A question over the page."""


class Owning:
    """One thing at a time; nothing is sent twice, and nothing is printed without COPY on it."""

    def __init__(
        self,
        ready: Ready,
        guide: Owner,
        paper: PaperTray,
        work: Callable[[Coroutine[Any, Any, None], str], None],
    ) -> None:
        """`work` runs something beside the screen, in a group of that name."""
        self._ready, self._guide, self._work = ready, guide, work
        self._copies = Copies(ready, guide, paper, work)
        self._visit = object()

    def choose(self, own: Own) -> None:
        """What its button was touched for."""
        match own:
            case Own.CHECK_IN:
                self._send(self._check_in)
            case Own.MOVE:
                self._move()
            case Own.LEAVE:
                self._guide.go(self._guide.session.leave())
            case Own.PRINT:
                self._send(self._print_again)

    def leave(self, *, sure: bool) -> None:
        """Give it back, or keep it after all."""
        if sure:
            self._send(self._leave)
        else:
            self._guide.go(self._guide.session.stay())

    def reschedule(self) -> bool:
        """Move it to the time that was chosen; False when nothing is chosen any more."""
        session = self._guide.session
        if not (session.mine and session.start):
            return False
        self._send(partial(self._reschedule, start=session.start))
        return True

    def have_one(self, error: AlreadyBooked) -> None:
        """There is one for this already: to that one."""
        self._work(self._show_one(error, self._visit), "own")

    def forget(self) -> None:
        """The customer has gone; what is not answered yet is listened to no more."""
        self._visit = object()

    def _send(self, deed: Deed) -> None:
        mine, sending = self._guide.session.mine, self._guide.moment.sending
        if mine and sending not in (Sending.UNDER_WAY, Sending.SLOW):
            self._work(self._do(deed, mine, self._visit), "own")
            self._guide.go(self._guide.session, sending=Sending.UNDER_WAY)

    async def _do(self, deed: Deed, mine: Placed, visit: object) -> None:
        try:
            await deed(mine, visit)
        except KioskError as error:
            refused = isinstance(error, Refused) and not isinstance(error, SlotTaken)
            now = await self._as_it_is(mine) if refused else mine
            if visit is not self._visit:
                return
            if not refused:
                self._fail(mine, error)
            elif self._guide.session.leaving or not await self._is_so(mine, now):
                self._refuse(now, error, checks_in=deed == self._check_in)

    async def _as_it_is(self, mine: Placed) -> Placed:
        """Others may have called it, moved it or given it back meanwhile."""
        try:
            return await self._ready.backend.ticket(mine.ticket.id)
        except KioskError:
            return mine

    def _refuse(self, now: Placed, error: KioskError, *, checks_in: bool) -> None:
        """Why not, over the ticket as it is now; what is over leads nowhere any more."""
        guide, speaker, ticket = self._guide, self._guide.speaker, now.ticket
        session = guide.session.own(now, known=guide.session.known)
        guide.go(session, sending=Sending.NOT_YET)
        text = speaker.error(error.reason)
        if checks_in or ticket.status is Status.CALLED:
            text = refusal(ticket, error, guide.states, speaker)
        guide.notify(text, guide.end if ticket.is_final else None)

    def _fail(self, mine: Placed, error: KioskError) -> None:
        guide, speaker = self._guide, self._guide.speaker
        guide.go(guide.session, sending=Sending.NOT_YET)
        if isinstance(error, SlotTaken):
            guide.reserving.lost(error)
        else:
            _log.warning("nothing was changed", extra={"said": str(error.reason)})
            look = partial(self._look_again, mine) if is_lost(error) else None
            guide.notify(in_doubt(error, speaker), look)

    def _look_again(self, mine: Placed) -> None:
        self._work(self._come_of(mine, self._visit), "own")
        self._guide.go(self._guide.session, sending=Sending.UNDER_WAY)

    async def _come_of(self, mine: Placed, visit: object) -> None:
        """What came of it, as far as the queue knows by now; else it may be tried again."""
        try:
            now = await insist(lambda: self._ready.backend.ticket(mine.ticket.id))
        except KioskError:
            now = mine  # whoever tries again is told why
        if visit is not self._visit:
            return
        guide = self._guide
        if now.ticket.status is Status.CANCELLED:
            self._say_left(now)
        elif not await self._is_so(mine, now):
            guide.go(guide.session, sending=Sending.NOT_YET)

    async def _is_so(self, mine: Placed, now: Placed) -> bool:
        """Whether it has the time they chose, or waits here, however that came; that is told."""
        guide, was, ticket = self._guide, mine.ticket, now.ticket
        if ticket.start_at != was.start_at and ticket.start_at == guide.session.start:
            await self._copies.put_out(now, self._is_there(self._visit), moved=True)
            return True
        if ticket.status is Status.WAITING and was.status is not Status.WAITING:
            session = guide.session.got(now)
            guide.go(session, sending=Sending.NOT_YET, paper=Paper.NEEDLESS)
            return True
        return False

    async def _check_in(self, mine: Placed, visit: object) -> None:
        ticket, here = mine.ticket, self._here(mine)
        backend, name = self._ready.backend, self._ready.name
        placed = await insist(lambda: backend.check_in(ticket.id, here, name))
        if visit is self._visit:
            session = self._guide.session.got(placed)
            self._guide.go(session, sending=Sending.NOT_YET, paper=Paper.NEEDLESS)

    async def _leave(self, mine: Placed, visit: object) -> None:
        placed = await insist(lambda: self._given_back(mine.ticket.id))
        if visit is self._visit:
            self._say_left(placed)

    async def _given_back(self, ticket: TicketId) -> Placed:
        """A lost answer is no second question: what it came to is looked up."""
        backend = self._ready.backend
        try:
            return await backend.cancel(ticket, self._ready.name, "at the kiosk")
        except (Ambiguous, Refused) as error:
            try:
                placed = await backend.ticket(ticket)
            except KioskError as silence:
                if isinstance(error, Refused):  # perhaps as it was done before
                    raise
                raise error from silence
            if placed.ticket.status is Status.CANCELLED:
                return placed
            raise

    def _say_left(self, placed: Placed) -> None:
        guide, ticket = self._guide, placed.ticket
        guide.go(guide.session, sending=Sending.NOT_YET)
        heading, _, text = guide.speaker.say("left-done").partition("\n")
        again = guide.speaker.say("left-again") if ticket.start_at else ""

        def then(done: bool) -> None:
            if done or not again:
                guide.end()
            else:
                locale, branch = guide.session.locale, guide.session.branch
                guide.go(Session(locale, branch, errand=Errand.SERVICE))

        done = guide.speaker.say("number-done")
        guide.ask(heading, text, yes=done, no=again, then=then)

    def _move(self) -> None:
        guide, mine = self._guide, self._guide.session.mine
        state = state_at(mine.ticket.branch, guide.states) if mine else None
        service = state.branch.service(mine.ticket.service) if state and mine else None
        if mine and state and service and service.booking:
            guide.reserving.open(state.branch, service, moving=mine.ticket.id)
            guide.go(guide.session.move())
        else:
            guide.notify(guide.speaker.error(Reason.NOT_ALLOWED_NOW))

    async def _reschedule(
        self, mine: Placed, visit: object, *, start: datetime
    ) -> None:
        backend, holder = self._ready.backend, self._guide.reserving.holder
        placed = await insist(
            lambda: backend.reschedule(
                mine.ticket.id, start, self._ready.name, holder=holder
            )
        )
        await self._copies.put_out(placed, self._is_there(visit), moved=True)

    async def _print_again(self, mine: Placed, visit: object) -> None:
        placed = await insist(lambda: self._ready.backend.ticket(mine.ticket.id))
        if placed.ticket.is_final:
            raise Refused(detail="there is no paper of what is over")
        await self._copies.put_out(placed, self._is_there(visit))

    async def _show_one(self, error: AlreadyBooked, visit: object) -> None:
        guide, speaker = self._guide, self._guide.speaker
        try:
            ticket = TicketId(error.ticket)
            placed = await insist(lambda: self._ready.backend.ticket(ticket))
        except KioskError:
            placed = None
        if visit is not self._visit:
            return
        if placed is None or placed.ticket.is_final:
            guide.go(guide.session.choose_again(), sending=Sending.NOT_YET)
            guide.notify(speaker.error(error.reason))
            return
        guide.reserving.forget()
        came = Session(
            guide.session.locale, guide.session.branch, errand=Errand.APPOINTMENT
        )
        guide.go(came.own(placed, known=True), sending=Sending.NOT_YET)

    def _is_there(self, visit: object) -> Callable[[], bool]:
        """Asks whether who asked in that visit is still there."""
        return lambda: visit is self._visit

    def _here(self, mine: Placed) -> Any:
        """The branch this kiosk stands in, as far as it knows."""
        states: list[BranchState] = list(self._guide.states)
        if self._guide.session.branch:
            return self._guide.session.branch
        return states[0].branch.id if states else mine.ticket.branch
