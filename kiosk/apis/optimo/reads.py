"""Sites, times of a day, and bookings in parts."""

from datetime import date
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis.optimo import cursor, query, times, translate, wire, words
from kiosk.apis.optimo.front import Front, json
from kiosk.domain.access import Caller
from kiosk.domain.booking import Wanted
from kiosk.domain.branch import ServiceId
from kiosk.domain.reserving import Bookings
from kiosk.domain.slots import DaySlots
from kiosk.domain.ticket import Status
from kiosk.errors import BadInput


class Reads:
    """The handlers that change nothing."""

    def __init__(self, front: Front) -> None:
        """`front` is shared with the dialect's other handlers."""
        self._front = front

    async def sites(self, request: Request) -> Response:
        """List sites: the one there is."""
        self._front.reader(request)
        limit, manners = query.limit(request), self._front.manners
        if query.text(request, "cursor") is not None:
            raise BadInput(fields={"cursor": "is none of this list"})
        wanted = query.text(request, "status") in (None, "published")
        here = [wire.Site(id=manners.site, name=manners.name)] if wanted else []
        said = wire.SitesEnvelope(
            data=here,
            meta=self._front.meta(request),
            pagination=wire.Pagination(total=len(here), limit=limit, next_cursor=None),
        )
        return json(said)

    async def slots(self, request: Request) -> Response:
        """Get the times of a day for a service, a row for each person; taken ones too."""
        caller = self._front.site_reader(request)
        service = query.needed(request, "serviceId")
        day = times.day(query.needed(request, "date"))
        given = query.text(request, "branchId")
        branches = await self._front.branches(caller)
        branch = translate.find(service, given, branches)
        name = ServiceId(service)
        asked = translate.asked_staff(branch, name, query.text(request, "staffId"))
        people = [asked] if asked else translate.staff_of(branch, name)
        told = {
            staff: await self._of_day(Wanted(branch.id, name, staff), day)
            for staff in people
        }
        found = translate.slots_to_wire(told, ZoneInfo(branch.zone))
        return json(wire.SlotsEnvelope(data=found, meta=self._front.meta(request)))

    async def _of_day(self, wanted: Wanted, day: date) -> DaySlots:
        try:
            (told,) = await self._front.backend.slots(wanted, day)
        except BadInput as error:
            problem = error.fields.get("day", "is not valid")
            raise BadInput(fields={"date": problem}) from error
        return told

    async def bookings(self, request: Request) -> Response:
        """List bookings, the newest made first."""
        caller = self._front.site_reader(request)
        limit = query.limit(request)
        word, said_day = query.text(request, "status"), query.text(request, "date")
        extended = self._front.manners.extended
        statuses = None if word is None else words.statuses(word, extended=extended)
        day = None if said_day is None else times.day(said_day)
        filters = (self._front.manners.site, caller.branch, word, said_day)
        given = query.text(request, "cursor")
        before = None if given is None else cursor.read(given, filters)
        found = await self._page(caller, day, statuses, before, limit)
        last = found.items[-1].seq if found.more else None
        said = wire.BookingsEnvelope(
            data=[await self._front.told(caller, ticket) for ticket in found.items],
            meta=self._front.meta(request),
            pagination=wire.Pagination(
                total=found.total,
                limit=limit,
                next_cursor=None if last is None else cursor.written(last, filters),
            ),
        )
        return json(said)

    async def _page(
        self,
        caller: Caller,
        day: date | None,
        statuses: frozenset[Status] | None,
        before: int | None,
        limit: int,
    ) -> Bookings:
        """The newest of all branches that a key is good for."""
        if day is not None and translate.is_beyond(day):
            return Bookings((), 0, more=False)
        parts = [
            await self._front.booked.bookings(
                branch.id, day, statuses, before=before, limit=limit
            )
            for branch in await self._front.branches(caller)
        ]
        found = sorted(
            (ticket for part in parts for ticket in part.items),
            key=lambda ticket: -ticket.seq,
        )
        more = len(found) > limit or any(part.more for part in parts)
        total = sum(part.total for part in parts)
        return Bookings(tuple(found[:limit]), total, more=more)
