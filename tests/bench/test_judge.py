"""The judge sees what went wrong: a check that cannot fail would prove nothing."""

import pytest

from tests.bench.judge import Booked, gaps, lost, out_of_turn, overlaps, split, twice
from tests.bench.load import Answer


def _answer(
    number: str, began: float = 0, ended: float = 1, ticket: str = "", status: int = 201
) -> Answer:
    return Answer("issue", 0, began, ended, status, id=ticket or number, number=number)


@pytest.mark.parametrize(
    ("number", "parts"),
    [("A042", ("A", 42)), ("A1000", ("A", 1000)), ("BC001", ("BC", 1)), ("7", ("", 7))],
)
def test_a_number_is_its_letters_and_its_count(
    number: str, parts: tuple[str, int]
) -> None:
    assert parts == split(number)


@pytest.mark.parametrize(
    ("numbers", "found"),
    [([], 0), (["A001", "A002"], 0), (["A001", "A001"], 1), (["A001"] * 3, 2)],
)
def test_a_number_given_twice_is_seen(numbers: list[str], found: int) -> None:
    assert found == twice(numbers)


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ([], 0),
        ([(1, "A001"), (1, "A002")], 0),
        ([(1, "A001"), (1, "A003")], 1),
        ([(1, "A002")], 1),
        ([(1, "A001"), (1, "B001"), (2, "A001")], 0),
        ([(1, "A001"), (2, "A002")], 1),
        ([(1, "A999"), (1, "A1001")], 999),
    ],
)
def test_a_number_passed_over_is_seen_in_its_range_and_day(
    numbers: list[tuple[int, str]], found: int
) -> None:
    assert found == gaps(numbers)


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ([_answer("A001", 0, 1), _answer("A002", 2, 3)], 0),
        ([_answer("A002", 0, 1), _answer("A001", 2, 3)], 1),
        ([_answer("A002", 0, 2), _answer("A001", 1, 3)], 0),
        ([_answer("A002", 0, 1), _answer("A001", 1, 2)], 0),
        ([_answer("A009", 0, 1), _answer("B001", 2, 3)], 0),
        ([_answer("A002", 0, 1), _answer("A001", 2, 3, status=500)], 0),
    ],
    ids=["in turn", "behind", "side by side", "at once", "other range", "refused"],
)
def test_a_number_behind_an_earlier_one_is_seen(
    answers: list[Answer], found: int
) -> None:
    assert found == out_of_turn(answers)


@pytest.mark.parametrize(
    ("kept", "found"),
    [({"t1": "A001"}, 0), ({}, 1), ({"t1": "A002"}, 1), ({"t2": "A001"}, 1)],
)
def test_an_acknowledged_ticket_that_is_not_kept_is_lost(
    kept: dict[str, str], found: int
) -> None:
    assert found == lost([_answer("A001", ticket="t1")], kept)


def test_a_refused_request_is_no_lost_ticket() -> None:
    assert 0 == lost([_answer("", status=503)], {})


@pytest.mark.parametrize(
    ("spans", "found"),
    [
        ([("a", 0, 30), ("a", 30, 60)], 0),
        ([("a", 0, 30), ("b", 10, 40)], 0),
        ([("a", 10, 40), ("a", 0, 30)], 1),
        ([("a", 0, 30), ("a", 0, 30), ("a", 5, 20)], 2),
    ],
)
def test_appointments_that_overlap_on_a_lane_are_seen(
    spans: list[tuple[str, int, int]], found: int
) -> None:
    assert found == overlaps(Booked("long", *span) for span in spans)
