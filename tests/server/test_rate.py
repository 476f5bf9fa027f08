"""One busy integration does not slow the branch down."""

import pytest

from kiosk.errors import TooBusy
from kiosk.server.rate import RateLimit
from tests.server.test_leases import Seconds


def _taken(limit: RateLimit, who: str, tries: int) -> int:
    """How many of `tries` requests get through."""
    through = 0
    for _ in range(tries):
        try:
            limit.take(who)
        except TooBusy:
            continue
        through += 1
    return through


def test_a_burst_of_twice_the_rate_passes() -> None:
    """Fifty a second allow a hundred at once."""
    assert _taken(RateLimit(50, Seconds()), "key", 300) == 100


def test_the_rate_comes_back_with_time() -> None:
    """After a second there is room for another second's worth."""
    time = Seconds()
    limit = RateLimit(50, time)
    _taken(limit, "key", 300)
    time.now += 1
    assert _taken(limit, "key", 300) == 50


def test_says_when_to_come_back() -> None:
    """Retry-After is the time until the next request is free, and never zero."""
    limit = RateLimit(0.1, Seconds())
    _taken(limit, "key", 5)
    with pytest.raises(TooBusy) as caught:
        limit.take("key")
    assert caught.value.retry_after == 10


def test_one_key_does_not_use_up_anothers() -> None:
    """Each has a bucket of its own."""
    limit = RateLimit(1, Seconds())
    _taken(limit, "greedy", 100)
    assert _taken(limit, "other", 1) == 1


def test_zero_sets_no_limit() -> None:
    """A site may switch it off."""
    assert _taken(RateLimit(0, Seconds()), "key", 1000) == 1000


def test_a_crowd_of_names_does_not_fill_the_memory() -> None:
    """Addresses nobody hears of again are forgotten."""
    limit = RateLimit(5, Seconds(), most=100)
    for number in range(10_000):
        limit.take(f"10.0.{number}")
    assert len(limit._buckets) == 100
