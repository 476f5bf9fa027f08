"""What a store keeps of series: what was asked for, and every date made or left out so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kiosk.domain.branch import BranchId
from kiosk.domain.series import SeriesWish
from kiosk.domain.sessions import SeriesId, SessionId
from kiosk.domain.ticket import TicketId
from kiosk.errors import Reason


@dataclass(frozen=True, slots=True)
class StoredSeries:
    """A series without its dates, whose rule is that of its `wish`. `made_until`, `parent` and
    `ended` are as in `kiosk.domain.series.Series`."""

    id: SeriesId
    wish: SeriesWish
    zone: str
    made_until: datetime
    parent: SeriesId | None = None
    ended: bool = False


@dataclass(frozen=True, slots=True)
class StoredDate:
    """A date by the rule's own instant, and what was made of it.

    With neither ticket nor session it was left out: for a `reason`, or by who made the series.
    """

    original: datetime
    ticket: TicketId | None = None
    session: SessionId | None = None
    reason: Reason | None = None


class SeriesRead(Protocol):
    """Questions about series."""

    def series(self, series: SeriesId) -> StoredSeries | None:
        """One series, or None."""
        ...

    def open_series(self, branch: BranchId, until: datetime) -> Sequence[StoredSeries]:
        """The series of a branch that have not ended and are made up to before `until`; by
        `made_until`, then id."""
        ...

    def series_dates(self, series: SeriesId) -> Sequence[StoredDate]:
        """The dates of a series; by `original`."""
        ...


class SeriesWritten(SeriesRead, Protocol):
    """Changes of series."""

    def save_series(self, series: StoredSeries) -> None:
        """Insert or replace by id. Its branch never changes."""
        ...

    def add_series_date(self, series: SeriesId, date: StoredDate) -> None:
        """Remember what became of a date. Refused CHANGED when that is known already."""
        ...

    def drop_series_date(self, series: SeriesId, original: datetime) -> None:
        """Forget a date, if it is known: it went over to another series."""
        ...
