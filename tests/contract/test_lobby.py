"""What every queue promises about its lobby, told once and run over each of them."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.branch import (
    BranchId,
    BranchState,
    Call,
    CounterId,
    Message,
    ServiceId,
)
from kiosk.domain.customer import CustomerId, Details
from kiosk.domain.events import BranchChanged, BranchDeed, Deed, TicketEvent
from kiosk.domain.serving import (
    CounterChange,
    CounterState,
    CounterStatus,
    Entry,
    KioskHealth,
    RowChanged,
    Summons,
    Task,
    Which,
)
from kiosk.domain.ticket import Draft, Status, Ticket
from kiosk.errors import BadInput, KioskError, NotFound, Reason, Refused
from tests.contract.backends import Trial, needs, opened
from tests.contract.shop import ADVICE, CASH, LOANS, MAIN, NOON, branch
from tests.desk.hands import StoppedClock
from tests.desk.office import PASSPORT, at, draft, office

ONE, TWO, THREE, NOBODY = (CounterId(name) for name in "1239")
NOWHERE = BranchId("nowhere001")
ANNA, BEA = "anna", "bea"

OPEN = CounterChange(CounterStatus.OPEN)
PAUSED = CounterChange(CounterStatus.PAUSED, reason="lunch")
CLOSED = CounterChange(CounterStatus.CLOSED)

pytestmark = needs("serving", "own queue", "appointments")


@pytest.fixture
async def trial(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Trial]:
    """Every backend in turn, with the small branch and a desk for passports in the morning."""
    async with opened(request.param, tmp_path, StoppedClock(NOON), office()) as made:
        yield made


async def take(trial: Trial, service: ServiceId = CASH, **more: Any) -> Ticket:
    draft = replace(Draft(MAIN, service), **more)
    return (await trial.backend.issue(draft, None, "kiosk 1")).ticket


async def called(trial: Trial, counter: CounterId = ONE, actor: str = ANNA) -> Ticket:
    found = await trial.backend.call(MAIN, counter, actor)
    assert found is not None
    return found.ticket


async def serve(trial: Trial, counter: CounterId = ONE, actor: str = ANNA) -> Ticket:
    await called(trial, counter, actor)
    return await trial.backend.finish(MAIN, counter, actor)


async def numbers(trial: Trial, which: Which, **page: int) -> list[str]:
    rows = await trial.backend.rows(MAIN, which, **page)
    return [row.ticket.number for row in rows.items]


async def customer(trial: Trial, name: str, phone: str = "") -> CustomerId:
    return (await trial.backend.add_customer(Details(name=name, phone=phone))).id


# counters


async def test_a_counter_nobody_touched_is_open(trial: Trial) -> None:
    lobby = await trial.backend.lobby(MAIN)
    untouched = [CounterState(name, CounterStatus.OPEN) for name in (ONE, TWO, THREE)]
    assert untouched == list(lobby.counters)


@pytest.mark.parametrize("change", [PAUSED, CLOSED], ids=["paused", "closed"])
async def test_a_counter_that_is_not_open_calls_nobody_until_it_opens(
    trial: Trial, change: CounterChange
) -> None:
    await take(trial)
    await trial.backend.change_counter(MAIN, ONE, change, ANNA)
    with pytest.raises(Refused) as refused:
        await trial.backend.call(MAIN, ONE, ANNA)
    assert Reason.COUNTER_CLOSED is refused.value.reason
    await trial.backend.change_counter(MAIN, ONE, OPEN, ANNA)
    assert "A001" == (await called(trial)).number


async def test_who_is_at_a_counter_stays_there_when_it_closes(trial: Trial) -> None:
    await take(trial)
    await called(trial)
    await trial.backend.change_counter(MAIN, ONE, CLOSED, ANNA)
    assert "A001" == (await trial.backend.finish(MAIN, ONE, ANNA)).number


async def test_a_counter_says_since_when_who_and_why(trial: Trial) -> None:
    sat_down = CounterChange(operator="Anna")
    await trial.backend.change_counter(MAIN, ONE, sat_down, ANNA)
    trial.clock.pass_by(minutes=5)
    state = await trial.backend.change_counter(MAIN, ONE, PAUSED, ANNA)
    later = NOON + timedelta(minutes=5)
    assert CounterState(ONE, CounterStatus.PAUSED, later, "Anna", "lunch") == state
    assert state == (await trial.backend.lobby(MAIN)).counters[0]
    stood_up = await trial.backend.change_counter(
        MAIN, ONE, CounterChange(operator=""), ANNA
    )
    assert replace(state, operator="") == stood_up


async def test_waits_are_reckoned_with_the_counters_that_are_open(trial: Trial) -> None:
    """The cash desk is served at counters 1 and 2."""

    async def open_for(service: ServiceId) -> int:
        return (await trial.backend.branch(MAIN)).services[service].counters_open

    assert (2, 1) == (await open_for(CASH), await open_for(LOANS))
    await trial.backend.change_counter(MAIN, TWO, PAUSED, ANNA)
    assert (1, 0) == (await open_for(CASH), await open_for(LOANS))
    assert (await trial.backend.branch(MAIN)).services[LOANS].wait_lo is None
    both = CounterChange(services=frozenset({CASH, LOANS}))
    await trial.backend.change_counter(MAIN, ONE, both, ANNA)
    assert (1, 1) == (await open_for(CASH), await open_for(LOANS))
    await trial.backend.change_counter(MAIN, TWO, OPEN, ANNA)
    assert (2, 2) == (await open_for(CASH), await open_for(LOANS))


async def test_who_waits_elsewhere_is_not_before_a_newcomer(trial: Trial) -> None:
    await take(trial, LOANS)
    assert 1 == (await trial.backend.branch(MAIN)).services[CASH].ahead
    await trial.backend.change_counter(MAIN, TWO, PAUSED, ANNA)
    assert 0 == (await trial.backend.branch(MAIN)).services[CASH].ahead


async def test_a_counter_calls_only_what_it_serves_today(trial: Trial) -> None:
    await take(trial, CASH)
    await take(trial, LOANS)
    only = CounterChange(services=frozenset({LOANS}))
    await trial.backend.change_counter(MAIN, TWO, only, ANNA)
    assert "B005" == (await serve(trial, TWO)).number
    assert await trial.backend.call(MAIN, TWO, ANNA) is None
    everything = CounterChange(services=frozenset())
    state = await trial.backend.change_counter(MAIN, TWO, everything, ANNA)
    assert state.services is None
    assert "A001" == (await called(trial, TWO)).number


async def test_a_new_day_forgets_what_was_done_to_counters(trial: Trial) -> None:
    await trial.backend.change_counter(MAIN, ONE, CLOSED, ANNA)
    trial.clock.pass_by(days=1)
    lobby = await trial.backend.lobby(MAIN)
    assert CounterState(ONE, CounterStatus.OPEN) == lobby.counters[0]


async def test_a_new_description_keeps_what_was_done_to_counters(trial: Trial) -> None:
    await trial.backend.change_counter(MAIN, ONE, PAUSED, ANNA)
    await trial.backend.pause_service(MAIN, CASH, BEA, paused=True, reason="no cash")
    await trial.desk.load(office(lanes=2))
    lobby = await trial.backend.lobby(MAIN)
    assert CounterStatus.PAUSED is lobby.counters[0].status
    assert {CASH: "no cash"} == lobby.paused


async def test_a_counter_whose_services_are_gone_serves_what_it_is_described_with(
    trial: Trial,
) -> None:
    only = CounterChange(services=frozenset({ADVICE}))
    await trial.backend.change_counter(MAIN, ONE, only, ANNA)
    small = office()
    services = tuple(one for one in small.services if one.id != ADVICE)
    groups = tuple(
        replace(one, services=tuple(s for s in one.services if s != ADVICE))
        for one in small.groups
    )
    await trial.desk.load(replace(small, services=services, groups=groups))
    await take(trial)
    assert "A001" == (await called(trial)).number


async def test_a_counter_that_is_gone_can_still_finish(trial: Trial) -> None:
    await take(trial)
    await called(trial)
    await trial.backend.change_counter(MAIN, ONE, PAUSED, ANNA)
    small = office()
    await trial.desk.load(replace(small, counters=small.counters[1:]))
    lobby = await trial.backend.lobby(MAIN)
    assert [TWO, THREE] == [state.counter for state in lobby.counters]
    assert ["A001"] == [row.ticket.number for row in lobby.at_counters]
    assert "A001" == (await trial.backend.finish(MAIN, ONE, ANNA)).number


# services


async def test_a_paused_service_gives_no_numbers_until_it_goes_on(trial: Trial) -> None:
    await trial.backend.pause_service(MAIN, CASH, BEA, paused=True, reason="no cash")
    with pytest.raises(Refused) as refused:
        await take(trial)
    assert Reason.PAUSED is refused.value.reason
    state = (await trial.backend.branch(MAIN)).services[CASH]
    assert ("paused", True) == (state.closed_reason, state.is_open)
    assert {CASH: "no cash"} == (await trial.backend.lobby(MAIN)).paused
    await trial.backend.pause_service(MAIN, CASH, BEA, paused=False)
    assert "A001" == (await take(trial)).number
    assert {} == (await trial.backend.lobby(MAIN)).paused


async def test_who_waits_for_a_paused_service_is_still_called(trial: Trial) -> None:
    await take(trial)
    await trial.backend.pause_service(MAIN, CASH, BEA, paused=True)
    assert "A001" == (await called(trial)).number


async def test_a_paused_service_is_not_booked(trial: Trial) -> None:
    await trial.backend.pause_service(MAIN, PASSPORT, BEA, paused=True)
    with pytest.raises(Refused) as refused:
        await trial.backend.issue(draft(), None, "kiosk 1")
    assert Reason.PAUSED is refused.value.reason
    state = (await trial.backend.branch(MAIN)).services[PASSPORT]
    assert "paused" == state.closed_reason


async def test_a_pause_goes_on_over_night_and_through_a_description_without_it(
    trial: Trial,
) -> None:
    await trial.backend.pause_service(MAIN, PASSPORT, BEA, paused=True)
    await trial.desk.load(branch(zone="UTC"))
    assert {} == (await trial.backend.lobby(MAIN)).paused
    trial.clock.pass_by(days=1)
    await trial.desk.load(office())
    assert {PASSPORT: ""} == (await trial.backend.lobby(MAIN)).paused


# messages


async def test_a_message_is_shown_until_its_time(trial: Trial) -> None:
    until = NOON + timedelta(minutes=30)
    words = {"en": "Lift out of  order", "ar": "المصعد معطل"}
    told = await trial.backend.tell(MAIN, words, until, BEA, on_kiosk=False)
    clean = {"en": "Lift out of order", "ar": "المصعد معطل"}
    assert Message(told.id, clean, until, True, False) == told
    assert (told,) == (await trial.backend.branch(MAIN)).messages
    trial.clock.pass_by(minutes=30)
    assert () == (await trial.backend.branch(MAIN)).messages


async def test_a_message_is_taken_down_and_only_once(trial: Trial) -> None:
    until = NOON + timedelta(minutes=30)
    first = await trial.backend.tell(MAIN, {"en": "One"}, until, BEA)
    second = await trial.backend.tell(MAIN, {"en": "Two"}, until, BEA)
    for _ in range(2):
        await trial.backend.untell(MAIN, first.id, BEA)
    assert (second,) == (await trial.backend.branch(MAIN)).messages


HOUR = timedelta(hours=1)
BAD_MESSAGES: dict[str, tuple[dict[str, str], timedelta, str]] = {
    "nothing said": ({}, HOUR, "text"),
    "nothing seen": ({"en": "\u200b "}, HOUR, "text"),
    "too long": ({"en": "Hello", "ar": "x" * 201}, HOUR, "text"),
    "no language": ({"../en": "Hello"}, HOUR, "text"),
    "over": ({"en": "Hello"}, timedelta(0), "until"),
    "too late": ({"en": "Hello"}, timedelta(days=366), "until"),
}


@pytest.mark.parametrize(
    ("words", "time", "field"), BAD_MESSAGES.values(), ids=BAD_MESSAGES.keys()
)
async def test_a_message_has_words_and_an_end(
    trial: Trial, words: dict[str, str], time: timedelta, field: str
) -> None:
    with pytest.raises(BadInput) as bad:
        await trial.backend.tell(MAIN, words, NOON + time, BEA)
    assert [field] == list(bad.value.fields)
    assert () == (await trial.backend.branch(MAIN)).messages


# who is called


async def test_the_newest_call_stands_first(trial: Trial) -> None:
    for _ in range(2):
        await take(trial)
    await called(trial, ONE)
    trial.clock.pass_by(minutes=1)
    await called(trial, TWO)
    later = NOON + timedelta(minutes=1)
    calls = (Call("A002", TWO, later), Call("A001", ONE, NOON))
    assert calls == (await trial.backend.branch(MAIN)).calls


async def test_a_call_leaves_when_it_is_over_or_old(trial: Trial) -> None:
    for _ in range(2):
        await take(trial)
    await serve(trial, ONE)
    await called(trial, TWO)
    trial.clock.pass_by(minutes=14)
    assert ["A002"] == [c.number for c in (await trial.backend.branch(MAIN)).calls]
    trial.clock.pass_by(minutes=1)
    assert () == (await trial.backend.branch(MAIN)).calls
    lobby = await trial.backend.lobby(MAIN)
    assert ["A002"] == [row.ticket.number for row in lobby.at_counters]


# lists


async def test_each_list_has_its_tickets_in_its_order(trial: Trial) -> None:
    trial.clock.at = at("08:00")
    late = (await trial.backend.issue(draft("11:30"), None, "kiosk 1")).ticket
    early = (await trial.backend.issue(draft("09:30"), None, "kiosk 1")).ticket
    tomorrow = at("09:30").date() + timedelta(days=1)
    away = (await trial.backend.issue(draft(day=tomorrow), None, "kiosk 1")).ticket
    for _ in range(7):
        await take(trial)
    for _ in range(2):
        await serve(trial)
        trial.clock.pass_by(minutes=1)
    absent = await called(trial)
    await trial.backend.do(absent.id, Task(Deed.NO_SHOW), ANNA)
    trial.clock.pass_by(minutes=1)
    for reason in ("form", "photo"):
        there = await called(trial)
        parked = Task(Deed.PARK, reason=reason)
        await trial.backend.do(there.id, parked, ANNA)
        trial.clock.pass_by(minutes=1)
    given_back = (await trial.backend.rows(MAIN, Which.WAITING)).items[0].ticket
    await trial.backend.cancel(given_back.id, ANNA)
    assert {
        Which.WAITING: ["A007"],
        Which.APPOINTMENTS: [early.number, late.number],
        Which.PARKED: ["A004", "A005"],
        Which.MISSED: ["A006", "A003"],
        Which.DONE: ["A002", "A001"],
    } == {which: await numbers(trial, which) for which in Which}
    counts = {which: len(await numbers(trial, which)) for which in Which}
    assert counts == (await trial.backend.lobby(MAIN)).counts
    trial.clock.pass_by(days=1)
    assert [away.number] == await numbers(trial, Which.APPOINTMENTS)
    assert [] == await numbers(trial, Which.DONE)


async def test_a_list_comes_in_pages(trial: Trial) -> None:
    for _ in range(5):
        await take(trial)
    page = await trial.backend.rows(MAIN, Which.WAITING, page=2, limit=2)
    assert ["A003", "A004"] == [row.ticket.number for row in page.items]
    assert (2, 2, 5) == (page.page, page.limit, page.total)
    assert [] == await numbers(trial, Which.WAITING, page=4, limit=2)


@pytest.mark.parametrize(
    ("asked", "field"), [({"page": 0}, "page"), ({"limit": 501}, "limit")]
)
async def test_no_page_is_before_the_first_or_endless(
    trial: Trial, asked: dict[str, int], field: str
) -> None:
    with pytest.raises(BadInput) as bad:
        await trial.backend.rows(MAIN, Which.WAITING, **asked)
    assert [field] == list(bad.value.fields)


async def test_an_appointment_of_a_running_day_goes_through_its_lists(
    trial: Trial,
) -> None:
    """Booked on a day before, when its number was of a day to come."""
    booked = (await trial.backend.issue(draft(), None, "kiosk 1")).ticket
    trial.clock.at = at("09:20")
    assert [booked.number] == await numbers(trial, Which.APPOINTMENTS)
    await trial.backend.check_in(booked.id, MAIN, ANNA)
    assert [booked.number] == await numbers(trial, Which.WAITING)
    await trial.backend.cancel(booked.id, ANNA, as_staff=True)
    assert [booked.number] == await numbers(trial, Which.MISSED)


async def test_a_customer_is_named_in_short(trial: Trial) -> None:
    anna = await customer(trial, "Kovács \x1b[31mAnna Mária", "+36 30 123 4567")
    await take(trial, customer=anna)
    await take(trial)
    known, unknown = (await trial.backend.rows(MAIN, Which.WAITING)).items
    assert ("Kovács M.", "67") == (known.who, known.phone)
    assert ("", "") == (unknown.who, unknown.phone)


# finding


async def found(trial: Trial, text: str) -> list[str]:
    rows = await trial.backend.find(MAIN, text)
    return [row.ticket.number for row in rows]


async def test_a_ticket_is_found_by_its_number_however_it_is_typed(
    trial: Trial,
) -> None:
    for _ in range(11):
        await take(trial)
    for text in ("A001", "a001", " a 001 ", "A\u00a0001"):
        assert ["A001"] == await found(trial, text)
    assert ["A011", "A010"] == await found(trial, "a01")
    assert [] == await found(trial, "A999")


async def test_a_ticket_is_found_by_its_code_while_and_after_it_waits(
    trial: Trial,
) -> None:
    ticket = await take(trial)
    code = f"{ticket.code8[:4]}-{ticket.code8[4:]}"
    assert ["A001"] == await found(trial, code)
    await called(trial)
    await trial.backend.do(ticket.id, Task(Deed.NO_SHOW), ANNA)
    assert ["A001"] == await found(trial, ticket.code8)


async def test_a_ticket_is_found_by_its_customers_phone_and_name(trial: Trial) -> None:
    anna = await customer(trial, "Kovács Anna", "+36 30 123 4567")
    await take(trial, customer=anna)
    await take(trial, customer=await customer(trial, "Anna Nagy", "+36301112222"))
    assert ["A001"] == await found(trial, "0036 (30) 123-4567")
    assert ["A001"] == await found(trial, "kovacs")
    assert ["A002", "A001"] == await found(trial, "ANNA")
    assert [] == await found(trial, "Szabó")
    trial.clock.pass_by(days=1)
    assert [] == await found(trial, "kovacs")
    assert [] == await found(trial, "+36301234567")


async def test_only_the_newest_are_found(trial: Trial) -> None:
    anna = await customer(trial, "Kovács Anna")
    for _ in range(22):
        await take(trial, customer=anna)
    newest = [f"A{n:03}" for n in range(22, 2, -1)]
    assert newest == await found(trial, "kovács")
    assert newest == await found(trial, "A0")


async def test_one_letter_finds_nobody(trial: Trial) -> None:
    with pytest.raises(BadInput) as bad:
        await trial.backend.find(MAIN, " a ")
    assert ["text"] == list(bad.value.fields)


# watching


async def test_who_watches_hears_each_event_with_its_row(trial: Trial) -> None:
    anna = await customer(trial, "Kovács Anna", "+36 30 123 4567")
    async with aclosing(trial.backend.watch(MAIN)) as heard:  # type: ignore[type-var]
        assert isinstance(await anext(heard), BranchState)
        ticket = await take(trial, customer=anna)
        issued = await anext(heard)
        assert isinstance(issued, RowChanged)
        assert (Deed.ISSUE, issued.event.seq) == (issued.event.deed, issued.seq)
        assert (ticket, "Kovács A.") == (issued.row.ticket, issued.row.who)
        await called(trial)
        call = await anext(heard)
        assert isinstance(call, RowChanged)
        assert (Status.CALLED, 2) == (call.row.ticket.status, call.row.ticket.version)
        await trial.backend.change_counter(MAIN, TWO, PAUSED, ANNA)
        assert isinstance(await anext(heard), BranchChanged)


async def test_who_comes_back_hears_what_was_missed(trial: Trial) -> None:
    await take(trial)
    seq = (await trial.backend.branch(MAIN)).seq
    await called(trial)
    async with aclosing(trial.backend.watch(MAIN, seq)) as heard:  # type: ignore[type-var]
        call = await anext(heard)
        assert isinstance(call, RowChanged)
        assert (Deed.CALL, Status.CALLED) == (call.event.deed, call.row.ticket.status)


# the day


async def test_closing_the_day_ends_everybody_and_gives_no_more_numbers(
    trial: Trial,
) -> None:
    for _ in range(4):
        await take(trial)
    waiting = await take(trial)
    serving, parked, gone = [await called(trial, n) for n in (ONE, TWO)] + [waiting]
    await trial.backend.do(serving.id, Task(Deed.START), ANNA)
    await trial.backend.do(parked.id, Task(Deed.PARK), ANNA)
    assert 5 == await trial.backend.close_day(MAIN, "bea")
    assert 0 == await trial.backend.close_day(MAIN, "bea")
    assert [Status.SERVED, Status.EXPIRED, Status.EXPIRED] == [
        (await trial.backend.ticket(one.id)).ticket.status
        for one in (serving, parked, gone)
    ]
    last = (await trial.backend.history(gone.id))[-1]
    by = trial.actor or "bea"
    assert (Deed.EXPIRE, f"closed by {by}") == (last.deed, last.reason)
    with pytest.raises(Refused) as refused:
        await take(trial)
    assert Reason.CLOSED is refused.value.reason
    lobby = await trial.backend.lobby(MAIN)
    assert (True, False) == (lobby.day_closed, lobby.state.opening.is_open)
    state = lobby.state.services[CASH]
    assert ("closed", 0, 0) == (state.closed_reason, state.counters_open, state.waiting)


async def test_a_closed_day_says_when_it_opens_again(trial: Trial) -> None:
    """Day and night open: with the next day, at four."""
    await trial.backend.close_day(MAIN, BEA)
    state = await trial.backend.branch(MAIN)
    four = at("04:00")
    assert (four, four) == (state.opening.until, state.services[CASH].opens_at)


async def test_a_day_that_is_opened_again_counts_on(trial: Trial) -> None:
    await take(trial)
    await trial.backend.close_day(MAIN, BEA)
    for _ in range(2):
        await trial.backend.reopen_day(MAIN, BEA)
    assert "A002" == (await take(trial)).number
    assert not (await trial.backend.lobby(MAIN)).day_closed


async def test_the_day_after_a_closed_one_begins_at_its_hour(trial: Trial) -> None:
    first = await take(trial)
    await trial.backend.close_day(MAIN, BEA)
    trial.clock.at = at("04:00")
    second = await take(trial)
    assert ("A001", first.day_seq + 1) == (second.number, second.day_seq)
    assert not (await trial.backend.lobby(MAIN)).day_closed


# own day and log


async def test_own_day_counts_what_one_did_today(trial: Trial) -> None:
    for _ in range(6):
        await take(trial)
    for minutes in (10, 20):
        await called(trial)
        trial.clock.pass_by(minutes=minutes)
        await trial.backend.finish(MAIN, ONE, ANNA)
    absent = await called(trial)
    await trial.backend.do(absent.id, Task(Deed.NO_SHOW), ANNA)
    parked = await called(trial)
    await trial.backend.do(parked.id, Task(Deed.PARK), ANNA)
    own = await trial.backend.own_day(MAIN, trial.actor or ANNA)
    assert (2, 1, 1, 15) == (own.served, own.no_shows, own.parked, own.minutes)
    assert {12: 2} == own.hours
    other = await trial.backend.own_day(MAIN, "nobody")
    assert (2 if trial.actor else 0) == other.served, "a server knows who asks"


async def test_own_day_forgets_what_was_taken_back(trial: Trial) -> None:
    await take(trial)
    await called(trial)
    trial.clock.pass_by(minutes=10)
    await trial.backend.finish(MAIN, ONE, ANNA)
    before = await trial.backend.own_day(MAIN, trial.actor or ANNA)
    await trial.backend.undo(MAIN, ANNA)
    undone = await trial.backend.own_day(MAIN, trial.actor or ANNA)
    assert (1, 0, None, {}) == (
        before.served,
        undone.served,
        undone.minutes,
        undone.hours,
    )
    trial.clock.pass_by(minutes=10)
    await trial.backend.finish(MAIN, ONE, ANNA)
    again = await trial.backend.own_day(MAIN, trial.actor or ANNA)
    assert (1, 20) == (again.served, again.minutes)


async def test_a_new_day_is_nobodys(trial: Trial) -> None:
    await take(trial)
    await serve(trial)
    trial.clock.pass_by(days=1)
    own = await trial.backend.own_day(MAIN, trial.actor or ANNA)
    assert (0, None, {}) == (own.served, own.minutes, own.hours)


async def test_the_log_tells_both_what_was_done_to_tickets_and_to_the_branch(
    trial: Trial,
) -> None:
    """In the order of doing, even when the clock is set back in between."""
    await take(trial)
    await trial.backend.change_counter(MAIN, ONE, PAUSED, ANNA)
    trial.clock.pass_by(hours=-1)
    await trial.backend.change_counter(MAIN, ONE, OPEN, ANNA)
    await called(trial)
    log = await trial.backend.log(MAIN)
    assert [
        Deed.CALL,
        BranchDeed.OPEN_COUNTER,
        BranchDeed.PAUSE_COUNTER,
        Deed.ISSUE,
    ] == [line.deed for line in log.items]
    assert 4 == log.total
    who = trial.actor or ANNA
    pause = Entry(NOON, MAIN, BranchDeed.PAUSE_COUNTER, ONE, who, "lunch")
    assert pause == log.items[2]
    second = await trial.backend.log(MAIN, page=2, limit=3)
    assert [Deed.ISSUE] == [line.deed for line in second.items]
    assert isinstance(second.items[0], TicketEvent)


async def test_everything_staff_set_is_in_the_log_once(trial: Trial) -> None:
    queue = trial.backend
    for _ in range(2):
        await queue.change_counter(MAIN, ONE, CounterChange(operator="Anna"), ANNA)
        await queue.change_counter(MAIN, ONE, CLOSED, ANNA)
        await queue.pause_service(MAIN, CASH, BEA, paused=True, reason="no cash")
    await queue.pause_service(MAIN, CASH, BEA, paused=False)
    told = await queue.tell(MAIN, {"en": "Hello"}, NOON + HOUR, BEA)
    await queue.untell(MAIN, told.id, BEA)
    await queue.close_day(MAIN, BEA)
    await queue.reopen_day(MAIN, BEA)
    log = [line for line in (await queue.log(MAIN)).items if isinstance(line, Entry)]
    assert [
        (BranchDeed.CHANGE_COUNTER, "1", ""),
        (BranchDeed.CLOSE_COUNTER, "1", ""),
        (BranchDeed.PAUSE_SERVICE, CASH, "no cash"),
        (BranchDeed.RESUME_SERVICE, CASH, ""),
        (BranchDeed.MESSAGE, "", "Hello"),
        (BranchDeed.TAKE_DOWN, "", "Hello"),
        (BranchDeed.CLOSE_DAY, "", ""),
        (BranchDeed.REOPEN_DAY, "", ""),
    ] == [(line.deed, line.about, line.reason) for line in reversed(log)]


# kiosks


async def test_staff_see_how_each_kiosk_is(trial: Trial) -> None:
    health = KioskHealth("kiosk-03", "1.2", NOON, Reason.PAPER_OUT, True, "A001", -31.5)
    await trial.backend.report(MAIN, health)
    trial.clock.pass_by(minutes=1)
    again = replace(health, at=NOON + timedelta(minutes=1), printer=None)
    await trial.backend.report(MAIN, again)
    assert (again,) == (await trial.backend.lobby(MAIN)).kiosks


async def test_who_asks_at_a_kiosk_is_seen_by_staff_until_somebody_goes(
    trial: Trial,
) -> None:
    """The oldest first, and for ten minutes; who asks again has asked already."""
    queue = trial.backend
    await queue.summon(MAIN, "kiosk-03", "kiosk-03")
    trial.clock.pass_by(minutes=4)
    await queue.summon(MAIN, "kiosk-01", "kiosk-01")
    await queue.summon(MAIN, "kiosk-03", "kiosk-03")
    later = NOON + timedelta(minutes=4)
    both = (Summons("kiosk-03", NOON), Summons("kiosk-01", later))
    assert both == (await queue.lobby(MAIN)).summons
    trial.clock.pass_by(minutes=6)
    assert both[1:] == (await queue.lobby(MAIN)).summons
    for _ in range(2):
        await queue.attend(MAIN, "kiosk-01", ANNA)
    assert () == (await queue.lobby(MAIN)).summons


async def test_a_customer_who_asks_is_told_whether_anybody_of_the_staff_can_see_it(
    trial: Trial,
) -> None:
    """Who watches hears of it at once, and once."""
    assert not await trial.backend.summon(MAIN, "kiosk-01", "kiosk-01")
    async with aclosing(trial.backend.watch(MAIN)) as told:  # type: ignore[type-var]  # each is a generator
        assert isinstance(await anext(told), BranchState)
        assert await trial.backend.summon(MAIN, "kiosk-01", "kiosk-01")
        assert await trial.backend.summon(MAIN, "kiosk-02", "kiosk-02")
        assert isinstance(await anext(told), BranchChanged)
        await take(trial)
        assert isinstance(await anext(told), RowChanged), "kiosk-01 was no news"
        await trial.backend.attend(MAIN, "kiosk-02", ANNA)
        assert isinstance(await anext(told), BranchChanged)


# what there is not


async def test_what_there_is_not_is_not_found(trial: Trial) -> None:
    queue = trial.backend
    asked = [
        queue.lobby(NOWHERE),
        queue.rows(NOWHERE, Which.WAITING),
        queue.find(NOWHERE, "A001"),
        queue.change_counter(NOWHERE, ONE, PAUSED, ANNA),
        queue.change_counter(MAIN, NOBODY, PAUSED, ANNA),
        queue.change_counter(
            MAIN, ONE, CounterChange(services=frozenset({ServiceId("none")})), ANNA
        ),
        queue.pause_service(NOWHERE, CASH, ANNA, paused=True),
        queue.pause_service(MAIN, ServiceId("none"), ANNA, paused=True),
        queue.tell(NOWHERE, {"en": "Hello"}, NOON + HOUR, ANNA),
        queue.untell(NOWHERE, "none", ANNA),
        queue.close_day(NOWHERE, ANNA),
        queue.reopen_day(NOWHERE, ANNA),
        queue.own_day(NOWHERE, ANNA),
        queue.log(NOWHERE),
        queue.report(NOWHERE, KioskHealth("k", "1", NOON)),
        queue.summon(NOWHERE, "k", "k"),
        queue.attend(NOWHERE, "k", ANNA),
    ]
    answers: list[type[KioskError] | None] = []
    for one in asked:
        try:
            await one
        except KioskError as error:
            answers.append(type(error))
        else:
            answers.append(None)
    assert [NotFound] * len(asked) == answers
