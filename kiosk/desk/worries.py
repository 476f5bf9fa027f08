"""What works for now and deserves a look all the same."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from kiosk.desk.floor import Floor
from kiosk.domain.branch import ServiceId
from kiosk.domain.serving import CounterStatus
from kiosk.domain.storing import Reading

NOBODY_FOUND: Final = (
    "customers are not found by their phone numbers: phone.secret is not the file they were"
    " written with; put it back from the backup the database came from, and restart"
)


def worries(view: Reading, floor: Floor, now: datetime) -> Iterator[str]:
    """A sentence for each, for operators; none when all is well."""
    yield from _of_the_day(view, floor, now)
    yield from _of_the_waiting(view, floor, now)
    yield from _of_the_kept(view, floor)
    yield from _of_the_paused(floor)
    yield from _of_the_booked(view, floor)


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
        elif (
            is_open and floor.plan.branch.counters and not floor.duty.counters[service]
        ):
            yield f"{branch}: {count} waiting for {service}, and no open counter serves it"


def _of_the_kept(view: Reading, floor: Floor) -> Iterator[str]:
    """Kept for a counter that has gone home: nobody else is offered them."""
    closed = {
        state.counter
        for state in floor.duty.states
        if state.status is CounterStatus.CLOSED
    }
    kept = Counter(
        ticket.care.counter
        for ticket in view.bound(floor.branch)
        if ticket.care and ticket.care.counter in closed and not ticket.care.operator
    )
    for counter, count in kept.items():
        yield (
            f"{floor.branch}: {count} kept for counter {counter}, which is closed;"
            " transfer them, or open it"
        )


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
        elif there is None or not there.serves(name):
            yield (
                f"{branch.id}: {count} booked for {name} on lane {lane}, which is not there for"
                " it any more: they can check in, but nobody keeps their time; move them"
            )
    for name, count in gone.items():
        yield (
            f"{branch.id}: {count} booked for {name}, which is not booked any more: they can"
            " check in, but not move; see that somebody is there for them, or cancel"
        )
