"""The desk's part about times."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from kiosk.desk.appointments import (
    Move,
    Reservation,
    book,
    check_in,
    hold,
    reschedule,
)
from kiosk.desk.floor import Floor
from kiosk.desk.ground import Ground, found_ticket
from kiosk.desk.issue import replay
from kiosk.desk.missing import miss, missed
from kiosk.desk.offer import appointable, days_slots, today
from kiosk.desk.plan import Plan
from kiosk.desk.step import step
from kiosk.desk.undo import UNDO_WITHIN, remember
from kiosk.domain.booking import Hold, Holder, Wanted, holder
from kiosk.domain.branch import BranchId, StaffId
from kiosk.domain.claims import tick_of
from kiosk.domain.events import Deed
from kiosk.domain.ports import Once
from kiosk.domain.reserving import MOST_DAYS
from kiosk.domain.slots import DaySlots, next_free_day
from kiosk.domain.storing import Reading, Writing
from kiosk.domain.ticket import Draft, Placed, Status, Ticket, TicketId
from kiosk.errors import BadInput, KioskError, NotFound, Reason, Refused

GUESTS_KEPT: Final = timedelta(days=1)
"""How long after their visit who came in by a kiosk is remembered."""

MADE_KEPT: Final = timedelta(days=1)
"""How long an idempotency key is known that made a session or a series."""

_CLAIMS_KEPT: Final = timedelta(days=1)

_AT_ONCE: Final = 4
"""Days looked at without a pause, a millisecond each: the horizon may be two years away."""

_ASKED_WHEN: Final = (Status.BOOKED, Status.WAITING, Status.NO_SHOW)
"""Who checks in at the wrong time or place is told of that, and not of a status."""


class AppointmentDesk(Ground):
    """`kiosk.domain.reserving.Appointments` over the store."""

    async def slots(
        self, wanted: Wanted, first: date | None = None, days: int = 1
    ) -> Sequence[DaySlots]:
        """The times of some days."""
        if not 1 <= days <= MOST_DAYS:
            raise BadInput(fields={"days": f"is not 1 to {MOST_DAYS}"})
        floor, now, first = self._asked(wanted, first)
        if (date.max - first).days <= days:
            raise BadInput(fields={"day": "is beyond all calendars"})
        return self._store.read(
            lambda view: days_slots(view, floor.plan, wanted, first, days, now)
        )

    async def next_free(
        self, wanted: Wanted, first: date | None = None
    ) -> DaySlots | None:
        """The first day with a free time. Looks at a few at once and lets others in between."""
        floor, now, first = self._asked(wanted, first)
        plan = floor.plan
        _, rules = appointable(plan, wanted)
        last = today(plan, now) + timedelta(days=rules.days_ahead)
        while first <= last:
            days = [first + timedelta(days=n) for n in range(_AT_ONCE)]
            found = self._store.read(partial(_first_free, plan, wanted, days, now))
            if found:
                return found
            first += timedelta(days=_AT_ONCE)
            await asyncio.sleep(0)
        return None

    async def hold(self, wanted: Wanted, start: datetime) -> Hold:
        """Keep a time for who types."""
        _check(wanted.holder)
        floor = self._floor(wanted.branch)
        at = self._now()

        def change(tx: Writing) -> Hold:
            held = hold(tx, floor.plan, wanted, start, at)
            floor.check_bookable(wanted.service, start)
            return held

        return await self._store.write(change)

    async def release(self, holder: Holder) -> None:
        """Let go of what is held."""
        _check(holder)
        await self._store.write(lambda tx: tx.free(holder))

    async def reschedule(
        self,
        ticket: TicketId,
        start: datetime,
        actor: str,
        *,
        holder: Holder | None = None,
        staff: StaffId | None = None,
        as_staff: bool = False,
    ) -> Placed:
        """Move an appointment."""
        _check(holder)
        known = self._store.read(lambda view: found_ticket(view, ticket))
        floor = self._floor(known.branch)
        at = await self._settled(floor)
        wanted = Wanted(known.branch, known.service, staff, holder, ticket)
        if floor.day is None:
            raise Refused(Reason.CLOSED, detail=f"{known.branch} has no day")
        move = Move(wanted, start, floor.plan, floor.day, at, actor, as_staff)

        def change(tx: Writing) -> Ticket:
            return reschedule(tx, found_ticket(tx, ticket), move)

        await self._store.write(change)
        return self._store.read(lambda view: self._placed(view, ticket, at))

    async def check_in(self, ticket: TicketId, here: BranchId, actor: str) -> Placed:
        """Somebody with an appointment is here."""
        known = self._store.read(lambda view: found_ticket(view, ticket))
        floor, lobby = self._floor(known.branch), self._floor(here)
        at = await self._settled(floor)

        def change(tx: Writing) -> None:
            there = found_ticket(tx, ticket)
            is_here = there.branch == lobby.plan.branch.id
            if there.status is Status.WAITING and there.start_at and is_here:
                return
            if there.status in _ASKED_WHEN or not there.start_at:
                label = floor.day.label if floor.day else today(floor.plan, at)
                check_in(there, floor.plan, lobby.plan.branch.id, label, at)
            if floor.is_day_closed:
                raise Refused(Reason.CLOSED, detail=f"{here}: the day was closed")
            ranked = replace(there, rank_at=floor.rank(at))
            arrived = step(tx, ranked, Deed.CHECK_IN, at, actor)
            remember(tx, there, arrived, Deed.CHECK_IN, at, actor)

        await self._store.write(change)
        return self._store.read(lambda view: self._placed(view, ticket, at))

    async def by_code(self, branch: BranchId, code8: str) -> Placed:
        """The ticket of a code that is not done with yet. NotFound."""
        self._floor(branch)
        found = self._store.read(lambda view: view.by_code(branch, code8))
        if found is None:
            raise NotFound(detail="no ticket with this code")
        now = self._now()
        return self._store.read(lambda view: self._placed(view, found.id, now))

    async def tend(self) -> None:
        """Note who did not come, and forget what nobody needs any more. Now and then."""
        await self._store.write(self._forget)
        for floor in list(self._floors.values()):
            await self._note_missed(floor)

    async def _note_missed(self, floor: Floor) -> None:
        """Nobody misses a time while the day is closed: they could not have come."""
        at = await self._settled(floor)
        closed_at = floor.day.closed_at if floor.day else None
        until = min(at, closed_at) if closed_at else at

        def change(tx: Writing) -> None:
            for ticket in missed(tx, floor.plan, until):
                miss(tx, ticket, at)

        if self._store.read(lambda view: missed(view, floor.plan, until)):
            await self._store.write(change)

    def _forget(self, tx: Writing) -> None:
        now = self._now()
        tx.drop_holds(now)
        tx.drop_guests(now - GUESTS_KEPT)
        tx.drop_undos(now - UNDO_WITHIN)
        tx.forget_made(now - MADE_KEPT)
        for branch in self._floors:
            tx.drop_claims(branch, tick_of(now - _CLAIMS_KEPT))

    async def _booked(self, draft: Draft, once: Once | None, actor: str) -> Placed:
        """`issue` for a draft with a start."""
        _check(draft.holder)
        floor = self._floor(draft.branch)
        at = await self._settled(floor)
        try:
            wish = self._reservation(floor, draft, once, actor, at)
        except KioskError:
            known = self._store.read(lambda view: replay(view, once))
            if known is None:
                raise
            return known
        return await self._store.write(lambda tx: book(tx, wish))

    def _reservation(
        self,
        floor: Floor,
        draft: Draft,
        once: Once | None,
        actor: str,
        at: datetime,
    ) -> Reservation:
        _, group = floor.plan.wanted(draft)
        if floor.day is None or draft.start is None:
            raise Refused(Reason.CLOSED, detail=f"{draft.branch} has no day")
        if draft.start.tzinfo:
            floor.check_bookable(draft.service, draft.start)
        return Reservation(
            draft=draft,
            start=draft.start,
            once=once,
            actor=actor,
            plan=floor.plan,
            group=group,
            day=floor.day,
            at=at,
            draw=self._draw,
        )

    def _asked(
        self, wanted: Wanted, first: date | None
    ) -> tuple[Floor, datetime, date]:
        """Who is asked, when, and from which day on. NotFound; BadInput ("day")."""
        _check(wanted.holder)
        floor = self._floor(wanted.branch)
        appointable(floor.plan, wanted)
        now = self._now()
        here = today(floor.plan, now)
        if first is not None and first < here:
            raise BadInput(fields={"day": "is over"})
        return floor, now, first or here


def _first_free(
    plan: Plan, wanted: Wanted, days: Sequence[date], now: datetime, view: Reading
) -> DaySlots | None:
    return next_free_day(days_slots(view, plan, wanted, day, 1, now)[0] for day in days)


def _check(text: str | None) -> None:
    """BadInput for a holder that is none: a ticket's id would let go of somebody's time."""
    if text is not None:
        holder(text)
