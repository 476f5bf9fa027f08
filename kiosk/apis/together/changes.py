"""Moving and cancelling there, and what of it nobody knows yet."""

from collections import OrderedDict
from datetime import datetime
from typing import Final

from kiosk.apis.together.theirs import told_of
from kiosk.domain.booking import Holder
from kiosk.domain.branch import StaffId
from kiosk.domain.ports import Backend
from kiosk.domain.ticket import Placed, Status, TicketId
from kiosk.errors import Ambiguous, KioskError, NotFound, Refused

MOST: Final = 1_000
"""Tickets in doubt that are kept in mind."""


class Changes:
    """Of each change it is known whether it was done, or that a look at their row has to tell."""

    def __init__(self, theirs: Backend) -> None:
        self._theirs = theirs
        self._unsure: OrderedDict[TicketId, None] = OrderedDict()

    def unsure(self, ours: TicketId) -> bool:
        """Whether the answer to a change of our ticket was lost, and nobody has looked since."""
        return ours in self._unsure

    def seen(self, ours: TicketId) -> None:
        """Their row was read."""
        self._unsure.pop(ours, None)

    async def move(
        self,
        ours: TicketId,
        there: TicketId,
        start: datetime,
        actor: str,
        *,
        holder: Holder | None,
        staff: StaffId | None,
        as_staff: bool,
    ) -> Placed:
        """Their row at another time. Errors as `reschedule`."""
        try:
            return await self._theirs.reschedule(
                there, start, actor, holder=holder, staff=staff, as_staff=as_staff
            )
        except Ambiguous:
            self._doubt(ours)
            raise

    async def cancel(
        self,
        ours: TicketId,
        there: TicketId,
        actor: str,
        reason: str,
        *,
        as_staff: bool,
    ) -> str:
        """Their word for it once it is cancelled there, which may be seen only. Refused
        NOT_CANCELLABLE; Ambiguous where nobody can tell."""
        try:
            placed = await self._theirs.cancel(there, actor, reason, as_staff=as_staff)
        except NotFound:
            return "gone"
        except (Ambiguous, Refused) as error:
            self._doubt(ours)
            try:
                placed = await self._theirs.ticket(there)
            except NotFound:
                return "gone"
            except KioskError as silence:
                if isinstance(error, Refused):  # perhaps as it was done before
                    raise
                raise error from silence
            if placed.ticket.status is not Status.CANCELLED:
                raise
        self.seen(ours)
        return told_of(placed.ticket, numbered=False).word

    def _doubt(self, ours: TicketId) -> None:
        self._unsure[ours] = None
        while len(self._unsure) > MOST:
            self._unsure.popitem(last=False)
