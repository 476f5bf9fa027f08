"""What becomes of each who joined, when a session is over, moved or called off."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from kiosk.desk.desk import Desk
from kiosk.domain.branch import Counter, CounterId
from kiosk.domain.events import Deed
from kiosk.domain.serving import Task
from kiosk.domain.sessions import GroupSession, SessionChange, SessionDeed
from kiosk.domain.ticket import Status, Ticket, TicketId
from kiosk.store.memory import MemoryStore
from tests.contract.shop import MAIN, NOON
from tests.desk.hands import StoppedClock, desk_over
from tests.desk.office import at
from tests.desk.studio import TEACHER, YOGA, join, plan, studio

DOOR = CounterId("door")


@pytest.fixture(name="clock")
def _clock() -> StoppedClock:
    return StoppedClock(NOON)


@pytest.fixture(name="desk")
async def _desk(clock: StoppedClock) -> AsyncIterator[Desk]:
    store = MemoryStore()
    made = desk_over(store, clock)
    counters = (*studio().counters, Counter(DOOR, services=frozenset({YOGA})))
    await made.load(replace(studio(), counters=counters))
    yield made
    await made.close()
    await store.close()


async def lesson(desk: Desk) -> tuple[GroupSession, list[TicketId]]:
    """Two people in a class at three."""
    yoga = await desk.plan_session(plan(), None, TEACHER)
    return yoga, [(await join(desk, yoga)).ticket.id for _ in range(2)]


async def tickets(desk: Desk, yoga: GroupSession) -> list[Ticket]:
    return [row.ticket for row in await desk.participants(yoga.id)]


async def test_who_cancelled_was_neither_served_nor_missed(
    desk: Desk, clock: StoppedClock
) -> None:
    yoga, (gone, _) = await lesson(desk)
    await desk.cancel(gone, "kiosk 1")
    clock.at = yoga.end_at
    await desk.change_session(yoga.id, SessionChange(SessionDeed.FINISH), TEACHER)
    expected = [Status.CANCELLED, Status.NO_SHOW]
    assert expected == [one.status for one in await tickets(desk, yoga)]


async def test_who_is_at_a_counter_is_not_sent_away_when_it_is_called_off(
    desk: Desk, clock: StoppedClock
) -> None:
    yoga, (there, _) = await lesson(desk)
    clock.at = at("14:30")
    await desk.check_in(there, MAIN, "kiosk 1")
    await desk.do(there, Task(Deed.CALL, counter=DOOR), TEACHER)
    await desk.change_session(yoga.id, SessionChange(SessionDeed.CANCEL), TEACHER)
    expected = [Status.CALLED, Status.CANCELLED]
    assert expected == [one.status for one in await tickets(desk, yoga)]


async def test_who_is_here_already_keeps_their_turn_when_it_begins_later(
    desk: Desk, clock: StoppedClock
) -> None:
    """Whoever is still to come is expected at the new time."""
    yoga, (here, _) = await lesson(desk)
    clock.at = at("14:30")
    before = await desk.check_in(here, MAIN, "kiosk 1")
    later = SessionChange(SessionDeed.MOVE, at("16:00"))
    await desk.change_session(yoga.id, later, TEACHER)
    expected = [before.ticket.rank_at, at("16:00")]
    assert expected == [one.rank_at for one in await tickets(desk, yoga)]
