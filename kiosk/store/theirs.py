"""Tickets that stand for another system's rows, in SQLite."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from kiosk.domain.branch import BranchId
from kiosk.domain.ticket import Ticket
from kiosk.store.cursor import Cursor
from kiosk.store.rows import TICKET, to_ticket

_BY_THEIRS: Final = f"{TICKET} WHERE their_system = ? AND their_id = ?"
_ADOPTED: Final = (
    f"{TICKET} WHERE branch = ? AND day = ? AND their_id IS NOT NULL "
    "ORDER BY start_at, id"
)


class Theirs(Cursor):
    """`kiosk.domain.stored_theirs.TheirsRead`."""

    def by_theirs(self, system: str, theirs: str) -> Ticket | None:
        """The ticket that stands for a row of theirs, or None."""
        row = self._row(_BY_THEIRS, system, theirs)
        return to_ticket(row) if row else None

    def adopted(self, branch: BranchId, day: date) -> Sequence[Ticket]:
        """The tickets of a day that stand for rows of theirs."""
        rows = self._rows(_ADOPTED, branch, day.isoformat())
        return [to_ticket(row) for row in rows]
