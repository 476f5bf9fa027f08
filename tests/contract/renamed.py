"""A system with ids of its own, asked by the ids of the desk behind it.

What `Together` does with `Names`, without a queue beside it: so one body of tests runs over both.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypeVar

from kiosk.apis.together.names import Names
from kiosk.apis.unoffered import Unoffered
from kiosk.domain.booking import Wanted
from kiosk.domain.branch import BranchId, BranchState, ServiceId
from kiosk.domain.customer import Customer, Identified
from kiosk.domain.ports import Backend, Capabilities, Once
from kiosk.domain.reserving import Page
from kiosk.domain.series import Changed, Occurrence, Series, SeriesChange, SeriesWish
from kiosk.domain.sessions import GroupSession, SeriesId, SessionId
from kiosk.domain.slots import DaySlots
from kiosk.domain.ticket import Draft, Placed, TicketId

T = TypeVar("T", GroupSession, Series)


class Renamed(Unoffered):
    """A client whose branches and services are called as `names` say they are called here."""

    def __init__(self, client: Backend, names: Names) -> None:
        self.client, self._names = client, names

    @property
    def capabilities(self) -> Capabilities:
        return self.client.capabilities

    async def identify(self, *args: Any, **named: Any) -> Identified:
        return await self.client.identify(*args, **named)

    async def add_customer(self, *args: Any, **named: Any) -> Customer:
        return await self.client.add_customer(*args, **named)

    async def customer(self, *args: Any, **named: Any) -> Customer:
        return await self.client.customer(*args, **named)

    async def customers_with(self, *args: Any, **named: Any) -> Sequence[Customer]:
        return await self.client.customers_with(*args, **named)

    async def customers(self, *args: Any, **named: Any) -> Page[Customer]:
        return await self.client.customers(*args, **named)

    async def branches(self) -> Sequence[BranchState]:
        return [self._state(state) for state in await self.client.branches()]

    async def branch(self, branch: BranchId) -> BranchState:
        return self._state(await self.client.branch(self._names.branch(branch)))

    async def slots(
        self, wanted: Wanted, first: date | None = None, days: int = 1
    ) -> Sequence[DaySlots]:
        return await self.client.slots(self._names.wanted(wanted), first, days)

    async def next_free(
        self, wanted: Wanted, first: date | None = None
    ) -> DaySlots | None:
        return await self.client.next_free(self._names.wanted(wanted), first)

    async def issue(self, draft: Draft, once: Once | None, actor: str) -> Placed:
        asked = self._names.draft(draft)
        return self._placed(await self.client.issue(asked, once, actor))

    async def ticket(self, ticket: TicketId) -> Placed:
        return self._placed(await self.client.ticket(ticket))

    async def cancel(self, ticket: TicketId, *args: Any, **named: Any) -> Placed:
        return self._placed(await self.client.cancel(ticket, *args, **named))

    async def reschedule(
        self, ticket: TicketId, start: datetime, actor: str, **named: Any
    ) -> Placed:
        moved = await self.client.reschedule(ticket, start, actor, **named)
        return self._placed(moved)

    async def sessions(
        self,
        branch: BranchId,
        service: ServiceId | None = None,
        *args: Any,
        **named: Any,
    ) -> Sequence[GroupSession]:
        asked = service and self._names.service(service)
        there = self._names.branch(branch)
        found = await self.client.sessions(there, asked, *args, **named)
        return [self._here(one) for one in found]

    async def session(self, session: SessionId) -> GroupSession:
        return self._here(await self.client.session(session))

    async def preview(self, wish: SeriesWish) -> Sequence[Occurrence]:
        return await self.client.preview(self._wish(wish))

    async def create_series(
        self, wish: SeriesWish, once: Once | None, actor: str
    ) -> Series:
        made = await self.client.create_series(self._wish(wish), once, actor)
        return self._here(made)

    async def series(self, series: SeriesId) -> Series:
        return self._here(await self.client.series(series))

    async def series_of(self, of: TicketId | SessionId) -> Series | None:
        found = await self.client.series_of(of)
        return self._here(found) if found else None

    async def change_series(
        self, of: TicketId | SessionId, change: SeriesChange, actor: str
    ) -> Changed:
        done = await self.client.change_series(of, change, actor)
        return replace(done, series=self._here(done.series))

    def _wish(self, wish: SeriesWish) -> SeriesWish:
        branch = self._names.branch(wish.branch)
        return replace(wish, branch=branch, service=self._names.service(wish.service))

    def _placed(self, placed: Placed) -> Placed:
        ticket = placed.ticket
        branch = self._names.our_branch(ticket.branch)
        service = self._names.our_service(ticket.service)
        return replace(placed, ticket=replace(ticket, branch=branch, service=service))

    def _here(self, one: T) -> T:
        branch = self._names.our_branch(one.branch)
        service = self._names.our_service(one.service)
        return replace(one, branch=branch, service=service)

    def _state(self, state: BranchState) -> BranchState:
        branch = replace(state.branch, id=self._names.our_branch(state.branch.id))
        services = {
            self._names.our_service(id_): replace(
                one, service=self._names.our_service(id_)
            )
            for id_, one in state.services.items()
        }
        return replace(state, branch=branch, services=services)
