"""The desk's part about appointments as other systems ask for them."""

from datetime import date, time
from typing import Final

from kiosk.desk.ground import Ground, found_ticket
from kiosk.desk.step import step
from kiosk.domain.branch import BranchId, Window
from kiosk.domain.events import Deed
from kiosk.domain.reserving import MOST_A_PAGE, Bookings
from kiosk.domain.stored_times import Sought
from kiosk.domain.storing import Reading, Writing
from kiosk.domain.ticket import Status, Ticket, TicketId
from kiosk.errors import BadInput

_WHOLE_DAY: Final = Window(time(0), None)


class BookedDesk(Ground):
    """`kiosk.domain.reserving.Booked` over the store."""

    async def bookings(
        self,
        branch: BranchId,
        day: date | None = None,
        statuses: frozenset[Status] | None = None,
        *,
        before: int | None = None,
        limit: int = 25,
    ) -> Bookings:
        """Appointments of a branch, the newest made first."""
        if not 1 <= limit <= MOST_A_PAGE:
            raise BadInput(fields={"limit": f"is not 1 to {MOST_A_PAGE}"})
        sought = self._sought(branch, day, statuses)

        def question(view: Reading) -> Bookings:
            found = tuple(view.appointments(sought, before, limit + 1))
            total = view.appointment_count(sought)
            return Bookings(found[:limit], total, len(found) > limit)

        return self._store.read(question)

    async def complete(self, ticket: TicketId, actor: str) -> Ticket:
        """An appointment was kept, and nobody called it here."""
        at = self._now()

        def change(tx: Writing) -> Ticket:
            return step(tx, found_ticket(tx, ticket), Deed.COMPLETE, at, actor)

        return await self._store.write(change)

    def _sought(
        self, branch: BranchId, day: date | None, statuses: frozenset[Status] | None
    ) -> Sought:
        """A local day of the branch as instants. BadInput ("day") at the calendar's ends."""
        hours = self._floor(branch).plan.hours
        if day is None:
            return Sought(branch, statuses=statuses)
        try:
            first, until = hours.span(day, _WHOLE_DAY)
        except OverflowError as error:
            raise BadInput(fields={"day": "is beyond all calendars"}) from error
        return Sought(branch, first, until, statuses)
