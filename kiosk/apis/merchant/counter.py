"""Bookings as the merchant's staff make, move and cancel them."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis import strict
from kiosk.apis.direct import json_body
from kiosk.apis.merchant import asked, query, times
from kiosk.apis.merchant.faces import place_id
from kiosk.apis.merchant.found import Found
from kiosk.apis.merchant.front import Front, nothing, service_of
from kiosk.apis.merchant.language import asked_language
from kiosk.apis.merchant.mistakes import as_theirs, unknown, wrong
from kiosk.apis.merchant.newcomers import Party, party
from kiosk.apis.merchant.orders import NOTE_CELLS, Order, order
from kiosk.apis.merchant.sentences import (
    NO_SERVICE,
    PAST,
    SENTENCES,
    SEVERAL,
    UNEQUAL_SHIFT,
)
from kiosk.apis.merchant.shop import Shop
from kiosk.domain.access import Caller
from kiosk.domain.customer import CustomerId
from kiosk.domain.events import Deed
from kiosk.domain.ports import Once
from kiosk.domain.series import Occurrence, OnConflict, Rule
from kiosk.domain.serving import Task
from kiosk.domain.sessions import GroupSession, SessionChange, SessionDeed
from kiosk.domain.ticket import Ticket
from kiosk.errors import BadInput, Reason, Refused
from kiosk.text import clean


class Counter:
    """The handlers of the three operations of staff that change something."""

    def __init__(self, front: Front, found: Found) -> None:
        """Both are shared with the dialect's other handlers."""
        self._front, self._found = front, found

    async def book_as_staff(self, request: Request) -> Response:
        """Book for somebody, for several, for nobody yet, once or again and again."""
        front = self._front
        caller = front.staff(request)
        body = await json_body(request)
        with front.gate.once(caller, request, body, required=False) as once:
            told = strict.asked(
                asked.BookingByMerchant, body, extra="ignore", sentences=SENTENCES
            )
            shop = await self._shop(caller, told)
            service = service_of(shop, told.service_id)
            wanted = order(told, asked_language(request), shop.branch, service)
            try:
                async with party(front.backend, told.customers) as who:
                    replayed = await self._book(wanted, who, once, caller.name)
            except (Refused, BadInput) as error:
                raise as_theirs(error, rules=service.booking) from error
        return nothing(201, {"idempotent-replay": "true"} if replayed else None)

    async def update(self, request: Request) -> Response:
        """Move a booking, both ends by as much, and note something."""
        front = self._front
        caller = front.staff(request)
        number = query.number(request, "id")
        told = strict.asked(
            asked.UpdateByMerchant,
            await json_body(request),
            extra="ignore",
            sentences=SENTENCES,
        )
        start, end = times.instant(told.from_date), times.instant(told.to_date)
        found = await self._found.of_staff(caller, number)
        if not _same_length(found, start, end):
            raise wrong(UNEQUAL_SHIFT)
        try:
            await self._move(found, start, caller.name)
        except (Refused, BadInput) as error:
            raise as_theirs(error, "from_date") from error
        if told.merchant_note is not None:
            note = clean(told.merchant_note, NOTE_CELLS)
            await self._note(found, note, caller.name)
        return nothing(200)

    async def cancel_as_staff(self, request: Request) -> Response:
        """Cancel a booking, or a group with all who are in it. What has begun stays."""
        front = self._front
        caller = front.staff(request)
        number = query.number(request, "id")
        told = strict.asked(
            asked.CancelByMerchant,
            await json_body(request),
            extra="ignore",
            sentences=SENTENCES,
        )
        found = await self._found.of_staff(caller, number)
        now = (await front.backend.branch(found.branch)).as_of
        if found.start_at is not None and found.start_at <= now:
            raise Refused(Reason.NOT_CANCELLABLE, detail=PAST, fields={"": PAST})
        reason = clean(told.cancellation_reason or "", NOTE_CELLS)
        if isinstance(found, GroupSession):
            change = SessionChange(SessionDeed.CANCEL, text=reason)
            await front.backend.change_session(found.id, change, caller.name)
        else:
            await front.backend.cancel(found.id, caller.name, reason, as_staff=True)
        return nothing(200)

    async def _shop(self, caller: Caller, told: asked.BookingByMerchant) -> Shop:
        """Where: at the location told, or the one that has the service. NotFound; BadInput when
        several have it."""
        shops = await self._front.shops(caller)
        if told.location_id is not None:
            ids = {shop.branch.id: shop for shop in shops}
            found = place_id(told.location_id, ids)
            shops = [ids[found]] if found else []
        having = [shop for shop in shops if _has(shop, told.service_id)]
        if not having:
            raise unknown(NO_SERVICE)
        if len(having) > 1:
            raise BadInput(fields={"service_id": SEVERAL})
        return having[0]

    async def _book(
        self, order: Order, who: Party, once: Once | None, actor: str
    ) -> bool:
        """Whether the key was used before."""
        if order.rule is not None:
            return await self._book_series(order, order.rule, who, once, actor)
        if order.service.places:
            return await self._book_session(order, who, once, actor)
        placed = await self._front.backend.issue(order.draft(who), once, actor)
        who.kept = _customers([placed.ticket])
        return placed.replayed

    async def _book_session(
        self, order: Order, who: Party, once: Once | None, actor: str
    ) -> bool:
        backend = self._front.backend
        made = await backend.plan_session(order.plan(who), once, actor)
        rows = await backend.participants(made.id)
        who.kept = _customers(row.ticket for row in rows)
        return bool(set(who.new) - who.kept)

    async def _book_series(
        self, order: Order, rule: Rule, who: Party, once: Once | None, actor: str
    ) -> bool:
        """The date asked for must be free; later ones that aren't are left out."""
        backend, wish = self._front.backend, order.series(rule, who, OnConflict.SKIP)
        verdicts = await backend.preview(wish)
        if not verdicts or verdicts[0].reason is not None:
            # nothing is made of a taken first date, but a repetition is answered as before
            wish = order.series(rule, who, OnConflict.ABORT)
        made = await backend.create_series(wish, once, actor)
        who.kept = await self._comers(made.dates)
        return bool(set(who.new) - who.kept)

    async def _comers(self, dates: Sequence[Occurrence]) -> frozenset[CustomerId]:
        """Who has the first date that was made: they have all of them."""
        for one in dates:
            if one.session:
                rows = await self._front.backend.participants(one.session)
                return _customers(row.ticket for row in rows)
            if one.ticket:
                placed = await self._front.backend.ticket(one.ticket)
                return _customers([placed.ticket])
        return frozenset()

    async def _move(
        self, found: Ticket | GroupSession, start: datetime, actor: str
    ) -> None:
        backend = self._front.backend
        if start == found.start_at:
            return
        if isinstance(found, GroupSession):
            change = SessionChange(SessionDeed.MOVE, start=start)
            await backend.change_session(found.id, change, actor)
        else:
            await backend.reschedule(found.id, start, actor, as_staff=True)

    async def _note(self, found: Ticket | GroupSession, note: str, actor: str) -> None:
        backend = self._front.backend
        if isinstance(found, GroupSession):
            change = SessionChange(SessionDeed.NOTE, text=note)
            await backend.change_session(found.id, change, actor)
        else:
            await backend.do(found.id, Task(Deed.NOTE, note=note), actor)


def _has(shop: Shop, service: int) -> bool:
    return place_id(service, [one.id for one in shop.branch.services]) is not None


def _customers(tickets: Iterable[Ticket]) -> frozenset[CustomerId]:
    return frozenset(ticket.customer for ticket in tickets if ticket.customer)


def _same_length(found: Ticket | GroupSession, start: datetime, end: datetime) -> bool:
    """Whether both ends move by as much."""
    if isinstance(found, GroupSession):
        return end - start == found.length
    booking, begins = found.booking, found.start_at
    return bool(booking and begins and end - start == booking.end_at - begins)
