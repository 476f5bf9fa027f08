"""Who has an appointment already: told by our queue, as other systems give no reason to read."""

from collections.abc import Sequence
from typing import Final
from zoneinfo import ZoneInfo

from kiosk.apis.together.names import Names
from kiosk.apis.together.queue_side import Queue
from kiosk.domain.booking import Wanted
from kiosk.domain.ports import Backend
from kiosk.domain.reserving import MOST_A_PAGE
from kiosk.domain.ticket import Draft, Status, Ticket
from kiosk.errors import (
    AlreadyBooked,
    KioskError,
    NotFound,
    Reason,
    Refused,
    SlotTaken,
)

_OPEN: Final = frozenset({Status.REQUESTED, Status.BOOKED, Status.WAITING})
_UNSAID: Final = frozenset(
    {Reason.SLOT_TAKEN, Reason.NOT_ALLOWED_NOW, Reason.LIMIT_REACHED}
)
"""What a refusal of theirs is taken for when their words say nothing, or only that."""


class Already:
    """What a customer of ours has of a service, whoever booked it, as far as it is known here."""

    def __init__(self, queue: Queue, theirs: Backend, names: Names) -> None:
        self._queue, self._theirs, self._names = queue, theirs, names

    async def check(self, draft: Draft) -> None:
        """AlreadyBooked for who has as many as the branch's rules allow, before they are asked.

        One at that very time is left to them: it may be this wish, whose answer got lost.
        """
        theirs = await self._open(draft)
        others = [one for one in theirs if one.start_at != draft.start]
        if others and len(others) >= await self._most(draft):
            raise _already(draft, others)

    async def meant(self, draft: Draft, refused: Refused) -> Refused:
        """What a refusal of theirs comes down to: where the time is still free and the customer
        has one already, that is why."""
        if refused.reason not in _UNSAID:
            return refused
        theirs = await self._open(draft)
        if not theirs or (isinstance(refused, SlotTaken) and await self._taken(draft)):
            return refused
        return _already(draft, theirs)

    async def _open(self, draft: Draft) -> Sequence[Ticket]:
        """Their appointments for the service that are to come, the earliest first."""
        if draft.start is None or draft.session or draft.customer is None:
            return ()
        try:
            page = await self._queue.tickets_of(draft.customer, limit=MOST_A_PAGE)
        except NotFound:
            return ()  # nobody's; booking for them says so
        timed = [
            (one.start_at, one.id, one)
            for one in page.items
            if (one.branch, one.service) == (draft.branch, draft.service)
            and one.start_at is not None
            and one.status in _OPEN
        ]
        return [one for _, _, one in sorted(timed, key=lambda each: each[:2])]

    async def _most(self, draft: Draft) -> int:
        branch = (await self._queue.branch(draft.branch)).branch
        service = branch.service(draft.service)
        return service.booking.max_open if service and service.booking else 1

    async def _taken(self, draft: Draft) -> bool:
        """Whether the time can't be had by anybody; so, too, where they don't answer."""
        if draft.start is None:
            return True
        zone = (await self._queue.branch(draft.branch)).branch.zone
        day = draft.start.astimezone(ZoneInfo(zone)).date()
        wanted = self._names.wanted(Wanted(draft.branch, draft.service))
        try:
            (told,) = await self._theirs.slots(wanted, day)
        except KioskError:
            return True
        slot = told.at(draft.start)
        return slot is None or slot.reason is not None


def _already(draft: Draft, theirs: Sequence[Ticket]) -> AlreadyBooked:
    detail = f"{len(theirs)} open for {draft.service}"
    return AlreadyBooked(detail=detail, ticket=theirs[0].id)
