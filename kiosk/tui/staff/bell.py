"""When a console rings: one soft bell for what is news."""

from kiosk.domain.serving import Which
from kiosk.tui.staff.book import Book


class Bell:
    """What was there already when the console first looked is no news."""

    def __init__(self) -> None:
        """Nothing was looked at."""
        self._waiting = 0
        self._asking: frozenset[object] = frozenset()
        self._looked = False

    def rings(self, book: Book, *, idle: bool) -> bool:
        """Whether somebody asks for help at a kiosk, or comes while this counter is `idle`."""
        waiting = book.count(Which.WAITING)
        asking = frozenset[object](book.lobby.summons if book.lobby else ())
        came = idle and self._waiting == 0 < waiting
        rings = self._looked and (came or not asking <= self._asking)
        self._waiting, self._asking = waiting, asking
        self._looked = self._looked or book.lobby is not None
        return rings
