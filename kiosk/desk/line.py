"""Who stands before a counter, in the order they would be called."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from kiosk.desk.floor import Floor
from kiosk.desk.kept import Keeping, is_kept
from kiosk.desk.plan import Plan
from kiosk.domain.branch import BranchId, Counter, ServiceId, StaffId
from kiosk.domain.events import Deed
from kiosk.domain.order import Choice, streak_of, upcoming
from kiosk.domain.storing import Reading
from kiosk.domain.ticket import TicketId

_LOOKED_BACK: Final = 256
"""Events that are searched for the newest calls."""


def line(
    view: Reading,
    floor: Floor,
    counter: Counter,
    at: datetime,
    *,
    operator: StaffId | None = None,
    most: int = 1,
) -> Sequence[Choice]:
    """Who would be called to `counter` one after another, `most` at most.

    Of each service the first `most` are looked at: only who keeps a place can have been called
    before, and those are looked at all; so is who has a time, and who is kept for somebody.
    """
    branch, plan = floor.plan.branch.id, floor.plan
    services = _asked_for(view, plan, counter)
    seen = {one.id: one for one in view.heads(branch, services, most)}
    seen |= {one.id: one for one in view.checked_in(branch) if one.service in services}
    candidates = [one for one in seen.values() if not is_kept(one)]
    keeping = Keeping(view, plan)
    candidates += [
        one
        for one in view.bound(branch)
        if not keeping.is_from(one, counter.id, operator)
        and (one.service in services or not keeping.is_forgotten(one))
    ]
    return upcoming(
        candidates, at, streak=floor.streak, targets=plan.targets, most=most
    )


def streaks(view: Reading) -> Mapping[BranchId, int]:
    """The rows of turns that went before walk-ins, as the newest calls left them.

    So whose turn it is does not hang on a restart. A call that was taken back was none.
    """
    newest = view.events_after(max(0, view.last_seq() - _LOOKED_BACK), _LOOKED_BACK)
    reasons: dict[BranchId, list[str]] = {}
    undone: set[TicketId] = set()
    for event in reversed(newest):
        if event.deed is Deed.UNDO and event.reason == Deed.CALL:
            undone.add(event.ticket)
        elif event.deed is Deed.CALL and event.ticket in undone:
            undone.discard(event.ticket)
        elif event.deed is Deed.CALL:
            reasons.setdefault(event.branch, []).append(event.reason)
    return {branch: streak_of(why) for branch, why in reasons.items()}


def _asked_for(view: Reading, plan: Plan, counter: Counter) -> Sequence[ServiceId]:
    """What somebody waits for and the counter serves, or no counter does, in a fixed order."""
    waiting = view.waiting(plan.branch.id)
    return sorted(
        service
        for service in waiting
        if service not in plan.in_sessions
        and (counter.serves(service) or plan.is_left_over(service))
    )
