"""Making, moving and calling off bookings of an OptimoCMS site."""

import secrets
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from kiosk.apis.alone import made_alone
from kiosk.apis.members import text
from kiosk.apis.optimo.client_times import TimesCalls
from kiosk.apis.optimo.habits import SYSTEM
from kiosk.apis.optimo.making import Making, Wish
from kiosk.apis.optimo.rows import FOR_SOMEBODY, Person, Row
from kiosk.apis.optimo.saying import call_off
from kiosk.domain.booking import Holder
from kiosk.domain.branch import StaffId
from kiosk.domain.errands import Errand, ErrandId
from kiosk.domain.ports import Once
from kiosk.domain.ticket import FINAL, Draft, Placed, TicketId
from kiosk.errors import (
    BadInput,
    Reason,
    Refused,
)


class BookingCalls(TimesCalls):
    """Bookings, each made once."""

    async def issue(self, draft: Draft, once: Once | None, actor: str) -> Placed:
        """Book the draft's time. See `Backend.issue`; Ambiguous when nobody can know: then
        nothing was given, and what surfaces is cancelled."""
        wish = self._wish(draft)
        making = Making(self, wish)
        row = await self._made(making, wish, once)
        placed = self.placed(row, draft.locale, draft.source)
        ticket = replace(placed.ticket, customer=draft.customer)
        return Placed(ticket, None, replayed=once is not None and not making.posted)

    async def ticket(self, ticket: TicketId) -> Placed:
        """A booking as it stands. NotFound; Unavailable, TooBusy."""
        return self.placed(await self.booking(ticket))

    async def cancel(
        self, ticket: TicketId, actor: str, reason: str = "", *, as_staff: bool = False
    ) -> Placed:
        """Have a booking cancelled, and read back what it is then. Refused NOT_CANCELLABLE."""
        row = await self.booking(ticket, FOR_SOMEBODY)
        if self.habits.status_of(row.told.word) in FINAL:
            raise Refused(Reason.NOT_CANCELLABLE, detail=f"is {row.told.word}")
        told = await call_off(self, row.id)
        self._freed(row)
        if told is None or told.word == "":
            return await self.ticket(ticket)
        now = self.read(replace(row.told, word=told.word))
        return self.placed(now or row)

    async def reschedule(
        self,
        ticket: TicketId,
        start: datetime,
        actor: str,
        *,
        holder: Holder | None = None,
        staff: StaffId | None = None,
        as_staff: bool = False,
    ) -> Placed:
        """Book the new time, then cancel the old one: they can't move anything, so it is another
        booking afterwards. See `Appointments.reschedule`."""
        if start.tzinfo is None:
            raise BadInput(fields={"start": "has no zone"})
        row = await self.booking(ticket, FOR_SOMEBODY)
        if self.habits.status_of(row.told.word) in FINAL:
            raise Refused(Reason.NOT_ALLOWED_NOW, detail=f"is {row.told.word}")
        if row.start == start:
            return self.placed(row)
        if row.service is None:
            raise Refused(Reason.NOT_APPOINTABLE, detail="its service is not known")
        self.check_start(row.branch, row.service, start)
        wish = Wish(
            row.branch,
            row.service,
            start.astimezone(UTC),
            Person(text(row.told.customer, "name"), phone_of(row)),
            staff,
            row.told.customer,
        )
        new = await self._made(Making(self, wish), wish, None, then=row.id)
        self._freed(row)
        return self.placed(new)

    def asked_for(self, errand: Errand) -> Making:
        """What the journal looks an errand up with, after a restart."""
        return Making(self)

    async def _made(
        self, making: Making, wish: Wish, once: Once | None, then: str | None = None
    ) -> Row:
        """The booking, made once. As `Journal.make`."""
        mark, about = f"k-{secrets.token_hex(8)}", wish.about()
        if self.journal is not None:
            return await self.journal.make(SYSTEM, making, mark, about, once, then=then)
        now = self.clock.now()
        errand = Errand(ErrandId(mark[2:12]), SYSTEM, mark, about, now, now)
        row = await made_alone(making, errand, self.sleep)
        if then is not None:
            await call_off(self, then)
        return row

    def _wish(self, draft: Draft) -> Wish:
        """What a draft asks for, in their terms."""
        branch, service = self.offer(draft.branch, draft.service)
        if draft.session is not None:
            raise Refused(Reason.NOT_OFFERED, detail="they have no sessions")
        if draft.start is None:
            raise Refused(Reason.NOT_WALKIN, detail="they have no queue")
        if draft.start.tzinfo is None:
            raise BadInput(fields={"start": "has no zone"})
        if not service.appointable or service.booking is None:
            raise Refused(Reason.NOT_APPOINTABLE)
        self.check_start(branch, service, draft.start)
        person = Person("")
        if draft.customer is not None:
            known = self.people.get(draft.customer)
            if known is None:
                raise BadInput(fields={"customer": "is unknown"})
            person = known
        return Wish(branch, service, draft.start.astimezone(UTC), person, draft.staff)

    def _freed(self, row: Row) -> None:
        """Its time may be somebody else's now."""
        if row.service is not None:
            day = row.start.astimezone(ZoneInfo(row.branch.zone)).date()
            self.forget_times(row.branch.id, row.service.id, day)


def phone_of(row: Row) -> str:
    """Whose booking it is, by phone; "" when it is not told."""
    return text(row.told.customer, "phone", 40)
