"""How long nobody has answered, and what that means for the glass."""

from collections.abc import Callable
from datetime import datetime
from time import monotonic

from textual.timer import Timer

from kiosk.errors import Reason

BANNER_SECONDS = 5.0
OUT_SECONDS = 20.0


class Connection:
    """Silent at first, then a banner, then out of service; fine again with the first answer."""

    def __init__(
        self,
        later: Callable[[float, Callable[[], None]], Timer],
        changed: Callable[[], None],
        now: Callable[[], datetime],
    ) -> None:
        """`later` calls back after seconds; `changed` is called when there is more to say."""
        self._later, self._changed, self._now = later, changed, now
        self._timers: list[Timer] = []
        self._lost_at: float | None = None
        self.reason = Reason.OFFLINE
        self.since: datetime | None = None
        """When it was lost; None while somebody answers."""
        self.banner = False
        self.out = False

    def lost(self, since: float, reason: Reason) -> None:
        """Nobody answered what was asked at `since` (monotonic)."""
        self.reason = reason
        if self._lost_at is not None:
            return
        self._lost_at, self.since = since, self._now()
        for seconds, step in (
            (BANNER_SECONDS, self._show_banner),
            (OUT_SECONDS, self._go_out),
        ):
            left = max(0.01, since + seconds - monotonic())
            self._timers.append(self._later(left, step))

    def found(self) -> None:
        """Somebody answered."""
        for timer in self._timers:
            timer.stop()
        self._timers.clear()
        self._lost_at = self.since = None
        self.banner = self.out = False

    def _show_banner(self) -> None:
        self.banner = True
        self._changed()

    def _go_out(self) -> None:
        self.out = True
        self._changed()
