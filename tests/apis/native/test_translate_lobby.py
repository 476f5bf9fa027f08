"""What one end writes of a lobby, the other end reads as the same value, and clean."""

from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kiosk.apis.heard import heard, said
from kiosk.apis.native import wire_lobby as wire
from kiosk.apis.native.asked import TaskRequest
from kiosk.apis.native.deeds import task_from_wire, task_to_wire
from kiosk.apis.native.translate_lobby import (
    change_from_wire,
    change_to_wire,
    counter_from_wire,
    counter_to_wire,
    lobby_from_wire,
    lobby_to_wire,
    log_from_wire,
    log_to_wire,
    own_day_from_wire,
    own_day_to_wire,
    page_from_wire,
    page_to_wire,
    row_from_wire,
    row_to_wire,
    turn_from_wire,
    turn_to_wire,
)
from kiosk.apis.native.translate_state import message_from_wire, message_to_wire
from kiosk.apis.strict import asked
from kiosk.domain.branch import (
    BranchState,
    CounterId,
    Message,
    Opening,
    ServiceId,
    StaffId,
)
from kiosk.domain.events import BranchChanged, BranchDeed, Deed, TicketEvent
from kiosk.domain.reserving import Page
from kiosk.domain.serving import (
    Called,
    CounterState,
    CounterStatus,
    Entry,
    KioskHealth,
    Lobby,
    OwnDay,
    Row,
    RowChanged,
    Summons,
    Task,
    Which,
)
from kiosk.domain.tasks import FORMS
from kiosk.domain.ticket import Care, Outcome, Result
from kiosk.errors import Reason
from kiosk.text import is_clean
from tests.apis.values import (
    COUNTERS,
    COUNTS,
    EVENTS,
    IDS,
    INSTANTS,
    MAYBE_AT,
    NAMES,
    REASONS,
    STATES,
    TICKETS,
)
from tests.contract.shop import MAIN, NOON, branch, issued, ticket
from tests.strategies import foreign_text

ROWS = st.builds(Row, TICKETS, NAMES, st.sampled_from(["", "4567"]))
COUNTER_STATES = st.builds(
    CounterState,
    counter=COUNTERS,
    status=st.sampled_from(CounterStatus),
    since=MAYBE_AT,
    operator=NAMES,
    reason=NAMES,
    services=st.none() | st.frozensets(IDS.map(ServiceId), max_size=2),
)
KIOSKS = st.builds(
    KioskHealth,
    name=NAMES,
    version=st.just("1.2"),
    at=INSTANTS,
    printer=REASONS,
    paper_low=st.booleans(),
    last_number=st.sampled_from(["", "A001"]),
    skew=st.none() | st.floats(-1e6, 1e6),
)
LOBBIES = st.builds(
    Lobby,
    state=STATES,
    counters=st.lists(COUNTER_STATES, max_size=2).map(tuple),
    at_counters=st.lists(ROWS, max_size=2).map(tuple),
    counts=st.dictionaries(st.sampled_from(Which), COUNTS),
    paused=st.dictionaries(IDS.map(ServiceId), NAMES, max_size=2),
    kiosks=st.lists(KIOSKS, max_size=2).map(tuple),
    summons=st.lists(st.builds(Summons, NAMES, INSTANTS), max_size=2).map(tuple),
    day_closed=st.booleans(),
)
OWN_DAYS = st.builds(
    OwnDay,
    served=COUNTS,
    no_shows=COUNTS,
    parked=COUNTS,
    minutes=st.none() | st.floats(0, 1000),
    hours=st.dictionaries(st.integers(0, 23), COUNTS),
)
ENTRIES = st.builds(
    Entry,
    at=INSTANTS,
    branch=IDS,
    deed=st.sampled_from(BranchDeed),
    about=st.sampled_from(["", "2B"]),
    actor=NAMES,
    reason=NAMES,
)
TASKS = st.builds(
    Task,
    deed=st.sampled_from([*FORMS]),
    seen=st.none() | COUNTS,
    counter=st.none() | COUNTERS,
    service=st.none() | IDS.map(ServiceId),
    operator=st.none() | IDS.map(StaffId),
    keep_place=st.booleans(),
    reason=NAMES,
    until=MAYBE_AT,
    priority=st.integers(0, 2),
    note=NAMES,
    outcome=st.none()
    | st.builds(
        Outcome,
        st.sampled_from(Result),
        st.lists(IDS.map(ServiceId), max_size=2).map(tuple),
        st.integers(1, 9),
    ),
)

_STATE = BranchState(branch(), Opening(True, None), 0, {}, NOON, 1)


@given(LOBBIES)
def test_a_lobby_comes_back_as_it_was(seen: Lobby) -> None:
    """State, counters, rows, counts, kiosks."""
    told = said(lobby_to_wire(seen))
    assert seen == lobby_from_wire(heard(wire.Lobby, told))


@given(st.lists(ROWS, max_size=2), COUNTS)
def test_a_part_of_a_list_comes_back_as_it_was(rows: list[Row], total: int) -> None:
    """Each ticket with what was noted about it."""
    page = Page(tuple(rows), 2, 100, total)
    told = said(page_to_wire(page))
    assert page == page_from_wire(heard(wire.RowPage, told))


@given(EVENTS, ROWS)
def test_a_change_comes_back_with_its_row(event: TicketEvent, row: Row) -> None:
    """What happened, who did it and why, and the ticket."""
    told = said(change_to_wire(RowChanged(event, row)))
    assert RowChanged(event, row) == change_from_wire(heard(wire.RowEvent, told))


@given(TICKETS, NAMES)
def test_who_is_next_comes_back_as_they_were(of: Any, reason: str) -> None:
    """With the reason."""
    told = said(turn_to_wire(Called(of, reason)))
    assert Called(of, reason) == turn_from_wire(heard(wire.Turn, told))


@given(COUNTER_STATES)
def test_a_counter_comes_back_as_it_was(state: CounterState) -> None:
    """All services, or some, or none."""
    told = said(counter_to_wire(state))
    assert state == counter_from_wire(heard(wire.CounterState, told))


@given(OWN_DAYS)
def test_somebodys_day_comes_back_as_it_was(day: OwnDay) -> None:
    """Hour by hour."""
    told = said(own_day_to_wire(day))
    assert day == own_day_from_wire(heard(wire.OwnDay, told))


@given(st.lists(ENTRIES | EVENTS, max_size=3))
def test_the_log_comes_back_as_it_was(lines: list[Entry | TicketEvent]) -> None:
    """In its order, whatever each line is about."""
    page = Page(tuple(lines), 1, 50, 1000)
    told = said(log_to_wire(page))
    assert page == log_from_wire(heard(wire.LogPage, told))


@given(TASKS)
def test_a_task_is_asked_for_as_it_is(task: Task) -> None:
    """Every member, whether the deed takes it or not: that is the desk's to say."""
    asked_for = asked(TaskRequest, task_to_wire(task))
    assert task == task_from_wire(task.deed, asked_for)


# what a newer server says


def test_words_of_a_newer_server_do_no_harm() -> None:
    """A list nobody knows is left out, a counter takes nobody, a printer has some trouble."""
    state = counter_to_wire(CounterState(CounterId("1"), CounterStatus.OPEN))
    assert CounterStatus.PAUSED is counter_from_wire(replace(state, status="x")).status
    told = wire.OwnDay(served=1, no_shows=0, parked=0, minutes=1.0, hours={"24": 1})
    assert {} == own_day_from_wire(told).hours
    event = issued(ticket(1), seq=7)
    line = log_to_wire(Page((event, _entry()), 1, 50, 2))
    odd = [
        wire.Line(event=replace(line.lines[0].event, deed="teleport")),  # type: ignore[type-var]
        wire.Line(entry=replace(line.lines[1].entry, deed="teleport")),  # type: ignore[type-var]
        wire.Line(),
    ]
    assert () == log_from_wire(replace(line, lines=odd)).items


def _entry() -> Entry:
    return Entry(NOON, MAIN, BranchDeed.CLOSE_DAY, "", "anna")


@pytest.mark.parametrize("change", [{"deed": "teleport"}, {"row": None}])
def test_a_change_nobody_understands_means_that_something_changed(
    change: dict[str, Any],
) -> None:
    """Nor is a change without its row one that a console could show."""
    event = issued(ticket(1), seq=7)
    told = change_to_wire(RowChanged(event, Row(ticket(1))))
    assert BranchChanged(7, event.at, event.branch) == change_from_wire(
        replace(told, **change)
    )


# nothing unclean comes in


@given(foreign_text, st.sampled_from(["who", "phone", "number", "counter"]))
def test_no_string_of_a_row_comes_in_unclean(text: str, member: str) -> None:
    """Names and numbers are on a console all day."""
    told = row_to_wire(Row(ticket(1)))
    assert _is_clean(row_from_wire(replace(told, **{member: text})))


@given(foreign_text)
def test_no_note_comes_in_unclean(text: str) -> None:
    """Whatever staff of another machine wrote down."""
    care = Care(text, text, CounterId(text), StaffId(text), text)
    told = row_to_wire(Row(ticket(1, care=care)))
    assert _is_clean(row_from_wire(told))


@given(foreign_text)
def test_no_string_of_a_lobby_comes_in_unclean(text: str) -> None:
    """Reasons, names of operators and kiosks, messages to the lobby."""
    counter = CounterState(
        CounterId(text), CounterStatus.OPEN, None, operator=text, reason=text
    )
    kiosk = KioskHealth(text, text, NOON, Reason.PAPER_OUT, False, text)
    whole = text.encode("utf-8", "replace").decode()
    message = Message("m1", {"en": whole}, NOON)
    entry = Entry(NOON, MAIN, BranchDeed.MESSAGE, text, text, text)
    assert _is_clean(counter_from_wire(counter_to_wire(counter)))
    assert _is_clean(message_from_wire(message_to_wire(message)))
    assert _is_clean(log_from_wire(log_to_wire(Page((entry,), 1, 50, 1))))
    assert _is_clean(turn_from_wire(turn_to_wire(Called(ticket(1), text))))
    lobby = lobby_to_wire(Lobby(_STATE, (), (), {}, {ServiceId("x"): text}, (kiosk,)))
    read = lobby_from_wire(lobby)
    assert _is_clean((read.kiosks, tuple(read.paused.values())))


@given(foreign_text)
def test_what_is_asked_is_cleaned_before_it_is_done(text: str) -> None:
    """A note may be typed anywhere."""
    given_text = text.encode("utf-8", "replace").decode()[:200]
    task = task_from_wire(Deed.NOTE, TaskRequest(note=given_text, reason=given_text))
    assert _is_clean((task.note, task.reason))


def _is_clean(value: Any) -> bool:
    if isinstance(value, str):
        return is_clean(value)
    if is_dataclass(value) and not isinstance(value, type):
        return all(_is_clean(getattr(value, one.name)) for one in fields(value))
    if isinstance(value, dict):
        return all(map(_is_clean, [*value, *value.values()]))
    if isinstance(value, tuple | frozenset):
        return all(map(_is_clean, value))
    return True
