"""One booking being made: asked for once, known again by the mark in its note.

Their answer to a create is empty, and neither their calendar nor their program keeps two from the
same time. So the time is looked at just before, and the calendar just after.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from kiosk.apis.asking import Seen
from kiosk.apis.merchant.calling_off import (
    AS_CUSTOMER,
    AS_STAFF,
    call_off,
    give_back,
)
from kiosk.apis.merchant.calls import number, said_at
from kiosk.apis.merchant.client_times import TimesCalls
from kiosk.apis.merchant.habits import Via
from kiosk.apis.merchant.told_branch import Catalogue
from kiosk.apis.merchant.told_rows import Row, marked
from kiosk.apis.outcomes import Unseen
from kiosk.domain.branch import Service
from kiosk.domain.errands import Errand
from kiosk.errors import (
    Ambiguous,
    BadInput,
    Denied,
    NotFound,
    Reason,
    Refused,
    Unavailable,
)

ONCE: Final[Mapping[str, Any]] = {
    "frequency": "",
    "interval": 0,
    "weekdays": [],
    "until": "",
}
"""The rule of what does not happen again: their program ends the call without an answer when
there is none."""

TURN: Final = 3.0
"""Seconds that somebody waits while others book."""


@dataclass(frozen=True, slots=True, repr=False)
class Wish:
    """What is to be booked. `session`: a place in that one, which begins then. `rule` is a
    series', as they write it."""

    known: Catalogue
    service: Service
    start: datetime
    end: datetime
    people: Sequence[Mapping[str, Any]] = ()
    note: str = ""
    session: str | None = None
    rule: Mapping[str, Any] | None = None

    def about(self, via: Via) -> dict[str, Any]:
        """What the errand keeps: nothing of a person."""
        return {
            "service": self.service.id,
            "start": said_at(self.start),
            "end": said_at(self.end),
            "session": self.session,
            "series": self.rule is not None,
            "via": via.value,
        }


@dataclass(slots=True)
class Making:
    """See `kiosk.apis.asking.Asked`. Without a `wish` it can be looked for, not asked for.

    `session`: it is a place in that one. `before` and `around` are the calendar's rows about that
    time before and after.
    """

    there: TimesCalls
    wish: Wish | None = None
    session: str | None = None
    posted: bool = False
    before: frozenset[str] = frozenset()
    around: list[Row] = field(default_factory=list)

    async def post(self, errand: Errand) -> Row:
        """Ask for it, if the time is still free. Unseen when they said yes."""
        wish = self.wish
        if wish is None:
            raise Unavailable(detail="who it was for is not known any more")
        try:
            async with asyncio.timeout(TURN):
                await self.there.making.acquire()
        except TimeoutError as error:
            raise Unavailable(detail="others are booking") from error
        try:
            await self._look_first(wish, errand)
            self.posted = True
            await self._ask(wish, errand.mark)
        finally:
            self.there.making.release()
        raise Unseen(detail="booked, and not told what")

    async def look_up(self, errand: Errand) -> Sequence[Seen[Row]]:
        """The bookings about that time that carry the mark.

        A series carries none, as its notes are not kept there: its first date is what is new at
        its time, if that is one booking; after a restart nobody can say. The calendar is asked
        for once: whoever looks comes again.
        """
        try:
            known = await self.there.catalogue()
            start, end = _when(errand.about)
            self.around = await self.there.around(known, start, end, patient=False)
        except Denied as error:
            if error.reason is Reason.FORBIDDEN:
                raise Refused(Reason.NOT_OFFERED, detail=error.detail) from error
            raise Unavailable(Reason.UPSTREAM, detail=error.detail) from error
        except (NotFound, Refused, BadInput) as error:
            raise Unavailable(Reason.UPSTREAM, detail=error.detail) from error
        found = [row for row in self.around if errand.mark in row.marks]
        if not found and errand.about.get("series") and self.wish and self.posted:
            found = self._unmarked(errand, start, end)
        return [
            Seen(row.id, row.live, None, row)
            for row in sorted(found, key=lambda row: row.age)
        ]

    async def undo(self, id: str) -> None:
        """Cancel a booking, or leave a session; gone already is fine."""
        if self.session:
            await give_back(self.there, id)
        else:
            await call_off(self.there, id, "")

    async def fetch(self, id: str) -> Row:
        """The booking as it stands."""
        return await self.there.booking(id)

    def id_of(self, value: Row) -> str:
        """Theirs."""
        return value.id

    def rivals(self, ours: Row) -> list[Row]:
        """Bookings of our time that came while we asked, and before whom we step back: staff's
        always, of other kiosks' the older ones."""
        return [
            row
            for row in self.around
            if row.id != ours.id
            and row.id not in self.before
            and row.live
            and not row.grouped
            and row.overlaps(ours.start, ours.end)
            and (not row.marks or row.age < ours.age)
        ]

    def _unmarked(self, errand: Errand, start: datetime, end: datetime) -> list[Row]:
        """A series' first date. Unavailable when it could be one of several."""
        found = [
            row
            for row in self.around
            if (row.start, row.end) == (start, end)
            and row.told.service in (None, errand.about.get("service"))
            and row.id not in self.before
            and not row.marks
        ]
        if len(found) > 1:
            raise Unavailable(Reason.UPSTREAM, detail="several that could be it")
        return found

    async def _look_first(self, wish: Wish, errand: Errand) -> None:
        """SlotTaken for a time that is not free; Unseen when what we want is there already.
        Unavailable OFFLINE when neither can be known: nothing has been sent."""
        day = wish.start.astimezone(wish.known.zone).date()
        try:
            free, rows = await asyncio.gather(
                self.there.free(wish.known, wish.service.id, day, within=TURN),
                self.there.around(wish.known, wish.start, wish.end, within=TURN),
            )
        except (Unavailable, Ambiguous, NotFound) as error:
            raise Unavailable(detail=error.detail) from error
        if any(errand.mark in row.marks for row in rows):
            raise Unseen(detail="it is there by now")
        if not self.posted:
            self.before = frozenset(row.id for row in rows)
        if wish.session is None and wish.start not in free.get(day, ()):
            if self.posted:
                raise Ambiguous(detail="taken since we asked, perhaps by us")
            now = self.there.clock.now()
            reason = Reason.SLOT_TAKEN if wish.start > now else Reason.PAST
            raise await self.there.taken(wish.known, wish.service, wish.start, reason)

    async def _ask(self, wish: Wish, mark: str) -> None:
        where, body = self._request(wish, mark)
        try:
            await self.there.calls.change(
                "POST",
                where,
                body,
                wanted=wish.start,
                as_customer=where == AS_CUSTOMER,
            )
        except Refused as error:
            if error.reason is not Reason.SLOT_TAKEN:
                raise
            raise await self.there.taken(
                wish.known, wish.service, wish.start, error.reason
            ) from error

    def _request(self, wish: Wish, mark: str) -> tuple[str, dict[str, Any]]:
        habits = self.there.habits
        if wish.session or (habits.via is Via.CUSTOMER and wish.rule is None):
            body: dict[str, Any] = {
                "merchant_name": habits.merchant,
                "service_id": number(wish.service.id),
                "location_id": number(wish.known.location),
                "timeStamp": said_at(wish.start),
                "customer_note": marked(wish.note, mark),
            }
            joined = {"booking_id": number(wish.session)} if wish.session else {}
            return AS_CUSTOMER, body | joined
        return AS_STAFF, {
            "service_id": number(wish.service.id),
            "timestamp": said_at(wish.start),
            "customers": [*wish.people],
            "merchant_note": marked(wish.note, mark),
            "is_recurring": wish.rule is not None,
            "recurrence_rule": {**(wish.rule or ONCE)},
        }


def _when(about: Mapping[str, Any]) -> tuple[datetime, datetime]:
    """The span an errand is about. NotFound for one that was never ours."""
    try:
        start, end = (datetime.fromisoformat(str(about[n])) for n in ("start", "end"))
    except (KeyError, ValueError) as error:
        raise NotFound(detail="an errand without a time") from error
    return start, end
