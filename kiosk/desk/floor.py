"""A branch as the desk keeps it in mind between two deeds."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from statistics import fmean
from typing import Final

from kiosk.desk.ahead import ahead_of
from kiosk.desk.days import SET_BACK, Turned
from kiosk.desk.duty import Duty
from kiosk.desk.plan import Plan
from kiosk.desk.summoning import Summoned
from kiosk.domain.branch import (
    BranchId,
    Counter,
    CounterId,
    Message,
    Opening,
    Service,
    ServiceId,
)
from kiosk.domain.day import BusinessDay
from kiosk.domain.serving import CounterState, KioskHealth
from kiosk.domain.stored_lobby import PausedService
from kiosk.domain.storing import Reading
from kiosk.domain.ticket import Place, Ticket, WaitRange
from kiosk.domain.wait import wait_range
from kiosk.errors import KioskError, Reason, Refused

MEASURED: Final = 20
"""How many of the newest handling times the mean is taken of."""

LONGEST_MINUTES: Final = 480
"""Nobody is served for longer than a working day."""

FRESH: Final = timedelta(minutes=1)
"""How long an opening is believed; it may end earlier by itself."""

_NEVER: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(slots=True)
class Floor:
    """What is known without asking the store. Nothing here decides alone about a number.

    `day` runs while the clock is between `_since` and `_until`; both None before it was
    looked at.
    `newest_rank` is the latest place in the queue given so far: with a clock that was set back,
    who comes later still stands further back. `changed_seq` is the last event before the newest
    change of the description or the day. `streak` is the row of turns that went before
    walk-ins, as `choose` counts it. `paused` are the services no number is given for, `kiosks`
    what each last told of itself, `summoned` where a customer asks for help. On `series_on` its series were gone on with.
    """

    plan: Plan
    day: BusinessDay | None = None
    newest_rank: datetime | None = None
    changed_seq: int = 0
    streak: int = 0
    paused: Mapping[ServiceId, PausedService] = field(default_factory=dict)
    kiosks: dict[str, KioskHealth] = field(default_factory=dict)
    summoned: Summoned = field(default_factory=Summoned)
    series_on: date | None = None
    _since: datetime | None = None
    _until: datetime | None = None
    _openings: dict[ServiceId | None, tuple[datetime, Opening]] = field(
        default_factory=dict
    )
    _took: dict[ServiceId, deque[float]] = field(default_factory=dict)
    _means: dict[ServiceId, float] = field(default_factory=dict)
    _touched: Mapping[CounterId, CounterState] = field(default_factory=dict)
    _duty: Duty | None = None
    _messages: tuple[Message, ...] = ()

    @property
    def branch(self) -> BranchId:
        """Which branch it is."""
        return self.plan.branch.id

    @property
    def duty(self) -> Duty:
        """The counters as they are today."""
        if self._duty is None:
            self._duty = Duty(self.plan, self._touched)
        return self._duty

    def counter_state(self, counter: CounterId) -> CounterState:
        """How a counter is today. NotFound."""
        return self.duty.state(counter)

    def counter(self, counter: CounterId) -> Counter:
        """A counter with the services it serves today. NotFound."""
        return self.duty.counter(counter)

    def check_counter_open(self, counter: CounterId) -> None:
        """Refused COUNTER_CLOSED unless a counter takes people. NotFound."""
        self.duty.check_open(counter)

    def recall(self, view: Reading) -> None:
        """Take over what staff set, as the store has it."""
        day = view.day(self.branch)
        if day and self.day and day.seq == self.day.seq:
            self.day_closed(day.closed_at)
        states = view.counter_states(self.branch, day.seq) if day else ()
        self._touched = {state.counter: state for state in states}
        self._duty = None
        self._messages = tuple(view.messages(self.branch))
        self.paused = {one.service: one for one in view.paused_services(self.branch)}

    def messages(self, now: datetime) -> tuple[Message, ...]:
        """What staff have to say, and is not over."""
        return tuple(one for one in self._messages if one.until > now)

    @property
    def is_day_closed(self) -> bool:
        """Whether the running day was closed before its time."""
        return self.day is not None and self.day.closed_at is not None

    def day_closed(self, at: datetime | None) -> None:
        """The running day was closed, or with None goes on."""
        if self.day:
            self.day = replace(self.day, closed_at=at)
        self._openings.clear()

    def rank(self, now: datetime) -> datetime:
        """The place of somebody who joins the queue at `now`: never before the one before."""
        newest = self.newest_rank
        self.newest_rank = now if newest is None else max(now, newest)
        return self.newest_rank

    def opening(self, service: ServiceId | None, now: datetime) -> Opening:
        """Whether a service, or with None the branch, is open; worked out once a minute."""
        asked, known = self._openings.get(service, (now, None))
        if known and asked <= now < min(known.until or _NEVER, asked + FRESH):
            return known
        known = self._look_up(service, now)
        self._openings[service] = (now, known)
        return known

    def _look_up(self, service: ServiceId | None, now: datetime) -> Opening:
        """A day that was closed stays so until the next, whatever the hours say."""
        turn = self._until if self.is_day_closed else None
        at = max(now, turn) if turn else now
        hours = self.plan.hours
        found = hours.service(service, at) if service else hours.opening(at)
        if turn is None or now >= turn:
            return found
        return Opening(False, turn if found.is_open else found.until)

    def refusal(self, service: Service, now: datetime) -> Reason | None:
        """Why no number of `service` can be had whatever the counts: not walk-in, closed, paused.

        One that is only booked is paused first: there is nothing to choose then.
        """
        is_paused = service.id in self.paused
        if not service.walkin:
            return Reason.PAUSED if is_paused else Reason.NOT_WALKIN
        if not self.opening(service.id, now).is_open:
            return Reason.CLOSED
        return Reason.PAUSED if is_paused else None

    def check_bookable(self, service: ServiceId, start: datetime) -> None:
        """Refused PAUSED, and CLOSED for a time before a closed day's end."""
        if service in self.paused:
            raise Refused(Reason.PAUSED, detail=f"{service} is paused")
        if self.is_day_closed and self._until and start < self._until:
            raise Refused(Reason.CLOSED, detail=f"{self.branch}: the day was closed")

    def counters_open(self, service: ServiceId, now: datetime) -> int:
        """Counters that serve `service` right now; none while the branch is closed."""
        if not self.opening(None, now).is_open:
            return 0
        return self.duty.counters.get(service, 0)

    def ahead(self, service: ServiceId, waiting: Mapping[ServiceId, int]) -> int:
        """Who would go before a newcomer, given who does for each service."""
        before = self.duty.before(service, waiting)
        return sum(waiting.get(rival, 0) for rival in before)

    def wait(self, service: ServiceId, ahead: int, now: datetime) -> WaitRange | None:
        """How long `ahead` people take; None while no open counter serves the service."""
        minutes = self.minutes(service)
        counters = self.counters_open(service, now)
        return None if minutes is None else wait_range(ahead, minutes, counters)

    def place(self, ticket: Ticket, view: Reading, now: datetime) -> Place:
        """Where a waiting ticket stands at `now`; nobody is before who waits for a session."""
        if ticket.service in self.plan.in_sessions:
            return Place(0, None, now)
        waiting = view.waiting(ticket.branch)
        services = self.duty.before(ticket.service, waiting)
        ahead = ahead_of(view, ticket, services, now)
        return Place(ahead, self.wait(ticket.service, ahead, now), now)

    def minutes(self, service: ServiceId) -> float | None:
        """Mean handling time, as measured or else as assumed; None for an unknown service."""
        mean = self._means.get(service)
        if mean is not None:
            return mean
        described = self.plan.services.get(service)
        return described.minutes if described else None

    def remember(self, service: ServiceId, minutes: Sequence[float]) -> None:
        """Take over handling times, newest first."""
        self._took.pop(service, None)
        self._means.pop(service, None)
        for one in reversed(minutes):
            self._count_in(service, one)

    def finished(self, ticket: Ticket) -> None:
        """Count in how long a finished ticket took."""
        if ticket.called_at is None or ticket.finished_at is None:
            return
        took = (ticket.finished_at - ticket.called_at).total_seconds() / 60
        self._count_in(ticket.service, took)

    def _count_in(self, service: ServiceId, minutes: float) -> None:
        """What a clock that was set meanwhile makes impossible does not count."""
        if 0 <= minutes <= LONGEST_MINUTES:
            took = self._took.setdefault(service, deque(maxlen=MEASURED))
            took.append(minutes)
            self._means[service] = fmean(took)

    def described(self, plan: Plan) -> None:
        """Take over a new description; what was measured stays."""
        self.plan = plan
        self._duty = None
        self._since = self._until = None
        self._openings.clear()

    def knows_the_day(self, now: datetime) -> bool:
        """Whether `day` runs at `now`; else it is to be looked at in the store."""
        if self._since is None or self._until is None:
            return False
        return self._since - SET_BACK <= now < self._until

    def turned(self, turned: Turned) -> bool:
        """Take over the day that runs; whether it is another than the one known."""
        day, known = turned.day, self.day
        if known is not None and day.seq < known.seq:
            return False
        is_new = known is None or day.seq > known.seq
        if is_new:
            self.newest_rank = None
        self.day, self._since, self._until = day, turned.since, turned.until
        self._openings.clear()
        if turned.newest_rank is not None:
            self.rank(turned.newest_rank)
        return is_new


def refused(reason: Reason, service: Service) -> KioskError:
    """The error that says so."""
    return Refused(reason, detail=f"service {service.id}: {reason}")
