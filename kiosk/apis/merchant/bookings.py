"""Bookings as the customer who signed in makes, reads and cancels them."""

from collections.abc import Sequence
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis import strict
from kiosk.apis.direct import json_body
from kiosk.apis.language import spoken
from kiosk.apis.merchant import asked, query, times
from kiosk.apis.merchant.faces import row_id
from kiosk.apis.merchant.found import Found
from kiosk.apis.merchant.front import Front, nothing, service_of
from kiosk.apis.merchant.language import asked_language
from kiosk.apis.merchant.mistakes import as_theirs, unknown, wrong
from kiosk.apis.merchant.orders import NOTE_CELLS, SOURCE
from kiosk.apis.merchant.rows import Rows
from kiosk.apis.merchant.sentences import NO_BOOKING, OTHER_ID, SENTENCES
from kiosk.apis.merchant.shop import Shop
from kiosk.apis.merchant.translate import Translator
from kiosk.domain.access import Caller
from kiosk.domain.branch import Service
from kiosk.domain.sessions import GroupSession, SessionId
from kiosk.domain.ticket import Draft
from kiosk.errors import BadInput, NotFound, Refused
from kiosk.text import clean


class Bookings:
    """The handlers of the three operations of customers."""

    def __init__(self, front: Front, found: Found) -> None:
        """Both are shared with the dialect's other handlers."""
        self._front, self._found = front, found

    async def book_as_customer(self, request: Request) -> Response:
        """Book a time, or with a `booking_id` a place in that group.

        `service_id`, `location_id` and `timeStamp` must be the group's own then. A class without
        a `booking_id` is the one that begins at that time.
        """
        front = self._front
        caller = front.customer(request)
        body = await json_body(request)
        with front.gate.once(caller, request, body, required=False) as once:
            wanted = strict.asked(
                asked.BookingByCustomer, body, extra="ignore", sentences=SENTENCES
            )
            front.check_merchant(wanted.merchant_name)
            shop = await front.shop(wanted.location_id)
            service = service_of(shop, wanted.service_id)
            draft = await self._draft(request, caller, wanted, shop, service)
            try:
                placed = await front.backend.issue(draft, once, caller.name)
            except (Refused, BadInput) as error:
                raise as_theirs(error, "timeStamp", service.booking) from error
        return nothing(201, {"idempotent-replay": "true"} if placed.replayed else None)

    async def booking(self, request: Request) -> Response:
        """Get a booking: one's own, or as staff any."""
        caller = self._front.somebody(request)
        number = query.number(request, "id")
        found = await self._found.booking(caller, number)
        shop = await self._front.shop_of(found.branch)
        said = Translator(shop, asked_language(request), self._front.manners)
        rows = Rows(said, extended=self._front.manners.extended)
        if isinstance(found, GroupSession):
            return self._front.said(rows.session(found))
        start = found.start_at or found.joined_at
        end = found.booking.end_at if found.booking else start
        return self._front.said(rows.booking(found, start, end))

    async def cancel_as_customer(self, request: Request) -> Response:
        """Cancel one's own booking, or give one's place in a group back."""
        front = self._front
        caller = front.customer(request)
        number = query.number(request, "id")
        body = await json_body(request)
        told = strict.asked(
            asked.CancelByCustomer, body, extra="ignore", sentences=SENTENCES
        )
        if told.booking_id != number:
            raise wrong(OTHER_ID)
        front.check_merchant(told.merchant_name)
        found = await self._found.own(caller, number)
        await front.backend.cancel(found.id, caller.name)
        return nothing(200)

    async def _draft(
        self,
        request: Request,
        caller: Caller,
        wanted: asked.BookingByCustomer,
        shop: Shop,
        service: Service,
    ) -> Draft:
        start = times.instant(wanted.timestamp)
        session = await self._session(wanted.booking_id, start, shop, service)
        return Draft(
            branch=shop.branch.id,
            service=service.id,
            locale=spoken(shop.branch, asked_language(request)),
            source=SOURCE,
            start=None if session else start,
            customer=caller.customer,
            session=session,
            said=clean(wanted.customer_note or "", NOTE_CELLS),
        )

    async def _session(
        self, booking: int | None, start: datetime, shop: Shop, service: Service
    ) -> SessionId | None:
        """The group that is meant; None for an appointment. NotFound; BadInput on the time."""
        if booking is None and not service.places:
            return None
        if booking is not None:
            known = await self._group(booking)
            if (known.branch, known.service) != (shop.branch.id, service.id):
                raise unknown(NO_BOOKING)
            return known.id
        day = times.local_day(start, shop.own_zone)
        try:
            some = await self._front.backend.sessions(
                shop.branch.id, service.id, day, 1
            )
        except BadInput:
            some = ()
        return _first_with_room(some, start)

    async def _group(self, booking: int) -> GroupSession:
        id_ = row_id(booking)
        try:
            return await self._front.backend.session(SessionId(id_ or ""))
        except (NotFound, Refused) as error:
            raise unknown(NO_BOOKING) from error


def _first_with_room(some: Sequence[GroupSession], start: datetime) -> SessionId:
    """Of several at a time one that has a place left."""
    there = [one for one in some if one.start_at == start]
    if not there:
        raise as_theirs(BadInput(fields={"start": "no session"}), "timeStamp")
    return next((one for one in there if one.free), there[0]).id
