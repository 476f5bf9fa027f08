"""What follows from a branch's description alone, worked out once when it is loaded."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from kiosk.domain.branch import (
    Branch,
    Counter,
    CounterId,
    GroupId,
    NumberRange,
    Service,
    ServiceId,
)
from kiosk.domain.grid import DayGrid, day_grid
from kiosk.domain.hours import Timetable
from kiosk.domain.ticket import Draft
from kiosk.errors import BadInput, NotFound

KEPT_GRIDS: Final = 512
"""Days of services whose times are kept in mind: two months of eight services."""


class Plan:
    """A branch's description, its hours, and who serves what.

    `rivals` names, for each service, all services whose customers stand before the same
    counters, itself included; `counters` how many counters serve it. Of a service `in_sessions`
    none: who takes part is not called one by one.
    """

    def __init__(self, branch: Branch) -> None:
        """Works everything out. BadInput for a zone, holiday calendar or range that isn't there."""
        self.branch = branch
        self.hours = Timetable(branch)
        self.services: Mapping[ServiceId, Service] = {s.id: s for s in branch.services}
        self.ranges: Mapping[str, NumberRange] = {r.id: r for r in branch.ranges}
        for service in branch.services:
            if service.range not in self.ranges:
                raise BadInput(fields={"range": f"{service.range}: no such range"})
            rules = service.booking
            if rules and rules.range not in self.ranges:
                raise BadInput(fields={"range": f"{rules.range}: no such range"})
        self.targets: Mapping[ServiceId, int] = {
            service.id: service.target_minutes for service in branch.services
        }
        self.in_sessions = frozenset(s.id for s in branch.services if s.places)
        self.counters = self.serving(branch.counters)
        self.rivals = rivals(self.queued, branch.counters)
        self.grid: Callable[[ServiceId, date], DayGrid] = lru_cache(KEPT_GRIDS)(
            self._grid
        )

    @property
    def queued(self) -> Sequence[ServiceId]:
        """The services that counters call people for: all but those given in sessions."""
        return [one for one in self.services if one not in self.in_sessions]

    def serving(self, counters: Iterable[Counter]) -> Mapping[ServiceId, int]:
        """How many of `counters` call people for each service."""
        there = tuple(counters)
        count = {one: sum(c.serves(one) for c in there) for one in self.queued}
        return {**dict.fromkeys(self.services, 0), **count}

    def _grid(self, service: ServiceId, day: date) -> DayGrid:
        """The times of a local day, whoever has booked what; KeyError for an unknown service."""
        return day_grid(self.branch, self.hours, self.services[service], day)

    def is_left_over(self, service: ServiceId) -> bool:
        """Whether no counter serves `service`, as when it was taken out of the description.

        Who waits for it still is everybody's: any counter calls them.
        """
        if service in self.in_sessions:
            return False
        return bool(self.branch.counters) and not self.counters.get(service)

    def before(
        self, service: ServiceId, waiting: Iterable[ServiceId]
    ) -> Sequence[ServiceId]:
        """The services whose customers stand before the same counters as those of `service`.

        `waiting` are the services somebody waits for: among them may be left-over ones.
        """
        if self.is_left_over(service):
            return tuple({service: None, **dict.fromkeys(waiting)})
        rivals = self.rivals.get(service, (service,))
        left_over = tuple(one for one in waiting if self.is_left_over(one))
        return (*rivals, *left_over) if left_over else rivals

    def counter(self, counter: CounterId) -> Counter:
        """The counter of that id. NotFound."""
        found = self.branch.counter(counter)
        if found is None:
            raise NotFound(detail=f"no counter {counter} in {self.branch.id}")
        return found

    def wanted(self, draft: Draft) -> tuple[Service, GroupId | None]:
        """The service a draft asks for and the group it is found under. NotFound."""
        service = self.services.get(draft.service)
        if service is None:
            raise NotFound(detail=f"no service {draft.service} in {self.branch.id}")
        if draft.group is None:
            group = self.branch.group_of(service.id)
            return service, group.id if group else None
        for group in self.branch.groups:
            if group.id == draft.group and service.id in group.services:
                return service, group.id
        raise NotFound(detail=f"no group {draft.group} with {service.id}")


def rivals(
    services: Iterable[ServiceId], counters: Sequence[Counter]
) -> Mapping[ServiceId, Sequence[ServiceId]]:
    """For each service all whose customers stand before the same counters, itself included.

    Services before the same counters share one answer: there may be a thousand.
    """
    served_at = {
        service: frozenset(c.id for c in counters if c.serves(service))
        for service in services
    }
    known: dict[frozenset[CounterId], Sequence[ServiceId]] = {}
    for theirs in served_at.values():
        if theirs and theirs not in known:
            known[theirs] = tuple(
                other for other, others in served_at.items() if theirs & others
            )
    return {service: known.get(at, (service,)) for service, at in served_at.items()}
