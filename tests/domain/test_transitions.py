"""What may be done to a ticket, and what it changes."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.booking import Booking
from kiosk.domain.branch import CounterId, LaneId
from kiosk.domain.events import Deed
from kiosk.domain.ticket import FINAL, Kind, Status, Ticket
from kiosk.domain.transitions import ALLOWED, DAY_END, finish_steps, move, taken_back
from kiosk.errors import BadInput, Reason, Refused
from tests.strategies import NOON, ticket

LATER = NOON + timedelta(minutes=7)
THREE = CounterId("3")

S = Status
STEPS = [
    (Deed.APPROVE, {S.REQUESTED}, S.BOOKED),
    (Deed.CHECK_IN, {S.BOOKED}, S.WAITING),
    (Deed.DECLINE, {S.REQUESTED}, S.CANCELLED),
    (Deed.CALL, {S.WAITING}, S.CALLED),
    (Deed.RECALL, {S.CALLED}, S.CALLED),
    (Deed.RETURN, {S.CALLED}, S.WAITING),
    (Deed.NO_SHOW, {S.CALLED}, S.NO_SHOW),
    (Deed.START, {S.CALLED}, S.SERVING),
    (Deed.FINISH, {S.SERVING}, S.SERVED),
    (Deed.PARK, {S.CALLED, S.SERVING}, S.PARKED),
    (Deed.UNPARK, {S.PARKED}, S.CALLED),
    (Deed.TRANSFER, {S.CALLED, S.SERVING, S.WAITING}, S.WAITING),
    (Deed.CANCEL, {S.REQUESTED, S.BOOKED, S.WAITING}, S.CANCELLED),
    (Deed.EXPIRE, {S.WAITING, S.CALLED, S.PARKED}, S.EXPIRED),
    (Deed.CLOSE_DAY, {S.SERVING}, S.SERVED),
]


def done(before: Ticket, deed: Deed) -> Ticket | Reason:
    """The ticket afterwards, or why not."""
    try:
        return move(before, deed, LATER, counter=THREE)
    except Refused as refusal:
        return refusal.reason


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize(("deed", "before", "after"), STEPS, ids=[s[0] for s in STEPS])
def test_a_deed_is_allowed_from_these_statuses_only(
    deed: Deed, before: set[Status], after: Status, status: Status
) -> None:
    result = done(ticket(status=status), deed)
    if status in before:
        assert isinstance(result, Ticket)
        assert (after, LATER) == (result.status, result.status_at)
    else:
        no = Reason.NOT_CANCELLABLE if deed is Deed.CANCEL else Reason.NOT_ALLOWED_NOW
        assert no == result


@pytest.mark.parametrize("deed", Deed)
@pytest.mark.parametrize("status", sorted(FINAL | {Status.UNKNOWN}))
def test_nothing_follows_a_final_status_nor_a_foreign_one(
    status: Status, deed: Deed
) -> None:
    """But a note on what is over, and taking back what ended it."""
    over = ticket(status=status)
    if deed in (Deed.NOTE, Deed.UNDO) and status is not Status.UNKNOWN:
        assert over == done(over, deed)
    else:
        assert isinstance(done(over, deed), Reason)


@pytest.mark.parametrize("deed", [Deed.PRIORITY, Deed.NOTE])
@pytest.mark.parametrize("status", sorted(set(Status) - FINAL - {Status.UNKNOWN}))
def test_what_is_noted_about_a_ticket_leaves_its_status(
    status: Status, deed: Deed
) -> None:
    there = ticket(status=status)
    assert there == done(there, deed)


def test_who_was_parked_waits_again_before_all_others_or_is_called_at_once() -> None:
    parked = ticket(
        status=S.PARKED, counter=THREE, called_at=NOON, call_count=2, serving_at=NOON
    )
    back = move(parked, Deed.UNPARK, LATER)
    assert (S.WAITING, True, None) == (back.status, back.keep_place, back.counter)
    assert (None, 0, None) == (back.called_at, back.call_count, back.serving_at)
    called = move(parked, Deed.UNPARK, LATER, counter=THREE)
    assert (S.CALLED, THREE, LATER, 1, None) == (
        called.status,
        called.counter,
        called.called_at,
        called.call_count,
        called.serving_at,
    )


def test_who_was_checked_in_by_mistake_is_as_before_it() -> None:
    start = NOON + timedelta(hours=1)
    booked = ticket(
        status=S.BOOKED,
        kind=Kind.APPOINTMENT,
        start_at=start,
        rank_at=start,
        booking=Booking(start + timedelta(minutes=30), LaneId("desk"), NOON),
    )
    arrived = replace(move(booked, Deed.CHECK_IN, LATER), rank_at=LATER)
    back = move(arrived, Deed.UNDO_CHECK_IN, LATER)
    assert replace(booked, status_at=LATER) == back


def test_what_is_taken_back_is_as_it_was() -> None:
    before = ticket(rank_at=NOON, day_seq=-3)
    now = replace(
        move(before, Deed.CALL, LATER, counter=THREE), seq=7, version=2, day_seq=4
    )
    back = taken_back(now, before, LATER)
    assert replace(before, seq=7, version=2, day_seq=4) == back


def test_a_refusal_says_from_what_to_what() -> None:
    with pytest.raises(Refused, match="A001: call: served to called is not allowed"):
        move(ticket(status=Status.SERVED), Deed.CALL, LATER, counter=THREE)


def test_a_call_names_the_counter() -> None:
    called = move(ticket(), Deed.CALL, LATER, counter=THREE)
    assert (THREE, LATER, 1) == (called.counter, called.called_at, called.call_count)
    with pytest.raises(BadInput):
        move(ticket(), Deed.CALL, LATER)


@pytest.mark.parametrize(
    ("seconds", "allowed"), [(0, False), (9.9, False), (10, True), (-1, True)]
)
def test_a_recall_is_ten_seconds_after_the_call(seconds: float, allowed: bool) -> None:
    """A clock set back behind the call stops nobody."""
    called = ticket(status=Status.CALLED, counter=THREE, called_at=LATER, call_count=1)
    again = LATER + timedelta(seconds=seconds)
    if not allowed:
        with pytest.raises(Refused, match="less than 10 s ago"):
            move(called, Deed.RECALL, again)
        return
    rung = move(called, Deed.RECALL, again)
    assert (THREE, again, 2) == (rung.counter, rung.called_at, rung.call_count)


def test_who_goes_back_to_wait_keeps_the_place() -> None:
    called = ticket(status=Status.CALLED, counter=THREE, called_at=NOON, call_count=1)
    back = move(called, Deed.RETURN, LATER)
    assert back.keep_place
    assert (None, 1, called.rank_at) == (back.counter, back.call_count, back.rank_at)


@pytest.mark.parametrize(
    ("status", "kind", "minutes", "allowed"),
    [
        (Status.CALLED, Kind.WALKIN, None, True),
        (Status.WAITING, Kind.WALKIN, None, False),
        (Status.WAITING, Kind.APPOINTMENT, -1, True),
        (Status.WAITING, Kind.APPOINTMENT, 1, True),
        (Status.BOOKED, Kind.APPOINTMENT, 0, True),
        (Status.BOOKED, Kind.APPOINTMENT, 1, False),
    ],
)
def test_absent_is_who_was_called_or_missed_an_appointment(
    status: Status, kind: Kind, minutes: int | None, allowed: bool
) -> None:
    start_at = None if minutes is None else LATER + timedelta(minutes=minutes)
    result = done(ticket(status=status, kind=kind, start_at=start_at), Deed.NO_SHOW)
    assert allowed is isinstance(result, Ticket)


@pytest.mark.parametrize(
    ("status", "minutes", "allowed"),
    [
        (Status.BOOKED, 1, False),
        (Status.BOOKED, 0, True),
        (Status.WAITING, 1, True),
        (Status.PARKED, 1, True),
        (Status.CALLED, -1, False),
        (Status.WAITING, None, False),
    ],
)
def test_kept_is_what_has_begun_or_who_is_here(
    status: Status, minutes: int | None, allowed: bool
) -> None:
    """Somebody at a counter is finished there; a walk-in keeps no appointment."""
    start_at = None if minutes is None else LATER + timedelta(minutes=minutes)
    kind = Kind.APPOINTMENT if start_at else Kind.WALKIN
    result = done(ticket(status=status, kind=kind, start_at=start_at), Deed.COMPLETE)
    assert allowed is isinstance(result, Ticket)
    if isinstance(result, Ticket):
        assert (Status.SERVED, LATER) == (result.status, result.finished_at)


def test_who_was_only_called_is_started_before_finishing() -> None:
    finished = ticket(status=Status.CALLED, counter=THREE, called_at=NOON, call_count=1)
    for deed in finish_steps(finished):
        finished = move(finished, deed, LATER)
    assert Status.SERVED == finished.status
    assert (LATER, LATER) == (finished.serving_at, finished.finished_at)
    assert THREE == finished.counter


def test_who_is_being_served_is_just_finished() -> None:
    assert (Deed.FINISH,) == finish_steps(ticket(status=Status.SERVING))


@pytest.mark.parametrize(
    ("status", "after"),
    [
        (Status.WAITING, Status.EXPIRED),
        (Status.CALLED, Status.EXPIRED),
        (Status.PARKED, Status.EXPIRED),
        (Status.SERVING, Status.SERVED),
        (Status.BOOKED, None),
        (Status.SERVED, None),
        (Status.CANCELLED, None),
    ],
)
def test_the_end_of_the_day_settles_every_ticket(
    status: Status, after: Status | None
) -> None:
    evening = ticket(status=status)
    deed = DAY_END.get(status)
    assert after == (deed and move(evening, deed, LATER).status)


def test_nobody_knows_when_a_ticket_closed_by_the_day_was_finished() -> None:
    serving = ticket(status=Status.SERVING, called_at=NOON, serving_at=NOON)
    assert move(serving, Deed.CLOSE_DAY, LATER).finished_at is None


@pytest.mark.parametrize("status", Status)
def test_an_appointment_can_be_moved_until_it_is_called(status: Status) -> None:
    booked = ticket(status=status, kind=Kind.APPOINTMENT, start_at=LATER)
    if status in {S.REQUESTED, S.BOOKED, S.WAITING}:
        assert booked == done(booked, Deed.RESCHEDULE)
    else:
        assert Reason.NOT_ALLOWED_NOW == done(booked, Deed.RESCHEDULE)


@pytest.mark.parametrize("deed", [Deed.RESCHEDULE, Deed.UNDO_CHECK_IN])
def test_a_number_without_a_time_stays_where_it_is(deed: Deed) -> None:
    assert Reason.NOT_ALLOWED_NOW == done(ticket(), deed)


def test_who_checks_in_joins_the_queue_then() -> None:
    booked = ticket(status=S.BOOKED, kind=Kind.APPOINTMENT, start_at=LATER)
    assert LATER == move(booked, Deed.CHECK_IN, LATER).joined_at


@given(st.lists(st.sampled_from(list(ALLOWED)), max_size=12))
def test_whatever_is_tried_a_ticket_stays_who_it_is(deeds: list[Deed]) -> None:
    """Number, code, place in line and version are nobody's to change on the way."""
    first = last = ticket()
    for count, deed in enumerate(deeds):
        try:
            last = move(last, deed, NOON + timedelta(minutes=count), counter=THREE)
        except Refused:
            continue
    movable = {
        "status": first.status,
        "status_at": first.status_at,
        "counter": None,
        "called_at": None,
        "call_count": 0,
        "serving_at": None,
        "finished_at": None,
        "keep_place": False,
    }
    assert first == replace(last, **movable)
