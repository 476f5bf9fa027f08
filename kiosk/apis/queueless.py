"""A branch of another system that gives times and has no queue."""

from datetime import datetime

from kiosk.domain.branch import Branch, BranchState, Service, ServiceState
from kiosk.domain.hours import Timetable
from kiosk.errors import Reason


def standing(branch: Branch, now: datetime) -> BranchState:
    """How it stands: nobody waits there, and no number is given."""
    timetable = Timetable(branch)
    return BranchState(
        branch=branch,
        opening=timetable.opening(now),
        waiting=0,
        services={
            service.id: _of(service, timetable, now) for service in branch.services
        },
        as_of=now,
        seq=0,
    )


def _of(service: Service, timetable: Timetable, now: datetime) -> ServiceState:
    return ServiceState(
        service=service.id,
        is_open=timetable.service(service.id, now).is_open,
        waiting=0,
        ahead=0,
        wait_lo=None,
        wait_hi=None,
        counters_open=0,
        closed_reason=Reason.NOT_WALKIN.value,
    )
