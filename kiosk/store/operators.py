"""Operators and sessions in SQLite."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import apsw

from kiosk.domain.access import Operator, Role
from kiosk.domain.branch import StaffId
from kiosk.domain.stored_operators import Session, StoredOperator
from kiosk.errors import Reason, Refused
from kiosk.store.cursor import Cursor
from kiosk.store.rows import Row, instant, instant_or_none, ms

_OPERATOR: Final = (
    "SELECT id, name, role, branch, may_choose, pin_hash, created_at, failures, "
    "failed_at FROM operator "
)
_SESSIONS: Final = (
    "SELECT digest, operator, key, branch, began_at FROM session ORDER BY began_at"
)
_SAVE: Final = (
    "INSERT INTO operator (pos, id, name, folded, role, branch, may_choose, pin_hash, "
    "created_at, failures, failed_at) "
    "VALUES ((SELECT coalesce(max(pos), 0) + 1 FROM operator), "
    "?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET name = excluded.name, folded = excluded.folded, "
    "role = excluded.role, branch = excluded.branch, may_choose = excluded.may_choose, "
    "pin_hash = excluded.pin_hash, failures = excluded.failures, "
    "failed_at = excluded.failed_at"
)
_ADD_SESSION: Final = (
    "INSERT INTO session (digest, operator, key, branch, began_at) "
    "VALUES (?, ?, ?, ?, ?)"
)


class Operators(Cursor):
    """`kiosk.domain.stored_operators.OperatorsRead`."""

    def operators(self) -> Sequence[StoredOperator]:
        """All operators, in order of creation."""
        return [_to_operator(row) for row in self._rows(f"{_OPERATOR} ORDER BY pos")]

    def operator(self, operator: StaffId) -> StoredOperator | None:
        """One operator, or None."""
        row = self._row(f"{_OPERATOR} WHERE id = ?", operator)
        return _to_operator(row) if row else None

    def sessions(self) -> Sequence[Session]:
        """All sessions, oldest first."""
        return [_to_session(row) for row in self._rows(_SESSIONS)]


class OperatorsChanged(Operators):
    """`kiosk.domain.stored_operators.OperatorsWritten`."""

    def save_operator(self, operator: StoredOperator) -> None:
        """Insert or replace by id."""
        try:
            self._do(_SAVE, *_from_operator(operator))
        except apsw.ConstraintError as error:
            raise Refused(Reason.CHANGED, detail=str(error)) from error

    def drop_operator(self, operator: StaffId) -> None:
        """Delete an operator and their sessions."""
        self.drop_sessions_of(operator)
        self._do("DELETE FROM operator WHERE id = ?", operator)

    def add_session(self, session: Session) -> None:
        """Remember that somebody signed in."""
        self._do(
            _ADD_SESSION,
            session.digest,
            session.operator,
            session.key,
            session.branch,
            ms(session.began_at),
        )

    def drop_session(self, digest: str) -> None:
        """Forget a session."""
        self._do("DELETE FROM session WHERE digest = ?", digest)

    def drop_sessions_of(self, operator: StaffId) -> None:
        """Forget all sessions of an operator."""
        self._do("DELETE FROM session WHERE operator = ?", operator)

    def drop_sessions(self, before: datetime, after: datetime) -> int:
        """Forget sessions that are over, and those of a clock that was ahead."""
        self._do("DELETE FROM session WHERE began_at <= ?", ms(before))
        gone = self._connection.changes()
        self._do("DELETE FROM session WHERE began_at >= ?", ms(after))
        return gone + self._connection.changes()


def _to_operator(row: Row) -> StoredOperator:
    operator, name, role, branch, may_choose, pin_hash, created, failures, failed = row
    return StoredOperator(
        operator=Operator(operator, name, Role(role), branch, bool(may_choose)),
        pin_hash=pin_hash,
        created_at=instant(created),
        failures=failures,
        failed_at=instant_or_none(failed),
    )


def _from_operator(stored: StoredOperator) -> Row:
    """In the order of `_SAVE`, after the place."""
    operator = stored.operator
    return (
        operator.id,
        operator.name,
        operator.name.casefold(),
        operator.role,
        operator.branch,
        operator.may_choose,
        stored.pin_hash,
        ms(stored.created_at),
        stored.failures,
        ms(stored.failed_at) if stored.failed_at else None,
    )


def _to_session(row: Row) -> Session:
    digest, operator, key, branch, began_at = row
    return Session(digest, operator, key, branch, instant(began_at))
