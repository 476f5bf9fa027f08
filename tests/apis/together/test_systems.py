"""A kiosk's visit over each of the systems: a number, a time, coming, moving, cancelling."""

from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.branch import Branch, CounterId
from kiosk.domain.serving import Which
from kiosk.domain.ticket import Draft, Status, TicketId
from kiosk.errors import AlreadyBooked, Ambiguous, Refused, SlotTaken, Unavailable
from tests.apis.together.over_routes import SYSTEMS, Gateway, gateway

ONE = CounterId("1")
LISTING = ("merchant", "optimo")
"""Those that tell of bookings made elsewhere."""


@pytest.fixture(params=SYSTEMS)
async def house(request: pytest.FixtureRequest) -> AsyncIterator[Gateway]:
    async with gateway(request.param) as made:
        yield made


@pytest.fixture(params=LISTING)
async def listing(request: pytest.FixtureRequest) -> AsyncIterator[Gateway]:
    async with gateway(request.param) as made:
        yield made


async def test_a_number_is_taken_and_called(house: Gateway) -> None:
    draft = Draft(house.branch.id, house.queued.id)
    placed = await house.together.issue(draft, None, "kiosk")
    assert Status.WAITING == placed.ticket.status
    called = await house.together.call(house.branch.id, ONE, "bea")
    assert called is not None
    assert placed.ticket.number == called.ticket.number


async def test_a_time_is_booked_there_and_its_ticket_is_here(house: Gateway) -> None:
    start = (await house.free())[0]
    placed = await house.booked(start)
    (there,) = await house.theirs()
    assert (start, Status.BOOKED) == (there.start_at, there.status)
    ticket = placed.ticket
    assert (start, Status.BOOKED) == (ticket.start_at, ticket.status)
    assert ticket.number
    assert (
        await house.together.by_code(house.branch.id, ticket.code8)
    ).ticket == ticket


async def test_the_same_key_books_once(house: Gateway) -> None:
    start = (await house.free())[0]
    first, again = await house.booked(start), await house.booked(start)
    assert (first.ticket.id, True) == (again.ticket.id, again.replayed)
    assert 1 == len(await house.theirs())


async def test_a_time_that_is_gone_is_refused_and_others_are_told(
    house: Gateway,
) -> None:
    start = (await house.free())[0]
    await house.booked_there(start)
    with pytest.raises(SlotTaken):
        await house.booked(start)
    assert [] == list(await house.together.adopted(house.branch.id, start.date()))


@pytest.mark.parametrize("system", ["skiplino", "merchant"])
async def test_a_limit_of_theirs_leads_to_the_one_they_have(system: str) -> None:
    """They say no without a reason; a time that is gone is still told as that."""
    async with gateway(system) as house:
        await house.queue.load(allowing(9, house.branch))
        (theirs,) = await house.there.branches()
        await house.there.load(allowing(1, theirs.branch))
        first, other, gone, *_ = await house.free()
        placed = await house.booked(first)
        with pytest.raises(AlreadyBooked) as refused:
            await house.booked(other, n=2)
        assert placed.ticket.id == refused.value.ticket
        await house.booked_there(gone)
        with pytest.raises(SlotTaken):
            await house.booked(gone, n=3)
        assert 2 == len(await house.theirs())


def allowing(most: int, branch: Branch) -> Branch:
    """The branch, with so many appointments for a customer and service."""
    services = (
        replace(one, booking=one.booking and replace(one.booking, max_open=most))
        for one in branch.services
    )
    return replace(branch, services=tuple(services))


async def test_who_comes_is_called(house: Gateway) -> None:
    placed = await house.booked()
    assert placed.ticket.start_at is not None
    house.clock.at = placed.ticket.start_at - timedelta(minutes=10)
    here = await house.together.check_in(placed.ticket.id, house.branch.id, "kiosk")
    assert Status.WAITING == here.ticket.status
    called = await house.together.call(house.branch.id, ONE, "bea")
    assert called is not None
    assert placed.ticket.id == called.ticket.id


async def test_cancelling_frees_the_time_there(house: Gateway) -> None:
    placed = await house.booked()
    gone = await house.together.cancel(placed.ticket.id, "kiosk", "not needed")
    (there,) = await house.theirs()
    assert [Status.CANCELLED] * 2 == [gone.ticket.status, there.status]


async def test_what_they_cancelled_is_seen_when_it_is_to_be_moved(
    house: Gateway,
) -> None:
    """Before a list of theirs tells of it: the customer at the kiosk is not led on."""
    first, later = (await house.free())[:2]
    placed = await house.booked(first)
    (there,) = await house.theirs()
    await house.there.cancel(there.id, "their staff", as_staff=True)
    with pytest.raises(Refused):
        await house.together.reschedule(placed.ticket.id, later, "kiosk")
    after = (await house.together.ticket(placed.ticket.id)).ticket
    assert (Status.CANCELLED, first) == (after.status, after.start_at)
    assert [first] == [one.start_at for one in await house.theirs()]


async def test_a_cancel_none_of_whose_answers_comes_is_seen_to_be_done(
    house: Gateway,
) -> None:
    """They still tell how it stands, so nobody has to ask twice."""
    placed = await house.booked()
    house.wire.lose = lambda what: not what.startswith("GET")
    gone = await house.together.cancel(placed.ticket.id, "kiosk")
    (there,) = await house.theirs()
    assert [Status.CANCELLED] * 2 == [gone.ticket.status, there.status]


async def test_what_became_of_a_cancel_is_seen_when_they_answer_again(
    house: Gateway,
) -> None:
    """By who looks at the ticket next, and not only with a list of theirs."""
    placed = await house.booked()
    house.wire.lose = all_from_a_change_on()
    with pytest.raises(Ambiguous):
        await house.together.cancel(placed.ticket.id, "kiosk")
    silent = (await house.together.ticket(placed.ticket.id)).ticket
    house.wire.lose = lambda what: False
    heard = (await house.together.ticket(placed.ticket.id)).ticket
    assert (Status.BOOKED, Status.CANCELLED) == (silent.status, heard.status)


@pytest.mark.parametrize("system", ["skiplino", "merchant"])
async def test_what_became_of_a_move_is_seen_when_they_answer_again(
    system: str,
) -> None:
    """Where it stays the same row; that nothing happened is not said of it."""
    async with gateway(system) as house:
        first, later = (await house.free())[:2]
        placed = await house.booked(first)
        house.wire.lose = all_from_a_change_on()
        with pytest.raises(Ambiguous):
            await house.together.reschedule(placed.ticket.id, later, "kiosk")
        house.wire.lose = lambda what: False
        heard = (await house.together.ticket(placed.ticket.id)).ticket
        assert (Status.BOOKED, later) == (heard.status, heard.start_at)


def all_from_a_change_on() -> Callable[[str], bool]:
    """Their answer to it is lost, and whatever they are asked then."""
    changes: list[str] = []

    def lost(what: str) -> bool:
        changes.extend([what] if not what.startswith("GET") else [])
        return bool(changes)

    return lost


async def test_a_move_that_is_asked_for_again_is_one_appointment(
    house: Gateway,
) -> None:
    """As a kiosk does when the line breaks behind the first one."""
    first, later = (await house.free())[:2]
    placed = await house.booked(first)
    lost = iter([True] * 2)
    house.wire.lose = lambda what: not what.startswith("GET") and next(lost, False)
    with suppress(Ambiguous):
        await house.together.reschedule(placed.ticket.id, later, "kiosk")
    moved = await house.together.reschedule(placed.ticket.id, later, "kiosk")
    assert (placed.ticket.id, later) == (moved.ticket.id, moved.ticket.start_at)
    live = [one for one in await house.theirs() if one.status is Status.BOOKED]
    assert [later] == [one.start_at for one in live]


async def test_moving_moves_both_and_leaves_one(house: Gateway) -> None:
    first, later = (await house.free())[:2]
    placed = await house.booked(first)
    moved = await house.together.reschedule(placed.ticket.id, later, "kiosk")
    assert (placed.ticket.id, placed.ticket.code8) == (
        moved.ticket.id,
        moved.ticket.code8,
    )
    assert later == moved.ticket.start_at
    live = [one for one in await house.theirs() if one.status is Status.BOOKED]
    assert [later] == [one.start_at for one in live]
    gone = await house.together.cancel(placed.ticket.id, "kiosk")
    assert Status.CANCELLED == gone.ticket.status
    assert {Status.CANCELLED} == {one.status for one in await house.theirs()}


async def test_an_answer_that_gets_lost_is_one_booking_and_one_ticket(
    house: Gateway,
) -> None:
    start = (await house.free())[0]
    who = await house.visitor()
    lost = iter([True])
    house.wire.lose = lambda what: _books(what) and next(lost, False)
    placed = await house.booked(start)
    assert who == placed.ticket.customer
    live = [one for one in await house.theirs() if one.status is Status.BOOKED]
    assert [start] == [one.start_at for one in live]
    assert [placed.ticket] == list(
        await house.together.adopted(house.branch.id, start.date())
    )


def _books(what: str) -> bool:
    return what.startswith("POST") and ("book" in what) and "login" not in what


async def test_while_they_are_down_only_what_is_theirs_waits(house: Gateway) -> None:
    house.wire.refuse = lambda _: True
    draft = Draft(house.branch.id, house.queued.id)
    if house.client.capabilities.walkin:
        return
    placed = await house.together.issue(draft, None, "kiosk")
    assert placed.ticket.number
    start = house.clock.now() + timedelta(hours=21)
    with pytest.raises(Unavailable):
        await house.together.slots(house.wanted, start.date())


async def test_what_is_booked_on_their_site_comes_to_the_console(
    listing: Gateway,
) -> None:
    first, second, *_ = await listing.free()
    there = await listing.booked_there(first)
    mine = await listing.booked(second)
    listing.clock.at = first - timedelta(minutes=20)
    keeps = listing.keeping_up()
    await keeps.step()
    assert [] == list(keeps.worries())
    page = await listing.together.rows(listing.branch.id, Which.APPOINTMENTS)
    assert [first, second] == [row.ticket.start_at for row in page.items]
    assert mine.ticket.id == page.items[1].ticket.id
    await listing.there.cancel(there.id, "their staff", as_staff=True)
    listing.clock.pass_by(minutes=2)
    await keeps.step()
    page = await listing.together.rows(listing.branch.id, Which.APPOINTMENTS)
    assert [second] == [row.ticket.start_at for row in page.items]


async def test_what_is_not_theirs_is_marked(house: Gateway) -> None:
    can = house.together.capabilities
    assert can.walkin
    assert can.appointments
    assert {"call", "serving"} <= can.emulated
    assert house.client.capabilities.hold == can.hold


@pytest.mark.parametrize("system", ["optimo"])
async def test_a_move_that_was_cut_in_the_middle_is_no_cancel(system: str) -> None:
    """The new booking is made and the old one cancelled there; our note of it is missing."""
    async with gateway(system) as house:
        first, later = (await house.free())[:2]
        placed = await house.booked(first)
        theirs = placed.ticket.theirs
        assert theirs is not None
        await house.client.reschedule(TicketId(theirs.id), later, "kiosk")
        house.clock.at = first - timedelta(minutes=20)
        await house.keeping_up().step()
        after = (await house.together.ticket(placed.ticket.id)).ticket
        assert (Status.BOOKED, later) == (after.status, after.start_at)
        adopted = await house.together.adopted(house.branch.id, first.date())
        assert [placed.ticket.id] == [one.id for one in adopted]
