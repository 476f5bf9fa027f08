"""What is asked of another system that can't be asked twice: written down before it is asked.

None of the systems knows idempotency keys. So each create is an errand: its intent is durable
before its first byte leaves, it carries a mark by which its fruit is known again, and it stays
open until that is certain.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType, Protocol

from kiosk.domain.ports import Once

ErrandId = NewType("ErrandId", str)
"""10 characters, lower-case letters and digits."""


class ErrandState(StrEnum):
    """How far an errand is. OPEN: written down, perhaps sent, its outcome not known.

    DONE: `found` is theirs. REFUSED: they said no, nothing is there. GIVEN_UP: whoever asked was
    told that nobody knows; whatever surfaces is to be cancelled. OVER: looked for long enough
    since, nothing of it is left.
    """

    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"
    GIVEN_UP = "given-up"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Errand:
    """One create at another system. Instants are aware UTC.

    `mark` is what their row will carry: a lane's name, a token in a note, a reference. `about`
    is plain JSON, what it was for, without anything of a person. `before`: their ids under that
    mark when it was written down. `tries` counts requests that may have reached them. `then` is
    what is to be cancelled after it (a move made of two halves), until `then_done`. While it is
    `watched` doubles of it may still surface; `looks` counts how often it was looked for them
    since `changed_at`, when its state changed last.
    """

    id: ErrandId
    system: str
    mark: str
    about: Mapping[str, Any]
    at: datetime
    changed_at: datetime
    state: ErrandState = ErrandState.OPEN
    before: tuple[str, ...] = ()
    found: str | None = None
    tries: int = 0
    then: str | None = None
    then_done: bool = False
    once: Once | None = field(default=None, repr=False)
    detail: str = ""
    watched: bool = True
    looks: int = 0

    @property
    def in_doubt(self) -> bool:
        """Whether nobody knows yet what became of it."""
        return self.state in (ErrandState.OPEN, ErrandState.GIVEN_UP)

    @property
    def half_done(self) -> bool:
        """Whether its second half is still to come."""
        pending = self.then is not None and not self.then_done
        return pending and self.state is ErrandState.DONE

    @property
    def settled(self) -> bool:
        """Whether there is nothing left to do about it."""
        return not (self.watched or self.half_done)


class Errands(Protocol):
    """What is kept of errands; durable when a change returns. Raises Unavailable."""

    async def write(self, errand: Errand) -> None:
        """Insert or replace by id. Refused CHANGED for a `once` that another one has."""
        ...

    def one(self, errand: ErrandId) -> Errand | None:
        """One errand as it stands, or None."""
        ...

    def known(self, once: Once) -> Errand | None:
        """The errand of an idempotency key, or None."""
        ...

    def unsettled(self, system: str) -> Sequence[Errand]:
        """Those of a system that are not settled, oldest first. All in doubt are among them."""
        ...

    def doubtful(self, system: str) -> frozenset[str]:
        """The marks of a system's errands that are in doubt."""
        ...

    def fruit(self, system: str, mark: str) -> frozenset[str]:
        """The ids found under a mark: what was handed out, and is no ghost."""
        ...

    async def forget(self, before: datetime) -> None:
        """Drop what is settled and was changed last before then.

        Their fruit is forgotten with them: not before the last thing booked is long over.
        """
        ...
