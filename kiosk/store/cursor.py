"""One connection, asked in rows."""

from collections.abc import Sequence

import apsw

from kiosk.store.rows import Row


class Cursor:
    """What reads and changes through one connection, inside its open transaction."""

    def __init__(self, connection: apsw.Connection) -> None:
        """Asks `connection`; who made it begins and ends the transaction."""
        self._connection = connection
        self._cursor = connection.cursor()

    def _rows(self, sql: str, *values: object) -> Sequence[Row]:
        """All rows at once: one cursor serves every question, so none is left half read."""
        return self._cursor.execute(sql, values).fetchall()

    def _row(self, sql: str, *values: object) -> Row | None:
        rows = self._rows(sql, *values)
        return rows[0] if rows else None

    def _do(self, sql: str, *values: object) -> None:
        self._cursor.execute(sql, values)
