"""Which booking a number means, to whoever asks."""

from kiosk.apis.merchant.faces import row_id
from kiosk.apis.merchant.front import Front
from kiosk.apis.merchant.mistakes import unknown
from kiosk.apis.merchant.sentences import NO_BOOKING
from kiosk.domain.access import Caller
from kiosk.domain.sessions import GroupSession, SessionId
from kiosk.domain.ticket import Ticket, TicketId
from kiosk.errors import NotFound, Reason, Refused


class Found:
    """Bookings by number: appointments and sessions share their numbers.

    What is not one's own does not exist: NotFound, like what never was.
    """

    def __init__(self, front: Front) -> None:
        """`front` is shared with the dialect's handlers."""
        self._backend = front.backend

    async def booking(self, caller: Caller, number: int) -> Ticket | GroupSession:
        """Anything to staff of its branch; to a customer their own ticket. NotFound."""
        if caller.customer is not None:
            return await self.own(caller, number)
        return await self.of_staff(caller, number)

    async def of_staff(self, caller: Caller, number: int) -> Ticket | GroupSession:
        """An appointment or a session of a branch that somebody is good for. NotFound."""
        found = await self._ticket(number) or await self._session(number)
        if found is None or caller.branch not in (None, found.branch):
            raise unknown(NO_BOOKING)
        return found

    async def own(self, caller: Caller, number: int) -> Ticket:
        """The caller's own appointment, or their ticket of a session. NotFound."""
        ticket = await self._ticket(number) or await self._place(caller, number)
        if ticket is None or ticket.customer != caller.customer:
            raise unknown(NO_BOOKING)
        return ticket

    async def _ticket(self, number: int) -> Ticket | None:
        """Only what has a time is a booking: a number of the queue is none."""
        id_ = row_id(number)
        try:
            placed = await self._backend.ticket(TicketId(id_ or ""))
        except NotFound:
            return None
        return placed.ticket if placed.ticket.start_at else None

    async def _session(self, number: int) -> GroupSession | None:
        try:
            return await self._backend.session(SessionId(row_id(number) or ""))
        except NotFound:
            return None
        except Refused as error:
            if error.reason is Reason.NOT_OFFERED:
                return None
            raise

    async def _place(self, caller: Caller, number: int) -> Ticket | None:
        """The caller's ticket of a session; of several the one that counts, else the last."""
        session = await self._session(number)
        if session is None:
            return None
        rows = await self._backend.participants(session.id)
        own = [row.ticket for row in rows if row.ticket.customer == caller.customer]
        live = [ticket for ticket in own if not ticket.is_final]
        return next(iter(live), own[-1] if own else None)
