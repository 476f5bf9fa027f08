"""Sessions: an event or a class that several people come to, with as many places as it has.

Who joins one gets a ticket of their own, whose booking names the session; cancelling that ticket
gives the place back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NewType, Protocol

from kiosk.domain.branch import BranchId, LaneId, ServiceId, StaffId
from kiosk.domain.customer import CustomerId

if TYPE_CHECKING:
    from kiosk.domain.ports import Once
    from kiosk.domain.serving import Row

SessionId = NewType("SessionId", str)
"""10 characters, lower-case letters and digits; shares its space with tickets' ids."""

SeriesId = NewType("SeriesId", str)
"""10 characters, lower-case letters and digits."""

MOST_AHEAD = 92
"""How many days ahead the dates of a series are made, and sessions can be asked for."""


class SessionStatus(StrEnum):
    """Where a session stands."""

    PLANNED = "planned"
    STARTED = "started"
    FINISHED = "finished"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class GroupSession:
    """A session. Instants are aware UTC; it takes its `lane` from `start_at` to `end_at`.

    `taken` of `most` places are somebody's. It needs `least` to take place: `decide_at` before
    it begins somebody has to say what happens otherwise, and `confirmed` says it takes place all
    the same. One of a `series` was to begin at `original_start`.
    """

    id: SessionId
    branch: BranchId
    service: ServiceId
    lane: LaneId
    start_at: datetime
    end_at: datetime
    least: int
    most: int
    decide_at: datetime
    taken: int = 0
    status: SessionStatus = SessionStatus.PLANNED
    confirmed: bool = False
    note: str = ""
    series: SeriesId | None = None
    original_start: datetime | None = None
    version: int = 1

    @property
    def free(self) -> int:
        """Places that can still be had, whatever the clock says."""
        planned = self.status is SessionStatus.PLANNED
        return max(0, self.most - self.taken) if planned else 0

    def at_risk(self, now: datetime) -> bool:
        """Whether it is time to say if it takes place with too few."""
        few = self.taken < self.least and not self.confirmed
        return few and self.status is SessionStatus.PLANNED and now >= self.decide_at

    @property
    def length(self) -> timedelta:
        """How long it takes."""
        return self.end_at - self.start_at


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """A session to be. `lane` None: the first that is free; `staff` asks for one person's.

    `customers` join at once; `most` and `least` None are the service's own.
    """

    branch: BranchId
    service: ServiceId
    start: datetime
    lane: LaneId | None = None
    staff: StaffId | None = None
    least: int | None = None
    most: int | None = None
    customers: tuple[CustomerId, ...] = ()
    note: str = ""


class SessionDeed(StrEnum):
    """What is done to a session. CONFIRM: it takes place with however few."""

    CONFIRM = "confirm"
    MOVE = "move"
    START = "start"
    FINISH = "finish"
    CANCEL = "cancel"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class SessionChange:
    """One thing to do to a session. MOVE needs `start`; CANCEL and NOTE take `text`."""

    deed: SessionDeed
    start: datetime | None = None
    text: str = ""


class Sessions(Protocol):
    """Sessions of a queue. One joins by `issue`, with a draft that names the session."""

    async def sessions(
        self,
        branch: BranchId,
        service: ServiceId | None = None,
        first: date | None = None,
        days: int = 14,
    ) -> Sequence[GroupSession]:
        """The sessions that begin on some local days from `first` (None: today) on, by start;
        full, cancelled and begun ones too. NotFound; BadInput ("days": 1 to `MOST_AHEAD`)."""
        ...

    async def session(self, session: SessionId) -> GroupSession:
        """One session. NotFound."""
        ...

    async def participants(self, session: SessionId) -> "Sequence[Row]":
        """The tickets of who joined, cancelled ones too, in order of joining. NotFound."""
        ...

    async def plan_session(
        self, plan: SessionPlan, once: "Once | None", actor: str
    ) -> GroupSession:
        """Make a session. NotFound; BadInput ("start", "customers"); Refused NOT_APPOINTABLE (the
        service is for one person at a time), CLOSED, HOLIDAY; SlotTaken: its lane is not free;
        KeyTrouble KEY_REUSED."""
        ...

    async def change_session(
        self, session: SessionId, change: SessionChange, actor: str
    ) -> GroupSession:
        """Confirm, move, start, finish or cancel it, or note something. CANCEL cancels the
        tickets of all who joined; FINISH ends those who are there as served and those who did
        not come as no-shows. Done already is fine. NotFound; BadInput; Refused NOT_ALLOWED_NOW;
        SlotTaken."""
        ...
