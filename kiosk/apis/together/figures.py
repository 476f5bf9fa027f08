"""Who waits, and how long: told by whose queue it is, or by nobody."""

from collections import OrderedDict
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import replace
from typing import Final, TypeVar, cast

from kiosk.domain.branch import BranchState
from kiosk.domain.ticket import Place, Placed, Status, TicketId

T = TypeVar("T")

MOST: Final = 2_000
"""Places that are kept in mind; the one told longest ago is forgotten first."""


class Figures:
    """Where numbers are `theirs`, our desk knows a part of those who wait: nothing it reckons is
    said, only what they told of a ticket."""

    def __init__(self, *, theirs: bool) -> None:
        """Not `theirs`: everything stays as the desk says."""
        self._theirs = theirs
        self._places: OrderedDict[TicketId, Place] = OrderedDict()

    def note(self, ticket: TicketId, place: Place | None) -> None:
        """Keep what they told of a ticket's place just now."""
        self._places.pop(ticket, None)
        if place is not None:
            self._places[ticket] = place
        while len(self._places) > MOST:
            self._places.popitem(last=False)

    def of(self, placed: Placed) -> Placed:
        """A ticket with the place that may be told."""
        if not self._theirs:
            return placed
        waits = placed.ticket.status is Status.WAITING
        return replace(
            placed, place=self._places.get(placed.ticket.id) if waits else None
        )

    def state(self, state: BranchState) -> BranchState:
        """A branch, with its figures or as one that is not counted."""
        return replace(state, counted=False) if self._theirs else state

    async def stream(self, happenings: AsyncIterator[T]) -> AsyncIterator[T]:
        """Happenings, with each branch among them as `state` has it."""
        if isinstance(happenings, AsyncGenerator):
            async with aclosing(happenings):
                async for one in happenings:
                    yield self._shown(one)
        else:
            async for one in happenings:
                yield self._shown(one)

    def _shown(self, happening: T) -> T:
        if isinstance(happening, BranchState):
            return cast("T", self.state(happening))
        return happening
