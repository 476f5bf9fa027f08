"""The part of a queue that shows who waits: as it counts them, or as they do."""

from collections.abc import AsyncIterator, Sequence

from kiosk.apis.together.figures import Figures
from kiosk.apis.together.queue_side import Queue
from kiosk.domain.branch import BranchId, BranchState
from kiosk.domain.events import BranchChanged, TicketEvent
from kiosk.domain.serving import RowChanged
from kiosk.domain.ticket import Placed, TicketId


class ShownSide:
    """What `Together` reads of the queue, with figures that somebody knows."""

    def __init__(self, queue: Queue, figures: Figures) -> None:
        self._queue, self._figures = queue, figures

    async def branches(self) -> Sequence[BranchState]:
        """Every branch; not `counted` where numbers are theirs."""
        return [self._figures.state(one) for one in await self._queue.branches()]

    async def branch(self, branch: BranchId) -> BranchState:
        """One branch; not `counted` where numbers are theirs."""
        return self._figures.state(await self._queue.branch(branch))

    async def ticket(self, ticket: TicketId) -> Placed:
        """A ticket as it stands."""
        return self._figures.of(await self._queue.ticket(ticket))

    async def by_code(self, branch: BranchId, code8: str) -> Placed:
        """The ticket with a code."""
        return self._figures.of(await self._queue.by_code(branch, code8))

    async def by_phone(self, branch: BranchId, phone: str) -> Sequence[Placed]:
        """The tickets of a phone number: theirs too, as far as they told whose they are."""
        found = await self._queue.by_phone(branch, phone)
        return [self._figures.of(one) for one in found]

    def events(
        self, branch: BranchId | None = None, after: int | None = None
    ) -> AsyncIterator[TicketEvent | BranchChanged | BranchState]:
        """What happens from now on."""
        return self._figures.stream(self._queue.events(branch, after))

    def watch(
        self, branch: BranchId, after: int | None = None
    ) -> AsyncIterator[RowChanged | BranchChanged | BranchState]:
        """As `events`, each event with the row of its ticket."""
        return self._figures.stream(self._queue.watch(branch, after))
