"""The desk's part about a lobby: what staff see of it, and what they set in it."""

import asyncio
from abc import abstractmethod
from collections import OrderedDict
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from functools import cached_property, partial
from typing import Final, cast

from kiosk.desk.floor import Floor
from kiosk.desk.ground import found_ticket
from kiosk.desk.lists import (
    MOST_FOUND,
    Search,
    listing,
    page_of,
    rows_of,
    skipped,
)
from kiosk.desk.lobby_changes import LobbyChanges
from kiosk.desk.row import row_of
from kiosk.desk.state import lobby_state
from kiosk.desk.tallies import Tally
from kiosk.domain.branch import BranchId, BranchState
from kiosk.domain.events import BranchChanged, TicketEvent
from kiosk.domain.reserving import Page
from kiosk.domain.serving import (
    MOST_ROWS,
    Entry,
    Lobby,
    OwnDay,
    Row,
    RowChanged,
    Which,
)
from kiosk.domain.storing import Reading
from kiosk.domain.ticket import Ticket

ROWS_KEPT: Final = 512
"""Rows of the newest events that are kept for everybody who listens."""

MOST_LOGGED: Final = 10_000
"""How many of the store's newest events the log reaches back over."""

COUNTED_AT_ONCE: Final = 1000
"""Events counted without a pause: a few milliseconds."""

_ABOVE_ALL: Final = 2**62


class LobbyDesk(LobbyChanges):
    """The half of `kiosk.domain.staff.Serving` that is about a lobby, over the store."""

    @abstractmethod
    def events(
        self, branch: BranchId | None = None, after: int | None = None
    ) -> AsyncIterator[TicketEvent | BranchChanged | BranchState]:
        """What happens from now on."""

    async def lobby(self, branch: BranchId) -> Lobby:
        """The branch as its staff see it."""
        floor = self._floor(branch)
        now = await self._settled(floor)
        return self._store.read(lambda view: lobby_state(view, floor, now))

    async def rows(
        self, branch: BranchId, which: Which, page: int = 1, limit: int = 100
    ) -> Page[Row]:
        """A list of the running business day."""
        floor = self._floor(branch)
        skip = skipped(page, limit, MOST_ROWS)
        of = listing(floor, which, await self._settled(floor))
        return self._store.read(lambda view: page_of(view, of, page, limit, skip))

    async def find(self, branch: BranchId, text: str) -> Sequence[Row]:
        """Tickets by number, code, phone number or part of a name."""
        floor = self._floor(branch)
        await self._settled(floor)
        search = Search(text, floor, self._book)
        found: list[Ticket] = self._store.read(search.at_once)
        below = _ABOVE_ALL if search.may_be_a_name else 0
        while below and len(found) < MOST_FOUND:
            named, below = self._store.read(partial(search.named, before=below))
            found += named
            await asyncio.sleep(0)
        return self._store.read(lambda view: rows_of(view, found))

    async def watch(
        self, branch: BranchId, after: int | None = None
    ) -> AsyncIterator[RowChanged | BranchChanged | BranchState]:
        """As `events`, each event with the row of its ticket."""
        events = cast(
            AsyncGenerator[TicketEvent | BranchChanged | BranchState],
            self.events(branch, after),
        )
        summoned = self._floor(branch).summoned
        summoned.watching += 1
        try:
            async with aclosing(events):
                async for happening in events:
                    if isinstance(happening, TicketEvent):
                        yield RowChanged(happening, self._row_after(happening))
                    else:
                        yield happening
        finally:
            summoned.watching -= 1

    def _row_after(self, event: TicketEvent) -> Row:
        """The row of an event's ticket, looked up once for all who listen."""
        known = self._newest_rows.get(event.seq)
        if known is None:
            known = self._store.read(
                lambda view: row_of(view, found_ticket(view, event.ticket))
            )
            self._newest_rows[event.seq] = known
            if len(self._newest_rows) > ROWS_KEPT:
                self._newest_rows.popitem(last=False)
        return known

    @cached_property
    def _newest_rows(self) -> OrderedDict[int, Row]:
        return OrderedDict()

    async def own_day(self, branch: BranchId, actor: str) -> OwnDay:
        """What `actor` did today. The first time after a start the day is read through."""
        floor = self._floor(branch)
        await self._settled(floor)
        tally = self._tally(floor)
        while tally.seq < (last := self._store.read(lambda view: view.last_seq())):
            self._count_on(floor, tally, min(last, tally.seq + COUNTED_AT_ONCE))
            await asyncio.sleep(0)
        return tally.own(actor)

    def _tally(self, floor: Floor) -> Tally:
        """What was counted of the running day so far."""
        known, day = self._tallies.get(floor.branch), floor.day
        if day is None:
            return Tally(floor.plan.hours.zone, 0, _ABOVE_ALL)
        if known is None or known.day_seq != day.seq:
            begins = self._store.read(lambda view: view.day_begins_after(day))
            known = Tally(floor.plan.hours.zone, day.seq, begins)
            self._tallies[floor.branch] = known
        return known

    def _count_on(self, floor: Floor, tally: Tally, last: int) -> None:
        after = tally.seq
        for deed in self._store.read(
            lambda view: view.counted(floor.branch, after, last)
        ):
            tally.count(deed)
        tally.seq = last

    @cached_property
    def _tallies(self) -> dict[BranchId, Tally]:
        return {}

    async def log(
        self, branch: BranchId, page: int = 1, limit: int = 50
    ) -> Page[Entry | TicketEvent]:
        """What was done in a branch, newest first, over the newest `MOST_LOGGED` events."""
        self._floor(branch)
        skip = skipped(page, limit, MOST_ROWS)

        def question(view: Reading) -> Page[Entry | TicketEvent]:
            after = max(0, view.last_seq() - MOST_LOGGED)
            lines = tuple(view.log(branch, after, skip, limit))
            return Page(lines, page, limit, view.log_length(branch, after))

        return self._store.read(question)
