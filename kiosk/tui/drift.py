"""Pages that stand for hours move by a cell, so that nothing burns into the glass."""

from datetime import datetime

from textual.geometry import Offset

SECONDS = 60

_ROUND = (Offset(0, 0), Offset(1, 0), Offset(1, 1), Offset(0, 1))
"""One cell at a time, and back where it began after four."""


def drift(now: datetime) -> Offset:
    """How far such a page is from its place at `now`: nothing or one cell, each way."""
    return _ROUND[int(now.timestamp()) // SECONDS % len(_ROUND)]
