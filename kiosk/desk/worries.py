"""What works for now and deserves a look all the same."""

from collections.abc import Iterator
from datetime import datetime

from kiosk.desk.floor import Floor
from kiosk.domain.storing import Reading


def worries(view: Reading, floor: Floor, now: datetime) -> Iterator[str]:
    """A sentence for each, for operators; none when all is well."""
    yield from _of_the_day(view, floor, now)
    yield from _of_the_waiting(view, floor)


def _of_the_day(view: Reading, floor: Floor, now: datetime) -> Iterator[str]:
    branch = floor.plan.branch.id
    day, today = view.day(branch), floor.plan.hours.label(now)
    if day and day.label > today:
        yield (
            f"{branch}: tickets are dated {day.label}, but it is {today}: the clock was ahead."
            f" Numbers begin anew each day all the same; the date stays until {day.label}"
            " is over"
        )


def _of_the_waiting(view: Reading, floor: Floor) -> Iterator[str]:
    branch = floor.plan.branch.id
    for service, count in sorted(view.waiting(branch).items()):
        if floor.plan.is_left_over(service):
            yield (
                f"{branch}: {count} waiting for {service}, which no counter serves;"
                " every counter calls them in their turn"
            )
