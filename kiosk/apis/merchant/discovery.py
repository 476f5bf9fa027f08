"""What everybody may know without a key: the merchant, its services, and when they are free."""

import asyncio
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis.merchant import query, times, wire
from kiosk.apis.merchant.faces import place_number
from kiosk.apis.merchant.front import Front, service_of
from kiosk.apis.merchant.language import asked_language
from kiosk.apis.merchant.mistakes import unknown
from kiosk.apis.merchant.sentences import NO_MERCHANT
from kiosk.apis.merchant.shop import Shop, sunday_first
from kiosk.apis.merchant.times import DAY, Span
from kiosk.apis.merchant.translate import Translator
from kiosk.domain.booking import Wanted
from kiosk.domain.branch import Service
from kiosk.domain.sessions import MOST_AHEAD

MOST_DAYS: Final = 62
"""Days of times at once."""

_AT_ONCE: Final = 7
"""Days asked for without a pause."""


class Discovery:
    """The handlers of the six operations that need no key."""

    def __init__(self, front: Front) -> None:
        """`front` is shared with the dialect's other handlers."""
        self._front = front

    async def merchant(self, request: Request) -> Response:
        """Get a merchant. With several locations the first, or the one of `location_id`."""
        self._front.anybody(request)
        self._front.check_merchant(str(request.path_params["merchantName"]))
        wanted = query.optional_number(request, "location_id")
        if wanted is not None:
            shop = await self._front.shop(wanted)
        else:
            shop = next(iter(await self._front.shops()), None) or _nobody()
        today = times.local_day(await self._now(shop), shop.own_zone)
        number = place_number(shop.branch.id) or 0
        return self._front.said(self._in(request, shop).merchant(number, today))

    async def service(self, request: Request) -> Response:
        """Get a service."""
        shop, service = await self._asked(request)
        number = place_number(service.id) or 0
        return self._front.said(self._in(request, shop).service(service, number))

    async def summary(self, request: Request) -> Response:
        """Get a service in short."""
        shop, service = await self._asked(request)
        return self._front.said(self._in(request, shop).summary(service))

    async def availability(self, request: Request) -> Response:
        """Get the free times of some days, in the merchant's wall time.

        Weekdays that are always closed are left out, and so are days that are over or too far
        ahead. Of an hour that comes twice the first is told: the other can't be.
        """
        shop, service = await self._asked(request)
        span = query.asked_span(request, MOST_DAYS)
        now = await self._now(shop)
        starts = await self._free(request, shop, service, span, now)
        closed = shop.closed_days(service, times.local_day(now, shop.own_zone))
        last = times.local_day(now, shop.zone) + (_ahead(service) + 1) * DAY
        days = [
            day
            for day in span.days(shop.zone, MOST_DAYS)
            if sunday_first(day) not in closed
            and times.local_day(now, shop.zone) <= day <= last
        ]
        return self._front.said(_by_day(starts, days, shop))

    async def next_availability(self, request: Request) -> Response:
        """Get the first free time within three months; empty texts when there is none."""
        shop, service = await self._asked(request)
        now = await self._now(shop)
        first = await self._first(shop, service, now)
        if first is None:
            return self._front.said(wire.NextAvailable(date="", time=""))
        day = times.local_day(first, shop.zone).isoformat()
        told = wire.NextAvailable(date=day, time=times.clock(first, shop.zone))
        return self._front.said(told)

    async def disabled_days(self, request: Request) -> Response:
        """Get the weekdays that are always closed, and the first and last day to book."""
        shop, service = await self._asked(request)
        today = times.local_day(await self._now(shop), shop.own_zone)
        told = wire.DisabledDays(
            closed_days=shop.closed_days(service, today),
            min_date=today.isoformat(),
            max_date=(today + _ahead(service) * DAY).isoformat(),
        )
        return self._front.said(told)

    async def _asked(self, request: Request) -> tuple[Shop, Service]:
        self._front.anybody(request)
        self._front.check_merchant(str(request.path_params["merchantName"]))
        shop = await self._front.shop(query.number(request, "locationId"))
        return shop, service_of(shop, query.number(request, "serviceId"))

    def _in(self, request: Request, shop: Shop) -> Translator:
        return Translator(shop, asked_language(request), self._front.manners)

    async def _now(self, shop: Shop) -> datetime:
        return (await self._front.backend.branch(shop.branch.id)).as_of

    async def _free(
        self, request: Request, shop: Shop, service: Service, span: Span, now: datetime
    ) -> list[datetime]:
        """The starts within a span that can be booked, in order.

        Anybody may ask, so each week counts as a request, and lets others in between. TooBusy.
        """
        today = times.local_day(now, shop.own_zone)
        first = max(today, times.local_day(span.start, shop.own_zone))
        last = min(
            today + _ahead(service) * DAY, times.local_day(span.end, shop.own_zone)
        )
        found: list[datetime] = []
        while first <= last:
            days = min(_AT_ONCE, (last - first).days + 1)
            found += await self._starts(shop, service, first, days, now)
            first += days * DAY
            if first <= last:
                self._front.anybody(request)
                await asyncio.sleep(0)
        return [at for at in found if span.start <= at < span.end]

    async def _starts(
        self, shop: Shop, service: Service, first: date, days: int, now: datetime
    ) -> list[datetime]:
        backend, branch = self._front.backend, shop.branch.id
        if service.places:
            some = await backend.sessions(branch, service.id, first, days)
            starts = [one.start_at for one in some if one.free and one.start_at > now]
        else:
            asked = Wanted(branch, service.id)
            told = await backend.slots(asked, first, days)
            starts = [slot.start for day in told for slot in day.free]
        return [at for at in starts if times.is_plain(at, shop.zone)]

    async def _first(
        self, shop: Shop, service: Service, now: datetime
    ) -> datetime | None:
        backend, branch = self._front.backend, shop.branch.id
        today = times.local_day(now, shop.own_zone)
        if service.places:
            starts = await self._starts(shop, service, today, MOST_AHEAD, now)
            return min(starts, default=None)
        day = await backend.next_free(Wanted(branch, service.id))
        if day is None or day.day > today + timedelta(days=MOST_AHEAD):
            return None
        return next((slot.start for slot in day.free), None)


def _ahead(service: Service) -> int:
    """How many days from today it can be booked."""
    if service.places:
        return MOST_AHEAD - 1
    return service.booking.days_ahead if service.booking else 0


def _by_day(
    starts: Iterable[datetime], days: Iterable[date], shop: Shop
) -> list[wire.AvailableDay]:
    found: Mapping[date, tuple[list[str], list[str]]] = {day: ([], []) for day in days}
    for at in starts:
        halves = found.get(times.local_day(at, shop.zone))
        if halves:
            half = halves[0 if times.is_morning(at, shop.zone) else 1]
            clock = times.clock(at, shop.zone)
            if clock not in half:
                half.append(clock)
    return [
        wire.AvailableDay(
            date=day.isoformat(),
            is_available=bool(morning or afternoon),
            morning=morning,
            afternoon=afternoon,
        )
        for day, (morning, afternoon) in found.items()
    ]


def _nobody() -> Shop:
    raise unknown(NO_MERCHANT)
