"""How long a wait may be, as a range: open counters take turns at the people before you.

Ranges lean long on purpose: people forgive a wait that ends early (Larson, "Perspectives on
Queues: Social Justice and the Psychology of Queueing", 1987).
"""

import math
from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.ticket import WaitRange

STEP = 5
QUARTER = 15
HOURS_FROM = 90


def wait_range(ahead: int, minutes: float, counters: int) -> WaitRange | None:
    """The wait of somebody with `ahead` people before them; None without an open counter.

    `ahead` counts the people of every service the same open counters serve, `minutes` is the
    mean handling time, `counters` those open for the service. Steps of 5 minutes, of 15 from 90.
    """
    if counters < 1:
        return None
    mean = (ahead + 1) * minutes / counters
    lo = STEP * round(0.8 * mean / STEP)
    hi = STEP * math.ceil(1.2 * mean / STEP)
    if hi >= HOURS_FROM:
        lo, hi = (QUARTER * round(edge / QUARTER) for edge in (lo, hi))
    return WaitRange(lo, hi, round(mean))


class Way(StrEnum):
    """How a wait is put into words."""

    UNKNOWN = "unknown"
    UNDER_FIVE = "under-five"
    MINUTES = "minutes"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class SpokenWait:
    """What to say of a wait: minutes as they are, hours in exact quarters (1.5), else zeros."""

    way: Way
    lo: float = 0
    hi: float = 0


def spoken(wait: WaitRange | None) -> SpokenWait:
    """Which sentence fits a wait, and its figures."""
    if wait is None:
        return SpokenWait(Way.UNKNOWN)
    if wait.hi <= STEP:
        return SpokenWait(Way.UNDER_FIVE)
    if wait.hi >= HOURS_FROM:
        return SpokenWait(Way.HOURS, wait.lo / 60, wait.hi / 60)
    return SpokenWait(Way.MINUTES, wait.lo, wait.hi)
