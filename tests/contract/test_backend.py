"""What every queue promises to screens and routes, told once and run over each of them."""

import asyncio
from collections import Counter as Tally
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import time
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.branch import (
    BranchId,
    BranchState,
    Counter,
    CounterId,
    GroupId,
    NumberRange,
    WeekRule,
    Window,
)
from kiosk.domain.events import BranchChanged, Deed
from kiosk.domain.ports import Backend, Once
from kiosk.domain.ticket import Draft, Place, Placed, Status, TicketId, WaitRange
from kiosk.errors import KeyTrouble, NotFound, Reason, Refused
from tests.contract.backends import Trial, needs, opened
from tests.contract.shop import ADVICE, CASH, LOANS, MAIN, NOON, branch
from tests.desk.hands import StoppedClock

ONE, TWO, THREE, NOBODY = (CounterId(name) for name in "1239")
KIOSK = "kiosk 1"

pytestmark = needs("walkin")


@pytest.fixture
async def trial(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Trial]:
    """Every backend in turn, with the small branch loaded."""
    async with opened(request.param, tmp_path, StoppedClock(NOON), branch()) as made:
        yield made


@pytest.fixture
def queue(trial: Trial) -> Backend:
    """The backend alone."""
    return trial.backend


async def take(queue: Backend, service: Any = CASH, key: str = "") -> Placed:
    once = Once("owner", key, "f1") if key else None
    return await queue.issue(Draft(MAIN, service), once, KIOSK)


# a number


async def test_numbers_count_up_within_their_range(queue: Backend) -> None:
    wanted = (CASH, LOANS, CASH, ADVICE, LOANS)
    taken = [(await take(queue, service)).ticket.number for service in wanted]
    assert ["A001", "B005", "A002", "B006", "B007"] == taken


@needs("codes")
async def test_a_new_ticket_waits_and_says_where_it_belongs(trial: Trial) -> None:
    draft = Draft(MAIN, LOANS, GroupId("everyday01"), "ar", "kiosk 7")
    placed = await trial.backend.issue(draft, None, KIOSK)
    ticket = placed.ticket
    assert (MAIN, "everyday01", LOANS, "2026-05-04") == (
        ticket.branch,
        ticket.group,
        ticket.service,
        ticket.day.isoformat(),
    )
    assert ("ar", "kiosk 7", Status.WAITING) == (
        ticket.locale,
        ticket.source,
        ticket.status,
    )
    assert [NOON] * 2 == [ticket.joined_at, ticket.status_at]
    assert 10 == len(ticket.id)
    assert 8 == len(ticket.code8)


async def test_without_a_group_the_first_that_lists_the_service_is_meant(
    queue: Backend,
) -> None:
    assert "advice0001" == (await take(queue, ADVICE)).ticket.group


async def test_ahead_are_all_who_share_a_counter(queue: Backend) -> None:
    """Cash and loans share counter 2; advice has counter 3 to itself."""
    ahead = []
    for service in (CASH, LOANS, ADVICE, CASH):
        place = (await take(queue, service)).place
        assert place is not None
        ahead.append(place.ahead)
    assert [0, 1, 0, 2] == ahead


@needs("estimates")
async def test_a_wait_follows_the_open_counters(queue: Backend) -> None:
    """Four before at two counters and ten minutes each; four before at one and twenty."""
    for _ in range(4):
        await take(queue)
    cash, loans = (await take(queue)).place, (await take(queue, LOANS)).place
    assert Place(4, WaitRange(20, 30, 25), NOON) == cash
    assert Place(5, WaitRange(90, 150, 120), NOON) == loans


@pytest.mark.parametrize(
    "draft",
    [
        Draft(BranchId("nowhere"), CASH),
        Draft(MAIN, TicketId("nothing")),  # type: ignore[arg-type]
    ],
    ids=["branch", "service"],
)
async def test_what_does_not_exist_cannot_be_asked_for(
    queue: Backend, draft: Draft
) -> None:
    with pytest.raises(NotFound):
        await queue.issue(draft, None, KIOSK)


@needs("groups")
@pytest.mark.parametrize(
    "group", ["advice0001", "nosuchone1"], ids=["of another service", "unknown"]
)
async def test_a_group_must_have_the_service(queue: Backend, group: str) -> None:
    with pytest.raises(NotFound):
        await queue.issue(Draft(MAIN, CASH, GroupId(group)), None, KIOSK)


async def refusal(trial: Trial, changed: Any, service: Any = CASH) -> Reason:
    await trial.desk.load(changed)
    with pytest.raises(Refused) as refused:
        await take(trial.backend, service)
    state = (await trial.backend.branch(MAIN)).services[service]
    assert refused.value.reason == state.closed_reason
    return refused.value.reason


def with_service(**changes: Any) -> Any:
    cash, *others = branch().services
    return branch(services=(replace(cash, **changes), *others))


@needs("own queue")
async def test_a_closed_branch_gives_no_number(trial: Trial) -> None:
    await take(trial.backend)
    assert Reason.CLOSED is await refusal(trial, branch(hours=()))


@needs("own queue")
async def test_a_closed_service_gives_no_number(trial: Trial) -> None:
    assert Reason.CLOSED is await refusal(trial, with_service(hours=()))
    assert "B005" == (await take(trial.backend, LOANS)).ticket.number


@needs("own queue")
async def test_a_service_by_appointment_gives_no_number(trial: Trial) -> None:
    assert Reason.NOT_WALKIN is await refusal(trial, with_service(walkin=False))


@needs("own queue")
async def test_a_quota_counts_cancelled_tickets_too(trial: Trial) -> None:
    await trial.desk.load(with_service(max_tickets_day=2))
    first = await take(trial.backend)
    await trial.backend.cancel(first.ticket.id, KIOSK)
    await take(trial.backend)
    assert Reason.FULL is await refusal(trial, with_service(max_tickets_day=2))


@needs("own queue")
async def test_a_range_never_wraps(trial: Trial) -> None:
    short = branch(ranges=(NumberRange("a", "A", 8, 9), NumberRange("b", "B")))
    await trial.desk.load(short)
    assert ["A008", "A009"] == [
        (await take(trial.backend)).ticket.number for _ in range(2)
    ]
    assert Reason.NO_NUMBERS is await refusal(trial, short)
    assert Reason.NO_NUMBERS is await refusal(trial, short)


@needs("own queue")
async def test_a_refused_number_is_not_skipped(trial: Trial) -> None:
    await take(trial.backend)
    await refusal(trial, branch(hours=()))
    await trial.desk.load(branch())
    assert "A002" == (await take(trial.backend)).ticket.number


# once


async def test_a_key_gives_one_number_however_often_it_is_used(trial: Trial) -> None:
    first = await take(trial.backend, key="k")
    await take(trial.backend)
    trial.clock.pass_by(minutes=3)
    again = await take(trial.backend, key="k")
    assert (first.ticket.id, "A001") == (again.ticket.id, again.ticket.number)
    assert "A003" == (await take(trial.backend)).ticket.number


@needs("own queue")
async def test_a_replay_is_the_first_answer_and_says_so(trial: Trial) -> None:
    first = await take(trial.backend, key="k")
    trial.clock.pass_by(minutes=3)
    assert replace(first, replayed=True) == await take(trial.backend, key="k")


@needs("own queue")
async def test_a_replay_shows_the_ticket_as_it_was_issued(trial: Trial) -> None:
    first = await take(trial.backend, key="k")
    trial.clock.pass_by(minutes=1)
    await trial.backend.call(MAIN, ONE, "anna")
    await trial.backend.finish(MAIN, ONE, "anna")
    assert replace(first, replayed=True) == await take(trial.backend, key="k")


@needs("own queue")
async def test_a_replay_is_answered_after_closing_time(trial: Trial) -> None:
    first = await take(trial.backend, key="k")
    await trial.desk.load(branch(hours=()))
    assert first.ticket == (await take(trial.backend, key="k")).ticket


@needs("own queue")
async def test_a_key_for_something_else_is_refused(queue: Backend) -> None:
    await take(queue, key="k")
    with pytest.raises(KeyTrouble) as trouble:
        await queue.issue(Draft(MAIN, LOANS), Once("owner", "k", "f2"), KIOSK)
    assert Reason.KEY_REUSED is trouble.value.reason


@needs("own queue")
async def test_a_refused_request_leaves_its_key_free(trial: Trial) -> None:
    await trial.desk.load(branch(hours=()))
    with pytest.raises(Refused):
        await take(trial.backend, key="k")
    await trial.desk.load(branch())
    assert not (await take(trial.backend, key="k")).replayed


async def test_one_key_at_the_same_moment_gives_one_number(queue: Backend) -> None:
    taken = await asyncio.gather(*(take(queue, key="k") for _ in range(8)))
    assert {"A001"} == {placed.ticket.number for placed in taken}


@needs("own queue")
async def test_sixty_four_at_once_get_sixty_four_numbers(queue: Backend) -> None:
    taken = await asyncio.gather(*(take(queue) for _ in range(64)))
    assert [f"A{n:03}" for n in range(1, 65)] == sorted(
        placed.ticket.number for placed in taken
    )
    assert list(range(64)) == sorted(
        placed.place.ahead for placed in taken if placed.place
    )


# a ticket


@needs("own queue")
async def test_a_ticket_moves_up_as_others_are_called(queue: Backend) -> None:
    await take(queue)
    second = await take(queue)
    await queue.call(MAIN, ONE, "anna")
    now = await queue.ticket(second.ticket.id)
    assert now.place is not None
    assert (second.ticket, 0) == (now.ticket, now.place.ahead)


@needs("own queue")
async def test_who_does_not_wait_has_no_place(queue: Backend) -> None:
    first = await take(queue)
    await queue.call(MAIN, ONE, "anna")
    assert (await queue.ticket(first.ticket.id)).place is None


@needs("cancelled once")
async def test_a_waiting_ticket_can_be_cancelled_once(queue: Backend) -> None:
    first = await take(queue)
    cancelled = await queue.cancel(first.ticket.id, KIOSK, "changed my mind")
    assert (Status.CANCELLED, None) == (cancelled.ticket.status, cancelled.place)
    with pytest.raises(Refused) as refused:
        await queue.cancel(first.ticket.id, KIOSK)
    assert Reason.NOT_CANCELLABLE is refused.value.reason
    assert 0 == (await queue.branch(MAIN)).waiting


@needs("own queue")
async def test_a_called_ticket_cannot_be_cancelled(queue: Backend) -> None:
    first = await take(queue)
    await queue.call(MAIN, ONE, "anna")
    with pytest.raises(Refused):
        await queue.cancel(first.ticket.id, KIOSK)


async def test_an_unknown_ticket_is_not_found(queue: Backend) -> None:
    nobody = TicketId("nosuchone1")
    for ask in (queue.ticket(nobody), queue.cancel(nobody, KIOSK)):
        with pytest.raises(NotFound):
            await ask


@needs("history")
async def test_nothing_happened_to_an_unknown_ticket(queue: Backend) -> None:
    with pytest.raises(NotFound):
        await queue.history(TicketId("nosuchone1"))


# counters


@needs("own queue")
async def test_counters_call_in_order_what_they_serve(trial: Trial) -> None:
    for service in (LOANS, CASH, ADVICE, CASH):
        await take(trial.backend, service)
        trial.clock.pass_by(seconds=1)
    called = [await trial.backend.call(MAIN, where, "x") for where in (ONE, TWO, THREE)]
    assert [("A001", ONE), ("B005", TWO), ("B006", THREE)] == [
        (one.ticket.number, one.ticket.counter) for one in called if one
    ]
    assert ["longest waiting"] * 3 == [one.reason for one in called if one]


@needs("own queue")
async def test_a_counter_keeps_whom_it_called(queue: Backend) -> None:
    await take(queue)
    await take(queue)
    first = await queue.call(MAIN, ONE, "anna")
    again = await queue.call(MAIN, ONE, "anna")
    assert first is not None
    assert again is not None
    assert first.ticket == again.ticket
    assert "already at counter 1" == again.reason


@needs("own queue")
async def test_nobody_waiting_is_nobody_called(queue: Backend) -> None:
    await take(queue, ADVICE)
    assert await queue.call(MAIN, ONE, "anna") is None


@needs("own queue")
async def test_finishing_starts_who_was_only_called(trial: Trial) -> None:
    first = await take(trial.backend)
    trial.clock.pass_by(minutes=2)
    await trial.backend.call(MAIN, ONE, "anna")
    trial.clock.pass_by(minutes=4)
    over = await trial.backend.finish(MAIN, ONE, "anna")
    assert (first.ticket.id, Status.SERVED, trial.clock.at) == (
        over.id,
        over.status,
        over.finished_at,
    )
    assert await trial.backend.call(MAIN, ONE, "anna") is None


@needs("own queue")
async def test_an_empty_counter_has_nothing_to_finish(queue: Backend) -> None:
    with pytest.raises(Refused) as refused:
        await queue.finish(MAIN, ONE, "anna")
    assert Reason.NOTHING_SERVED is refused.value.reason


@needs("own queue")
async def test_unknown_counters_and_branches_are_not_found(queue: Backend) -> None:
    for where in ((MAIN, NOBODY), (BranchId("nowhere"), ONE)):
        with pytest.raises(NotFound):
            await queue.call(*where, "anna")
        with pytest.raises(NotFound):
            await queue.finish(*where, "anna")
    with pytest.raises(NotFound):
        await queue.branch(BranchId("nowhere"))


@needs("own queue")
async def test_counters_that_call_at_once_get_different_people(
    trial: Trial,
) -> None:
    """Thirty-two counters, twenty people: each is called by exactly one."""
    many = tuple(Counter(CounterId(str(n))) for n in range(1, 33))
    await trial.desk.load(branch(counters=many))
    for _ in range(20):
        await take(trial.backend)
    called = await asyncio.gather(
        *(trial.backend.call(MAIN, one.id, "x") for one in many)
    )
    people = Tally(one.ticket.number for one in called if one)
    assert {f"A{n:03}": 1 for n in range(1, 21)} == people


# how the branch stands


@needs("own queue")
async def test_a_branch_shows_who_waits_and_how_long(trial: Trial) -> None:
    for service in (CASH, CASH, LOANS):
        await take(trial.backend, service)
    state = await trial.backend.branch(MAIN)
    assert [state] == list(await trial.backend.branches())
    assert branch() == state.branch
    assert (3, True, NOON) == (state.waiting, state.opening.is_open, state.as_of)
    cash, advice = state.services[CASH], state.services[ADVICE]
    assert (2, 3, 2, 15, 25) == (
        cash.waiting,
        cash.ahead,
        cash.counters_open,
        cash.wait_lo,
        cash.wait_hi,
    )
    assert (0, 0, 1) == (advice.waiting, advice.ahead, advice.counters_open)
    assert cash.closed_reason is None


@needs("own queue")
async def test_waits_follow_how_long_people_really_took(trial: Trial) -> None:
    """Two were served in two minutes each: the ten assumed no longer count."""
    for _ in range(2):
        await take(trial.backend)
        await trial.backend.call(MAIN, ONE, "anna")
        trial.clock.pass_by(minutes=2)
        await trial.backend.finish(MAIN, ONE, "anna")
    cash = (await trial.backend.branch(MAIN)).services[CASH]
    assert (0, 5) == (cash.wait_lo, cash.wait_hi)


@needs("own queue")
async def test_a_closed_branch_shows_no_wait_and_when_it_opens(trial: Trial) -> None:
    later = WeekRule(frozenset(range(7)), (Window(time(15), time(18)),))
    await trial.desk.load(branch(hours=(later,)))
    cash = (await trial.backend.branch(MAIN)).services[CASH]
    assert (False, 0, None, None) == (
        cash.is_open,
        cash.counters_open,
        cash.wait_lo,
        cash.wait_hi,
    )
    assert NOON.replace(hour=13) == cash.opens_at


# what happened


@needs("own queue")
async def test_every_change_is_an_event_with_its_actor(trial: Trial) -> None:
    first = (await take(trial.backend)).ticket
    await trial.backend.call(MAIN, ONE, "anna")
    await trial.backend.finish(MAIN, ONE, "anna")
    rows = await trial.backend.history(first.id)
    assert [
        (Deed.ISSUE, None, Status.WAITING, trial.actor or KIOSK, None),
        (Deed.CALL, Status.WAITING, Status.CALLED, trial.actor or "anna", ONE),
        (Deed.START, Status.CALLED, Status.SERVING, trial.actor or "anna", ONE),
        (Deed.FINISH, Status.SERVING, Status.SERVED, trial.actor or "anna", ONE),
    ] == [(row.deed, row.old, row.new, row.actor, row.counter) for row in rows]
    assert "longest waiting" == rows[1].reason
    assert {("A001", MAIN, CASH)} == {(r.number, r.branch, r.service) for r in rows}


@needs("own queue")
async def test_a_cancel_says_why(queue: Backend) -> None:
    first = (await take(queue)).ticket
    await queue.cancel(first.id, KIOSK, "left")
    assert "left" == (await queue.history(first.id))[-1].reason


async def hear(events: AsyncIterator[Any]) -> Any:
    async with asyncio.timeout(5):
        return await anext(events)


@needs("own queue")
async def test_a_listener_gets_a_snapshot_and_then_each_event(trial: Trial) -> None:
    await take(trial.backend)
    events = trial.backend.events(MAIN)
    snapshot = await hear(events)
    assert isinstance(snapshot, BranchState)
    assert (1, 1) == (snapshot.waiting, snapshot.seq)
    await take(trial.backend)
    await trial.backend.call(MAIN, ONE, "anna")
    heard = [await hear(events) for _ in range(2)]
    assert [(2, Deed.ISSUE, "A002"), (3, Deed.CALL, "A001")] == [
        (one.seq, one.deed, one.number) for one in heard
    ]
    await events.aclose()  # type: ignore[attr-defined]


@needs("own queue")
async def test_who_comes_back_hears_what_was_missed(trial: Trial) -> None:
    for _ in range(3):
        await take(trial.backend)
    events = trial.backend.events(MAIN, after=1)
    assert [2, 3] == [(await hear(events)).seq for _ in range(2)]
    await take(trial.backend)
    assert 4 == (await hear(events)).seq
    await events.aclose()  # type: ignore[attr-defined]


@needs("own queue")
async def test_who_knows_a_later_event_than_there_is_gets_a_snapshot(
    trial: Trial,
) -> None:
    events = trial.backend.events(MAIN, after=99)
    assert isinstance(await hear(events), BranchState)
    await events.aclose()  # type: ignore[attr-defined]


@needs("own queue")
async def test_a_new_description_is_told(trial: Trial) -> None:
    events = trial.backend.events(MAIN)
    await hear(events)
    await trial.desk.load(branch(holidays="HU"))
    changed = await hear(events)
    assert isinstance(changed, BranchChanged)
    assert MAIN == changed.branch
    await events.aclose()  # type: ignore[attr-defined]


@needs("own queue")
async def test_a_listener_hears_its_own_branch_only(trial: Trial) -> None:
    other = BranchId("otherone01")
    await trial.desk.load(branch(id=other))
    events, every = trial.backend.events(other), trial.backend.events()
    await hear(events)
    assert {MAIN, other} == {(await hear(every)).branch.id for _ in range(2)}
    await take(trial.backend)
    await trial.backend.issue(Draft(other, CASH), None, KIOSK)
    assert other == (await hear(events)).branch
    assert [MAIN, other] == [(await hear(every)).branch for _ in range(2)]
    await events.aclose()  # type: ignore[attr-defined]
    await every.aclose()  # type: ignore[attr-defined]


@needs("own queue")
async def test_events_of_an_unknown_branch_are_not_found(queue: Backend) -> None:
    with pytest.raises(NotFound):
        await anext(queue.events(BranchId("nowhere")))
