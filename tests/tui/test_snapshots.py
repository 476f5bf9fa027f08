"""The pages as pictures: what changes here changes for customers, so look at it."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from kiosk.domain.branch import BranchId
from kiosk.tui.customer.app import CustomerApp
from kiosk.tui.customer.attract import TURN_SECONDS
from tests.tui import lobby
from tests.tui.hand import Hand, Place
from tests.tui.lobby import CARD, COLLECT, MORNING, PARKING, PASSPORT, Tray

SIZES = [(66, 18), (87, 24), (120, 40), (60, 50)]
WAITING = [PARKING, *[PASSPORT] * 9, *[COLLECT] * 2, *[CARD] * 4]
WORDS = {
    "en": ("English", "Documents", "Passport: new", "Take a number"),
    "ar": ("العربية", "الوثائق", "جواز سفر جديد", "خذ رقمًا"),
}
STEPS = ("attract", "group", "service", "confirm", "given")


@pytest.fixture(autouse=True)
def steady(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing turns or counts while the picture is taken."""
    monkeypatch.setattr("kiosk.tui.customer.attract.TURN_SECONDS", TURN_SECONDS * 1000)
    monkeypatch.setattr(
        "kiosk.tui.customer.number_given.NumberGiven._tick", lambda _: None
    )
    monkeypatch.setattr(
        "kiosk.tui.customer.still_there_dialog.StillThereDialog._tick", lambda _: None
    )


def app_of(
    theme: str, spool: Path, *, hour: int = 8, printer: bool = True
) -> CustomerApp:
    """A kiosk on a Monday morning, with people waiting."""
    place = Place(waiting=WAITING, theme=theme, tray=Tray(ready=printer))
    if hour != MORNING.hour:
        place = Place(theme=theme)
        place.clock.at = MORNING.replace(hour=hour)
    return place.app(spool / "front")


def walking(
    app: CustomerApp, language: str, step: str
) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """Goes as far as `step`, leaving out the topics where one page holds all services."""

    async def walk(pilot: Pilot[Any]) -> None:
        hand = Hand(app, pilot)
        await hand.until("Attract")
        for words in WORDS[language][: STEPS.index(step)]:
            if any(words in tile.label.text for tile in hand.tiles):
                await hand.walk(words)
        if step == "given":
            await hand.until_true(lambda: bool(app._at_work._stage.given.left))

    return walk


@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("step", STEPS)
def test_a_visit_in_the_dark_theme(
    snap_compare: Any, tmp_path: Path, step: str, size: tuple[int, int]
) -> None:
    app = app_of("kiosk-dark", tmp_path)
    assert snap_compare(app, terminal_size=size, run_before=walking(app, "en", step))


@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("step", ["service", "confirm", "given"])
def test_a_visit_in_arabic_and_the_light_theme(
    snap_compare: Any, tmp_path: Path, step: str, size: tuple[int, int]
) -> None:
    app = app_of("kiosk-light", tmp_path)
    assert snap_compare(app, terminal_size=size, run_before=walking(app, "ar", step))


@pytest.mark.parametrize("theme", ["kiosk-dark", "kiosk-light"])
def test_are_you_still_there(snap_compare: Any, tmp_path: Path, theme: str) -> None:
    app = app_of(theme, tmp_path)

    async def wait(pilot: Pilot[Any]) -> None:
        await walking(app, "en", "service")(pilot)
        app._at_work.attention.nobody_there()
        await Hand(app, pilot).until("StillThereDialog")

    assert snap_compare(app, terminal_size=(87, 24), run_before=wait)


def test_a_closed_service_explained(snap_compare: Any, tmp_path: Path) -> None:
    app = app_of("kiosk-light", tmp_path)

    async def ask(pilot: Pilot[Any]) -> None:
        await walking(app, "en", "service")(pilot)
        await Hand(app, pilot).walk("Driving licence")

    assert snap_compare(app, terminal_size=(87, 24), run_before=ask)


def test_a_printer_without_paper(snap_compare: Any, tmp_path: Path) -> None:
    app = app_of("kiosk-dark", tmp_path, printer=False)
    assert snap_compare(
        app, terminal_size=(87, 24), run_before=walking(app, "en", "confirm")
    )


@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
def test_closed(snap_compare: Any, tmp_path: Path, size: tuple[int, int]) -> None:
    app = app_of("kiosk-dark", tmp_path, hour=20)

    async def look(pilot: Pilot[Any]) -> None:
        await Hand(app, pilot).until("Closed")

    assert snap_compare(app, terminal_size=size, run_before=look)


def test_out_of_service(snap_compare: Any, tmp_path: Path) -> None:
    app = app_of("kiosk-dark", tmp_path)

    async def fail(pilot: Pilot[Any]) -> None:
        hand = Hand(app, pilot)
        await hand.until("Attract")
        app._at_work.break_down("E-0815A0")
        await hand.until("OutOfService")

    assert snap_compare(app, terminal_size=(87, 24), run_before=fail)


def test_an_unknown_branch(snap_compare: Any, tmp_path: Path) -> None:
    place = Place(theme="kiosk-light", settings={"branch": BranchId("nowhere001")})
    app = place.app(tmp_path / "front")

    async def look(pilot: Pilot[Any]) -> None:
        await Hand(app, pilot).until("SelfTest")

    assert snap_compare(app, terminal_size=(120, 40), run_before=look)


def test_figures_that_are_a_minute_old(snap_compare: Any, tmp_path: Path) -> None:
    place = Place(waiting=WAITING)
    app = place.app(tmp_path / "front")

    async def wait(pilot: Pilot[Any]) -> None:
        await walking(app, "en", "service")(pilot)
        place.clock.pass_by(seconds=59)
        app._at_work.show()
        await Hand(app, pilot).settle()

    assert snap_compare(app, terminal_size=(66, 18), run_before=wait)


def test_which_branch(snap_compare: Any, tmp_path: Path) -> None:
    names = {"Riverside": {}, "Airport": {"hours": lobby.AFTERNOON}}
    others = [
        lobby.branch(id=BranchId(f"{name.lower():0<10}"), name={"en": name}, **more)
        for name, more in names.items()
    ]
    app = Place([lobby.branch(), *others]).app(tmp_path / "front")

    async def look(pilot: Pilot[Any]) -> None:
        hand = Hand(app, pilot)
        await hand.until("Attract")
        await hand.walk("English")

    assert snap_compare(app, terminal_size=(120, 40), run_before=look)


def test_a_panel_too_small(snap_compare: Any, tmp_path: Path) -> None:
    app = app_of("kiosk-dark", tmp_path)

    async def look(pilot: Pilot[Any]) -> None:
        await Hand(app, pilot).until("SelfTest")

    assert snap_compare(app, terminal_size=(48, 12), run_before=look)
