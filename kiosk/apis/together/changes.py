"""Moving and cancelling there, and what of it nobody knows yet."""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from kiosk.apis.breaker import urgent
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
        """Whether a change of our ticket is not answered, or never was and nobody has looked."""
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
        with self._in_doubt(ours):
            return await self._theirs.reschedule(
                there, start, actor, holder=holder, staff=staff, as_staff=as_staff
            )

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
        with self._in_doubt(ours):
            try:
                placed = await self._theirs.cancel(
                    there, actor, reason, as_staff=as_staff
                )
            except NotFound:
                return "gone"
            except (Ambiguous, Refused) as error:
                found = await self._found(there, error)
                if found is None:
                    return "gone"
                if found.ticket.status is not Status.CANCELLED:
                    raise
                placed = found
        return told_of(placed.ticket, numbered=False).word

    async def _found(self, there: TicketId, error: KioskError) -> Placed | None:
        """Their row as it stands; None when it is gone. `error` where they tell nothing after a
        lost answer."""
        try:
            with urgent():
                return await self._theirs.ticket(there)
        except NotFound:
            return None
        except KioskError as silence:
            if isinstance(error, Refused):  # perhaps as it was done before
                raise
            raise error from silence

    @contextmanager
    def _in_doubt(self, ours: TicketId) -> Iterator[None]:
        """As long as a change is under way, and on when its answer is lost."""
        before = ours in self._unsure
        self._unsure[ours] = None
        while len(self._unsure) > MOST:
            self._unsure.popitem(last=False)
        try:
            yield
        except Ambiguous:
            raise
        except KioskError:
            if not before:
                self.seen(ours)
            raise
        self.seen(ours)
