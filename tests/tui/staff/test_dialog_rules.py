"""What every dialog keeps to, whatever it asks."""

from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from kiosk.domain.branch import CounterId
from kiosk.domain.serving import CounterState, CounterStatus
from kiosk.tui.staff.dialogs.choose_counter import ChooseCounter
from kiosk.tui.staff.dialogs.frame import Frame
from kiosk.tui.staff.dialogs.note import Note
from kiosk.tui.staff.dialogs.pick import Pick
from kiosk.tui.staff.dialogs.press import Press
from kiosk.tui.words import Words
from tests.tui.looks import cells, rows_of
from tests.tui.staff.all_dialogs import DIALOGS
from tests.tui.staff.hall import (
    BRANCH,
    CATALOGUE,
    SERVING,
    Hall,
    keys,
    over,
    row,
    speaker,
)

SIZES = [(80, 24), (120, 40), (160, 50)]
DESTRUCTIVE = {"cancel", "no_show", "leave", "pause_service", "close_day"}


def shown(screen: Screen[Any]) -> list[Widget]:
    return [w for w in screen.children if w.display and w.id != "box"]


@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("locale", ["en", "ar"])
@pytest.mark.parametrize("name", sorted(DIALOGS))
async def test_everything_is_on_the_screen_and_nothing_on_something_else(
    name: str, locale: str, size: tuple[int, int]
) -> None:
    async with over(lambda: DIALOGS[name](speaker(locale)), size) as pilot:
        screen = pilot.app.screen
        placed = [(w, w.region) for w in shown(screen) if w.region.area]
        beyond = [w.id for w, region in placed if region not in screen.region]
        overlapping = [
            (one.id, other.id)
            for index, (one, here) in enumerate(placed)
            for other, there in placed[index + 1 :]
            if here.overlaps(there)
        ]
        cut = [
            w.text
            for w in shown(screen)
            if isinstance(w, Words)
            and w.id != "alerts"
            and len(w.lines(w.content_size.width)) > w.content_size.height
        ]
        narrow = [
            w.id
            for w in shown(screen)
            if isinstance(w, Press) and w.width > w.size.width
        ]

        assert ([], [], [], []) == (beyond, overlapping, cut, narrow)


@pytest.mark.parametrize("name", sorted(DIALOGS))
async def test_tab_comes_by_everything_and_nowhere_else(name: str) -> None:
    async with over(lambda: DIALOGS[name](speaker())) as pilot:
        screen = pilot.app.screen
        wanted = [w for w in shown(screen) if w.focusable]
        begun = screen.focused
        came_by = []
        for _ in wanted:
            came_by.append(screen.focused)
            await pilot.press("tab")

        assert set(wanted) == set(came_by)
        assert begun is screen.focused


@pytest.mark.parametrize("name", sorted(DIALOGS))
async def test_letters_do_nothing_to_the_console_behind(name: str) -> None:
    async with over(lambda: DIALOGS[name](speaker())) as pilot:
        app = pilot.app
        assert isinstance(app, Hall)
        await keys(pilot, "n", "f5", "x")
        assert [] == app.noted


@pytest.mark.parametrize("name", sorted(DESTRUCTIVE))
async def test_what_can_not_be_undone_is_not_done_by_enter_alone(name: str) -> None:
    async with over(lambda: DIALOGS[name](speaker())) as pilot:
        await keys(pilot, *["enter"] * 6)
        assert [None] == pilot.app.answers or [] == pilot.app.answers


@pytest.mark.parametrize("name", sorted(DIALOGS))
@pytest.mark.parametrize("theme", ["kiosk-dark", "kiosk-light"])
async def test_every_word_can_be_read(name: str, theme: str) -> None:
    """4.5:1, as WCAG 2 asks for; what is behind the dialog does not count."""
    async with over(lambda: DIALOGS[name](speaker()), theme=theme) as pilot:
        screen = pilot.app.screen
        area = screen.box.region if isinstance(screen, Frame) else screen.region
        faint = {
            f"{cell.sign} {x},{y} {cell.contrast:.1f}"
            for y, line in enumerate(cells(screen))
            for x, cell in enumerate(line)
            if cell.is_word and area.contains(x, y) and cell.contrast < 4.5
        }
        assert set() == faint


@pytest.mark.parametrize("name", sorted(DIALOGS))
@pytest.mark.parametrize("locale", ["en", "ar"])
async def test_every_word_is_there(name: str, locale: str) -> None:
    CATALOGUE.missing.clear()
    async with over(lambda: DIALOGS[name](speaker(locale)), (120, 40)):
        assert {} == CATALOGUE.missing


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


async def click(pilot: Pilot[Any], selector: str, offset: tuple[int, int]) -> None:
    await pilot.click(selector, offset=offset)
    await pilot.pause()


async def test_all_of_it_can_be_done_with_the_mouse() -> None:
    async with over(lambda: DIALOGS["finish"](speaker())) as pilot:
        await click(pilot, "#result", (5, 1))
        await click(pilot, "#services", (5, 1))
        await click(pilot, "#save", (2, 0))
        outcome = pilot.app.answers[0].tasks[0].outcome
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
        assert box in pilot.app.screen.region
        assert pilot.app.screen.query_one("#save").region.y < box.bottom


async def test_a_note_that_is_there_is_kept_as_it_is() -> None:
    async with over(lambda: Note(speaker(), SERVING)) as pilot:
        await keys(pilot, "enter")
        assert "wants a 10-year passport" == pilot.app.answers[0].note
