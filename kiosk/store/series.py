"""Series in SQLite."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import apsw
from pydantic import TypeAdapter

from kiosk.domain.branch import BranchId
from kiosk.domain.series import SeriesWish
from kiosk.domain.sessions import SeriesId
from kiosk.domain.stored_series import StoredDate, StoredSeries
from kiosk.errors import Reason, Refused
from kiosk.store.cursor import Cursor
from kiosk.store.rows import Row, instant, ms

_WISH: Final = TypeAdapter(SeriesWish)

_SERIES: Final = "SELECT id, wish, zone, made_until, parent, ended FROM series "
_OPEN: Final = (
    f"{_SERIES} WHERE branch = ? AND made_until < ? AND ended = 0 "
    "ORDER BY made_until, id"
)
_DATES: Final = (
    "SELECT original_start, ticket, session, reason FROM occurrence "
    "WHERE series = ? ORDER BY original_start"
)
_SAVE: Final = (
    "INSERT INTO series (id, branch, wish, zone, made_until, parent, ended) "
    "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
    "wish = excluded.wish, zone = excluded.zone, made_until = excluded.made_until, "
    "parent = excluded.parent, ended = excluded.ended"
)
_ADD_DATE: Final = (
    "INSERT INTO occurrence (series, original_start, ticket, session, reason) "
    "VALUES (?, ?, ?, ?, ?)"
)


class SeriesKept(Cursor):
    """`kiosk.domain.stored_series.SeriesRead`."""

    def series(self, series: SeriesId) -> StoredSeries | None:
        """One series, or None."""
        row = self._row(f"{_SERIES} WHERE id = ?", series)
        return _to_series(row) if row else None

    def open_series(self, branch: BranchId, until: datetime) -> Sequence[StoredSeries]:
        """The series that are to be gone on with."""
        return [_to_series(row) for row in self._rows(_OPEN, branch, ms(until))]

    def series_dates(self, series: SeriesId) -> Sequence[StoredDate]:
        """The dates of a series."""
        return [_to_date(row) for row in self._rows(_DATES, series)]


class SeriesChanged(SeriesKept):
    """`kiosk.domain.stored_series.SeriesWritten`."""

    def save_series(self, series: StoredSeries) -> None:
        """Insert or replace by id."""
        self._do(
            _SAVE,
            series.id,
            series.wish.branch,
            _WISH.dump_json(series.wish).decode(),
            series.zone,
            ms(series.made_until),
            series.parent,
            series.ended,
        )

    def add_series_date(self, series: SeriesId, date: StoredDate) -> None:
        """Remember what became of a date; the primary key decides."""
        row = (ms(date.original), date.ticket, date.session, date.reason)
        try:
            self._do(_ADD_DATE, series, *row)
        except apsw.ConstraintError as error:
            raise Refused(Reason.CHANGED, detail=str(error)) from error

    def drop_series_date(self, series: SeriesId, original: datetime) -> None:
        """Forget a date."""
        sql = "DELETE FROM occurrence WHERE series = ? AND original_start = ?"
        self._do(sql, series, ms(original))


def _to_series(row: Row) -> StoredSeries:
    name, wish, zone, made_until, parent, ended = row
    return StoredSeries(
        id=name,
        wish=_WISH.validate_json(wish),
        zone=zone,
        made_until=instant(made_until),
        parent=parent,
        ended=bool(ended),
    )


def _to_date(row: Row) -> StoredDate:
    original, ticket, session, reason = row
    why = None if reason is None else Reason(reason)
    return StoredDate(instant(original), ticket, session, why)
