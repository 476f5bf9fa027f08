"""Bookings at OptimoCMS whose answers get lost, come twice or too late: one each, no ghosts."""

import asyncio
from collections.abc import Callable, Mapping
from itertools import count
from typing import Any
from zlib import crc32

import pytest

from kiosk.apis.asking import LIMITS
from kiosk.apis.optimo import people
from kiosk.domain.customer import Customer
from kiosk.domain.ports import Once
from kiosk.domain.ticket import FINAL, Placed, Ticket
from kiosk.errors import Ambiguous, KioskError
from tests.apis.optimo.over_own_routes import There, journal_over, over_own_routes
from tests.contract.shop import MAIN
from tests.desk.office import at, draft, office

KIOSK, PHONE = "kiosk 1", "+36 30 123 4567"
BOOK = "POST /v1/sites/site_main/booking/bookings"
LIST = "GET /v1/sites/site_main/booking/bookings"
PATCH = "PATCH"
ONCE = Once("kiosk", "key 1", "f")


def first(what: str, times: int = 1) -> Callable[[str], bool]:
    """Whether a request is one of the first of its kind."""
    seen = count()
    return lambda asked: asked.startswith(what) and next(seen) < times


async def live(there: There) -> list[Ticket]:
    """The bookings at the desk that somebody may come for."""
    found = (await there.desk.bookings(MAIN, limit=100)).items
    return [one for one in found if one.status not in FINAL]


async def book(there: There, clock: str = "09:30") -> Placed:
    who = (await there.client.identify(PHONE, "Anna")).id
    return await there.client.issue(draft(clock, customer=who), ONCE, KIOSK)


async def test_a_lost_answer_is_found_again_by_its_reference() -> None:
    """One booking, and it is the one that was made the first time."""
    async with over_own_routes() as there:
        there.wire.lose = first(BOOK)
        placed = await book(there)
        (theirs,) = await live(there)
        assert f"bkg_{theirs.id}" == placed.ticket.id
        assert 1 == there.wire.asked.count(BOOK)


async def test_a_request_that_never_arrived_is_sent_again() -> None:
    async with over_own_routes() as there:
        there.wire.refuse = first(BOOK)
        placed = await book(there)
        (theirs,) = await live(there)
        assert f"bkg_{theirs.id}" == placed.ticket.id


@pytest.mark.parametrize("lost", [False, True])
async def test_a_request_delivered_twice_is_one_booking(lost: bool) -> None:
    """The second one meets a time that is taken, or its own key."""
    async with over_own_routes() as there:
        there.wire.doubled = first(BOOK)
        if lost:
            there.wire.lose = first(BOOK)
        placed = await book(there)
        (theirs,) = await live(there)
        assert f"bkg_{theirs.id}" == placed.ticket.id


async def test_the_same_key_again_is_the_same_booking() -> None:
    async with over_own_routes() as there:
        made = await book(there)
        again = await book(there)
        assert made.ticket.id == again.ticket.id
        assert (1, True) == (len(await live(there)), again.replayed)


async def test_a_list_that_can_not_be_read_leaves_it_open_and_the_sweep_cancels_it() -> (
    None
):
    """Nobody knows, so nobody is given anything; what surfaces is called off."""
    async with over_own_routes() as there:
        there.wire.lose = lambda what: what.startswith(BOOK)
        there.wire.refuse = lambda what: what.startswith(LIST)
        with pytest.raises(Ambiguous):
            await book(there)
        assert 1 == len(await live(there))
        there.wire.lose = there.wire.refuse = lambda _: False
        assert there.journal is not None
        there.clock.pass_by(seconds=600)
        gone = await there.journal.sweep("optimo", there.client.asked_for)
        assert (1, []) == (gone, await live(there))


async def test_after_a_restart_what_was_begun_is_looked_up() -> None:
    """By its reference alone: who it was for is not written down anywhere."""
    async with over_own_routes() as there:
        there.wire.lose = lambda what: what.startswith(BOOK)
        there.wire.refuse = lambda what: what.startswith(LIST)
        with pytest.raises(Ambiguous):
            await book(there)
        (errand,) = there.errands.unsettled("optimo")
        kept = repr(errand)
        assert "Anna" not in kept
        assert "123" not in str(errand.about.get("customer", ""))
        there.wire.lose = there.wire.refuse = lambda _: False
        anew, journal = there.again(), journal_over(there.errands, there.clock)
        there.clock.pass_by(seconds=600)
        await journal.recover("optimo", anew.asked_for)
        await journal.sweep("optimo", anew.asked_for)
        assert [] == await live(there)
        await anew.aclose()
        await journal.aclose()


def _stripped(known: Customer) -> Mapping[str, Any]:
    """What a server tells that keeps no members it does not know."""
    return {"name": known.name, "phone": known.phone}


async def test_where_references_are_stripped_time_and_phone_tell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Made since, at that time, with that number; somebody else's at that time is left alone."""
    monkeypatch.setattr("kiosk.apis.optimo.front.customer_to_wire", _stripped)
    assert people.customer_to_wire is not _stripped
    async with over_own_routes(office(lanes=2)) as there:
        await there.desk.issue(draft(), None, "x")
        there.wire.lose = first(BOOK)
        placed = await book(there)
        assert 2 == len(await live(there))
        assert 1 == there.wire.asked.count(BOOK)
        (newest, *_) = await live(there)
        assert f"bkg_{newest.id}" == placed.ticket.id


async def test_a_move_whose_second_half_is_lost_is_finished_by_the_sweep() -> None:
    """The old booking is called off in the end: nobody has two."""
    async with over_own_routes() as there:
        old = await book(there)
        there.wire.refuse = lambda what: what.startswith(PATCH)
        new = await there.client.reschedule(old.ticket.id, at("11:00"), KIOSK)
        assert at("11:00") == new.ticket.start_at
        there.wire.refuse = lambda _: False
        assert there.journal is not None
        there.clock.pass_by(seconds=600)
        await there.journal.sweep("optimo", there.client.asked_for)
        (left,) = await live(there)
        assert f"bkg_{left.id}" == new.ticket.id


async def test_calling_off_is_said_again_when_its_answer_is_lost() -> None:
    """The same word twice is no change."""
    async with over_own_routes() as there:
        made = await book(there)
        there.wire.lose = first(PATCH)
        await there.client.cancel(made.ticket.id, KIOSK)
        assert [] == await live(there)


async def test_without_a_journal_a_lost_answer_is_looked_for_too() -> None:
    """And never asked for twice."""
    async with over_own_routes(journaled=False) as there:
        there.wire.lose = first(BOOK)
        placed = await book(there)
        (theirs,) = await live(there)
        assert f"bkg_{theirs.id}" == placed.ticket.id
        there.wire.refuse = first(BOOK)
        with pytest.raises(Ambiguous):
            await book(there, "10:00")
        assert 2 == there.wire.asked.count(BOOK)


async def test_when_much_fails_nothing_is_lost_doubled_or_forgotten() -> None:
    """A tenth of all requests goes wrong in one of three ways, over forty-eight customers."""
    branch = office(lanes=9, max_open=9)
    async with over_own_routes(branch, limits=LIMITS) as there:
        fate = {what: count() for what in ("lose", "refuse", "doubled")}

        def strikes(kind: str) -> Callable[[str], bool]:
            return lambda asked: (
                crc32(f"{kind} {asked} {next(fate[kind])}".encode()) % 30 == 0
            )

        there.wire.lose, there.wire.refuse = strikes("lose"), strikes("refuse")
        there.wire.doubled = strikes("doubled")
        got: list[object] = []
        for turn in range(8):
            asked = [
                there.client.issue(
                    draft(clock), Once("kiosk", f"{turn} {clock}", "f"), KIOSK
                )
                for clock in ("09:00", "09:30", "10:00", "10:30", "11:00", "11:30")
            ]
            got += await asyncio.gather(*asked, return_exceptions=True)
        there.wire.lose = there.wire.refuse = there.wire.doubled = lambda _: False
        assert there.journal is not None
        for _ in range(3):
            there.clock.pass_by(seconds=600)
            await there.journal.sweep("optimo", there.client.asked_for)
        booked = [one.ticket.id for one in got if isinstance(one, Placed)]
        wrong = [one for one in got if not isinstance(one, Placed)]
        assert all(isinstance(one, KioskError) for one in wrong), wrong
        assert sorted(booked) == sorted(f"bkg_{one.id}" for one in await live(there))
        assert 47 <= len(booked)
