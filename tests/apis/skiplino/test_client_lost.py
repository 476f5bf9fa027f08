"""Bookings at Skiplino whose answers get lost, come twice or too late: one ticket each, no ghosts."""

import asyncio
from collections import Counter
from collections.abc import Callable
from itertools import count
from zlib import crc32

import pytest
import stamina

from kiosk.apis.asking import LIMITS
from kiosk.apis.skiplino.client import SkiplinoClient
from kiosk.apis.skiplino.manners import Manners
from kiosk.domain.access import Role
from kiosk.domain.customer import CustomerId
from kiosk.domain.ports import Once
from kiosk.domain.ticket import FINAL, Draft, Ticket
from kiosk.errors import Ambiguous, KeyTrouble, KioskError, Reason, Refused, TooBusy
from tests.apis.skiplino.bureau import bureau
from tests.apis.skiplino.over_own_routes import There, over_own_routes
from tests.contract.shop import ADVICE, CASH, MAIN
from tests.desk.office import PASSPORT, at

KIOSK = "kiosk 1"
PHONE = "+36 30 123 4567"
NUMBER = Draft(MAIN, CASH)
BOOK = "POST /tickets/book"
ROOMY = bureau(max_open=9)


@pytest.fixture(autouse=True)
def _without_waits() -> object:
    with stamina.set_testing(True, attempts=4):
        yield


def first(what: str, times: int = 1) -> Callable[[str], bool]:
    """Whether a request is one of the first of its kind."""
    seen = count()
    return lambda asked: asked == what and next(seen) < times


def every(*parts: str) -> Callable[[str], bool]:
    """Whether a request has one of these in it."""
    return lambda asked: any(part in asked for part in parts)


async def live(there: There) -> list[Ticket]:
    """The tickets at the desk that somebody may come for."""
    found: list[Ticket] = []
    for customer in (await there.desk.customers(1, 100)).items:
        found += (await there.desk.tickets_of(customer.id, 1, 100)).items
    return [one for one in found if one.status not in FINAL]


async def test_a_lost_answer_is_found_again_under_its_lane() -> None:
    """One ticket, and it is the one that was made the first time."""
    async with over_own_routes(ROOMY) as there:
        there.wire.lose = first(BOOK)
        placed = await there.client.issue(NUMBER, None, KIOSK)
        assert [placed.ticket.id] == [one.id for one in await live(there)]
        assert "A001" == placed.ticket.number
        assert 1 == there.wire.asked.count(BOOK)


async def test_what_never_arrived_is_booked_again_on_the_same_lane() -> None:
    async with over_own_routes(ROOMY) as there:
        there.wire.refuse = first(BOOK)
        placed = await there.client.issue(NUMBER, None, KIOSK)
        assert [placed.ticket.id] == [one.id for one in await live(there)]
        assert 2 == there.wire.asked.count(BOOK)
        assert ("site/kiosk/1",) == there.client.lanes


async def test_a_lost_appointment_is_found_again_under_its_customer() -> None:
    """By service and time, and not the one they have already."""
    async with over_own_routes(ROOMY) as there:
        who = (await there.client.identify(PHONE)).id
        one = Draft(MAIN, PASSPORT, start=at("09:30"), customer=who)
        other = Draft(MAIN, PASSPORT, start=at("10:00"), customer=who)
        before = await there.client.issue(one, None, KIOSK)
        there.wire.lose = first(BOOK)
        placed = await there.client.issue(other, None, KIOSK)
        assert {before.ticket.id, placed.ticket.id} == {t.id for t in await live(there)}
    assert at("10:00") == placed.ticket.start_at


async def test_a_request_delivered_twice_leaves_no_ghost_after_the_sweep() -> None:
    """A proxy's doing: nobody has the second ticket, so it is given back."""
    async with over_own_routes(ROOMY) as there:
        there.wire.doubled = first(BOOK)
        placed = await there.client.issue(NUMBER, None, KIOSK)
        assert 2 == len(await live(there))
        assert 1 == await there.client.sweep()
        assert [placed.ticket.id] == [one.id for one in await live(there)]


async def test_what_nobody_can_look_up_is_not_printed_and_cancelled_later() -> None:
    """The answer is lost, and so are the looks: the customer is told the truth."""
    async with over_own_routes(ROOMY) as there:
        once = Once("kiosk", "one", "print")
        await there.client.issue(NUMBER, None, KIOSK)
        there.wire.lose = every(BOOK)
        there.wire.refuse = every("/customers/tickets")
        with pytest.raises(Ambiguous):
            await there.client.issue(NUMBER, once, KIOSK)
        assert 1 == there.client.counts["ambiguous"]
        assert 2 == len(await live(there))
        there.wire.lose = there.wire.refuse = every()
        assert 1 == await there.client.sweep()
        assert 1 == len(await live(there))
        assert 2 == there.wire.asked.count(BOOK)


async def test_a_restart_finds_what_was_in_doubt() -> None:
    """Before the first customer: what was made is kept for who comes back with its key."""
    async with over_own_routes(ROOMY) as there:
        once = Once("kiosk", "one", "print")
        kept = await there.client.issue(NUMBER, None, KIOSK)
        arrived = asyncio.Event()

        def lose(what: str) -> bool:
            if what == BOOK:
                arrived.set()
            return what == BOOK

        there.wire.lose, there.wire.refuse = lose, every("/customers/tickets")
        asked = asyncio.create_task(there.client.issue(NUMBER, once, KIOSK))
        await arrived.wait()
        assert there.journal
        await there.journal.aclose()  # as when the power goes
        with pytest.raises(Ambiguous):
            await asked
        there.wire.lose = there.wire.refuse = every()
        again = there.again()
        await again.recover()
        found = await again.issue(NUMBER, once, KIOSK)
        assert {kept.ticket.id, found.ticket.id} == {t.id for t in await live(there)}
        assert 2 == there.wire.asked.count(BOOK)
        await again.aclose()


async def test_what_nobody_comes_back_for_after_a_restart_is_given_back() -> None:
    async with over_own_routes(ROOMY) as there:
        kept = await there.client.issue(NUMBER, None, KIOSK)
        there.wire.lose = every(BOOK)
        there.wire.refuse = every("/customers/tickets")
        with pytest.raises(Ambiguous):
            await there.client.issue(NUMBER, None, KIOSK)
        there.wire.lose = there.wire.refuse = every()
        again = there.again()
        assert 2 == len(await live(there))
        await again.recover()
        await again.sweep()
        assert [kept.ticket.id] == [one.id for one in await live(there)]
        await again.aclose()


async def test_a_lane_is_used_again_and_one_more_is_made_while_it_is_in_use() -> None:
    """And never by two at a time."""
    async with over_own_routes(ROOMY) as there:
        for _ in range(3):
            await there.client.issue(NUMBER, None, KIOSK)
        assert ("site/kiosk/1",) == there.client.lanes
        many = await asyncio.gather(
            *(there.client.issue(NUMBER, None, KIOSK) for _ in range(5))
        )
        assert 5 == len({one.ticket.number for one in many})
        assert 5 == len({one.ticket.customer for one in many})
        assert 5 == len(there.client.lanes)


async def test_a_lane_that_is_there_from_before_is_taken_up() -> None:
    """Their 422 "already taken" says that it is there; what it has is known from then on."""
    async with over_own_routes(ROOMY) as there:
        before = await there.client.issue(NUMBER, None, KIOSK)
        again = there.again()
        placed = await again.issue(NUMBER, None, KIOSK)
        assert {before.ticket.id, placed.ticket.id} == {t.id for t in await live(there)}
        assert 2 == there.wire.asked.count("POST /customers/create")
        assert before.ticket.customer == placed.ticket.customer
        await again.aclose()


async def test_a_lane_whose_customer_was_deleted_is_made_again() -> None:
    async with over_own_routes(ROOMY) as there:
        first_one = await there.client.issue(NUMBER, None, KIOSK)
        assert first_one.ticket.customer
        await there.desk.forget_customer(first_one.ticket.customer)
        placed = await there.client.issue(NUMBER, None, KIOSK)
        assert "A002" == placed.ticket.number
        await there.client.issue(NUMBER, None, KIOSK)
        assert 1 + 2 + 1 == there.wire.asked.count(BOOK), "in vain only once"


async def test_no_lane_left_is_too_busy() -> None:
    async with over_own_routes(ROOMY, most_lanes=0) as there:
        with pytest.raises(TooBusy):
            await there.client.issue(NUMBER, None, KIOSK)


@pytest.mark.parametrize("journaled", [True, False])
async def test_with_a_public_key_a_lost_answer_is_never_asked_again(
    journaled: bool,
) -> None:
    """No correlation exists: it is counted, and the same key again gives no second number."""
    async with over_own_routes(ROOMY, role=Role.PUBLIC, journaled=journaled) as there:
        once = Once("kiosk", "one", "print")
        there.wire.lose = first(BOOK)
        for _ in range(2):
            with pytest.raises(Ambiguous):
                await there.client.issue(NUMBER, once, KIOSK)
        assert 1 == there.wire.asked.count(BOOK)
        assert 0 < there.client.counts["ambiguous"]
        placed = await there.client.issue(NUMBER, Once("kiosk", "two", "print"), KIOSK)
        assert "A002" == placed.ticket.number


async def test_without_a_journal_a_key_is_for_one_thing() -> None:
    async with over_own_routes(ROOMY, role=Role.PUBLIC, journaled=False) as there:
        once = Once("kiosk", "one", "print")
        made = await there.client.issue(NUMBER, once, KIOSK)
        assert (
            made.ticket.id == (await there.client.issue(NUMBER, once, KIOSK)).ticket.id
        )
        with pytest.raises(KeyTrouble) as trouble:
            await there.client.issue(
                Draft(MAIN, ADVICE), Once("kiosk", "one", "other"), KIOSK
            )
    assert Reason.KEY_REUSED is trouble.value.reason


async def test_a_lost_cancel_is_looked_at() -> None:
    """Their 409 for the second one is what is wanted."""
    async with over_own_routes(ROOMY) as there:
        ticket = (await there.client.issue(NUMBER, None, KIOSK)).ticket.id
        there.wire.lose = first(f"POST /tickets/{ticket}/cancel")
        await there.client.cancel(ticket, KIOSK)
        assert [] == await live(there)


async def test_a_lost_move_is_looked_at() -> None:
    async with over_own_routes(ROOMY) as there:
        who = (await there.client.identify(PHONE)).id
        booked = await _booked(there.client, who)
        there.wire.lose = first(f"POST /tickets/{booked.id}/change-time")
        moved = (await there.client.reschedule(booked.id, at("11:00"), KIOSK)).ticket
        assert [(booked.id, at("11:00"))] == [
            (t.id, t.start_at) for t in await live(there)
        ]
    assert moved.start_at == at("11:00")


async def test_a_second_half_that_fails_is_finished_by_the_sweep() -> None:
    """Booked anew, the old one not cancelled: both are there until then, and staff can know."""
    letter = Manners(movable=frozenset({"waiting"}))
    async with over_own_routes(ROOMY, letter) as there:
        who = (await there.client.identify(PHONE)).id
        booked = await _booked(there.client, who)
        there.wire.refuse = every("/cancel")
        moved = (await there.client.reschedule(booked.id, at("11:00"), KIOSK)).ticket
        assert {booked.id, moved.id} == {one.id for one in await live(there)}
        assert there.journal
        there.clock.pass_by(minutes=5)
        worries = there.journal.worries("skiplino")
        assert [booked.id] == [one.then for one in worries if one.half_done]
        there.wire.refuse = every()
        await there.client.sweep()
        assert [moved.id] == [one.id for one in await live(there)]
        worries = there.journal.worries("skiplino")
        assert [] == [one for one in worries if one.half_done]


async def test_a_customer_whose_answer_to_be_made_is_lost_is_made_once() -> None:
    async with over_own_routes(ROOMY) as there:
        there.wire.lose = first("POST /customers/create")
        who = await there.client.identify(PHONE)
        assert [who.id] == [one.id for one in (await there.desk.customers()).items]


async def test_nobody_loses_or_doubles_a_ticket_while_a_tenth_of_all_fails() -> None:
    """One after the other; a tenth of the requests is lost, on the way there or back."""
    async with over_own_routes(ROOMY) as there:
        number = count(1)

        def twentieth(_: str) -> bool:
            return crc32(b"%d" % next(number)) % 20 == 0

        there.wire.lose, there.wire.refuse = twentieth, twentieth
        outcomes: Counter[str] = Counter()
        given: set[str] = set()
        for customer in range(100):
            once = Once("kiosk", f"key {customer}", "print")
            there.clock.pass_by(minutes=3)
            try:
                placed = await there.client.issue(NUMBER, once, KIOSK)
            except KioskError as error:
                outcomes[str(error.reason)] += 1
            else:
                outcomes["served"] += 1
                given.add(placed.ticket.id)
        there.wire.lose = there.wire.refuse = every()
        for _ in range(3):
            await there.client.sweep()
        assert given == {one.id for one in await live(there)}
        assert 98 <= outcomes["served"], outcomes


async def test_64_at_once_for_the_last_time_one_has_it() -> None:
    async with over_own_routes(ROOMY, limits=LIMITS) as there:
        people = [(await there.desk.identify(f"+3630123{n:04}")).id for n in range(64)]

        async def book(who: CustomerId) -> bool:
            draft = Draft(MAIN, PASSPORT, start=at("09:30"), customer=who)
            try:
                await there.client.issue(draft, None, KIOSK)
            except Refused:
                return False
            return True

        assert [True] == [
            one for one in await asyncio.gather(*(book(who) for who in people)) if one
        ]
        assert 1 == len(await live(there))


async def _booked(client: SkiplinoClient, who: CustomerId) -> Ticket:
    draft = Draft(MAIN, PASSPORT, start=at("09:30"), customer=who)
    return (await client.issue(draft, None, KIOSK)).ticket
