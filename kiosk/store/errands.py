"""Errands to other systems in SQLite."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Final

import apsw

from kiosk.domain.errands import Errand, ErrandId, ErrandState
from kiosk.domain.ports import Once
from kiosk.errors import Reason, Refused
from kiosk.store.cursor import Cursor
from kiosk.store.rows import Row, instant, ms

_COLUMNS: Final = (
    "id, system, mark, about, at, changed_at, state, before, found, tries, "
    "then_cancel, then_done, once_owner, once_key, once_fingerprint, detail, "
    "watched, looks"
)
_ERRAND: Final = f"SELECT {_COLUMNS} FROM errand"
_UNSETTLED: Final = (
    "(watched = 1 OR (then_cancel IS NOT NULL AND then_done = 0 AND state = 'done'))"
)
"""As its index says it: a partial index serves only who repeats its own words."""

_SAVE: Final = (
    f"INSERT INTO errand ({_COLUMNS}) VALUES ({', '.join('?' * 18)}) "
    "ON CONFLICT (id) DO UPDATE SET system = excluded.system, mark = excluded.mark, "
    "about = excluded.about, at = excluded.at, changed_at = excluded.changed_at, "
    "state = excluded.state, before = excluded.before, found = excluded.found, "
    "tries = excluded.tries, then_cancel = excluded.then_cancel, "
    "then_done = excluded.then_done, once_owner = excluded.once_owner, "
    "once_key = excluded.once_key, once_fingerprint = excluded.once_fingerprint, "
    "detail = excluded.detail, watched = excluded.watched, looks = excluded.looks"
)
_DOUBTFUL: Final = (
    "SELECT mark FROM errand WHERE system = ? AND state IN ('open', 'given-up')"
)
_MOVED_TO: Final = (
    "SELECT found FROM errand WHERE system = ? AND then_cancel = ? "
    "AND then_cancel IS NOT NULL AND found IS NOT NULL ORDER BY at DESC LIMIT 1"
)
_MOVED_FROM: Final = (
    "SELECT then_cancel FROM errand WHERE system = ? AND found = ? "
    "AND then_cancel IS NOT NULL"
)
_FORGET: Final = f"DELETE FROM errand WHERE changed_at < ? AND NOT {_UNSETTLED}"


class Errands(Cursor):
    """`kiosk.domain.stored_errands.ErrandsRead`."""

    def errand(self, errand: ErrandId) -> Errand | None:
        """One errand, or None."""
        row = self._row(f"{_ERRAND} WHERE id = ?", errand)
        return _to_errand(row) if row else None

    def errand_of(self, once: Once) -> Errand | None:
        """The errand of an idempotency key, or None."""
        where = "WHERE once_owner = ? AND once_key = ?"
        row = self._row(f"{_ERRAND} {where}", once.owner, once.key)
        return _to_errand(row) if row else None

    def unsettled_errands(self, system: str) -> Sequence[Errand]:
        """Those of a system that are not settled, oldest first."""
        where = f"WHERE system = ? AND {_UNSETTLED} ORDER BY at, id"
        return [_to_errand(row) for row in self._rows(f"{_ERRAND} {where}", system)]

    def doubtful_marks(self, system: str) -> frozenset[str]:
        """The marks of a system's errands that are in doubt."""
        return frozenset(row[0] for row in self._rows(_DOUBTFUL, system))

    def errand_fruit(self, system: str, mark: str) -> frozenset[str]:
        """The ids found under a mark."""
        rows = self._rows(
            "SELECT found FROM errand "
            "WHERE system = ? AND mark = ? AND found IS NOT NULL",
            system,
            mark,
        )
        return frozenset(row[0] for row in rows)

    def moved_to(self, system: str, theirs: str) -> str | None:
        """The id of the row that was made in the place of another."""
        row = self._row(_MOVED_TO, system, theirs)
        return row[0] if row else None

    def moved_from(self, system: str, theirs: str) -> str | None:
        """The id of the row in whose place one was made."""
        row = self._row(_MOVED_FROM, system, theirs)
        return row[0] if row else None


class ErrandsChanged(Errands):
    """`kiosk.domain.stored_errands.ErrandsWritten`."""

    def save_errand(self, errand: Errand) -> None:
        """Insert or replace by id."""
        try:
            self._do(_SAVE, *_from_errand(errand))
        except apsw.ConstraintError as error:
            raise Refused(Reason.CHANGED, detail=str(error)) from error

    def forget_errands(self, before: datetime) -> int:
        """Drop what is settled and was changed last before then; how many."""
        self._do(_FORGET, ms(before))
        return self._connection.changes()


def _to_errand(row: Row) -> Errand:
    owner, key, fingerprint = row[12:15]
    return Errand(
        id=row[0],
        system=row[1],
        mark=row[2],
        about=json.loads(row[3]),
        at=instant(row[4]),
        changed_at=instant(row[5]),
        state=ErrandState(row[6]),
        before=tuple(json.loads(row[7])),
        found=row[8],
        tries=row[9],
        then=row[10],
        then_done=bool(row[11]),
        once=None if owner is None else Once(owner, key, fingerprint),
        detail=row[15],
        watched=bool(row[16]),
        looks=row[17],
    )


def _from_errand(errand: Errand) -> Row:
    """In the order of `_COLUMNS`."""
    once = errand.once
    return (
        errand.id,
        errand.system,
        errand.mark,
        json.dumps(dict(errand.about)),
        ms(errand.at),
        ms(errand.changed_at),
        errand.state,
        json.dumps(list(errand.before)),
        errand.found,
        errand.tries,
        errand.then,
        errand.then_done,
        *((None,) * 3 if once is None else (once.owner, once.key, once.fingerprint)),
        errand.detail,
        errand.watched,
        errand.looks,
    )
