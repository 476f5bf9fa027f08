"""Whatever people and staff do, as many places are taken as there are who hold one."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from kiosk.desk.desk import Desk
from kiosk.domain.events import Deed
from kiosk.domain.serving import Task
from kiosk.domain.sessions import GroupSession, SessionChange, SessionDeed
from kiosk.domain.ticket import Status, TicketId
from kiosk.errors import KioskError
from kiosk.store.memory import MemoryStore
from tests.contract.shop import MAIN, NOON
from tests.desk.hands import StoppedClock, desk_over
from tests.desk.office import at
from tests.desk.studio import TEACHER, join, plan, studio

Deeds = list[tuple[str, int]]
NAMES = (
    "join",
    "cancel",
    "cancel as staff",
    "task",
    "undo",
    "check in",
    "miss",
    "move",
    "move on",
    "start",
    "finish",
    "call off",
    "half an hour",
)


class _Class:
    """A session for three, and everything that can be done about it."""

    def __init__(self, desk: Desk, clock: StoppedClock, yoga: GroupSession) -> None:
        self._desk, self._clock, self._yoga = desk, clock, yoga
        self._tickets: list[TicketId] = []

    async def do(self, name: str, n: int) -> None:
        """One deed; a refusal changes nothing."""
        with suppress(KioskError):
            await self._deed(name, n)

    async def _deed(self, name: str, n: int) -> None:
        if name == "join":
            placed = await join(self._desk, self._yoga)
            self._tickets.append(placed.ticket.id)
        elif name == "half an hour":
            self._clock.pass_by(minutes=30)
        elif name == "undo":
            await self._desk.undo(MAIN, TEACHER)
        elif name in _CHANGES:
            change = _CHANGES[name]
            await self._desk.change_session(self._yoga.id, change, TEACHER)
        elif self._tickets:
            ticket = self._tickets[n % len(self._tickets)]
            await _BY_TICKET[name](self._desk, ticket)

    async def check(self) -> None:
        """The count is that of who holds a place, and no more than there are."""
        there = await self._desk.session(self._yoga.id)
        rows = await self._desk.participants(self._yoga.id)
        held = [row for row in rows if row.ticket.status is not Status.CANCELLED]
        assert there.taken == len(held) <= there.most
        times = {row.ticket.start_at for row in held if not row.ticket.is_final}
        assert times <= {there.start_at}


_CHANGES = {
    "move": SessionChange(SessionDeed.MOVE, at("17:00")),
    "move on": SessionChange(SessionDeed.MOVE, at("15:00").replace(day=6)),
    "start": SessionChange(SessionDeed.START),
    "finish": SessionChange(SessionDeed.FINISH),
    "call off": SessionChange(SessionDeed.CANCEL),
}
_BY_TICKET: dict[str, Callable[[Desk, TicketId], Awaitable[object]]] = {
    "cancel": lambda desk, of: desk.cancel(of, "kiosk 1"),
    "cancel as staff": lambda desk, of: desk.cancel(of, TEACHER, as_staff=True),
    "task": lambda desk, of: desk.do(of, Task(Deed.CANCEL), TEACHER),
    "check in": lambda desk, of: desk.check_in(of, MAIN, "kiosk 1"),
    "miss": lambda desk, of: desk.do(of, Task(Deed.NO_SHOW), TEACHER),
}


@given(
    early=st.booleans(),
    deeds=st.lists(
        st.tuples(st.sampled_from(NAMES), st.integers(0, 9)), min_size=4, max_size=25
    ),
)
def test_the_places_taken_are_those_that_somebody_holds(
    early: bool, deeds: Deeds
) -> None:
    async def run() -> None:
        clock = StoppedClock(NOON)
        desk = desk_over(MemoryStore(), clock)
        await desk.load(studio())
        yoga = await desk.plan_session(plan(), None, TEACHER)
        if not early:
            clock.at = at("14:20")
        lesson = _Class(desk, clock, yoga)
        for name, n in [("join", 0), ("join", 0), *deeds]:
            await lesson.do(name, n)
            await lesson.check()
        await desk.close()

    asyncio.run(run())
