"""Tells a finger's second meaning from its bounce."""

from dataclasses import dataclass

BOUNCE_SECONDS = 0.35
"""Two touches of one place within this time are one."""

FRESH_PAGE_SECONDS = 0.4
"""On a page this young, a touch where the last one was meant the page before."""


@dataclass(frozen=True, slots=True)
class Touch:
    """A finger coming down on a cell, at a monotonic time in seconds."""

    x: int
    y: int
    at: float


class TapGuard:
    """Drops bounces, and double taps that would fall through to the next page.

    A touch elsewhere is meant, however fast: a practised hand is quicker than any pause that
    would stop a trembling one, and only the trembling one touches the same place twice.
    """

    def __init__(self) -> None:
        """Nothing touched yet."""
        self._last: Touch | None = None
        self._page_at = float("-inf")

    def page_changed(self, at: float) -> None:
        """Another page came up at that monotonic time."""
        self._page_at = at

    def admits(self, touch: Touch, reach: tuple[int, int], *, repeats: bool) -> bool:
        """Whether `touch` is one of its own.

        `reach` is how many columns and rows still are the same place. `repeats`: the place
        means the same when it is touched again, so that only a fresh page is guarded.
        """
        last, self._last = self._last, touch
        if last is None:
            return True
        near = abs(touch.x - last.x) <= reach[0] and abs(touch.y - last.y) <= reach[1]
        if not near:
            return True
        if touch.at - self._page_at < FRESH_PAGE_SECONDS:
            return False
        return repeats or touch.at - last.at >= BOUNCE_SECONDS
