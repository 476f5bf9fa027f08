"""A technician at a kiosk: a PIN that is set, a knock, and the way in."""

from pathlib import Path

from kiosk.config.settings import load_settings
from kiosk.server.pins import Pins
from kiosk.store.panel import PanelFiles
from kiosk.wiring.upkeep import PanelUpkeep
from tests.tui.hand import Hand, Place
from tests.tui.walks import press

PIN = "274913"
SERVER = "https://queue.example.org"


CHEAP = {"memory_kib": 8, "passes": 1}
"""The least that a hash may cost."""


async def with_pin(data: Path, place: Place | None = None) -> Place:
    """That kiosk, with a PIN in `data`, as the command sets it."""
    place = place or Place()
    PanelFiles(data).keep_pin(await Pins(**CHEAP).hashed(PIN))
    place.settings["upkeep"] = upkeep(data, place)
    return place


def upkeep(data: Path, place: Place) -> PanelUpkeep:
    """As the program makes it when it starts."""
    settings = load_settings(None)
    return PanelUpkeep(settings, data, SERVER, clock=place.clock, pins=Pins(**CHEAP))


async def knock(hand: Hand, times: int = 5, *, apart: float = 0.6) -> None:
    """Touch the clock."""
    for _ in range(times):
        clock = hand.app.screen.query_one("#clock").region
        hand.touch(clock.x + clock.width // 2, clock.y, after=apart)
        await hand.settle()


async def type_in(hand: Hand, pin: str) -> None:
    """Digits, then the way on, and wait until it was looked at."""
    await press(hand, *(f"key-{digit}" for digit in pin), "go-on")
    await hand.until_true(lambda: not getattr(hand.app.screen, "typed", ""))


async def let_in(hand: Hand) -> None:
    """All the way to the first page."""
    await knock(hand)
    await hand.until("EnterPin")
    await type_in(hand, PIN)
    await hand.until("Maintenance", "answered in")
