"""Which call the lobby sees and hears now, and which ones it can still read.

Calls come twice: as events while a board listens, and whole in every state it reads. Both may
come late, twice, or with a gap between them. What is told here is one announcement at a time,
each call once, in the order of the calls. All instants are aware and the queue's own: a board
whose clock is wrong corrects it before it asks.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import IntEnum
from typing import Final

from kiosk.domain.branch import BranchState, Call, CounterId
from kiosk.domain.events import Deed, TicketEvent
from kiosk.domain.ticket import Status

LONG: Final = timedelta(seconds=8)
"""How long an announcement stands at least."""

SHORT: Final = timedelta(seconds=4)
"""The same while more than `CROWD` others wait for theirs."""

CROWD: Final = 3

LEAVING: Final = timedelta(seconds=10)
"""How long a call whose visit is over can still be read."""

OLD: Final = timedelta(minutes=15)
"""A call of that age is shown no more, whatever became of it."""

LATE: Final = timedelta(seconds=60)
"""A call that is heard of only then is listed, and not announced."""

_RESET: Final = timedelta(seconds=5)
_CALLS: Final = frozenset({Deed.CALL, Deed.RECALL, Deed.UNPARK})
_STANDING: Final = frozenset({Status.CALLED, Status.SERVING})


class Staleness(IntEnum):
    """How far a board can be trusted."""

    FRESH = 0
    MARKED = 1
    DOUBTED = 2
    BLIND = 3


STALE: Final = (
    (300.0, Staleness.BLIND),
    (30.0, Staleness.DOUBTED),
    (10.0, Staleness.MARKED),
)
"""Seconds without a word from the queue, beyond which a level holds."""


def staleness(seconds: float) -> Staleness:
    """The level after so many seconds without a word."""
    found = (level for limit, level in STALE if seconds > limit)
    return next(found, Staleness.FRESH)


@dataclass(frozen=True, slots=True)
class Line:
    """A number that is called. `shown`: it was on the board already. `leaves`: its visit is over."""

    call: Call
    shown: bool = False
    leaves: datetime | None = None

    def is_over(self, now: datetime) -> bool:
        """Whether it is to be seen no more."""
        gone = self.leaves is not None and self.leaves <= now
        return gone or now - self.call.at >= OLD


@dataclass(frozen=True, slots=True)
class Announcement:
    """A call that stands out since an instant."""

    call: Call
    since: datetime


@dataclass(frozen=True, slots=True)
class Shown:
    """What is to be seen: one call large, the others the newest first.

    `since` is when the large one was announced, None when it only stands there still.
    """

    featured: Call | None
    since: datetime | None
    history: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class Announcing:
    """The calls of one branch. Each change gives a new value; `at` lets time pass.

    `lines` are the newest first, one a number. `queue` are numbers not announced yet. `seq` is
    the last event counted in, `heard_at` the instant of what said so. `known` names the calls there were.
    """

    lines: tuple[Line, ...] = ()
    queue: tuple[str, ...] = ()
    current: Announcement | None = None
    seq: int = -1
    heard_at: datetime | None = None
    known: frozenset[tuple[str, datetime]] = frozenset()

    def heard(self, event: TicketEvent, now: datetime) -> "Announcing":
        """After an event. One that was counted in before changes nothing."""
        if event.seq <= self.seq:
            return self
        mine = replace(self, seq=event.seq, heard_at=event.at)
        if event.new not in _STANDING:
            return mine._ended({event.number}, now)
        if event.deed not in _CALLS or event.counter is None:
            return mine._stands(event.number, event.counter)
        times = 1
        if event.deed is Deed.RECALL:
            before = self._line(event.number)
            times += before.call.times if before else 1
        return mine._called(Call(event.number, event.counter, event.at, times), now)

    def read(
        self, state: BranchState, now: datetime, *, afresh: bool = False
    ) -> "Announcing":
        """After a state. One from before the last event changes nothing.

        `afresh`: it begins a stream of events, whose count may have begun anew.
        """
        if not afresh and self._is_before(state):
            return self
        called = {call.number for call in state.calls}
        gone = {line.call.number for line in self.lines} - called
        mine = replace(self, seq=state.seq, heard_at=state.as_of)._ended(gone, now)
        newest_last = reversed(state.calls)  # also of those called at one instant
        for call in sorted(newest_last, key=lambda call: call.at):
            mine = mine._called(call, now)
        return mine

    def at(self, now: datetime, *, busy: bool = False) -> "Announcing":
        """After the time until `now`. `busy`: the one announced is being said still."""
        lines = tuple(line for line in self.lines if not line.is_over(now))
        numbers = {line.call.number for line in lines}
        mine = replace(
            self,
            lines=lines,
            queue=tuple(number for number in self.queue if number in numbers),
            known=frozenset(call for call in self.known if now - call[1] < OLD),
        )
        current = self.current
        if current and (busy or mine._lasts(current, now)):
            return mine
        return mine._next(now)

    def shown(self) -> Shown:
        """What is to be seen."""
        calls = [line.call for line in self.lines if line.shown]
        current = self.current
        large = self._line(current.call.number) if current else None
        if current and large:
            rest = tuple(call for call in calls if call is not large.call)
            return Shown(large.call, current.since, rest)
        return Shown(calls[0] if calls else None, None, tuple(calls[1:]))

    def _is_before(self, state: BranchState) -> bool:
        """A smaller count than ours is an older state, unless it is clearly a younger one: then
        the queue has begun to count anew."""
        if state.seq >= self.seq:
            return False
        return self.heard_at is None or state.as_of < self.heard_at + _RESET

    def _line(self, number: str) -> Line | None:
        return next((one for one in self.lines if one.call.number == number), None)

    def _with(self, line: Line) -> "Announcing":
        others = [one for one in self.lines if one.call.number != line.call.number]
        # of the same instant, what came last is the newest
        lines = sorted((line, *others), key=lambda one: one.call.at, reverse=True)
        return replace(self, lines=tuple(lines))

    def _called(self, call: Call, now: datetime) -> "Announcing":
        """A call, which may be known already."""
        if now - call.at >= OLD:
            return self
        before, name = self._line(call.number), (call.number, call.at)
        is_new = name not in self.known
        late = is_new and now - call.at > LATE
        shown = late or not is_new or (before is not None and before.shown)
        if call.number in self.queue:
            shown = before is not None and before.shown
        mine = replace(self, known=self.known | {name})._with(Line(call, shown))
        if is_new and not late:
            return mine._queued(call.number)
        return mine

    def _queued(self, number: str) -> "Announcing":
        instants = {line.call.number: line.call.at for line in self.lines}
        queue = dict.fromkeys((*self.queue, number))
        return replace(self, queue=tuple(sorted(queue, key=instants.__getitem__)))

    def _stands(self, number: str, counter: CounterId | None) -> "Announcing":
        """Being served now, or put back to where it was: nothing to announce."""
        line = self._line(number)
        if line is None:
            return self
        call = replace(line.call, counter=counter or line.call.counter)
        return self._with(Line(call, line.shown))

    def _ended(self, numbers: Iterable[str], now: datetime) -> "Announcing":
        """These visits are over. What was never seen needs no farewell."""
        over, lines = set(numbers), []
        for line in self.lines:
            if line.call.number not in over or line.leaves:
                lines.append(line)
            elif line.shown:
                lines.append(replace(line, leaves=now + LEAVING))
        queue = tuple(number for number in self.queue if number not in over)
        return replace(self, lines=tuple(lines), queue=queue)

    def _lasts(self, current: Announcement, now: datetime) -> bool:
        """A clock that was put back ends an announcement as well."""
        least = SHORT if len(self.queue) > CROWD else LONG
        return timedelta() <= now - current.since < least

    def _next(self, now: datetime) -> "Announcing":
        if not self.queue:
            return replace(self, current=None)
        number, *rest = self.queue
        line = self._line(number)
        assert line  # noqa: S101  what is queued has a line
        mine = self._with(replace(line, shown=True))
        return replace(mine, queue=tuple(rest), current=Announcement(line.call, now))


def is_quiet(hours: tuple[time, time] | None, at: time) -> bool:
    """Whether the local time `at` is between the two of `hours`, which may span midnight."""
    if hours is None:
        return False
    start, end = hours
    return start <= at < end if start <= end else at >= start or at < end
