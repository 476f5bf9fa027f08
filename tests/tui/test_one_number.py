"""One intent, one number: whatever is touched how often, and whatever gets lost."""

import asyncio
from dataclasses import replace

import pytest
import stamina

from kiosk.domain.ports import Capabilities
from kiosk.errors import (
    Ambiguous,
    KeyTrouble,
    KioskError,
    Reason,
    TooBusy,
    Unavailable,
)
from tests.tui.hand import Hand, Place, kiosk
from tests.tui.lobby import MAIN, small_branch
from tests.tui.wires import Wire


@pytest.fixture(autouse=True)
def no_waiting() -> None:
    """Retries come at once."""
    stamina.set_testing(True, attempts=5)


@pytest.fixture
def place() -> Place:
    """A kiosk with one page of services."""
    return Place([small_branch(3)])


def wired(place: Place) -> Wire:
    """The wire that `place` will use."""
    wire = Wire(place.desk)
    place.wrap = lambda _: wire
    return wire


async def waiting(place: Place) -> int:
    """How many tickets there are."""
    return (await place.desk.branch(MAIN)).waiting


async def ready_to_take(hand: Hand) -> None:
    """On the page with the last button."""
    await hand.walk("English", "ID card")


async def test_a_double_tap_does_not_fall_through_to_the_next_page(
    place: Place,
) -> None:
    """Two touches of one place 140 ms apart are one, whatever comes up in between."""
    async with kiosk(place) as hand:
        region = hand.tile("English").region
        x, y = region.x + 5, region.y + 1
        first = hand.touch(x, y)
        await hand.until("ChooseService")
        assert hand.app.get_widget_at(x, y)[0] in hand.tiles
        hand.touch(x, y, at=first + 0.14)
        await hand.settle()
        assert "ChooseService" == hand.page


async def test_while_it_is_sent_nothing_else_can_be_touched(place: Place) -> None:
    wire = wired(place)
    wire.gate = asyncio.Event()
    async with kiosk(place) as hand:
        await ready_to_take(hand)
        await hand.tap("Take a number")
        assert "Taking your number…" in hand.text
        await hand.tap("Back")
        await hand.until_true(lambda: hand.tile("Back").disabled)
        assert "TakeNumber" == hand.page
        await hand.pilot.press("escape")
        wire.gate.set()
        await hand.until("NumberGiven")


@pytest.mark.parametrize(
    "error",
    [
        Ambiguous(),
        Unavailable(Reason.TIMEOUT),
        KeyTrouble(Reason.KEY_RUNNING),
        TooBusy(retry_after=1),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_a_lost_answer_is_asked_for_under_the_same_key(
    place: Place, error: KioskError
) -> None:
    """The desk had done it the first time: it gives the same number again."""
    wire = wired(place)
    wire.lost = [error, Ambiguous()]
    async with kiosk(place) as hand:
        await ready_to_take(hand)
        await hand.walk("Take a number")
        assert "NumberGiven" == hand.page
        assert ["key-1"] * 3 == [once.key for once in wire.asked]
        assert 1 == len({once.fingerprint for once in wire.asked})
    assert 1 == await waiting(place)


async def test_a_full_disk_is_said_and_over_when_it_is_over(place: Place) -> None:
    """Nothing is promised; nor is it asked again without a touch."""
    wire = wired(place)
    wire.errors = [Unavailable(Reason.STORE_FULL)]
    async with kiosk(place) as hand:
        await ready_to_take(hand)
        await hand.tap("Take a number")
        await hand.until("TakeNumber", "No numbers can be given now.")
        assert 1 == len(wire.asked)
        await hand.walk("Try again")
        assert "NumberGiven" == hand.page


async def test_a_second_visit_is_a_second_number(place: Place) -> None:
    async with kiosk(place) as hand:
        for _ in range(2):
            await ready_to_take(hand)
            await hand.walk("Take a number", "Done")
        assert ["key-1", "key-2"] == place.keys
    assert 2 == await waiting(place)


async def test_another_service_is_another_intent(place: Place) -> None:
    async with kiosk(place) as hand:
        await ready_to_take(hand)
        await hand.walk("Back", "Passport: new")
        assert ["key-1", "key-2"] == place.keys


async def test_a_system_that_cannot_repeat_is_not_asked_twice(place: Place) -> None:
    """Without idempotency a lost answer may be a number already."""

    class Forgetful(Wire):
        @property
        def capabilities(self) -> Capabilities:
            return replace(self.desk.capabilities, idempotent=False)

    forgetful = Forgetful(place.desk, lost=[Ambiguous()])
    place.wrap = lambda _: forgetful
    async with kiosk(place) as hand:
        await ready_to_take(hand)
        await hand.tap("Take a number")
        await hand.until_true(lambda: "Go to the information desk." in hand.text)
        assert "Try again" not in hand.text
        assert 1 == len(forgetful.asked)
