"""Tickets that stand for another system's rows, of a store that forgets."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Final

from kiosk.domain.branch import BranchId
from kiosk.domain.ticket import Ticket
from kiosk.store.tables import Tables

_FIRST: Final = datetime.min.replace(tzinfo=UTC)


class MemoryTheirs:
    """The part of `Reading` that is about other systems' rows, over the tables."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def by_theirs(self, system: str, theirs: str) -> Ticket | None:
        ticket = self._tables.theirs.get((system, theirs))
        return None if ticket is None else self._tables.tickets[ticket]

    def adopted(self, branch: BranchId, day: date) -> Sequence[Ticket]:
        tickets = (self._tables.tickets[one] for one in self._tables.theirs.values())
        found = [one for one in tickets if (one.branch, one.day) == (branch, day)]
        return sorted(found, key=lambda one: (one.start_at or _FIRST, one.id))
