"""What staff may ask of a ticket, and what becomes of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kiosk.domain.branch import CounterId, GroupId, StaffId
from kiosk.domain.events import Deed
from kiosk.domain.serving import Task
from kiosk.domain.tasks import FORMS, Ground, check, done, ends_a_leg
from kiosk.domain.ticket import Care, Kind, Outcome, Status, Ticket
from kiosk.domain.transitions import UNDO_CHECK_IN_WITHIN, taken_back
from kiosk.errors import BadInput, Refused
from tests.strategies import NOON, SERVICES, ticket

LATER = NOON + timedelta(minutes=7)
THREE, ANNA = CounterId("3"), StaffId("anna")
CASH, LOANS = SERVICES
HERE = Ground(LATER, LATER + timedelta(seconds=1), GroupId("loans"))

SAID: dict[str, Any] = {
    "counter": THREE,
    "service": LOANS,
    "operator": ANNA,
    "keep_place": False,
    "until": LATER + timedelta(hours=1),
    "priority": 2,
    "note": "speaks Portuguese",
    "outcome": Outcome(people=2),
}
"""Everything a task may say, and none of it by default."""

TAKEN: dict[Deed, set[str]] = {
    Deed.CALL: {"counter"},
    Deed.RECALL: set(),
    Deed.START: set(),
    Deed.FINISH: {"outcome"},
    Deed.RETURN: set(),
    Deed.NO_SHOW: set(),
    Deed.PARK: {"until"},
    Deed.UNPARK: {"counter"},
    Deed.TRANSFER: {"service", "counter", "operator", "keep_place"},
    Deed.PRIORITY: {"priority"},
    Deed.NOTE: {"note"},
    Deed.CANCEL: set(),
    Deed.UNDO_CHECK_IN: set(),
}


def wrong(task: Task) -> set[str]:
    """The members a task is refused for."""
    try:
        check(task, LATER)
    except BadInput as error:
        return set(error.fields)
    return set()


@pytest.mark.parametrize("deed", Deed)
def test_a_task_says_what_its_deed_takes_and_nothing_else(deed: Deed) -> None:
    if deed not in TAKEN:
        assert {"deed"} == wrong(Task(deed))
        return
    full = {name: SAID[name] for name in TAKEN[deed]}
    assert set() == wrong(Task(deed, seen=3, reason="they asked", **full))
    for name in SAID.keys() - TAKEN[deed]:
        assert {name} == wrong(Task(deed, reason="r", **full, **{name: SAID[name]}))


def test_every_deed_of_staff_is_in_the_table() -> None:
    assert TAKEN.keys() == FORMS.keys()


@pytest.mark.parametrize(
    ("task", "lacks"),
    [
        (Task(Deed.CALL), {"counter"}),
        (Task(Deed.TRANSFER), {"service"}),
        (Task(Deed.TRANSFER, keep_place=False), {"service"}),
        (Task(Deed.PRIORITY, priority=1), {"reason"}),
        (Task(Deed.PRIORITY, priority=1, reason="  "), {"reason"}),
        (Task(Deed.PRIORITY, priority=3, reason="r"), {"priority"}),
        (Task(Deed.PRIORITY, priority=-1, reason="r"), {"priority"}),
        (Task(Deed.PARK, until=LATER), {"until"}),
        (Task(Deed.PARK, until=LATER.replace(tzinfo=None)), {"until"}),
        (Task(Deed.PARK, until=LATER + timedelta(days=1, seconds=1)), {"until"}),
        (Task(Deed.PARK, until=datetime.max.replace(tzinfo=UTC)), {"until"}),
        (Task(Deed.FINISH, outcome=Outcome(people=0)), {"outcome"}),
        (Task(Deed.PRIORITY), set()),
        (Task(Deed.UNPARK), set()),
        (Task(Deed.NOTE), set()),
    ],
)
def test_what_a_task_lacks_is_named(task: Task, lacks: set[str]) -> None:
    assert lacks == wrong(task)


def serving(**changes: Any) -> Ticket:
    return ticket(
        status=Status.SERVING,
        counter=THREE,
        called_at=NOON,
        call_count=1,
        serving_at=NOON,
        **changes,
    )


def test_a_transfer_keeps_number_and_place() -> None:
    before = serving(group=GroupId("cash"))
    after = done(before, Task(Deed.TRANSFER, service=LOANS), HERE)
    assert (
        replace(
            before,
            status=Status.WAITING,
            status_at=LATER,
            service=LOANS,
            group=GroupId("loans"),
            counter=None,
            called_at=None,
            call_count=0,
            serving_at=None,
        )
        == after
    )


def test_a_transfer_to_the_end_waits_anew() -> None:
    before = ticket(keep_place=True)
    after = done(before, Task(Deed.TRANSFER, service=LOANS, keep_place=False), HERE)
    assert (HERE.end, LATER, False) == (
        after.rank_at,
        after.joined_at,
        after.keep_place,
    )


def test_a_transfer_names_anew_whom_the_ticket_is_kept_for() -> None:
    kept = done(ticket(), Task(Deed.TRANSFER, counter=THREE), HERE)
    assert (Care(counter=THREE), CASH, None) == (kept.care, kept.service, kept.group)
    hers = done(kept, Task(Deed.TRANSFER, operator=ANNA), HERE)
    assert Care(operator=ANNA) == hers.care
    assert done(hers, Task(Deed.TRANSFER, service=CASH), HERE).care is None


@pytest.mark.parametrize("status", [Status.CALLED, Status.SERVING, Status.WAITING])
def test_only_who_was_served_has_a_leg_behind_them(status: Status) -> None:
    there = ticket(status=status)
    assert (status is Status.SERVING) == ends_a_leg(there, Deed.TRANSFER)
    assert not ends_a_leg(there, Deed.FINISH)


def test_what_a_parked_ticket_waits_for_is_forgotten_with_the_parking() -> None:
    until = LATER + timedelta(minutes=30)
    park = Task(Deed.PARK, reason="fills in a form", until=until)
    parked = done(serving(), park, HERE)
    assert Care(park_reason="fills in a form", parked_until=until) == parked.care
    assert done(parked, Task(Deed.UNPARK), HERE).care is None


def test_a_priority_has_its_reason_and_loses_it() -> None:
    raised = done(ticket(), Task(Deed.PRIORITY, priority=2, reason="pain"), HERE)
    assert (2, Care(priority_reason="pain")) == (raised.priority, raised.care)
    usual = done(raised, Task(Deed.PRIORITY), HERE)
    assert ticket() == usual


@pytest.mark.parametrize("status", sorted(set(Status) - {Status.UNKNOWN}))
def test_a_note_can_be_written_whenever(status: Status) -> None:
    noted = done(ticket(status=status), Task(Deed.NOTE, note="wheelchair"), HERE)
    assert ticket(status=status, care=Care(note="wheelchair")) == noted


def test_how_a_visit_ended_stands_with_the_ticket() -> None:
    outcome = Outcome(services=(CASH, LOANS), people=2)
    served = done(serving(), Task(Deed.FINISH, outcome=outcome), HERE)
    assert (Status.SERVED, LATER) == (served.status, served.finished_at)
    assert Care(outcome=outcome) == served.care


@pytest.mark.parametrize(
    ("at", "allowed"),
    [
        (NOON, True),
        (NOON + UNDO_CHECK_IN_WITHIN, True),
        (NOON + UNDO_CHECK_IN_WITHIN + timedelta(seconds=1), False),
    ],
)
def test_a_check_in_is_a_mistake_for_two_minutes(at: datetime, allowed: bool) -> None:
    arrived = ticket(kind=Kind.APPOINTMENT, start_at=NOON + timedelta(hours=1))
    task = Task(Deed.UNDO_CHECK_IN)
    if allowed:
        assert Status.BOOKED == done(arrived, task, Ground(at, at)).status
        return
    with pytest.raises(Refused, match="more than 2 min ago"):
        done(arrived, task, Ground(at, at))


def test_a_walk_in_was_never_checked_in() -> None:
    with pytest.raises(Refused, match="for no time"):
        done(ticket(), Task(Deed.UNDO_CHECK_IN), Ground(NOON, NOON))


def test_whatever_was_done_can_be_taken_back() -> None:
    before = serving(care=Care(note="wheelchair"))
    after = done(before, Task(Deed.TRANSFER, service=LOANS, keep_place=False), HERE)
    assert before == taken_back(after, before, LATER)
