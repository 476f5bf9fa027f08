"""What staff do to a ticket, on its way: the paths, the body, and whether it shows that it was
done."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from msgspec import json

from kiosk.apis.native.instants import start_from_wire, start_to_wire
from kiosk.apis.native.translate_care import NOTE_CELLS
from kiosk.domain.branch import CounterId, ServiceId, StaffId
from kiosk.domain.events import Deed
from kiosk.domain.serving import Row, Task
from kiosk.domain.tasks import FORMS
from kiosk.domain.ticket import Care, Outcome, Status
from kiosk.domain.transitions import ALLOWED
from kiosk.errors import BadInput
from kiosk.text import clean

if TYPE_CHECKING:
    from kiosk.apis.native.asked import OutcomeRequest, TaskRequest

PATHS: Final[Mapping[Deed, str]] = {
    deed: deed.replace("_", "-") for deed in FORMS if deed is not Deed.CANCEL
}
"""Deed → the last part of its path. A cancel has a path and an answer of its own, older ones."""


def task_to_wire(task: Task) -> bytes:
    """The body: what the task says beside its deed."""
    said = {
        "seen": task.seen,
        "counter": task.counter,
        "service": task.service,
        "operator": task.operator,
        "keep_place": task.keep_place,
        "reason": task.reason,
        "until": start_to_wire(task.until, "until") if task.until else None,
        "priority": task.priority,
        "note": task.note,
        "outcome": _outcome_to_wire(task.outcome) if task.outcome else None,
    }
    return json.encode(said)


def _outcome_to_wire(outcome: Outcome) -> dict[str, object]:
    return {
        "result": outcome.result,
        "services": outcome.services,
        "people": outcome.people,
    }


def task_from_wire(deed: Deed, asked: "TaskRequest") -> Task:
    """What is asked for, its texts cleaned."""
    given = asked.outcome
    return Task(
        deed=deed,
        seen=asked.seen,
        counter=CounterId(asked.counter) if asked.counter else None,
        service=ServiceId(asked.service) if asked.service else None,
        operator=StaffId(asked.operator) if asked.operator else None,
        keep_place=asked.keep_place,
        reason=clean(asked.reason, NOTE_CELLS),
        until=start_from_wire(asked.until, "until") if asked.until else None,
        priority=asked.priority,
        note=clean(asked.note, NOTE_CELLS),
        outcome=_outcome_from_wire(given) if given else None,
    )


def _outcome_from_wire(asked: "OutcomeRequest") -> Outcome:
    services = tuple(ServiceId(service) for service in asked.services)
    return Outcome(asked.result, services, asked.people)


def is_seen(task: Task, row: Row) -> bool:
    """Whether a row shows that a task which names the version it saw was done since."""
    ticket, care = row.ticket, row.ticket.care or Care()
    if task.seen is None or ticket.version <= task.seen:
        return False
    match task.deed:
        case Deed.CALL:
            return (Status.CALLED, task.counter) == (ticket.status, ticket.counter)
        case Deed.UNPARK if task.counter:
            return (Status.CALLED, task.counter) == (ticket.status, ticket.counter)
        case Deed.TRANSFER:
            kept = (care.counter, care.operator) == (task.counter, task.operator)
            return kept and task.service in (None, ticket.service)
        case Deed.PRIORITY:
            return ticket.priority == task.priority
        case Deed.NOTE:
            return care.note == clean(task.note, NOTE_CELLS)
        case deed:
            return ticket.status is ALLOWED[deed].after


def check_deed(deed: Deed) -> None:
    """BadInput for what is not done to a ticket this way."""
    if deed not in FORMS:
        raise BadInput(fields={"deed": f"{deed} is not done this way"})
