"""What staff do to a ticket: what each deed takes and needs, and what becomes of the ticket."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from types import MappingProxyType

from kiosk.domain.branch import GroupId
from kiosk.domain.events import Deed
from kiosk.domain.serving import Task
from kiosk.domain.ticket import Care, Status, Ticket
from kiosk.domain.transitions import move, undo_check_in_obstacle
from kiosk.errors import BadInput, Refused

MOST_PRIORITY = 2
MOST_PEOPLE = 99
LONGEST_PARKED = timedelta(days=1)
"""The end of the business day comes first, and nobody's parking outlasts it."""

Lack = Callable[[Task, datetime], Mapping[str, str]]
"""What is wrong with a task at an instant: member → what."""


def _nothing(task: Task, at: datetime) -> Mapping[str, str]:
    return {}


def _no_counter(task: Task, at: datetime) -> Mapping[str, str]:
    return {} if task.counter else {"counter": "is missing"}


def _no_goal(task: Task, at: datetime) -> Mapping[str, str]:
    if task.service or task.counter or task.operator:
        return {}
    return {"service": "is missing, and so are counter and operator"}


def _bad_until(task: Task, at: datetime) -> Mapping[str, str]:
    if task.until is None:
        return {}
    if task.until.tzinfo is None:
        return {"until": "has no zone"}
    if task.until <= at:
        return {"until": "is over"}
    too_late = task.until > at + LONGEST_PARKED
    return {"until": "is later than a day from now"} if too_late else {}


def _bad_priority(task: Task, at: datetime) -> Mapping[str, str]:
    if not 0 <= task.priority <= MOST_PRIORITY:
        return {"priority": f"is not 0 to {MOST_PRIORITY}"}
    if task.priority and not task.reason.strip():
        return {"reason": "is missing"}
    return {}


def _bad_outcome(task: Task, at: datetime) -> Mapping[str, str]:
    if task.outcome and not 1 <= task.outcome.people <= MOST_PEOPLE:
        return {"outcome": f"is not for 1 to {MOST_PEOPLE} people"}
    return {}


@dataclass(frozen=True, slots=True)
class Form:
    """What a task for a deed may say beside `seen` and `reason`, and what it lacks."""

    takes: frozenset[str] = frozenset()
    lacks: Lack = _nothing


_GOALS = frozenset({"service", "counter", "operator", "keep_place"})

FORMS: Mapping[Deed, Form] = MappingProxyType(
    {
        Deed.CALL: Form(frozenset({"counter"}), _no_counter),
        Deed.RECALL: Form(),
        Deed.START: Form(),
        Deed.FINISH: Form(frozenset({"outcome"}), _bad_outcome),
        Deed.RETURN: Form(),
        Deed.NO_SHOW: Form(),
        Deed.PARK: Form(frozenset({"until"}), _bad_until),
        Deed.UNPARK: Form(frozenset({"counter"})),
        Deed.TRANSFER: Form(_GOALS, _no_goal),
        Deed.PRIORITY: Form(frozenset({"priority"}), _bad_priority),
        Deed.NOTE: Form(frozenset({"note"})),
        Deed.CANCEL: Form(),
        Deed.UNDO_CHECK_IN: Form(),
    }
)
"""What staff do to one ticket. A call of whoever is next names no ticket."""

_ALWAYS = frozenset({"deed", "seen", "reason"})
_UNSAID = Task(Deed.NOTE)


def check(task: Task, at: datetime) -> None:
    """BadInput for what the deed needs and the task lacks, and for what it does not take."""
    form = FORMS.get(task.deed)
    if form is None:
        raise BadInput(fields={"deed": f"{task.deed} is not done this way"})
    wrong = {
        name: f"is not for {task.deed}"
        for name in (field.name for field in fields(Task))
        if name not in _ALWAYS | form.takes
        and getattr(task, name) != getattr(_UNSAID, name)
    }
    wrong.update(form.lacks(task, at))
    if wrong:
        raise BadInput(fields=wrong)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a task is done on: the instant, the place at the end of the queue, and the group the
    ticket belongs to after a transfer."""

    at: datetime
    end: datetime
    group: GroupId | None = None


def done(ticket: Ticket, task: Task, ground: Ground) -> Ticket:
    """The ticket after a task that was checked; one to be finished is being served.

    Refused as `move`.
    """
    at = ground.at
    match task.deed:
        case Deed.FINISH:
            served = move(ticket, Deed.FINISH, at)
            return _cared(served, outcome=task.outcome) if task.outcome else served
        case Deed.PARK:
            parked = move(ticket, Deed.PARK, at)
            return _cared(parked, park_reason=task.reason, parked_until=task.until)
        case Deed.UNPARK:
            back = move(ticket, Deed.UNPARK, at, counter=task.counter)
            return _cared(back, park_reason="", parked_until=None)
        case Deed.TRANSFER:
            return _transferred(ticket, task, ground)
        case Deed.PRIORITY:
            raised = replace(move(ticket, Deed.PRIORITY, at), priority=task.priority)
            return _cared(raised, priority_reason=task.reason if task.priority else "")
        case Deed.NOTE:
            return _cared(move(ticket, Deed.NOTE, at), note=task.note)
        case Deed.UNDO_CHECK_IN:
            return _still_to_come(ticket, at)
        case _:
            return move(ticket, task.deed, at, counter=task.counter)


def ends_a_leg(ticket: Ticket, deed: Deed) -> bool:
    """Whether a transfer ends what was done for one service of several in a visit."""
    return deed is Deed.TRANSFER and ticket.status is Status.SERVING


def _transferred(ticket: Ticket, task: Task, ground: Ground) -> Ticket:
    """The number stays. At the end of its band it waits anew, else its place is where it was."""
    moved = move(ticket, Deed.TRANSFER, ground.at)
    if task.service and task.service != ticket.service:
        moved = replace(moved, service=task.service, group=ground.group)
    if not task.keep_place:
        moved = replace(
            moved, rank_at=ground.end, joined_at=ground.at, keep_place=False
        )
    return _cared(moved, counter=task.counter, operator=task.operator)


def _still_to_come(ticket: Ticket, at: datetime) -> Ticket:
    moved = move(ticket, Deed.UNDO_CHECK_IN, at)
    obstacle = undo_check_in_obstacle(ticket, at)
    if obstacle:
        raise Refused(detail=f"{ticket.number}: {Deed.UNDO_CHECK_IN}: {obstacle}")
    return moved


def _cared(ticket: Ticket, **changes: object) -> Ticket:
    """With some of its care changed; none at all is None."""
    care = replace(ticket.care or Care(), **changes)  # type: ignore[arg-type]  # fields of Care, all above
    return replace(ticket, care=None if care == Care() else care)
