"""Notices that nobody has touched the kiosk for a while."""

from collections.abc import Callable

from textual.timer import Timer

from kiosk.tui.customer.session import Step

IDLE_SECONDS = {
    Step.BRANCH: 30.0,
    Step.ERRAND: 30.0,
    Step.GROUP: 30.0,
    Step.SERVICE: 30.0,
    Step.CONFIRM: 45.0,
    Step.CODE: 45.0,
    Step.FIND_PHONE: 45.0,
    Step.FOUND: 45.0,
    Step.MINE: 45.0,
    Step.LEAVE: 45.0,
    Step.PHONE: 45.0,
    Step.NAME: 45.0,
    Step.TIME: 45.0,
    Step.MEETING: 30.0,
    Step.BOOK: 45.0,
}
"""Until somebody is asked whether they are still there; the other pages wait for nobody."""


class Idle:
    """One clock that every touch winds up again."""

    def __init__(
        self,
        later: Callable[[float, Callable[[], None]], Timer],
        gone: Callable[[], None],
    ) -> None:
        """`gone` is called when it has run down."""
        self._later, self._gone = later, gone
        self._timer: Timer | None = None
        self._seconds: float | None = None

    def watch(self, seconds: float | None) -> None:
        """Run down in `seconds` from now; None: don't."""
        self._seconds = seconds
        self.touched()

    def touched(self) -> None:
        """Somebody is there."""
        if self._timer:
            self._timer.stop()
            self._timer = None
        if self._seconds is not None:
            self._timer = self._later(self._seconds, self._gone)
