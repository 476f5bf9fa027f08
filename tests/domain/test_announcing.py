"""Which call a lobby sees and hears: each once, in order, long enough, and not for ever."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.announcing import Announcing, Staleness, is_quiet, staleness
from kiosk.domain.branch import (
    Branch,
    BranchId,
    BranchState,
    Call,
    CounterId,
    Opening,
    ServiceId,
)
from kiosk.domain.events import Deed, TicketEvent
from kiosk.domain.ticket import Status, TicketId

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
HERE = Branch(BranchId("here"), {}, "UTC", "en", ("en",), (), (), (), (), ())
NEW = {
    Deed.CALL: Status.CALLED,
    Deed.RECALL: Status.CALLED,
    Deed.UNPARK: Status.CALLED,
    Deed.START: Status.SERVING,
    Deed.FINISH: Status.SERVED,
    Deed.NO_SHOW: Status.NO_SHOW,
    Deed.RETURN: Status.WAITING,
    Deed.PARK: Status.PARKED,
    Deed.TRANSFER: Status.WAITING,
    Deed.CANCEL: Status.CANCELLED,
    Deed.EXPIRE: Status.EXPIRED,
}


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def event(
    seq: int, number: str, deed: Deed, when: float, counter: str = "1"
) -> TicketEvent:
    return TicketEvent(
        seq=seq,
        at=at(when),
        branch=HERE.id,
        ticket=TicketId(number),
        number=number,
        service=ServiceId("s"),
        deed=deed,
        old=None,
        new=NEW[deed],
        actor="test",
        counter=CounterId(counter),
    )


def state(seq: int, when: float, *calls: Call) -> BranchState:
    return BranchState(HERE, Opening(True, None), 0, {}, at(when), seq, calls)


def call(number: str, when: float, counter: str = "1", times: int = 1) -> Call:
    return Call(number, CounterId(counter), at(when), times)


def featured(board: Announcing) -> str:
    found = board.shown().featured
    return found.number if found else ""


def listed(board: Announcing) -> list[str]:
    return [one.number for one in board.shown().history]


def run(board: Announcing, start: float, end: float) -> list[tuple[float, str]]:
    """When which number is announced, looked at four times a second."""
    told: list[tuple[float, str]] = []
    before = board.current
    for quarter in range(int(start * 4), int(end * 4) + 1):
        board = board.at(at(quarter / 4))
        if board.current and board.current != before:
            told.append((quarter / 4, board.current.call.number))
        before = board.current
    return told


def test_a_call_is_announced_at_once_and_stands_until_the_next() -> None:
    board = Announcing().heard(event(1, "A001", Deed.CALL, 0, "3"), at(0)).at(at(0))
    assert board.shown().featured == call("A001", 0, "3")
    assert (at(0), ()) == (board.shown().since, board.shown().history)
    later = board.at(at(30))
    assert ("A001", None) == (featured(later), later.shown().since)


def test_a_burst_of_ten_keeps_its_order_and_its_time() -> None:
    """Four seconds each while more than three wait, eight when they don't."""
    board = Announcing()
    for n in range(10):
        board = board.heard(event(n, f"A{n:03}", Deed.CALL, n / 100, str(n)), at(0.1))
    told = run(board, 0.25, 100)
    assert [f"A{n:03}" for n in range(10)] == [number for _, number in told]
    gaps = [later - before for (before, _), (later, _) in pairwise(told)]
    assert [4.0] * 6 + [8.0] * 3 == gaps


def test_what_waits_for_its_announcement_is_not_in_the_list() -> None:
    board = Announcing()
    for n in (1, 2, 3):
        board = board.heard(event(n, f"A00{n}", Deed.CALL, n), at(3))
    board = board.at(at(3))
    assert ("A001", []) == (featured(board), listed(board))
    board = board.at(at(11)).at(at(19))
    assert ("A003", ["A002", "A001"]) == (featured(board), listed(board))


def test_a_recall_is_announced_again_and_known_as_one() -> None:
    board = Announcing().heard(event(1, "A001", Deed.CALL, 0), at(0)).at(at(0))
    board = board.heard(event(2, "B001", Deed.CALL, 10, "2"), at(10)).at(at(10))
    board = board.heard(event(3, "A001", Deed.RECALL, 20), at(20))
    assert ["A001"] == listed(board)  # it doesn't vanish meanwhile
    board = board.at(at(20))
    assert board.shown().featured == call("A001", 20, times=2)
    assert ["B001"] == listed(board)


def test_another_counter_changes_the_line_without_another_announcement() -> None:
    board = Announcing().read(state(5, 0, call("A001", 0, "1")), at(0)).at(at(0))
    moved = board.read(state(6, 5, call("A001", 0, "4")), at(5)).at(at(5))
    assert moved.shown().featured == call("A001", 0, "4")
    assert (board.current and board.current.since) == moved.shown().since


@pytest.mark.parametrize(
    "deed",
    [Deed.FINISH, Deed.NO_SHOW, Deed.RETURN, Deed.PARK, Deed.TRANSFER, Deed.CANCEL],
)
def test_a_visit_that_is_over_leaves_ten_seconds_later(deed: Deed) -> None:
    board = Announcing().heard(event(1, "A001", Deed.CALL, 0), at(0)).at(at(0))
    board = board.heard(event(2, "A001", deed, 60), at(60))
    assert "A001" == featured(board.at(at(69.9)))
    assert "" == featured(board.at(at(70)))


def test_who_is_over_before_their_turn_is_never_announced() -> None:
    board = Announcing().heard(event(1, "A001", Deed.CALL, 0), at(0)).at(at(0))
    board = board.heard(event(2, "A002", Deed.CALL, 1), at(1))
    board = board.heard(event(3, "A002", Deed.RETURN, 2), at(2))
    assert ([], []) == (run(board, 2, 30), listed(board.at(at(30))))


def test_starting_and_taking_a_finish_back_announce_nothing() -> None:
    board = Announcing().heard(event(1, "A001", Deed.CALL, 0), at(0)).at(at(0))
    board = board.heard(event(2, "A001", Deed.START, 20), at(20))
    board = board.heard(event(3, "A001", Deed.FINISH, 30), at(30))
    undone = replace(event(4, "A001", Deed.START, 35), deed=Deed.UNDO)
    board = board.heard(undone, at(35))
    assert [] == run(board, 35, 100)
    assert "A001" == featured(board.at(at(100)))


def test_a_finish_taken_back_after_the_line_left_lists_it_silently() -> None:
    board = Announcing().heard(event(1, "A001", Deed.CALL, 0), at(0)).at(at(0))
    board = board.heard(event(2, "A001", Deed.FINISH, 5), at(5)).at(at(16))
    board = board.read(state(3, 20, call("A001", 0)), at(20))
    assert ([], "A001") == (run(board, 20, 40), featured(board.at(at(20))))


def test_every_line_leaves_after_a_quarter_of_an_hour() -> None:
    board = Announcing().heard(event(1, "A001", Deed.CALL, 0), at(0)).at(at(0))
    assert "A001" == featured(board.at(at(899)))
    assert "" == featured(board.at(at(900)))


def test_an_event_heard_twice_is_one() -> None:
    once = Announcing().heard(event(7, "A001", Deed.CALL, 0), at(0)).at(at(0))
    assert once == once.heard(event(7, "A001", Deed.CALL, 0), at(1))


def test_after_a_gap_old_calls_are_listed_and_new_ones_announced() -> None:
    calls = (call("A003", 99, "3"), call("A002", 41, "2"), call("A001", 39))
    board = Announcing().read(state(9, 100, *calls), at(100))
    assert [(100, "A002"), (108, "A003")] == run(board, 100, 130)
    assert ["A001"] == listed(board.at(at(100)))


def test_a_restart_shows_what_was_there() -> None:
    calls = (call("A002", 20, "2"), call("A001", 0))
    board = Announcing().read(state(9, 200, *calls), at(200)).at(at(200))
    assert ("A002", ["A001"]) == (featured(board), listed(board))
    assert None is board.shown().since


def test_a_state_that_lacks_a_line_ends_it() -> None:
    board = Announcing().heard(event(1, "A001", Deed.CALL, 0), at(0)).at(at(0))
    board = board.read(state(2, 60), at(60))
    assert ("A001", "") == (featured(board.at(at(69))), featured(board.at(at(70))))


def test_a_state_from_before_the_last_event_changes_nothing() -> None:
    board = Announcing().heard(event(5, "A001", Deed.CALL, 0), at(0)).at(at(0))
    assert board == board.read(state(4, 0), at(1))


def test_a_queue_that_counts_anew_is_believed() -> None:
    """A server that lost its database begins at one; a board must not wait for years."""
    board = Announcing().read(state(5000, 0), at(0))
    anew = board.read(state(3, 60, call("A001", 59)), at(60)).at(at(60))
    stream = board.read(state(3, 1, call("A001", 1)), at(1), afresh=True).at(at(1))
    assert ("A001", "A001") == (featured(anew), featured(stream))


def test_while_it_is_being_said_the_next_one_waits() -> None:
    board = Announcing()
    for n in (1, 2):
        board = board.heard(event(n, f"A00{n}", Deed.CALL, 0), at(0))
    board = board.at(at(0)).at(at(11), busy=True)
    assert ("A001", "A002") == (featured(board), featured(board.at(at(11.25))))


def test_a_clock_that_was_put_back_does_not_hold_the_board() -> None:
    board = Announcing()
    for n in (1, 2):
        board = board.heard(event(n, f"A00{n}", Deed.CALL, 0), at(0))
    assert "A002" == featured(board.at(at(0)).at(at(-3600)))


@pytest.mark.parametrize(
    ("seconds", "level"),
    [
        (0, Staleness.FRESH),
        (10, Staleness.FRESH),
        (10.1, Staleness.MARKED),
        (30, Staleness.MARKED),
        (30.1, Staleness.DOUBTED),
        (300, Staleness.DOUBTED),
        (300.1, Staleness.BLIND),
    ],
)
def test_how_far_a_silent_queue_is_trusted(seconds: float, level: Staleness) -> None:
    assert level is staleness(seconds)


@pytest.mark.parametrize(
    ("hours", "when", "quiet"),
    [
        (None, "03:00", False),
        (("20:00", "07:00"), "19:59", False),
        (("20:00", "07:00"), "20:00", True),
        (("20:00", "07:00"), "00:00", True),
        (("20:00", "07:00"), "07:00", False),
        (("12:00", "13:00"), "12:30", True),
        (("12:00", "13:00"), "13:00", False),
    ],
)
def test_when_it_is_quiet(
    hours: tuple[str, str] | None, when: str, quiet: bool
) -> None:
    span = (
        (time.fromisoformat(hours[0]), time.fromisoformat(hours[1])) if hours else None
    )
    assert quiet is is_quiet(span, time.fromisoformat(when))


@dataclass
class Queue:
    """A lobby as it really went: its events, and the state after each of them."""

    events: list[TicketEvent]
    states: list[BranchState]


COUNTERS = ("1", "2", "3")
DEEDS = st.sampled_from(
    (Deed.CALL, Deed.CALL, Deed.RECALL, Deed.START, Deed.FINISH, Deed.NO_SHOW)
)


@st.composite
def queues(draw: st.DrawFn) -> Queue:
    """Counters that call, call again and finish, half a second apart."""
    standing: dict[str, Call] = {}
    told: list[TicketEvent] = []
    states = [state(0, 0)]
    steps = st.lists(st.tuples(DEEDS, st.sampled_from(COUNTERS)), max_size=40)
    for deed, counter in draw(steps):
        there, seq = standing.get(counter), len(told) + 1
        if (deed is Deed.CALL) is (there is not None):
            continue
        number = there.number if there else f"A{seq:03}"
        told.append(event(seq, number, deed, seq / 2, counter))
        if NEW[deed] is Status.CALLED:
            times = there.times + 1 if there else 1
            standing[counter] = call(number, seq / 2, counter, times)
        elif NEW[deed] is not Status.SERVING:
            del standing[counter]
        calls = sorted(standing.values(), key=lambda one: one.at, reverse=True)
        states.append(state(seq, seq / 2, *calls))
    return Queue(told, states)


@given(queue=queues(), data=st.data())
def test_however_it_is_heard_each_call_is_announced_once_and_in_order(
    queue: Queue, data: st.DataObject
) -> None:
    """Events come in order, again after a reconnect, or not at all; states are as old as they
    like. In the end everybody who stands at a counter was announced."""
    board, place, told = Announcing(), 0, []
    now = len(queue.events) / 2
    for _ in range(data.draw(st.integers(0, 40))):
        match data.draw(st.sampled_from(("event", "again", "state", "time", "gap"))):
            case "event" if place < len(queue.events):
                board = board.heard(queue.events[place], at(now))
                place += 1
            case "again" if place:
                place = data.draw(st.integers(0, place - 1))
            case "state":
                found = data.draw(st.sampled_from(queue.states))
                board = board.read(found, at(now))
            case "gap":
                place = data.draw(st.integers(place, len(queue.events)))
                board = board.read(queue.states[place], at(now), afresh=False)
            case "time":
                now += 0.25
                before, board = board.current, board.at(at(now))
                if board.current and board.current != before:
                    told.append(board.current.call)
    board = board.read(queue.states[-1], at(now))
    for _ in range(800):
        now += 0.25
        before, board = board.current, board.at(at(now))
        if board.current and board.current != before:
            told.append(board.current.call)
    names = [(one.number, one.at) for one in told]
    assert sorted(set(names), key=lambda name: name[1]) == names
    assert {(c.number, c.at) for c in queue.states[-1].calls} <= set(names)
