"""Paper at the counter: a number for who stands there, and copies that say so."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.domain.ports import Outcome
from tests.tui import lobby
from tests.tui.lobby import PASSPORT, Tray
from tests.tui.staff.counter import Shop, Teller, at, waiting

pytestmark = pytest.mark.anyio


@contextmanager
def printing(shop: Shop, tray: Tray, place: Path) -> Iterator[None]:
    """A shop with a printer at its counters."""
    shop.printers = {"front": lobby.printer(tray, place / "front", shop.clock.now)}
    yield


async def walk_in(teller: Teller) -> None:
    await teller.press("f9")
    await teller.until(lambda: teller.page == "WalkIn")
    await teller.type("ID card")
    await teller.press("enter")
    await teller.until(lambda: teller.page == "Console")


async def test_a_walk_in_gets_paper(tmp_path: Path) -> None:
    shop, tray = Shop(), Tray()
    with printing(shop, tray, tmp_path):
        async with at(shop, name="Eva") as teller:
            await walk_in(teller)
            await teller.until(lambda: teller.told == "A001 printed")
    assert ["A001 en Eva"] == tray.papers


async def test_a_second_paper_says_that_it_is_a_copy(tmp_path: Path) -> None:
    """Also where the first one came from another printer."""
    shop, tray = await waiting(PASSPORT), Tray()
    with printing(shop, tray, tmp_path):
        async with at(shop) as teller:
            for copy in (2, 3):
                await teller.press("p")
                await teller.until(lambda: teller.page == "Reprint")
                await teller.press("ctrl+s")
                said = f"A001 printed, COPY {copy}"
                await teller.until(lambda said=said: teller.told == said)  # type: ignore[misc]
    assert 2 == len(tray.papers)


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Outcome.NOT_PRINTED, "A001 not printed: no paper."),
        (
            Outcome.UNKNOWN,
            "A001: whether it was printed is not known. Look at the printer.",
        ),
    ],
)
async def test_a_paper_that_did_not_come_is_said(
    tmp_path: Path, outcome: Outcome, said: str
) -> None:
    """The number stands all the same."""
    shop, tray = Shop(), Tray(outcome=outcome)
    with printing(shop, tray, tmp_path):
        async with at(shop) as teller:
            await walk_in(teller)
            await teller.until(lambda: teller.said == said)
            assert ["A001"] == teller.numbers
