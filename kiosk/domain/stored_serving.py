"""What a store keeps of what staff do: how to take it back, and the legs of a visit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kiosk.domain.branch import BranchId
from kiosk.domain.claims import Claim
from kiosk.domain.events import Deed
from kiosk.domain.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Undo:
    """What an actor did last in a branch, and how to take it back.

    `before` is the ticket as it was, `version` its version after the deed, `event` the seq of the
    deed's last event row, and `claims` are what was let go of with it.
    """

    actor: str
    deed: Deed
    at: datetime
    before: Ticket
    version: int
    event: int
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Leg:
    """What was done for one service of several in one visit.

    `ticket` is as it was until it went on to the next at `finished_at`.
    """

    ticket: Ticket
    finished_at: datetime


class ServingRead(Protocol):
    """Questions about it."""

    def bound(self, branch: BranchId) -> Sequence[Ticket]:
        """Waiting tickets that are kept for a counter or an operator; by (rank_at, seq)."""
        ...

    def undo(self, branch: BranchId, actor: str) -> Undo | None:
        """What an actor did last in a branch, or None."""
        ...

    def has_acted(self, branch: BranchId, actor: str, after: int) -> bool:
        """Whether an actor did anything to a ticket of a branch after event `after`."""
        ...


class ServingWritten(ServingRead, Protocol):
    """Changes of it."""

    def keep_undo(self, undo: Undo) -> None:
        """Remember what an actor did last, in place of what they did before that."""
        ...

    def drop_undo(self, branch: BranchId, actor: str) -> None:
        """Forget what an actor did last."""
        ...

    def drop_undos(self, before: datetime) -> int:
        """Forget what was done before an instant; how many."""
        ...

    def add_leg(self, leg: Leg) -> None:
        """Note a leg: its time counts for the service its ticket had (`Reading.handling`)."""
        ...

    def drop_leg(self, leg: Leg) -> None:
        """Forget a leg that was taken back."""
        ...
