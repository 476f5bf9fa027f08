"""The last touch: how far it is, and no way back while it is under way."""

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from textual.timer import Timer

from kiosk.tui.tile import Tile

if TYPE_CHECKING:
    from kiosk.tui.customer.page import Page

BAR_SECONDS: Final = 0.4
"""An answer that takes longer is worth showing that there is no way back meanwhile."""


class Sending(StrEnum):
    """How far it is; the value is the key of what the button of a number says."""

    NOT_YET = "confirm-take"
    UNDER_WAY = "confirm-sending"
    SLOW = "confirm-slow"
    AGAIN = "confirm-try-again"


class Ways:
    """The ways off a page with a last touch."""

    def __init__(self, page: "Page", *others: Tile) -> None:
        """`others` lead elsewhere, beside those that every page has."""
        self._page = page
        self._tiles = (page.back, page.start_over, page.help, page.language, *others)
        self._barring: Timer | None = None

    def follow(self, how: Sending) -> None:
        """While it is under way the page is locked, and soon its ways are seen to be barred."""
        self._page.locked = how in (Sending.UNDER_WAY, Sending.SLOW)
        if not self._page.locked:
            self._bar(barred=False)
        elif self._barring is None:
            self._barring = self._page.set_timer(BAR_SECONDS, self._bar)

    def _bar(self, *, barred: bool = True) -> None:
        if self._barring and not barred:
            self._barring.stop()
            self._barring = None
        for tile in self._tiles:
            tile.disabled = barred
