"""After a visit nothing holds what the customer typed or scanned, however it ended."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import stamina
from rich.cells import cached_cell_len

from kiosk.domain.numbering import with_check_digit
from kiosk.domain.ports import Capabilities
from kiosk.errors import Ambiguous
from kiosk.store.intents import FileIntents
from kiosk.tui.customer import taking
from tests.tui.clinic import HALF_PAST_NINE, RULES, clinic
from tests.tui.hand import Hand, Place
from tests.tui.keyboard import PERSON, scan, type_keys
from tests.tui.lobby import Tray
from tests.tui.traces import in_memory, on_disk
from tests.tui.upkeep import knock, type_in, with_pin
from tests.tui.wires import Wire

NAME = "Zebulonquix"
PHONE = "307776655"
NOBODYS = with_check_digit("7395184")
"""A code that no ticket has."""

OTHERS = "K1:73951846:zebuscan77"
"""A paper that is not from here."""

WRONG_PIN = "58260713"

TYPED = (NAME, PHONE, NOBODYS, "73951846", "zebuscan77", WRONG_PIN)


@dataclass
class Named(Wire):
    """A queue that books for nobody without a name."""

    @property
    def capabilities(self) -> Capabilities:
        return replace(self.desk.capabilities, wants_name=True)


@dataclass
class Looker:
    """Looks everywhere for what was typed."""

    hand: Hand
    place: Place
    data: Path
    log: pytest.LogCaptureFixture

    def in_memory(self) -> list[str]:
        """What the app holds, and who measures texts for it; the queue itself may know its
        customers."""
        roots = [self.hand.app, cached_cell_len]
        return in_memory(roots, TYPED, self.place, self.place.desk, self.hand)

    async def nothing_is_left(self, page: str = "Attract") -> None:
        """Once the next customer's page is on the glass."""
        await self.hand.until(page)
        await self.hand.settle()
        left = self.in_memory()
        assert not left, "\n".join(left)
        assert [] == on_disk(self.data, TYPED)
        drawn = self.hand.app.export_screenshot()
        logged = [str(vars(each)) for each in self.log.records]
        assert [] == in_memory([drawn, self.log.text, *logged], TYPED)


@asynccontextmanager
async def looked_over(
    place: Place, data: Path, log: pytest.LogCaptureFixture
) -> AsyncIterator[tuple[Hand, Looker]]:
    """A kiosk with all it writes below `data`."""
    place.settings["intents"] = FileIntents(data / "intents")
    app = place.app(data / "front")
    async with app.run_test(size=(87, 24), notifications=False) as pilot:
        hand = Hand(app, pilot)
        await hand.until("Attract")
        yield hand, Looker(hand, place, data, log)


async def by_keys(hand: Hand, text: str) -> None:
    """As a person types it."""
    page: Any = hand.app.screen
    type_keys(hand.app, text, PERSON, ago=-0.3)

    def typed() -> str:
        return str(getattr(page.typed, "digits", page.typed)).casefold()

    await hand.until_true(lambda: typed() == text)


async def to_times(hand: Hand) -> None:
    """Phone and name typed."""
    await hand.walk("English", "I need a service", "Passport: new", "Book a time")
    await by_keys(hand, PHONE)
    await hand.walk("Continue ›")
    await by_keys(hand, NAME.lower())
    await hand.walk("Continue ›")
    await hand.until("ChooseTime", "free")


async def to_the_last_page(hand: Hand, time: str = "09:30") -> None:
    """A time held as well."""
    await to_times(hand)
    await hand.tap("Tue")
    await hand.walk(time)
    await hand.until("ConfirmTime", NAME)


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries come at once, and the reference of a crash stands for a short time."""
    stamina.set_testing(True, attempts=3)
    monkeypatch.setattr(taking, "PAUSES", (0.0,))
    monkeypatch.setattr("kiosk.tui.customer.app.FAULT_SECONDS", 1.5)


async def test_no_ending_of_a_visit_leaves_what_was_typed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Done, started over, gone away, taken back by Escape, lost in doubt, cancelled, crashed."""
    caplog.set_level(logging.DEBUG)
    place = Place([clinic(rules=replace(RULES, max_open=9))], tray=Tray())
    wire = Named(place.desk)
    place.wrap = lambda _: wire
    await with_pin(tmp_path, place)
    async with looked_over(place, tmp_path, caplog) as (hand, look):
        await to_the_last_page(hand)
        assert look.in_memory(), "it is there while it is needed"
        await hand.walk("Book this time")
        await hand.until("NumberGiven", "Take your ticket")
        await hand.walk("Done")
        await look.nothing_is_left()

        await to_times(hand)
        hand.app._at_work.attention.nobody_there()
        await hand.until("StillThereDialog")
        hand.app._at_work._stage.still_there.left = 1
        await look.nothing_is_left()

        await to_times(hand)
        for page in (
            "EnterName",
            "EnterPhone",
            "TakeNumber",
            "ChooseService",
            "ChooseErrand",
            "Attract",
        ):
            type_keys(hand.app, ["escape"], PERSON)
            await hand.until(page)
        await look.nothing_is_left()

        await to_the_last_page(hand, "10:00")
        wire.lost = [Ambiguous() for _ in range(3)]
        await hand.tap("Book this time")
        await hand.until("ConfirmTime", "Try again")
        assert [] == on_disk(tmp_path, TYPED), "what is kept for later says nothing"
        await hand.walk("Start over")
        await look.nothing_is_left()

        place.clock.at = HALF_PAST_NINE - timedelta(minutes=40)
        await hand.walk("English", "I have an appointment")
        await by_keys(hand, NOBODYS)
        await hand.tap("Continue ›")
        await hand.until("EnterCode", "We can't find this code.")
        scan(hand.app, OTHERS, "enter")
        await hand.until("Dialog")
        await hand.walk("OK", "By phone number")
        await by_keys(hand, PHONE)
        await hand.walk("Continue ›")
        await hand.until("MyTicket")
        await hand.walk("Cancel it", "Yes, cancel it", "Done")
        await look.nothing_is_left()

        await knock(hand)
        await hand.until("EnterPin")
        await type_in(hand, WRONG_PIN)
        await hand.walk("Back")
        await look.nothing_is_left()

        await to_times(hand)
        hand.app.set_timer(0.01, boom)
        await look.nothing_is_left("OutOfService")


def boom() -> None:
    """Something nobody expected."""
    raise RuntimeError("boom")
