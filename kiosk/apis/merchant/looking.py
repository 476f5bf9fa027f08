"""Bookings as the merchant's calendar has them, and as it tells of one."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from kiosk.apis import members
from kiosk.apis.http import DEADLINE
from kiosk.apis.ids import segment
from kiosk.apis.merchant import told, told_rows
from kiosk.apis.merchant.calls import said_at
from kiosk.apis.merchant.ground import Ground
from kiosk.apis.merchant.habits import SYSTEM
from kiosk.apis.merchant.told_branch import Catalogue
from kiosk.apis.merchant.told_rows import Row
from kiosk.domain.booking import Booking
from kiosk.domain.branch import LaneId, ServiceId
from kiosk.domain.theirs import Told
from kiosk.domain.ticket import Kind, Placed, Status, Theirs, Ticket, TicketId
from kiosk.errors import BadInput, Denied, KioskError, NotFound, Refused

EVENTS: Final = "/bookings/calendar/events"

MOST_KNOWN: Final = 5_000
"""Bookings whose place in the calendar is remembered."""

NO: Final = (NotFound, Refused, BadInput, Denied)
"""How they say that there is no such thing: in any way they have of saying no."""

_WINDOW: Final = timedelta(days=7)
_OVERLAP: Final = timedelta(days=1)
_AHEAD: Final = timedelta(days=92)


class Looking(Ground):
    """Reads bookings, and remembers where in the calendar each stands."""

    async def calendar(
        self,
        known: Catalogue,
        start: datetime,
        end: datetime,
        within: float = DEADLINE,
        *,
        patient: bool = True,
    ) -> list[Row]:
        """The bookings that lie wholly between two instants, by start; read in parts of a week, each
        asked for once only if not `patient`.

        The parts overlap by a day: a booking is told of only where it fits in whole.
        """
        found: dict[str, Row] = {}
        while True:
            until = min(end, start + _WINDOW)
            params = {"start": said_at(start), "end": said_at(until)}
            said = await self.calls.read(EVENTS, params, within, patient=patient)
            for row in told_rows.rows(said, known):
                found.setdefault(row.id, row)
            if until >= end:
                break
            start = until - _OVERLAP
        rows = sorted(found.values(), key=lambda row: (row.start, row.age))
        self._remember(rows)
        return rows

    async def around(
        self,
        known: Catalogue,
        start: datetime,
        end: datetime,
        within: float = DEADLINE,
        *,
        patient: bool = True,
    ) -> list[Row]:
        """The bookings that take any of that time, and some beside it."""
        margin = timedelta(minutes=max(known.longest, 60))
        return await self.calendar(
            known, start - margin, end + margin, within, patient=patient
        )

    async def booking(self, id_: str) -> Row:
        """A booking as it stands. NotFound for one that is not this merchant's, or not here."""
        where = f"/bookings/customer/{segment(id_)}"
        known = await self.catalogue()
        hint = self._known.get(id_)
        if hint and (found := await self._in_calendar(known, id_, hint)):
            return found
        try:
            said = await self.calls.read(where)
        except NO as error:
            if hint is not None:
                return await self._sought(known, id_, hint)
            if isinstance(error, Denied):
                raise
            raise NotFound(detail=error.detail) from error
        return await self._as_said(known, id_, said, hint)

    async def deadline(self, id_: str, row: Row) -> datetime:
        """Until when a customer may cancel: their limit in minutes, the start when it isn't told."""
        try:
            said = await self.calls.read(f"/bookings/customer/{segment(id_)}")
        except KioskError:
            return row.start
        minutes = told.whole(said, "cancel_deadline", 0, 366 * 24 * 60) or 0
        return row.start - timedelta(minutes=minutes)

    def placed(
        self, known: Catalogue, row: Row, locale: str = "", source: str = ""
    ) -> Placed:
        """A booking as a ticket. It has no number and no code: they know none."""
        now = self.clock.now()
        service = row.told.service or ServiceId("")
        group = known.branch.group_of(service)
        at = row.told.booked_at or now
        ticket = Ticket(
            id=TicketId(row.id),
            number=row.told.number,
            code8="",
            branch=known.branch.id,
            group=group.id if group else None,
            service=service,
            day=row.start.astimezone(known.zone).date(),
            day_seq=0,
            kind=Kind.APPOINTMENT,
            status=row.told.status,
            status_at=at,
            joined_at=at,
            rank_at=row.start,
            locale=locale or self.habits.locale,
            source=source or SYSTEM,
            start_at=row.start,
            booking=Booking(
                end_at=row.end,
                lane=LaneId(known.location),
                booked_at=at,
                session=row.id if row.grouped else None,
            ),
            theirs=Theirs(SYSTEM, row.id, row.told.word, now),
        )
        return Placed(ticket, None)

    def cancelled(self, row: Row) -> Row:
        """A booking that was cancelled; the calendar has it no more."""
        gone = replace(row, told=replace(row.told, status=Status.CANCELLED))
        self._remember([gone])
        return gone

    def _remember(self, rows: list[Row]) -> None:
        for row in rows:
            self._known[row.id] = row
            self._known.move_to_end(row.id)
        while len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)

    async def _in_calendar(self, known: Catalogue, id_: str, near: Row) -> Row | None:
        rows = await self.calendar(known, near.start, near.end)
        return next((row for row in rows if row.id == id_), None)

    async def _as_said(
        self, known: Catalogue, id_: str, said: Any, hint: Row | None
    ) -> Row:
        """What they say to whoever asks, believed only where it is this merchant's, and in the
        calendar unless it is cancelled."""
        start, end = (
            members.instant(said, "from_date"),
            members.instant(said, "to_date"),
        )
        name = members.text(said, "merchant_name").casefold()
        if start is None or end is None or start >= end:
            raise NotFound(detail="no booking anybody can read")
        if name and name not in known.names:
            raise NotFound(detail="another merchant's booking")
        named = told_rows.service_of(said, known)
        word = members.text(said, "status", 40)
        about = Told(id_, told_rows.status_of(word), word, named, start, end)
        row = hint or Row(about, start, end)
        row = replace(row, start=start, end=end)
        if found := await self._in_calendar(known, id_, row):
            return found
        status = told_rows.status_of(word)
        if members.member(said, "is_cancelled") is True or status is Status.CANCELLED:
            return self.cancelled(row)
        if status in (Status.SERVED, Status.NO_SHOW):
            return replace(row, told=replace(row.told, status=status, word=word))
        raise NotFound(detail="not in this location's calendar")

    async def _sought(self, known: Catalogue, id_: str, hint: Row) -> Row:
        """A booking that is not where it was: moved, or cancelled and no more told of."""
        now = self.clock.now()
        first = min(hint.start, now) - _OVERLAP
        rows = await self.calendar(known, first, now + _AHEAD)
        found = next((row for row in rows if row.id == id_), None)
        return found or self.cancelled(hint)
