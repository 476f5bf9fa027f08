"""What a store keeps of operators and of who is signed in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Protocol

from kiosk.domain.access import Operator
from kiosk.domain.branch import BranchId, StaffId

SESSION: Final = timedelta(hours=16)
"""How long somebody stays signed in: the longest day in a branch, and no second one."""


@dataclass(frozen=True, slots=True)
class StoredOperator:
    """An operator with the hash of their PIN (as argon2 writes it), and the wrong PINs in a row."""

    operator: Operator
    pin_hash: str = field(repr=False)
    created_at: datetime
    failures: int = 0
    failed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody signed in: the SHA-256 digest (hex) of their token, which works only together
    with the key it was made with. `branch` is where that was."""

    digest: str
    operator: StaffId
    key: str
    branch: BranchId
    began_at: datetime


class OperatorsRead(Protocol):
    """Questions about operators."""

    def operators(self) -> Sequence[StoredOperator]:
        """All operators, in order of creation."""
        ...

    def operator(self, operator: StaffId) -> StoredOperator | None:
        """One operator, or None."""
        ...

    def sessions(self) -> Sequence[Session]:
        """All sessions, those that are over by their age too, oldest first."""
        ...


class OperatorsWritten(OperatorsRead, Protocol):
    """Changes of operators."""

    def save_operator(self, operator: StoredOperator) -> None:
        """Insert or replace by id. Refused CHANGED for a name that another one has, whatever
        its capitals."""
        ...

    def drop_operator(self, operator: StaffId) -> None:
        """Delete an operator and their sessions."""
        ...

    def add_session(self, session: Session) -> None:
        """Remember that somebody signed in."""
        ...

    def drop_session(self, digest: str) -> None:
        """Forget a session, if there is such a one."""
        ...

    def drop_sessions_of(self, operator: StaffId) -> None:
        """Forget all sessions of an operator."""
        ...

    def drop_sessions(self, before: datetime, after: datetime) -> int:
        """Forget sessions that began up to `before`, or from `after` on; how many."""
        ...
