"""What every queue promises about times, told once and run over each of them."""

import asyncio
from collections import Counter as Tally
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.booking import Holder
from kiosk.domain.branch import ServiceId
from kiosk.domain.claims import HOLD
from kiosk.domain.customer import CustomerId, Details
from kiosk.domain.events import Deed
from kiosk.domain.ports import Once
from kiosk.domain.slots import DaySlots
from kiosk.domain.ticket import Draft, Kind, Placed, Status, TicketId
from kiosk.errors import (
    AlreadyBooked,
    BadInput,
    CheckInRefused,
    KeyTrouble,
    KioskError,
    NotFound,
    Reason,
    Refused,
    SlotTaken,
)
from tests.contract.backends import Trial, needs, opened
from tests.contract.shop import CASH, MAIN, NOON
from tests.desk.hands import StoppedClock
from tests.desk.office import ANNA, BEN, DAY, at, draft, office, wanted

KIOSK = "kiosk 1"
PHONE = "+36 30 123 4567"
STRANGER = CustomerId("0" * 32)

pytestmark = needs("appointments")


@pytest.fixture
async def trial(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Trial]:
    """Every backend in turn, with one desk for passports in the morning."""
    async with opened(request.param, tmp_path, StoppedClock(NOON), office()) as made:
        yield made


async def asked(trial: Trial, clock: str = "09:30", **more: Any) -> Draft:
    """An appointment for somebody, where there is none for nobody."""
    who = more.pop("customer", None) or await trial.visitor()
    return draft(clock, customer=who, **more)


async def book(
    trial: Trial, clock: str = "09:30", key: str = "", **more: Any
) -> Placed:
    once = Once("owner", key, "f1") if key else None
    return await trial.backend.issue(await asked(trial, clock, **more), once, KIOSK)


async def day(trial: Trial, **more: Any) -> DaySlots:
    (slots,) = await trial.backend.slots(wanted(**more), DAY)
    return slots


async def free(trial: Trial, **more: Any) -> list[str]:
    return [slot.label for slot in (await day(trial, **more)).free]


# which times there are


@needs("verdicts")
async def test_a_day_has_every_time_with_its_verdict(trial: Trial) -> None:
    await book(trial, "10:00")
    slots = await day(trial)
    assert (DAY, None) == (slots.day, slots.reason)
    assert [
        ("09:00", 1, None),
        ("09:30", 1, None),
        ("10:00", 0, Reason.SLOT_TAKEN),
        ("10:30", 1, None),
        ("11:00", 1, None),
        ("11:30", 1, None),
    ] == [(slot.label, slot.free, slot.reason) for slot in slots.slots]
    assert (at("10:00"), at("10:30")) == (slots.slots[2].start, slots.slots[2].end)


@needs("horizon")
async def test_several_days_come_in_order_and_those_beyond_the_horizon_say_so(
    trial: Trial,
) -> None:
    days = await trial.backend.slots(wanted(), DAY + timedelta(days=12), 3)
    assert [None, None, Reason.TOO_FAR] == [one.reason for one in days]
    assert [DAY + timedelta(days=12 + n) for n in range(3)] == [d.day for d in days]


@needs("verdicts")
async def test_today_is_asked_for_by_naming_no_day(trial: Trial) -> None:
    (today,) = await trial.backend.slots(wanted())
    assert (NOON.date(), Reason.PAST) == (today.day, today.reason)


async def test_the_next_free_day_is_found(trial: Trial) -> None:
    found = await trial.backend.next_free(wanted())
    assert found is not None
    assert DAY == found.day
    trial.clock.at = NOON
    last = DAY + timedelta(days=13)
    assert last == getattr(await trial.backend.next_free(wanted(), last), "day", None)
    beyond = last + timedelta(days=1)
    assert await trial.backend.next_free(wanted(), beyond) is None


@pytest.mark.parametrize(
    ("asked", "first", "days", "error"),
    [
        (wanted(service=ServiceId("nothing")), DAY, 1, NotFound),
        (wanted(branch="nowhere"), DAY, 1, NotFound),
        (wanted(), NOON.date() - timedelta(days=1), 1, BadInput),
        (wanted(), DAY, 0, BadInput),
        (wanted(), DAY, 32, BadInput),
        (wanted(), date.max, 1, BadInput),
    ],
)
async def test_times_that_there_can_be_none_of(
    trial: Trial, asked: Any, first: date, days: int, error: type[KioskError]
) -> None:
    with pytest.raises(error):
        await trial.backend.slots(asked, first, days)


# booking


@needs("numbers")
async def test_an_appointment_has_its_own_number_for_its_own_day(trial: Trial) -> None:
    placed = await book(trial)
    ticket = placed.ticket
    assert placed.place is None
    assert ("T001", DAY, Kind.APPOINTMENT) == (ticket.number, ticket.day, ticket.kind)
    assert (Status.BOOKED, at("09:30")) == (ticket.status, ticket.start_at)
    assert ticket.booking is not None
    assert at("10:00") == ticket.booking.end_at
    assert NOON == ticket.booking.booked_at
    assert 0 == ticket.booking.changes
    assert ticket == (await trial.backend.ticket(ticket.id)).ticket
    assert "T002" == (await book(trial, "10:00")).ticket.number
    other_day = DAY + timedelta(days=1)
    assert "T001" == (await book(trial, day=other_day)).ticket.number


async def test_nobody_waits_who_is_only_booked(trial: Trial) -> None:
    await book(trial)
    assert 0 == (await trial.backend.branch(MAIN)).waiting


async def test_a_taken_time_is_refused_with_the_nearest_that_are_free(
    trial: Trial,
) -> None:
    await book(trial, "10:00")
    with pytest.raises(SlotTaken) as refused:
        await book(trial, "10:00")
    assert Reason.SLOT_TAKEN is refused.value.reason
    assert (at("09:00"), at("09:30"), at("10:30")) == refused.value.nearest


@pytest.mark.parametrize(
    "start",
    [
        NOON - timedelta(minutes=1),
        NOON - timedelta(days=400),
        datetime(1, 1, 1, tzinfo=UTC),
    ],
)
async def test_the_past_can_not_be_booked(trial: Trial, start: datetime) -> None:
    wish = replace(await asked(trial), start=start)
    with pytest.raises(SlotTaken) as refused:
        await trial.backend.issue(wish, None, KIOSK)
    assert Reason.PAST is refused.value.reason


FAR_OFF = [
    at("09:30", DAY + timedelta(days=14)),
    datetime(9999, 12, 31, 23, 59, tzinfo=UTC),
]


@pytest.mark.parametrize("start", FAR_OFF)
async def test_the_far_future_can_not_be_booked(trial: Trial, start: datetime) -> None:
    wish = replace(await asked(trial), start=start)
    with pytest.raises(SlotTaken):
        await trial.backend.issue(wish, None, KIOSK)


@needs("horizon")
@pytest.mark.parametrize("start", FAR_OFF)
async def test_what_is_too_far_off_says_so(trial: Trial, start: datetime) -> None:
    wish = replace(await asked(trial), start=start)
    with pytest.raises(SlotTaken) as refused:
        await trial.backend.issue(wish, None, KIOSK)
    assert Reason.TOO_FAR is refused.value.reason


NO_TIMES = [at("09:31"), at("12:00"), at("09:30") + timedelta(microseconds=1)]


@pytest.mark.parametrize(
    "changes", [*({"start": one} for one in NO_TIMES), {"customer": STRANGER}]
)
async def test_a_wish_that_can_not_be_claims_nothing(
    trial: Trial, changes: Any
) -> None:
    wish = replace(await asked(trial), **changes)
    with pytest.raises((BadInput, SlotTaken, NotFound)):
        await trial.backend.issue(wish, None, KIOSK)
    assert 6 == len(await free(trial))
    assert at("09:30") == (await book(trial)).ticket.start_at


@needs("grid")
@pytest.mark.parametrize("start", NO_TIMES)
async def test_a_time_that_never_was_one_is_a_mistake(
    trial: Trial, start: datetime
) -> None:
    wish = replace(await asked(trial), start=start)
    with pytest.raises(BadInput) as bad:
        await trial.backend.issue(wish, None, KIOSK)
    assert ["start"] == list(bad.value.fields)


@needs("numbers")
async def test_a_refused_wish_takes_no_number(trial: Trial) -> None:
    wish = replace(await asked(trial), start=at("09:31"))
    with pytest.raises((BadInput, SlotTaken)):
        await trial.backend.issue(wish, None, KIOSK)
    assert "T001" == (await book(trial)).ticket.number


@needs("untimed")
async def test_a_service_without_times_has_none(trial: Trial) -> None:
    with pytest.raises(Refused) as refused:
        await trial.backend.slots(wanted(service=CASH), DAY)
    assert Reason.NOT_APPOINTABLE is refused.value.reason


@needs("untimed")
async def test_a_service_without_times_is_not_booked(trial: Trial) -> None:
    with pytest.raises(Refused) as refused:
        await book(trial, service=CASH)
    assert Reason.NOT_APPOINTABLE is refused.value.reason


async def test_a_key_books_once(trial: Trial) -> None:
    wish, once = await asked(trial), Once("owner", "k", "f1")
    first = await trial.backend.issue(wish, once, KIOSK)
    again = await trial.backend.issue(wish, once, KIOSK)
    assert first.ticket == again.ticket
    assert 5 == len(await free(trial))


@needs("replays")
async def test_a_second_answer_says_that_it_is_one(trial: Trial) -> None:
    wish, once = await asked(trial), Once("owner", "k", "f1")
    answers = [await trial.backend.issue(wish, once, KIOSK) for _ in range(2)]
    assert [False, True] == [placed.replayed for placed in answers]


@needs("fingerprints")
async def test_a_key_for_another_time_is_refused(trial: Trial) -> None:
    await book(trial, key="k")
    with pytest.raises(KeyTrouble):
        await trial.backend.issue(
            await asked(trial, "11:00"), Once("owner", "k", "f2"), KIOSK
        )
    assert 5 == len(await free(trial))


async def test_one_key_at_the_same_moment_books_once(trial: Trial) -> None:
    wish, once = await asked(trial), Once("owner", "k", "f1")
    made = await asyncio.gather(
        *(trial.backend.issue(wish, once, KIOSK) for _ in range(4))
    )
    assert 1 == len({placed.ticket.id for placed in made})
    assert 5 == len(await free(trial))


async def test_of_sixty_four_who_want_the_last_place_one_gets_it(trial: Trial) -> None:
    wishes = [await asked(trial) for _ in range(64)]
    answers = await asyncio.gather(
        *(trial.backend.issue(wish, None, KIOSK) for wish in wishes),
        return_exceptions=True,
    )
    placed = [one for one in answers if isinstance(one, Placed)]
    assert 1 == len(placed)
    refused = Tally(type(one) for one in answers if not isinstance(one, Placed))
    assert {SlotTaken: 63} == refused
    assert "09:30" not in await free(trial)
    there = await trial.backend.ticket(placed[0].ticket.id)
    assert (Status.BOOKED, at("09:30")) == (there.ticket.status, there.ticket.start_at)


@needs("limits")
async def test_a_customer_has_as_many_as_are_allowed(trial: Trial) -> None:
    anna = (await trial.backend.identify(PHONE)).id
    first = await book(trial, customer=anna)
    with pytest.raises(AlreadyBooked) as refused:
        await book(trial, "11:00", customer=anna)
    assert Reason.LIMIT_REACHED is refused.value.reason
    assert first.ticket.id == refused.value.ticket
    await trial.backend.cancel(first.ticket.id, KIOSK)
    assert anna == (await book(trial, "11:00", customer=anna)).ticket.customer


# holding


@needs("hold")
async def test_a_held_time_is_taken_for_everybody_else(trial: Trial) -> None:
    held = await trial.backend.hold(wanted(holder=ANNA), at("09:30"))
    assert (ANNA, at("09:30"), at("10:00")) == (held.holder, held.start, held.end)
    assert NOON + HOLD == held.expires_at
    assert "09:30" not in await free(trial)
    assert "09:30" in await free(trial, holder=ANNA)
    with pytest.raises(SlotTaken):
        await book(trial)
    with pytest.raises(SlotTaken):
        await trial.backend.hold(wanted(holder=BEN), at("09:30"))
    assert "T001" == (await book(trial, holder=ANNA)).ticket.number
    assert "09:30" not in await free(trial, holder=ANNA)


@needs("hold")
async def test_a_hold_does_not_grow_by_asking_again(trial: Trial) -> None:
    first = await trial.backend.hold(wanted(holder=ANNA), at("09:30"))
    trial.clock.pass_by(seconds=100)
    assert first == await trial.backend.hold(wanted(holder=ANNA), at("09:30"))
    trial.clock.pass_by(seconds=80)
    assert "09:30" in await free(trial)
    assert BEN == (await trial.backend.hold(wanted(holder=BEN), at("09:30"))).holder


@needs("hold")
async def test_who_holds_another_time_lets_go_of_the_first(trial: Trial) -> None:
    await trial.backend.hold(wanted(holder=ANNA), at("09:30"))
    await trial.backend.hold(wanted(holder=ANNA), at("11:00"))
    assert ["09:00", "09:30", "10:00", "10:30", "11:30"] == await free(trial)


@needs("hold")
async def test_who_holds_a_time_at_another_branch_lets_go_of_the_first(
    trial: Trial,
) -> None:
    other = replace(office(), id="otherone01")
    await trial.desk.load(other)  # type: ignore[arg-type]
    await trial.backend.hold(wanted(holder=ANNA), at("09:30"))
    await trial.backend.hold(wanted(holder=ANNA, branch=other.id), at("09:30"))
    assert "09:30" in await free(trial)


@needs("hold")
async def test_a_hold_that_fails_leaves_the_one_before(trial: Trial) -> None:
    await book(trial, "11:00")
    await trial.backend.hold(wanted(holder=ANNA), at("09:30"))
    with pytest.raises(SlotTaken):
        await trial.backend.hold(wanted(holder=ANNA), at("11:00"))
    assert "09:30" not in await free(trial)


@needs("hold")
async def test_what_is_released_is_free_at_once(trial: Trial) -> None:
    await trial.backend.hold(wanted(holder=ANNA), at("09:30"))
    await trial.backend.release(BEN)
    assert "09:30" not in await free(trial)
    await trial.backend.release(ANNA)
    await trial.backend.release(ANNA)
    assert "09:30" in await free(trial)


@needs("hold")
async def test_an_ended_hold_is_as_none(trial: Trial) -> None:
    await trial.backend.hold(wanted(holder=ANNA), at("09:30"))
    trial.clock.pass_by(seconds=181)
    assert "T001" == (await book(trial, holder=ANNA)).ticket.number
    await trial.backend.hold(wanted(holder=ANNA), at("10:00"))
    trial.clock.pass_by(seconds=181)
    await book(trial, "10:00", holder=BEN)
    with pytest.raises(SlotTaken):
        await book(trial, "10:00", holder=ANNA)


@needs("hold")
async def test_what_was_soon_enough_to_hold_is_soon_enough_to_book(
    trial: Trial,
) -> None:
    await trial.desk.load(office(notice=30))
    trial.clock.at = at("09:00")
    await trial.backend.hold(wanted(holder=ANNA), at("09:30"))
    trial.clock.pass_by(seconds=90)
    with pytest.raises(SlotTaken) as refused:
        await book(trial)
    assert Reason.TOO_SOON is refused.value.reason
    assert Status.BOOKED is (await book(trial, holder=ANNA)).ticket.status


@needs("hold")
async def test_nobody_holds_in_a_tickets_name(trial: Trial) -> None:
    """Or letting go of it would be letting go of what is booked."""
    ticket = (await book(trial)).ticket
    thief = Holder(ticket.id)
    for attempt in (
        trial.backend.hold(wanted(holder=thief), at("09:30")),
        trial.backend.release(thief),
        trial.backend.slots(wanted(holder=thief), DAY),
        book(trial, holder=thief),
        trial.backend.reschedule(ticket.id, at("11:00"), KIOSK, holder=thief),
    ):
        with pytest.raises(BadInput):
            await attempt
    assert "09:30" not in await free(trial)


@needs("hold")
async def test_a_hold_for_a_move_leaves_what_is_booked(trial: Trial) -> None:
    """Also where the two overlap, and when the hold ends and nothing was moved."""
    await trial.desk.load(office(step=5))
    ticket = (await book(trial)).ticket
    asked = wanted(holder=ANNA, moving=ticket.id)
    for clock in ("09:45", "09:30"):
        held = await trial.backend.hold(asked, at(clock))
        assert trial.clock.at + HOLD == held.expires_at
        trial.clock.pass_by(seconds=181)
        taken = {slot.label for slot in (await day(trial)).slots if not slot.free}
        assert {f"09:{minute:02}" for minute in range(5, 60, 5)} == taken
    await trial.backend.hold(asked, at("09:45"))
    moved = await trial.backend.reschedule(ticket.id, at("09:45"), KIOSK, holder=ANNA)
    assert at("09:45") == moved.ticket.start_at
    with pytest.raises(SlotTaken):
        await book(trial, "10:00")
    assert "10:15" in await free(trial)


@needs("hold")
async def test_a_hold_needs_a_holder(trial: Trial) -> None:
    with pytest.raises(BadInput):
        await trial.backend.hold(wanted(), at("09:30"))


# moving


async def test_a_moved_appointment_has_its_new_time_and_frees_the_old(
    trial: Trial,
) -> None:
    before = (await book(trial)).ticket
    moved = (await trial.backend.reschedule(before.id, at("11:00"), KIOSK)).ticket
    assert (Status.BOOKED, at("11:00")) == (moved.status, moved.start_at)
    assert moved.booking is not None
    assert at("11:30") == moved.booking.end_at
    assert ["09:00", "09:30", "10:00", "10:30", "11:30"] == await free(trial)
    again = await trial.backend.ticket(moved.id)
    assert (moved.status, moved.start_at) == (
        again.ticket.status,
        again.ticket.start_at,
    )


@needs("one id", "history", "numbers", "codes", "own queue")
async def test_an_appointment_is_moved_and_stays_itself(trial: Trial) -> None:
    before = (await book(trial)).ticket
    moved = (await trial.backend.reschedule(before.id, at("11:00"), KIOSK)).ticket
    assert (before.id, before.code8, before.number) == (
        moved.id,
        moved.code8,
        moved.number,
    )
    assert (at("11:00"), Status.BOOKED) == (moved.start_at, moved.status)
    assert moved.booking is not None
    assert (at("11:30"), 1) == (moved.booking.end_at, moved.booking.changes)
    assert ["09:00", "09:30", "10:00", "10:30", "11:30"] == await free(trial)
    deeds = [event.deed for event in await trial.backend.history(before.id)]
    assert [Deed.BOOK, Deed.RESCHEDULE] == deeds


@needs("hold")
async def test_who_stays_at_their_time_holds_no_other(trial: Trial) -> None:
    ticket = (await book(trial)).ticket
    await trial.backend.hold(wanted(holder=ANNA, moving=ticket.id), at("11:00"))
    await trial.backend.reschedule(ticket.id, at("09:30"), KIOSK, holder=ANNA)
    assert "11:00" in await free(trial)


@needs("one id")
async def test_moving_to_the_same_time_again_changes_nothing(trial: Trial) -> None:
    before = (await book(trial)).ticket
    once = await trial.backend.reschedule(before.id, at("11:00"), KIOSK)
    assert once == await trial.backend.reschedule(before.id, at("11:00"), KIOSK)


@needs("numbers", "one id")
async def test_another_day_gives_another_number(trial: Trial) -> None:
    tomorrow = DAY + timedelta(days=1)
    await book(trial, day=tomorrow)
    ticket = (await book(trial)).ticket
    start = at("09:30", tomorrow) + timedelta(minutes=30)
    moved = (await trial.backend.reschedule(ticket.id, start, KIOSK)).ticket
    assert ("T002", tomorrow) == (moved.number, moved.day)


async def test_a_move_to_a_taken_time_leaves_the_old_one_booked(trial: Trial) -> None:
    ticket = (await book(trial)).ticket
    await book(trial, "10:00")
    with pytest.raises(SlotTaken):
        await trial.backend.reschedule(ticket.id, at("10:00"), KIOSK)
    now = (await trial.backend.ticket(ticket.id)).ticket
    assert (ticket.id, ticket.number) == (now.id, now.number)
    assert (Status.BOOKED, ticket.start_at) == (now.status, now.start_at)
    assert "09:30" not in await free(trial)


@needs("described")
async def test_a_move_may_overlap_the_old_time(trial: Trial) -> None:
    await trial.desk.load(office(step=5))
    ticket = (await book(trial)).ticket
    moved = await trial.backend.reschedule(ticket.id, at("09:45"), KIOSK)
    assert at("09:45") == moved.ticket.start_at
    assert "09:15" in await free(trial)
    assert "09:20" not in await free(trial)


@needs("hold")
async def test_what_is_held_for_a_move_is_used(trial: Trial) -> None:
    ticket = (await book(trial)).ticket
    asked = wanted(holder=ANNA, moving=ticket.id)
    await trial.backend.hold(asked, at("11:00"))
    with pytest.raises(SlotTaken):
        await trial.backend.reschedule(ticket.id, at("11:00"), KIOSK)
    moved = await trial.backend.reschedule(ticket.id, at("11:00"), KIOSK, holder=ANNA)
    assert at("11:00") == moved.ticket.start_at


@needs("moves")
async def test_a_customer_moves_it_so_often_and_no_more(trial: Trial) -> None:
    ticket = (await book(trial)).ticket.id
    for clock in ("10:00", "10:30", "11:00"):
        await trial.backend.reschedule(ticket, at(clock), KIOSK)
    with pytest.raises(Refused) as refused:
        await trial.backend.reschedule(ticket, at("11:30"), KIOSK)
    assert Reason.NOT_ALLOWED_NOW is refused.value.reason
    await trial.backend.reschedule(ticket, at("11:30"), KIOSK, as_staff=True)


@needs("check_in")
async def test_who_is_checked_in_and_moves_to_another_day_waits_no_longer(
    trial: Trial,
) -> None:
    ticket = (await book(trial)).ticket
    trial.clock.at = at("09:20")
    await trial.backend.check_in(ticket.id, MAIN, KIOSK)
    tomorrow = at("09:30", DAY + timedelta(days=1))
    moved = (await trial.backend.reschedule(ticket.id, tomorrow, KIOSK)).ticket
    assert Status.BOOKED is moved.status
    assert 0 == (await trial.backend.branch(MAIN)).waiting


@needs("walkin")
async def test_a_walk_in_has_no_time_to_move(trial: Trial) -> None:
    ticket = await trial.backend.issue(draft(service=CASH, start=None), None, KIOSK)
    with pytest.raises(Refused) as refused:
        await trial.backend.reschedule(ticket.ticket.id, at("09:30"), KIOSK)
    assert Reason.NOT_APPOINTABLE is refused.value.reason


# cancelling


async def test_a_cancelled_time_is_free_again(trial: Trial) -> None:
    ticket = (await book(trial)).ticket
    gone = (await trial.backend.cancel(ticket.id, KIOSK)).ticket
    assert Status.CANCELLED is gone.status
    assert 6 == len(await free(trial))
    assert at("09:30") == (await book(trial)).ticket.start_at


async def test_who_cancels_twice_has_cancelled_once(trial: Trial) -> None:
    """The second time it is refused, or fine where they tell no difference."""
    ticket = (await book(trial)).ticket
    await trial.backend.cancel(ticket.id, KIOSK)
    await book(trial)
    with suppress(Refused):
        again = await trial.backend.cancel(ticket.id, KIOSK)
        assert Status.CANCELLED is again.ticket.status
    assert "09:30" not in await free(trial)


async def test_what_is_cancelled_is_not_moved(trial: Trial) -> None:
    ticket = (await book(trial)).ticket
    await trial.backend.cancel(ticket.id, KIOSK)
    with pytest.raises(Refused):
        await trial.backend.reschedule(ticket.id, at("11:00"), KIOSK)


@needs("described")
async def test_it_can_be_too_late_to_cancel_but_not_for_staff(trial: Trial) -> None:
    await trial.desk.load(office(cancel_until=60))
    ticket = (await book(trial)).ticket
    trial.clock.at = at("08:31")
    with pytest.raises(Refused) as refused:
        await trial.backend.cancel(ticket.id, KIOSK)
    assert Reason.NOT_CANCELLABLE is refused.value.reason
    with pytest.raises(Refused) as refused:
        await trial.backend.reschedule(ticket.id, at("11:00"), KIOSK)
    assert Reason.NOT_ALLOWED_NOW is refused.value.reason
    cancelled = await trial.backend.cancel(ticket.id, KIOSK, as_staff=True)
    assert Status.CANCELLED is cancelled.ticket.status


# coming


@needs("check_in")
async def test_who_comes_in_time_waits_from_then_on(trial: Trial) -> None:
    ticket = (await book(trial)).ticket
    trial.clock.at = at("09:20")
    placed = await trial.backend.check_in(ticket.id, MAIN, KIOSK)
    here = placed.ticket
    assert (Status.WAITING, at("09:20")) == (here.status, here.joined_at)
    again = await trial.backend.check_in(ticket.id, MAIN, KIOSK)
    assert here == again.ticket
    assert 1 == (await trial.backend.branch(MAIN)).waiting
    deeds = [event.deed for event in await trial.backend.history(ticket.id)]
    assert [Deed.BOOK, Deed.CHECK_IN] == deeds


@needs("check_in", "estimates")
async def test_who_comes_in_time_is_told_their_place(trial: Trial) -> None:
    ticket = (await book(trial)).ticket
    trial.clock.at = at("09:20")
    placed = await trial.backend.check_in(ticket.id, MAIN, KIOSK)
    assert placed.place is not None
    assert 0 == placed.place.ahead


@needs("check_in")
@pytest.mark.parametrize(
    ("now", "reason", "opens"),
    [
        (at("08:44"), Reason.TOO_EARLY, at("08:45")),
        (at("10:31"), Reason.TOO_LATE, None),
        (NOON, Reason.WRONG_DAY, at("08:45")),
    ],
)
async def test_who_comes_at_the_wrong_time_is_told_so(
    trial: Trial, now: datetime, reason: Reason, opens: datetime | None
) -> None:
    ticket = (await book(trial)).ticket
    trial.clock.at = now
    with pytest.raises(CheckInRefused) as refused:
        await trial.backend.check_in(ticket.id, MAIN, KIOSK)
    assert (reason, opens) == (refused.value.reason, refused.value.opens_at)


@needs("check_in", "described")
async def test_who_comes_to_the_wrong_branch_is_told_so(trial: Trial) -> None:
    other = replace(office(), id="otherone01")
    await trial.desk.load(other)  # type: ignore[arg-type]
    ticket = (await book(trial)).ticket
    trial.clock.at = at("09:20")
    with pytest.raises(CheckInRefused) as refused:
        await trial.backend.check_in(ticket.id, other.id, KIOSK)
    assert Reason.WRONG_BRANCH is refused.value.reason


@needs("check_in", "described")
async def test_who_waits_elsewhere_is_told_where(trial: Trial) -> None:
    other = replace(office(), id="otherone01")
    await trial.desk.load(other)  # type: ignore[arg-type]
    ticket = (await book(trial)).ticket
    trial.clock.at = at("09:20")
    await trial.backend.check_in(ticket.id, MAIN, KIOSK)
    with pytest.raises(CheckInRefused) as refused:
        await trial.backend.check_in(ticket.id, other.id, KIOSK)
    assert Reason.WRONG_BRANCH is refused.value.reason


@needs("check_in", "described")
async def test_nobody_waits_for_a_day_that_has_not_begun(trial: Trial) -> None:
    """The turn of the day would send them away again."""
    await trial.desk.load(office(early=720))
    ticket = (await book(trial)).ticket
    trial.clock.at = at("03:59")
    with pytest.raises(CheckInRefused) as refused:
        await trial.backend.check_in(ticket.id, MAIN, KIOSK)
    told = (refused.value.reason, refused.value.opens_at)
    assert (Reason.TOO_EARLY, at("04:00")) == told
    trial.clock.at = NOON
    with pytest.raises(CheckInRefused) as refused:
        await trial.backend.check_in(ticket.id, MAIN, KIOSK)
    told = (refused.value.reason, refused.value.opens_at)
    assert (Reason.WRONG_DAY, at("04:00")) == told
    trial.clock.at = at("04:00")
    placed = await trial.backend.check_in(ticket.id, MAIN, KIOSK)
    await trial.desk.turn_days()
    assert Status.WAITING is placed.ticket.status


@needs("check_in")
async def test_a_cancelled_appointment_can_not_be_checked_in(trial: Trial) -> None:
    ticket = (await book(trial)).ticket
    await trial.backend.cancel(ticket.id, KIOSK)
    trial.clock.at = at("09:20")
    with pytest.raises(Refused) as refused:
        await trial.backend.check_in(ticket.id, MAIN, KIOSK)
    assert Reason.NOT_ALLOWED_NOW is refused.value.reason


@needs("codes")
async def test_a_code_finds_its_ticket_until_it_is_over(trial: Trial) -> None:
    ticket = (await book(trial)).ticket
    assert ticket == (await trial.backend.by_code(MAIN, ticket.code8)).ticket
    await trial.backend.cancel(ticket.id, KIOSK)
    with pytest.raises(NotFound):
        await trial.backend.by_code(MAIN, ticket.code8)


async def test_unknown_tickets_are_not_found(trial: Trial) -> None:
    nobody = TicketId("nosuchone1")
    for ask in (
        trial.backend.ticket(nobody),
        trial.backend.cancel(nobody, KIOSK),
        trial.backend.reschedule(nobody, at("09:30"), KIOSK),
    ):
        with pytest.raises(NotFound):
            await ask


@needs("check_in")
async def test_nobody_is_here_with_an_unknown_ticket(trial: Trial) -> None:
    with pytest.raises(NotFound):
        await trial.backend.check_in(TicketId("nosuchone1"), MAIN, KIOSK)


# customers


@needs("details")
async def test_a_phone_number_finds_who_was_here_before(trial: Trial) -> None:
    first = await trial.backend.identify(PHONE, "Anna", "hu")
    assert (False, "67") == (first.known, first.phone_tail)
    for written in ("0036 (30) 123-4567", "+36 (0)30 123 4567"):
        again = await trial.backend.identify(written, "Somebody else")
        assert (first.id, True) == (again.id, again.known)
    known = await trial.backend.customer(first.id)
    assert ("Anna", "hu", "", "67") == (
        known.name,
        known.locale,
        known.phone,
        known.phone_tail,
    )
    assert [known] == list(await trial.backend.customers_with(PHONE))
    assert [] == list(await trial.backend.customers_with("+36 30 123 4568"))


@pytest.mark.parametrize("phone", ["", "123", "06301234567", "+36x301234567", "+" * 9])
async def test_what_is_no_phone_number_finds_nobody(trial: Trial, phone: str) -> None:
    with pytest.raises(BadInput) as refused:
        await trial.backend.identify(phone)
    assert ["phone"] == list(refused.value.fields)


DETAILS = Details(
    "crm-7", "Layla Hassan", "layla@example.com", "+97333445566", "ar", {"tier": ["a"]}
)


@needs("details")
async def test_a_customer_comes_back_as_told(trial: Trial) -> None:
    made = await trial.backend.add_customer(DETAILS)
    assert (NOON, NOON, 32) == (made.created_at, made.updated_at, len(made.id))
    told = (
        made.external_id,
        made.name,
        made.email,
        made.phone,
        made.locale,
        made.metadata,
    )
    assert told == (
        "crm-7",
        "Layla Hassan",
        "layla@example.com",
        "+97333445566",
        "ar",
        {"tier": ["a"]},
    )
    assert made == await trial.backend.customer(made.id)
    assert made == await trial.backend.customer_called("crm-7")
    assert [made] == list(await trial.backend.customers_with("+973 3344 5566"))


@needs("details")
async def test_an_external_id_is_nobody_elses(trial: Trial) -> None:
    await trial.backend.add_customer(DETAILS)
    other = await trial.backend.add_customer(Details())
    for attempt in (
        trial.backend.add_customer(Details(external_id="crm-7")),
        trial.backend.change_customer(other.id, Details(external_id="crm-7")),
    ):
        with pytest.raises(BadInput) as refused:
            await attempt
        assert {"external_id": "is already taken"} == refused.value.fields


@needs("details")
async def test_what_is_not_told_stays_and_what_is_empty_goes(trial: Trial) -> None:
    made = await trial.backend.add_customer(DETAILS)
    trial.clock.pass_by(minutes=1)
    changed = await trial.backend.change_customer(
        made.id, Details(name="Layla", phone="", metadata={})
    )
    assert (
        replace(
            made,
            name="Layla",
            phone="",
            phone_tail="",
            metadata={},
            updated_at=trial.clock.at,
        )
        == changed
    )
    assert [] == list(await trial.backend.customers_with("+97333445566"))
    assert changed == await trial.backend.change_customer(
        made.id, Details(external_id="crm-7")
    )


@needs("details")
async def test_who_is_forgotten_leaves_the_tickets(trial: Trial) -> None:
    made = await trial.backend.add_customer(DETAILS)
    ticket = (await book(trial, customer=made.id)).ticket
    assert made.id == ticket.customer
    await trial.backend.forget_customer(made.id)
    for ask in (
        trial.backend.customer(made.id),
        trial.backend.customer_called("crm-7"),
        trial.backend.tickets_of(made.id),
        trial.backend.change_customer(made.id, Details()),
        trial.backend.forget_customer(made.id),
    ):
        with pytest.raises(NotFound):
            await ask
    kept = (await trial.backend.ticket(ticket.id)).ticket
    assert replace(ticket, customer=None) == kept


@needs("details")
async def test_customers_and_their_tickets_come_in_pages_newest_first(
    trial: Trial,
) -> None:
    made = [await trial.backend.add_customer(Details(name=n)) for n in "abc"]
    page = await trial.backend.customers(1, 2)
    assert ((made[2], made[1]), 3) == (page.items, page.total)
    assert (made[0],) == (await trial.backend.customers(2, 2)).items
    assert () == (await trial.backend.customers(3, 2)).items
    booked = await book(trial, customer=made[0].id)
    walkin = await trial.backend.issue(
        draft(service=CASH, start=None, customer=made[0].id), None, KIOSK
    )
    tickets = await trial.backend.tickets_of(made[0].id)
    assert ((walkin.ticket, booked.ticket), 2) == (tickets.items, tickets.total)


@needs("people")
@pytest.mark.parametrize(("page", "limit"), [(0, 10), (1, 0), (1, 101), (-1, 10)])
async def test_pages_are_reasonable(trial: Trial, page: int, limit: int) -> None:
    with pytest.raises(BadInput):
        await trial.backend.customers(page, limit)


@needs("details")
@pytest.mark.parametrize(
    "details",
    [
        Details(name="x" * 201),
        Details(external_id="a\x1bb"),
        Details(metadata={"a": "x" * 20_000}),
    ],
)
async def test_odd_details_are_refused(trial: Trial, details: Details) -> None:
    with pytest.raises(BadInput):
        await trial.backend.add_customer(details)
    assert 0 == (await trial.backend.customers()).total
