"""Series: the same appointment or session again and again, by a rule (RFC 5545, a part of it)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from kiosk.domain.branch import BranchId, LaneId, ServiceId, StaffId, Words
from kiosk.domain.customer import CustomerId
from kiosk.domain.sessions import SeriesId, SessionId
from kiosk.domain.ticket import TicketId
from kiosk.errors import Reason

if TYPE_CHECKING:
    from kiosk.domain.ports import Once

MOST_DATES = 400
"""Dates of one series that are made at once."""


class Every(StrEnum):
    """How often."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    YEARLY = "yearly"


@dataclass(frozen=True, slots=True)
class Rule:
    """When a series happens, in the branch's wall time.

    Every `interval` days, weeks, months or years; on `weekdays` (0 = Monday; for WEEKLY and, as
    a filter, DAILY). It ends after `count` dates or at `until` (aware, inclusive), or with
    neither goes on. `with_start`: the first date counts even if it is on none of the weekdays.
    """

    every: Every
    interval: int = 1
    weekdays: frozenset[int] = frozenset()
    until: datetime | None = None
    count: int | None = None
    with_start: bool = True


class OnConflict(StrEnum):
    """What becomes of dates that can't be had: leave them out, or make none at all."""

    SKIP = "skip"
    ABORT = "abort"


@dataclass(frozen=True, slots=True)
class SeriesWish:
    """A series to be. `start` is the aware instant of its first date.

    For a service with places each date is a session that all `customers` join; otherwise it is
    an appointment for the one customer there is, if any. `instead` gives single dates another
    start, or None to leave one out; its keys are the rule's own dates.
    """

    branch: BranchId
    service: ServiceId
    start: datetime
    rule: Rule
    lane: LaneId | None = None
    staff: StaffId | None = None
    customers: tuple[CustomerId, ...] = ()
    note: str = ""
    locale: str = ""
    on_conflict: OnConflict = OnConflict.SKIP
    instead: Mapping[datetime, datetime | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One date of a series. `original` is the rule's own start, `start` the one it has; UTC.

    `reason` None: it can be had, or was. `conflict` says in plain words with what it collides;
    `occasion` is why the day differs. `shifted`: its UTC time of day differs from the date
    before it, as the clocks changed. One that was made has a `ticket` or a `session`. `is_final`:
    it is over, or was left out, by whoever made the series if there is no `reason`;
    `is_cancelled`: it was made, and does not take place.
    """

    original: datetime
    start: datetime
    end: datetime
    reason: Reason | None = None
    conflict: str = ""
    occasion: Words = field(default_factory=dict)
    shifted: bool = False
    ticket: TicketId | None = None
    session: SessionId | None = None
    is_final: bool = False
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """A series that was made, with its dates made so far, by `original`.

    A skipped or cancelled date stays in it and is never made again. `made_until` (UTC): the
    dates up to there are made; later ones follow as the days pass. `parent`: split from it.
    """

    id: SeriesId
    branch: BranchId
    service: ServiceId
    start: datetime
    rule: Rule
    zone: str
    made_until: datetime
    dates: tuple[Occurrence, ...] = ()
    parent: SeriesId | None = None
    ended: bool = False


class Scope(StrEnum):
    """Which dates of a series a change is for. ALL: all that are still to come."""

    THIS = "this"
    FOLLOWING = "following"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class SeriesChange:
    """Cancel, or with `start` move: this date to `start`, the others by as much wall time."""

    scope: Scope
    start: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change of a series did: `dates` it touched, and those it left as they were because
    somebody is there already, or because the new time can't be had (then with a reason)."""

    series: Series
    dates: tuple[Occurrence, ...]
    left: tuple[Occurrence, ...] = ()


class Recurring(Protocol):
    """Series of a queue."""

    async def preview(self, wish: SeriesWish) -> Sequence[Occurrence]:
        """The dates up to `MOST_AHEAD` days from now, each with a verdict. Changes nothing.
        NotFound; BadInput ("rule", "start", "customers", "lane", "instead"); Refused
        NOT_APPOINTABLE."""
        ...

    async def create_series(
        self, wish: SeriesWish, once: "Once | None", actor: str
    ) -> Series:
        """Make all dates in one transaction, or none. Errors as `preview`; SlotTaken when the
        policy is ABORT and a date can't be had, or no date can; KeyTrouble KEY_REUSED."""
        ...

    async def series(self, series: SeriesId) -> Series:
        """One series. NotFound."""
        ...

    async def series_of(self, of: TicketId | SessionId) -> Series | None:
        """The series an appointment or a session belongs to, or None. NotFound."""
        ...

    async def change_series(
        self, of: TicketId | SessionId, change: SeriesChange, actor: str
    ) -> Changed:
        """Cancel or move one date and, by scope, those after it, in one transaction. NotFound;
        BadInput ("start"); Refused NOT_ALLOWED_NOW (not of a series, or over)."""
        ...
