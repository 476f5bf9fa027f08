"""One kiosk over our queue and their bookings: numbers from here, times from there."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from kiosk.apis.together.keeping_up import KeepingUp, Pace
from kiosk.apis.together.made import made_branch
from kiosk.apis.together.names import Names
from kiosk.apis.together.together import Together
from kiosk.domain.booking import Wanted
from kiosk.domain.branch import BranchId, CounterId
from kiosk.domain.events import Deed
from kiosk.domain.ports import Backend, Once
from kiosk.domain.serving import Task, Which
from kiosk.domain.ticket import Draft, Status, TicketId
from kiosk.errors import Ambiguous, NotFound, Reason, Refused, SlotTaken, Unavailable
from kiosk.store.memory import MemoryStore
from tests.apis.together.elsewhere import (
    CASH,
    MAIN,
    SYSTEM,
    THEIR_CASH,
    THERE,
    Both,
    both,
    their_branch,
)
from tests.contract.shop import LOANS
from tests.desk.hands import StoppedClock, desk_over

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
ONE = CounterId("1")
WANTED = Wanted(MAIN, CASH)
NAMES = Names({MAIN: THERE}, {CASH: THEIR_CASH})


@pytest.fixture
async def house() -> AsyncIterator[Both]:
    made = await both(StoppedClock(NOON), NAMES)
    yield made
    await made.queue.close()
    await made.there.desk.close()


def keeping_up(house: Both, busy: frozenset[str] = frozenset()) -> KeepingUp:
    pace = Pace(timedelta(seconds=30), timedelta(hours=1), days=2)
    return KeepingUp(house.together, house.there, house.clock, pace, lambda: busy)


async def free(house: Both) -> datetime:
    day = await house.together.next_free(WANTED)
    assert day is not None
    return next(slot.start for slot in day.slots if slot.reason is None)


async def booked(house: Both, once: Once | None = None) -> TicketId:
    draft = Draft(MAIN, CASH, start=await free(house))
    return (await house.together.issue(draft, once, "kiosk")).ticket.id


def backend(house: Both) -> Backend:
    return house.together


async def test_numbers_come_from_our_queue(house: Both) -> None:
    placed = await house.together.issue(Draft(MAIN, CASH), None, "kiosk")
    assert ("A001", None) == (placed.ticket.number, placed.ticket.theirs)
    assert 0 == house.there.asked


async def test_a_time_is_booked_there_and_has_a_ticket_here(house: Both) -> None:
    start = await free(house)
    draft = Draft(MAIN, CASH, start=start, locale="ar")
    ticket = (await house.together.issue(draft, None, "kiosk")).ticket
    assert (MAIN, CASH, start) == (ticket.branch, ticket.service, ticket.start_at)
    assert ("ar", "B005") == (ticket.locale, ticket.number)
    assert ticket.theirs is not None
    there = await house.there.desk.ticket(TicketId(ticket.theirs.id))
    assert (THEIR_CASH, start) == (there.ticket.service, there.ticket.start_at)
    with pytest.raises(SlotTaken):
        await house.together.issue(draft, None, "kiosk")


async def test_it_is_called_like_any_other_once_it_is_here(house: Both) -> None:
    ticket = await booked(house)
    await house.together.check_in(ticket, MAIN, "kiosk")
    called = await house.together.call(MAIN, ONE, "bea")
    assert called is not None
    assert ticket == called.ticket.id


async def test_a_key_used_again_books_nothing_more(house: Both) -> None:
    once = Once("kiosk", "k-1", "f")
    draft = Draft(MAIN, CASH, start=await free(house))
    first = await house.together.issue(draft, once, "kiosk")
    again = await house.together.issue(draft, once, "kiosk")
    assert (first.ticket.id, True) == (again.ticket.id, again.replayed)
    assert 1 == len((await house.there.desk.bookings(THERE)).items)


async def test_an_answer_that_is_lost_gives_no_ticket_until_it_is_known(
    house: Both,
) -> None:
    once = Once("kiosk", "k-1", "f")
    draft = Draft(MAIN, CASH, start=await free(house))
    house.there.down = Ambiguous(detail="the line broke")
    with pytest.raises(Ambiguous):
        await house.together.issue(draft, once, "kiosk")
    assert [] == list(await house.together.adopted(MAIN, NOON.date()))
    house.there.down = None
    placed = await house.together.issue(draft, once, "kiosk")
    assert placed.ticket.theirs is not None


async def test_what_nobody_could_look_up_is_never_asked_for_twice(house: Both) -> None:
    """Their client keeps no journal: the second ask could be a second booking."""
    once = Once("kiosk", "k-1", "f")
    draft = Draft(MAIN, CASH, start=await free(house))
    house.there.keeps_journal = False
    house.there.down = Ambiguous(detail="the line broke")
    assert not house.together.capabilities.idempotent
    for down in (None, None):
        with pytest.raises(Ambiguous):
            await house.together.issue(draft, once, "kiosk")
        house.there.down = down
    assert () == (await house.there.desk.bookings(THERE)).items


async def test_while_they_are_down_numbers_go_on_and_times_say_so(house: Both) -> None:
    house.there.down = Unavailable(detail="no answer")
    placed = await house.together.issue(Draft(MAIN, CASH), None, "kiosk")
    assert "A001" == placed.ticket.number
    with pytest.raises(Unavailable):
        await house.together.slots(WANTED)


async def test_cancelling_gives_the_time_back_there(house: Both) -> None:
    ticket = await booked(house)
    gone = await house.together.cancel(ticket, "kiosk", "changed my mind")
    assert Status.CANCELLED == gone.ticket.status
    assert gone.ticket.theirs is not None
    there = await house.there.desk.ticket(TicketId(gone.ticket.theirs.id))
    assert Status.CANCELLED == there.ticket.status
    *_, last = await house.together.history(ticket)
    assert ("kiosk", "changed my mind") == (last.actor, last.reason)


async def test_what_can_not_be_cancelled_there_stays_here(house: Both) -> None:
    ticket = await booked(house)
    house.there.down = Unavailable(detail="no answer")
    with pytest.raises(Unavailable):
        await house.together.cancel(ticket, "kiosk")
    assert Status.BOOKED == (await house.together.ticket(ticket)).ticket.status


async def test_what_is_gone_there_already_is_cancelled_here(house: Both) -> None:
    ticket = await booked(house)
    theirs = await house.together.theirs(ticket)
    assert theirs is not None
    await house.there.desk.cancel(TicketId(theirs.id), "their staff")
    gone = await house.together.cancel(ticket, "kiosk")
    assert Status.CANCELLED == gone.ticket.status


async def test_staff_cancel_there_too_and_can_not_take_it_back(house: Both) -> None:
    ticket = await booked(house)
    row = await house.together.do(ticket, Task(Deed.CANCEL, reason="called"), "bea")
    assert Status.CANCELLED == row.ticket.status
    assert row.ticket.theirs is not None
    there = await house.there.desk.ticket(TicketId(row.ticket.theirs.id))
    assert Status.CANCELLED == there.ticket.status
    with pytest.raises(NotFound):
        await house.together.undo(MAIN, "bea")


async def test_moving_moves_both(house: Both) -> None:
    ticket = await booked(house)
    later = await free(house) + timedelta(hours=2)
    moved = await house.together.reschedule(ticket, later, "kiosk")
    assert (ticket, later) == (moved.ticket.id, moved.ticket.start_at)
    assert moved.ticket.theirs is not None
    there = await house.there.desk.ticket(TicketId(moved.ticket.theirs.id))
    assert later == there.ticket.start_at


async def test_the_time_that_is_to_be_moved_is_free_for_it(house: Both) -> None:
    ticket = await booked(house)
    placed = await house.together.ticket(ticket)
    assert placed.ticket.start_at is not None
    (others,) = await house.together.slots(WANTED)
    (own,) = await house.together.slots(replace(WANTED, moving=ticket))
    slots = (others.at(placed.ticket.start_at), own.at(placed.ticket.start_at))
    assert [Reason.SLOT_TAKEN, None] == [slot and slot.reason for slot in slots]


async def test_what_they_do_not_offer_is_not_claimed(house: Both) -> None:
    can = house.together.capabilities
    assert (True, True, False) == (can.walkin, can.appointments, can.hold)
    assert {"walkin", "check_in", "call", "serving"} <= can.emulated
    with pytest.raises(Refused) as refused:
        await house.together.hold(WANTED, NOON)
    assert Reason.NOT_OFFERED == refused.value.reason


# keeping up


async def their_booking(house: Both) -> TicketId:
    start = await free(house)
    placed = await house.there.desk.issue(
        Draft(THERE, THEIR_CASH, start=start), None, "their web site"
    )
    return placed.ticket.id


async def test_what_is_booked_on_their_site_is_in_the_console(house: Both) -> None:
    theirs = await their_booking(house)
    await keeping_up(house).step()
    page = await house.together.rows(MAIN, Which.APPOINTMENTS)
    (row,) = page.items
    assert row.ticket.theirs is not None
    assert (theirs, "Ada L.", CASH) == (
        row.ticket.theirs.id,
        row.who,
        row.ticket.service,
    )
    here = await house.together.check_in(row.ticket.id, MAIN, "kiosk")
    assert Status.WAITING == here.ticket.status


async def test_they_are_asked_no_more_often_than_the_pace_allows(house: Both) -> None:
    keeps = keeping_up(house)
    await keeps.step()
    first = house.there.asked
    await keeps.step()
    assert (3, 3) == (first, house.there.asked)
    house.clock.pass_by(seconds=30)
    await keeps.step()
    assert 4 == house.there.asked


async def test_what_they_cancel_is_cancelled_here_at_the_next_look(house: Both) -> None:
    keeps = keeping_up(house)
    theirs = await their_booking(house)
    await keeps.step()
    await house.there.desk.cancel(theirs, "their staff")
    house.clock.pass_by(minutes=2)
    await keeps.step()
    (ticket,) = await house.together.adopted(MAIN, NOON.date())
    assert Status.CANCELLED == ticket.status


async def test_a_row_that_is_being_made_is_nobodys_yet(house: Both) -> None:
    await their_booking(house)

    class Marked:
        async def told(self, branch: BranchId, day: date) -> list[object]:
            return [
                replace(one, mark="7F3A") for one in await house.there.told(branch, day)
            ]

    pace = Pace(days=0)
    marked = Marked()
    keeps = KeepingUp(
        house.together,
        marked,  # type: ignore[arg-type]  # a list of Told
        house.clock,
        pace,
        lambda: frozenset({"7F3A"}),
    )
    await keeps.step()
    assert [] == list(await house.together.adopted(MAIN, NOON.date()))


async def test_a_silence_of_theirs_is_said_and_so_is_its_end(house: Both) -> None:
    keeps = keeping_up(house)
    house.there.down = Unavailable(detail="no answer")
    await keeps.step()
    (worry,) = keeps.worries()
    assert "merchant: not heard from since 12:00 UTC (no answer)" in worry
    house.there.down = None
    house.clock.pass_by(minutes=2)
    await keeps.step()
    assert [] == list(keeps.worries())


async def test_a_booking_for_a_service_nobody_knows_is_counted(house: Both) -> None:
    await their_booking(house)
    unmapped = Together(house.queue, house.there, SYSTEM, Names({MAIN: THERE}))
    keeps = keeping_up(replace(house, together=unmapped))
    await keeps.step()
    (worry,) = keeps.worries()
    assert "merchant: 1 bookings are for services that are not known here" in worry


# a branch out of their catalogue


async def test_their_catalogue_is_enough_to_begin(house: Both) -> None:
    desk = desk_over(MemoryStore(), StoppedClock(NOON))
    await desk.load(made_branch(their_branch()))
    number = (await desk.issue(Draft(THERE, LOANS), None, "kiosk")).ticket.number
    assert "A001" == number
    called = await desk.call(THERE, ONE, "bea")
    assert called is not None
    assert "A001" == called.ticket.number
