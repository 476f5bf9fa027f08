"""Sessions with places in a store that forgets."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from kiosk.domain.branch import BranchId
from kiosk.domain.customer import CustomerId
from kiosk.domain.sessions import GroupSession, SessionId, SessionStatus
from kiosk.domain.stored_sessions import Made
from kiosk.domain.ticket import Status, Ticket
from kiosk.errors import Reason, Refused
from kiosk.store.tables import Tables


class MemorySessions:
    """The part of `Writing` that is about sessions, over the tables."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def group_session(self, session: SessionId) -> GroupSession | None:
        return self._tables.group_sessions.get(session)

    def group_sessions(
        self, branch: BranchId, since: datetime, until: datetime
    ) -> Sequence[GroupSession]:
        rows = self._tables.group_sessions.values()
        there = (one for one in rows if one.branch == branch)
        found = (one for one in there if since <= one.start_at < until)
        return sorted(found, key=lambda one: (one.start_at, one.id))

    def undecided(self, branch: BranchId, now: datetime) -> Sequence[GroupSession]:
        rows = self._tables.group_sessions.values()
        there = (one for one in rows if one.branch == branch and one.start_at > now)
        found = (one for one in there if one.at_risk(now))
        return sorted(found, key=lambda one: (one.start_at, one.id))

    def participants(self, session: SessionId) -> Sequence[Ticket]:
        tickets = self._tables.tickets.values()
        found = (one for one in tickets if one.booking)
        return sorted(
            (one for one in found if one.booking and one.booking.session == session),
            key=lambda one: one.seq,
        )

    def joined(self, session: SessionId, customer: CustomerId) -> Ticket | None:
        tickets = self.participants(session)
        live = (one for one in tickets if one.status is not Status.CANCELLED)
        return next((one for one in live if one.customer == customer), None)

    def made(self, owner: str, key: str) -> Made | None:
        return self._tables.made.get((owner, key))

    def add_group_session(self, session: GroupSession) -> None:
        if session.id in self._tables.group_sessions:
            raise Refused(Reason.CHANGED, detail=f"{session.id} exists already")
        self._tables.put(self._tables.group_sessions, session.id, session)

    def save_group_session(self, session: GroupSession) -> bool:
        before = self._tables.group_sessions.get(session.id)
        if before is None or before.version != session.version:
            return False
        self._put(replace(session, taken=before.taken))
        return True

    def take_place(self, session: SessionId) -> bool:
        there = self._tables.group_sessions.get(session)
        if there is None or there.taken >= there.most:
            return False
        if there.status is not SessionStatus.PLANNED:
            return False
        self._put(replace(there, taken=there.taken + 1))
        return True

    def free_place(self, session: SessionId) -> None:
        there = self._tables.group_sessions.get(session)
        if there and there.taken > 0:
            self._put(replace(there, taken=there.taken - 1))

    def add_made(self, made: Made) -> None:
        key = (made.once.owner, made.once.key)
        self._tables.put(self._tables.made, key, made)

    def forget_made(self, before: datetime) -> int:
        old = [key for key, one in self._tables.made.items() if one.at < before]
        for key in old:
            self._tables.drop(self._tables.made, key)
        return len(old)

    def _put(self, session: GroupSession) -> None:
        newer = replace(session, version=session.version + 1)
        self._tables.put(self._tables.group_sessions, session.id, newer)
