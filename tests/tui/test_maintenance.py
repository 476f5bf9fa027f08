"""A technician at the panel: how they get in, what they see and do there, and who does not."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.desk.desk import Desk
from kiosk.domain.branch import BranchId
from kiosk.domain.ports import Outcome
from kiosk.domain.scanned import Scanned
from kiosk.store.panel import PanelFiles
from kiosk.tui.customer.idle import IDLE_SECONDS
from kiosk.tui.panel import Panel
from kiosk.tui.words import Words
from tests.tui.hand import PATIENCE, Hand, Place, kiosk
from tests.tui.lobby import MORNING, Tray, branch
from tests.tui.looks import faint, faults
from tests.tui.upkeep import PIN, knock, let_in, type_in, upkeep, with_pin
from tests.tui.walks import press
from tests.tui.wires import Wire

SAID = "K1Ö48217739Öab?cd0efgh"
"""A ticket's code, as a machine set to German takes a scanner's US keys."""


def behind(wire: Wire) -> Callable[[Desk], Any]:
    """The desk behind that wire."""

    def wrap(desk: Desk) -> Wire:
        wire.desk = desk
        return wire

    return wrap


async def test_five_touches_on_the_clock_ask_for_the_pin(tmp_path: Path) -> None:
    """Four don't, nor do five that take their time or fall beside it."""
    place = await with_pin(tmp_path)
    async with kiosk(place) as hand:
        await knock(hand, 4)
        hand.touch(2, 0)
        await knock(hand, 4)
        hand.touch(2, 0)
        await knock(hand, 5, apart=1.1)
        assert "EnterPin" != hand.page
        hand.touch(2, 0)
        await knock(hand, 5, apart=0.9)
        await hand.until("EnterPin", "Type the PIN")
        await hand.tap("Back")
        await hand.until("Attract")


async def test_without_a_pin_there_is_no_maintenance(tmp_path: Path) -> None:
    """And one that is cleared closes it at once."""
    place = Place()
    place.settings["upkeep"] = upkeep(tmp_path, place)
    async with kiosk(place) as hand:
        await knock(hand, 10)
        assert "EnterPin" != hand.page
        await with_pin(tmp_path)
        await knock(hand)
        await hand.until("EnterPin")


async def test_a_customer_who_knocks_has_the_kiosk_back_and_leaves_nothing(
    tmp_path: Path,
) -> None:
    """By itself, after 20 seconds. Their choices are gone, as with any visit that ends."""
    async with kiosk(await with_pin(tmp_path)) as hand:
        await hand.walk("English")
        await knock(hand)
        await hand.until("EnterPin")
        await press(hand, "key-1", "key-2")
        technician = hand.app._at_work.overlay.upkeep
        assert 20 == technician._idle._seconds
        technician.nobody_there()
        await hand.until("Attract")
        found = technician._glass.pages.pin
        assert ("", None) == (found.typed, found.frame)


@pytest.mark.parametrize("page", ["OutOfService", "Closed", "SelfTest"])
async def test_it_opens_where_nothing_works(tmp_path: Path, page: str) -> None:
    """Nobody answers, the branch is closed, the settings are wrong: that is when they come."""
    place, wire = Place(), Wire(None, cut=True)  # type: ignore[arg-type]  # given below
    if page == "OutOfService":
        place = Place(wrap=behind(wire))
    elif page == "Closed":
        place.clock.at = MORNING.replace(hour=20)
    else:
        place.settings["branch"] = BranchId("nowhere001")
    await with_pin(tmp_path, place)
    app = place.app(tmp_path / "front")
    async with app.run_test(size=(87, 24), notifications=False) as pilot:
        hand = Hand(app, pilot)
        silent = page == "OutOfService"
        if silent:
            await hand.until_true(lambda: hand.app._visit is not None)
            lost = hand.app._at_work._connection
            await hand.until_true(lambda: lost.since is not None)
            lost._go_out()
        await hand.until(page)
        await knock(hand)
        await hand.until("EnterPin")
        await type_in(hand, PIN)
        await hand.until("Maintenance", "no answer" if silent else "answered in")
        await hand.walk("Self-test")
        assert silent == ("! Branch: none known yet" in hand.text)
        assert ("SelfTest" == page) == ("! There is no branch" in hand.text)
        await hand.walk("Back", "Back")
        await hand.until(page)


async def test_wrong_pins_wait_then_lock_and_a_restart_changes_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Also the right one is not looked at then. What was typed is in no log."""
    place = await with_pin(tmp_path)
    async with kiosk(place) as hand:
        await knock(hand)
        await hand.until("EnterPin")
        await press(hand, "key-1", "go-on")
        assert "Type 6 digits at least." in hand.text
        await type_in(hand, "735192")
        assert "This PIN is not right." in hand.text
        await type_in(hand, PIN)
        assert "Wait 1 s" in hand.text
        for _ in range(4):
            place.clock.pass_by(seconds=10)
            await type_in(hand, "735192")
        assert "Try again in 15 min" in hand.text
    place.clock.pass_by(minutes=14)
    place.settings["upkeep"] = upkeep(tmp_path, place)
    async with kiosk(place) as hand:
        await knock(hand)
        await hand.until("EnterPin")
        await type_in(hand, PIN)
        assert "Wait 60 s" in hand.text
        place.clock.pass_by(minutes=1)
        await type_in(hand, PIN)
        await hand.until("Maintenance")
    said = [record for record in caplog.records if "wrong PIN" in record.message]
    assert [1, 2, 3, 4, "locked"] == [vars(record)["wrong"] for record in said]
    assert "735192" not in caplog.text


async def test_what_a_technician_looks_at(tmp_path: Path) -> None:
    """One paper, and its outcome; the machine; a scan as it came; the glass; in both
    languages. Nothing of it is left."""
    place = await with_pin(tmp_path)
    tray = place.tray = Tray()
    async with kiosk(place) as hand:
        await let_in(hand)
        await hand.tap("Test print")
        await hand.until("Dialog", "One paper with the number TEST.")
        assert ["TEST en kiosk-1"] == tray.papers
        await hand.tap("OK")
        tray.ready, tray.outcome = False, Outcome.NOT_PRINTED
        await hand.tap("Test print")
        await hand.until("Dialog", "Not printed")
        await hand.tap("OK")
        await hand.until("Maintenance", "! Printer: no paper")
        assert 1 == len(tray.papers)
        await hand.walk("Self-test")
        await hand.until("Findings", "87 × 24 characters")
        await hand.until_true(lambda: "https://queue.example.org: answ" in hand.text)
        assert "Main Street Branch (services: 11)" in hand.text
        await hand.walk("Back", "Scanner test")
        assert "The test print carries one" in hand.text
        hand.app._scanning.heard(SAID)
        await hand.until("Findings", f"Read: {SAID}")
        assert "Kind: not one of ours" in hand.text
        assert 'Set scanner.layout = "de"' in hand.text
        hand.app._scanning.heard("48217739")
        await hand.until_true(lambda: "check digit is right" in hand.text)
        await hand.walk("Back", "Screen test")
        await press(hand, *(f"target-{n}" for n in range(4)))
        assert "1 left" in hand.text
        await press(hand, "target-4")
        assert "Every target was hit" in hand.text
        await hand.walk("Back")
        await hand.tap("العربية")
        assert "الصيانة" in hand.text
        await press(hand, "back")
        await hand.until("Attract")
        words = [
            w.text for page in hand.app._at_work._stage.pages for w in page.query(Words)
        ]
        assert not [text for text in words if "48217739" in text or "Ö" in text]


async def test_a_paused_kiosk_serves_nobody_and_maintenance_closes_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until the PIN; then after two minutes without a touch, with 15 seconds to say no."""
    place = await with_pin(tmp_path)
    async with kiosk(place) as hand:
        await let_in(hand)
        await hand.walk("Pause the kiosk")
        await hand.until("Paused", "Our staff know.")
        hand.app._at_work.scanned(Scanned("48217739"))
        hand.touch(40, 12)
        await hand.settle()
        await knock(hand)
        await hand.until("EnterPin")
        hand.app._at_work.overlay.upkeep.nobody_there()
        await hand.until("Paused")
        hand.app._at_work.scanned(Scanned(card=True))
        await hand.until("EnterPin")
        await type_in(hand, PIN)
        await hand.until("Maintenance")
        technician = hand.app._at_work.overlay.upkeep
        assert 120 == technician._idle._seconds
        technician.nobody_there()
        await hand.until("StillAtWorkDialog", "closes in 15 seconds")
        await hand.tap("Stay")
        await hand.until("Maintenance")
        monkeypatch.setattr("kiosk.tui.customer.upkeep.IDLE_SECONDS", 0.01)
        await press(hand, "upkeep-check")
        await hand.until("StillAtWorkDialog")
        await hand.tap("Close")
        await hand.until("Attract")


async def test_the_program_ends_when_it_was_said_what_that_means(
    tmp_path: Path,
) -> None:
    """With exit code 0: nobody begins it again. How it does that, see tests/cli."""
    async with kiosk(await with_pin(tmp_path)) as hand:
        await let_in(hand)
        await hand.tap("End the program")
        await hand.until("Dialog", "End the program?")
        await hand.tap("Keep it")
        await hand.until("Maintenance")
        await hand.tap("End the program")
        await hand.until("Dialog")
        assert hand.app.return_code is None
        await hand.until_true(lambda: hand.tile("End it").region.area > 0)
        answer = hand.tile("End it").region
        hand.touch(answer.x + 2, answer.y + 1)
        async with asyncio.timeout(PATIENCE):
            while hand.app.return_code is None:  # noqa: ASYNC110  nobody tells when
                await asyncio.sleep(0.002)
        assert 0 == hand.app.return_code


async def test_nobody_comes_between_a_customer_and_their_number(tmp_path: Path) -> None:
    """While it is being taken the clock is a clock."""
    wire = Wire(None, gate=asyncio.Event())  # type: ignore[arg-type]  # given by `behind`
    place = await with_pin(tmp_path, Place([branch()], wrap=behind(wire)))
    async with kiosk(place) as hand:
        await hand.walk("English")
        for words in ("Documents", "Passport: new"):
            if any(words in tile.label.text for tile in hand.tiles):
                await hand.walk(words)
        await hand.tap("Take a number")
        await knock(hand)
        assert "TakeNumber" == hand.page
        assert wire.gate
        wire.gate.set()
        await hand.until("NumberGiven")


SHOWN = [((66, 18), "ar"), ((87, 24), "en"), ((60, 50), "ar")]


@pytest.mark.parametrize(("size", "language"), SHOWN, ids=str)
async def test_its_pages_are_whole_on_every_panel(
    tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    """Nothing cut, nothing faint, every target a finger's."""
    theme = "kiosk-light" if language == "en" else "kiosk-dark"
    found = {}
    async with kiosk(await with_pin(tmp_path, Place(theme=theme)), size) as hand:

        def look() -> None:
            target = Panel.of(*size).target
            screen = hand.app.screen
            found[hand.page] = (faults(screen, target), faint(screen, 7.0))

        await knock(hand)
        await hand.until("EnterPin")
        if language == "ar":
            await hand.tap("العربية")
        await type_in(hand, "735192")
        look()
        PanelFiles(tmp_path).forget_attempts()
        await type_in(hand, PIN)
        await hand.until("Maintenance", "10:42")
        look()
        for deed, page in (
            ("check", "Findings"),
            ("scanner", "Findings"),
            ("screen", "ScreenCheck"),
        ):
            await press(hand, f"upkeep-{deed}")
            await hand.until(page)
            hand.app._scanning.heard(SAID)
            await hand.settle()
            look()
            await press(hand, "back")
        await press(hand, "upkeep-end")
        await hand.until("Dialog")
        look()
        await press(hand, "no", "upkeep-pause")
        await hand.until("Paused")
        look()
    assert {page: ([], set()) for page in found} == found
    assert 6 == len(found)


def test_a_technician_has_longer_than_a_customer() -> None:
    from kiosk.tui.customer import upkeep as pages

    assert pages.PIN_SECONDS < min(IDLE_SECONDS.values())
    assert max(IDLE_SECONDS.values()) < pages.IDLE_SECONDS
