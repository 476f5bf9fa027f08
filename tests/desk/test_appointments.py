"""Appointments among walk-ins, over days, and against the clock."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from kiosk.desk.desk import Desk
from kiosk.domain.branch import Branch, CounterId, Quota, StaffId, Window
from kiosk.domain.claims import instant_of
from kiosk.domain.customer import Details
from kiosk.domain.events import Deed
from kiosk.domain.storing import Store
from kiosk.domain.ticket import Draft, Placed, Status, Ticket, TicketId
from kiosk.errors import Reason, Refused, SlotTaken
from kiosk.store.sqlite import SqliteStore
from tests.contract.shop import CASH, MAIN, NOON
from tests.desk.hands import Draw, StoppedClock, desk_over
from tests.desk.office import ANNA, DAY, at, book, draft, free, office, wanted

ONE, TWO = CounterId("1"), CounterId("2")


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock(NOON)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    made = SqliteStore.open(tmp_path / "queue.db")
    yield made
    await made.close()


@pytest.fixture
async def desk(store: Store, clock: StoppedClock) -> AsyncIterator[Desk]:
    made = desk_over(store, clock)
    await made.load(shared_counter())
    yield made
    await made.close()


def shared_counter() -> Branch:
    """One counter for passports and cash alike."""
    made = office(2)
    return replace(made, counters=(replace(made.counters[0], services=frozenset()),))


async def take(desk: Desk) -> Ticket:
    return (await desk.issue(Draft(MAIN, CASH), None, "kiosk")).ticket


async def called(desk: Desk) -> str:
    """Who is called next, and done with at once."""
    call = await desk.call(MAIN, ONE, "anna")
    assert call is not None
    await desk.finish(MAIN, ONE, "anna")
    return f"{call.ticket.number} {call.reason}"


async def arrive(
    desk: Desk, clock: StoppedClock, ticket: TicketId, when: str
) -> Placed:
    clock.at = at(when)
    return await desk.check_in(ticket, MAIN, "kiosk")


async def test_who_has_a_time_goes_first_once_it_has_come(
    desk: Desk, clock: StoppedClock
) -> None:
    timed = (await book(desk, "09:30")).ticket
    clock.at = at("09:00")
    walkins = [await take(desk) for _ in range(3)]
    early = await arrive(desk, clock, timed.id, "09:10")
    assert early.place is not None
    assert 3 == early.place.ahead
    assert "A001 longest waiting" == await called(desk)
    clock.at = at("09:29")
    due = await desk.ticket(timed.id)
    last = await desk.ticket(walkins[2].id)
    assert (0, 2) == (
        getattr(due.place, "ahead", None),
        getattr(last.place, "ahead", 0),
    )
    assert "T001 appointment due" == await called(desk)
    assert "A002 longest waiting" == await called(desk)


async def test_who_comes_early_lets_walk_ins_go(
    desk: Desk, clock: StoppedClock
) -> None:
    timed = (await book(desk, "09:30")).ticket
    await arrive(desk, clock, timed.id, "08:50")
    walkin = await desk.issue(Draft(MAIN, CASH), None, "kiosk")
    state = await desk.branch(MAIN)
    assert (2, 1) == (state.waiting, state.services[CASH].ahead)
    assert walkin.place is not None
    assert 0 == walkin.place.ahead
    assert 0 == getattr((await desk.ticket(walkin.ticket.id)).place, "ahead", None)
    assert "A001 longest waiting" == await called(desk)
    assert "T001 appointment still to come" in await called(desk)


async def test_who_comes_late_waits_as_a_walk_in_does(
    desk: Desk, clock: StoppedClock
) -> None:
    timed = (await book(desk, "09:30")).ticket
    clock.at = at("09:40")
    await take(desk)
    late = await arrive(desk, clock, timed.id, "09:46")
    assert late.place is not None
    assert 1 == late.place.ahead
    assert "A001 longest waiting" == await called(desk)
    assert "T001 late appointment, longest waiting" == await called(desk)


async def test_who_did_not_come_is_a_no_show_and_the_time_is_free(
    desk: Desk, clock: StoppedClock, store: Store
) -> None:
    missed, kept = (await book(desk, "09:30")).ticket, (await book(desk)).ticket
    await arrive(desk, clock, kept.id, "09:35")
    clock.at = at("10:30")
    await desk.tend()
    assert Status.BOOKED is (await desk.ticket(missed.id)).ticket.status
    clock.at = at("10:31")
    await desk.tend()
    assert Status.NO_SHOW is (await desk.ticket(missed.id)).ticket.status
    assert Status.WAITING is (await desk.ticket(kept.id)).ticket.status
    last = (await desk.history(missed.id))[-1]
    assert (Deed.NO_SHOW, "did not check in") == (last.deed, last.reason)
    assert [] == store.read(lambda view: view.claims_of(missed.id))


async def test_the_end_of_the_day_leaves_nobody_booked(
    desk: Desk, clock: StoppedClock, store: Store
) -> None:
    missed = (await book(desk, "11:30")).ticket
    waiting = (await book(desk, "11:30")).ticket
    tomorrow = (await book(desk, "09:30", DAY + timedelta(days=1))).ticket
    await arrive(desk, clock, waiting.id, "11:20")
    clock.at = at("04:00", DAY + timedelta(days=1))
    await desk.turn_days()
    statuses = [
        (await desk.ticket(one.id)).ticket for one in (missed, waiting, tomorrow)
    ]
    assert [Status.NO_SHOW, Status.EXPIRED, Status.BOOKED] == [
        one.status for one in statuses
    ]
    assert 0 == (await desk.branch(MAIN)).waiting


async def test_numbers_given_in_advance_are_the_days_when_it_begins(
    desk: Desk, clock: StoppedClock
) -> None:
    """Also after a restart, and while more are given."""
    first = (await book(desk, "09:30")).ticket
    assert first.day_seq < 0
    clock.at = at("08:00")
    await desk.turn_days()
    today = (await desk.ticket(first.id)).ticket
    running = await take(desk)
    assert (running.day_seq, running.day) == (today.day_seq, today.day)
    second = (await book(desk, "10:00")).ticket
    assert ("T002", running.day_seq) == (second.number, second.day_seq)
    assert "A001" == running.number


async def test_a_range_that_is_used_up_books_nobody(desk: Desk, store: Store) -> None:
    made = office(2)
    short = tuple(
        replace(one, last=1) if one.id == "times" else one for one in made.ranges
    )
    await desk.load(replace(made, ranges=short))
    await book(desk, "09:30")
    with pytest.raises(Refused) as refused:
        await book(desk, "10:00")
    assert Reason.NO_NUMBERS is refused.value.reason
    assert (
        12 == sum(slot.free for slot in (await desk.slots(wanted(), DAY))[0].slots) + 1
    )


async def test_a_quota_counts_what_is_held(desk: Desk) -> None:
    await desk.load(office(2, quotas=(Quota(1, Window(at("09:00").time(), None)),)))
    await desk.hold(wanted(holder=ANNA), at("09:30"))
    with pytest.raises(SlotTaken) as refused:
        await book(desk, "10:00")
    assert Reason.FULL is refused.value.reason
    await book(desk, "10:00", holder=ANNA)


async def test_a_hold_keeps_its_lane(desk: Desk, store: Store) -> None:
    """Even when another lane would be chosen by now."""
    await desk.hold(wanted(holder=ANNA), at("09:30"))
    await book(desk, "09:30")
    await book(desk, "10:00")
    ticket = (await book(desk, "09:30", holder=ANNA)).ticket
    assert ticket.booking is not None
    assert "desk-1" == ticket.booking.lane
    claims = store.read(lambda view: view.claims_of(ticket.id))
    assert [at("09:30"), at("09:55")] == [instant_of(claims[n].tick) for n in (0, -1)]


async def test_a_service_that_is_gone_keeps_its_appointments(
    desk: Desk, clock: StoppedClock
) -> None:
    ticket = (await book(desk, "09:30")).ticket
    made = office()
    await desk.load(replace(made, services=made.services[:-1]))
    here = await arrive(desk, clock, ticket.id, "09:20")
    assert Status.WAITING is here.ticket.status


async def test_who_is_booked_for_what_was_taken_away_is_a_worry(
    desk: Desk, clock: StoppedClock
) -> None:
    tickets = [(await book(desk)).ticket for _ in range(2)]
    assert [] == list(desk.worries())
    one_lane = office(1)
    await desk.load(one_lane)
    (worry,) = desk.worries()
    assert worry.startswith("mainbranch: 1 booked for passport01 on lane desk-2,")
    await desk.load(replace(one_lane, services=one_lane.services[:-1]))
    (worry,) = desk.worries()
    assert worry.startswith("mainbranch: 2 booked for passport01, which")
    for ticket in tickets:
        await desk.cancel(ticket.id, "anna", as_staff=True)
    assert [] == list(desk.worries())


@pytest.mark.parametrize(
    ("when", "told"),
    [
        (
            at("09:30", date(2020, 1, 1)),
            "passport01 at 2020-01-01T09:30:00+00:00: past",
        ),
        (at("11:59", NOON.date()), "passport01 at 2026-05-04T11:59:00+00:00: past"),
        (at("09:30", date(2030, 1, 1)), "passport01 at 2030-01-01T09:30:00+00:00: too"),
    ],
)
async def test_operators_are_told_which_time_was_refused(
    desk: Desk, when: datetime, told: str
) -> None:
    with pytest.raises(SlotTaken) as refused:
        await desk.issue(replace(draft(), start=when), None, "kiosk")
    assert refused.value.detail.startswith(told)


async def test_others_are_answered_while_two_years_are_looked_through(
    desk: Desk,
) -> None:
    await desk.load(office(days_ahead=730))
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    waiting = asyncio.create_task(others())
    assert await desk.next_free(wanted(staff=StaffId("nobody"))) is None
    waiting.cancel()
    assert turns > 100


async def test_a_hold_of_a_clock_that_was_ahead_ends_all_the_same(
    desk: Desk, clock: StoppedClock
) -> None:
    """One that goes back by a moment takes nothing from who types."""
    clock.at = NOON + timedelta(seconds=2)
    await desk.hold(wanted(holder=ANNA), at("09:30"))
    clock.at = NOON
    await desk.tend()
    await book(desk)
    assert "09:30" not in await free(desk)
    clock.at = NOON - timedelta(hours=2)
    await desk.tend()
    assert "09:30" in await free(desk)


async def test_only_who_is_booked_or_holds_has_claims_after_a_restart(
    desk: Desk, store: Store, clock: StoppedClock
) -> None:
    await desk.hold(wanted(holder=ANNA), at("11:00"))
    kept, gone = (await book(desk, "09:30")).ticket, (await book(desk, "10:00")).ticket
    await desk.cancel(gone.id, "kiosk")
    again = desk_over(store, clock, Draw(100))
    clock.pass_by(seconds=200)
    await again.tend()
    ticks = range(10**9)
    owners = {claim.owner for claim in store.read(lambda v: v.claims(MAIN, ticks))}
    assert {kept.id} == owners
    assert 6 == len(await free(again))


async def attempt(desk: Desk, wish: Draft) -> Ticket | None:
    try:
        return (await desk.issue(wish, None, "kiosk")).ticket
    except SlotTaken:
        return None


async def test_of_many_for_the_last_place_one_gets_it(desk: Desk) -> None:
    """Sixty-four at a time, two hundred times over, on a disk."""
    await desk.load(office(1))
    for turn in range(200):
        wish = draft(("09:00", "09:30", "10:00", "10:30")[turn % 4])
        tries = await asyncio.gather(*(attempt(desk, wish) for _ in range(64)))
        won = [ticket for ticket in tries if ticket]
        assert [f"T{turn + 1:03}"] == [ticket.number for ticket in won]
        await desk.cancel(won[0].id, "kiosk")


async def test_overlapping_wishes_never_share_a_lane(desk: Desk, store: Store) -> None:
    """Eleven starts five minutes apart, six customers each, on two lanes."""
    await desk.load(office(2, step=5))
    starts = [f"09:{minute:02}" for minute in range(0, 55, 5)]
    wishes = [attempt(desk, draft(start)) for _ in range(6) for start in starts]
    won = [ticket for ticket in await asyncio.gather(*wishes) if ticket]
    by_lane: dict[str, list[Ticket]] = {}
    for ticket in won:
        assert ticket.booking is not None
        by_lane.setdefault(ticket.booking.lane, []).append(ticket)
    assert {"desk-1", "desk-2"} == set(by_lane)
    for tickets in by_lane.values():
        for first, second in pairwise(sorted(tickets, key=lambda t: str(t.start_at))):
            assert first.booking is not None
            assert second.start_at is not None
            assert first.booking.end_at <= second.start_at
    ticks = range(10**9)
    claims = store.read(lambda view: view.claims(MAIN, ticks))
    assert 6 * len(won) == len(claims)


async def test_guests_are_forgotten_a_day_after_their_visit(
    desk: Desk, clock: StoppedClock, store: Store
) -> None:
    guest = (await desk.identify("+36301234567", "Anna")).id
    idle = (await desk.identify("+36301234568", "Ben")).id
    ticket = (await book(desk, "09:30", customer=guest)).ticket
    await arrive(desk, clock, ticket.id, "09:30")
    await desk.call(MAIN, ONE, "anna")
    await desk.finish(MAIN, ONE, "anna")
    await desk.tend()
    assert {guest, idle} == {one.id for one in (await desk.customers()).items}
    clock.at = at("12:01")
    await desk.tend()
    assert [guest] == [one.id for one in (await desk.customers()).items]
    clock.at = at("09:29", DAY + timedelta(days=1))
    await desk.tend()
    assert 1 == (await desk.customers()).total
    clock.at = at("09:31", DAY + timedelta(days=1))
    await desk.tend()
    assert 0 == (await desk.customers()).total
    assert (await desk.ticket(ticket.id)).ticket.customer is None


async def test_a_phone_typed_at_a_kiosk_is_nowhere_in_the_files(
    desk: Desk, store: Store, tmp_path: Path
) -> None:
    await desk.identify("+36 30 123 4567", "Anna")
    found = [
        path.name
        for path in sorted(tmp_path.iterdir())
        for words in (b"301234567", b"30 123 4567")
        if words in path.read_bytes()
    ]
    assert [] == found
    assert "Anna" not in repr((await desk.customers()).items)


async def test_who_is_forgotten_is_in_no_file_any_more(
    tmp_path: Path, clock: StoppedClock
) -> None:
    store = SqliteStore.open(tmp_path / "forgets.db")
    desk = desk_over(store, clock)
    name = "Rumpelstilzchen"
    made = [
        await desk.add_customer(Details(name=f"{name} {n}", phone="+36301234567"))
        for n in range(50)
    ]
    for customer in made:
        await desk.forget_customer(customer.id)
    await desk.close()
    await store.close()
    content = (tmp_path / "forgets.db").read_bytes()
    assert name.encode() not in content
    assert b"301234567" not in content
