"""What a dialect gives the journal for one create, and how long each part may take."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Generic, Protocol, TypeVar

from kiosk.domain.errands import Errand

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Seen(Generic[T]):
    """A row of theirs that carries our mark.

    `live`: it takes somebody's place, so it is a ghost unless somebody has it. `at` (aware UTC):
    when it was made, as far as they say. `value` is what `post` would have returned for it.
    """

    id: str
    live: bool
    at: datetime | None
    value: T


class Asked(Protocol[T]):
    """One create in a dialect. All raise `KioskError` only."""

    async def post(self, errand: Errand) -> T:
        """ONE request, never repeated. The journal bounds its time.

        Raises by outcome (`kiosk.apis.outcomes`): Unavailable OFFLINE when nothing was sent; a
        refusal (Refused, BadInput, NotFound, Denied, TooBusy, KeyTrouble) only for their own
        envelope; `Unseen` for a success that names nothing; Ambiguous for everything else, also
        for a success that is not what was asked for.
        """
        ...

    async def look_up(self, errand: Errand) -> Sequence[Seen[T]]:
        """The rows that carry `errand.mark` and may be its fruit (service, start), oldest first;
        dead ones too. `errand.about` is all there is to go by after a restart.

        Raises Unavailable or TooBusy when it can't be known now, Refused NOT_OFFERED when it
        never can (no key that may look): then nothing in doubt is ever posted again.
        """
        ...

    async def undo(self, id: str) -> None:
        """Cancel a row. One that is gone, over or cancelled already is fine."""
        ...

    async def fetch(self, id: str) -> T:
        """What `post` returned for a row, as it stands now. NotFound, Unavailable."""
        ...

    def id_of(self, value: T) -> str:
        """Their id of what `post` returned."""
        ...


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, all of them, except `posts`.

    `budget`: what a customer waits in all. `post`: what one request may take. `waits`: before each
    look-up, the last one again and again. `lag`: how far their reads may be behind their writes;
    a look-up that finds nothing counts only after as long. `posts`: requests on one mark.
    `unsent`: waits before what was never sent is tried again. `after`: when it is looked for
    doubles, counted from the end of an errand. `orphan`: how long after a restart somebody may
    still come back for theirs.
    """

    budget: float = 8.0
    post: float = 4.0
    waits: tuple[float, ...] = (0.05, 0.15, 0.4, 0.8, 1.2)
    lag: float = 2.0
    posts: int = 3
    unsent: tuple[float, ...] = (0.2, 0.5)
    after: tuple[float, ...] = (10.0, 60.0, 300.0)
    orphan: float = 60.0


LIMITS: Final = Limits()
