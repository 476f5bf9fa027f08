"""How a technician knocks: five touches on the clock, which customers have no reason for."""

from typing import Final

from textual import events
from textual.screen import Screen

from kiosk.tui.customer.page import Page
from kiosk.tui.tile import Tile

TOUCHES: Final = 5
SECONDS: Final = 4.0
"""From the first to the last of them."""

_BOUNCE: Final = 0.08
"""A finger that comes down again within this time never left."""


class Knocking:
    """Counts them, on whatever pages they fall: the clock is in one place on all."""

    def __init__(self) -> None:
        """Nobody knocked."""
        self._at: list[float] = []

    def heard(self, event: events.Event, screen: Screen[object]) -> bool:
        """Whether that was the last of five. A touch elsewhere begins anew."""
        if not isinstance(event, events.MouseDown) or event.button != 1:
            return False
        if not (isinstance(screen, Page) and _is_clock(screen, event.x, event.y)):
            self._at.clear()
            return False
        self._at = [at for at in self._at if event.time - at <= SECONDS]
        if self._at and event.time - self._at[-1] < _BOUNCE:
            return False
        self._at.append(event.time)
        if len(self._at) < TOUCHES:
            return False
        self._at.clear()
        return True


def _is_clock(page: Page, x: int, y: int) -> bool:
    """The clock, or the row below it where that is free: one row is low for a finger."""
    clock = page.clock.region
    if not page.clock.display or not clock.grow((0, 0, 1, 0)).contains(x, y):
        return False
    return clock.contains(x, y) or not isinstance(page.get_widget_at(x, y)[0], Tile)
