"""The board as pictures: what changes here changes for a whole lobby, so look at it."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.board.hall import SIZES, Eye, Hall

CALLS = (("1", 250), ("12", 130), ("4", 70), ("2", 62), ("3", 5))
"""Counters, and seconds until the next call."""


def busy(hall: Hall) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """A lobby in full swing, its latest call five seconds old."""

    async def walk(pilot: Pilot[Any]) -> None:
        eye = Eye(pilot.app, hall, pilot)  # type: ignore[arg-type]
        await eye.until(lambda: eye.page == "Board")
        for counter, seconds in CALLS:
            number = await hall.call(counter)
            await eye.sees(number)
            await eye.after(seconds)
        await eye.fresh()

    return walk


@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize(
    ("theme", "locales"),
    [("kiosk-dark", ("en", "ar")), ("kiosk-light", ("ar", "en"))],
    ids=["dark-en", "light-ar"],
)
def test_a_busy_lobby(
    snap_compare: Any, size: tuple[int, int], theme: str, locales: tuple[str, ...]
) -> None:
    hall = Hall(theme=theme, settings={"locales": locales})
    assert snap_compare(hall.app(), terminal_size=size, run_before=busy(hall))


def test_the_moment_of_a_call(snap_compare: Any) -> None:
    hall = Hall()

    async def walk(pilot: Pilot[Any]) -> None:
        await busy(hall)(pilot)
        eye = Eye(pilot.app, hall, pilot)  # type: ignore[arg-type]
        await eye.after(4)
        await eye.sees(await hall.call("5"))
        await eye.fresh()

    assert snap_compare(hall.app(), terminal_size=(100, 30), run_before=walk)


def test_a_screen_that_is_not_up_to_date(snap_compare: Any) -> None:
    hall = Hall(settings={"locales": ("en",)})

    async def walk(pilot: Pilot[Any]) -> None:
        await busy(hall)(pilot)
        hall.wire.cut = True
        await Eye(pilot.app, hall, pilot).after(40)  # type: ignore[arg-type]

    assert snap_compare(hall.app(), terminal_size=(100, 30), run_before=walk)


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (60, 50)])
def test_closed(snap_compare: Any, size: tuple[int, int]) -> None:
    hall = Hall()
    hall.clock.at = hall.clock.at.replace(hour=2)

    async def walk(pilot: Pilot[Any]) -> None:
        eye = Eye(pilot.app, hall, pilot)  # type: ignore[arg-type]
        await eye.until(lambda: eye.page == "Notice")

    assert snap_compare(hall.app(), terminal_size=size, run_before=walk)
