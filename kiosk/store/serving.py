"""What staff did last, whom tickets are kept for, and the legs of a visit, in SQLite."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from kiosk.domain.branch import BranchId
from kiosk.domain.claims import Claim
from kiosk.domain.events import Deed
from kiosk.domain.stored_serving import Leg, Undo
from kiosk.domain.ticket import Ticket
from kiosk.store.cursor import Cursor
from kiosk.store.rows import (
    TICKET,
    from_care,
    from_ticket,
    from_ties,
    instant,
    ms,
    to_ticket,
)

_BOUND: Final = (
    f"{TICKET} WHERE branch = ? AND status = 'waiting' "
    "AND (for_counter IS NOT NULL OR for_operator IS NOT NULL) ORDER BY rank_at, seq"
)
_UNDO: Final = (
    "SELECT actor, deed, at, ticket_seq, before, version, event_seq, claims FROM undo "
    "WHERE branch = ? AND actor = ?"
)
_HAS_ACTED: Final = (
    "SELECT 1 FROM event JOIN ticket ON ticket.seq = event.ticket_seq "
    "WHERE event.seq > ? AND actor = ? AND ticket.branch = ? LIMIT 1"
)
_KEEP_UNDO: Final = (
    "INSERT INTO undo (branch, actor, ticket_seq, deed, at, version, event_seq, before, "
    "claims) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (branch, actor) DO UPDATE SET ticket_seq = excluded.ticket_seq, "
    "deed = excluded.deed, at = excluded.at, version = excluded.version, "
    "event_seq = excluded.event_seq, before = excluded.before, claims = excluded.claims"
)
_ADD_LEG: Final = (
    "INSERT INTO leg (ticket_seq, branch, service, called_at, finished_at) "
    "VALUES (?, ?, ?, ?, ?)"
)
_DROP_LEG: Final = (
    "DELETE FROM leg WHERE branch = ? AND service = ? AND finished_at = ? "
    "AND ticket_seq = ?"
)


class Serving(Cursor):
    """`kiosk.domain.stored_serving.ServingRead`."""

    def bound(self, branch: BranchId) -> Sequence[Ticket]:
        """Waiting tickets that are kept for somebody."""
        return [to_ticket(row) for row in self._rows(_BOUND, branch)]

    def undo(self, branch: BranchId, actor: str) -> Undo | None:
        """What an actor did last, or None."""
        row = self._row(_UNDO, branch, actor)
        if row is None:
            return None
        name, deed, at, seq, before, version, event, claims = row
        return Undo(
            actor=name,
            deed=Deed(deed),
            at=instant(at),
            before=to_ticket((seq, *json.loads(before))),
            version=version,
            event=event,
            claims=tuple(Claim(*claim) for claim in json.loads(claims)),
        )

    def has_acted(self, branch: BranchId, actor: str, after: int) -> bool:
        """Whether an actor did anything after event `after`."""
        return self._row(_HAS_ACTED, after, actor, branch) is not None


class ServingChanged(Serving):
    """`kiosk.domain.stored_serving.ServingWritten`."""

    def keep_undo(self, undo: Undo) -> None:
        """Remember what an actor did last."""
        before = undo.before
        self._do(
            _KEEP_UNDO,
            before.branch,
            undo.actor,
            before.seq,
            undo.deed,
            ms(undo.at),
            undo.version,
            undo.event,
            json.dumps(
                [*from_ticket(before), *from_care(before.care), *from_ties(before)]
            ),
            json.dumps([claim[:5] for claim in undo.claims]),
        )

    def drop_undo(self, branch: BranchId, actor: str) -> None:
        """Forget what an actor did last."""
        self._do("DELETE FROM undo WHERE branch = ? AND actor = ?", branch, actor)

    def drop_undos(self, before: datetime) -> int:
        """Forget what was done before an instant; how many."""
        self._do("DELETE FROM undo WHERE at < ?", ms(before))
        return self._connection.changes()

    def add_leg(self, leg: Leg) -> None:
        """Note a leg."""
        ticket = leg.ticket
        called_at = ms(ticket.called_at) if ticket.called_at else None
        finished_at = ms(leg.finished_at)
        self._do(
            _ADD_LEG, ticket.seq, ticket.branch, ticket.service, called_at, finished_at
        )

    def drop_leg(self, leg: Leg) -> None:
        """Forget a leg that was taken back."""
        ticket = leg.ticket
        ended = ms(leg.finished_at)
        self._do(_DROP_LEG, ticket.branch, ticket.service, ended, ticket.seq)
