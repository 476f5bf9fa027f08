"""Series of a store that forgets."""

from collections.abc import Sequence
from datetime import datetime

from kiosk.domain.branch import BranchId
from kiosk.domain.sessions import SeriesId
from kiosk.domain.stored_series import StoredDate, StoredSeries
from kiosk.errors import Reason, Refused
from kiosk.store.tables import Tables


class MemorySeries:
    """The part of `Writing` that is about series, over the tables."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def series(self, series: SeriesId) -> StoredSeries | None:
        return self._tables.series.get(series)

    def open_series(self, branch: BranchId, until: datetime) -> Sequence[StoredSeries]:
        there = (one for one in self._tables.series.values() if not one.ended)
        found = (one for one in there if one.wish.branch == branch)
        return sorted(
            (one for one in found if one.made_until < until),
            key=lambda one: (one.made_until, one.id),
        )

    def series_dates(self, series: SeriesId) -> Sequence[StoredDate]:
        rows = self._tables.series_dates.items()
        found = (date for (of, _), date in rows if of == series)
        return sorted(found, key=lambda date: date.original)

    def save_series(self, series: StoredSeries) -> None:
        self._tables.put(self._tables.series, series.id, series)

    def add_series_date(self, series: SeriesId, date: StoredDate) -> None:
        key = (series, date.original)
        if key in self._tables.series_dates:
            raise Refused(Reason.CHANGED, detail=f"{series} has {date.original}")
        self._tables.put(self._tables.series_dates, key, date)

    def drop_series_date(self, series: SeriesId, original: datetime) -> None:
        self._tables.drop(self._tables.series_dates, (series, original))
