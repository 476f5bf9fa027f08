"""Who has waited too long gets a turn, whatever happens to the process meanwhile."""

from dataclasses import replace

import pytest

from kiosk.domain.branch import CounterId
from kiosk.domain.events import Deed
from kiosk.domain.order import MAX_STREAK, Why
from kiosk.domain.serving import Task
from kiosk.domain.storing import Writing
from kiosk.domain.ticket import Draft, Ticket
from kiosk.store.memory import MemoryStore
from tests.contract.shop import CASH, MAIN, NOON, branch
from tests.desk.hands import Draw, StoppedClock, desk_over

ONE = CounterId("1")


@pytest.mark.parametrize("restarts", [False, True], ids=["runs on", "restarts"])
async def test_after_two_urgent_turns_an_overdue_walk_in_is_next(
    *, restarts: bool
) -> None:
    store, clock, draw = MemoryStore(), StoppedClock(NOON), Draw()
    desk = desk_over(store, clock, draw)
    await desk.load(branch())
    patient = (await desk.issue(Draft(MAIN, CASH), None, "kiosk")).ticket
    clock.pass_by(minutes=21)
    for _ in range(MAX_STREAK + 1):
        urgent = (await desk.issue(Draft(MAIN, CASH), None, "kiosk")).ticket

        def raise_it(tx: Writing, one: Ticket = urgent) -> None:
            assert tx.save_ticket(replace(one, priority=2), 1)

        await store.write(raise_it)
    for _ in range(MAX_STREAK):
        called = await desk.call(MAIN, ONE, "anna")
        assert called is not None
        assert Why.URGENT == called.reason
        await desk.finish(MAIN, ONE, "anna")
    if restarts:
        desk = desk_over(store, clock, draw)
    called = await desk.call(MAIN, ONE, "anna")
    assert called is not None
    assert (patient.id, Why.OVERDUE) == (called.ticket.id, called.reason)


async def test_a_call_taken_back_is_no_turn_also_after_a_restart() -> None:
    """Neither the desk that saw it nor one that only reads the events counts it."""
    store, clock = MemoryStore(), StoppedClock(NOON)
    desk = desk_over(store, clock)
    await desk.load(branch())
    patient = (await desk.issue(Draft(MAIN, CASH), None, "kiosk")).ticket
    clock.pass_by(minutes=30)
    for _ in range(4):
        urgent = (await desk.issue(Draft(MAIN, CASH), None, "kiosk")).ticket.id
        task = Task(Deed.PRIORITY, priority=1, reason="pain")
        await desk.do(urgent, task, "anna")
    for _ in range(2):
        await desk.call(MAIN, ONE, "anna")
        await desk.undo(MAIN, "anna")
    for _ in range(2):
        again = desk_over(store, clock)
        foreseen = [await one.next_up(MAIN, ONE, 3) for one in (desk, again)]
        assert foreseen[0] == foreseen[1]
        assert patient == foreseen[0][2].ticket
        desk = again
