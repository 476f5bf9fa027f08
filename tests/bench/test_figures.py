"""A row says yes only when its goal is reached, and nothing when nothing was measured."""

import pytest

from tests.bench.figures import (
    Row,
    Verdict,
    at_most,
    none_of,
    percentile,
    share,
    times,
    voided,
)


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        (times("", 100, 150, 1.5, "ms"), Verdict.YES),
        (times("", 100, 151, 1.5, "ms"), Verdict.NO),
        (share("", 1000, 550, 0.55, "/s"), Verdict.YES),
        (share("", 1000, 549, 0.55, "/s"), Verdict.NO),
        (at_most("", 50, 50, "ms"), Verdict.YES),
        (at_most("", 50.1, 50, "ms"), Verdict.NO),
        (none_of("", 0, 10), Verdict.YES),
        (none_of("", 1, 10), Verdict.NO),
        (none_of("", 0, 0), Verdict.NO),
        (voided(times("", 100, 100, 1.5, "ms"), "busy"), Verdict.VOID),
    ],
)
def test_a_goal_is_reached_or_not(row: Row, verdict: Verdict) -> None:
    assert verdict == row.verdict


@pytest.mark.parametrize(("percent", "sample"), [(50, 2), (99, 4), (100, 4), (25, 1)])
def test_a_percentile_is_one_of_the_samples(percent: float, sample: float) -> None:
    assert sample == percentile([3, 1, 4, 2], percent)
