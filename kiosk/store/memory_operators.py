"""Operators and sessions of a store that forgets."""

from collections.abc import Callable, Sequence
from datetime import datetime

from kiosk.domain.branch import StaffId
from kiosk.domain.stored_operators import Session, StoredOperator
from kiosk.errors import Reason, Refused
from kiosk.store.tables import Tables


class MemoryOperators:
    """The part of `Writing` that is about operators, over the tables."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def operators(self) -> Sequence[StoredOperator]:
        rows = self._tables.operators.values()
        return sorted(rows, key=lambda one: one.created_at)

    def operator(self, operator: StaffId) -> StoredOperator | None:
        return self._tables.operators.get(operator)

    def sessions(self) -> Sequence[Session]:
        return sorted(self._tables.sessions.values(), key=lambda one: one.began_at)

    def save_operator(self, operator: StoredOperator) -> None:
        named = operator.operator
        for other in self.operators():
            same = other.operator.name.casefold() == named.name.casefold()
            if same and other.operator.id != named.id:
                raise Refused(Reason.CHANGED, detail=f"{named.name} exists already")
        self._tables.put(self._tables.operators, named.id, operator)

    def drop_operator(self, operator: StaffId) -> None:
        self.drop_sessions_of(operator)
        self._tables.drop(self._tables.operators, operator)

    def add_session(self, session: Session) -> None:
        self._tables.put(self._tables.sessions, session.digest, session)

    def drop_session(self, digest: str) -> None:
        self._tables.drop(self._tables.sessions, digest)

    def drop_sessions_of(self, operator: StaffId) -> None:
        self._drop(lambda session: session.operator == operator)

    def drop_sessions(self, before: datetime, after: datetime) -> int:
        return self._drop(lambda one: one.began_at <= before or one.began_at >= after)

    def _drop(self, over: Callable[[Session], bool]) -> int:
        gone = [one for one in self._tables.sessions.values() if over(one)]
        for session in gone:
            self.drop_session(session.digest)
        return len(gone)
