"""What each did on a running day, told by its event rows one after another."""

from collections import Counter, OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Final

from kiosk.desk.floor import LONGEST_MINUTES
from kiosk.domain.events import Deed
from kiosk.domain.serving import OwnDay
from kiosk.domain.stored_lobby import Counted
from kiosk.domain.ticket import Status

KEPT_FINISHED: Final = 1000
"""Finished tickets that are kept in mind in case one is taken back, which must be within a minute."""


@dataclass(slots=True)
class _Own:
    """What one actor did so far. `minutes` and `timed`: how long visits took, and of how many
    that is known."""

    deeds: Counter[Deed] = field(default_factory=Counter)
    hours: Counter[int] = field(default_factory=Counter)
    minutes: float = 0
    timed: int = 0


@dataclass(frozen=True, slots=True)
class _Finished:
    """A visit that was counted, and when it had begun with the last call."""

    actor: str
    hour: int
    minutes: float | None
    called_at: datetime | None


class Tally:
    """Counts the deeds of everybody on one business day, `day_seq`. `seq` is the newest event
    that was counted."""

    def __init__(self, zone: tzinfo, day_seq: int, seq: int) -> None:
        """Begins after event `seq`; the hours are those of `zone`."""
        self.day_seq = day_seq
        self.seq = seq
        self._zone = zone
        self._own: dict[str, _Own] = {}
        self._called: dict[int, datetime] = {}
        self._finished: OrderedDict[int, _Finished] = OrderedDict()

    def own(self, actor: str) -> OwnDay:
        """What one actor did."""
        own = self._own.get(actor, _Own())
        return OwnDay(
            served=own.deeds[Deed.FINISH],
            no_shows=own.deeds[Deed.NO_SHOW],
            parked=own.deeds[Deed.PARK],
            minutes=own.minutes / own.timed if own.timed else None,
            hours={hour: n for hour, n in sorted(own.hours.items()) if n},
        )

    def count(self, event: Counted) -> None:
        """Count one deed; each once, in order of `seq`."""
        self.seq = event.seq
        match event.deed:
            case Deed.FINISH:
                self._finish(event)
            case Deed.NO_SHOW | Deed.PARK:
                self._of(event.actor).deeds[Deed(event.deed)] += 1
            case Deed.UNDO:
                self._take_back(event)
            case _ if event.new == Status.CALLED:
                self._called[event.ticket] = event.at

    def _of(self, actor: str) -> _Own:
        return self._own.setdefault(actor, _Own())

    def _finish(self, event: Counted) -> None:
        called_at = self._called.pop(event.ticket, None)
        done = _Finished(
            event.actor,
            event.at.astimezone(self._zone).hour,
            _minutes(called_at, event.at),
            called_at,
        )
        self._count(done, 1)
        self._finished[event.ticket] = done
        if len(self._finished) > KEPT_FINISHED:
            self._finished.popitem(last=False)

    def _take_back(self, event: Counted) -> None:
        if event.reason == Deed.FINISH:
            done = self._finished.pop(event.ticket, None)
            if done:
                self._count(done, -1)
                if done.called_at:
                    self._called[event.ticket] = done.called_at
        elif event.reason in (Deed.NO_SHOW, Deed.PARK):
            self._of(event.actor).deeds[Deed(event.reason)] -= 1

    def _count(self, done: _Finished, change: int) -> None:
        own = self._of(done.actor)
        own.deeds[Deed.FINISH] += change
        own.hours[done.hour] += change
        if done.minutes is not None:
            own.minutes += change * done.minutes
            own.timed += change


def _minutes(called_at: datetime | None, finished_at: datetime) -> float | None:
    """What a clock that was set meanwhile makes impossible is not known."""
    if called_at is None:
        return None
    minutes = (finished_at - called_at).total_seconds() / 60
    return minutes if 0 <= minutes <= LONGEST_MINUTES else None
