"""Every page of who comes back, as pictures."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from kiosk.tui.tile import Tile
from tests.tui.hand import kiosk
from tests.tui.test_snapshots import SIZES
from tests.tui.tours import clinic_place, come_back
from tests.tui.walks import going


async def test_digits_run_from_left_to_right_in_arabic_too(tmp_path: Path) -> None:
    place = await clinic_place(tmp_path)
    async with kiosk(place) as hand:
        async for page in come_back(hand, place, "ar"):
            if page == "code":
                keys = [hand.app.screen.query_one(f"#key-{n}", Tile) for n in "123"]
                assert sorted(keys, key=lambda key: key.region.x) == keys
                return


@pytest.mark.usefixtures("steady")
@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("page", ["unknown", "mine", "give-back"])
def test_who_comes_back_in_the_dark_theme(
    snap_compare: Any, tmp_path: Path, page: str, size: tuple[int, int]
) -> None:
    place = asyncio.run(clinic_place(tmp_path))
    app = place.app(tmp_path / "front")
    walk = going(app, lambda hand: come_back(hand, place, "en"), page)
    assert snap_compare(app, terminal_size=size, run_before=walk)


@pytest.mark.usefixtures("steady")
@pytest.mark.parametrize("page", ["errand", "wait", "which", "mine", "checked-in"])
def test_who_comes_back_in_arabic_and_the_light_theme(
    snap_compare: Any, tmp_path: Path, page: str
) -> None:
    place = asyncio.run(clinic_place(tmp_path, "kiosk-light"))
    app = place.app(tmp_path / "front")
    walk = going(app, lambda hand: come_back(hand, place, "ar"), page)
    assert snap_compare(app, terminal_size=(87, 24), run_before=walk)
