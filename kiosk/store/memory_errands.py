"""Errands of a store that forgets."""

from collections.abc import Sequence
from datetime import datetime

from kiosk.domain.errands import Errand, ErrandId
from kiosk.domain.ports import Once
from kiosk.errors import Reason, Refused
from kiosk.store.tables import Tables


class MemoryErrands:
    """The part of `Writing` that is about errands, over the tables."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def errand(self, errand: ErrandId) -> Errand | None:
        return self._tables.errands.get(errand)

    def errand_of(self, once: Once) -> Errand | None:
        return next(
            (
                one
                for one in self._tables.errands.values()
                if one.once and (one.once.owner, one.once.key) == (once.owner, once.key)
            ),
            None,
        )

    def unsettled_errands(self, system: str) -> Sequence[Errand]:
        rows = self._tables.errands.values()
        found = (one for one in rows if one.system == system and not one.settled)
        return sorted(found, key=lambda one: (one.at, one.id))

    def doubtful_marks(self, system: str) -> frozenset[str]:
        rows = self._tables.errands.values()
        return frozenset(
            one.mark for one in rows if one.system == system and one.in_doubt
        )

    def errand_fruit(self, system: str, mark: str) -> frozenset[str]:
        return frozenset(
            one.found
            for one in self._tables.errands.values()
            if (one.system, one.mark) == (system, mark) and one.found is not None
        )

    def moved_to(self, system: str, theirs: str) -> str | None:
        rows = self._tables.errands.values()
        moves = (e for e in rows if (e.system, e.then) == (system, theirs) and e.found)
        newest = max(moves, key=lambda one: one.at, default=None)
        return newest.found if newest else None

    def moved_from(self, system: str, theirs: str) -> str | None:
        rows = self._tables.errands.values()
        moves = (e for e in rows if (e.system, e.found) == (system, theirs) and e.then)
        return next((one.then for one in moves), None)

    def save_errand(self, errand: Errand) -> None:
        other = self.errand_of(errand.once) if errand.once else None
        if other and other.id != errand.id:
            raise Refused(Reason.CHANGED, detail="that key has an errand already")
        self._tables.put(self._tables.errands, errand.id, errand)

    def forget_errands(self, before: datetime) -> int:
        rows = self._tables.errands.values()
        old = [one for one in rows if one.settled and one.changed_at < before]
        for errand in old:
            self._tables.drop(self._tables.errands, errand.id)
        return len(old)
