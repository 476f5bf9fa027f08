"""What works for now and deserves a look all the same."""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Final

from kiosk.desk.adopting import NO_LANE
from kiosk.desk.floor import Floor
from kiosk.desk.kept import Keeping
from kiosk.domain.branch import BranchId, ServiceId, StaffId
from kiosk.domain.serving import CounterStatus
from kiosk.domain.stored_operators import SESSION
from kiosk.domain.storing import Reading

NOBODY_FOUND: Final = (
    "customers are not found by their phone numbers: phone.secret is not the file they were"
    " written with; put it back from the backup the database came from, and restart"
)


def worries(view: Reading, floor: Floor, now: datetime) -> Iterator[str]:
    """A sentence for each, for operators; none when all is well."""
    yield from _of_the_day(view, floor, now)
    yield from _of_the_waiting(view, floor, now)
    yield from _of_the_kept(view, floor, now)
    yield from _of_the_paused(floor)
    yield from _of_the_booked(view, floor)
    yield from _of_the_sessions(view, floor, now)


def _of_the_day(view: Reading, floor: Floor, now: datetime) -> Iterator[str]:
    branch = floor.plan.branch.id
    day, today = view.day(branch), floor.plan.hours.label(now)
    if day and day.label > today:
        yield (
            f"{branch}: tickets are dated {day.label}, but it is {today}: the clock was ahead."
            f" Numbers begin anew each day all the same; the date stays until {day.label}"
            " is over"
        )


def _of_the_waiting(view: Reading, floor: Floor, now: datetime) -> Iterator[str]:
    branch = floor.plan.branch.id
    is_open = floor.opening(None, now).is_open
    for service, count in sorted(view.waiting(branch).items()):
        if floor.plan.is_left_over(service):
            yield (
                f"{branch}: {count} waiting for {service}, which no counter serves;"
                " every counter calls them in their turn"
            )
        elif service in floor.plan.in_sessions:
            continue
        elif (
            is_open and floor.plan.branch.counters and not floor.duty.counters[service]
        ):
            yield f"{branch}: {count} waiting for {service}, and no open counter serves it"


def _of_the_kept(view: Reading, floor: Floor, now: datetime) -> Iterator[str]:
    """Kept for a counter that has gone home, or for who is not here: nobody else is offered
    them."""
    keeping = Keeping(view, floor.plan)
    here = _signed_in(view, floor.branch, now)
    kept: Counter[str] = Counter()
    for ticket in view.bound(floor.branch):
        counter, operator = keeping.counter(ticket), keeping.operator(ticket)
        if counter and floor.counter_state(counter).status is not CounterStatus.CLOSED:
            continue
        if operator and operator not in here:
            kept[f"{keeping.name(operator)}, who is not signed in; transfer them"] += 1
        elif counter and not operator:
            kept[f"counter {counter}, which is closed; transfer them, or open it"] += 1
    for whom, count in kept.items():
        yield f"{floor.branch}: {count} kept for {whom}"


def _signed_in(view: Reading, branch: BranchId, now: datetime) -> Collection[StaffId]:
    return {
        session.operator
        for session in view.sessions()
        if session.branch == branch and abs(now - session.began_at) < SESSION
    }


def _of_the_paused(floor: Floor) -> Iterator[str]:
    """Paused for a moment, and forgotten."""
    began = floor.day.opened_at if floor.day else None
    for service, paused in floor.paused.items():
        if began and paused.since < began and service in floor.plan.services:
            why = f": {paused.reason}" if paused.reason else ""
            since = paused.since.astimezone(floor.plan.hours.zone).date()
            yield (
                f"{floor.branch}: {service} is paused since {since} by {paused.actor}{why}"
            )


def _of_the_booked(view: Reading, floor: Floor) -> Iterator[str]:
    """Whom a new description left with a time that nobody keeps for them."""
    branch, services = floor.plan.branch, floor.plan.services
    lanes = {lane.id: lane for lane in branch.lanes}
    gone: Counter[ServiceId] = Counter()
    for (name, lane), count in sorted(view.booked(branch.id).items()):
        service, there = services.get(name), lanes.get(lane)
        if service is None or not service.appointable:
            gone[name] += count
        elif lane != NO_LANE and (there is None or not there.serves(name)):
            yield (
                f"{branch.id}: {count} booked for {name} on lane {lane}, which is not there for"
                " it any more: they can check in, but nobody keeps their time; move them"
            )
    for name, count in gone.items():
        yield (
            f"{branch.id}: {count} booked for {name}, which is not booked any more: they can"
            " check in, but not move; see that somebody is there for them, or cancel"
        )


def _of_the_sessions(view: Reading, floor: Floor, now: datetime) -> Iterator[str]:
    """Too few have joined, and it is time to say what becomes of it."""
    for session in view.undecided(floor.branch, now):
        start = session.start_at.astimezone(floor.plan.hours.zone)
        yield (
            f"{floor.branch}: {session.taken} of at least {session.least} joined"
            f" {session.service} on {start:%Y-%m-%d at %H:%M}; confirm it or cancel it"
        )
