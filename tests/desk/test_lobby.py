"""What staff set survives whatever happens to the process, and leaves nobody stuck."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest

from kiosk.desk.desk import Desk
from kiosk.desk.kiosk_desk import MOST_KIOSKS
from kiosk.desk.lobby_desk import COUNTED_AT_ONCE, MOST_LOGGED
from kiosk.desk.summoning import MOST
from kiosk.domain.branch import BranchState, CounterId
from kiosk.domain.customer import Details
from kiosk.domain.events import BranchChanged, Deed, TicketEvent
from kiosk.domain.serving import (
    CounterChange,
    CounterState,
    CounterStatus,
    KioskHealth,
    RowChanged,
    Task,
    Which,
)
from kiosk.domain.storing import MOST_TOLD
from kiosk.domain.ticket import Draft, Ticket
from kiosk.errors import Reason, Refused, Unavailable
from kiosk.store.sqlite import SqliteStore
from kiosk.store.writing import SqliteWriting
from tests.contract.shop import ADVICE, CASH, LOANS, MAIN, NOON, branch
from tests.desk.hands import Draw, StoppedClock, desk_over

ONE, TWO, THREE = (CounterId(name) for name in "123")
PAUSED = CounterChange(CounterStatus.PAUSED, reason="lunch")
CLOSED = CounterChange(CounterStatus.CLOSED)


class House:
    """A desk over a database, which can be started anew."""

    def __init__(self, path: Path) -> None:
        self.clock = StoppedClock(NOON)
        self._path = path
        self._draw = Draw()
        self.store = SqliteStore.open(path)
        self.desk = desk_over(self.store, self.clock, self._draw)

    async def restart(self) -> Desk:
        await self.close()
        self.store = SqliteStore.open(self._path)
        self.desk = desk_over(self.store, self.clock, self._draw)
        return self.desk

    async def close(self) -> None:
        await self.desk.close()
        await self.store.close()


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    made = House(tmp_path / "queue.db")
    await made.desk.load(branch(zone="UTC"))
    yield made
    await made.close()


async def take(desk: Desk, **more: object) -> Ticket:
    draft = replace(Draft(MAIN, CASH), **more)  # type: ignore[arg-type]
    return (await desk.issue(draft, None, "kiosk 1")).ticket


async def serve(desk: Desk, actor: str = "anna") -> None:
    await desk.call(MAIN, ONE, actor)
    await desk.finish(MAIN, ONE, actor)


# a restart


async def test_a_restart_keeps_all_that_staff_set(house: House) -> None:
    desk = house.desk
    await desk.change_counter(MAIN, ONE, PAUSED, "anna")
    mask = CounterChange(operator="Bea", services=frozenset({LOANS}))
    await desk.change_counter(MAIN, TWO, mask, "bea")
    await desk.pause_service(MAIN, ADVICE, "bea", paused=True, reason="training")
    until = NOON + timedelta(hours=1)
    await desk.tell(MAIN, {"en": "Hello", "ar": "مرحبا"}, until, "bea")
    before = await desk.lobby(MAIN)
    assert before == await (await house.restart()).lobby(MAIN)
    with pytest.raises(Refused):
        await house.desk.call(MAIN, ONE, "anna")


async def test_a_restart_knows_the_waits_before_anything_else_is_asked(
    house: House,
) -> None:
    """A ticket is looked at before the branch: its wait counts the counters that are open."""
    ticket = await take(house.desk)
    await house.desk.change_counter(MAIN, TWO, PAUSED, "anna")
    before = await house.desk.ticket(ticket.id)
    assert before == await (await house.restart()).ticket(ticket.id)


async def test_a_restart_keeps_a_closed_day_closed_until_its_end(house: House) -> None:
    await take(house.desk)
    await house.desk.close_day(MAIN, "bea")
    desk = await house.restart()
    assert (await desk.lobby(MAIN)).day_closed
    with pytest.raises(Refused) as refused:
        await take(desk)
    assert Reason.CLOSED is refused.value.reason
    await desk.reopen_day(MAIN, "bea")
    desk = await house.restart()
    assert "A002" == (await take(desk)).number


async def test_a_restart_over_night_forgets_the_counters_only(house: House) -> None:
    await house.desk.change_counter(MAIN, ONE, CLOSED, "anna")
    await house.desk.pause_service(MAIN, ADVICE, "bea", paused=True)
    house.clock.pass_by(days=1)
    lobby = await (await house.restart()).lobby(MAIN)
    assert CounterState(ONE, CounterStatus.OPEN) == lobby.counters[0]
    assert {ADVICE: ""} == lobby.paused


async def test_own_day_is_made_anew_from_the_events(house: House) -> None:
    for _ in range(3):
        await take(house.desk)
    await serve(house.desk)
    house.clock.pass_by(days=1)
    for minutes in (4, 8):
        await take(house.desk)
        await house.desk.call(MAIN, ONE, "anna")
        house.clock.pass_by(minutes=minutes)
        await house.desk.finish(MAIN, ONE, "anna")
    before = await house.desk.own_day(MAIN, "anna")
    assert (2, 6) == (before.served, before.minutes)
    with patch("kiosk.desk.lobby_desk.COUNTED_AT_ONCE", 2):
        assert before == await (await house.restart()).own_day(MAIN, "anna")
    await take(house.desk)
    await serve(house.desk)
    assert 3 == (await house.desk.own_day(MAIN, "anna")).served


async def test_two_who_ask_for_their_day_at_once_are_counted_once(house: House) -> None:
    for _ in range(5):
        await take(house.desk)
        await serve(house.desk)
    assert COUNTED_AT_ONCE > 1
    with patch("kiosk.desk.lobby_desk.COUNTED_AT_ONCE", 2):
        asked = (house.desk.own_day(MAIN, "anna") for _ in range(4))
        days = await asyncio.gather(*asked)
    assert [5] * 4 == [day.served for day in days]


async def test_a_disk_that_refuses_leaves_everything_as_it_was(house: House) -> None:
    await take(house.desk)
    before = await house.desk.lobby(MAIN)
    await house.store.close()
    for change in (
        house.desk.close_day(MAIN, "bea"),
        house.desk.change_counter(MAIN, ONE, CLOSED, "anna"),
    ):
        with pytest.raises(Unavailable):
            await change
    assert before == await (await house.restart()).lobby(MAIN)


async def test_a_change_that_was_not_kept_is_not_in_mind(house: House) -> None:
    full = Unavailable(Reason.STORE_FULL)
    with patch.object(SqliteWriting, "add_entry", side_effect=full):
        with pytest.raises(Unavailable):
            await house.desk.close_day(MAIN, "bea")
        with pytest.raises(Unavailable):
            await house.desk.change_counter(MAIN, ONE, CLOSED, "anna")
    assert "A001" == (await take(house.desk)).number
    assert await house.desk.call(MAIN, ONE, "anna") is not None


@pytest.mark.parametrize("moments", range(1, 6))
async def test_who_goes_away_while_the_day_is_closed_has_closed_it(
    house: House, moments: int
) -> None:
    await take(house.desk)
    closing = asyncio.create_task(house.desk.close_day(MAIN, "bea"))
    for _ in range(moments):
        await asyncio.sleep(0)
    closing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await closing
    with pytest.raises(Refused):
        await take(house.desk)
    await house.desk.change_counter(MAIN, ONE, PAUSED, "anna")
    lobby = await house.desk.lobby(MAIN)
    assert (True, 0) == (lobby.day_closed, lobby.counts[Which.WAITING])


@pytest.mark.parametrize("moments", range(6))
async def test_no_number_slips_in_beside_the_closing_of_the_day(
    house: House, moments: int
) -> None:
    """Whoever is asked first: many share one commit."""
    closing = asyncio.create_task(house.desk.close_day(MAIN, "bea"))
    for _ in range(moments):
        await asyncio.sleep(0)
    taken = await asyncio.gather(
        *(take(house.desk) for _ in range(3)), return_exceptions=True
    )
    numbers = [one for one in taken if isinstance(one, Ticket)]
    assert await closing == len(numbers)
    assert all(isinstance(one, (Ticket, Refused)) for one in taken)
    assert 0 == (await house.desk.branch(MAIN)).waiting


# nobody is stuck


async def test_who_waits_where_no_counter_is_open_is_a_worry(house: House) -> None:
    await take(house.desk)
    assert [] == list(house.desk.worries())
    for counter in (ONE, TWO):
        await house.desk.change_counter(MAIN, counter, PAUSED, "anna")
    (worry,) = house.desk.worries()
    assert (
        worry == "mainbranch: 1 waiting for cashdesk01, and no open counter serves it"
    )
    await house.desk.close_day(MAIN, "bea")
    assert [] == list(house.desk.worries())


async def test_who_is_kept_for_a_counter_that_went_home_is_a_worry(
    house: House,
) -> None:
    await take(house.desk)
    called = await house.desk.call(MAIN, ONE, "anna")
    assert called is not None
    there = Task(Deed.TRANSFER, counter=TWO)
    await house.desk.do(called.ticket.id, there, "anna")
    await house.desk.change_counter(MAIN, TWO, PAUSED, "bea")
    assert [] == list(house.desk.worries())
    await house.desk.change_counter(MAIN, TWO, CLOSED, "bea")
    (worry,) = house.desk.worries()
    assert worry.startswith("mainbranch: 1 kept for counter 2, which is closed;")


async def test_a_service_that_was_left_paused_yesterday_is_a_worry(
    house: House,
) -> None:
    await house.desk.pause_service(MAIN, ADVICE, "bea", paused=True, reason="ill")
    assert [] == list(house.desk.worries())
    house.clock.pass_by(days=1)
    await house.desk.branch(MAIN)
    (worry,) = house.desk.worries()
    assert worry == "mainbranch: advicedesk is paused since 2026-05-04 by bea: ill"


async def test_while_everybody_is_at_lunch_the_line_is_the_one_they_left(
    house: House,
) -> None:
    """Counter 2 serves both: who waits for cash stands before a newcomer for a loan."""
    await take(house.desk)
    before = (await house.desk.branch(MAIN)).services[LOANS]
    for counter in (ONE, TWO, THREE):
        await house.desk.change_counter(MAIN, counter, PAUSED, "anna")
    at_lunch = (await house.desk.branch(MAIN)).services[LOANS]
    assert (1, 1, None) == (before.ahead, at_lunch.ahead, at_lunch.wait_hi)


async def test_a_service_nobody_serves_today_does_not_hold_up_its_counter(
    house: House,
) -> None:
    await take(house.desk)
    only = CounterChange(services=frozenset({LOANS}))
    for counter in (ONE, TWO):
        await house.desk.change_counter(MAIN, counter, only, "anna")
    state = (await house.desk.branch(MAIN)).services[CASH]
    assert (1, 1, None) == (state.waiting, state.ahead, state.wait_lo)
    await take(house.desk, service=LOANS)
    called = await house.desk.call(MAIN, ONE, "anna")
    assert called is not None
    assert "B005" == called.ticket.number


# many, and long


async def test_closing_a_full_lobby_is_told_as_one(house: House) -> None:
    for _ in range(MOST_TOLD + 1):
        await take(house.desk)
    heard = house.desk.watch(MAIN)
    assert isinstance(await anext(heard), BranchState)
    assert MOST_TOLD + 1 == await house.desk.close_day(MAIN, "bea")
    told = await anext(heard)
    while isinstance(told, BranchChanged):
        told = await anext(heard)
    assert isinstance(told, BranchState)
    assert 0 == told.waiting


async def test_the_row_of_an_event_is_looked_up_once_for_all_who_watch(
    house: House,
) -> None:
    listeners = [house.desk.watch(MAIN) for _ in range(3)]
    for heard in listeners:
        await anext(heard)
    await take(house.desk)
    rows = []
    for heard in listeners:
        told = await anext(heard)
        assert isinstance(told, RowChanged)
        rows.append(told.row)
    assert rows[0] is rows[1] is rows[2]


async def test_the_log_reaches_back_a_long_way_but_not_for_ever(house: House) -> None:
    for _ in range(6):
        await take(house.desk)
    assert MOST_LOGGED >= 10_000
    with patch("kiosk.desk.lobby_desk.MOST_LOGGED", 4):
        log = await house.desk.log(MAIN)
    newest = [line.number for line in log.items if isinstance(line, TicketEvent)]
    assert (["A006", "A005", "A004", "A003"], 4) == (newest, log.total)


async def test_of_very_many_kiosks_the_newest_are_known(house: House) -> None:
    for n in range(MOST_KIOSKS + 5):
        await house.desk.report(MAIN, KioskHealth(f"kiosk-{n}", "1", NOON))
    kiosks = (await house.desk.lobby(MAIN)).kiosks
    assert (MOST_KIOSKS, "kiosk-5") == (len(kiosks), kiosks[0].name)


async def test_who_asks_is_not_seen_once_the_last_console_is_closed(
    house: House,
) -> None:
    heard = house.desk.watch(MAIN)
    async with aclosing(heard):  # type: ignore[type-var]  # each is a generator
        await anext(heard)
        assert await house.desk.summon(MAIN, "front", "front")
    assert not await house.desk.summon(MAIN, "front", "front")


async def test_what_no_screen_shows_is_not_called_seen(house: House) -> None:
    """Kiosks that nobody has: a key that makes names up fills no memory."""
    heard = house.desk.watch(MAIN)
    async with aclosing(heard):  # type: ignore[type-var]  # each is a generator
        await anext(heard)
        seen = [await house.desk.summon(MAIN, f"k{n}", "k") for n in range(MOST + 1)]
    assert [True] * MOST + [False] == seen
    assert MOST == len((await house.desk.lobby(MAIN)).summons)


async def test_a_name_is_searched_through_more_than_one_slice(house: House) -> None:
    anna = await house.desk.add_customer(Details(name="Kovács Anna"))
    other = await house.desk.add_customer(Details(name="Nagy Béla"))
    await take(house.desk, customer=anna.id)
    for _ in range(5):
        await take(house.desk, customer=other.id)
    with patch("kiosk.desk.lists.NAMES_AT_ONCE", 2):
        found = await house.desk.find(MAIN, "kovacs a")
    assert ["A001"] == [row.ticket.number for row in found]


async def test_listeners_are_told_of_a_printer_that_fails_and_not_of_every_report(
    house: House,
) -> None:
    health = KioskHealth("kiosk-03", "1.2", NOON)
    await house.desk.report(MAIN, health)
    heard = house.desk.watch(MAIN)
    await anext(heard)
    await house.desk.report(MAIN, health)
    await house.desk.report(MAIN, replace(health, printer=Reason.PAPER_OUT))
    await take(house.desk)
    told = [type(await anext(heard)) for _ in range(2)]
    assert [BranchChanged, RowChanged] == told


async def test_a_transfer_leaves_the_days_counts_alone_whatever_restarts(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """A number counts for the service it was given for; nothing is to be mended."""
    placed = await take(house.desk)
    there = Task(Deed.TRANSFER, service=LOANS)
    await house.desk.do(placed.id, there, "anna")
    await house.restart()
    given = [
        house.store.read(lambda view, one=one: view.issued(MAIN, 1, one))  # type: ignore[misc]
        for one in (CASH, LOANS)
    ]
    assert [1, 0] == given
    assert [] == caplog.records


async def test_two_who_change_one_counter_at_once_both_have_their_way(
    house: House,
) -> None:
    """One sits down while another pauses it."""
    changes = (
        CounterChange(CounterStatus.PAUSED, reason="lunch"),
        CounterChange(operator="Bea"),
        CounterChange(services=frozenset({CASH})),
    )
    await asyncio.gather(
        *(house.desk.change_counter(MAIN, TWO, one, "anna") for one in changes)
    )
    (state,) = (
        one for one in (await house.desk.lobby(MAIN)).counters if one.counter == TWO
    )
    assert CounterStatus.PAUSED is state.status
    assert ("lunch", "Bea", frozenset({CASH})) == (
        state.reason,
        state.operator,
        state.services,
    )
    log = await house.desk.log(MAIN)
    assert len(changes) == log.total
