"""The desk: the queue of this house, as every part of it sees it."""

import logging
from collections.abc import AsyncIterator, Sequence
from datetime import datetime

from kiosk.desk.appointments import check_cancel
from kiosk.desk.booked_desk import BookedDesk
from kiosk.desk.calls import call_next, finish_at
from kiosk.desk.customer_desk import CustomerDesk
from kiosk.desk.feed import KNOWN, Gap
from kiosk.desk.floor import Floor, refused
from kiosk.desk.ground import found_ticket
from kiosk.desk.issue import Wish, give_number, replay
from kiosk.desk.kiosk_desk import KioskDesk
from kiosk.desk.lobby_desk import LobbyDesk
from kiosk.desk.mirror import MirrorDesk
from kiosk.desk.plan import Plan
from kiosk.desk.series_desk import SeriesDesk
from kiosk.desk.serving_desk import ServingDesk
from kiosk.desk.session_desk import SessionDesk
from kiosk.desk.state import branch_state
from kiosk.desk.step import step
from kiosk.desk.undo import let_go, remember
from kiosk.desk.worries import NOBODY_FOUND, worries
from kiosk.domain.branch import Branch, BranchId, BranchState, CounterId, StaffId
from kiosk.domain.events import BranchChanged, Deed, TicketEvent
from kiosk.domain.ports import Capabilities, Once
from kiosk.domain.serving import Called
from kiosk.domain.storing import Reading, Writing
from kiosk.domain.ticket import Draft, Placed, Ticket, TicketId
from kiosk.errors import KioskError, Reason

_log = logging.getLogger(__name__)


class Desk(
    SeriesDesk,
    BookedDesk,
    CustomerDesk,
    ServingDesk,
    SessionDesk,
    LobbyDesk,
    KioskDesk,
    MirrorDesk,
):
    """`kiosk.domain.ports.Backend` over a store. One desk owns a store.

    Besides the port: `load` a branch, `turn_days` now and then, `close` at the end.
    """

    @property
    def capabilities(self) -> Capabilities:
        """Everything there is."""
        return Capabilities(
            appointments=True,
            hold=True,
            reschedule=True,
            check_in=True,
            customers=True,
            serving=True,
            sessions=True,
            series=True,
        )

    # branches and days

    async def load(self, branch: Branch) -> BranchState:
        """Store a branch's description, new or changed, and say how the branch stands.

        The queue, the running day and its counts stay. BadInput for a zone or a holiday
        calendar that does not exist.
        """
        Plan(branch)
        await self._store.write(lambda tx: tx.save_branch(branch))
        floor = self._take_up(branch)
        await self._settled(floor)
        self._announce(floor)
        return await self.branch(branch.id)

    async def turn_days(self) -> None:
        """Close the business days that are over and begin the new ones."""
        for floor in list(self._floors.values()):
            await self._settled(floor)

    async def branches(self) -> Sequence[BranchState]:
        """Every branch as it stands, in the order of loading."""
        await self.turn_days()
        return self._states(list(self._floors.values()))

    async def branch(self, branch: BranchId) -> BranchState:
        """One branch as it stands. NotFound."""
        floor = self._floor(branch)
        await self._settled(floor)
        return self._states([floor])[0]

    def worries(self) -> Sequence[str]:
        """What works for now and deserves a look all the same, a sentence each."""
        now, floors = self._now(), list(self._floors.values())
        found = self._store.read(
            lambda view: [one for floor in floors for one in worries(view, floor, now)]
        )
        return found if self._finds_phones else [NOBODY_FOUND, *found]

    # tickets

    async def issue(self, draft: Draft, once: Once | None, actor: str) -> Placed:
        """Take the next number, or book a time."""
        if draft.session is not None:
            return await self._joined(draft, once, actor)
        if draft.start is not None:
            return await self._booked(draft, once, actor)
        floor = self._floor(draft.branch)
        now = await self._settled(floor)
        try:
            wish = self._wish(floor, draft, once, actor, now)
        except KioskError:
            known = self._store.read(lambda view: replay(view, once))
            if known is None:
                raise
            return known
        return await self._store.write(lambda tx: give_number(tx, wish))

    async def ticket(self, ticket: TicketId) -> Placed:
        """A ticket as it stands. NotFound."""
        now = self._now()
        return self._store.read(lambda view: self._placed(view, ticket, now))

    async def cancel(
        self, ticket: TicketId, actor: str, reason: str = "", *, as_staff: bool = False
    ) -> Placed:
        """Give a waiting number or an appointment back."""
        now = self._now()

        def change(tx: Writing) -> Ticket:
            found = found_ticket(tx, ticket)
            if not as_staff:
                check_cancel(found, self._floor(found.branch).plan, now)
            cancelled = step(tx, found, Deed.CANCEL, now, actor, reason=reason)
            claims = let_go(tx, found)
            if as_staff:
                remember(tx, found, cancelled, Deed.CANCEL, now, actor, claims)
            return cancelled

        return Placed(await self._store.write(change), None)

    async def history(self, ticket: TicketId) -> Sequence[TicketEvent]:
        """The event rows of one ticket, oldest first. NotFound."""

        def question(view: Reading) -> Sequence[TicketEvent]:
            return view.history(found_ticket(view, ticket).id)

        return self._store.read(question)

    # counters

    async def call(
        self,
        branch: BranchId,
        counter: CounterId,
        actor: str,
        *,
        operator: StaffId | None = None,
    ) -> Called | None:
        """Call who is next to `counter`."""
        floor = self._floor(branch)
        floor.counter(counter)
        now = await self._settled(floor)
        return await self._store.write(
            lambda tx: call_next(tx, floor, counter, now, actor, operator)
        )

    async def finish(self, branch: BranchId, counter: CounterId, actor: str) -> Ticket:
        """Finish who is at `counter`."""
        floor = self._floor(branch)
        now = await self._settled(floor)
        ticket = await self._store.write(
            lambda tx: finish_at(tx, floor.plan, counter, now, actor)
        )
        floor.finished(ticket)
        return ticket

    # events

    async def events(
        self, branch: BranchId | None = None, after: int | None = None
    ) -> AsyncIterator[TicketEvent | BranchChanged | BranchState]:
        """What happens from now on; ends when the desk is closed. NotFound."""
        if branch:
            self._floor(branch)
        with self._feed.listen(branch) as listener:
            told = None if after is None else self._since(after, branch)
            for known in await self._snapshot(branch) if told is None else told:
                yield known
                after = known.seq
            while (heard := await listener.next()) is not Gap.END:
                if heard is Gap.BEHIND:
                    for state in await self._snapshot(branch):
                        yield state
                        after = state.seq
                elif isinstance(heard, BranchChanged) or heard.seq > (after or 0):
                    yield heard

    async def close(self) -> None:
        """End everybody's events. The store stays open for who opened it. Idempotent."""
        self._feed.close()

    def _since(
        self, after: int, branch: BranchId | None
    ) -> Sequence[TicketEvent | BranchChanged] | None:
        """What happened after event `after`; None when that is not known one by one."""
        last = self._store.read(lambda view: view.last_seq())
        if not last - KNOWN <= after <= last:
            return None
        events = self._store.read(lambda view: view.events_after(after, KNOWN))
        changed = [
            BranchChanged(floor.changed_seq, self._now(), name)
            for name, floor in self._floors.items()
            if branch in (None, name) and floor.changed_seq >= after
        ]
        told = [event for event in events if branch in (None, event.branch)]
        return sorted([*told, *changed], key=lambda known: known.seq)

    async def _snapshot(self, branch: BranchId | None) -> Sequence[BranchState]:
        return [await self.branch(branch)] if branch else await self.branches()

    def _states(self, floors: Sequence[Floor]) -> Sequence[BranchState]:
        """All in one view, so that figures of two branches belong together."""
        now = self._now()
        return self._store.read(
            lambda view: [branch_state(view, floor, now) for floor in floors]
        )

    def _wish(
        self,
        floor: Floor,
        draft: Draft,
        once: Once | None,
        actor: str,
        now: datetime,
    ) -> Wish:
        """What to ask the store for. NotFound; Refused NOT_WALKIN, CLOSED."""
        service, group = floor.plan.wanted(draft)
        reason = floor.refusal(service, now)
        if reason or floor.day is None:
            raise refused(reason or Reason.CLOSED, service)
        return Wish(
            draft=draft,
            once=once,
            actor=actor,
            floor=floor,
            day=floor.day,
            service=service,
            group=group,
            numbers=floor.plan.ranges[service.range],
            at=now,
            rank_at=floor.rank(now),
            draw=self._draw,
        )
