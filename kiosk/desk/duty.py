"""Which counters take people right now, and so who waits before the same ones."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kiosk.desk.plan import Plan, rivals
from kiosk.domain.branch import Counter, CounterId, ServiceId
from kiosk.domain.serving import CounterState, CounterStatus
from kiosk.errors import Reason, Refused


class Duty:
    """The counters of a description as they are today.

    `counters` is how many open ones serve each service. Made anew when a counter or the
    description changes.
    """

    def __init__(self, plan: Plan, states: Mapping[CounterId, CounterState]) -> None:
        """`states` are those of counters somebody touched today; all others are open."""
        self._plan = plan
        self._states = {
            counter.id: states.get(counter.id)
            or CounterState(counter.id, CounterStatus.OPEN)
            for counter in plan.branch.counters
        }
        at_work = tuple(
            self.counter(name)
            for name, state in self._states.items()
            if state.status is CounterStatus.OPEN
        )
        as_described = at_work == plan.branch.counters
        self.counters: Mapping[ServiceId, int] = (
            plan.counters if as_described else plan.serving(at_work)
        )
        self._rivals: Mapping[ServiceId, Sequence[ServiceId]] = (
            plan.rivals if as_described else rivals(plan.queued, at_work)
        )

    @property
    def states(self) -> tuple[CounterState, ...]:
        """Every counter that is described, in that order."""
        return tuple(self._states.values())

    def state(self, counter: CounterId) -> CounterState:
        """How a counter is today. NotFound."""
        return self._states[self._plan.counter(counter).id]

    def counter(self, counter: CounterId) -> Counter:
        """A counter with the services it serves today. NotFound.

        Of services that were taken out of the description nothing is left; a counter that would
        have none at all serves what it is described with.
        """
        described = self._plan.counter(counter)
        only = self._states[counter].services
        there = only & self._plan.services.keys() if only else None
        return replace(described, services=frozenset(there)) if there else described

    def check_open(self, counter: CounterId) -> None:
        """Refused COUNTER_CLOSED unless a counter takes people. NotFound."""
        state = self.state(counter)
        if state.status is not CounterStatus.OPEN:
            why = f": {state.reason}" if state.reason else ""
            detail = f"counter {counter} is {state.status}{why}"
            raise Refused(Reason.COUNTER_CLOSED, detail=detail)

    def before(
        self, service: ServiceId, waiting: Iterable[ServiceId]
    ) -> Sequence[ServiceId]:
        """As `Plan.before`, of the counters that are open; of all while none is for it."""
        if not self.counters.get(service):
            return self._plan.before(service, waiting)
        theirs = self._rivals[service]
        left_over = tuple(one for one in waiting if self._plan.is_left_over(one))
        return (*theirs, *left_over) if left_over else theirs
