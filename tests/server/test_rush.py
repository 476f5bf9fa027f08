"""Everybody at once, over a real socket: nobody's number, turn or promise is lost."""

from collections.abc import Iterator

import pytest

from tests.bench.judge import Kept, out_of_turn, twice
from tests.bench.kills import endure
from tests.bench.load import Answer, Order, is_good
from tests.bench.lobby import LOBBY, SERVICES
from tests.bench.scene import Scene, scene
from tests.bench.serving import Serving, load

CLIENTS, EACH, COUNTERS = 64, 20, 8


@pytest.fixture
def stage() -> Iterator[Scene]:
    """A place of its own, gone afterwards with every process in it."""
    with scene() as made:
        yield made


def _good(answers: list[Answer]) -> list[Answer]:
    return [answer for answer in answers if is_good(answer)]


def test_a_rush_is_numbered_without_a_gap_and_called_without_a_double(
    stage: Scene,
) -> None:
    total = CLIENTS * EACH
    with Serving(stage) as server:
        key = server.key()
        take = Order("issue", server.at, LOBBY.id, CLIENTS, total, key, SERVICES[:1])
        taken = load(stage, take).answers
        call = Order("call", server.at, LOBBY.id, COUNTERS, total, key)
        called = [a for a in load(stage, call).answers if a.deed == "call"]
    expected = [f"A{n:03d}" for n in range(1, total + 1)]
    assert sorted(expected) == sorted(answer.number for answer in _good(taken))
    assert 0 == out_of_turn(taken)
    assert sorted(expected) == sorted(answer.number for answer in _good(called))
    kept = Kept.read(server.database)
    assert {answer.id: answer.number for answer in taken} == kept.ids
    assert {1} == set(kept.calls.values())


def test_what_was_promised_holds_when_the_server_is_killed(stage: Scene) -> None:
    """Clients ask again under the same key until they are told: each has one number."""
    after = endure(stage, kills=3, clients=8)
    assert (0, 0, 0, 0) == (after.lost, after.twice, after.gaps, after.unanswered)
    assert len(after.acknowledged) == len({a.key for a in after.acknowledged})
    assert 0 == twice(answer.number for answer in after.acknowledged)
