"""Follows a lobby: its events, its figures and its lists, through every gap."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kiosk.domain.branch import BranchId, BranchState, CounterId
from kiosk.domain.events import BranchChanged, TicketEvent
from kiosk.domain.ports import Backend, Clock
from kiosk.domain.serving import Called, CounterState, OwnDay, Row, RowChanged, Which
from kiosk.domain.ticket import TicketId
from kiosk.errors import KioskError, Reason
from kiosk.tui.staff.book import Book
from kiosk.tui.staff.link import Link
from kiosk.tui.staff.soon import Soon

PAGE: Final = 100
"""Rows of a page, as a list is scrolled through."""

MOST: Final = 500
"""Rows of a page, as a list is read anew."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds. `least` between two readings of one thing, `most` until the lobby is read again
    though nothing happened, `again` after a failure, `patience` without an answer."""

    least: float = 0.25
    most: float = 5.0
    again: float = 1.0
    patience: float = 5.0


@dataclass(frozen=True, slots=True)
class Post:
    """Where a console stands: its branch, its counter, and who works at it."""

    branch: BranchId
    counter: CounterId | None
    actor: str


class Following:
    """Keeps a book right. `changed` is called whenever there may be something else to see.

    `next_up` and `own_day` are the newest answers to those questions.
    """

    def __init__(
        self,
        backend: Backend,
        clock: Clock,
        post: Post,
        changed: Callable[[], None],
        pace: Pace | None = None,
    ) -> None:
        """Nothing is asked before `run`."""
        self.book, self.link = Book(), Link()
        self.next_up: tuple[Called, ...] = ()
        self.own_day: OwnDay | None = None
        self.post = post
        self._backend, self._clock = backend, clock
        self._changed, self._pace = changed, pace or Pace()
        self._all_anew = True
        self._lobby = Soon(self._read_lobby, self._pace.least, self._pace.most)
        self._next = Soon(self._ask_next, self._pace.least)
        self._own = Soon(self._ask_own_day, 2.0)
        self._pages = asyncio.Lock()

    async def run(self) -> None:
        """Follow until cancelled. Denied and NotFound end it."""
        async with asyncio.TaskGroup() as tasks:
            for soon in (self._lobby, self._next, self._own):
                tasks.create_task(soon.run())
            self._stir_all()
            await self._watch()

    def stir(self) -> None:
        """This console did something itself: ask what follows from it."""
        self._next.stir()
        self._own.stir()

    def take_counter(self, state: CounterState) -> None:
        """A counter is otherwise; the lobby is read again to see what follows."""
        lobby = self.book.lobby
        if lobby:
            counters = tuple(
                state if one.counter == state.counter else one for one in lobby.counters
            )
            self.book.lobby = replace(lobby, counters=counters)
        self._lobby.stir()
        self._next.stir()
        self._changed()

    def counter_state(self) -> CounterState | None:
        """This counter as it was last heard of."""
        counters = self.book.lobby.counters if self.book.lobby else ()
        return next((c for c in counters if c.counter == self.post.counter), None)

    async def more(self, which: Which) -> None:
        """Read the next page of a list, if there is one and nobody is reading it."""
        book = self.book
        if self._pages.locked() or not book.knows(which) or book.is_whole(which):
            return
        async with self._pages:
            page, limit = following_page(len(book.listed(which)))
            if await self._asked(self._read_page(which, page, limit)):
                self._changed()

    async def look(self) -> None:
        """Read the lobby now. KioskError."""
        self.book.read(await self._backend.lobby(self.post.branch))
        self._changed()

    async def all_of(self, which: Which) -> Sequence[Row]:
        """A whole list. KioskError."""
        rows: list[Row] = []
        page = total = 1
        while (page - 1) * MOST < total:
            found = await self._backend.rows(self.post.branch, which, page, MOST)
            rows += found.items
            page, total = page + 1, found.total
        for row in rows:
            self.book.take(row)
        return rows

    async def reach(self, which: Which, ticket: TicketId) -> None:
        """Read on in a list until a ticket is in it, or nothing more comes."""
        known = -1
        while known < len(self.book.listed(which)) and not self.book.is_whole(which):
            if any(row.ticket.id == ticket for row in self.book.listed(which)):
                return
            known = len(self.book.listed(which))
            await self.more(which)

    async def _watch(self) -> None:
        """Hear what happens. What ends is taken up again, from a snapshot."""
        while True:
            try:
                async for told in self._backend.watch(self.post.branch):
                    self._hear(told)
            except KioskError as error:
                if error.reason in (Reason.NOT_FOUND, Reason.AUTH, Reason.FORBIDDEN):
                    raise
                self._lose(error.reason)
            await asyncio.sleep(self._pace.again)

    def _hear(self, told: RowChanged | BranchChanged | BranchState) -> None:
        self._find()
        match told:
            case RowChanged():
                self.book.hear(told)
                self._next.stir()
                if told.event.actor == self.post.actor:
                    self._own.stir()
            case BranchChanged():
                self._lobby.stir()
                self._next.stir()
            case BranchState():
                known = self.book.lobby
                if known and told.seq < known.state.seq:
                    self.book.forget()
                self._all_anew = True
                self._stir_all()
        self._changed()

    def _stir_all(self) -> None:
        for soon in (self._lobby, self._next, self._own):
            soon.stir()

    async def _read_lobby(self) -> float | None:
        """The lobby, then every list that is not as it says."""
        if not await self._asked(self._take_lobby()):
            return self._pace.again
        anew, self._all_anew = self._all_anew, False
        async with self._pages:
            for which in Which:
                is_right = not anew and self.book.agrees(which)
                if not (is_right or await self._asked(self._read_anew(which))):
                    self._all_anew = True
                    return self._pace.again
        if anew:
            await self._asked(self._take_log())
        self._changed()
        return None

    async def _take_lobby(self) -> None:
        self.book.read(await self._backend.lobby(self.post.branch))
        self._changed()

    async def _take_log(self) -> None:
        page = await self._backend.log(self.post.branch)
        self.book.recall_events(e for e in page.items if isinstance(e, TicketEvent))

    async def _read_anew(self, which: Which) -> None:
        """A list as far as it was known."""
        known, page = len(self.book.listed(which)), 1
        limit = PAGE if known <= PAGE else MOST
        await self._read_page(which, page, limit)
        while page * limit < known and not self.book.is_whole(which):
            page += 1
            await self._read_page(which, page, limit)

    async def _read_page(self, which: Which, page: int, limit: int) -> None:
        mark = self.book.mark
        rows = await self._backend.rows(self.post.branch, which, page, limit)
        self.book.read_page(which, rows, mark)

    async def _ask_next(self) -> float | None:
        counter = self.post.counter
        if counter is None:
            return None

        async def ask() -> None:
            self.next_up = tuple(await self._backend.next_up(self.post.branch, counter))

        return await self._shown(ask())

    async def _ask_own_day(self) -> float | None:
        async def ask() -> None:
            self.own_day = await self._backend.own_day(
                self.post.branch, self.post.actor
            )

        return await self._shown(ask())

    async def _shown(self, question: Awaitable[None]) -> float | None:
        if not await self._asked(question):
            return self._pace.again
        self._changed()
        return None

    async def _asked(self, question: Awaitable[None]) -> bool:
        """Whether a question was answered; the link is as the answer tells."""
        try:
            async with asyncio.timeout(self._pace.patience):
                await question
        except TimeoutError:
            self._lose(Reason.TIMEOUT)
        except KioskError as error:
            if error.reason not in _NOBODY:
                raise
            self._lose(error.reason)
        else:
            self._find()
            return True
        return False

    def _find(self) -> None:
        if self.link.found(self._clock.now()):
            self._all_anew = True
            self._stir_all()

    def _lose(self, reason: Reason) -> None:
        if self.link.missed(self._clock.now(), reason):
            self._changed()


def following_page(known: int) -> tuple[int, int]:
    """Page and limit that go on a little before the end of `known` rows.

    Meanwhile some of them may have left the list, and then others have moved up.
    """
    start = max(0, known - _OVERLAP)
    before = max(1, start // PAGE)
    return (before + 1, start // before) if start else (1, PAGE)


_OVERLAP: Final = 10

_NOBODY: Final = frozenset(
    {
        Reason.OFFLINE,
        Reason.TIMEOUT,
        Reason.UPSTREAM,
        Reason.AMBIGUOUS,
        Reason.RATE_LIMITED,
        Reason.STORE_FAILED,
        Reason.STORE_FULL,
        Reason.STORE_LOCKED,
    }
)
"""Reasons that pass: the server is not there, or can't at the moment."""
