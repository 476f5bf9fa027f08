"""What staff do to one ticket, each in one transaction."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kiosk.desk.floor import Floor
from kiosk.desk.kept import Keeping
from kiosk.desk.step import changed, keep, step
from kiosk.desk.undo import let_go, remember
from kiosk.domain.branch import CounterId, GroupId, StaffId
from kiosk.domain.events import Deed
from kiosk.domain.order import CHOSEN
from kiosk.domain.serving import Task
from kiosk.domain.stored_serving import Leg
from kiosk.domain.storing import Reading, Writing
from kiosk.domain.tasks import Ground, done, ends_a_leg
from kiosk.domain.ticket import Ticket
from kiosk.domain.transitions import finish_steps
from kiosk.errors import NotFound, Reason, Refused

_TO_A_COUNTER: Final = frozenset({Deed.CALL, Deed.UNPARK})
_GIVES_UP_ITS_TIME: Final = frozenset({Deed.CANCEL, Deed.NO_SHOW})


@dataclass(frozen=True, slots=True)
class Order:
    """A task that was checked, who gave it, where and when.

    `operator` is who is signed in; `in_charge` may call who is kept for somebody else.
    """

    task: Task
    floor: Floor
    at: datetime
    actor: str
    operator: StaffId | None = None
    in_charge: bool = False


def perform(tx: Writing, ticket: Ticket, order: Order) -> Ticket:
    """The ticket after the task. Errors as `kiosk.domain.staff.Serving.do`."""
    task, at, actor = order.task, order.at, order.actor
    if task.seen not in (None, ticket.version):
        raise changed(tx, ticket)
    if task.deed is Deed.TRANSFER:
        _check_queued(ticket, order)
    ground = _ground(order, ticket)
    if task.deed in _TO_A_COUNTER and task.counter:
        _check_counter(tx, ticket, task.counter, order)
    now = ticket
    if task.deed is Deed.FINISH:
        for first in finish_steps(ticket)[:-1]:
            now = step(tx, now, first, at, actor)
    reason = task.reason or (CHOSEN if task.deed is Deed.CALL else "")
    after = keep(tx, now, done(now, task, ground), task.deed, at, actor, reason)
    if ends_a_leg(ticket, task.deed):
        tx.add_leg(Leg(ticket, at))
    claims = let_go(tx, ticket) if task.deed in _GIVES_UP_ITS_TIME else ()
    remember(tx, ticket, after, task.deed, at, actor, claims)
    return after


def _ground(order: Order, ticket: Ticket) -> Ground:
    """NotFound for a service or a counter that is not described."""
    task, plan = order.task, order.floor.plan
    if task.counter:
        plan.counter(task.counter)
    if task.deed is not Deed.TRANSFER:
        return Ground(order.at, order.at)
    end = ticket.rank_at if task.keep_place else order.floor.rank(order.at)
    return Ground(order.at, end, _group(order))


def _check_queued(ticket: Ticket, order: Order) -> None:
    """Nobody is sent on into a session or out of one: that is for who joins and cancels."""
    there = order.floor.plan.in_sessions
    if order.task.service in there or (ticket.booking and ticket.booking.session):
        _refuse(ticket, "a session is joined and left, not transferred to")


def _group(order: Order) -> GroupId | None:
    plan, service = order.floor.plan, order.task.service
    if service is None:
        return None
    if service not in plan.services:
        raise NotFound(detail=f"no service {service} in {plan.branch.id}")
    group = plan.branch.group_of(service)
    return group.id if group else None


def _check_counter(
    view: Reading, ticket: Ticket, counter: CounterId, order: Order
) -> None:
    """Refused unless the counter is open and free, and the ticket is not kept from it."""
    order.floor.check_counter_open(counter)
    there = view.at_counter(ticket.branch, counter)
    if there:
        _refuse(ticket, f"{there.number} is at counter {counter}")
    keeping = Keeping(view, order.floor.plan)
    if not order.in_charge and keeping.is_from(ticket, counter, order.operator):
        _refuse(ticket, "kept for another counter or operator")


def _refuse(ticket: Ticket, why: str) -> None:
    raise Refused(Reason.NOT_ALLOWED_NOW, detail=f"{ticket.number}: {why}")
