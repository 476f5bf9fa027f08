"""Making, moving, cancelling and listing the merchant's bookings."""

import asyncio
import logging
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from kiosk.apis.alone import made_alone
from kiosk.apis.ids import segment
from kiosk.apis.merchant.calling_off import call_off, give_back
from kiosk.apis.merchant.calls import said_at
from kiosk.apis.merchant.client_people import PeopleCalls
from kiosk.apis.merchant.client_times import TimesCalls
from kiosk.apis.merchant.habits import SYSTEM, Via
from kiosk.apis.merchant.making import Making, Wish
from kiosk.apis.merchant.told_branch import Catalogue
from kiosk.apis.merchant.told_rows import Row
from kiosk.domain.booking import Holder
from kiosk.domain.branch import BranchId, Service, StaffId
from kiosk.domain.errands import Errand, ErrandId
from kiosk.domain.hours import Timetable
from kiosk.domain.ports import Once
from kiosk.domain.theirs import Told
from kiosk.domain.ticket import Draft, Placed, TicketId
from kiosk.errors import (
    Ambiguous,
    BadInput,
    NotFound,
    Reason,
    Refused,
    TooBusy,
    Unavailable,
)

_LOG: Final = logging.getLogger(__name__)


class BookingCalls(PeopleCalls, TimesCalls):
    """Bookings. One here is one there, however many come to it."""

    async def issue(self, draft: Draft, once: Once | None, actor: str) -> Placed:
        """Book the draft's time, or a place in its session. See `Backend.issue`; Ambiguous when
        nobody can know: then nothing was given, and what surfaces is cancelled."""
        wish = await self._wish_in_time(draft)
        making = Making(self, wish, wish.session)
        row = await self.made(making, wish, once)
        await self._defend(making, wish, row)
        placed = self.placed(wish.known, row, draft.locale, draft.source)
        return replace(placed, replayed=once is not None and not making.posted)

    async def ticket(self, ticket: TicketId) -> Placed:
        """A booking as it stands."""
        row = await self.booking(ticket)
        return self.placed(await self.catalogue(), row)

    async def cancel(
        self, ticket: TicketId, actor: str, reason: str = "", *, as_staff: bool = False
    ) -> Placed:
        """Cancel a booking, or leave a session. See `Backend.cancel`."""
        row = await self.booking(ticket)
        if not row.live:
            raise Refused(Reason.NOT_CANCELLABLE, detail=f"is {row.told.status}")
        if self.habits.via is Via.CUSTOMER and not as_staff:
            await give_back(self, row.id)
        else:
            if row.grouped and not as_staff:
                detail = "it is everybody's session"
                raise Refused(Reason.NOT_CANCELLABLE, detail=detail)
            if not as_staff and self.clock.now() > await self.deadline(row.id, row):
                raise Refused(Reason.NOT_CANCELLABLE, detail="it is too late")
            await call_off(self, row.id, reason)
        return self.placed(await self.catalogue(), self.cancelled(row))

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
        """Move a booking, both ends by as much. See `Appointments.reschedule`."""
        if start.tzinfo is None:
            raise BadInput(fields={"start": "has no zone"})
        if staff is not None:
            raise Refused(Reason.NOT_OFFERED, detail="nobody can be asked for by name")
        known, row = await self.catalogue(), await self.booking(ticket)
        if not row.live or row.grouped:
            raise Refused(Reason.NOT_ALLOWED_NOW, detail=f"is {row.told.status}")
        if row.start != start:
            async with self.making:
                row = await self._moved(known, row, start.astimezone(UTC))
        return self.placed(known, row)

    async def told(self, branch: BranchId, day: date) -> Sequence[Told]:
        """All bookings that begin on a local day, one each however many come to it."""
        known = await self.known(branch)
        start = datetime.combine(day, time(), known.zone).astimezone(UTC)
        end = datetime.combine(day + timedelta(days=1), time(), known.zone)
        rows = await self.calendar(
            known, start, end.astimezone(UTC) + timedelta(days=1)
        )
        return [row.told for row in rows if row.start < end]

    def asked_for(self, errand: Errand) -> Making:
        """What the journal looks an errand up with, after a restart."""
        session = errand.about.get("session")
        return Making(self, session=session if isinstance(session, str) else None)

    async def made(self, making: Making, wish: Wish, once: Once | None) -> Row:
        """The booking, made once. As `Journal.make`."""
        mark = secrets.token_hex(6).upper()
        about = wish.about(self.habits.via)
        if self.journal is not None:
            return await self.journal.make(SYSTEM, making, mark, about, once)
        now = self.clock.now()
        errand = Errand(ErrandId(mark.lower()[:10]), SYSTEM, mark, about, now, now)
        return await made_alone(making, errand, self.sleep)

    async def _wish_in_time(self, draft: Draft) -> Wish:
        """As `_wish`, in `habits.reading` seconds: somebody stands there waiting. Unavailable
        OFFLINE after that, as nothing has been asked for."""
        try:
            async with asyncio.timeout(self.habits.reading):
                return await self._wish(draft)
        except TimeoutError as error:
            raise Unavailable(detail="they take too long to tell") from error

    async def _wish(self, draft: Draft) -> Wish:
        """What a draft asks for, in their terms."""
        known, service = await self.service(draft.branch, draft.service)
        if draft.staff is not None:
            raise Refused(Reason.NOT_OFFERED, detail="nobody can be asked for by name")
        if draft.session is not None:
            return await self._place(known, service, draft)
        if draft.start is None:
            raise Refused(Reason.NOT_WALKIN, detail="they have no queue")
        if draft.start.tzinfo is None:
            raise BadInput(fields={"start": "has no zone"})
        if service.places is not None or service.id in known.grouped:
            raise Refused(Reason.NOT_APPOINTABLE, detail="it is given in sessions")
        self.check_start(draft.start)
        start = draft.start.astimezone(UTC)
        if start.second or start.microsecond:
            raise BadInput(fields={"start": "is not one of the day's times"})
        end = start + timedelta(minutes=service.minutes)
        people = await self.attending(draft.customer)
        return Wish(known, service, start, end, people, draft.note)

    async def _place(self, known: Catalogue, service: Service, draft: Draft) -> Wish:
        """A place in a session: only who signs in as a customer can take one."""
        if self.habits.via is not Via.CUSTOMER:
            detail = "staff can't add anybody to a session there"
            raise Refused(Reason.NOT_OFFERED, detail=detail)
        row = await self.booking(draft.session or "")
        if not row.grouped or row.told.service not in (None, service.id):
            raise NotFound(detail="no such session")
        if not row.live:
            raise Refused(Reason.NOT_ALLOWED_NOW, detail=f"is {row.told.status}")
        if row.start <= self.clock.now():
            raise Refused(Reason.PAST)
        start, end = row.start, row.end
        return Wish(known, service, start, end, note=draft.note, session=row.id)

    async def _defend(self, making: Making, wish: Wish, row: Row) -> None:
        """Step back when somebody else has got our time meanwhile: nothing there prevents it."""
        if wish.session or not making.posted or not making.rivals(row):
            return
        _LOG.warning("somebody else has the same time", extra={"booking": row.id})
        await making.undo(row.id)
        raise await self.taken(wish.known, wish.service, wish.start, Reason.SLOT_TAKEN)

    async def _moved(self, known: Catalogue, row: Row, start: datetime) -> Row:
        """Move it, and read it back: they say yes also where they leave it as it is."""
        self.check_start(start)
        end = start + (row.end - row.start)
        await self._can_move(known, row, start, end)
        await self._patch(row, start, end)
        try:
            rows = await self.around(known, start, end)
        except (Unavailable, TooBusy) as error:
            raise Ambiguous(detail="asked for, and not read back") from error
        now = next((found for found in rows if found.id == row.id), None)
        if now is None or (now.start, now.end) != (start, end):
            raise Refused(Reason.NOT_ALLOWED_NOW, detail="they left it where it was")
        return now

    async def _patch(self, row: Row, start: datetime, end: datetime) -> None:
        """Say the new times; they are the same said twice, so lost answers are asked again."""
        body = {
            "merchant_note": row.note,
            "from_date": said_at(start),
            "to_date": said_at(end),
        }
        where = f"/bookings/merchant/{segment(row.id)}"
        lost = False
        for last in (False, True):
            try:
                await self.calls.change("PATCH", where, body, wanted=start)
            except (Ambiguous, Unavailable) as error:
                lost = lost or isinstance(error, Ambiguous)
                if not lost:
                    raise
                if last:
                    _LOG.warning("moved perhaps", extra={"booking": row.id})
            else:
                return

    async def _can_move(
        self, known: Catalogue, row: Row, start: datetime, end: datetime
    ) -> None:
        """SlotTaken unless the time is free, our own booking aside."""
        service = known.branch.service(row.told.service) if row.told.service else None
        if service is None:
            raise Refused(Reason.NOT_APPOINTABLE, detail="its service is not known")
        day = start.astimezone(known.zone).date()
        free = (await self.free(known, service.id, day)).get(day, ())
        if start in free:
            return
        if row.overlaps(start, end) and start > self.clock.now():
            others = await self.around(known, start, end)
            spans = Timetable(known.branch).spans(day)
            is_open = any(first <= start and end <= last for first, last in spans)
            if is_open and not any(
                other.id != row.id and other.live and other.overlaps(start, end)
                for other in others
            ):
                return
        reason = Reason.SLOT_TAKEN if start > self.clock.now() else Reason.PAST
        raise await self.taken(known, service, start, reason)
