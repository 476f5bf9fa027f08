"""Sessions and series where two systems are one: theirs where they have them, else the queue's."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kiosk.apis.together.names import Names
from kiosk.apis.together.queue_side import Queue
from kiosk.domain.branch import BranchId, ServiceId
from kiosk.domain.ports import Backend, Once
from kiosk.domain.series import Changed, Occurrence, Series, SeriesChange, SeriesWish
from kiosk.domain.serving import Row
from kiosk.domain.sessions import (
    GroupSession,
    SeriesId,
    SessionChange,
    SessionId,
    SessionPlan,
)
from kiosk.domain.ticket import TicketId
from kiosk.errors import NotFound, Reason, Refused


class GroupSide:
    """See `kiosk.domain.sessions.Sessions` and `kiosk.domain.series.Recurring`."""

    def __init__(self, queue: Queue, bookings: Backend, names: Names) -> None:
        self._groups = bookings if bookings.capabilities.sessions else queue
        self._rows = bookings if bookings.capabilities.series else queue
        self._timed = queue
        self._abroad = names

    async def sessions(
        self,
        branch: BranchId,
        service: ServiceId | None = None,
        first: date | None = None,
        days: int = 14,
    ) -> Sequence[GroupSession]:
        """The sessions that begin on some local days."""
        if self._groups is self._timed:
            return await self._timed.sessions(branch, service, first, days)
        theirs = service and self._abroad.service(service)
        found = await self._groups.sessions(
            self._abroad.branch(branch), theirs, first, days
        )
        return [self._ours(one, branch) for one in found]

    async def session(self, session: SessionId) -> GroupSession:
        """One session."""
        found = await self._groups.session(session)
        return self._ours(found, self._abroad.our_branch(found.branch))

    async def participants(self, session: SessionId) -> Sequence[Row]:
        """The tickets of who joined."""
        return await self._groups.participants(session)

    async def plan_session(
        self, plan: SessionPlan, once: Once | None, actor: str
    ) -> GroupSession:
        """Make a session."""
        if self._groups is self._timed:
            return await self._timed.plan_session(plan, once, actor)
        asked = replace(
            plan,
            branch=self._abroad.branch(plan.branch),
            service=self._abroad.service(plan.service),
        )
        made = await self._groups.plan_session(asked, once, actor)
        return self._ours(made, plan.branch)

    async def change_session(
        self, session: SessionId, change: SessionChange, actor: str
    ) -> GroupSession:
        """Confirm, move, start, finish or cancel it, or note something."""
        found = await self._groups.change_session(session, change, actor)
        return self._ours(found, self._abroad.our_branch(found.branch))

    async def preview(self, wish: SeriesWish) -> Sequence[Occurrence]:
        """The dates, each with a verdict."""
        return await self._rows.preview(await self._wish(wish))

    async def create_series(
        self, wish: SeriesWish, once: Once | None, actor: str
    ) -> Series:
        """Make all dates, or none."""
        return await self._rows.create_series(await self._wish(wish), once, actor)

    async def series(self, series: SeriesId) -> Series:
        """One series."""
        return await self._rows.series(series)

    async def series_of(self, of: TicketId | SessionId) -> Series | None:
        """The series an appointment or a session belongs to."""
        return await self._rows.series_of(await self._there(of))

    async def change_series(
        self, of: TicketId | SessionId, change: SeriesChange, actor: str
    ) -> Changed:
        """Cancel or move one date and, by scope, those after it."""
        return await self._rows.change_series(await self._there(of), change, actor)

    async def _there(self, of: TicketId | SessionId) -> TicketId | SessionId:
        """Their id of what a ticket of ours stands for; a session is called as they call it."""
        if self._rows is self._timed:
            return of
        try:
            theirs = await self._timed.theirs(TicketId(of))
        except NotFound:
            return of
        return TicketId(theirs.id) if theirs else of

    async def _wish(self, wish: SeriesWish) -> SeriesWish:
        """As it is asked for. A time that they keep is not booked in a row here, where they
        would know nothing of it."""
        if self._rows is not self._timed:
            return replace(
                wish,
                branch=self._abroad.branch(wish.branch),
                service=self._abroad.service(wish.service),
            )
        there = (await self._timed.branch(wish.branch)).branch.service(wish.service)
        if there is not None and there.places is None:
            detail = "times are kept there, and there one by one"
            raise Refused(Reason.NOT_OFFERED, detail=detail)
        return wish

    def _ours(self, session: GroupSession, branch: BranchId) -> GroupSession:
        service = self._abroad.our_service(session.service)
        if self._groups is self._timed:
            return session
        return replace(session, branch=branch, service=service)
