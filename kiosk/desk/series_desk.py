"""The desk's part about series."""

import asyncio
import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from kiosk.desk.appointment_desk import AppointmentDesk
from kiosk.desk.floor import Floor
from kiosk.desk.issue import DRAWS
from kiosk.desk.missing import CLOCK
from kiosk.desk.offer import today
from kiosk.desk.series import checked, found, go_on, is_due, make, new_dates
from kiosk.desk.series_change import Edit
from kiosk.desk.series_change import change as changed_by
from kiosk.desk.series_make import AHEAD, Hand
from kiosk.desk.series_view import (
    belonging,
    length_of,
    occurrence,
    previewed,
    stored_series,
    told_series,
    with_shifts,
)
from kiosk.desk.session_desk import made_before
from kiosk.desk.sessions import found_session
from kiosk.domain.branch import BranchId, ServiceId
from kiosk.domain.ports import Once
from kiosk.domain.recurrence import dates
from kiosk.domain.series import (
    Changed,
    Occurrence,
    Scope,
    Series,
    SeriesChange,
    SeriesWish,
)
from kiosk.domain.sessions import MOST_AHEAD, SeriesId, SessionId
from kiosk.domain.storing import Reading, Writing
from kiosk.domain.ticket import TicketId
from kiosk.errors import KioskError, Reason, Refused

_log = logging.getLogger(__name__)

_AT_ONCE: Final = 4
"""Days worked out without a pause, a millisecond each."""


class SeriesDesk(AppointmentDesk):
    """`kiosk.domain.series.Recurring` over the store."""

    async def preview(self, wish: SeriesWish) -> Sequence[Occurrence]:
        """The dates with their verdicts."""
        floor = self._floor(wish.branch)
        at = await self._settled(floor)
        wish = checked(floor, wish, at)
        await self._look_ahead(floor, wish.service, _asked(floor, wish, at))
        seen = self._store.read(lambda view: found(view, floor, wish, at))
        length = length_of(floor.plan, wish.service)
        return with_shifts([previewed(one, length) for one in seen])

    async def create_series(
        self, wish: SeriesWish, once: Once | None, actor: str
    ) -> Series:
        """Make all dates, or none."""
        known = self._store.read(lambda view: made_before(view, once))
        if known is not None:
            return await self.series(SeriesId(known))
        floor = self._floor(wish.branch)
        now = self._now()
        asked = checked(floor, wish, now)
        await self._look_ahead(floor, asked.service, _asked(floor, asked, now))
        hand = await self._hand(floor, actor)

        def create(tx: Writing) -> Series:
            before = made_before(tx, once)
            if before is not None:
                return self._told(tx, SeriesId(before))
            name = _unused(tx, hand)
            return self._told(tx, make(tx, asked, once, name, hand).id)

        made = await self._store.write(create)
        self._announce(floor)
        return made

    async def series(self, series: SeriesId) -> Series:
        """One series."""
        return self._store.read(lambda view: self._told(view, series))

    async def series_of(self, of: TicketId | SessionId) -> Series | None:
        """The series of an appointment, of a session, or of who takes part in one."""
        name = self._store.read(lambda view: belonging(view, of))
        return None if name is None else await self.series(name)

    async def change_series(
        self, of: TicketId | SessionId, change: SeriesChange, actor: str
    ) -> Changed:
        """Cancel or move one date, and by scope others."""
        branch, service = self._store.read(lambda view: _where(view, of))
        floor = self._floor(branch)
        if change.start and change.scope is not Scope.THIS:
            await self._look_ahead(floor, service, _days_from(self._now()))
        hand = await self._hand(floor, actor)
        changed = await self._store.write(lambda tx: self._change(tx, of, change, hand))
        self._announce(floor)
        return changed

    async def tend(self) -> None:
        """Once a day, go on with the series whose dates came within reach."""
        await super().tend()
        for floor in list(self._floors.values()):
            day = today(floor.plan, self._now())
            if floor.series_on != day:
                await self._go_on(floor)
                floor.series_on = day

    async def _go_on(self, floor: Floor) -> None:
        """Each in a transaction of its own: one that fails holds no other up."""
        branch, horizon = floor.branch, self._now() + AHEAD
        known = self._store.read(lambda view: view.open_series(branch, horizon))
        for series in known:
            await asyncio.sleep(0)
            if not is_due(series, horizon):
                continue
            await self._look_ahead(
                floor, series.wish.service, new_dates(series, horizon)
            )
            hand = await self._hand(floor, CLOCK)
            try:
                await self._store.write(partial(_extend, series.id, hand))
            except KioskError as error:
                about = {"series": series.id, "reason": error.reason}
                _log.warning("a series can't be gone on with", extra=about)

    async def _hand(self, floor: Floor, actor: str) -> Hand:
        at = await self._settled(floor)
        if floor.day is None:
            raise Refused(Reason.CLOSED, detail=f"{floor.branch} has no day")
        return Hand(floor, floor.day, at, actor, self._draw, self._new_id)

    async def _look_ahead(
        self, floor: Floor, service: ServiceId, instants: Iterable[datetime]
    ) -> None:
        """Work out the days, and let others in between: a transaction is to be quick."""
        plan = floor.plan
        days = {one.astimezone(plan.hours.zone).date() for one in instants}
        for nth, day in enumerate(sorted(days)):
            if service in plan.services:
                plan.grid(service, day)
            if nth % _AT_ONCE == 0:
                await asyncio.sleep(0)

    def _told(self, view: Reading, series: SeriesId) -> Series:
        stored = stored_series(view, series)
        return told_series(view, stored, self._floor(stored.wish.branch).plan)

    def _change(
        self, tx: Writing, of: TicketId | SessionId, wish: SeriesChange, hand: Hand
    ) -> Changed:
        done = changed_by(tx, of, Edit(wish, hand, _unused(tx, hand)))
        series = self._told(tx, done.series)
        known = {one.original: one for one in series.dates}
        length = length_of(hand.floor.plan, series.service)
        return Changed(
            series=series,
            dates=tuple(known[one.original] for one in done.dates),
            left=tuple(
                replace(occurrence(tx, one, length), reason=reason)
                for one, reason in done.left.items()
            ),
        )


def _extend(series: SeriesId, hand: Hand, tx: Writing) -> None:
    """As it is by now: somebody may have ended it meanwhile."""
    known = tx.series(series)
    if known and not known.ended:
        go_on(tx, known, hand)


def _unused(view: Reading, hand: Hand) -> SeriesId:
    """An id that no series has."""
    for _ in range(DRAWS):
        name = SeriesId(hand.new_id())
        if view.series(name) is None:
            return name
    raise KioskError(detail=f"{DRAWS} ids drawn for a series, all of them taken")


def _asked(floor: Floor, wish: SeriesWish, at: datetime) -> Sequence[datetime]:
    return dates(wish.rule, wish.start, floor.plan.hours.zone, at + AHEAD)


def _where(view: Reading, of: str) -> tuple[BranchId, ServiceId]:
    """NotFound."""
    ticket = view.ticket(TicketId(of))
    found = ticket or found_session(view, SessionId(of))
    return found.branch, found.service


def _days_from(at: datetime) -> Iterable[datetime]:
    return (at + timedelta(days=n) for n in range(MOST_AHEAD + 1))
