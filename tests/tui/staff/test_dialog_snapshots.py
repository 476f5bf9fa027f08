"""The dialogs as pictures: what changes here changes for staff, so look at it."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.staff.all_dialogs import DIALOGS
from tests.tui.staff.hall import Hall, keys, speaker

SMALL, USUAL = (80, 24), (120, 40)
IN_ARABIC = [
    "finish",
    "new_message",
    "session",
    "sessions",
    "sign_in",
    "supervisor",
    "transfer",
]
IN_LIGHT = ["cancel", "dates", "details", "finish", "session", "sessions", "supervisor"]
USED = {
    "transfer": ("=passport", "tab"),
    "sign_in": ("=ev", "enter", "=2748"),
    "park": ("enter",),
    "new_dates": ("down", "tab", "tab", "=99", "ctrl+s"),
    "dates": ("space", "down", "space"),
    "finish": ("tab", "down", "space", "tab", "backspace", "=0", "enter"),
    "close_day": ("tab", "=3", "ctrl+s"),
    "services": ("down", "down"),
}
"""Dialogs with something in them, and complaints."""


def pressing(*pressed: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    async def press(pilot: Pilot[Any]) -> None:
        await keys(pilot, *pressed)

    return press


def hall_with(name: str, locale: str, theme: str) -> Hall:
    return Hall(lambda: DIALOGS[name](speaker(locale)), theme)


@pytest.mark.parametrize("name", sorted(DIALOGS))
def test_a_dialog_on_the_smallest_screen(snap_compare: Any, name: str) -> None:
    app = hall_with(name, "en", "kiosk-dark")
    assert snap_compare(app, terminal_size=SMALL, run_before=pressing())


@pytest.mark.parametrize("name", sorted(USED))
def test_a_dialog_that_was_used(snap_compare: Any, name: str) -> None:
    app = hall_with(name, "en", "kiosk-light")
    assert snap_compare(app, terminal_size=SMALL, run_before=pressing(*USED[name]))


@pytest.mark.parametrize("name", IN_LIGHT)
def test_a_dialog_in_the_light_theme(snap_compare: Any, name: str) -> None:
    app = hall_with(name, "en", "kiosk-light")
    assert snap_compare(app, terminal_size=USUAL, run_before=pressing())


@pytest.mark.parametrize("name", IN_ARABIC)
def test_a_dialog_in_arabic(snap_compare: Any, name: str) -> None:
    app = hall_with(name, "ar", "kiosk-dark")
    assert snap_compare(app, terminal_size=USUAL, run_before=pressing())
