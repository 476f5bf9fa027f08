"""What every queue promises about sessions, told once and run over each of them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.branch import BranchId, LaneId, ServiceId, StaffId
from kiosk.domain.customer import CustomerId
from kiosk.domain.events import BranchChanged, Deed
from kiosk.domain.ports import Once
from kiosk.domain.serving import Task
from kiosk.domain.sessions import (
    MOST_AHEAD,
    GroupSession,
    SessionChange,
    SessionDeed,
    SessionId,
    SessionPlan,
    SessionStatus,
)
from kiosk.domain.ticket import Draft, Kind, Placed, Status, Ticket
from kiosk.errors import (
    AlreadyBooked,
    BadInput,
    KeyTrouble,
    KioskError,
    NotFound,
    Reason,
    Refused,
    SlotTaken,
)
from tests.contract.backends import Trial, needs, opened
from tests.contract.shop import CASH, MAIN, NOON
from tests.contract.test_backend import ONE, take
from tests.desk.hands import StoppedClock
from tests.desk.office import DAY, at
from tests.desk.studio import (
    ANNA,
    HALL,
    MASSAGE,
    ROOM,
    TEACHER,
    YOGA,
    customer,
    join,
    plan,
    studio,
)

HOUR = timedelta(hours=1)

pytestmark = needs("sessions")


@pytest.fixture
async def trial(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Trial]:
    """Every backend in turn, with the studio loaded."""
    async with opened(request.param, tmp_path, StoppedClock(NOON), studio()) as made:
        yield made


@pytest.fixture(name="yoga")
async def _yoga(trial: Trial) -> GroupSession:
    """A session tomorrow at three, that nobody joined yet."""
    return await trial.backend.plan_session(plan(), None, TEACHER)


async def change(
    trial: Trial, session: GroupSession, deed: SessionDeed, **more: Any
) -> GroupSession:
    wish = SessionChange(deed, **more)
    return await trial.backend.change_session(session.id, wish, TEACHER)


async def there(trial: Trial, session: GroupSession) -> GroupSession:
    return await trial.backend.session(session.id)


async def tickets(trial: Trial, session: GroupSession) -> list[Ticket]:
    return [row.ticket for row in await trial.backend.participants(session.id)]


async def refusal(deed: Awaitable[object]) -> Reason:
    with pytest.raises(Refused) as caught:
        await deed
    return caught.value.reason


async def arrive(trial: Trial, placed: Placed) -> None:
    await trial.backend.check_in(placed.ticket.id, MAIN, "kiosk 1")


# planning


async def test_a_queue_that_has_sessions_says_so(trial: Trial) -> None:
    assert trial.desk.capabilities.sessions


async def test_a_branch_says_what_is_given_in_sessions(trial: Trial) -> None:
    assert (await trial.backend.branch(MAIN)).branch == studio()


async def test_a_session_is_what_was_planned(trial: Trial) -> None:
    wish = plan(lane=ROOM, least=1, most=12, note=" bring a\tmat ")
    made = await trial.backend.plan_session(wish, None, TEACHER)
    assert made == GroupSession(
        id=made.id,
        branch=MAIN,
        service=YOGA,
        lane=ROOM,
        start_at=at("15:00"),
        end_at=at("16:00"),
        least=1,
        most=12,
        decide_at=at("13:00"),
        note="bring a mat",
    )
    assert await there(trial, made) == made
    assert await tickets(trial, made) == []


async def test_it_has_the_services_places_and_a_free_lane(
    trial: Trial, yoga: GroupSession
) -> None:
    assert (yoga.least, yoga.most, yoga.lane) == (2, 3, HALL)
    other = await trial.backend.plan_session(plan(), None, TEACHER)
    assert other.lane == ROOM


async def test_one_persons_lane_can_be_asked_for(trial: Trial) -> None:
    made = await trial.backend.plan_session(plan(staff=ANNA), None, TEACHER)
    assert made.lane == ROOM
    with pytest.raises(SlotTaken) as caught:
        await trial.backend.plan_session(plan(staff=StaffId("bob")), None, TEACHER)
    assert caught.value.reason is Reason.STAFF_AWAY


async def test_a_lane_has_one_thing_at_a_time(trial: Trial, yoga: GroupSession) -> None:
    """Neither another session nor an appointment is where a session is, nor the other way."""
    with pytest.raises(SlotTaken) as caught:
        await trial.backend.plan_session(plan(lane=yoga.lane), None, TEACHER)
    assert caught.value.reason is Reason.SLOT_TAKEN
    massage = Draft(MAIN, MASSAGE, start=at("15:30"))
    booked = await trial.backend.issue(massage, None, "kiosk 1")
    assert booked.ticket.booking is not None
    assert booked.ticket.booking.lane == ROOM
    with pytest.raises(SlotTaken):
        await trial.backend.issue(massage, None, "kiosk 1")
    with pytest.raises(SlotTaken):
        await trial.backend.plan_session(plan(lane=ROOM), None, TEACHER)


@pytest.mark.parametrize(
    ("wish", "error", "about"),
    [
        (plan("15:10"), BadInput, "start"),
        (plan(start=at("15:00").replace(tzinfo=None)), BadInput, "start"),
        (plan(lane=LaneId("nowhere")), BadInput, "lane"),
        (plan(most=0), BadInput, "most"),
        (plan(least=4), BadInput, "least"),
        (plan(customers=(CustomerId("a" * 32),)), BadInput, "customers"),
    ],
)
async def test_what_can_not_be_planned_says_why(
    trial: Trial, wish: SessionPlan, error: type[BadInput], about: str
) -> None:
    with pytest.raises(error) as caught:
        await trial.backend.plan_session(wish, None, TEACHER)
    assert list(caught.value.fields) == [about]
    assert await trial.backend.sessions(MAIN) == []


async def test_nothing_is_planned_when_it_can_not_be(trial: Trial) -> None:
    queue = trial.backend
    past = plan(start=at("13:00", NOON.date()) - 2 * HOUR)
    assert await refusal(queue.plan_session(past, None, TEACHER)) is Reason.PAST
    solo = SessionPlan(MAIN, MASSAGE, at("15:00"))
    assert (
        await refusal(queue.plan_session(solo, None, TEACHER)) is Reason.NOT_APPOINTABLE
    )
    far = plan(start=at("15:00") + timedelta(days=800))
    assert await refusal(queue.plan_session(far, None, TEACHER)) is Reason.TOO_FAR
    with pytest.raises(NotFound):
        await queue.plan_session(
            replace(plan(), branch=BranchId("none")), None, TEACHER
        )


async def test_who_is_planned_in_has_joined(trial: Trial) -> None:
    eva = await customer(trial.backend, "Eva Nagy")
    made = await trial.backend.plan_session(plan(customers=(eva,)), None, TEACHER)
    assert made.taken == 1
    (ticket,) = await tickets(trial, made)
    assert (ticket.customer, ticket.start_at) == (eva, made.start_at)
    crowd = tuple([await customer(trial.backend, f"Nr {n}") for n in range(4)])
    for wrong in ((eva, eva), crowd):
        with pytest.raises(BadInput):
            await trial.backend.plan_session(plan(customers=wrong), None, TEACHER)
    assert len(await trial.backend.sessions(MAIN)) == 1


async def test_a_key_plans_one_session(trial: Trial) -> None:
    once = Once("owner", "key-1", "f1")
    first = await trial.backend.plan_session(plan(), once, TEACHER)
    assert await trial.backend.plan_session(plan(), once, TEACHER) == first
    assert await trial.backend.sessions(MAIN) == [first]
    other = replace(once, fingerprint="f2")
    with pytest.raises(KeyTrouble) as caught:
        await trial.backend.plan_session(plan("16:00"), other, TEACHER)
    assert caught.value.reason is Reason.KEY_REUSED


async def test_sessions_are_told_by_day_and_by_service(trial: Trial) -> None:
    """The first day is today unless said; the last one named is in."""
    queue = trial.backend
    today = await queue.plan_session(
        plan(start=at("15:00", NOON.date())), None, TEACHER
    )
    late = await queue.plan_session(plan("17:00"), None, TEACHER)
    early = await queue.plan_session(plan("13:00"), None, TEACHER)
    off = await change(trial, early, SessionDeed.CANCEL)
    assert await queue.sessions(MAIN) == [today, off, late]
    assert await queue.sessions(MAIN, YOGA, DAY, 1) == [off, late]
    assert await queue.sessions(MAIN, MASSAGE) == []
    for days in (0, MOST_AHEAD + 1):
        with pytest.raises(BadInput):
            await queue.sessions(MAIN, days=days)
    with pytest.raises(NotFound):
        await queue.sessions(MAIN, ServiceId("none"))


async def test_what_is_given_in_sessions_has_no_times_of_its_own(
    trial: Trial, yoga: GroupSession
) -> None:
    draft = Draft(MAIN, YOGA, start=yoga.start_at)
    booking = trial.backend.issue(draft, None, "kiosk 1")
    assert await refusal(booking) is Reason.NOT_APPOINTABLE


# joining


async def test_who_joins_has_a_ticket_with_the_sessions_time(
    trial: Trial, yoga: GroupSession
) -> None:
    eva = await customer(trial.backend, "Eva Nagy")
    ticket = (await join(trial.backend, yoga, eva)).ticket
    assert ticket.booking is not None
    assert (ticket.number, ticket.day, ticket.kind, ticket.status) == (
        "T001",
        DAY,
        Kind.APPOINTMENT,
        Status.BOOKED,
    )
    assert (ticket.start_at, ticket.customer) == (yoga.start_at, eva)
    assert (ticket.booking.session, ticket.booking.end_at, ticket.booking.lane) == (
        yoga.id,
        yoga.end_at,
        yoga.lane,
    )
    assert await trial.backend.by_code(MAIN, ticket.code8) == Placed(ticket, None)
    assert ((await there(trial, yoga)).taken, (await there(trial, yoga)).free) == (1, 2)
    (event,) = await trial.backend.history(ticket.id)
    assert event.deed is Deed.BOOK


async def test_participants_are_told_by_name_in_order_of_joining(
    trial: Trial, yoga: GroupSession
) -> None:
    for name in ("Eva Nagy", "Adam Kovacs"):
        await join(trial.backend, yoga, await customer(trial.backend, name))
    rows = await trial.backend.participants(yoga.id)
    assert [row.who for row in rows] == ["Eva N.", "Adam K."]
    with pytest.raises(NotFound):
        await trial.backend.participants(SessionId("none000000"))


async def test_a_full_session_is_full_until_somebody_leaves(
    trial: Trial, yoga: GroupSession
) -> None:
    first, *_ = [await join(trial.backend, yoga) for _ in range(3)]
    assert await refusal(join(trial.backend, yoga)) is Reason.FULL
    await trial.backend.cancel(first.ticket.id, "kiosk 1")
    await join(trial.backend, yoga)
    assert await refusal(join(trial.backend, yoga)) is Reason.FULL
    assert (await there(trial, yoga)).taken == 3


async def test_of_many_who_want_the_last_place_one_gets_it(
    trial: Trial, yoga: GroupSession
) -> None:
    await join(trial.backend, yoga)
    await join(trial.backend, yoga)
    wishes = (join(trial.backend, yoga) for _ in range(64))
    answers = await asyncio.gather(*wishes, return_exceptions=True)
    assert [type(one) for one in answers].count(Placed) == 1
    reasons = {one.reason for one in answers if isinstance(one, KioskError)}
    assert reasons == {Reason.FULL}
    live = [one for one in await tickets(trial, yoga) if one.status is Status.BOOKED]
    assert len(live) == (await there(trial, yoga)).taken == 3


async def test_a_key_joins_once(trial: Trial, yoga: GroupSession) -> None:
    once = Once("owner", "key-1", "f1")
    first = await join(trial.backend, yoga, once=once)
    again = await join(trial.backend, yoga, once=once)
    assert (again.ticket.id, again.replayed) == (first.ticket.id, True)
    assert (await there(trial, yoga)).taken == 1
    await change(trial, yoga, SessionDeed.CANCEL)
    late = await join(trial.backend, yoga, once=once)
    assert late.ticket.id == first.ticket.id
    other = await trial.backend.plan_session(plan("17:00"), None, TEACHER)
    with pytest.raises(KeyTrouble):
        await join(trial.backend, other, once=replace(once, fingerprint="f2"))


async def test_nobody_is_in_a_session_twice(trial: Trial, yoga: GroupSession) -> None:
    eva = await customer(trial.backend, "Eva Nagy")
    first = await join(trial.backend, yoga, eva)
    with pytest.raises(AlreadyBooked) as refused:
        await join(trial.backend, yoga, eva)
    assert (Reason.LIMIT_REACHED, first.ticket.id) == (
        refused.value.reason,
        refused.value.ticket,
    )
    assert (await there(trial, yoga)).taken == 1
    await trial.backend.cancel(first.ticket.id, "kiosk 1")
    await join(trial.backend, yoga, eva)
    other = await trial.backend.plan_session(plan("17:00"), None, TEACHER)
    await join(trial.backend, other, eva)


async def test_what_has_begun_or_is_off_is_not_joined(
    trial: Trial, yoga: GroupSession
) -> None:
    queue = trial.backend
    other = await queue.plan_session(plan("16:00"), None, TEACHER)
    await change(trial, other, SessionDeed.CANCEL)
    assert await refusal(join(queue, other)) is Reason.NOT_ALLOWED_NOW
    trial.clock.at = yoga.start_at
    assert await refusal(join(queue, yoga)) is Reason.PAST
    with pytest.raises(NotFound):
        await join(queue, replace(yoga, id=SessionId("none000000")))
    with pytest.raises(NotFound):
        await join(queue, replace(yoga, service=MASSAGE))


# leaving


async def test_a_place_is_given_back_once(trial: Trial, yoga: GroupSession) -> None:
    first = await join(trial.backend, yoga)
    await join(trial.backend, yoga)
    await trial.backend.cancel(first.ticket.id, TEACHER)
    again = trial.backend.cancel(first.ticket.id, TEACHER)
    assert await refusal(again) is Reason.NOT_CANCELLABLE
    assert (await there(trial, yoga)).taken == 1


async def test_a_cancelled_place_can_be_taken_back_while_it_is_free(
    trial: Trial, yoga: GroupSession
) -> None:
    queue = trial.backend
    first = await join(queue, yoga)
    await queue.do(first.ticket.id, Task(Deed.CANCEL), TEACHER)
    assert (await there(trial, yoga)).taken == 0
    await queue.undo(MAIN, TEACHER)
    assert (await there(trial, yoga)).taken == 1
    await queue.do(first.ticket.id, Task(Deed.CANCEL), TEACHER)
    for _ in range(3):
        await join(trial.desk, yoga)
    assert await refusal(queue.undo(MAIN, TEACHER)) is Reason.NOT_ALLOWED_NOW
    assert (await there(trial, yoga)).taken == 3


async def test_a_place_of_another_time_is_not_taken_back(
    trial: Trial, yoga: GroupSession
) -> None:
    first = await join(trial.backend, yoga)
    await trial.backend.cancel(first.ticket.id, TEACHER, as_staff=True)
    await change(trial, yoga, SessionDeed.MOVE, start=at("17:00"))
    back = trial.backend.undo(MAIN, TEACHER)
    assert await refusal(back) is Reason.NOT_ALLOWED_NOW
    assert (await there(trial, yoga)).taken == 0


async def test_nobody_moves_a_session_alone(trial: Trial, yoga: GroupSession) -> None:
    first = await join(trial.backend, yoga)
    moving = trial.backend.reschedule(first.ticket.id, at("17:00"), "kiosk 1")
    assert await refusal(moving) is Reason.NOT_ALLOWED_NOW
    staff = trial.backend.reschedule(
        first.ticket.id, at("17:00"), TEACHER, as_staff=True
    )
    assert await refusal(staff) is Reason.NOT_ALLOWED_NOW


# at the branch


async def test_who_takes_part_is_not_called_to_a_counter(
    trial: Trial, yoga: GroupSession
) -> None:
    """Nor do those in the queue wait for them, nor they for each other."""
    queue = trial.backend
    placed = [await join(queue, yoga) for _ in range(2)]
    trial.clock.at = at("14:50")
    for one in placed:
        await arrive(trial, one)
    (state,) = await queue.branches()
    assert (state.services[CASH].ahead, state.waiting) == (0, 0)
    last = await queue.ticket(placed[-1].ticket.id)
    assert last.place is not None
    assert (last.ticket.status, last.place.ahead) == (Status.WAITING, 0)
    assert await queue.call(MAIN, ONE, TEACHER) is None
    cash = await take(queue)
    called = await queue.call(MAIN, ONE, TEACHER)
    assert called is not None
    assert called.ticket.id == cash.ticket.id


async def test_nobody_is_sent_on_into_a_session_or_out_of_one(
    trial: Trial, yoga: GroupSession
) -> None:
    queue = trial.backend
    cash = await take(queue)
    into = Task(Deed.TRANSFER, service=YOGA)
    assert await refusal(queue.do(cash.ticket.id, into, TEACHER)) is (
        Reason.NOT_ALLOWED_NOW
    )
    placed = await join(queue, yoga)
    trial.clock.at = at("14:50")
    await arrive(trial, placed)
    out = Task(Deed.TRANSFER, service=CASH)
    assert await refusal(queue.do(placed.ticket.id, out, TEACHER)) is (
        Reason.NOT_ALLOWED_NOW
    )


async def test_who_is_there_was_served_and_who_is_not_did_not_come(
    trial: Trial, yoga: GroupSession
) -> None:
    queue = trial.backend
    came, late, absent = [await join(queue, yoga) for _ in range(3)]
    early = change(trial, yoga, SessionDeed.START)
    assert await refusal(early) is Reason.NOT_ALLOWED_NOW
    trial.clock.at = at("14:50")
    await arrive(trial, came)
    started = await change(trial, yoga, SessionDeed.START)
    assert (started.status, started.free) == (SessionStatus.STARTED, 0)
    assert (await queue.ticket(came.ticket.id)).ticket.status is Status.SERVING
    assert (await queue.lobby(MAIN)).at_counters == ()
    trial.clock.pass_by(minutes=20)
    await arrive(trial, late)
    over = await change(trial, yoga, SessionDeed.FINISH)
    assert over.status is SessionStatus.FINISHED
    assert [one.status for one in await tickets(trial, yoga)] == [
        Status.SERVED,
        Status.SERVED,
        Status.NO_SHOW,
    ]
    deeds = [event.deed for event in await queue.history(came.ticket.id)]
    assert deeds == [Deed.BOOK, Deed.CHECK_IN, Deed.START, Deed.FINISH]
    gone = [event.deed for event in await queue.history(absent.ticket.id)]
    assert gone == [Deed.BOOK, Deed.NO_SHOW]
    assert over.taken == 3


async def test_a_session_that_ends_early_frees_its_lane(
    trial: Trial, yoga: GroupSession
) -> None:
    trial.clock.at = at("15:05")
    await change(trial, yoga, SessionDeed.FINISH)
    draft = Draft(MAIN, MASSAGE, start=at("15:30"))
    lanes = set()
    for _ in range(2):
        booking = (await trial.backend.issue(draft, None, "kiosk 1")).ticket.booking
        assert booking is not None
        lanes.add(booking.lane)
    assert lanes == {HALL, ROOM}


# changing


async def test_what_is_off_is_off_for_all_and_its_lane_is_free(
    trial: Trial, yoga: GroupSession
) -> None:
    placed = [await join(trial.backend, yoga) for _ in range(2)]
    off = await change(trial, yoga, SessionDeed.CANCEL, text="the teacher is ill")
    assert (off.status, off.taken, off.free) == (SessionStatus.CANCELLED, 0, 0)
    for one in placed:
        ticket = (await trial.backend.ticket(one.ticket.id)).ticket
        assert ticket.status is Status.CANCELLED
        *_, last = await trial.backend.history(ticket.id)
        assert (last.deed, last.reason) == (Deed.CANCEL, "the teacher is ill")
    assert await change(trial, yoga, SessionDeed.CANCEL) == off
    again = await trial.backend.plan_session(plan(lane=yoga.lane), None, TEACHER)
    assert again.lane == yoga.lane
    for deed in (SessionDeed.CONFIRM, SessionDeed.START, SessionDeed.FINISH):
        assert await refusal(change(trial, yoga, deed)) is Reason.NOT_ALLOWED_NOW


async def test_all_tickets_move_with_their_session(
    trial: Trial, yoga: GroupSession
) -> None:
    """On another day they have numbers of that day; who left stays away."""
    queue = trial.backend
    stays, left = await join(queue, yoga), await join(queue, yoga)
    await queue.cancel(left.ticket.id, TEACHER)
    there_already = await queue.plan_session(
        plan(start=at("17:00") + 24 * HOUR), None, TEACHER
    )
    await join(queue, there_already)
    moved = await change(trial, yoga, SessionDeed.MOVE, start=yoga.start_at + 24 * HOUR)
    assert (moved.start_at, moved.end_at, moved.decide_at, moved.taken) == (
        yoga.start_at + 24 * HOUR,
        yoga.end_at + 24 * HOUR,
        yoga.decide_at + 24 * HOUR,
        1,
    )
    first, second = await tickets(trial, yoga)
    assert first.booking is not None
    assert (first.id, first.code8) == (stays.ticket.id, stays.ticket.code8)
    assert (first.start_at, first.booking.end_at) == (moved.start_at, moved.end_at)
    assert (first.number, first.day) == ("T002", DAY + timedelta(days=1))
    assert (second.status, second.start_at) == (Status.CANCELLED, yoga.start_at)
    *_, last = await queue.history(first.id)
    assert last.deed is Deed.RESCHEDULE
    same = await change(trial, moved, SessionDeed.MOVE, start=moved.start_at)
    assert same == moved


async def test_a_session_moves_to_where_there_is_room(
    trial: Trial, yoga: GroupSession
) -> None:
    """Onto its own time too, if only by a part; else the old one stays."""
    queue = trial.backend
    for lane in (HALL, ROOM):
        await queue.plan_session(plan("17:00", lane=lane), None, TEACHER)
    moving = change(trial, yoga, SessionDeed.MOVE, start=at("17:00"))
    assert await refusal(moving) is Reason.SLOT_TAKEN
    assert await there(trial, yoga) == yoga
    await queue.plan_session(plan("14:00", lane=HALL), None, TEACHER)
    moved = await change(trial, yoga, SessionDeed.MOVE, start=at("14:00"))
    assert moved.lane == ROOM
    with pytest.raises(BadInput):
        await change(trial, yoga, SessionDeed.MOVE)


async def test_who_checked_in_for_a_session_that_moves_checks_in_again(
    trial: Trial, yoga: GroupSession
) -> None:
    placed = await join(trial.backend, yoga)
    trial.clock.at = at("14:50")
    await arrive(trial, placed)
    await change(trial, yoga, SessionDeed.MOVE, start=yoga.start_at + 24 * HOUR)
    (ticket,) = await tickets(trial, yoga)
    assert (ticket.status, ticket.rank_at) == (
        Status.BOOKED,
        yoga.start_at + 24 * HOUR,
    )


async def test_too_few_are_somebodys_worry_until_they_decide(
    trial: Trial, yoga: GroupSession
) -> None:
    trial.clock.at = at("13:00")
    assert yoga.at_risk(trial.clock.now())
    (worry,) = [one for one in trial.desk.worries() if "0 of at least 2" in one]
    assert "2026-05-05 at 15:00" in worry
    sure = await change(trial, yoga, SessionDeed.CONFIRM)
    assert sure.confirmed
    assert not sure.at_risk(trial.clock.now())
    assert [one for one in trial.desk.worries() if "of at least" in one] == []


async def test_a_note_is_noted(trial: Trial, yoga: GroupSession) -> None:
    noted = await change(trial, yoga, SessionDeed.NOTE, text="mats\nare there")
    assert noted.note == "mats are there"
    assert (await there(trial, yoga)).note == noted.note


async def test_who_listens_hears_of_a_session(trial: Trial) -> None:
    """Of one planned and one changed, as of every other change of the branch."""
    heard = trial.backend.events(MAIN)
    await anext(heard)
    made = await trial.backend.plan_session(plan(), None, TEACHER)
    assert isinstance(await anext(heard), BranchChanged)
    await change(trial, made, SessionDeed.CONFIRM)
    assert isinstance(await anext(heard), BranchChanged)
