"""What every dialog keeps to, whatever it asks."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from itertools import combinations
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from kiosk.domain.branch import CounterId
from kiosk.domain.serving import CounterState, CounterStatus
from kiosk.tui.staff.dialogs.choose_counter import ChooseCounter
from kiosk.tui.staff.dialogs.frame import Frame
from kiosk.tui.staff.dialogs.line import Line
from kiosk.tui.staff.dialogs.note import Note
from kiosk.tui.staff.dialogs.pick import Pick
from kiosk.tui.staff.dialogs.press import Press
from kiosk.tui.staff.dialogs.sign_in import SignIn
from kiosk.tui.staff.dialogs.supervisor import Supervisor
from kiosk.tui.words import Words
from tests.tui.looks import cells, rows_of
from tests.tui.staff.all_dialogs import DIALOGS
from tests.tui.staff.hall import (
    BRANCH,
    CATALOGUE,
    OPERATORS,
    SERVING,
    Hall,
    given,
    keys,
    over,
    row,
    speaker,
)

DESTRUCTIVE = ["cancel", "close_day", "leave", "no_show", "pause_service"]


async def each(
    locale: str = "en",
    size: tuple[int, int] = (80, 24),
    theme: str = "kiosk-dark",
    names: Iterable[str] = DIALOGS,
) -> AsyncIterator[tuple[str, Pilot[Any]]]:
    """Every dialog, opened one after the other over one console."""
    app = Hall(theme=theme)
    async with app.run_test(size=size) as pilot:
        for name in names:
            app.push_screen(DIALOGS[name](speaker(locale)), app.answers.append)
            await pilot.pause()
            yield name, pilot
            if len(app.screen_stack) > 1:
                app.pop_screen()


def shown(screen: Screen[Any]) -> list[Widget]:
    return [w for w in screen.children if w.display and w.id != "box"]


def beyond(screen: Screen[Any]) -> list[str | None]:
    return [w.id for w in shown(screen) if not screen.region.contains_region(w.region)]


def overlapping(screen: Screen[Any]) -> list[tuple[str | None, str | None]]:
    placed = [(w.id, w.region) for w in shown(screen) if w.region.area]
    return [
        (one, other)
        for (one, here), (other, there) in combinations(placed, 2)
        if here.overlaps(there)
    ]


def cut(screen: Screen[Any]) -> list[str]:
    """Sentences and buttons without room; alerts are more than fit at times."""
    words = [w for w in screen.query(Words) if w.id != "alerts" and w.text]
    sentences = [
        w.text
        for w in words
        if len(w.lines(w.content_size.width)) > w.content_size.height
    ]
    return sentences + [
        str(p.id) for p in screen.query(Press) if p.display and p.width > p.size.width
    ]


def faint(screen: Screen[Any]) -> set[str]:
    """Words with less than 4.5:1; what is behind a dialog does not count."""
    area = (
        screen.query_one("#box").region if isinstance(screen, Frame) else screen.region
    )
    return {
        f"{cell.sign} {x},{y} {cell.contrast:.1f}"
        for y, line in enumerate(cells(screen))
        for x, cell in enumerate(line)
        if cell.is_word and area.contains(x, y) and cell.contrast < 4.5
    }


@pytest.mark.parametrize(
    ("locale", "size"),
    [("en", (80, 24)), ("ar", (80, 24)), ("ar", (120, 40)), ("en", (160, 50))],
)
async def test_everything_is_on_the_screen_and_nothing_on_something_else(
    locale: str, size: tuple[int, int]
) -> None:
    wrong = {
        name: found
        async for name, pilot in each(locale, size)
        for screen in [pilot.app.screen]
        if any(found := (beyond(screen), overlapping(screen), cut(screen)))
    }
    assert {} == wrong


@pytest.mark.parametrize("theme", ["kiosk-dark", "kiosk-light"])
async def test_every_word_can_be_read(theme: str) -> None:
    wrong = {
        name: found
        async for name, pilot in each(theme=theme)
        if (found := faint(pilot.app.screen))
    }
    assert {} == wrong


@pytest.mark.parametrize("locale", ["en", "ar"])
async def test_every_word_is_there(locale: str) -> None:
    CATALOGUE.missing.clear()
    async for _ in each(locale, (120, 40)):
        pass
    assert {} == CATALOGUE.missing


async def test_tab_comes_by_everything_and_nowhere_else() -> None:
    async for name, pilot in each():
        screen = pilot.app.screen
        wanted = [w for w in shown(screen) if w.focusable]
        came_by = []
        for _ in wanted:
            came_by.append(screen.focused)
            screen.focus_next()

        assert (name, set(wanted)) == (name, set(came_by))
        assert came_by[0] is screen.focused


async def test_letters_do_nothing_to_the_console_behind() -> None:
    app: App[Any]
    async for _, pilot in each():
        app = pilot.app
        await pilot.press("n", "f5")
    assert isinstance(app, Hall)
    assert [] == app.noted


async def test_what_can_not_be_undone_is_not_done_by_enter_alone() -> None:
    answers: list[Any] = []
    async for _, pilot in each(names=DESTRUCTIVE):
        await keys(pilot, *["enter"] * 4)
        answers = given(pilot)
    assert {None} == set(answers)
    assert len(DESTRUCTIVE) == len(answers)


async def test_a_name_is_never_markup() -> None:
    hostile = row(who="[red]Ann[/] \x1b[31m\u202eO'Neil")
    async with over(lambda: Note(speaker(), hostile)) as pilot:
        text = "\n".join(rows_of(pilot.app.screen))
        assert "[red]Ann[/] [31mO'Neil" in text
        assert "\x1b" not in text


async def test_a_dialog_in_arabic_is_the_mirror_of_the_english_one() -> None:
    places = []
    for locale in ("en", "ar"):
        async with over(lambda: DIALOGS["note"](speaker(locale))) as pilot:  # noqa: B023
            screen = pilot.app.screen
            places.append(
                [
                    screen.query_one(f"#{n}").region.x < 40
                    for n in ("note-label", "back")
                ]
            )
    assert [[True, True], [False, False]] == places


async def test_typed_arabic_stands_as_it_is_read() -> None:
    async with over(lambda: DIALOGS["note"](speaker("ar"))) as pilot:
        await keys(pilot, "ctrl+u", "=سلام")
        drawn = "\n".join(rows_of(pilot.app.screen))
        assert "ﻡﻼﺳ" in drawn


@pytest.mark.parametrize(
    ("typed", "pressed", "sign"),
    [
        ("", (), " "),
        ("=abc", ("left",), "c"),
        ("=سلام", (), " "),
        ("=سلام", ("home",), "ﺳ"),
    ],
)
async def test_the_cursor_is_seen_where_the_next_letter_goes(
    typed: str, pressed: tuple[str, ...], sign: str
) -> None:
    async with over(lambda: DIALOGS["note"](speaker("ar"))) as pilot:
        await keys(pilot, "ctrl+u", typed, *pressed)
        screen = pilot.app.screen
        line = screen.query_one("#note", Line)
        region = line.content_region
        row_of = cells(screen)[region.y][region.x : region.right]
        grounds = [cell.ground for cell in row_of]
        odd = [cell for cell in row_of if grounds.count(cell.ground) == 1]
        assert [sign] == [cell.sign for cell in odd]


async def click(pilot: Pilot[Any], selector: str, offset: tuple[int, int]) -> None:
    await pilot.click(selector, offset=offset)
    await pilot.pause()


async def test_all_of_it_can_be_done_with_the_mouse() -> None:
    async with over(lambda: DIALOGS["finish"](speaker())) as pilot:
        await click(pilot, "#result", (5, 1))
        await click(pilot, "#services", (5, 1))
        await click(pilot, "#save", (2, 0))
        outcome = given(pilot)[0].tasks[0].outcome
        assert ("continues", 2) == (outcome.result, len(outcome.services))


async def test_a_click_beside_the_dialog_does_nothing() -> None:
    async with over(lambda: DIALOGS["note"](speaker())) as pilot:
        await pilot.click(offset=(1, 1))
        await pilot.pause()
        assert isinstance(pilot.app.screen, Note)


async def test_a_long_list_shows_the_line_that_is_chosen() -> None:
    states = [CounterState(CounterId(str(n)), CounterStatus.OPEN) for n in range(60)]

    def dialog() -> ChooseCounter:
        return ChooseCounter(speaker(), BRANCH, states)

    async with over(dialog) as pilot:
        await keys(pilot, "end", "up", "up")
        text = "\n".join(rows_of(pilot.app.screen))
        assert "▸ Counter 57" in text
        await keys(pilot, *["pageup"] * 4)
        pick = pilot.app.screen.query_one(Pick)
        assert f"▸ Counter {pick.value}" in "\n".join(rows_of(pilot.app.screen))


async def test_a_dialog_fits_again_when_the_terminal_was_made_smaller() -> None:
    async with over(lambda: DIALOGS["transfer"](speaker()), (120, 40)) as pilot:
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        box = pilot.app.screen.query_one("#box").region
        assert pilot.app.screen.region.contains_region(box)
        assert pilot.app.screen.query_one("#save").region.y < box.bottom


@pytest.mark.parametrize("name", ["note", "finish", "supervisor", "details"])
async def test_a_dialog_that_is_closed_twice_takes_no_screen_along(name: str) -> None:
    async with over(lambda: DIALOGS[name](speaker())) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, Frame | Supervisor)
        screen.action_close()
        screen.action_close()
        await pilot.pause()
        assert [None] == given(pilot)
        assert 1 == len(pilot.app.screen_stack)


async def test_an_answer_that_comes_behind_another_screen_waits_for_it_to_go() -> None:
    """The console locks itself over whatever is open."""
    come = asyncio.Event()

    async def sign_in(*_: Any) -> str:
        await come.wait()
        return "in"

    async with over(lambda: SignIn(speaker(), OPERATORS, sign_in)) as pilot:
        await keys(pilot, "=ev", "enter", "=2748", "enter")
        over_it = DIALOGS["locked"](speaker())
        await pilot.app.push_screen(over_it)
        come.set()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert over_it is pilot.app.screen
        over_it.dismiss()
        await pilot.pause()
        assert ["in"] == given(pilot)
        assert 1 == len(pilot.app.screen_stack)


async def test_a_note_that_is_there_is_kept_as_it_is() -> None:
    async with over(lambda: Note(speaker(), SERVING)) as pilot:
        await keys(pilot, "enter")
        assert "wants a 10-year passport" == given(pilot)[0].note
