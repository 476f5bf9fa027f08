"""What every queue promises to who serves it, told once and run over each of them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.branch import CounterId, ServiceId, StaffId
from kiosk.domain.customer import Details
from kiosk.domain.events import Deed
from kiosk.domain.serving import (
    MOST_NEXT,
    UNDO_SECONDS,
    CounterChange,
    CounterStatus,
    Row,
    Task,
)
from kiosk.domain.ticket import Draft, Outcome, Result, Status, Ticket, TicketId
from kiosk.errors import BadInput, NotFound, Reason, Refused
from tests.contract.backends import Trial, needs, opened
from tests.contract.shop import CASH, LOANS, MAIN, NOON, hire
from tests.desk.hands import StoppedClock
from tests.desk.office import DAY, at, draft, office

ONE, TWO, THREE, NOBODY = (CounterId(name) for name in "1239")
ANNA, BEN = "Anna", "Ben"
OPERATOR = StaffId("operator-a")

pytestmark = needs("serving", "own queue")


@pytest.fixture
async def trial(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Trial]:
    """Every backend in turn, on the morning after `NOON` with one desk for passports."""
    async with opened(request.param, tmp_path, StoppedClock(NOON), office()) as made:
        made.clock.at = at("09:15")
        yield made


async def take(trial: Trial, service: ServiceId = CASH) -> TicketId:
    placed = await trial.desk.issue(Draft(MAIN, service), None, "kiosk 1")
    trial.clock.pass_by(seconds=1)
    return placed.ticket.id


async def do(
    trial: Trial, ticket: TicketId, deed: Deed, actor: str = ANNA, **said: Any
) -> Ticket:
    more = {name: said.pop(name) for name in ("operator_id", "in_charge") & said.keys()}
    row = await trial.backend.do(
        ticket,
        Task(deed, **said),
        actor,
        operator=more.get("operator_id"),
        in_charge=more.get("in_charge", False),
    )
    return row.ticket


async def call(trial: Trial, counter: CounterId = ONE) -> TicketId | None:
    called = await trial.backend.call(MAIN, counter, ANNA)
    return called.ticket.id if called else None


async def now(trial: Trial, ticket: TicketId) -> Ticket:
    return (await trial.desk.ticket(ticket)).ticket


async def waiting(trial: Trial) -> dict[ServiceId, int]:
    state = await trial.desk.branch(MAIN)
    return {name: one.waiting for name, one in state.services.items() if one.waiting}


# every deed from every status


async def booked(trial: Trial) -> TicketId:
    return (await trial.desk.issue(draft("09:30"), None, "kiosk 1")).ticket.id


async def arrived(trial: Trial) -> TicketId:
    ticket = await booked(trial)
    await trial.desk.check_in(ticket, MAIN, "kiosk 1")
    return ticket


async def called(trial: Trial) -> TicketId:
    ticket = await take(trial)
    assert ticket == await call(trial)
    return ticket


async def after(trial: Trial, deed: Deed, start: bool = False) -> TicketId:
    ticket = await called(trial)
    if start:
        await do(trial, ticket, Deed.START)
    await do(trial, ticket, deed)
    return ticket


async def cancelled(trial: Trial) -> TicketId:
    ticket = await take(trial)
    await do(trial, ticket, Deed.CANCEL)
    return ticket


async def expired(trial: Trial) -> TicketId:
    ticket = await take(trial)
    trial.clock.pass_by(days=1)
    await trial.desk.turn_days()
    return ticket


STANDINGS: dict[str, Callable[[Trial], Awaitable[TicketId]]] = {
    "booked": booked,
    "arrived": arrived,
    "waiting": take,
    "called": called,
    "serving": lambda trial: after(trial, Deed.START),
    "parked": lambda trial: after(trial, Deed.PARK),
    "served": lambda trial: after(trial, Deed.FINISH),
    "no_show": lambda trial: after(trial, Deed.NO_SHOW),
    "cancelled": cancelled,
    "expired": expired,
}

SAID: dict[Deed, dict[str, Any]] = {
    Deed.CALL: {"counter": TWO},
    Deed.TRANSFER: {"service": LOANS},
    Deed.PRIORITY: {"priority": 2},
    Deed.NOTE: {"note": "wheelchair"},
}

LEADS_TO: dict[Deed, dict[str, Status]] = {
    Deed.CALL: dict.fromkeys(("arrived", "waiting"), Status.CALLED),
    Deed.RECALL: {"called": Status.CALLED},
    Deed.START: {"called": Status.SERVING},
    Deed.FINISH: dict.fromkeys(("called", "serving"), Status.SERVED),
    Deed.RETURN: {"called": Status.WAITING},
    Deed.NO_SHOW: dict.fromkeys(("arrived", "called"), Status.NO_SHOW),
    Deed.PARK: dict.fromkeys(("called", "serving"), Status.PARKED),
    Deed.UNPARK: {"parked": Status.WAITING},
    Deed.TRANSFER: dict.fromkeys(
        ("arrived", "waiting", "called", "serving"), Status.WAITING
    ),
    Deed.PRIORITY: {
        "booked": Status.BOOKED,
        "arrived": Status.WAITING,
        "waiting": Status.WAITING,
        "called": Status.CALLED,
        "serving": Status.SERVING,
        "parked": Status.PARKED,
    },
    Deed.NOTE: {
        "booked": Status.BOOKED,
        "arrived": Status.WAITING,
        "waiting": Status.WAITING,
        "called": Status.CALLED,
        "serving": Status.SERVING,
        "parked": Status.PARKED,
        "served": Status.SERVED,
        "no_show": Status.NO_SHOW,
        "cancelled": Status.CANCELLED,
        "expired": Status.EXPIRED,
    },
    Deed.CANCEL: dict.fromkeys(("booked", "arrived", "waiting"), Status.CANCELLED),
    Deed.UNDO_CHECK_IN: {"arrived": Status.BOOKED},
}


@pytest.mark.parametrize("standing", STANDINGS)
@pytest.mark.parametrize("deed", LEADS_TO)
async def test_a_deed_is_allowed_from_these_standings_only_and_can_be_taken_back(
    trial: Trial, deed: Deed, standing: str
) -> None:
    """What is refused changes nothing; what is done is told, and undone without a trace left."""
    ticket = await STANDINGS[standing](trial)
    trial.clock.pass_by(seconds=30)
    before, rows = await now(trial, ticket), await trial.desk.history(ticket)
    queue = await waiting(trial)
    said = {"reason": "they asked"} | SAID.get(deed, {})
    if standing not in LEADS_TO[deed]:
        with pytest.raises(Refused) as refused:
            await do(trial, ticket, deed, **said)
        no = Reason.NOT_CANCELLABLE if deed is Deed.CANCEL else Reason.NOT_ALLOWED_NOW
        assert no == refused.value.reason
        assert (before, rows) == (
            await now(trial, ticket),
            await trial.desk.history(ticket),
        )
        assert queue == await waiting(trial)
        return
    done = await do(trial, ticket, deed, seen=before.version, **said)
    *_, told = await trial.desk.history(ticket)
    assert LEADS_TO[deed][standing] == done.status == told.new
    assert (deed, trial.actor or ANNA, "they asked") == (
        told.deed,
        told.actor,
        told.reason,
    )
    assert done == await now(trial, ticket)
    expected = {done.service: 1} if done.status is Status.WAITING else {}
    assert expected == await waiting(trial)
    back = await trial.backend.undo(MAIN, ANNA)
    assert replace(before, version=done.version + 1) == back.ticket
    assert queue == await waiting(trial)
    *_, told = await trial.desk.history(ticket)
    assert (Deed.UNDO, done.status, before.status, deed) == (
        told.deed,
        told.old,
        told.new,
        told.reason,
    )


async def test_a_deed_on_an_older_view_is_refused_and_says_who_was_faster(
    trial: Trial,
) -> None:
    ticket = await called(trial)
    seen = (await now(trial, ticket)).version
    await do(trial, ticket, Deed.NOTE, BEN, note="first")
    with pytest.raises(Refused, match=f"changed by {trial.actor or BEN}") as refused:
        await do(trial, ticket, Deed.PARK, seen=seen)
    assert Reason.CHANGED == refused.value.reason


async def test_what_a_task_lacks_is_said_and_nothing_is_done(trial: Trial) -> None:
    ticket = await take(trial)
    with pytest.raises(BadInput) as bad:
        await do(trial, ticket, Deed.CALL)
    assert {"counter"} == bad.value.fields.keys()
    for said in ({"service": ServiceId("nothing")}, {"counter": NOBODY}):
        with pytest.raises(NotFound):
            await do(trial, ticket, Deed.TRANSFER, **said)
    with pytest.raises(NotFound):
        await do(trial, TicketId("nobody0000"), Deed.NOTE, note="")
    assert 1 == len(await trial.desk.history(ticket))


async def test_who_was_only_called_is_started_and_finished_with_an_outcome(
    trial: Trial,
) -> None:
    ticket = await called(trial)
    outcome = Outcome(Result.CONTINUES, (CASH, LOANS), 2)
    done = await do(trial, ticket, Deed.FINISH, outcome=outcome)
    assert done.care is not None
    assert outcome == done.care.outcome
    *_, start, finish = await trial.desk.history(ticket)
    assert (Deed.START, Deed.FINISH) == (start.deed, finish.deed)


# whom a counter gets


async def test_a_chosen_ticket_is_called_out_of_turn(trial: Trial) -> None:
    await take(trial)
    second = await take(trial)
    done = await do(trial, second, Deed.CALL, counter=ONE)
    assert (ONE, 1) == (done.counter, done.call_count)
    *_, told = await trial.desk.history(second)
    assert "chosen" == told.reason


@pytest.mark.parametrize("deed", [Deed.CALL, Deed.UNPARK])
async def test_a_counter_that_has_somebody_gets_nobody_else(
    trial: Trial, deed: Deed
) -> None:
    there = await called(trial)
    if deed is Deed.UNPARK:
        await do(trial, there, Deed.PARK)
        other, there = there, await called(trial)
    else:
        other = await take(trial)
    number = (await now(trial, there)).number
    with pytest.raises(Refused, match=f"{number} is at counter 1") as refused:
        await do(trial, other, deed, counter=ONE)
    assert Reason.NOT_ALLOWED_NOW == refused.value.reason


@pytest.mark.parametrize("status", [CounterStatus.PAUSED, CounterStatus.CLOSED])
async def test_nobody_is_called_to_a_counter_that_takes_nobody(
    trial: Trial, status: CounterStatus
) -> None:
    ticket = await take(trial)
    change = CounterChange(status=status, reason="lunch")
    await trial.desk.change_counter(MAIN, ONE, change, ANNA)
    for calling in (
        call(trial),
        do(trial, ticket, Deed.CALL, counter=ONE),
    ):
        with pytest.raises(Refused, match="lunch") as refused:
            await calling
        assert Reason.COUNTER_CLOSED == refused.value.reason
    assert ticket == await call(trial, TWO)


async def test_who_was_parked_is_called_at_once_or_comes_before_all_others(
    trial: Trial,
) -> None:
    ticket = await after(trial, Deed.PARK)
    await take(trial)
    assert Status.CALLED is (await do(trial, ticket, Deed.UNPARK, counter=TWO)).status
    await do(trial, ticket, Deed.PARK)
    await do(trial, ticket, Deed.UNPARK)
    assert ticket == await call(trial)


async def test_who_is_kept_for_a_counter_is_called_nowhere_else_and_hides_nobody(
    trial: Trial,
) -> None:
    kept, other = await take(trial), await take(trial)
    await do(trial, kept, Deed.TRANSFER, counter=THREE)
    assert other == await call(trial, ONE)
    assert await call(trial, TWO) is None
    assert kept == await call(trial, THREE)


async def test_neither_priority_nor_a_time_leads_past_whom_one_is_kept_for(
    trial: Trial,
) -> None:
    urgent, timed, other = await take(trial), await arrived(trial), await take(trial)
    await do(trial, urgent, Deed.PRIORITY, priority=2, reason="pain")
    for kept in (urgent, timed):
        await do(trial, kept, Deed.TRANSFER, counter=THREE)
    found = await trial.backend.next_up(MAIN, ONE)
    assert [other] == [one.ticket.id for one in found]
    trial.clock.pass_by(minutes=15)
    found = await trial.backend.next_up(MAIN, THREE)
    assert [urgent, timed] == [one.ticket.id for one in found]


@needs("actors")
async def test_who_is_kept_for_an_operator_is_called_where_they_sit(
    trial: Trial,
) -> None:
    await hire(trial.store, "A")
    kept, other = await take(trial), await take(trial)
    await do(trial, kept, Deed.TRANSFER, operator=OPERATOR)
    assert other == await call(trial, ONE)
    assert [] == list(await trial.backend.next_up(MAIN, TWO))
    (next_one,) = await trial.backend.next_up(MAIN, TWO, operator=OPERATOR)
    assert kept == next_one.ticket.id
    theirs = await trial.backend.call(MAIN, TWO, ANNA, operator=OPERATOR)
    assert theirs is not None
    assert kept == theirs.ticket.id


@needs("actors")
async def test_who_is_kept_for_somebody_else_is_called_by_who_is_in_charge_only(
    trial: Trial,
) -> None:
    kept = await take(trial)
    await do(trial, kept, Deed.TRANSFER, counter=THREE)
    with pytest.raises(Refused, match="kept for another"):
        await do(trial, kept, Deed.CALL, counter=ONE)
    done = await do(trial, kept, Deed.CALL, counter=ONE, in_charge=True)
    assert ONE == done.counter


async def test_nobody_waits_for_a_counter_that_is_described_no_longer(
    trial: Trial,
) -> None:
    kept = await take(trial)
    await do(trial, kept, Deed.TRANSFER, counter=THREE)
    described = office()
    await trial.desk.load(replace(described, counters=described.counters[:2]))
    assert kept == await call(trial, ONE)


# several services in one visit


async def test_a_transfer_keeps_number_and_place_in_the_other_queue(
    trial: Trial,
) -> None:
    first = await take(trial)
    other = await take(trial, LOANS)
    assert first == await call(trial, ONE)
    number = (await now(trial, first)).number
    moved = await do(trial, first, Deed.TRANSFER, service=LOANS)
    assert (number, LOANS, None) == (moved.number, moved.service, moved.counter)
    assert {LOANS: 2} == await waiting(trial)
    assert first == await call(trial, TWO)
    await trial.backend.finish(MAIN, TWO, ANNA)
    assert other == await call(trial, TWO)


async def test_a_transfer_to_the_end_lets_all_others_go_before(trial: Trial) -> None:
    first, other = await take(trial), await take(trial, LOANS)
    await do(trial, first, Deed.TRANSFER, service=LOANS, keep_place=False)
    last = await take(trial, LOANS)
    order = [await call(trial, TWO)]
    for _ in range(2):
        await trial.backend.finish(MAIN, TWO, ANNA)
        order.append(await call(trial, TWO))
    assert [other, first, last] == order


async def test_each_service_of_a_visit_has_its_own_handling_time(trial: Trial) -> None:
    """A stranger's wait for cash follows from the minutes at cash alone."""

    async def minutes(service: ServiceId) -> float:
        state = (await trial.desk.branch(MAIN)).services[service]
        assert state.wait_hi is not None
        return state.wait_hi

    cash, loans = await minutes(CASH), await minutes(LOANS)
    ticket = await called(trial)
    await do(trial, ticket, Deed.START)
    trial.clock.pass_by(minutes=100)
    await do(trial, ticket, Deed.TRANSFER, service=LOANS)
    assert cash < await minutes(CASH)
    await trial.backend.undo(MAIN, ANNA)
    assert cash == await minutes(CASH)
    await do(trial, ticket, Deed.TRANSFER, service=LOANS)
    assert ticket == await call(trial, TWO)
    trial.clock.pass_by(minutes=1)
    await trial.backend.finish(MAIN, TWO, ANNA)
    assert (True, True) == (cash < await minutes(CASH), await minutes(LOANS) < loans)


# who is next


async def test_who_is_next_comes_in_that_order(trial: Trial) -> None:
    wanted = [CASH, LOANS, CASH, LOANS, CASH]
    tickets = [await take(trial, service) for service in wanted]
    await do(trial, tickets[4], Deed.PRIORITY, priority=1, reason="pain")
    foreseen = await trial.backend.next_up(MAIN, TWO, MOST_NEXT)
    order = []
    while one := await trial.backend.call(MAIN, TWO, ANNA):
        order.append((one.ticket.id, one.reason))
        await trial.backend.finish(MAIN, TWO, ANNA)
    assert order == [(one.ticket.id, one.reason) for one in foreseen]
    assert [tickets[n] for n in (4, 0, 1, 2, 3)] == [ticket for ticket, _ in order]


async def test_who_is_next_is_asked_whoever_is_there(trial: Trial) -> None:
    await called(trial)
    second = await take(trial)
    found = await trial.backend.next_up(MAIN, ONE)
    assert [second] == [one.ticket.id for one in found]
    assert Status.WAITING is (await now(trial, second)).status


async def test_who_is_next_at_no_counter_is_nobody(trial: Trial) -> None:
    with pytest.raises(NotFound):
        await trial.backend.next_up(MAIN, NOBODY)
    for most in (0, MOST_NEXT + 1):
        with pytest.raises(BadInput):
            await trial.backend.next_up(MAIN, ONE, most)


# taking back


async def test_a_call_taken_back_gives_the_number_its_place_again(
    trial: Trial,
) -> None:
    first, second = await take(trial), await take(trial)
    assert first == await call(trial)
    await trial.backend.undo(MAIN, ANNA)
    assert first == await call(trial)
    assert second == await call(trial, TWO)


async def test_a_finish_taken_back_has_the_customer_there_again(trial: Trial) -> None:
    ticket = await called(trial)
    trial.clock.pass_by(minutes=5)
    await trial.backend.finish(MAIN, ONE, ANNA)
    back = (await trial.backend.undo(MAIN, ANNA)).ticket
    assert (Status.CALLED, ONE, None) == (back.status, back.counter, back.finished_at)
    assert ticket == await call(trial)


async def test_a_minute_later_nothing_can_be_taken_back(trial: Trial) -> None:
    ticket = await called(trial)
    trial.clock.pass_by(seconds=UNDO_SECONDS)
    await trial.backend.undo(MAIN, ANNA)
    await do(trial, ticket, Deed.NOTE, note="late")
    trial.clock.pass_by(seconds=UNDO_SECONDS + 1)
    with pytest.raises(NotFound):
        await trial.backend.undo(MAIN, ANNA)


@needs("actors")
async def test_only_the_last_deed_of_ones_own_is_taken_back(trial: Trial) -> None:
    ticket = await called(trial)
    with pytest.raises(NotFound):
        await trial.backend.undo(MAIN, BEN)
    await trial.backend.undo(MAIN, ANNA)
    with pytest.raises(NotFound):
        await trial.backend.undo(MAIN, ANNA)
    assert Status.WAITING is (await now(trial, ticket)).status


@needs("actors")
async def test_what_somebody_else_did_since_stands(trial: Trial) -> None:
    ticket = await called(trial)
    await do(trial, ticket, Deed.NOTE, BEN, note="mine")
    with pytest.raises(Refused, match="changed by Ben") as refused:
        await trial.backend.undo(MAIN, ANNA)
    assert Reason.CHANGED == refused.value.reason


async def test_a_number_given_since_is_not_passed_over(trial: Trial) -> None:
    """What was done last can't be taken back, so nothing before it is."""
    await called(trial)
    actor = trial.actor or ANNA
    await trial.desk.issue(Draft(MAIN, CASH), None, actor)
    with pytest.raises(NotFound):
        await trial.backend.undo(MAIN, ANNA)


async def test_a_cancelled_time_that_went_to_somebody_else_stays_cancelled(
    trial: Trial,
) -> None:
    mine = await booked(trial)
    await trial.backend.cancel(mine, ANNA, as_staff=True)
    await trial.backend.undo(MAIN, ANNA)
    with pytest.raises(Refused) as taken:
        await booked(trial)
    assert Reason.SLOT_TAKEN == taken.value.reason
    await do(trial, mine, Deed.CANCEL)
    await booked(trial)
    with pytest.raises(Refused) as taken:
        await trial.backend.undo(MAIN, ANNA)
    assert Reason.SLOT_TAKEN == taken.value.reason
    assert Status.CANCELLED is (await now(trial, mine)).status


@needs("actors")
async def test_nobody_comes_back_to_a_counter_that_has_somebody_else(
    trial: Trial,
) -> None:
    gone = await called(trial)
    other = await take(trial)
    await do(trial, gone, Deed.NO_SHOW)
    await do(trial, other, Deed.CALL, BEN, counter=ONE)
    with pytest.raises(Refused, match="is at counter 1") as refused:
        await trial.backend.undo(MAIN, ANNA)
    assert Reason.NOT_ALLOWED_NOW == refused.value.reason


async def test_nobody_comes_back_into_a_day_that_is_over(trial: Trial) -> None:
    trial.clock.at = at("03:59", DAY + timedelta(days=1)) + timedelta(seconds=50)
    ticket = await called(trial)
    await do(trial, ticket, Deed.FINISH)
    trial.clock.pass_by(seconds=15)
    with pytest.raises(Refused) as refused:
        await trial.backend.undo(MAIN, ANNA)
    assert Reason.NOT_ALLOWED_NOW == refused.value.reason


async def test_nobody_comes_back_into_a_day_that_was_closed_before_its_time(
    trial: Trial,
) -> None:
    await called(trial)
    await trial.desk.close_day(MAIN, BEN)
    with pytest.raises(Refused, match="its day was closed") as refused:
        await trial.backend.undo(MAIN, ANNA)
    assert Reason.NOT_ALLOWED_NOW == refused.value.reason


async def test_a_check_in_can_be_taken_back(trial: Trial) -> None:
    ticket = await booked(trial)
    before = await now(trial, ticket)
    await trial.backend.check_in(ticket, MAIN, ANNA)
    back = (await trial.backend.undo(MAIN, ANNA)).ticket
    assert replace(before, version=3) == back
    await trial.backend.check_in(ticket, MAIN, ANNA)
    mistaken = await do(trial, ticket, Deed.UNDO_CHECK_IN)
    assert (before.rank_at, before.joined_at) == (mistaken.rank_at, mistaken.joined_at)


# all at once


async def test_counters_that_press_together_get_different_people(trial: Trial) -> None:
    for _ in range(20):
        tickets = {await take(trial), await take(trial)}
        got = await asyncio.gather(call(trial, ONE), call(trial, TWO))
        assert tickets == set(got)
        await asyncio.gather(
            trial.backend.finish(MAIN, ONE, ANNA), trial.backend.finish(MAIN, TWO, BEN)
        )


async def test_one_who_is_chosen_by_two_goes_to_one(trial: Trial) -> None:
    ticket = await take(trial)
    seen = (await now(trial, ticket)).version
    got = await asyncio.gather(
        *(
            do(trial, ticket, Deed.CALL, counter=counter, seen=seen)
            for counter in (ONE, TWO)
        ),
        return_exceptions=True,
    )
    (refused,) = (one for one in got if isinstance(one, Refused))
    assert Reason.CHANGED == refused.reason
    (winner,) = (one for one in got if isinstance(one, Ticket))
    assert winner == await now(trial, ticket)


# who it is


async def test_a_row_says_in_short_whose_ticket_it_is(trial: Trial) -> None:
    details = Details(name="Kovács Anna", phone="+36301234567")
    customer = await trial.desk.add_customer(details)
    wish = Draft(MAIN, CASH, customer=customer.id)
    placed = await trial.desk.issue(wish, None, "kiosk 1")
    row = await trial.backend.do(placed.ticket.id, Task(Deed.NOTE, note="n"), ANNA)
    assert Row(row.ticket, "Kovács A.", "67") == row
