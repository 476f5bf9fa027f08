"""What a store keeps of sessions: their places, who joined, and what idempotency keys made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kiosk.domain.branch import BranchId
from kiosk.domain.customer import CustomerId
from kiosk.domain.ports import Once
from kiosk.domain.sessions import GroupSession, SessionId
from kiosk.domain.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Made:
    """What an idempotency key made that is no ticket: the id of a session or of a series."""

    once: Once
    id: str
    at: datetime


class SessionsRead(Protocol):
    """Questions about sessions. Those of people who signed in are `OperatorsRead.sessions`."""

    def group_session(self, session: SessionId) -> GroupSession | None:
        """One session, or None."""
        ...

    def group_sessions(
        self, branch: BranchId, since: datetime, until: datetime
    ) -> Sequence[GroupSession]:
        """The sessions of a branch that begin from `since` to before `until`; by start, then id."""
        ...

    def undecided(self, branch: BranchId, now: datetime) -> Sequence[GroupSession]:
        """Planned sessions still to begin of which somebody has to say by `now` whether they
        take place (`GroupSession.at_risk`); by start, then id."""
        ...

    def participants(self, session: SessionId) -> Sequence[Ticket]:
        """The tickets of who joined, cancelled ones too; by seq."""
        ...

    def joined(self, session: SessionId, customer: CustomerId) -> Ticket | None:
        """A customer's ticket in a session that is not cancelled, or None."""
        ...

    def made(self, owner: str, key: str) -> Made | None:
        """What an idempotency key made, or None."""
        ...


class SessionsWritten(SessionsRead, Protocol):
    """Changes of sessions."""

    def add_group_session(self, session: GroupSession) -> None:
        """Store a new session. Refused CHANGED for an id that a session has."""
        ...

    def save_group_session(self, session: GroupSession) -> bool:
        """Store a change of all but `taken`, which only the two below change; False when it was
        changed since by somebody else. The stored version is one more."""
        ...

    def take_place(self, session: SessionId) -> bool:
        """One place more is somebody's, if it is planned and has one; whether it was so."""
        ...

    def free_place(self, session: SessionId) -> None:
        """One place less is somebody's."""
        ...

    def add_made(self, made: Made) -> None:
        """Remember what a key made; for `forget_made` to forget."""
        ...

    def forget_made(self, before: datetime) -> int:
        """Forget what keys made before an instant; how many."""
        ...
