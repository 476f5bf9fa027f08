"""Calls a minute, calls a month, and waiting when they say so."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.apis.optimo.budget import Budget
from kiosk.apis.optimo.budget_file import SpentFile
from kiosk.apis.optimo.habits import A_MONTH, Habits
from kiosk.errors import TooBusy, Unavailable
from tests.apis.optimo.over_own_routes import client_of, over_own_routes
from tests.apis.optimo.test_client_odd import HERE, TUESDAY, no, page, site
from tests.contract.shop import MAIN, NOON
from tests.desk.hands import StoppedClock
from tests.desk.office import DAY, draft, wanted


class Trial:
    """A budget over a clock that goes when told to."""

    def __init__(self, a_minute: int, a_month: int, spent: SpentFile | None = None):
        self.clock = StoppedClock(NOON)
        self.budget = Budget(a_minute, a_month, self.clock, self._seconds, spent)

    def _seconds(self) -> float:
        return self.clock.now().timestamp()

    def takes(self, *, urgent: bool) -> Iterator[None]:
        """As many calls as may be made."""
        while True:
            try:
                self.budget.take(urgent=urgent)
            except TooBusy:
                return
            yield


def count(trial: Trial, *, urgent: bool = False) -> int:
    return sum(1 for _ in trial.takes(urgent=urgent))


def test_reads_leave_some_calls_of_a_minute_to_creates() -> None:
    """Ten a minute: seven reads, three more for who has begun something, then nothing."""
    trial = Trial(10, 1_000)
    assert (7, 3, 0) == (
        count(trial),
        count(trial, urgent=True),
        count(trial, urgent=True),
    )
    with pytest.raises(TooBusy) as busy:
        trial.budget.take(urgent=True)
    assert 60 == busy.value.retry_after
    trial.clock.pass_by(seconds=60)
    assert 7 == count(trial)


def test_the_last_calls_of_a_month_are_for_creates() -> None:
    """A twentieth of them; a new month begins at nothing, a clock set back does not."""
    trial = Trial(10_000, 1_000)
    assert 950 == count(trial)
    assert trial.budget.is_short
    assert (50, 0) == (count(trial, urgent=True), count(trial, urgent=True))
    trial.clock.at = NOON - timedelta(days=40)
    assert 0 == count(trial)
    trial.clock.at = datetime(2026, 6, 1, tzinfo=UTC)
    assert 950 == count(trial)


@pytest.mark.parametrize(("said", "waited"), [(7, 7), (3600, 60), (0, 1), (-5, 1)])
def test_a_wait_they_ask_for_is_kept_up_to_a_minute(said: int, waited: int) -> None:
    trial = Trial(10, 1_000)
    trial.budget.pause(said)
    with pytest.raises(TooBusy) as busy:
        trial.budget.take(urgent=True)
    assert waited == busy.value.retry_after
    trial.clock.pass_by(seconds=waited)
    trial.budget.take(urgent=True)


def test_a_month_is_counted_on_after_a_restart(tmp_path: Path) -> None:
    kept = tmp_path / "optimo.json"
    trial = Trial(9, 99, SpentFile(kept))
    for _ in range(5):
        trial.budget.take(urgent=True)
    assert {"month": "2026-05", "calls": 5} == json.loads(kept.read_text())
    assert 94 == Trial(9, 99, SpentFile(kept)).budget.left()


def test_calls_are_written_down_before_they_are_made(tmp_path: Path) -> None:
    """Some at a time; a restart never counts fewer than there were."""
    kept = tmp_path / "optimo.json"
    trial = Trial(9_000, 1_000, SpentFile(kept))
    for made in range(1, 30):
        trial.budget.take(urgent=True)
        assert made <= json.loads(kept.read_text())["calls"] < made + 5


@pytest.mark.parametrize(
    "odd",
    [
        "",
        "{",
        "[]",
        "null",
        '{"month":"x","calls":1}',
        '{"month":"2026-05"}',
        '{"month":"2026-05","calls":-1}',
        '{"month":"2026-05","calls":true}',
        "\udc80",
    ],
    ids=ascii,
)
def test_a_file_that_can_not_be_read_counts_from_nothing(
    tmp_path: Path, odd: str
) -> None:
    """Their own count is what holds in the end."""
    kept = tmp_path / "optimo.json"
    kept.write_bytes(odd.encode("utf-8", "surrogateescape"))
    assert ("", 0) == SpentFile(kept).read()
    assert 1_000 == Trial(9, 1_000, SpentFile(kept)).budget.left()


def test_a_full_disk_does_not_stop_bookings(tmp_path: Path) -> None:
    """It is counted in memory meanwhile."""
    gone = SpentFile(tmp_path / "nowhere" / "optimo.json")
    with pytest.raises(Unavailable):
        gone.keep("2026-05", 1)
    trial = Trial(9, 1_000, gone)
    trial.budget.take(urgent=True)
    assert 999 == trial.budget.left()


async def test_a_storm_of_429_is_not_answered_with_calls() -> None:
    """One call, then none until they said; a minute at most, whatever they say."""
    busy = no("429 Too Many Requests", "RATE_LIMIT_EXCEEDED")
    busy = busy.replace(b"connection: close", b"retry-after: 9999\r\nconnection: close")
    async with site(busy, page()) as (client, odd):
        for _ in range(5):
            with pytest.raises(TooBusy):
                await client.told(HERE, TUESDAY)
        assert 1 == len(odd.asked)
        client.clock.pass_by(seconds=60)  # type: ignore[attr-defined]  # a stopped one
        await client.told(HERE, TUESDAY)


async def test_the_servers_plan_is_kept_to_by_the_client() -> None:
    """Ten a minute on both sides: the server never has to say that it is too much."""
    async with over_own_routes(plan=10, a_minute=10) as there:
        refused = 0
        for _ in range(20):
            there.client._times.clear()
            try:
                await there.client.slots(wanted(), DAY)
            except TooBusy:
                refused += 1
        await there.client.issue(draft(), None, "kiosk 1")
        assert (13, 9) == (refused, len(there.wire.asked))


async def test_several_clients_of_a_site_share_its_calls() -> None:
    """Two kiosks' clients, one budget."""
    async with over_own_routes() as there:
        seconds = there.clock
        budget = Budget(4, 99, seconds, lambda: seconds.now().timestamp())
        pair = [
            client_of(there.url, there.clock, there.habits, None, budget)
            for _ in range(2)
        ]
        for one in pair:
            await one.told(MAIN, DAY)
        assert 97 == budget.left()
        for one in pair:
            await one.aclose()


@pytest.mark.parametrize("plan", A_MONTH)
def test_lists_nobody_asked_for_take_half_of_a_month(plan: str) -> None:
    habits = Habits("s", (), a_month=A_MONTH[plan])
    assert A_MONTH[plan] / 2 >= 30 * 86_400 / habits.pause
