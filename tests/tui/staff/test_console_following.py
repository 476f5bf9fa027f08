"""The console while others work, while the link is down, and when answers get lost."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from kiosk.domain.branch import CounterId
from kiosk.domain.events import Deed
from kiosk.domain.serving import CounterChange, CounterStatus, Task, Which
from kiosk.domain.ticket import TicketId
from kiosk.errors import CheckInRefused
from kiosk.tui.staff.refusals import refusal
from kiosk.tui.staff.voice import Voice
from tests.tui import lobby
from tests.tui.lobby import CARD, COLLECT, MAIN, PASSPORT
from tests.tui.staff.counter import CATALOGUE, Shop, Teller, at, both, waiting
from tests.tui.staff.counter_wire import CounterWire

pytestmark = pytest.mark.anyio


async def wired() -> Shop:
    return await waiting(wrap=CounterWire)


def wire(shop: Shop) -> CounterWire:
    assert isinstance(shop.backend, CounterWire)
    return shop.backend


async def cut(shop: Shop, teller: Teller) -> None:
    """The link goes down, and the console notices."""
    wire(shop).cut()
    teller.console.following._lobby.stir()
    await teller.until(lambda: not teller.console.following.link.up)
    await teller.rest()


async def test_who_comes_is_seen_at_once() -> None:
    shop = await waiting()
    async with at(shop) as teller:
        await shop.issue(CARD)
        await teller.settled("A001", "A002", "A003", "A004")
        await teller.rest()
        assert "4 waiting" in teller.lines[0]


async def test_who_another_counter_calls_is_gone_from_the_list() -> None:
    shop = await waiting()
    async with both(shop) as (one, other):
        await one.press("f2")
        await other.settled("A002", "A003")
        await other.rest()
        assert "A001 called to 1" in other.text


async def test_the_selection_stays_when_people_come_and_go_above_it() -> None:
    shop = await waiting(*[PASSPORT] * 30)
    async with at(shop, size=(120, 36)) as teller:
        await teller.press(*["down"] * 20)
        line = next(i for i, text in enumerate(teller.lines) if "A021" in text)
        for number in range(3):
            await shop.desk.call(MAIN, CounterId(str(number + 1)), "other")
        await teller.until(lambda: teller.numbers[0] == "A004")
        await teller.rest()
        assert "A021" == teller.picked
        assert "A021" in teller.lines[line]


async def test_in_the_list_of_the_newest_first_nothing_jumps_either() -> None:
    shop = await waiting(*[PASSPORT] * 12)
    for _ in range(3):
        await _serve(shop)
    async with at(shop) as teller:
        await teller.press("5")
        assert ("A003", ["A003", "A002", "A001"]) == (teller.picked, teller.numbers)
        line = next(i for i, text in enumerate(teller.lines) if "A003" in text)
        await _serve(shop)
        await teller.settled("A004", "A003", "A002", "A001")
        await teller.rest()
        assert "A003" == teller.picked
        assert line + 1 == next(i for i, t in enumerate(teller.lines) if "A003" in t)


async def _serve(shop: Shop) -> None:
    await shop.desk.call(MAIN, CounterId("3"), "other")
    await shop.desk.finish(MAIN, CounterId("3"), "other")
    shop.clock.pass_by(seconds=30)


async def test_when_who_is_picked_goes_nobody_else_is_picked() -> None:
    """A key pressed a moment too late would be meant for somebody else."""
    shop = await waiting()
    async with at(shop) as teller:
        await shop.desk.call(MAIN, CounterId("2"), "other")
        await teller.settled("A002", "A003")
        await teller.rest()
        await teller.press("delete")
        assert ("", "Nobody is chosen.") == (teller.picked, teller.said)
        await teller.press("down")
        assert "A002" == teller.picked


async def test_undo_after_somebody_elses_change_says_so_and_changes_nothing() -> None:
    shop = await waiting()
    async with both(shop) as (one, other):
        await one.press("f2")
        ticket = TicketId("t000000001")
        await shop.desk.do(ticket, Task(Deed.NOTE, note="photo"), "Béla")
        await one.press("u")
        assert "was changed by Béla meanwhile" in one.said
        assert "A001 called" == one.here
        await other.settled("A002", "A003")


async def test_a_call_is_taken_back_to_its_place() -> None:
    shop = await waiting()
    async with at(shop) as teller:
        await teller.press("f2")
        assert "u takes it back (60)" in teller.lines[-2]
        shop.clock.pass_by(seconds=59)
        teller.console.tick()
        await teller.rest()
        assert "u takes it back (1)" in teller.lines[-2]
        await teller.press("u")
        assert ["A001", "A002", "A003"] == teller.numbers
        assert "A001 is as it was before" == teller.told


async def test_after_a_minute_nothing_is_taken_back() -> None:
    shop = await waiting()
    async with at(shop) as teller:
        await teller.press("f2")
        shop.clock.pass_by(seconds=61)
        teller.console.tick()
        await teller.press("u")
        assert "Nothing of the last minute to take back." == teller.said
        assert "takes it back" not in teller.text


async def test_a_row_somebody_changed_meanwhile_is_not_changed_over_it() -> None:
    shop = await wired()
    async with at(shop) as teller:
        row = teller.console.queue._rows()[0]
        await shop.desk.do(row.ticket.id, Task(Deed.NOTE, note="photo"), "Béla")
        task = Task(Deed.CANCEL, seen=row.ticket.version)
        assert None is await teller.console.doing.do(row.ticket, task)
        await teller.rest()
        assert "A001 was changed by Béla meanwhile" in teller.said
        assert ["A001", "A002", "A003"] == teller.numbers


async def test_without_a_link_its_age_is_said_and_nothing_is_changed() -> None:
    shop = await wired()
    async with at(shop) as teller:
        heard = shop.clock.now()
        shop.clock.pass_by(minutes=1)
        await cut(shop, teller)
        shown = teller.console.voice.clock(heard)
        assert f"OFFLINE since 10:43, shown as of {shown}" in teller.lines[0]
        for key in ("f2", "f9", "delete", "o"):
            await teller.press(key)
            said = "Offline: nothing can be changed until the server answers."
            assert (said, "Console") == (teller.said, teller.page)
        await teller.press("down", "2", "1")
        assert ["A001", "A002", "A003"] == teller.numbers


async def test_with_the_link_back_everything_is_right_again_by_itself() -> None:
    shop = await wired()
    async with at(shop) as teller:
        await cut(shop, teller)
        await shop.desk.call(MAIN, CounterId("2"), "other")
        await shop.issue(CARD, COLLECT)
        paused = CounterChange(CounterStatus.PAUSED)
        await shop.desk.change_counter(MAIN, CounterId("1"), paused, "boss")
        wire(shop).mend()
        await teller.settled("A002", "A003", "A004", "A005")
        await teller.until(lambda: "PAUSED   4 waiting" in teller.lines[0])
        assert "ONLINE" in teller.lines[0]


async def test_with_the_link_back_the_complaint_about_it_is_gone() -> None:
    shop = await wired()
    async with at(shop) as teller:
        await cut(shop, teller)
        await teller.press("f2")
        assert teller.said
        wire(shop).mend()
        await teller.until(lambda: teller.console.following.link.up)
        await teller.rest()
        assert "" == teller.said


async def test_without_a_link_nobody_is_started_and_no_key_says_so() -> None:
    shop = await wired()
    async with at(shop) as teller:
        await teller.press("f2")
        assert "Enter Start" in teller.text
        await cut(shop, teller)
        assert "Enter Start" not in teller.text
        await teller.press("enter")
        said = "Offline: nothing can be changed until the server answers."
        assert (said, "A001 called") == (teller.said, teller.here)


async def test_an_answer_that_takes_long_is_said_to_be_awaited() -> None:
    shop = await wired()
    async with at(shop) as teller:
        wire(shop).held.append("call")
        await teller.pilot.press("f2")
        await teller.until(lambda: "call" in wire(shop).asked)
        shop.clock.pass_by(seconds=2)
        teller.console.tick()
        assert "Waiting for the server's answer…" == teller.told
        wire(shop).let_go()
        await teller.rest()
        assert "A001 called" == teller.told


@pytest.mark.parametrize("size", [(100, 35), (120, 40)])
@pytest.mark.parametrize("before", [(), ("f2",)])
async def test_what_stands_in_the_way_is_readable_to_its_end(
    size: tuple[int, int], before: tuple[str, ...]
) -> None:
    shop = await waiting()
    async with at(shop, size=size) as teller:
        await teller.press(*before)
        said = teller.console.voice.say("staff-lost")
        teller.console.refused(said)
        await teller.rest()
        panel = [line[1 : teller.console.serving.size.width] for line in teller.lines]
        assert said in " ".join(" ".join(panel).split())


async def test_who_is_here_after_a_lost_answer_to_a_call_is_said() -> None:
    shop = await wired()
    async with at(shop) as teller:
        wire(shop).lost.append("call")
        await teller.press("f2")
        assert "The answer got lost. A001 is called now." == teller.said
        assert "A001 called" == teller.here


async def test_nobody_was_called_when_the_question_got_lost() -> None:
    shop = await wired()
    async with at(shop) as teller:
        wire(shop).deaf.append("call")
        await teller.press("f2")
        assert "The answer got lost. Nobody was called." == teller.said
        assert "" == teller.here


async def test_what_became_of_a_deed_whose_answer_got_lost_is_said() -> None:
    shop = await wired()
    async with at(shop) as teller:
        await teller.press("f2")
        wire(shop).lost.append("do")
        await teller.press("f5")
        assert "The answer got lost. A001 is served now." == teller.said
        assert "" == teller.here


async def test_a_walk_in_whose_answer_got_lost_is_one_number() -> None:
    shop = await wired()
    async with at(shop) as teller:
        wire(shop).lost.append("issue")
        await teller.press("f9")
        await teller.until(lambda: teller.page == "WalkIn")
        await teller.type("ID card")
        await teller.press("enter")
        await teller.until(lambda: teller.told == "A004 issued")
        assert 4 == (await shop.desk.branch(MAIN)).waiting


async def test_a_long_list_is_read_on_as_it_is_scrolled() -> None:
    shop = await waiting(*[PASSPORT] * 250)
    async with at(shop) as teller:
        assert 100 == len(teller.numbers)
        assert "100 of 250 shown" in teller.text
        for read in (180, 250):
            await teller.press("end")
            await teller.until(lambda read=read: len(teller.numbers) >= read)  # type: ignore[misc]
        await teller.press("end")
        assert "A250" == teller.picked
        assert [f"A{n:03}" for n in range(1, 251)] == teller.numbers


async def test_who_leaves_while_a_list_is_read_on_leaves_no_gap() -> None:
    """Every row behind moves up, and the next page would miss as many."""
    shop = await waiting(*[PASSPORT] * 150, wrap=CounterWire)
    async with at(shop) as teller:
        wire(shop).cut()
        for number in range(3):
            await shop.desk.call(MAIN, CounterId(str(number + 1)), "other")
        wire(shop).mend()
        await teller.press("end")
        await teller.until(lambda: len(teller.numbers) >= 147)
        assert {f"A{n:03}" for n in range(4, 151)} <= set(teller.numbers)


async def test_a_new_day_begins_with_empty_lists() -> None:
    shop = await waiting()
    await _serve(shop)
    async with at(shop) as teller:
        shop.clock.pass_by(hours=22)
        await shop.desk.turn_days()
        await teller.settled()
        await teller.press("5")
        await teller.settled()
        await teller.press("4")
        await teller.settled()


async def test_the_next_three_are_said_with_why() -> None:
    shop = await waiting()
    ticket = TicketId("t000000003")
    urgent = Task(Deed.PRIORITY, priority=1, reason="wheelchair")
    await shop.desk.do(ticket, urgent, "Béla")
    async with at(shop) as teller:
        await teller.until(lambda: len(teller.console.next_up.called) == 3)
        await teller.rest()
        assert "› A003" in teller.text
        assert "has priority" in teller.text
        await teller.press("f2")
        assert "A003 called" == teller.here
        await teller.until(lambda: len(teller.console.next_up.called) == 2)


async def test_my_day_counts_what_i_did() -> None:
    shop = await waiting()
    async with at(shop) as teller:
        await teller.press("f2")
        shop.clock.pass_by(minutes=6)
        await teller.press("f5")
        await teller.until(lambda: _day(teller) == 1)
        await teller.rest()
        assert "served 1" in teller.text
        assert "mean 6 min" in teller.text


def _day(teller: Teller) -> int:
    day = teller.console.following.own_day
    return day.served if day else 0


async def test_one_soft_bell_when_somebody_comes_to_an_idle_counter() -> None:
    shop = Shop()
    async with at(shop) as teller:
        rung: list[None] = []
        teller.app.bell = lambda: rung.append(None)  # type: ignore[method-assign]
        await shop.issue(PASSPORT)
        await teller.settled("A001")
        await teller.rest()
        await shop.issue(PASSPORT)
        await teller.settled("A001", "A002")
        await teller.rest()
        assert 1 == len(rung)


@pytest.mark.parametrize("settings", [{"sound": False}, {}])
async def test_no_bell_where_it_is_off_or_the_counter_busy(
    settings: dict[str, Any],
) -> None:
    shop = await waiting(PASSPORT)
    async with at(shop, **settings) as teller:
        rung: list[None] = []
        teller.app.bell = lambda: rung.append(None)  # type: ignore[method-assign]
        await teller.press("f2")
        if settings:
            await teller.press("f5")
        await shop.issue(PASSPORT)
        await teller.settled("A002")
        await teller.rest()
        assert [] == rung


async def test_a_filter_and_an_order_change_what_is_shown() -> None:
    shop = await waiting(PASSPORT, CARD, PASSPORT)
    async with at(shop) as teller:
        view = teller.console.queue.view
        teller.console.queue.look_at(replace(view, service=PASSPORT))
        await teller.settled("A001", "A003")
        await teller.rest()
        assert "2 of 3 shown" in teller.text
        teller.console.queue.look_at(view)
        await teller.press("s", "s")
        assert ["A002", "A001", "A003"] == teller.numbers
        assert "by service" in teller.text
        assert Which.WAITING is teller.console.queue.view.which


async def test_a_closed_day_is_said_where_nobody_is() -> None:
    """Who was being served is done; a teller must not wonder where everybody went."""
    shop = await waiting()
    async with at(shop) as teller:
        await teller.press("f2", "enter")
        await shop.desk.close_day(MAIN, "Ana")
        await teller.until(lambda: "The day is closed" in teller.text)
        assert "" == teller.here


def test_too_early_says_from_when() -> None:
    state = lobby.branch()
    voice = Voice(CATALOGUE.speaker("en", state.zone), state)
    opens = datetime(2026, 5, 4, 8, 15, tzinfo=UTC)
    error = CheckInRefused(opens_at=opens)
    assert "Too early to check in: possible from 10:15." == refusal(voice, error)
