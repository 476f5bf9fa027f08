"""What staff did last, and the legs of a visit, in a store that forgets."""

from collections.abc import Sequence
from datetime import datetime

from kiosk.domain.branch import BranchId
from kiosk.domain.stored_serving import Leg, Undo
from kiosk.domain.ticket import Status, Ticket
from kiosk.store.tables import Tables


class MemoryServing:
    """The part of `Writing` that is about what staff do, over the tables."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def bound(self, branch: BranchId) -> Sequence[Ticket]:
        found = [
            ticket
            for ticket in self._tables.live.values()
            if ticket.branch == branch
            and ticket.status is Status.WAITING
            and is_bound(ticket)
        ]
        return sorted(found, key=lambda one: (one.rank_at, one.seq))

    def undo(self, branch: BranchId, actor: str) -> Undo | None:
        return self._tables.undos.get((branch, actor))

    def has_acted(self, branch: BranchId, actor: str, after: int) -> bool:
        return any(
            (event.branch, event.actor) == (branch, actor)
            for seq, event in self._tables.events.items()
            if seq > after
        )

    def keep_undo(self, undo: Undo) -> None:
        key = (undo.before.branch, undo.actor)
        self._tables.put(self._tables.undos, key, undo)

    def drop_undo(self, branch: BranchId, actor: str) -> None:
        self._tables.drop(self._tables.undos, (branch, actor))

    def drop_undos(self, before: datetime) -> int:
        undos = self._tables.undos
        old = [key for key, undo in undos.items() if undo.at < before]
        for key in old:
            self._tables.drop(undos, key)
        return len(old)

    def add_leg(self, leg: Leg) -> None:
        self._tables.put(self._tables.legs, (leg.ticket.id, leg.finished_at), leg)

    def drop_leg(self, leg: Leg) -> None:
        self._tables.drop(self._tables.legs, (leg.ticket.id, leg.finished_at))


def is_bound(ticket: Ticket) -> bool:
    """Whether a ticket is kept for a counter or an operator."""
    care = ticket.care
    return care is not None and (care.counter or care.operator) is not None
