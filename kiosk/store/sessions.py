"""Sessions with places in SQLite."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import apsw

from kiosk.domain.branch import BranchId
from kiosk.domain.customer import CustomerId
from kiosk.domain.ports import Once
from kiosk.domain.sessions import GroupSession, SessionId, SessionStatus
from kiosk.domain.stored_sessions import Made
from kiosk.domain.ticket import Ticket
from kiosk.errors import Reason, Refused
from kiosk.store.cursor import Cursor
from kiosk.store.rows import TICKET, Row, instant, instant_or_none, ms, to_ticket

_COLUMNS: Final = (
    "id, branch, service, lane, start_at, end_at, decide_at, least, most, taken, "
    "status, confirmed, note, series, original_start, version"
)
_SESSION: Final = f"SELECT {_COLUMNS} FROM group_session "
_BEGINNING: Final = (
    f"{_SESSION} WHERE branch = ? AND start_at >= ? AND start_at < ? "
    "ORDER BY start_at, id"
)
_UNDECIDED: Final = (
    f"{_SESSION} WHERE branch = ? AND start_at > ? AND decide_at <= ? "
    "AND status = 'planned' AND confirmed = 0 AND taken < least ORDER BY start_at, id"
)
_PARTICIPANTS: Final = f"{TICKET} WHERE session = ? ORDER BY seq"
_JOINED: Final = (
    f"{TICKET} WHERE session = ? AND customer = ? AND status <> 'cancelled' "
    "ORDER BY seq LIMIT 1"
)
_ADD: Final = (
    f"INSERT INTO group_session ({_COLUMNS}) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_SAVE: Final = (
    "UPDATE group_session SET lane = ?, start_at = ?, end_at = ?, decide_at = ?, "
    "least = ?, most = ?, status = ?, confirmed = ?, note = ?, series = ?, "
    "original_start = ?, version = version + 1 WHERE id = ? AND version = ?"
)
_TAKE: Final = (
    "UPDATE group_session SET taken = taken + 1, version = version + 1 "
    "WHERE id = ? AND status = 'planned' AND taken < most"
)
_FREE: Final = (
    "UPDATE group_session SET taken = taken - 1, version = version + 1 "
    "WHERE id = ? AND taken > 0"
)
_ADD_MADE: Final = (
    "INSERT INTO made (owner, key, fingerprint, id, at) VALUES (?, ?, ?, ?, ?)"
)


class GroupSessions(Cursor):
    """`kiosk.domain.stored_sessions.SessionsRead`."""

    def group_session(self, session: SessionId) -> GroupSession | None:
        """One session, or None."""
        row = self._row(f"{_SESSION} WHERE id = ?", session)
        return _to_session(row) if row else None

    def group_sessions(
        self, branch: BranchId, since: datetime, until: datetime
    ) -> Sequence[GroupSession]:
        """The sessions of a branch that begin in a span."""
        rows = self._rows(_BEGINNING, branch, ms(since), ms(until))
        return [_to_session(row) for row in rows]

    def undecided(self, branch: BranchId, now: datetime) -> Sequence[GroupSession]:
        """Sessions of which somebody has to say whether they take place."""
        rows = self._rows(_UNDECIDED, branch, ms(now), ms(now))
        return [_to_session(row) for row in rows]

    def participants(self, session: SessionId) -> Sequence[Ticket]:
        """The tickets of who joined."""
        return [to_ticket(row) for row in self._rows(_PARTICIPANTS, session)]

    def joined(self, session: SessionId, customer: CustomerId) -> Ticket | None:
        """A customer's ticket in a session, or None."""
        row = self._row(_JOINED, session, customer)
        return to_ticket(row) if row else None

    def made(self, owner: str, key: str) -> Made | None:
        """What an idempotency key made, or None."""
        sql = "SELECT fingerprint, id, at FROM made WHERE owner = ? AND key = ?"
        row = self._row(sql, owner, key)
        if row is None:
            return None
        fingerprint, name, at = row
        return Made(Once(owner, key, fingerprint), name, instant(at))


class GroupSessionsChanged(GroupSessions):
    """`kiosk.domain.stored_sessions.SessionsWritten`."""

    def add_group_session(self, session: GroupSession) -> None:
        """Store a new session."""
        try:
            self._do(_ADD, *_from_session(session))
        except apsw.ConstraintError as error:
            raise Refused(Reason.CHANGED, detail=str(error)) from error

    def save_group_session(self, session: GroupSession) -> bool:
        """Store a change of all but `taken`; False when it was changed since."""
        row = _from_session(session)
        self._do(_SAVE, *row[3:9], *row[10:15], session.id, session.version)
        return self._connection.changes() == 1

    def take_place(self, session: SessionId) -> bool:
        """One place more is somebody's, if there is one."""
        self._do(_TAKE, session)
        return self._connection.changes() == 1

    def free_place(self, session: SessionId) -> None:
        """One place less is somebody's."""
        self._do(_FREE, session)

    def add_made(self, made: Made) -> None:
        """Remember what a key made."""
        once = made.once
        row = (once.owner, once.key, once.fingerprint, made.id, ms(made.at))
        self._do(_ADD_MADE, *row)

    def forget_made(self, before: datetime) -> int:
        """Forget what keys made before an instant."""
        self._do("DELETE FROM made WHERE at < ?", ms(before))
        return self._connection.changes()


def _to_session(row: Row) -> GroupSession:
    name, branch, service, lane, start, end, decide, least, most, taken, *rest = row
    status, confirmed, note, series, original_start, version = rest
    return GroupSession(
        id=name,
        branch=branch,
        service=service,
        lane=lane,
        start_at=instant(start),
        end_at=instant(end),
        least=least,
        most=most,
        decide_at=instant(decide),
        taken=taken,
        status=SessionStatus(status),
        confirmed=bool(confirmed),
        note=note,
        series=series,
        original_start=instant_or_none(original_start),
        version=version,
    )


def _from_session(session: GroupSession) -> Row:
    """In the order of `_COLUMNS`."""
    first = session.original_start
    return (
        session.id,
        session.branch,
        session.service,
        session.lane,
        ms(session.start_at),
        ms(session.end_at),
        ms(session.decide_at),
        session.least,
        session.most,
        session.taken,
        session.status,
        session.confirmed,
        session.note,
        session.series,
        None if first is None else ms(first),
        session.version,
    )
