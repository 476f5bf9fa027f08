"""What nobody expected: a reference on the glass, an entry in the log, an exit code, no trace."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

import pytest

from kiosk.errors import BadConfig, KioskError, Unavailable
from kiosk.paths import share
from kiosk.tui.customer.app import CustomerApp
from kiosk.tui.customer.ready import Ready
from kiosk.tui.program import QuickLook
from tests.tui.hand import Hand, Place
from tests.tui.lobby import small_branch

SECRET = "4111-SECRET-1111"


@pytest.fixture(autouse=True)
def shortly(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reference stands for a shorter time."""
    monkeypatch.setattr("kiosk.tui.customer.app.FAULT_SECONDS", 0.5)


def boom(*_: object, **__: object) -> NoReturn:
    """Goes wrong with something secret at hand."""
    card_number = SECRET
    raise RuntimeError("boom", len(card_number))


async def in_a_worker(hand: Hand, place: Place) -> None:
    """Taking a number goes wrong."""
    place.desk.issue = boom  # type: ignore[method-assign]
    await hand.walk("English", "ID card")
    await hand.tap("Take a number")


async def in_a_handler(hand: Hand, _: Place) -> None:
    """Hearing of a touch goes wrong."""
    hand.app._at_work.speak = boom  # type: ignore[method-assign]
    await hand.tap("English")


async def in_a_timer(hand: Hand, _: Place) -> None:
    """Looking at the clock goes wrong."""
    hand.app.set_timer(0.01, boom)


async def in_drawing(hand: Hand, _: Place) -> None:
    """Drawing a page goes wrong."""
    hand.app._at_work._stage.service.tiles[0].render = boom  # type: ignore[method-assign]
    await hand.tap("English")


@asynccontextmanager
async def failing(place: Place) -> AsyncIterator[Hand]:
    """A kiosk that is meant to end by itself."""
    with TemporaryDirectory(prefix="k") as spool:
        app = place.app(Path(spool) / "front")
        async with app.run_test(size=(87, 24)) as pilot:
            hand = Hand(app, pilot)
            await hand.until("Attract")
            yield hand
            await hand.until_true(lambda: app.return_code is not None)


@pytest.mark.parametrize(
    "goes_wrong", [in_a_worker, in_a_handler, in_a_timer, in_drawing]
)
async def test_an_unexpected_error_ends_on_out_of_service(
    goes_wrong: Callable[[Hand, Place], Awaitable[None]],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The reference on the glass is the one in the log, and neither tells anything more."""
    place = Place([small_branch(3)])
    async with failing(place) as hand:
        await goes_wrong(hand, place)
        await hand.until("OutOfService", "Reference E-")
        shown = hand.text
    entry = caplog.records[0]
    assert entry.reference in shown  # type: ignore[attr-defined]
    assert (1, True) == (hand.app.return_code, isinstance(hand.app.failure, KioskError))
    assert SECRET not in caplog.text + shown


async def test_an_error_in_showing_the_error_ends_at_once() -> None:
    place = Place([small_branch(3)])
    async with failing(place) as hand:
        hand.app._at_work._glass.show = boom  # type: ignore[method-assign]
        await hand.tap("English")
    assert 1 == hand.app.return_code


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (
            BadConfig(file="kiosk.toml", line=3, key="kiosk.branch", problem="unknown"),
            2,
        ),
        (Unavailable(detail="no server"), 1),
    ],
)
async def test_what_can_not_be_prepared_is_left_to_the_command_line(
    error: KioskError, code: int
) -> None:
    async def prepare() -> Ready:
        raise error

    app = CustomerApp(prepare, QuickLook(share("themes")))
    async with app.run_test(size=(87, 24)) as pilot:
        await Hand(app, pilot).until_true(lambda: app.return_code is not None)
    assert (error, code) == (app.failure, app.return_code)
