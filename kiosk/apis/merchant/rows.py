"""Bookings and sessions in the merchant API's words: as their customer reads them, and as rows of
the calendar."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from kiosk.apis.merchant import wire
from kiosk.apis.merchant.faces import place_number
from kiosk.apis.merchant.people import names
from kiosk.apis.merchant.translate import NO_PRICE, PRICE_TYPE, Translator
from kiosk.domain.branch import ServiceId
from kiosk.domain.customer import Customer
from kiosk.domain.sessions import GroupSession, SessionStatus
from kiosk.domain.ticket import Care, Status, Ticket

STATUS: Final[Mapping[Status, str]] = {
    Status.REQUESTED: "booked",
    Status.BOOKED: "confirmed",
    Status.WAITING: "confirmed",
    Status.CALLED: "confirmed",
    Status.SERVING: "confirmed",
    Status.PARKED: "confirmed",
    Status.SERVED: "completed",
    Status.NO_SHOW: "no-show",
    Status.CANCELLED: "cancelled",
    Status.EXPIRED: "cancelled",
    Status.UNKNOWN: "confirmed",
}
"""Only words of the reference; it has none for somebody who is there."""

OF_A_SESSION: Final[Mapping[SessionStatus, str]] = {
    SessionStatus.PLANNED: "confirmed",
    SessionStatus.STARTED: "confirmed",
    SessionStatus.FINISHED: "completed",
    SessionStatus.CANCELLED: "cancelled",
}

GONE: Final = frozenset({Status.CANCELLED, Status.EXPIRED})
"""Who has no place any more."""

_COLOUR: Final = "#4f46e5"

Present = Iterable[tuple[Ticket, Customer | None]]
"""Tickets, each with whose it is as far as that is known."""


class Rows:
    """Says which bookings a location has, in one language."""

    def __init__(self, said: Translator, *, extended: bool) -> None:
        """`extended`: with the members that only newer clients know."""
        self._said, self._extended = said, extended

    def booking(self, ticket: Ticket, start: datetime, end: datetime) -> wire.Booking:
        """A customer's booking, or a customer's place in a session."""
        told = self._booking(ticket.service, start, end)
        return self._standing(told, STATUS[ticket.status])

    def session(self, session: GroupSession) -> wire.Booking:
        """A session as its staff read it."""
        told = self._booking(session.service, session.start_at, session.end_at)
        return self._standing(told, OF_A_SESSION[session.status])

    def row(
        self, ticket: Ticket, number: int, who: Customer | None
    ) -> wire.CalendarBooking:
        """An appointment in the calendar."""
        start = ticket.start_at or ticket.joined_at
        end = ticket.booking.end_at if ticket.booking else start
        row = self._row(ticket.service, number, start, end)
        series = ticket.booking.series if ticket.booking else None
        more = self._more(ticket.service, STATUS[ticket.status], "appointment", 1)
        note = (ticket.care or Care()).note
        more = {"merchant_note": note, **more, **self._recurs(series)}
        return row.model_copy(update={**more, **_person(ticket, who)})

    def session_rows(
        self, session: GroupSession, number: int, present: Present
    ) -> list[wire.CalendarBooking]:
        """A session in the calendar: a row for each participant, or one for nobody."""
        base = self._row(session.service, number, session.start_at, session.end_at)
        base = base.model_copy(update={"merchant_note": session.note})
        kind = "class" if session.series else "event"

        def row(word: str, person: Mapping[str, Any]) -> wire.CalendarBooking:
            more = self._more(session.service, word, kind, session.most)
            recurs = self._recurs(session.series)
            return base.model_copy(update={**more, **recurs, **person})

        rows = [
            row(STATUS[ticket.status], _person(ticket, who)) for ticket, who in present
        ]
        return rows or [row(OF_A_SESSION[session.status], {})]

    def _row(
        self, service: ServiceId, number: int, start: datetime, end: datetime
    ) -> wire.CalendarBooking:
        return wire.CalendarBooking(
            id=number,
            from_date=start,
            to_date=end,
            service_name=self._said.service_name(service),
            service_color=_COLOUR,
            service_duration=round((end - start).total_seconds() / 60),
            price=NO_PRICE,
            cost=NO_PRICE,
        )

    def _more(
        self, service: ServiceId, word: str, kind: str, most: int
    ) -> dict[str, Any]:
        if not self._extended:
            return {}
        return {
            "service_id": place_number(service),
            "booking_status": word,
            "booking_type": kind,
            "max_participants": most,
        }

    def _recurs(self, series: str | None) -> dict[str, Any]:
        return {"is_recurring": series is not None} if self._extended else {}

    def _booking(
        self, service: ServiceId, start: datetime, end: datetime
    ) -> wire.Booking:
        return wire.Booking(
            from_date=start,
            to_date=end,
            service_name=self._said.service_name(service),
            cancel_deadline=self._said.cancel_until(service),
            formatted_location=self._said.place,
            price=NO_PRICE,
            price_type=PRICE_TYPE,
            merchant_name=self._said.title,
        )

    def _standing(self, told: wire.Booking, word: str) -> wire.Booking:
        more: dict[str, Any] = {"is_cancelled": word == "cancelled"}
        if self._extended:
            more["status"] = word
        return told.model_copy(update=more)


def _person(ticket: Ticket, who: Customer | None) -> dict[str, Any]:
    said = {"customer_note": (ticket.care or Care()).said}
    if who is None:
        return said
    first, last = names(who.name)
    return {
        **said,
        "first_name": first,
        "last_name": last,
        "phone_number": who.phone,
    }
