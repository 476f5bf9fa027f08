"""How often somebody may ask: a token bucket for each key and address."""

import math
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.errors import TooBusy


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float


class RateLimit:
    """`per_second` requests each on average, twice that in a burst; 0 sets no limit.

    The number of buckets is bounded: the one unused longest is forgotten first, which can only
    be generous. `monotonic` gives seconds.
    """

    def __init__(
        self,
        per_second: float,
        monotonic: Callable[[], float],
        *,
        most: int = 10_000,
        burst: float = 0.0,
    ) -> None:
        """`most` buckets are remembered. `burst`: so many at once, where twice is too few."""
        self._rate, self._burst = per_second, max(1.0, per_second * 2, burst)
        self._monotonic, self._most = monotonic, most
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def take(self, who: str) -> None:
        """Count one request. Raises TooBusy with the seconds until the next is free."""
        if self._rate <= 0:
            return
        now = self._monotonic()
        bucket = self._buckets.get(who)
        if bucket is None:
            bucket = self._buckets[who] = _Bucket(self._burst, now)
            if len(self._buckets) > self._most:
                self._buckets.popitem(last=False)
        else:
            self._buckets.move_to_end(who)
            earned = (now - bucket.at) * self._rate
            bucket.tokens, bucket.at = min(self._burst, bucket.tokens + earned), now
        if bucket.tokens < 1:
            seconds = math.ceil((1 - bucket.tokens) / self._rate)
            raise TooBusy(
                detail=f"more than {self._rate:g} a second", retry_after=seconds
            )
        bucket.tokens -= 1
