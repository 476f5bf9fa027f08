"""What a store keeps of errands to other systems."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from kiosk.domain.errands import Errand, ErrandId
from kiosk.domain.ports import Once


class ErrandsRead(Protocol):
    """Questions about errands."""

    def errand(self, errand: ErrandId) -> Errand | None:
        """One errand, or None."""
        ...

    def errand_of(self, once: Once) -> Errand | None:
        """The errand of an idempotency key, or None."""
        ...

    def unsettled_errands(self, system: str) -> Sequence[Errand]:
        """Those of a system that are not settled, oldest first."""
        ...

    def doubtful_marks(self, system: str) -> frozenset[str]:
        """The marks of a system's errands that are in doubt."""
        ...

    def errand_fruit(self, system: str, mark: str) -> frozenset[str]:
        """The ids found under a mark."""
        ...

    def moved_to(self, system: str, theirs: str) -> str | None:
        """The id of the row that was made in the place of another one of theirs; the newest, or
        None."""
        ...

    def moved_from(self, system: str, theirs: str) -> str | None:
        """The id of the row in whose place one of theirs was made, or None."""
        ...


class ErrandsWritten(ErrandsRead, Protocol):
    """Changes of errands."""

    def save_errand(self, errand: Errand) -> None:
        """Insert or replace by id. Refused CHANGED for a `once` that another one has."""
        ...

    def forget_errands(self, before: datetime) -> int:
        """Drop what is settled and was changed last before then; how many."""
        ...
