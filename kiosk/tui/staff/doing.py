"""Does what an operator wants, and knows what became of it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, Protocol, TypeVar

from kiosk.domain.events import Deed
from kiosk.domain.ports import Backend, Clock
from kiosk.domain.serving import (
    UNDO_SECONDS,
    CounterChange,
    CounterState,
    Row,
    Task,
)
from kiosk.domain.ticket import Draft, Placed, Ticket
from kiosk.errors import Ambiguous, KioskError
from kiosk.text import clean
from kiosk.tui.staff.following import Following
from kiosk.tui.staff.refusals import refusal
from kiosk.tui.staff.voice import Voice

T = TypeVar("T")

PATIENCE: Final = 10.0
"""Seconds until an answer counts as lost."""

SLOW: Final = timedelta(seconds=1)
"""From then on it is said that an answer is waited for."""


class Teller(Protocol):
    """Where it is said what became of something."""

    def done(self, text: str) -> None:
        """It was done."""
        ...

    def refused(self, text: str) -> None:
        """It was not, or nobody knows."""
        ...


class Doing:
    """One thing at a time: what a key means depends on what became of the one before."""

    def __init__(
        self,
        backend: Backend,
        clock: Clock,
        following: Following,
        voice: Voice,
        teller: Teller,
        new_key: Callable[[], str],
    ) -> None:
        """`new_key` makes an idempotency key nobody had before."""
        self._backend, self._clock, self._following = backend, clock, following
        self._voice, self._teller, self._new_key = voice, teller, new_key
        self._busy = asyncio.Lock()
        self._asked_at: datetime | None = None
        self._undo_until: datetime | None = None

    @property
    def undo_seconds(self) -> int:
        """How long the last deed can still be taken back."""
        if self._undo_until is None:
            return 0
        left = (self._undo_until - self._clock.now()).total_seconds()
        return max(0, min(UNDO_SECONDS, int(left)))

    @property
    def slow(self) -> bool:
        """Whether an answer is waited for so long that somebody would press again."""
        asked = self._asked_at
        return asked is not None and self._clock.now() - asked >= SLOW

    async def do(self, ticket: Ticket, task: Task) -> Row | None:
        """One deed; the row as it is then, None when it was refused."""

        async def deed() -> Row:
            return await self._backend.do(ticket.id, task, self._actor)

        row = await self._ask(deed, lambda: self._look_again(ticket), ticket)
        if row:
            self._took(row, task.deed)
        return row

    async def do_all(self, ticket: Ticket, tasks: Sequence[Task]) -> Row | None:
        """A deed, after what goes with it: undo takes back what was done last.

        None when the deed itself was refused.
        """
        main, *others = tasks
        seen = main.seen
        for other in others:
            row = await self.do(ticket, replace(other, seen=seen))
            if row is None:
                return None
            seen = row.ticket.version if seen is not None else None
        return await self.do(ticket, replace(main, seen=seen))

    async def call(self) -> Row | None:
        """Call whoever is next; None when nobody is, or it was refused."""
        post = self._following.post
        counter = post.counter
        if counter is None:
            return None

        async def deed() -> Row | None:
            called = await self._backend.call(post.branch, counter, self._actor)
            return Row(called.ticket) if called else None

        nobody = object()
        answer = await self._ask(
            lambda: _or(deed(), nobody), lambda: self._look_again(None), None
        )
        if answer is nobody:
            self._teller.refused(self._voice.say("staff-nobody-next"))
        elif isinstance(answer, Row):
            self._took(answer, Deed.CALL)
            return answer
        return None

    async def undo(self) -> Row | None:
        """Take back what was done last."""
        post = self._following.post

        async def deed() -> Row:
            return await self._backend.undo(post.branch, self._actor)

        row = await self._ask(deed, lambda: self._look_again(None), None)
        self._undo_until = None
        if row:
            self._following.book.take(row)
            self._following.stir()
            self._tell_done("staff-done-undo", row.ticket)
        return row

    async def check_in(self, ticket: Ticket) -> Row | None:
        """Somebody came to their appointment."""
        branch = self._following.post.branch

        async def deed() -> Row:
            placed = await self._backend.check_in(ticket.id, branch, self._actor)
            return Row(placed.ticket)

        row = await self._ask(deed, lambda: self._look_again(ticket), ticket)
        if row:
            self._took(row, Deed.CHECK_IN)
        return row

    async def issue(self, draft: Draft) -> Placed | None:
        """A number for somebody at the counter; a lost answer is asked for under the same key."""
        from kiosk.domain.ports import Once

        once = Once(self._actor, self._new_key(), "")

        async def deed() -> Placed:
            try:
                return await self._backend.issue(draft, once, self._actor)
            except Ambiguous:
                return await self._backend.issue(draft, once, self._actor)

        placed = await self._ask(deed, lambda: self._look_again(None), None)
        if placed:
            self._undo_until = None
            self._following.book.take(Row(placed.ticket))
            self._following.stir()
            self._tell_done("staff-done-issue", placed.ticket)
        return placed

    async def change_counter(self, change: CounterChange) -> CounterState | None:
        """Open, pause or close this counter, or sit down at it."""
        post = self._following.post
        counter = post.counter
        if counter is None:
            return None

        async def deed() -> CounterState:
            return await self._backend.change_counter(
                post.branch, counter, change, self._actor
            )

        state = await self._ask(deed, lambda: self._look_again(None), None)
        if state:
            self._following.take_counter(state)
        return state

    async def attend(self, kiosk: str) -> None:
        """Go to a kiosk; nobody else has to, and that is seen at once."""

        async def deed() -> bool:
            await self._backend.attend(self._following.post.branch, kiosk, self._actor)
            await self._following.look()
            return True

        if await self._ask(deed, lambda: self._look_again(None), None):
            name = clean(kiosk, 20)
            self._teller.done(self._voice.say("staff-done-attend", kiosk=name))

    async def have(self, deed: Callable[[], Awaitable[T]]) -> T | None:
        """Whatever `deed` brings; None when it was refused or got lost, and then it was said."""
        return await self._ask(deed, lambda: self._look_again(None), None)

    async def _ask(
        self,
        deed: Callable[[], Awaitable[T]],
        look_again: Callable[[], Awaitable[None]],
        ticket: Ticket | None,
    ) -> T | None:
        """The answer; None when it was refused or got lost, and then it was said."""
        if self._busy.locked():
            return None
        number = clean(ticket.number, 8) if ticket else ""
        async with self._busy:
            self._asked_at = self._clock.now()
            try:
                async with asyncio.timeout(PATIENCE):
                    return await deed()
            except (Ambiguous, TimeoutError):
                await look_again()
            except KioskError as error:
                self._teller.refused(refusal(self._voice, error, number))
                if ticket:
                    await self._refresh(ticket)
            finally:
                self._asked_at = None
        return None

    async def _look_again(self, ticket: Ticket | None) -> None:
        """The answer got lost: say what is true now."""
        say = self._voice.say
        if ticket is None:
            here = await self._who_is_here()
            found = here.ticket if isinstance(here, Row) else None
            known = here is not None
        else:
            found = await self._refresh(ticket)
            known = found is not None
        if not known:
            self._teller.refused(say("staff-lost"))
        elif found is None:
            self._teller.refused(say("staff-lost-nobody"))
        else:
            status = self._voice.status(found.status)
            number = clean(found.number, 8)
            self._teller.refused(say("staff-lost-now", number=number, status=status))

    async def _refresh(self, ticket: Ticket) -> Ticket | None:
        """A ticket as it is now, if anybody can tell."""
        try:
            async with asyncio.timeout(PATIENCE):
                placed = await self._backend.ticket(ticket.id)
        except (KioskError, TimeoutError):
            return None
        self._following.book.take(Row(placed.ticket))
        return placed.ticket

    async def _who_is_here(self) -> "Row | bool | None":
        """Who is at this counter; False for nobody, None when it is not known."""
        post = self._following.post
        try:
            async with asyncio.timeout(PATIENCE):
                self._following.book.read(await self._backend.lobby(post.branch))
        except (KioskError, TimeoutError):
            return None
        return self._following.book.at(post.counter) or False

    def _took(self, row: Row, deed: Deed) -> None:
        self._following.book.take(row)
        self._following.stir()
        name = deed.value.replace("_", "-")
        self._tell_done(f"staff-done-{name}", row.ticket)
        self._undo_until = self._clock.now() + timedelta(seconds=UNDO_SECONDS)

    def _tell_done(self, key: str, ticket: Ticket) -> None:
        self._teller.done(self._voice.say(key, number=clean(ticket.number, 8)))

    @property
    def _actor(self) -> str:
        return self._following.post.actor


async def _or(answer: Awaitable[T | None], other: object) -> T | object:
    """`answer`, with something else in the place of None."""
    found = await answer
    return other if found is None else found
