"""A branch as it stands: what a kiosk shows, read in one view of the store."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from kiosk.desk.ahead import before_newcomers
from kiosk.desk.floor import Floor
from kiosk.desk.issue import out_of_numbers
from kiosk.desk.lists import listing
from kiosk.desk.row import row_of
from kiosk.domain.branch import BranchState, Service, ServiceId, ServiceState
from kiosk.domain.serving import Lobby, Which
from kiosk.domain.storing import Reading
from kiosk.errors import Reason

CALLS_SHOWN: Final = timedelta(minutes=15)
"""How long after its last call a number stands among the calls."""


def branch_state(view: Reading, floor: Floor, now: datetime) -> BranchState:
    """The branch at `now`; `seq` counts all events up to this view.

    Who waits for a session to begin is in nobody's queue.
    """
    branch = floor.plan.branch
    waiting = view.waiting(branch.id)
    before = before_newcomers(view, branch.id, now)
    called = waiting.keys() - floor.plan.in_sessions
    return BranchState(
        branch=branch,
        opening=floor.opening(None, now),
        waiting=sum(waiting[service] for service in called),
        services={
            service.id: _service_state(view, floor, service, waiting, before, now)
            for service in branch.services
        },
        as_of=now,
        seq=view.last_seq(),
        calls=tuple(view.calls(branch.id, now - CALLS_SHOWN)),
        messages=floor.messages(now),
    )


def _service_state(
    view: Reading,
    floor: Floor,
    service: Service,
    waiting: Mapping[ServiceId, int],
    before: Mapping[ServiceId, int],
    now: datetime,
) -> ServiceState:
    opening = floor.opening(service.id, now)
    ahead = floor.ahead(service.id, before)
    wait = floor.wait(service.id, ahead, now) if opening.is_open else None
    reason = _closed_reason(view, floor, service, now)
    return ServiceState(
        service=service.id,
        is_open=opening.is_open,
        waiting=waiting.get(service.id, 0),
        ahead=ahead,
        wait_lo=wait.lo if wait else None,
        wait_hi=wait.hi if wait else None,
        counters_open=floor.counters_open(service.id, now),
        closed_reason=reason,
        opens_at=opening.until if reason is Reason.CLOSED else None,
    )


def _closed_reason(
    view: Reading, floor: Floor, service: Service, now: datetime
) -> Reason | None:
    reason = floor.refusal(service, now)
    if reason or floor.day is None:
        return reason
    return out_of_numbers(view, floor.day, service, floor.plan.ranges[service.range])


def lobby_state(view: Reading, floor: Floor, now: datetime) -> Lobby:
    """The branch at `now` as its staff see it."""
    rows = (row_of(view, ticket) for ticket in view.at_counters(floor.branch))
    return Lobby(
        state=branch_state(view, floor, now),
        counters=floor.duty.states,
        at_counters=tuple(rows),
        counts={which: view.list_length(listing(floor, which, now)) for which in Which},
        paused={
            service: paused.reason
            for service, paused in floor.paused.items()
            if service in floor.plan.services
        },
        kiosks=tuple(floor.kiosks.values()),
        summons=floor.summoned.waiting(now),
        day_closed=floor.is_day_closed,
    )
