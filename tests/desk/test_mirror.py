"""A ticket that stands for another system's row: made once, kept up, never undone by their word."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from kiosk.desk.desk import Desk
from kiosk.domain.branch import BookingRules, CounterId, ServiceId
from kiosk.domain.events import Deed
from kiosk.domain.ports import Once
from kiosk.domain.serving import Which
from kiosk.domain.theirs import Adoption, Mirror, Told
from kiosk.domain.ticket import Draft, Kind, Placed, Status
from kiosk.errors import KeyTrouble, NotFound, Reason
from kiosk.store.memory import MemoryStore
from tests.contract.shop import CASH, LOANS, MAIN, NOON, branch
from tests.desk.hands import StoppedClock, desk_over

SOON = NOON + timedelta(minutes=30)
TOMORROW = NOON + timedelta(days=1)
TOLD = Told(
    "9f-1", Status.BOOKED, "confirmed", CASH, SOON, SOON + timedelta(minutes=15)
)
CALLER = Told("w-1", Status.WAITING, "WAITING", LOANS, number="L07")
ONE = CounterId("1")


@dataclass(frozen=True, slots=True)
class House:
    """A desk with its clock, and their side's rows as we tell it of them."""

    desk: Desk
    clock: StoppedClock

    @property
    def mirror(self) -> Mirror:
        return self.desk

    async def hear(self, told: Told, **more: object) -> Placed:
        asked = Adoption("optimo", MAIN, told, actor="optimo")
        return await self.mirror.adopt(replace(asked, **more))  # type: ignore[arg-type]  # fields of Adoption

    async def deeds(self, placed: Placed) -> list[Deed]:
        return [event.deed for event in await self.desk.history(placed.ticket.id)]


@pytest.fixture
async def house() -> AsyncIterator[House]:
    store, clock = MemoryStore(), StoppedClock(NOON)
    desk = desk_over(store, clock)
    cash, *others = branch().services
    timed = replace(cash, appointable=True, booking=BookingRules(15, "b"))
    await desk.load(branch(services=(timed, *others)))
    yield House(desk, clock)
    await desk.close()


async def test_a_booking_made_elsewhere_gets_a_number_and_a_code(house: House) -> None:
    ticket = (await house.hear(TOLD)).ticket
    assert (Kind.APPOINTMENT, Status.BOOKED) == (ticket.kind, ticket.status)
    assert (SOON, "B005") == (ticket.start_at, ticket.number)
    found = await house.desk.by_code(MAIN, ticket.code8)
    assert ticket.id == found.ticket.id


async def test_it_is_in_the_console_and_can_check_in(house: House) -> None:
    ticket = (await house.hear(replace(TOLD, name="Ada L"))).ticket
    page = await house.desk.rows(MAIN, Which.APPOINTMENTS)
    assert [(ticket.id, "Ada L.")] == [(row.ticket.id, row.who) for row in page.items]
    here = await house.desk.check_in(ticket.id, MAIN, "bea")
    assert Status.WAITING == here.ticket.status
    called = await house.desk.call(MAIN, ONE, "bea")
    assert called is not None
    assert ticket.id == called.ticket.id


async def test_hearing_of_it_twice_is_once(house: House) -> None:
    first, second = await house.hear(TOLD), await house.hear(TOLD)
    assert first.ticket.id == second.ticket.id
    assert [Deed.BOOK] == await house.deeds(second)
    theirs = await house.mirror.theirs(first.ticket.id)
    assert theirs is not None
    assert ("optimo", "9f-1", "confirmed") == (theirs.system, theirs.id, theirs.word)
    assert await house.mirror.standing_for("optimo", "9f-1") == first.ticket
    assert await house.mirror.standing_for("merchant", "9f-1") is None


async def test_their_number_is_called_as_it_is(house: House) -> None:
    ticket = (await house.hear(CALLER)).ticket
    assert ("L07", Status.WAITING) == (ticket.number, ticket.status)
    assert Kind.WALKIN == ticket.kind


async def test_two_people_are_never_called_by_one_number(house: House) -> None:
    ours = await house.desk.issue(Draft(MAIN, CASH), None, "kiosk")
    numbers = [
        (await house.hear(replace(CALLER, id=name, number="A001"))).ticket.number
        for name in ("w-2", "w-3")
    ]
    assert ["A001", "A001-2", "A001-3"] == [ours.ticket.number, *numbers]


async def test_what_they_cancel_is_cancelled_here(house: House) -> None:
    await house.hear(TOLD)
    gone = await house.hear(replace(TOLD, status=Status.CANCELLED, word="cancelled"))
    assert Status.CANCELLED == gone.ticket.status
    *_, last = await house.desk.history(gone.ticket.id)
    assert ("optimo", "optimo: cancelled") == (last.actor, last.reason)


async def test_what_they_move_is_moved_here(house: House) -> None:
    first = await house.hear(TOLD)
    moved = await house.hear(replace(TOLD, start=TOMORROW, end=None))
    assert first.ticket.id == moved.ticket.id
    assert (TOMORROW, date(2026, 5, 5)) == (moved.ticket.start_at, moved.ticket.day)
    assert moved.ticket.booking is not None
    assert TOMORROW + timedelta(minutes=15) == moved.ticket.booking.end_at
    assert [Deed.BOOK, Deed.RESCHEDULE] == await house.deeds(moved)
    assert [moved.ticket] == await house.mirror.adopted(MAIN, date(2026, 5, 5))


async def test_who_waits_here_and_is_moved_to_another_day_is_still_to_come(
    house: House,
) -> None:
    first = await house.hear(TOLD)
    await house.desk.check_in(first.ticket.id, MAIN, "bea")
    moved = await house.hear(replace(TOLD, start=TOMORROW))
    assert Status.BOOKED == moved.ticket.status
    assert 0 == (await house.desk.branch(MAIN)).waiting


@pytest.mark.parametrize("word", [Status.CANCELLED, Status.NO_SHOW, Status.SERVED])
async def test_who_was_called_here_stays_called_whatever_they_say(
    house: House, word: Status
) -> None:
    first = await house.hear(TOLD)
    await house.desk.check_in(first.ticket.id, MAIN, "bea")
    await house.desk.call(MAIN, ONE, "bea")
    after = await house.hear(replace(TOLD, status=word, word=word))
    assert Status.CALLED == after.ticket.status
    assert after.ticket.theirs is not None
    assert word == after.ticket.theirs.word


async def test_a_word_nobody_knows_is_kept_and_changes_nothing(house: House) -> None:
    await house.hear(TOLD)
    odd = await house.hear(
        replace(TOLD, status=Status.UNKNOWN, word="\x1b[2Jpondering")
    )
    assert Status.BOOKED == odd.ticket.status
    assert odd.ticket.theirs is not None
    assert "[2Jpondering" == odd.ticket.theirs.word


async def test_who_missed_it_and_is_given_a_new_time_is_expected_again(
    house: House,
) -> None:
    await house.hear(TOLD)
    house.clock.pass_by(hours=2)
    await house.desk.tend()
    again = NOON + timedelta(hours=4)
    back = await house.hear(replace(TOLD, start=again))
    assert (Status.BOOKED, again) == (back.ticket.status, back.ticket.start_at)
    assert [Deed.BOOK, Deed.NO_SHOW, Deed.RESCHEDULE] == await house.deeds(back)


async def test_a_list_that_lags_does_not_take_back_what_was_just_done(
    house: House,
) -> None:
    await house.hear(TOLD)
    moved = await house.hear(replace(TOLD, start=TOMORROW))
    house.clock.pass_by(seconds=30)
    stale = await house.hear(TOLD, certain=False)
    assert moved.ticket == stale.ticket
    house.clock.pass_by(seconds=31)
    heard = await house.hear(TOLD, certain=False)
    assert SOON == heard.ticket.start_at


async def test_a_key_is_answered_with_its_first_ticket(house: House) -> None:
    once = Once("kiosk", "k1", "f")
    first = await house.hear(TOLD, once=once)
    again = await house.mirror.replayed(once)
    assert again is not None
    assert (first.ticket.id, True) == (again.ticket.id, again.replayed)
    with pytest.raises(KeyTrouble) as trouble:
        await house.mirror.replayed(replace(once, fingerprint="g"))
    assert Reason.KEY_REUSED == trouble.value.reason


async def test_a_booking_for_no_service_of_ours_is_not_adopted(house: House) -> None:
    with pytest.raises(NotFound):
        await house.hear(replace(TOLD, service=ServiceId("gone")))
    assert [] == list(await house.mirror.adopted(MAIN, NOON.date()))


async def test_who_has_a_time_for_they_do_not_say_what_is_called_all_the_same(
    house: House,
) -> None:
    placed = await house.hear(replace(TOLD, service=None))
    assert CASH == placed.ticket.service
    (booked,) = await house.desk.history(placed.ticket.id)
    assert "optimo: for what is not told" == booked.reason


async def test_a_cancel_counts_though_they_have_no_word_for_it(house: House) -> None:
    await house.hear(TOLD)
    gone = await house.hear(replace(TOLD, status=Status.CANCELLED))
    assert Status.CANCELLED == gone.ticket.status


async def test_nobody_worries_about_the_lane_of_a_time_they_keep(house: House) -> None:
    await house.hear(TOLD)
    assert [] == list(house.desk.worries())
