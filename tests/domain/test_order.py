"""Who is next, and why."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.order import (
    CHOSEN,
    MAX_STREAK,
    RECALL_COOLDOWN,
    Band,
    Why,
    band,
    choose,
    sort_key,
    streak_of,
    upcoming,
)
from kiosk.domain.ticket import Kind, Status, Ticket
from tests.strategies import NOON, SERVICES, ticket, waiting_rooms

MINUTE = timedelta(minutes=1)
CASH, LOANS = SERVICES


def walkin(waited: int, **changes: object) -> Ticket:
    """Somebody who has waited so many minutes at noon."""
    return ticket(joined_at=NOON - waited * MINUTE, **changes)


def appointment(starts_in: int, waited: int = 10, **changes: object) -> Ticket:
    """Somebody checked in for an appointment so many minutes after noon."""
    start_at = NOON + starts_in * MINUTE
    return walkin(waited, kind=Kind.APPOINTMENT, start_at=start_at, **changes)


@pytest.mark.parametrize(
    ("waiting", "expected"),
    [
        (walkin(1), Band.WALKIN),
        (walkin(1, priority=1), Band.PRIORITY),
        (walkin(1, keep_place=True, priority=2), Band.KEEPS_PLACE),
        (appointment(2), Band.APPOINTMENT),
        (appointment(3), Band.EARLY),
        (appointment(-15, waited=0), Band.APPOINTMENT),
        (appointment(-16, waited=0), Band.WALKIN),
        (appointment(-60, waited=50), Band.APPOINTMENT),
        (appointment(30, priority=1), Band.PRIORITY),
    ],
)
def test_the_band_of_a_waiting_ticket(waiting: Ticket, expected: Band) -> None:
    assert expected == band(waiting, NOON)


@pytest.mark.parametrize(
    ("room", "turn", "why"),
    [
        ([walkin(5), walkin(9, seq=2)], 2, Why.WALKIN),
        ([walkin(5, seq=2), walkin(5)], 1, Why.WALKIN),
        ([walkin(50), walkin(1, seq=2, priority=1)], 2, Why.PRIORITY),
        ([walkin(9, priority=1), walkin(1, seq=2, priority=2)], 2, Why.URGENT),
        ([walkin(9, priority=2), walkin(1, seq=2, keep_place=True)], 2, Why.KEEPS_PLACE),
        ([walkin(50), appointment(2, seq=2)], 2, Why.APPOINTMENT),
        ([appointment(1, 30), appointment(0, 5, seq=2)], 2, Why.APPOINTMENT),
        ([appointment(3, 40), walkin(1, seq=2)], 2, Why.WALKIN),
        ([appointment(20), appointment(9, seq=2)], 2, Why.EARLY),
        ([walkin(3), appointment(-30, 4, seq=2)], 2, Why.LATE),
    ],
)  # fmt: skip
def test_whose_turn_it_is(room: Sequence[Ticket], turn: int, why: Why) -> None:
    choice = choose(room, NOON)
    assert choice is not None
    assert (turn, why) == (choice.ticket.seq, choice.reason)


def test_nobody_waits_nobody_is_called() -> None:
    assert choose([], NOON) is None
    assert choose([ticket(status=Status.SERVING)], NOON) is None


@pytest.mark.parametrize("minutes_ago", [0, 4.9])
def test_who_did_not_answer_is_left_alone_for_five_minutes(minutes_ago: float) -> None:
    absent = walkin(50, keep_place=True, called_at=NOON - minutes_ago * MINUTE)
    other = walkin(1, seq=2)
    choice = choose([absent, other], NOON)
    assert choice is not None
    assert other == choice.ticket


@pytest.mark.parametrize(
    "changes",
    [
        {"called_at": NOON - RECALL_COOLDOWN},
        {"called_at": NOON + MINUTE},
        {"called_at": NOON - 2 * MINUTE, "serving_at": NOON - MINUTE},
    ],
    ids=["long ago", "before the clock was set back", "answered"],
)
def test_who_may_be_called_again(changes: dict[str, object]) -> None:
    back = walkin(50, keep_place=True, **changes)
    choice = choose([back, walkin(1, seq=2)], NOON)
    assert choice is not None
    assert back == choice.ticket


def test_after_two_turns_of_others_a_walkin_past_its_target_goes_first() -> None:
    urgent, patient = walkin(1, priority=2), walkin(21, seq=2)
    for streak, expected in ((0, urgent), (1, urgent), (2, patient), (3, patient)):
        choice = choose([urgent, patient], NOON, streak=streak)
        assert choice is not None
        assert expected == choice.ticket
    assert (Why.OVERDUE, 0) == (choice.reason, choice.streak)


def test_a_walkin_within_its_target_waits_on() -> None:
    urgent, loan = walkin(1, priority=2), walkin(30, seq=2, service=LOANS)
    choice = choose([urgent, loan], NOON, streak=2, targets={LOANS: 30})
    assert choice is not None
    assert (urgent, 3) == (choice.ticket, choice.streak)


def test_a_kept_place_goes_before_fairness_and_does_not_count() -> None:
    kept, patient = walkin(1, keep_place=True), walkin(60, seq=2)
    choice = choose([kept, patient], NOON, streak=2)
    assert choice is not None
    assert (kept, 2) == (choice.ticket, choice.streak)


@given(waiting_rooms(), st.integers(0, 1))
def test_the_choice_is_the_first_of_all_who_are_ready(
    room: Sequence[Ticket], streak: int
) -> None:
    ready = [
        one
        for one in room
        if one.status is Status.WAITING
        and not (one.called_at and NOON - RECALL_COOLDOWN < one.called_at <= NOON)
    ]
    choice = choose(room, NOON, streak=streak)
    first = next(iter(sorted(ready, key=lambda one: sort_key(one, NOON))), None)
    assert first == (choice and choice.ticket)


@given(
    waiting_rooms().flatmap(
        lambda room: st.tuples(st.just(room), st.permutations(room))
    ),
    st.integers(0, 5),
)
def test_the_choice_waits_and_does_not_hang_on_the_order_it_is_shown(
    rooms: tuple[Sequence[Ticket], Sequence[Ticket]], streak: int
) -> None:
    choice, again = (choose(room, NOON, streak=streak) for room in rooms)
    assert choice == again
    assert choice is None or choice.ticket.status is Status.WAITING


@given(st.lists(st.integers(0, 2), max_size=30))
def test_fairness_has_a_bound(newcomers: list[int]) -> None:
    """However many come with priority, a walk-in past its target waits two turns at most."""
    numbers = count(2)
    room = [walkin(21)]
    streak = 0
    for turn, new in enumerate([*newcomers, 0, 0, 0], 1):
        room += [walkin(0, seq=next(numbers), priority=1) for _ in range(new)]
        choice = choose(room, NOON, streak=streak)
        assert choice is not None
        if choice.ticket.seq == 1:
            assert turn <= MAX_STREAK + 1
            return
        room = [
            replace(one, status=Status.SERVED) if one == choice.ticket else one
            for one in room
        ]
        streak = choice.streak
    pytest.fail("the walk-in was never called")


@given(st.lists(st.sampled_from(("walk-in", "urgent", "due", "kept")), max_size=8))
def test_the_reasons_tell_the_streak_again(turns: list[str]) -> None:
    """Whoever forgot it finds it in the calls, the newest first."""
    rooms = {
        "walk-in": walkin(1),
        "urgent": walkin(1, priority=2),
        "due": appointment(0),
        "kept": walkin(1, keep_place=True),
    }
    streak, reasons = 0, []
    for turn in turns:
        choice = choose([rooms[turn]], NOON, streak=streak)
        assert choice is not None
        streak = choice.streak
        reasons.append(str(choice.reason))
    assert streak == streak_of(reversed(reasons))


def test_a_call_out_of_turn_says_nothing_of_whose_turn_it_is() -> None:
    assert 2 == streak_of([Why.URGENT, CHOSEN, Why.APPOINTMENT, Why.WALKIN, Why.URGENT])


@given(waiting_rooms(), st.integers(0, 3), st.integers(1, 6))
def test_who_comes_next_is_who_would_be_chosen_one_after_another(
    room: Sequence[Ticket], streak: int, most: int
) -> None:
    """The first is whom a call takes; calls without changes between take them all, in order."""
    foreseen = upcoming(room, NOON, streak=streak, most=most)
    called, left = [], list(room)
    while len(called) < most:
        choice = choose(left, NOON, streak=streak)
        if choice is None:
            break
        called.append(choice)
        streak = choice.streak
        left = [
            replace(one, status=Status.SERVED) if one == choice.ticket else one
            for one in left
        ]
    assert called == list(foreseen)


@given(waiting_rooms(), st.integers(1, 6))
def test_looking_further_ahead_changes_nobody_before(
    room: Sequence[Ticket], most: int
) -> None:
    further = upcoming(room, NOON, most=most + 3)
    assert list(further[:most]) == list(upcoming(room, NOON, most=most))
