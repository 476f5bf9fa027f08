"""Keys at the counter: what each does, and what it says when it does nothing."""

from collections.abc import Awaitable, Callable

import pytest

from kiosk.domain.branch import CounterId
from kiosk.domain.events import Deed
from kiosk.domain.serving import CounterChange, CounterStatus, Task, Which
from kiosk.i18n.bidi import visual
from kiosk.tui.staff.dialogs.pick import Pick
from kiosk.tui.staff.key_names import remapped
from tests.tui.lobby import CARD, MAIN
from tests.tui.staff.counter import Shop, at, both, waiting

pytestmark = pytest.mark.anyio

NOBODY = "Nobody is chosen."
CALLED = ("f2",)
SERVING = ("f2", "enter")


async def test_call_next_shows_the_number_of_who_waits_longest() -> None:
    shop = await waiting()
    async with at(shop) as teller:
        await teller.press("f2")
        assert "A001 called" == teller.here
        assert ["A002", "A003"] == teller.numbers
        assert "A001 called" == teller.told


async def test_two_counters_that_press_at_once_get_two_people() -> None:
    shop = await waiting()
    async with both(shop) as (one, other):
        await one.pilot.press("f2")
        await other.pilot.press("f2")
        await one.rest()
        await other.rest()
        assert {"A001 called", "A002 called"} == {one.here, other.here}


@pytest.mark.parametrize(
    ("before", "key", "letter", "here"),
    [
        ((), "f2", "n", "A001 called"),
        (CALLED, "enter", "enter", "A001 serving"),
        ((*CALLED, "1"), "enter", "enter", "A001 serving"),
        (CALLED, "f5", "d", ""),
        (SERVING, "f5", "d", ""),
        (SERVING, "shift+f5", "D", "A002 called"),
        (SERVING, "ctrl+enter", "f17", "A002 called"),
        (CALLED, "backspace", "w", ""),
        (CALLED, "u", "ctrl+z", ""),
    ],
)
async def test_what_a_key_does_at_once(
    before: tuple[str, ...], key: str, letter: str, here: str
) -> None:
    """The key, and the letter that does the same where a terminal swallows the key."""
    for name in dict.fromkeys((key, letter)):
        shop = await waiting()
        async with at(shop) as teller:
            await teller.press(*before, name)
            assert (here, "") == (teller.here, teller.said)


ASKED = [
    ((), "f9", "b", "WalkIn"),
    ((), "f4", "m", "Note"),
    ((), "f8", "t", "Transfer"),
    ((), "plus", "plus", "Priority"),
    ((), "delete", "delete", "Cancel"),
    ((), "space", "i", "Details"),
    ((), "slash", "slash", "Find"),
    ((), "f", "f", "ChooseFilter"),
    ((), "o", "o", "ChangeCounter"),
    ((), "ctrl+p", "ctrl+p", "Palette"),
    ((), "f1", "question_mark", "Help"),
    ((), "ctrl+g", "ctrl+g", "Supervisor"),
    (CALLED, "f6", "x", "NoShow"),
    (CALLED, "f7", "k", "Park"),
    (CALLED, "f8", "t", "Transfer"),
    (CALLED, "f4", "m", "Note"),
    (SERVING, "f7", "k", "Park"),
    (SERVING, "ctrl+q", "ctrl+q", "Leave"),
    (SERVING, "space", "i", "Details"),
]


@pytest.mark.parametrize(
    ("before", "keys"),
    [
        (before, [(key, letter, page) for b, key, letter, page in ASKED if b == before])
        for before in ((), CALLED, SERVING)
    ],
    ids=["nobody", "called", "serving"],
)
async def test_what_a_key_asks_first(
    before: tuple[str, ...], keys: list[tuple[str, str, str]]
) -> None:
    """And nothing happens when the question is closed."""
    shop = await waiting()
    async with at(shop) as teller:
        await teller.press(*before)
        here = teller.here
        for key, letter, page in keys:
            for name in dict.fromkeys((key, letter)):
                await teller.press(name)
                await teller.until(lambda page=page: teller.page == page)  # type: ignore[misc]
                await teller.press("escape")
                await teller.until(lambda: teller.page == "Console")
                assert (here, "") == (teller.here, teller.said)


FORBIDDEN = [
    ((), "f3", NOBODY),
    ((), "f5", NOBODY),
    ((), "D", NOBODY),
    ((), "backspace", NOBODY),
    ((), "f6", "A001 was not called yet."),
    ((), "f7", NOBODY),
    ((), "a", "Not possible: A001 is waiting."),
    ((), "A", "A001 has no appointment."),
    ((), "p", "This console has no printer."),
    ((), "u", "Nothing of the last minute to take back."),
    ((), "ctrl+l", "Nobody signed in here, so nobody could unlock it."),
    (CALLED, "f2", "A001 is still here. Finish, park or return it first."),
    (CALLED, "f3", "A001 was called a moment ago. Again in 10 s."),
    (CALLED, "a", "Not possible: A001 is called."),
    (CALLED, "delete", "Not possible: A001 is called."),
    (CALLED, "N", "A001 is still here. Finish, park or return it first."),
    (SERVING, "f2", "A001 is still here. Finish, park or return it first."),
    (SERVING, "enter", "Not possible: A001 is serving."),
    (SERVING, "f3", "Not possible: A001 is serving."),
    (SERVING, "f6", "Not possible: A001 is serving."),
    (SERVING, "w", "Not possible: A001 is serving."),
]


@pytest.mark.parametrize(
    ("before", "keys"),
    [
        (before, [(key, said) for b, key, said in FORBIDDEN if b == before])
        for before in ((), CALLED, SERVING)
    ],
    ids=["nobody", "called", "serving"],
)
async def test_what_a_key_says_when_it_does_nothing(
    before: tuple[str, ...], keys: list[tuple[str, str]]
) -> None:
    shop = await waiting()
    async with at(shop) as teller:
        await teller.press(*before)
        here = teller.here
        for key, said in keys:
            await teller.press(key)
            assert (key, said, here) == (key, teller.said, teller.here)
            assert said in teller.text


async def test_the_next_key_takes_the_complaint_away() -> None:
    shop = await waiting()
    async with at(shop) as teller:
        await teller.press("f3")
        assert teller.said
        await teller.press("f2")
        assert "" == teller.said


async def test_who_does_not_come_is_called_again_after_ten_seconds() -> None:
    shop = await waiting()
    async with at(shop) as teller:
        await teller.press("f2")
        shop.clock.pass_by(seconds=10)
        await teller.press("f3")
        assert "A001 called again" == teller.told
        assert "2× called" in teller.text


async def test_who_was_called_three_times_is_absent_without_a_question() -> None:
    shop = await waiting()
    async with at(shop) as teller:
        await teller.press("f2")
        for _ in range(2):
            shop.clock.pass_by(seconds=11)
            await teller.press("r")
        await teller.press("f6")
        assert ("", "A001 did not come") == (teller.here, teller.told)


async def test_nobody_waits_for_a_call() -> None:
    shop = Shop()
    async with at(shop) as teller:
        await teller.press("f2")
        assert "Nobody to call for this counter" == teller.said


@pytest.mark.parametrize(
    ("status", "word"),
    [(CounterStatus.PAUSED, "PAUSED"), (CounterStatus.CLOSED, "CLOSED")],
)
async def test_a_counter_that_is_not_open_calls_nobody(
    status: CounterStatus, word: str
) -> None:
    shop = await waiting()
    change = CounterChange(status, reason="lunch")
    await shop.desk.change_counter(MAIN, CounterId("1"), change, "boss")
    async with at(shop) as teller:
        await teller.press("f2")
        assert "" == teller.here
        assert "This counter is not open. The key for the counter opens it." == (
            teller.said
        )
        assert word in teller.lines[0]


async def test_the_counter_is_opened_where_it_is_paused() -> None:
    shop = await waiting()
    paused = CounterChange(CounterStatus.PAUSED)
    await shop.desk.change_counter(MAIN, CounterId("1"), paused, "boss")
    async with at(shop) as teller:
        opened = CounterChange(CounterStatus.OPEN)
        await teller.console.doing.change_counter(opened)
        await teller.rest()
        assert "OPEN" in teller.lines[0]
        await teller.press("f2")
        assert "A001 called" == teller.here


async def _parked(shop: Shop) -> None:
    called = await shop.desk.call(MAIN, CounterId("2"), "other")
    assert called
    await shop.desk.do(called.ticket.id, Task(Deed.PARK, reason="photo"), "other")


async def _gone(shop: Shop) -> None:
    called = await shop.desk.call(MAIN, CounterId("2"), "other")
    assert called
    await shop.desk.do(called.ticket.id, Task(Deed.NO_SHOW), "other")


async def _served(shop: Shop) -> None:
    called = await shop.desk.call(MAIN, CounterId("2"), "other")
    assert called
    await shop.desk.finish(MAIN, CounterId("2"), "other")


@pytest.mark.parametrize(
    ("before", "tab", "which"),
    [
        (_parked, "3", Which.PARKED),
        (_gone, "4", Which.MISSED),
        (_served, "5", Which.DONE),
    ],
)
async def test_a_digit_shows_a_list(
    before: Callable[[Shop], Awaitable[None]], tab: str, which: Which
) -> None:
    shop = await waiting()
    await before(shop)
    async with at(shop) as teller:
        await teller.press(tab)
        assert (which, ["A001"]) == (teller.console.queue.view.which, teller.numbers)
        await teller.press("1")
        assert ["A002", "A003"] == teller.numbers


async def test_who_is_parked_waits_again_by_the_key_that_parks() -> None:
    shop = await waiting()
    await _parked(shop)
    async with at(shop) as teller:
        await teller.press("3", "k")
        assert "A001 no longer parked" == teller.told
        await teller.press("1")
        assert ["A001", "A002", "A003"] == teller.numbers


async def test_who_is_parked_is_called_at_once_by_the_key_that_chooses() -> None:
    shop = await waiting()
    await _parked(shop)
    async with at(shop) as teller:
        await teller.press("3", "N")
        assert "A001 called" == teller.here


async def test_somebody_is_called_out_of_turn() -> None:
    shop = await waiting()
    async with at(shop) as teller:
        await teller.press("down", "down", "N")
        assert "A003 called" == teller.here


async def test_a_walk_in_is_given_a_number() -> None:
    shop = Shop()
    async with at(shop) as teller:
        await teller.press("f9")
        await teller.until(lambda: teller.page == "WalkIn")
        await teller.type("ID card")
        await teller.press("enter")
        await teller.until(lambda: teller.page == "Console")
        await teller.until(lambda: teller.numbers == ["A001"])
        (row,) = (await shop.desk.rows(MAIN, Which.WAITING)).items
        assert (CARD, "counter 1") == (row.ticket.service, row.ticket.source)
        assert "A001 issued" == teller.told


async def test_a_note_is_seen_where_the_number_is() -> None:
    shop = await waiting()
    async with at(shop) as teller:
        await teller.press("f2", "m")
        await teller.until(lambda: teller.page == "Note")
        await teller.type("brought no photo")
        await teller.press("enter")
        await teller.until(lambda: teller.page == "Console")
        await teller.rest()
        assert "Note: brought no photo" in teller.text


@pytest.mark.parametrize("key", ["b", "k", "t", "m", "o", "i", "f", "slash", "ctrl+g"])
async def test_a_key_that_is_pressed_twice_asks_once(key: str) -> None:
    shop = await waiting()
    async with at(shop) as teller:
        await teller.press("f2")
        await teller.burst(key, key)
        await teller.until(lambda: teller.page != "Console")
        await teller.press("escape")
        await teller.until(lambda: teller.page == "Console")


async def test_keys_as_fast_as_they_go_leave_nothing_in_the_way() -> None:
    """Those that come while an answer is awaited do nothing."""
    shop = await waiting()
    async with at(shop) as teller:
        await teller.press("f2")
        await teller.burst(*("enter", "D") * 6)
        await teller.press("escape")
        await teller.until(lambda: teller.page == "Console")


async def test_an_outcome_is_asked_for_where_the_settings_want_it() -> None:
    shop = await waiting()
    async with at(shop, ask_outcome=True) as teller:
        await teller.press("f2", "enter", "f5")
        await teller.until(lambda: teller.page == "Finish")
        await teller.press("ctrl+s")
        await teller.until(lambda: teller.page == "Console")
        await teller.until(lambda: teller.here == "")
        (row,) = (await shop.desk.rows(MAIN, Which.DONE)).items
        assert row.ticket.care
        assert row.ticket.care.outcome


async def test_what_is_found_is_picked_in_its_list() -> None:
    shop = await waiting()
    await _parked(shop)
    async with at(shop) as teller:
        await teller.press("slash")
        await teller.until(lambda: teller.page == "Find")
        await teller.type("A001")
        await teller.press("enter")
        found = teller.app.screen.query_one("#found", Pick)
        await teller.until(lambda: found.value is not None)
        await teller.press("enter")
        await teller.until(lambda: teller.page == "Console")
        await teller.until(lambda: teller.picked == "A001")
        assert Which.PARKED is teller.console.queue.view.which


async def test_who_is_found_at_another_counter_is_shown() -> None:
    shop = await waiting()
    await shop.desk.call(MAIN, CounterId("2"), "other")
    async with at(shop) as teller:
        await teller.press("slash")
        await teller.until(lambda: teller.page == "Find")
        await teller.type("A001")
        await teller.press("enter")
        await teller.until(lambda: "▸ A001" in teller.text)
        await teller.press("enter")
        await teller.until(lambda: teller.page == "Details")
        assert "Counter 2" in teller.text


async def test_an_action_is_found_by_its_name() -> None:
    shop = await waiting()
    async with at(shop) as teller:
        await teller.press("ctrl+p")
        await teller.until(lambda: teller.page == "Palette")
        await teller.type("Next")
        await teller.press("enter")
        await teller.until(lambda: teller.page == "Console")
        await teller.until(lambda: teller.here == "A001 called")


async def test_a_key_changes_by_the_settings() -> None:
    shop = await waiting()
    async with at(shop, table=remapped({"call": "c"})) as teller:
        await teller.press("f2", "n")
        assert "" == teller.here
        await teller.press("c")
        assert "A001 called" == teller.here
        assert "c Next" in teller.lines[-1]


async def test_the_help_is_read_in_its_own_direction() -> None:
    shop = await waiting()
    async with at(shop, locale="ar") as teller:
        await teller.press("f1")
        await teller.until(lambda: teller.page == "Help")
        said = teller.console.voice.say("staff-help-walk-in")
        assert any(visual(said, True) in line for line in teller.lines)
