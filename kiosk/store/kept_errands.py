"""Errands kept in a store, as who runs them asks for them."""

from collections.abc import Sequence
from datetime import datetime

from kiosk.domain.errands import Errand, ErrandId
from kiosk.domain.ports import Once
from kiosk.domain.storing import Store


class KeptErrands:
    """`kiosk.domain.errands.Errands` over a store."""

    def __init__(self, store: Store) -> None:
        """`store` is closed by who opened it."""
        self._store = store

    async def write(self, errand: Errand) -> None:
        """Insert or replace by id."""
        await self._store.write(lambda tx: tx.save_errand(errand))

    def one(self, errand: ErrandId) -> Errand | None:
        """One errand as it stands, or None."""
        return self._store.read(lambda view: view.errand(errand))

    def known(self, once: Once) -> Errand | None:
        """The errand of an idempotency key, or None."""
        return self._store.read(lambda view: view.errand_of(once))

    def unsettled(self, system: str) -> Sequence[Errand]:
        """Those of a system that are not settled, oldest first."""
        return self._store.read(lambda view: view.unsettled_errands(system))

    def doubtful(self, system: str) -> frozenset[str]:
        """The marks of a system's errands that are in doubt."""
        return self._store.read(lambda view: view.doubtful_marks(system))

    def fruit(self, system: str, mark: str) -> frozenset[str]:
        """The ids found under a mark."""
        return self._store.read(lambda view: view.errand_fruit(system, mark))

    async def forget(self, before: datetime) -> None:
        """Drop what is settled and was changed last before then."""
        await self._store.write(lambda tx: tx.forget_errands(before))
