"""The business day turns once, at its hour, and takes nothing with it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.desk.desk import Desk
from kiosk.domain.branch import BranchState, CounterId
from kiosk.domain.events import BranchChanged, Deed, TicketEvent
from kiosk.domain.storing import Writing
from kiosk.domain.ticket import Draft, Status, Ticket, TicketId
from kiosk.errors import BadInput, Reason, Refused
from kiosk.store.memory import MemoryStore
from tests.contract.shop import CASH, MAIN, NOON, branch
from tests.desk.hands import Draw, StoppedClock, desk_over
from tests.desk.office import ANNA, DAY, at, book, office, wanted

ONE, TWO = CounterId("1"), CounterId("2")


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock(NOON)


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def draw() -> Draw:
    return Draw()


@pytest.fixture
async def desk(
    store: MemoryStore, clock: StoppedClock, draw: Draw
) -> AsyncIterator[Desk]:
    made = desk_over(store, clock, draw)
    await made.load(branch())
    yield made
    await made.close()


async def take(desk: Desk) -> Ticket:
    return (await desk.issue(Draft(MAIN, CASH), None, "kiosk 1")).ticket


async def test_the_day_end_closes_everybody_and_deletes_nobody(
    desk: Desk, store: MemoryStore, clock: StoppedClock
) -> None:
    waiting, served, called, serving, parked = [await take(desk) for _ in range(5)]

    def arrange(tx: Writing) -> None:
        for ticket, status, counter in (
            (served, Status.SERVED, None),
            (called, Status.CALLED, ONE),
            (serving, Status.SERVING, TWO),
            (parked, Status.PARKED, None),
        ):
            tx.save_ticket(replace(ticket, status=status, counter=counter), 1)

    await store.write(arrange)
    clock.pass_by(days=1)
    await desk.turn_days()
    ends = {
        ticket.number: (await desk.ticket(ticket.id)).ticket.status
        for ticket in (waiting, served, called, serving, parked)
    }
    assert {
        "A001": Status.EXPIRED,
        "A002": Status.SERVED,
        "A003": Status.EXPIRED,
        "A004": Status.SERVED,
        "A005": Status.EXPIRED,
    } == ends
    last = (await desk.history(serving.id))[-1]
    assert (Deed.CLOSE_DAY, "day end", "closed at day end") == (
        last.deed,
        last.actor,
        last.reason,
    )
    assert 0 == (await desk.branch(MAIN)).waiting


async def test_numbers_begin_anew_with_the_day_and_not_at_midnight(
    desk: Desk, clock: StoppedClock
) -> None:
    """Budapest's day turns at four: 02:00 UTC in summer."""
    assert "A001" == (await take(desk)).number
    clock.at = datetime(2026, 5, 5, 1, 59, 59, tzinfo=UTC)
    late = await take(desk)
    clock.at = datetime(2026, 5, 5, 2, 0, 0, tzinfo=UTC)
    early = await take(desk)
    assert [("A002", "2026-05-04"), ("A001", "2026-05-05")] == [
        (ticket.number, ticket.day.isoformat()) for ticket in (late, early)
    ]


async def test_the_turn_happens_by_itself_before_whatever_is_done_next(
    desk: Desk, clock: StoppedClock
) -> None:
    await take(desk)
    clock.pass_by(days=1)
    assert await desk.call(MAIN, ONE, "anna") is None


async def test_a_week_without_power_is_one_turn(
    desk: Desk, clock: StoppedClock
) -> None:
    first = await take(desk)
    clock.pass_by(days=7)
    second = await take(desk)
    assert (1, 2) == (first.day_seq, second.day_seq)
    assert "2026-05-11" == second.day.isoformat()
    assert Status.EXPIRED is (await desk.ticket(first.id)).ticket.status


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=3)])
async def test_a_clock_set_back_reuses_no_number(
    desk: Desk, clock: StoppedClock, back: timedelta
) -> None:
    await take(desk)
    clock.at -= back
    assert "A002" == (await take(desk)).number
    clock.at += back
    assert "A003" == (await take(desk)).number


async def test_who_comes_after_the_clock_was_set_back_stands_behind(
    desk: Desk, clock: StoppedClock
) -> None:
    first = await take(desk)
    clock.pass_by(hours=-1)
    second = await take(desk)
    place = (await desk.ticket(second.id)).place
    assert place is not None
    assert 1 == place.ahead
    called = await desk.call(MAIN, ONE, "anna")
    assert called is not None
    assert first.id == called.ticket.id


async def test_a_restart_with_the_clock_set_back_keeps_the_order(
    desk: Desk, store: MemoryStore, clock: StoppedClock, draw: Draw
) -> None:
    first = await take(desk)
    clock.pass_by(hours=-1)
    again = desk_over(store, clock, draw)
    await take(again)
    called = await again.call(MAIN, ONE, "anna")
    assert called is not None
    assert first.id == called.ticket.id


async def test_a_restart_goes_on_counting(
    desk: Desk, store: MemoryStore, clock: StoppedClock, draw: Draw
) -> None:
    first = await take(desk)
    again = desk_over(store, clock, draw)
    second = await take(again)
    assert ("A002", first.day_seq) == (second.number, second.day_seq)


async def test_a_restart_remembers_how_long_people_took(
    desk: Desk, store: MemoryStore, clock: StoppedClock
) -> None:
    await take(desk)
    await desk.call(MAIN, ONE, "anna")
    clock.pass_by(minutes=30)
    await desk.finish(MAIN, ONE, "anna")
    again = desk_over(store, clock)
    before, after = await desk.branch(MAIN), await again.branch(MAIN)
    assert (10, 20) == (before.services[CASH].wait_lo, before.services[CASH].wait_hi)
    assert before.services == after.services


@pytest.mark.parametrize("jump", [timedelta(hours=-2), timedelta(hours=9)])
async def test_a_clock_set_while_somebody_is_served_spoils_no_wait(
    desk: Desk, clock: StoppedClock, jump: timedelta
) -> None:
    await take(desk)
    await desk.call(MAIN, ONE, "anna")
    before = (await desk.branch(MAIN)).services
    clock.at += jump
    await desk.finish(MAIN, ONE, "anna")
    assert before == (await desk.branch(MAIN)).services


async def test_a_service_without_its_range_is_not_loaded(desk: Desk) -> None:
    with pytest.raises(BadInput):
        await desk.load(branch(ranges=()))
    assert branch() == (await desk.branch(MAIN)).branch


async def test_listeners_hear_the_turn(desk: Desk, clock: StoppedClock) -> None:
    await take(desk)
    events = desk.events(MAIN)
    assert isinstance(await anext(events), BranchState)
    clock.pass_by(days=1)
    await desk.turn_days()
    expired, turned = await anext(events), await anext(events)
    assert isinstance(expired, TicketEvent)
    assert Deed.EXPIRE is expired.deed
    assert isinstance(turned, BranchChanged)
    await events.aclose()  # type: ignore[attr-defined]


async def test_a_turn_that_is_not_due_is_not_told(
    desk: Desk, store: MemoryStore
) -> None:
    day = store.read(lambda view: view.day(MAIN))
    for _ in range(3):
        await desk.turn_days()
    assert day == store.read(lambda view: view.day(MAIN))


TEN_YEARS = timedelta(days=3650)


@pytest.mark.parametrize("restarts", [False, True], ids=["runs on", "off at night"])
async def test_after_a_clock_far_ahead_days_still_turn_at_their_hour(
    desk: Desk, store: MemoryStore, clock: StoppedClock, draw: Draw, *, restarts: bool
) -> None:
    """The label stays ahead, numbers begin anew each morning, nobody is cut off at noon."""
    clock.pass_by(days=3650)
    ahead = await take(desk)
    clock.at -= TEN_YEARS
    taken = [await take(desk)]
    for day in range(3):
        clock.at = datetime(2026, 5, 5 + day, 1, 59, tzinfo=UTC)
        desk = desk_over(store, clock, draw) if restarts else desk
        taken.append(await take(desk))
        clock.pass_by(minutes=1)
        desk = desk_over(store, clock, draw) if restarts else desk
        taken.append(await take(desk))
    assert ["A002", "A003", "A001", "A002", "A001", "A002", "A001"] == [
        ticket.number for ticket in taken
    ]
    assert [ahead.day_seq + day for day in (0, 0, 1, 1, 2, 2, 3)] == [
        ticket.day_seq for ticket in taken
    ]
    assert {ahead.day} == {ticket.day for ticket in taken}


async def test_a_label_ahead_of_the_calendar_is_a_worry(
    desk: Desk, clock: StoppedClock, caplog: pytest.LogCaptureFixture
) -> None:
    """Said by whoever asks, and once in the log."""
    clock.pass_by(days=2)
    await take(desk)
    assert [] == list(desk.worries())
    clock.pass_by(days=-2)
    await take(desk)
    await take(desk)
    assert ["the clock was set back"] == [one.getMessage() for one in caplog.records]
    (worry,) = desk.worries()
    assert worry.startswith("mainbranch: tickets are dated 2026-05-06, but it is")
    clock.pass_by(days=2)
    assert [] == list(desk.worries())


async def test_the_label_is_the_calendars_again_once_that_has_caught_up(
    desk: Desk, clock: StoppedClock
) -> None:
    clock.pass_by(days=2)
    await take(desk)
    clock.pass_by(days=-2)
    taken = []
    for _ in range(5):
        taken.append(await take(desk))
        clock.pass_by(days=1)
    labels = ["2026-05-06", "2026-05-06", "2026-05-06", "2026-05-07", "2026-05-08"]
    assert labels == [ticket.day.isoformat() for ticket in taken]
    assert ["A002", "A001", "A001", "A001", "A001"] == [one.number for one in taken]


async def test_a_clock_put_back_by_an_hour_over_the_boundary_turns_nothing_twice(
    desk: Desk, clock: StoppedClock
) -> None:
    clock.at = datetime(2026, 5, 5, 2, 10, tzinfo=UTC)
    taken = [await take(desk)]
    clock.pass_by(hours=-1)
    taken.append(await take(desk))
    clock.pass_by(hours=2)
    taken.append(await take(desk))
    assert ["A001", "A002", "A003"] == [ticket.number for ticket in taken]


async def test_a_newcomer_after_a_clock_far_ahead_has_a_place_of_today(
    desk: Desk, clock: StoppedClock
) -> None:
    clock.pass_by(days=3650)
    await take(desk)
    clock.at -= TEN_YEARS
    await take(desk)
    clock.pass_by(days=1)
    assert clock.at == (await take(desk)).rank_at


ODD_DAYS = {
    "Africa/Cairo has no midnight": ("Africa/Cairo", 2026, 4, 23),
    "Africa/Cairo has two midnights": ("Africa/Cairo", 2026, 10, 28),
    "America/Havana has two midnights": ("America/Havana", 2026, 10, 31),
    "America/Havana has no midnight": ("America/Havana", 2026, 3, 7),
    "Australia/Lord_Howe shifts by half an hour": ("Australia/Lord_Howe", 2026, 4, 4),
}


@pytest.mark.parametrize("starts", ["00:00", "00:30", "02:00", "04:00"])
@pytest.mark.parametrize("odd", ODD_DAYS.values(), ids=ODD_DAYS.keys())
async def test_odd_days_turn_once_each(
    clock: StoppedClock, odd: tuple[str, int, int, int], starts: str
) -> None:
    """A ticket every ten minutes over three local days: each day counts 1, 2, 3 …"""
    zone, year, month, day = odd
    begin = datetime(year, month, day, 12, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    clock.at = begin
    hour, minute = map(int, starts.split(":"))
    desk = desk_over(MemoryStore(), clock)
    day_starts = branch().day_starts.replace(hour=hour, minute=minute)
    await desk.load(branch(zone=zone, day_starts=day_starts))
    numbers: dict[str, list[int]] = {}
    while clock.at < begin + timedelta(days=2):
        ticket = await take(desk)
        numbers.setdefault(ticket.day.isoformat(), []).append(int(ticket.number[1:]))
        clock.pass_by(minutes=10)
    assert 3 == len(numbers)
    assert sorted(numbers) == list(numbers)
    for counted in numbers.values():
        assert list(range(1, len(counted) + 1)) == counted


# closed before its time


async def test_a_day_closed_early_turns_at_its_hour_and_counts_anew(
    desk: Desk, store: MemoryStore, clock: StoppedClock
) -> None:
    first = await take(desk)
    await desk.close_day(MAIN, "bea")
    clock.at = datetime(2026, 5, 5, 1, 59, 59, tzinfo=UTC)
    with pytest.raises(Refused):
        await take(desk)
    clock.at = datetime(2026, 5, 5, 2, 0, 0, tzinfo=UTC)
    second = await take(desk)
    assert ("A001", first.day_seq + 1, "2026-05-05") == (
        second.number,
        second.day_seq,
        second.day.isoformat(),
    )


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=3)])
async def test_a_clock_set_back_on_a_closed_day_gives_no_number_twice(
    desk: Desk, clock: StoppedClock, back: timedelta
) -> None:
    first = await take(desk)
    await desk.close_day(MAIN, "bea")
    clock.at -= back
    with pytest.raises(Refused):
        await take(desk)
    await desk.reopen_day(MAIN, "bea")
    again = await take(desk)
    assert ("A002", first.day_seq) == (again.number, again.day_seq)
    clock.at += back
    assert "A003" == (await take(desk)).number


async def test_a_day_closed_under_a_clock_far_ahead_is_open_the_next_morning(
    desk: Desk, clock: StoppedClock
) -> None:
    clock.at += TEN_YEARS
    ahead = await take(desk)
    await desk.close_day(MAIN, "bea")
    clock.at -= TEN_YEARS
    with pytest.raises(Refused):
        await take(desk)
    clock.at = datetime(2026, 5, 5, 2, tzinfo=UTC)
    assert ("A001", ahead.day_seq + 1) == (
        (await take(desk)).number,
        (await take(desk)).day_seq,
    )


async def test_a_closed_day_and_a_week_without_power_are_one_turn(
    desk: Desk, store: MemoryStore, clock: StoppedClock, draw: Draw
) -> None:
    first = await take(desk)
    await desk.close_day(MAIN, "bea")
    clock.pass_by(days=7)
    again = desk_over(store, clock, draw)
    assert first.day_seq + 1 == (await take(again)).day_seq
    assert not (await again.lobby(MAIN)).day_closed


async def test_numbers_that_were_limited_stay_so_when_the_day_is_opened_again(
    desk: Desk, store: MemoryStore, clock: StoppedClock, draw: Draw
) -> None:
    few = replace(branch().services[0], max_tickets_day=2)
    await desk.load(branch(services=(few, *branch().services[1:])))
    await take(desk)
    await desk.close_day(MAIN, "bea")
    await desk.reopen_day(MAIN, "bea")
    again = desk_over(store, clock, draw)
    await take(again)
    with pytest.raises(Refused) as refused:
        await take(again)
    assert Reason.FULL is refused.value.reason


# and who has an appointment then

LATE = timedelta(minutes=61)
"""Checking in is possible for an hour after the start."""


@pytest.fixture
async def booked(store: MemoryStore, clock: StoppedClock) -> AsyncIterator[Desk]:
    """At half past nine somebody is booked for ten."""
    clock.at = at("09:30")
    made = desk_over(store, clock)
    await made.load(office())
    await book(made, "10:00")
    yield made
    await made.close()


async def status_of(desk: Desk) -> tuple[Status, str]:
    ticket = TicketId("t000000001")
    last = (await desk.history(ticket))[-1]
    return (await desk.ticket(ticket)).ticket.status, last.reason


async def test_nobody_misses_a_time_while_the_day_is_closed(
    booked: Desk, clock: StoppedClock
) -> None:
    await booked.close_day(MAIN, "bea")
    clock.at = at("10:00") + LATE
    await booked.tend()
    assert (Status.BOOKED, "") == await status_of(booked)
    clock.pass_by(days=1)
    await booked.tend()
    assert (Status.CANCELLED, "the day was closed") == await status_of(booked)


async def test_who_was_missing_before_the_day_was_closed_did_miss_it(
    booked: Desk, clock: StoppedClock
) -> None:
    clock.at = at("10:00") + LATE
    await booked.close_day(MAIN, "bea")
    clock.pass_by(minutes=1)
    await booked.tend()
    assert (Status.NO_SHOW, "did not check in") == await status_of(booked)


async def test_who_could_come_after_all_misses_it_after_all(
    booked: Desk, clock: StoppedClock
) -> None:
    await booked.close_day(MAIN, "bea")
    clock.at = at("10:30")
    await booked.reopen_day(MAIN, "bea")
    await booked.tend()
    assert (Status.BOOKED, "") == await status_of(booked)
    clock.at = at("10:00") + LATE
    await booked.tend()
    assert Status.NO_SHOW is (await status_of(booked))[0]


async def test_whose_time_went_by_while_closed_is_not_blamed_when_it_opens(
    booked: Desk, clock: StoppedClock
) -> None:
    await booked.close_day(MAIN, "bea")
    clock.at = at("10:00") + LATE
    await booked.reopen_day(MAIN, "bea")
    await booked.tend()
    assert (Status.CANCELLED, "the day was closed") == await status_of(booked)


async def test_on_a_closed_day_nobody_checks_in_and_nothing_is_booked(
    booked: Desk, clock: StoppedClock
) -> None:
    await booked.close_day(MAIN, "bea")
    refusals = []
    for attempt in (
        booked.check_in(TicketId("t000000001"), MAIN, "kiosk 1"),
        book(booked, "11:00"),
        booked.hold(wanted(holder=ANNA), at("11:00")),
    ):
        with pytest.raises(Refused) as refused:
            await attempt
        refusals.append(refused.value.reason)
    assert [Reason.CLOSED] * 3 == refusals
    tomorrow = DAY + timedelta(days=1)
    assert "T001" == (await book(booked, "11:00", tomorrow)).ticket.number
    await booked.reopen_day(MAIN, "bea")
    ticket = (await booked.check_in(TicketId("t000000001"), MAIN, "kiosk 1")).ticket
    assert Status.WAITING is ticket.status


async def test_who_waits_with_a_time_expires_with_a_closed_day(
    booked: Desk, clock: StoppedClock
) -> None:
    await booked.check_in(TicketId("t000000001"), MAIN, "kiosk 1")
    await booked.close_day(MAIN, "bea")
    assert (Status.EXPIRED, "closed by bea") == await status_of(booked)
