"""The console as pictures: what changes here changes for tellers, so look at it."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from kiosk.tui.staff.app import StaffApp
from tests.tui.staff.busy import EVA, busy, busy_shop
from tests.tui.staff.counter import Shop, Teller, ready

SIZES = [(80, 24), (100, 35), (120, 40), (160, 50)]
STEPS = {"nobody": (), "called": ("f2",), "serving": ("f2", "enter")}


def console(shop: Shop, **settings: Any) -> StaffApp:
    """Eva's, on a busy morning."""
    shop.before = busy
    return shop.app("1", **{"name": EVA} | settings)


def walking(
    app: StaffApp, *keys: str, shop: Shop | None = None, minutes: int = 0
) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """Presses keys, and lets time go by after that."""

    async def walk(pilot: Pilot[Any]) -> None:
        teller = Teller(app, pilot)
        await teller.until(lambda: teller.page == "Console" and ready(teller))
        await teller.press(*keys)
        if shop:
            shop.clock.pass_by(minutes=minutes)
        await teller.until(lambda: len(teller.console.next_up.called) == 3)
        teller.console.tick()
        await teller.rest()

    return walk


@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("step", STEPS)
def test_the_console_in_the_dark_theme(
    snap_compare: Any, step: str, size: tuple[int, int]
) -> None:
    shop = busy_shop()
    app = console(shop)
    walk = walking(app, *STEPS[step], shop=shop, minutes=7)
    assert snap_compare(app, terminal_size=size, run_before=walk)


@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
def test_the_console_in_arabic_and_the_light_theme(
    snap_compare: Any, size: tuple[int, int]
) -> None:
    shop = busy_shop()
    app = console(shop, locale="ar", theme="kiosk-light")
    walk = walking(app, "f2", "enter", shop=shop, minutes=7)
    assert snap_compare(app, terminal_size=size, run_before=walk)


@pytest.mark.parametrize("tab", "2345")
def test_the_other_lists(snap_compare: Any, tab: str) -> None:
    app = console(busy_shop())
    walk = walking(app, tab)
    assert snap_compare(app, terminal_size=(120, 40), run_before=walk)


@pytest.mark.parametrize("pages", [2, 3, 4])
def test_a_panel_at_a_time_on_the_smallest_screen(
    snap_compare: Any, pages: int
) -> None:
    app = console(busy_shop())
    walk = walking(app, *["tab"] * (pages - 1))
    assert snap_compare(app, terminal_size=(80, 24), run_before=walk)


def test_what_was_refused(snap_compare: Any) -> None:
    app = console(busy_shop(), theme="kiosk-light")
    walk = walking(app, "f2", "f2")
    assert snap_compare(app, terminal_size=(80, 24), run_before=walk)


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_help(snap_compare: Any, locale: str) -> None:
    app = console(busy_shop(), locale=locale)
    walk = walking(app, "f1")
    assert snap_compare(app, terminal_size=(120, 40), run_before=walk)


def test_the_palette(snap_compare: Any) -> None:
    app = console(busy_shop())
    walk = walking(app, "ctrl+p")
    assert snap_compare(app, terminal_size=(80, 24), run_before=walk)
