"""How long somebody has waited, against what was meant for their service."""

from datetime import timedelta
from enum import StrEnum
from typing import Final


class Band(StrEnum):
    """From fine to much too long. The values name words and styles."""

    OK = "ok"
    SOON = "soon"
    LATE = "late"
    VERY_LATE = "very-late"


_FROM: Final = ((1.5, Band.VERY_LATE), (1.0, Band.LATE), (0.75, Band.SOON))
"""From which share of the target on."""


def band(waited: timedelta, target_minutes: int) -> Band:
    """The highest band that fits. A target of 0 minutes is no target."""
    if target_minutes <= 0:
        return Band.OK
    share = waited / timedelta(minutes=target_minutes)
    return next((found for least, found in _FROM if share >= least), Band.OK)
