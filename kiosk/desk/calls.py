"""At the counter: who is next, and who is done."""

from datetime import datetime

from kiosk.desk.floor import Floor
from kiosk.desk.line import line
from kiosk.desk.plan import Plan
from kiosk.desk.step import step
from kiosk.desk.undo import remember
from kiosk.domain.branch import CounterId, StaffId
from kiosk.domain.events import Deed
from kiosk.domain.serving import Called
from kiosk.domain.storing import Writing
from kiosk.domain.ticket import Ticket
from kiosk.domain.transitions import finish_steps
from kiosk.errors import Reason, Refused


def call_next(
    tx: Writing,
    floor: Floor,
    counter: CounterId,
    at: datetime,
    actor: str,
    operator: StaffId | None = None,
) -> Called | None:
    """Call who is next to `counter`, or whom it has already; None when nobody waits for it.

    Refused COUNTER_CLOSED.
    """
    there = tx.at_counter(floor.plan.branch.id, counter)
    if there:
        return Called(there, f"already at counter {counter}")
    floor.check_counter_open(counter)
    for choice in line(tx, floor, floor.counter(counter), at, operator=operator):
        ticket, reason = choice.ticket, str(choice.reason)
        called = step(tx, ticket, Deed.CALL, at, actor, reason=reason, counter=counter)
        remember(tx, ticket, called, Deed.CALL, at, actor)
        floor.streak = choice.streak
        return Called(called, reason)
    return None


def finish_at(
    tx: Writing, plan: Plan, counter: CounterId, at: datetime, actor: str
) -> Ticket:
    """Finish who is at `counter`, even at one that is described no longer.

    NotFound; Refused NOTHING_SERVED.
    """
    before = tx.at_counter(plan.branch.id, counter)
    if before is None:
        where = plan.counter(counter).id
        raise Refused(Reason.NOTHING_SERVED, detail=f"nobody is at counter {where}")
    ticket = before
    for deed in finish_steps(before):
        ticket = step(tx, ticket, deed, at, actor)
    remember(tx, before, ticket, Deed.FINISH, at, actor)
    return ticket
