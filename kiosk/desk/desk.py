"""The desk: the queue of this house, as every part of it sees it."""

import logging
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime
from functools import partial

from kiosk.desk.calls import call_next, finish_at, streaks
from kiosk.desk.days import turn
from kiosk.desk.feed import KNOWN, Feed, Gap
from kiosk.desk.floor import MEASURED, Floor, refused
from kiosk.desk.issue import Wish, give_number, replay
from kiosk.desk.plan import Plan
from kiosk.desk.state import branch_state
from kiosk.desk.step import step
from kiosk.desk.worries import worries
from kiosk.domain.branch import Branch, BranchId, BranchState, CounterId, ServiceId
from kiosk.domain.day import BusinessDay
from kiosk.domain.events import BranchChanged, Deed, TicketEvent
from kiosk.domain.numbering import with_check_digit
from kiosk.domain.ports import Called, Capabilities, Clock, Once
from kiosk.domain.storing import MOST_TOLD, Reading, Store, Writing
from kiosk.domain.ticket import Draft, Placed, Status, Ticket, TicketId
from kiosk.errors import KioskError, NotFound, Reason

_log = logging.getLogger(__name__)


class Desk:
    """`kiosk.domain.ports.Backend` over a store. One desk owns a store.

    Besides the port: `load` a branch, `turn_days` now and then, `close` at the end.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        new_id: Callable[[], str],
        new_digits: Callable[[], str],
    ) -> None:
        """Takes up the branches the store has.

        `new_id` gives ten characters a-z and 0-9, `new_digits` seven digits for a code; both
        unpredictable. Unavailable when the store can't be read.
        """
        self._store = store
        self._clock = clock
        self._new_id = new_id
        self._new_digits = new_digits
        self._feed = Feed()
        self._floors: dict[BranchId, Floor] = {}
        for branch in store.read(lambda view: view.branches()):
            self._take_up(branch)
        for name, streak in store.read(streaks).items():
            self._floors[name].streak = streak
        store.watch(self._feed.publish)

    @property
    def capabilities(self) -> Capabilities:
        """Walk-ins, calls and live events; no appointments."""
        return Capabilities()

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
        return self._store.read(
            lambda view: [one for floor in floors for one in worries(view, floor, now)]
        )

    # tickets

    async def issue(self, draft: Draft, once: Once | None, actor: str) -> Placed:
        """Take the next number."""
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

    async def cancel(self, ticket: TicketId, actor: str, reason: str = "") -> Placed:
        """Give a waiting number back."""
        now = self._now()

        def change(tx: Writing) -> Ticket:
            found = _found(tx, ticket)
            return step(tx, found, Deed.CANCEL, now, actor, reason=reason)

        return Placed(await self._store.write(change), None)

    async def history(self, ticket: TicketId) -> Sequence[TicketEvent]:
        """The event rows of one ticket, oldest first. NotFound."""

        def question(view: Reading) -> Sequence[TicketEvent]:
            return view.history(_found(view, ticket).id)

        return self._store.read(question)

    # counters

    async def call(
        self, branch: BranchId, counter: CounterId, actor: str
    ) -> Called | None:
        """Call who is next to `counter`."""
        floor = self._floor(branch)
        where = floor.plan.counter(counter)
        now = await self._settled(floor)
        return await self._store.write(
            lambda tx: call_next(tx, floor, where, now, actor)
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

    def _announce(self, floor: Floor) -> None:
        floor.changed_seq = self._store.read(lambda view: view.last_seq())
        branch = floor.plan.branch.id
        self._feed.publish([BranchChanged(floor.changed_seq, self._now(), branch)])

    # what is kept in mind

    def _now(self) -> datetime:
        """The present, cut to the milliseconds that are kept."""
        now = self._clock.now()
        return now.replace(microsecond=now.microsecond // 1000 * 1000)

    def _floor(self, branch: BranchId) -> Floor:
        floor = self._floors.get(branch)
        if floor is None:
            raise NotFound(detail=f"no branch {branch}")
        return floor

    def _take_up(self, branch: Branch) -> Floor:
        """Keep a description in mind, with the handling times known for its services."""
        plan = Plan(branch)
        floor = self._floors.setdefault(branch.id, Floor(plan))
        floor.described(plan)
        for service in plan.services:
            floor.remember(
                service,
                self._store.read(partial(_handling, branch.id, service)),
            )
        return floor

    def _states(self, floors: Sequence[Floor]) -> Sequence[BranchState]:
        """All in one view, so that figures of two branches belong together."""
        now = self._now()
        return self._store.read(
            lambda view: [branch_state(view, floor, now) for floor in floors]
        )

    def _placed(self, view: Reading, ticket: TicketId, now: datetime) -> Placed:
        found = _found(view, ticket)
        if found.status is not Status.WAITING:
            return Placed(found, None)
        return Placed(found, self._floor(found.branch).place(found, view, now))

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

    def _draw(self) -> tuple[TicketId, str]:
        return TicketId(self._new_id()), with_check_digit(self._new_digits())

    async def _settled(self, floor: Floor) -> datetime:
        """The present, on a business day that runs: turns the day first when it is time.

        Who uses `floor.day` after this does not wait for anything in between, so that no
        number is given for a day that is over.
        """
        now = self._now()
        if not floor.knows_the_day(now):
            turned = await self._store.write(lambda tx: turn(tx, floor.plan, now))
            if turned.ended > MOST_TOLD:
                self._feed.skip(floor.plan.branch.id)
            if turned.day.resumed_at == now:
                _log.warning("the clock was set back", extra=_about(turned.day))
            if floor.turned(turned):
                self._announce(floor)
            now = self._now()
        return now


def _found(view: Reading, ticket: TicketId) -> Ticket:
    found = view.ticket(ticket)
    if found is None:
        raise NotFound(detail=f"no ticket {ticket}")
    return found


def _about(day: BusinessDay) -> dict[str, str]:
    return {"branch": day.branch, "day": day.label.isoformat()}


def _handling(branch: BranchId, service: ServiceId, view: Reading) -> Sequence[float]:
    return view.handling(branch, service, MEASURED)
