"""What every store promises, told once and run over each of them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.booking import Booking
from kiosk.domain.branch import (
    BranchId,
    CounterId,
    DayException,
    LaneId,
    Service,
    WeekRule,
    Window,
)
from kiosk.domain.claims import Claim
from kiosk.domain.customer import Customer, CustomerId
from kiosk.domain.day import BusinessDay
from kiosk.domain.events import Deed, TicketEvent
from kiosk.domain.ports import Once
from kiosk.domain.storing import (
    MOST_TOLD,
    ApiKey,
    End,
    Reading,
    Receipt,
    Store,
    Writing,
)
from kiosk.domain.ticket import Status, Ticket, TicketId
from kiosk.errors import KioskError, Reason, Refused, Unavailable
from kiosk.store.memory import MemoryStore
from kiosk.store.sqlite import SqliteStore
from tests.contract.shop import (
    ADVICE,
    CASH,
    LOANS,
    MAIN,
    NOON,
    appointment,
    branch,
    issued,
    ticket,
)

STORES: dict[str, Callable[[Path], Store]] = {
    "memory": lambda place: MemoryStore(),
    "sqlite": lambda place: SqliteStore.open(place / "queue.db"),
}

ONE = CounterId("1")


@pytest.fixture(params=STORES)
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """A store with one branch and its first business day."""
    made = STORES[request.param](tmp_path)

    def begin(tx: Writing) -> None:
        tx.save_branch(branch())
        tx.open_day(MAIN, date(2026, 5, 4), NOON)

    await made.write(begin)
    yield made
    await made.close()


async def add(store: Store, *tickets: Ticket) -> list[Ticket]:
    return await store.write(lambda tx: [tx.add_ticket(one) for one in tickets])


async def save(store: Store, ticket: Ticket) -> bool:
    return await store.write(lambda tx: tx.save_ticket(ticket, ticket.version))


async def test_a_branch_comes_back_exactly_as_it_was_loaded(store: Store) -> None:
    odd = branch(
        id=BranchId("other"),
        hours=(
            WeekRule(
                frozenset({0, 6}),
                (Window(time(8, 30), time(12)), Window(time(13), None)),
                (Window(time(10), time(10, 15)),),
                date(2026, 1, 1),
                date(2026, 6, 30),
            ),
        ),
        exceptions=(DayException(date(2026, 3, 15), (), {"en": "Nemzeti ünnep"}),),
        services=(
            Service(
                CASH, {"en": "Cash ☂"}, "a", hours=(), max_tickets_day=3, sensitive=True
            ),
        ),
        holidays="HU",
    )
    await store.write(lambda tx: tx.save_branch(odd))
    assert [branch(), odd] == store.read(lambda view: view.branches())


async def test_branches_keep_the_order_of_first_loading(store: Store) -> None:
    for name in ("zoo", "arena", "zoo"):
        await store.write(lambda tx, n=name: tx.save_branch(branch(id=BranchId(n))))  # type: ignore[misc]
    found = store.read(lambda view: view.branches())
    assert [MAIN, "zoo", "arena"] == [one.id for one in found]


async def test_a_branch_without_a_day_has_none(store: Store) -> None:
    assert store.read(lambda view: view.day(BranchId("nowhere"))) is None


async def test_days_are_numbered_and_the_newest_counts(store: Store) -> None:
    later = NOON + timedelta(days=1)

    def turn(tx: Writing) -> BusinessDay:
        day = tx.day(MAIN)
        assert day is not None
        tx.close_day(day, later)
        return tx.open_day(MAIN, date(2026, 5, 5), later)

    opened = await store.write(turn)
    assert BusinessDay(MAIN, 2, date(2026, 5, 5), later) == opened
    assert opened == store.read(lambda view: view.day(MAIN))


async def test_a_ticket_comes_back_exactly_as_it_was_added(store: Store) -> None:
    first, second = await add(store, ticket(1), ticket(2, group=None, locale="ar"))
    assert (ticket(1, seq=1), ticket(2, group=None, locale="ar", seq=2)) == (
        first,
        second,
    )
    assert second == store.read(lambda view: view.ticket(second.id))
    assert store.read(lambda view: view.ticket(TicketId("nobody"))) is None


async def test_every_field_that_may_change_is_saved(store: Store) -> None:
    (first,) = await add(store, ticket(1))
    at = NOON + timedelta(minutes=7, milliseconds=123)
    changed = replace(
        first,
        service=LOANS,
        status=Status.PARKED,
        status_at=at,
        joined_at=at,
        rank_at=at,
        priority=2,
        keep_place=True,
        start_at=at,
        counter=ONE,
        called_at=at,
        call_count=3,
        serving_at=at,
        finished_at=at,
    )
    assert await save(store, changed)
    expected = replace(changed, version=2)
    assert expected == store.read(lambda view: view.ticket(first.id))


async def test_an_instant_far_in_the_future_keeps_its_milliseconds(
    store: Store,
) -> None:
    far = datetime(9876, 5, 4, 3, 2, 1, 987000, tzinfo=UTC)
    (added,) = await add(store, ticket(1, joined_at=far))
    found = store.read(lambda view: view.ticket(added.id))
    assert found is not None
    assert far == found.joined_at


async def test_a_change_over_a_newer_one_is_refused(store: Store) -> None:
    (first,) = await add(store, ticket(1))
    assert await save(store, replace(first, status=Status.CANCELLED))
    assert not await save(store, replace(first, status=Status.CALLED))
    assert store.read(lambda view: view.waiting(MAIN)) == {}


@pytest.mark.parametrize(
    "second",
    [
        ticket(2, id=ticket(1).id),
        ticket(2, number="A001"),
        ticket(2, code8=ticket(1).code8),
    ],
    ids=["id", "number of the day", "code of a live ticket"],
)
async def test_nothing_that_must_be_unique_is_stored_twice(
    store: Store, second: Ticket
) -> None:
    await add(store, ticket(1))
    with pytest.raises(Refused) as refused:
        await add(store, second)
    assert Reason.CHANGED is refused.value.reason
    assert {CASH: 1} == store.read(lambda view: view.waiting(MAIN))


async def test_within_one_change_a_refused_ticket_can_be_drawn_again(
    store: Store,
) -> None:
    await add(store, ticket(1))

    def again(tx: Writing) -> Ticket:
        try:
            return tx.add_ticket(ticket(2, code8=ticket(1).code8))
        except Refused:
            return tx.add_ticket(ticket(2))

    assert ticket(2, seq=2) == await store.write(again)
    assert {CASH: 2} == store.read(lambda view: view.waiting(MAIN))


async def test_a_code_is_free_again_once_its_ticket_is_over(store: Store) -> None:
    (first,) = await add(store, ticket(1))
    await save(store, replace(first, status=Status.CANCELLED))
    (second,) = await add(store, ticket(2, code8=first.code8))
    assert first.code8 == second.code8


async def test_a_range_counts_from_its_first_number_on_each_day(store: Store) -> None:
    def count(tx: Writing) -> tuple[list[int], int]:
        tx.open_day(MAIN, date(2026, 5, 5), NOON)
        today = [tx.next_count(MAIN, 1, "b", 5) for _ in range(3)]
        return today, tx.next_count(MAIN, 2, "b", 5)

    assert ([5, 6, 7], 5) == await store.write(count)
    assert 7 == store.read(lambda view: view.last_number(MAIN, 1, "b"))
    assert store.read(lambda view: view.last_number(MAIN, 1, "a")) is None


async def test_a_number_is_known_to_be_given_whatever_became_of_it(
    store: Store,
) -> None:
    (first,) = await add(store, ticket(1))
    await save(store, replace(first, status=Status.CANCELLED))
    given = [(MAIN, 1, first.number), (MAIN, 2, first.number), (MAIN, 1, "A999")]
    known = store.read(lambda view: [view.is_given(*one) for one in given])
    assert [True, False, False] == known


async def test_waiting_and_issued_follow_the_tickets(store: Store) -> None:
    first, second, _ = await add(
        store, ticket(1), ticket(2), ticket(3, service=LOANS, number="B005")
    )
    await save(store, replace(first, status=Status.CALLED, counter=ONE))
    await save(store, replace(second, service=LOANS))
    assert {LOANS: 2} == store.read(lambda view: view.waiting(MAIN))
    assert 2 == store.read(lambda view: view.issued(MAIN, 1, CASH))
    assert 1 == store.read(lambda view: view.issued(MAIN, 1, LOANS))
    assert 0 == store.read(lambda view: view.issued(MAIN, 2, CASH))
    back = replace(first, version=2)
    await save(store, back)
    assert {CASH: 1, LOANS: 2} == store.read(lambda view: view.waiting(MAIN))


async def test_a_failed_change_leaves_nothing_behind(store: Store) -> None:
    (kept,) = await add(store, ticket(1))

    def fails(tx: Writing) -> None:
        tx.open_day(MAIN, date(2026, 5, 5), NOON)
        tx.next_count(MAIN, 1, "a", 1)
        tx.add_event(issued(tx.add_ticket(ticket(2))))
        tx.save_ticket(replace(kept, status=Status.CANCELLED), 1)
        tx.add_receipt(receipt(kept.id))
        tx.save_api_key(api_key("k1"))
        raise Refused(Reason.FULL)

    with pytest.raises(Refused):
        await store.write(fails)
    assert kept == store.read(lambda view: view.ticket(kept.id))
    assert store.read(lambda view: view.ticket(ticket(2).id)) is None
    assert {CASH: 1} == store.read(lambda view: view.waiting(MAIN))
    assert 1 == store.read(lambda view: view.issued(MAIN, 1, CASH))
    assert store.read(lambda view: view.last_number(MAIN, 1, "a")) is None
    assert store.read(lambda view: view.receipt("kiosk", "key")) is None
    assert 0 == store.read(lambda view: view.last_seq())
    assert [] == list(store.read(lambda view: view.api_keys()))
    day = store.read(lambda view: view.day(MAIN))
    assert day is not None
    assert 1 == day.seq


async def test_a_failed_change_leaves_its_neighbours_alone(store: Store) -> None:
    def one(n: int) -> Callable[[Writing], int]:
        def change(tx: Writing) -> int:
            tx.add_ticket(ticket(n))
            if n % 3 == 0:
                raise Refused(Reason.FULL)
            return n

        return change

    answers = await asyncio.gather(
        *(store.write(one(n)) for n in range(1, 31)), return_exceptions=True
    )
    good = [answer for answer in answers if isinstance(answer, int)]
    assert [n for n in range(1, 31) if n % 3] == good
    assert {CASH: 20} == store.read(lambda view: view.waiting(MAIN))


async def test_a_counter_knows_who_is_at_it(store: Store) -> None:
    (first,) = await add(store, ticket(1))
    assert store.read(lambda view: view.at_counter(MAIN, ONE)) is None
    for version, status in enumerate((Status.CALLED, Status.SERVING), 1):
        at = replace(first, status=status, counter=ONE, version=version)
        await save(store, at)
        found = store.read(lambda view: view.at_counter(MAIN, ONE))
        assert replace(at, version=version + 1) == found
    await save(store, replace(first, status=Status.SERVED, counter=ONE, version=3))
    assert store.read(lambda view: view.at_counter(MAIN, ONE)) is None


async def test_heads_are_the_first_of_each_service_and_all_raised_ones(
    store: Store,
) -> None:
    await add(
        store,
        ticket(1),
        ticket(2),
        ticket(3),
        ticket(4, priority=1),
        ticket(5, keep_place=True),
        ticket(6, service=LOANS, rank_at=NOON),
        ticket(7, service=ADVICE),
        ticket(8, status=Status.PARKED, priority=2),
        ticket(9, rank_at=NOON),
    )
    found = store.read(lambda view: view.heads(MAIN, [CASH, LOANS], 2))
    assert ["A001", "A004", "A005", "A006", "A009"] == sorted(t.number for t in found)


async def test_ahead_follows_kept_places_then_priority_then_rank(store: Store) -> None:
    order = await add(
        store,
        ticket(1, keep_place=True, priority=1),
        ticket(2, keep_place=True),
        ticket(3, priority=2),
        ticket(4, priority=1, service=LOANS),
        ticket(5, rank_at=NOON),
        ticket(6, rank_at=NOON, service=LOANS),
        ticket(7),
    )
    await add(store, ticket(8, rank_at=NOON, service=ADVICE))
    both = [
        store.read(lambda view, t=t: view.ahead(t, [CASH, LOANS]))  # type: ignore[misc]
        for t in order
    ]
    assert list(range(7)) == both
    assert 4 == store.read(lambda view: view.ahead(order[6], [CASH]))


EXPIRES = End(Deed.EXPIRE, Status.EXPIRED, "over")
CLOSES = End(Deed.CLOSE_DAY, Status.SERVED, "over")
ENDS = {
    Status.WAITING: EXPIRES,
    Status.CALLED: EXPIRES,
    Status.PARKED: EXPIRES,
    Status.SERVING: CLOSES,
}


async def end_all(store: Store) -> int:
    at = NOON + timedelta(hours=16)
    return await store.write(lambda tx: tx.end_all(MAIN, ENDS, at, "day end"))


async def test_all_who_are_not_done_can_be_ended_at_once(store: Store) -> None:
    """Each as if by itself: status, instant, version, counts, and an event row."""
    every = [ticket(n, status=s, counter=str(n)) for n, s in enumerate(Status, 1)]
    before = await add(store, *every)
    assert len(ENDS) == await end_all(store)
    at = NOON + timedelta(hours=16)
    for one in before:
        now = store.read(lambda view, one=one: view.ticket(one.id))  # type: ignore[misc]
        events = store.read(lambda view, one=one: view.history(one.id))  # type: ignore[misc]
        end = ENDS.get(one.status)
        if end is None:
            assert (one, []) == (now, list(events))
            continue
        assert replace(one, status=end.after, status_at=at, version=2) == now
        (event,) = events
        assert (end.deed, one.status, end.after, at, "day end", "over") == (
            event.deed,
            event.old,
            event.new,
            event.at,
            event.actor,
            event.reason,
        )
        assert (one.id, one.service, one.counter) == (
            event.ticket,
            event.service,
            event.counter,
        )
    assert {} == store.read(lambda view: view.waiting(MAIN))
    assert store.read(lambda view: view.newest_rank(MAIN)) is None


async def test_the_ends_of_a_full_lobby_are_told_one_by_one_and_those_of_a_crowd_are_not(
    store: Store,
) -> None:
    heard: list[TicketEvent] = []
    store.watch(heard.extend)
    await add(store, *(ticket(n) for n in range(1, MOST_TOLD + 1)))
    await end_all(store)
    assert list(range(1, MOST_TOLD + 1)) == [event.seq for event in heard]
    heard.clear()
    crowd = range(MOST_TOLD + 1, 2 * MOST_TOLD + 2)
    await add(store, *(ticket(n) for n in crowd))
    assert len(crowd) == await end_all(store)
    assert [] == heard
    assert MOST_TOLD + len(crowd) == store.read(lambda view: view.last_seq())


async def test_the_latest_place_is_that_of_somebody_who_waits(store: Store) -> None:
    await add(store, ticket(1), ticket(3), ticket(2), ticket(4, status=Status.CALLED))
    newest = store.read(lambda view: view.newest_rank(MAIN))
    assert NOON + timedelta(seconds=3) == newest


async def test_a_day_that_goes_on_under_a_clock_set_back_is_kept_so(
    store: Store,
) -> None:
    def back(tx: Writing) -> BusinessDay:
        day = tx.day(MAIN)
        assert day is not None
        return tx.resume_day(day, NOON - timedelta(days=3))

    resumed = await store.write(back)
    assert NOON - timedelta(days=3) == resumed.resumed_at
    assert resumed == store.read(lambda view: view.day(MAIN))


async def test_two_days_may_bear_one_label(store: Store) -> None:
    def again(tx: Writing) -> tuple[BusinessDay, BusinessDay]:
        first = tx.day(MAIN)
        assert first is not None
        return first, tx.open_day(MAIN, first.label, NOON)

    first, second = await store.write(again)
    assert (first.label, first.seq + 1) == (second.label, second.seq)


async def serve(store: Store, n: int, minutes: float | None) -> None:
    called = NOON + timedelta(hours=n)
    (one,) = await add(store, ticket(n))
    finished = None if minutes is None else called + timedelta(minutes=minutes)
    over = replace(one, status=Status.SERVED, called_at=called, finished_at=finished)
    assert await save(store, over)


async def test_handling_is_the_newest_first_without_what_the_day_end_closed(
    store: Store,
) -> None:
    for n, minutes in enumerate((3, 4.5, 6, None), 1):
        await serve(store, n, minutes)
    assert [6, 4.5] == list(store.read(lambda view: view.handling(MAIN, CASH, 2)))
    assert 3 == len(store.read(lambda view: view.handling(MAIN, CASH, 20)))
    assert [] == list(store.read(lambda view: view.handling(MAIN, LOANS, 2)))


def receipt(of: TicketId, key: str = "key", at: datetime = NOON) -> Receipt:
    return Receipt(Once("kiosk", key, "f1"), of, 3, 10, 15, 12, at)


async def test_a_receipt_says_what_its_key_did(store: Store) -> None:
    (first,) = await add(store, ticket(1))
    bare = replace(receipt(first.id, "bare"), wait_lo=None, wait_hi=None)
    for one in (receipt(first.id), bare):
        await store.write(lambda tx, one=one: tx.add_receipt(one))  # type: ignore[misc]
    assert receipt(first.id) == store.read(lambda view: view.receipt("kiosk", "key"))
    assert bare == store.read(lambda view: view.receipt("kiosk", "bare"))
    assert store.read(lambda view: view.receipt("other", "key")) is None


async def test_one_key_has_one_receipt(store: Store) -> None:
    (first,) = await add(store, ticket(1))
    await store.write(lambda tx: tx.add_receipt(receipt(first.id)))
    with pytest.raises(KioskError):
        await store.write(lambda tx: tx.add_receipt(receipt(first.id)))


async def test_old_receipts_are_forgotten(store: Store) -> None:
    (first,) = await add(store, ticket(1))
    for hours in range(4):
        at = NOON + timedelta(hours=hours)
        old = receipt(first.id, str(hours), at)
        await store.write(lambda tx, old=old: tx.add_receipt(old))  # type: ignore[misc]
    before = NOON + timedelta(hours=2)
    assert 2 == await store.write(lambda tx: tx.forget_receipts(before))
    assert store.read(lambda view: view.receipt("kiosk", "1")) is None
    assert store.read(lambda view: view.receipt("kiosk", "2")) is not None


async def test_events_are_numbered_from_one_without_a_gap(store: Store) -> None:
    first, second = await add(store, ticket(1), ticket(2))
    rows = [
        issued(first),
        issued(second, actor="kiosk 2", reason="because"),
        issued(first, deed=Deed.CALL, old=Status.WAITING, counter=ONE),
    ]
    kept = [
        await store.write(lambda tx, row=row: tx.add_event(row))  # type: ignore[misc]
        for row in rows
    ]
    assert [replace(row, seq=seq) for seq, row in enumerate(rows, 1)] == kept
    assert kept == list(store.read(lambda view: view.events_after(0, 9)))
    assert kept[1:2] == list(store.read(lambda view: view.events_after(1, 1)))
    assert [kept[0], kept[2]] == list(store.read(lambda v: v.history(first.id)))
    assert 3 == store.read(lambda view: view.last_seq())


async def test_an_event_needs_its_ticket(store: Store) -> None:
    with pytest.raises(KioskError):
        await store.write(lambda tx: tx.add_event(issued(ticket(1))))


def api_key(name: str) -> ApiKey:
    return ApiKey(name, "Lobby", "kiosk", "digest", "kk_12345", MAIN, NOON)


async def test_keys_keep_their_order_and_can_be_revoked(store: Store) -> None:
    revoked = replace(api_key("b"), revoked_at=NOON, branch=None)
    for key in (api_key("b"), api_key("a"), revoked):
        await store.write(lambda tx, key=key: tx.save_api_key(key))  # type: ignore[misc]
    assert [revoked, api_key("a")] == list(store.read(lambda view: view.api_keys()))


async def test_listeners_hear_the_events_of_what_was_kept_in_order(
    store: Store,
) -> None:
    heard: list[TicketEvent] = []
    store.watch(heard.extend)

    def one(n: int) -> Callable[[Writing], None]:
        def change(tx: Writing) -> None:
            tx.add_event(issued(tx.add_ticket(ticket(n))))
            if n == 4:
                raise Refused(Reason.FULL)

        return change

    await asyncio.gather(
        *(store.write(one(n)) for n in range(1, 9)), return_exceptions=True
    )
    assert list(range(1, 8)) == [event.seq for event in heard]
    assert "A004" not in {event.number for event in heard}


async def test_listeners_hear_of_a_change_whose_author_went_away(store: Store) -> None:
    heard: asyncio.Queue[Sequence[TicketEvent]] = asyncio.Queue()
    store.watch(heard.put_nowait)
    author = asyncio.ensure_future(
        store.write(lambda tx: tx.add_event(issued(tx.add_ticket(ticket(1)))))
    )
    await asyncio.sleep(0)
    author.cancel()
    async with asyncio.timeout(5):
        (event,) = await heard.get()
    assert "A001" == event.number


async def test_a_closed_store_says_so(store: Store) -> None:
    store.check()
    await store.close()
    await store.close()
    with pytest.raises(Unavailable):
        store.check()
    with pytest.raises(Unavailable):
        store.read(lambda view: view.last_seq())
    with pytest.raises(Unavailable):
        await store.write(lambda tx: tx.last_seq())


async def test_what_was_accepted_before_closing_is_kept(store: Store) -> None:
    writing = [
        asyncio.ensure_future(store.write(lambda tx, n=n: tx.add_ticket(ticket(n))))  # type: ignore[misc]
        for n in range(1, 9)
    ]
    await asyncio.sleep(0)
    await store.close()
    assert list(range(1, 9)) == [(await one).seq for one in writing]


# times

DESK = LaneId("desk 1")


def claim(tick: int, owner: str = "anna", **changes: Any) -> Claim:
    return Claim(DESK, tick, owner, CASH, 100)._replace(**changes)


async def take(store: Store, *claims: Claim, over: Sequence[str] = ()) -> None:
    await store.write(lambda tx: tx.claim(MAIN, claims, over, NOON))


def claims(store: Store) -> Sequence[Claim]:
    return store.read(lambda view: view.claims(MAIN, range(90, 110)))


async def test_claims_come_back_as_they_were_made_in_order(store: Store) -> None:
    ends = NOON + timedelta(milliseconds=1500)
    other = claim(100, "ben", lane=LaneId("desk 2"), expires_at=ends)
    await take(store, other, claim(100), claim(101))
    await take(store, claim(110))
    assert [claim(100), other, claim(101)] == claims(store)
    assert [other] == store.read(lambda view: view.claims_of("ben"))


@pytest.mark.parametrize("until", [None, NOON + timedelta(milliseconds=1)])
async def test_a_tick_of_a_lane_has_one_owner(
    store: Store, until: datetime | None
) -> None:
    there = claim(101, expires_at=until)
    await take(store, there)
    with pytest.raises(Refused) as refused:
        await take(store, claim(100, "ben"), claim(101, "ben"), claim(102, "ben"))
    assert Reason.SLOT_TAKEN is refused.value.reason
    assert [there] == claims(store)


async def test_what_ended_and_what_is_ones_own_is_claimed_over(store: Store) -> None:
    await take(store, claim(100, expires_at=NOON), claim(101, "ben"))
    await take(store, claim(100, "ben"), claim(101, "cleo"), over=["ben"])
    assert [claim(100, "ben"), claim(101, "cleo")] == claims(store)


async def test_all_is_let_go_but_what_is_kept(store: Store) -> None:
    await take(store, *(claim(tick) for tick in (98, 99, 100)), claim(101, "ben"))
    keep = [claim(99), claim(100)]
    assert 1 == await store.write(lambda tx: tx.free("anna", keep))
    assert [*keep, claim(101, "ben")] == claims(store)
    assert 2 == await store.write(lambda tx: tx.free("anna"))


async def test_old_claims_and_ended_holds_are_forgotten(store: Store) -> None:
    live = claim(103, expires_at=NOON + timedelta(seconds=1))
    ahead = claim(104, expires_at=NOON + timedelta(days=1))
    await take(store, claim(99), claim(100), claim(102, expires_at=NOON), live, ahead)
    assert 2 == await store.write(lambda tx: tx.drop_holds(NOON))
    assert 1 == await store.write(lambda tx: tx.drop_claims(MAIN, 100))
    assert [claim(100), live] == claims(store)


async def test_a_day_to_come_counts_by_itself_until_it_begins(store: Store) -> None:
    tomorrow = date(2026, 5, 5)

    def plan(tx: Writing) -> tuple[BusinessDay, Ticket]:
        day = tx.plan_day(MAIN, tomorrow, NOON)
        assert day == tx.plan_day(MAIN, tomorrow, NOON)
        tx.next_count(MAIN, day.seq, "t", 1)
        return day, tx.add_ticket(appointment(1, day=tomorrow, day_seq=day.seq))

    day, ahead = await store.write(plan)
    assert day.seq < 0
    assert 1 == store.read(lambda view: view.day(MAIN)).seq  # type: ignore[union-attr]
    assert store.read(lambda view: view.is_given(MAIN, day.seq, ahead.number))
    begun = await store.write(lambda tx: tx.open_day(MAIN, tomorrow, NOON))
    assert replace(ahead, day_seq=begun.seq) == store.read(
        lambda view: view.ticket(ahead.id)
    )

    def look(view: Reading) -> list[object]:
        return [
            view.is_given(MAIN, seq, ahead.number) for seq in (begun.seq, day.seq)
        ] + [view.last_number(MAIN, seq, "t") for seq in (begun.seq, day.seq)]

    assert [True, False, 1, None] == store.read(look)
    assert 0 == store.read(lambda view: view.issued(MAIN, begun.seq, CASH))


async def test_an_appointment_comes_back_as_it_was_added_and_moved(
    store: Store,
) -> None:
    (added,) = await add(store, appointment(1, customer=CustomerId("c" * 32)))
    assert appointment(1, customer="c" * 32, seq=1) == added
    assert added == store.read(lambda view: view.ticket(added.id))
    later = NOON + timedelta(hours=2)
    moved = replace(
        added,
        number="T009",
        start_at=later,
        booking=Booking(later, LaneId("desk 2"), NOON, 1),
    )
    assert await save(store, moved)
    found = store.read(lambda view: view.ticket(added.id))
    assert replace(moved, version=2) == found
    given = [
        store.read(lambda view, n=number: view.is_given(MAIN, 1, n))  # type: ignore[misc]
        for number in ("T001", "T009")
    ]
    assert [False, True] == given


async def test_who_is_to_come_and_who_has_come_is_known_by_time(store: Store) -> None:
    starts = [NOON + timedelta(minutes=n) for n in (20, 10, 30)]
    await add(
        store,
        *(appointment(n, start_at=start) for n, start in enumerate(starts, 1)),
        appointment(4, status=Status.WAITING),
        ticket(5),
    )
    soon = NOON + timedelta(minutes=20)
    begun = store.read(lambda view: view.begun(MAIN, soon))
    assert ["T002", "T001"] == [one.number for one in begun]
    here = store.read(lambda view: view.checked_in(MAIN))
    assert ["T004"] == [one.number for one in here]
    assert [3] == list(store.read(lambda view: view.booked(MAIN)).values())
    assert {} == store.read(lambda view: view.booked(BranchId("otherone01")))


async def test_a_code_is_found_while_its_ticket_is_open(store: Store) -> None:
    (added,) = await add(store, ticket(1))
    assert added == store.read(lambda view: view.by_code(MAIN, added.code8))
    await save(store, replace(added, status=Status.CANCELLED))
    assert store.read(lambda view: view.by_code(MAIN, added.code8)) is None


# customers


def person(n: int, **changes: Any) -> Customer:
    name = CustomerId(f"{n:032x}")
    return replace(Customer(name, NOON, NOON, name="Zoë"), **changes)


async def keep(store: Store, *people: Customer, phone: str | None = None) -> None:
    for one in people:
        await store.write(lambda tx, p=one: tx.add_customer(p, phone))  # type: ignore[misc]


async def test_a_customer_comes_back_exactly(store: Store) -> None:
    odd = person(
        1,
        external_id="crm 1",
        email="a@b",
        phone="+1",
        phone_tail="67",
        locale="ar",
        metadata={"a": [1, {"b": None}], "ü": "\ud800"},
        guest=True,
    )
    await keep(store, odd, phone="hash")
    assert odd == store.read(lambda view: view.customer(odd.id))
    assert odd == store.read(lambda view: view.customer_called("crm 1"))
    assert "hash" == store.read(lambda view: view.phone_hash_of(odd.id))
    changed = replace(odd, name="", external_id=None, updated_at=NOON.replace(hour=13))
    await store.write(lambda tx: tx.save_customer(changed, None))
    assert changed == store.read(lambda view: view.customer(odd.id))
    assert [] == store.read(lambda view: view.customers_with("hash"))


async def test_customers_are_listed_newest_first_and_found_oldest_first(
    store: Store,
) -> None:
    people = [person(n) for n in (3, 1, 2)]
    await keep(store, *people, phone="hash")
    assert people[::-1] == store.read(lambda view: view.customers(0, 9))
    assert [people[1]] == store.read(lambda view: view.customers(1, 1))
    assert 3 == store.read(lambda view: view.customer_count())
    assert people == store.read(lambda view: view.customers_with("hash"))


async def test_two_customers_never_share_an_external_id(store: Store) -> None:
    await keep(store, person(1, external_id="a"), person(2), person(3))
    for change in (
        lambda tx: tx.add_customer(person(4, external_id="a"), None),
        lambda tx: tx.add_customer(person(1), None),
        lambda tx: tx.save_customer(person(2, external_id="a"), None),
    ):
        with pytest.raises(Refused):
            await store.write(change)
    assert 3 == store.read(lambda view: view.customer_count())


async def test_a_forgotten_customers_tickets_are_nobodys(store: Store) -> None:
    anna = person(1)
    await keep(store, anna)
    first, second = await add(
        store, ticket(1, customer=anna.id), appointment(2, customer=anna.id)
    )
    assert [second, first] == store.read(lambda view: view.tickets_of(anna.id, 0, 9))
    assert [first] == store.read(lambda view: view.tickets_of(anna.id, 1, 9))
    assert 2 == store.read(lambda view: view.ticket_count_of(anna.id))
    assert [second] == store.read(lambda view: view.open_times(anna.id, MAIN, CASH))
    assert await store.write(lambda tx: tx.drop_customer(anna.id))
    assert not await store.write(lambda tx: tx.drop_customer(anna.id))
    assert 0 == store.read(lambda view: view.ticket_count_of(anna.id))
    assert store.read(lambda view: view.ticket(first.id)) == replace(
        first, customer=None
    )


async def test_guests_go_when_their_tickets_are_over_and_old(store: Store) -> None:
    old, recent, open_, told = (
        person(1, guest=True),
        person(2, guest=True),
        person(3, guest=True),
        person(4),
    )
    await keep(store, old, recent, open_, told)
    done = NOON + timedelta(hours=1)
    await add(
        store,
        ticket(1, customer=old.id, status=Status.SERVED, status_at=NOON),
        ticket(2, customer=recent.id, status=Status.SERVED, status_at=done),
        ticket(3, customer=open_.id, status_at=NOON),
    )
    assert 1 == await store.write(
        lambda tx: tx.drop_guests(NOON + timedelta(minutes=1))
    )
    assert store.read(lambda view: view.customer(old.id)) is None
