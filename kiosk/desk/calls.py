"""At the counter: who is next, and who is done."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from kiosk.desk.floor import Floor
from kiosk.desk.plan import Plan
from kiosk.desk.step import step
from kiosk.domain.branch import BranchId, Counter, CounterId, ServiceId
from kiosk.domain.events import Deed
from kiosk.domain.order import choose, streak_of
from kiosk.domain.ports import Called
from kiosk.domain.storing import Reading, Writing
from kiosk.domain.ticket import Ticket
from kiosk.domain.transitions import finish_steps
from kiosk.errors import Reason, Refused

_PER_SERVICE: Final = 1
"""Only who keeps a place can have been called before, and those are looked at all; so is who has
a time."""

_LOOKED_BACK: Final = 256
"""Events that are searched for the newest calls."""


def call_next(
    tx: Writing, floor: Floor, counter: Counter, at: datetime, actor: str
) -> Called | None:
    """Call who is next to `counter`, or whom it has already; None when nobody waits for it."""
    branch = floor.plan.branch.id
    there = tx.at_counter(branch, counter.id)
    if there:
        return Called(there, f"already at counter {counter.id}")
    services = _asked_for(tx, floor.plan, counter)
    heads = tx.heads(branch, services, _PER_SERVICE)
    timed = (ticket for ticket in tx.checked_in(branch) if ticket.service in services)
    candidates = {ticket.id: ticket for ticket in (*heads, *timed)}.values()
    choice = choose(candidates, at, streak=floor.streak, targets=floor.plan.targets)
    if choice is None:
        return None
    reason = str(choice.reason)
    called = step(
        tx, choice.ticket, Deed.CALL, at, actor, reason=reason, counter=counter.id
    )
    floor.streak = choice.streak
    return Called(called, reason)


def finish_at(
    tx: Writing, plan: Plan, counter: CounterId, at: datetime, actor: str
) -> Ticket:
    """Finish who is at `counter`, even at one that is described no longer.

    NotFound; Refused NOTHING_SERVED.
    """
    ticket = tx.at_counter(plan.branch.id, counter)
    if ticket is None:
        where = plan.counter(counter).id
        raise Refused(Reason.NOTHING_SERVED, detail=f"nobody is at counter {where}")
    for deed in finish_steps(ticket):
        ticket = step(tx, ticket, deed, at, actor)
    return ticket


def streaks(view: Reading) -> Mapping[BranchId, int]:
    """The rows of turns that went before walk-ins, as the newest calls left them.

    So whose turn it is does not hang on a restart.
    """
    newest = view.events_after(max(0, view.last_seq() - _LOOKED_BACK), _LOOKED_BACK)
    reasons: dict[BranchId, list[str]] = {}
    for event in reversed(newest):
        if event.deed is Deed.CALL:
            reasons.setdefault(event.branch, []).append(event.reason)
    return {branch: streak_of(why) for branch, why in reasons.items()}


def _asked_for(view: Reading, plan: Plan, counter: Counter) -> Sequence[ServiceId]:
    """What somebody waits for and the counter serves, or no counter does, in a fixed order."""
    waiting = view.waiting(plan.branch.id)
    return sorted(
        service
        for service in waiting
        if counter.serves(service) or plan.is_left_over(service)
    )
