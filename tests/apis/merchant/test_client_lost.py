"""Bookings at the merchant's system while answers get lost: one each, and no ghosts."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.apis.merchant.habits import SYSTEM, Via
from kiosk.domain.ports import Once
from kiosk.domain.ticket import Draft
from kiosk.errors import Ambiguous, SlotTaken
from tests.apis.journal.their_side import Office
from tests.apis.merchant.program import HABITS, open_branch
from tests.apis.merchant.test_client import HERE, NINE, SWEDISH, YOGA, wanted

ONCE = Once("a kiosk", "one visit", "the same request")


async def test_done_and_not_answered_is_one_booking() -> None:
    """Found by its mark; nothing is asked for a second time."""
    office = Office()
    async with open_branch(journal=office.journal) as there:
        there.program.lose = 1
        placed = await there.client.issue(wanted(), ONCE, "kiosk")
        assert [placed.ticket.id] == [str(kept.id) for kept in there.program.live()]
        assert 1 == len(there.program.bodies)


async def test_not_done_and_not_answered_is_asked_for_again() -> None:
    """Once the calendar has been read for longer than it lags."""
    office = Office()
    async with open_branch(journal=office.journal) as there:
        there.program.before = 1
        placed = await there.client.issue(wanted(), ONCE, "kiosk")
        assert [placed.ticket.id] == [str(kept.id) for kept in there.program.live()]
        assert 2 == len(there.program.bodies)


async def test_a_calendar_that_is_late_makes_no_double() -> None:
    """Their yes is a yes: what is not seen yet is looked for, not asked for."""
    office = Office()
    async with open_branch(journal=office.journal) as there:
        there.program.lag = 7
        await there.client.issue(wanted(), ONCE, "kiosk")
        assert (1, 1) == (len(there.program.bodies), len(there.program.live()))


async def test_delivered_twice_leaves_the_older_one() -> None:
    """A proxy's second delivery is cancelled."""
    office = Office()
    async with open_branch(journal=office.journal) as there:
        there.program.twice = True
        placed = await there.client.issue(wanted(), ONCE, "kiosk")
        assert ("101", ["101"]) == (
            placed.ticket.id,
            [str(kept.id) for kept in there.program.live()],
        )


async def test_the_same_visit_again_has_the_same_booking() -> None:
    """Its time is taken by now, by nobody else."""
    office = Office()
    async with open_branch(journal=office.journal) as there:
        first = await there.client.issue(wanted(), ONCE, "kiosk")
        again = await there.client.issue(wanted(), ONCE, "kiosk")
        assert (first.ticket.id, True) == (again.ticket.id, again.replayed)
        assert 1 == len(there.program.live())


async def test_what_nobody_can_know_is_said_and_its_ghost_cancelled() -> None:
    """The calendar does not answer in time: no booking is handed out, and none stays."""
    office = Office()
    async with open_branch(journal=office.journal) as there:
        there.program.lose, there.program.lag = 1, 1000
        with pytest.raises(Ambiguous):
            await there.client.issue(wanted(), None, "kiosk")
        assert 1 == len(there.program.live())
        there.program.lag = 0
        assert 1 == await office.journal.sweep(SYSTEM, there.client.asked_for)
        assert [] == there.program.live()


async def test_a_sweep_leaves_alone_what_was_handed_out() -> None:
    """And other people's bookings at the same hour."""
    office = Office()
    async with open_branch(journal=office.journal) as there:
        await there.client.issue(wanted(), ONCE, "kiosk")
        there.program.add(12, NINE, "by phone")
        await office.time.sleep(600)
        assert 0 == await office.journal.sweep(SYSTEM, there.client.asked_for)
        assert 2 == len(there.program.live())


async def test_killed_in_the_middle_it_is_found_for_who_comes_back() -> None:
    """The process dies while they are at it. The next one finds the booking; a second is not
    made, and somebody else's is not touched."""
    office = Office()
    async with open_branch(journal=office.journal) as there:
        there.program.hangs = asyncio.Event()
        visit = asyncio.create_task(there.client.issue(wanted(), ONCE, "kiosk"))
        await there.program.done.wait()
        await office.restart()
        with pytest.raises(Ambiguous):
            await visit
        there.program.hangs.set()
        there.program.hangs = None
        there.program.add(12, NINE, "by phone")
        there.client.journal = office.journal
        assert 0 == await office.journal.recover(SYSTEM, there.client.asked_for)
        again = await there.client.issue(wanted(), ONCE, "kiosk")
        assert ("101", 2, 1) == (
            again.ticket.id,
            len(there.program.live()),
            len(there.program.bodies),
        )


async def test_killed_in_the_middle_it_is_cancelled_for_who_does_not() -> None:
    """Without a key nobody can come back for it."""
    office = Office()
    async with open_branch(journal=office.journal) as there:
        there.program.hangs = asyncio.Event()
        visit = asyncio.create_task(there.client.issue(wanted(), None, "kiosk"))
        await there.program.done.wait()
        await office.restart()
        with pytest.raises(Ambiguous):
            await visit
        there.program.hangs.set()
        await office.journal.recover(SYSTEM, there.client.asked_for)
        assert [] == there.program.live()


async def test_a_lost_place_in_a_class_is_given_back_and_the_class_stays() -> None:
    """Only our place is undone, not everybody's session."""
    office = Office()
    habits = replace(HABITS, via=Via.CUSTOMER)
    async with open_branch(habits, journal=office.journal) as there:
        anna = {"first_name": "Anna", "last_name": "-"}
        there.program.add(20, NINE, "", anna)
        draft = Draft(HERE, YOGA, session="101")
        there.program.goes_blind = True
        with pytest.raises(Ambiguous):
            await there.client.issue(draft, None, "kiosk")
        there.program.blind = False
        assert 2 == len(there.program.kept[101].people)
        assert 1 == await office.journal.sweep(SYSTEM, there.client.asked_for)
        assert ([anna], False) == (
            there.program.kept[101].people,
            there.program.kept[101].cancelled,
        )


async def test_who_is_second_steps_back_and_the_key_is_no_trap() -> None:
    """The same visit may choose another time afterwards, under a new key."""
    office = Office()
    async with open_branch(journal=office.journal) as there:
        there.program.rival = True
        with pytest.raises(SlotTaken):
            await there.client.issue(wanted(), ONCE, "kiosk")
        other = Once(ONCE.owner, "another visit", "another request")
        later = NINE + timedelta(hours=1)
        placed = await there.client.issue(wanted(later), other, "kiosk")
        assert (later, SWEDISH) == (placed.ticket.start_at, placed.ticket.service)
        assert 2 == len(there.program.live())
