"""What a store keeps of the rows of another system that our tickets stand for."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from kiosk.domain.branch import BranchId
from kiosk.domain.ticket import Ticket


class TheirsRead(Protocol):
    """Questions about tickets that stand for another system's rows."""

    def by_theirs(self, system: str, theirs: str) -> Ticket | None:
        """The ticket that stands for a row of theirs, over or not; None when there is none."""
        ...

    def adopted(self, branch: BranchId, day: date) -> Sequence[Ticket]:
        """The tickets of a business day's label that stand for rows of theirs, cancelled ones
        too; by start (those without come first), then id."""
        ...
