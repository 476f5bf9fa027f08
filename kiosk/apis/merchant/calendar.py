"""The calendar of the merchant's staff."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis.merchant import query, times, wire
from kiosk.apis.merchant.faces import row_number
from kiosk.apis.merchant.front import Front
from kiosk.apis.merchant.language import asked_language
from kiosk.apis.merchant.rows import GONE, Rows
from kiosk.apis.merchant.shop import Shop
from kiosk.apis.merchant.times import DAY, Span
from kiosk.apis.merchant.translate import Translator
from kiosk.domain.customer import Customer, CustomerId
from kiosk.domain.reserving import MOST_A_PAGE
from kiosk.domain.sessions import GroupSession, SessionStatus
from kiosk.domain.ticket import Ticket
from kiosk.errors import NotFound, Reason, Refused

MOST_DAYS: Final = 92
"""Days of the calendar at once."""


class Calendar:
    """The handler of the one operation that lists bookings."""

    def __init__(self, front: Front) -> None:
        """`front` is shared with the dialect's other handlers."""
        self._front = front

    async def calendar_events(self, request: Request) -> Response:
        """List what lies wholly between `start` and `end`: a row for each participant.

        What was cancelled is left out.
        """
        caller = self._front.staff(request)
        span = query.asked_span(request, MOST_DAYS)
        language = asked_language(request)
        rows: list[wire.CalendarBooking] = []
        blocked: list[wire.BlockedTime] = []
        for shop in await self._front.shops(caller):
            said = Translator(shop, language, self._front.manners)
            rows += await self._rows(shop, said, span)
            blocked += _blocked(shop, said, span)
        rows.sort(key=lambda row: (row.from_date, row.id))
        blocked.sort(key=lambda one: one.from_date)
        return self._front.said(wire.Calendar(bookings=rows, blocked_times=blocked))

    async def _rows(
        self, shop: Shop, said: Translator, span: Span
    ) -> list[wire.CalendarBooking]:
        says = Rows(said, extended=self._front.manners.extended)
        tickets = await self._tickets(shop, span)
        known = await self._people(tickets)
        rows = [
            says.row(ticket, number, known.get(ticket.customer))
            for ticket in tickets
            if _session_of(ticket) is None and (number := row_number(ticket.id))
        ]
        for session in await self._sessions(shop, span):
            number = row_number(session.id)
            there = [
                (ticket, known.get(ticket.customer))
                for ticket in tickets
                if _session_of(ticket) == session.id
            ]
            rows += says.session_rows(session, number, there) if number else []
        return rows

    async def _tickets(self, shop: Shop, span: Span) -> list[Ticket]:
        """The appointments and places within a span that count, by start."""
        found: list[Ticket] = []
        for day in span.days(shop.own_zone, MOST_DAYS):
            found += await self._of_day(shop, day)
        within = [
            ticket
            for ticket in found
            if ticket.start_at
            and ticket.booking
            and ticket.status not in GONE
            and span.has(ticket.start_at, ticket.booking.end_at)
        ]
        return sorted(within, key=lambda ticket: (ticket.start_at, ticket.seq))

    async def _of_day(self, shop: Shop, day: date) -> list[Ticket]:
        """All of a local day, part by part."""
        found: list[Ticket] = []
        before = None
        while True:
            some = await self._front.booked.bookings(
                shop.branch.id, day, before=before, limit=MOST_A_PAGE
            )
            found += some.items
            if len(some.items) < MOST_A_PAGE:
                return found
            before = some.items[-1].seq

    async def _sessions(self, shop: Shop, span: Span) -> Sequence[GroupSession]:
        if not any(service.places for service in shop.branch.services):
            return ()
        days = [*span.days(shop.own_zone, MOST_DAYS)][:MOST_DAYS]
        try:
            some = await self._front.backend.sessions(
                shop.branch.id, None, days[0], len(days)
            )
        except Refused as error:
            if error.reason is not Reason.NOT_OFFERED:
                raise
            some = ()
        return [
            one
            for one in some
            if one.status is not SessionStatus.CANCELLED
            and span.has(one.start_at, one.end_at)
        ]

    async def _people(
        self, tickets: Iterable[Ticket]
    ) -> dict[CustomerId | None, Customer]:
        """Who they are, but for those who were forgotten since."""
        known: dict[CustomerId | None, Customer] = {}
        for customer in {ticket.customer for ticket in tickets if ticket.customer}:
            try:
                known[customer] = await self._front.backend.customer(customer)
            except NotFound:
                continue
        return known


def _session_of(ticket: Ticket) -> str | None:
    return ticket.booking.session if ticket.booking else None


def _blocked(shop: Shop, said: Translator, span: Span) -> list[wire.BlockedTime]:
    """Days that are closed for a reason of their own: a holiday, a move."""
    days = [
        wire.BlockedTime(
            id=int(f"{day:%Y%m%d}"),
            name=said.words(why),
            from_date=times.midnight(day, shop.own_zone),
            to_date=times.midnight(day + DAY, shop.own_zone),
            all_day=True,
        )
        for day in span.days(shop.own_zone, MOST_DAYS)
        if (why := shop.closed_for(day))
    ]
    return [one for one in days if span.has(one.from_date, one.to_date)]
