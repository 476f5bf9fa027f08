"""Bookings: made, and moved on from one status to another."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis import strict
from kiosk.apis.direct import json_body
from kiosk.apis.optimo import asked, people, times, translate, wire, words
from kiosk.apis.optimo.front import Front, json
from kiosk.domain.access import Caller
from kiosk.domain.branch import Branch, ServiceId
from kiosk.domain.customer import CustomerId
from kiosk.domain.events import Deed
from kiosk.domain.ports import Once
from kiosk.domain.serving import Task
from kiosk.domain.ticket import Draft, Placed, Status, Ticket
from kiosk.errors import Ambiguous, BadInput, KioskError, Reason, Refused, SlotTaken

_AT_COUNTER: Final = frozenset({Status.CALLED, Status.SERVING})


class Writes:
    """The handlers that change something."""

    def __init__(self, front: Front) -> None:
        """`front` is shared with the dialect's other handlers."""
        self._front = front

    async def book(self, request: Request) -> Response:
        """Book a time. Not twice for one `Idempotency-Key`, where there is one."""
        front = self._front
        caller = front.writer(request)
        body = await json_body(request)
        with front.gate.once(caller, request, body, required=False) as once:
            wanted = strict.asked(asked.BookingRequest, body, extra="ignore")
            branches = await front.branches(caller)
            branch = translate.find(wanted.service_id, wanted.branch_id, branches)
            draft = _draft(wanted, branch)
            starts = _starts(wanted, branch)
            person = await self._person(wanted)
            try:
                placed = await self._issue(draft, starts, person, once, caller)
            except Ambiguous:
                raise
            except KioskError:
                await self._forget(person)
                raise
            if placed.ticket.customer != person:
                await self._forget(person)
        headers = {"idempotent-replay": "true"} if placed.replayed else {}
        return await self._said(request, caller, placed.ticket, 201, headers)

    async def set_status(self, request: Request) -> Response:
        """Approve, cancel, complete a booking, or note that nobody came."""
        front = self._front
        caller = front.writer(request)
        body = await json_body(request)
        wish = strict.asked(asked.StatusRequest, body, extra="ignore")
        extended = front.manners.extended
        word = words.wanted(wish.status, extended=extended)
        ticket = await front.booking(caller, request)
        if words.words(extended=extended)[ticket.status] != word:
            ticket = await self._moved(ticket, word, caller.name)
        return await self._said(request, caller, ticket)

    async def _person(self, wanted: asked.BookingRequest) -> CustomerId:
        try:
            details = people.details(wanted.customer)
            return (await self._front.backend.add_customer(details)).id
        except BadInput as error:
            if any(name.startswith("customer") for name in error.fields):
                raise
            raise people.as_theirs(error) from error

    async def _forget(self, person: CustomerId) -> None:
        """Nothing is booked for them: not worth an error of its own."""
        with suppress(KioskError):
            await self._front.backend.forget_customer(person)

    async def _issue(
        self,
        draft: Draft,
        starts: list[datetime],
        person: CustomerId,
        once: Once | None,
        caller: Caller,
    ) -> Placed:
        """The first of the starts that can be had: a wall clock set back shows a time twice."""
        refusal: KioskError | None = None
        for start in starts:
            wish = replace(draft, start=start, customer=person)
            try:
                return await self._front.backend.issue(wish, once, caller.name)
            except SlotTaken as error:
                refusal = error
            except BadInput as error:
                if "start" not in error.fields:
                    raise
                refusal = _no_slot()
        raise refusal or _no_slot()

    async def _moved(self, ticket: Ticket, word: str, actor: str) -> Ticket:
        """The ticket once it has another word. Refused, as for one that is over; BadInput on
        `status`."""
        backend = self._front.backend
        match word:
            case words.CANCELLED:
                return (await backend.cancel(ticket.id, actor)).ticket
            case words.CHECKED_IN:
                return (await backend.check_in(ticket.id, ticket.branch, actor)).ticket
            case words.NO_SHOW:
                self._check_begun(ticket)
                return (await backend.do(ticket.id, Task(Deed.NO_SHOW), actor)).ticket
            case words.COMPLETED:
                self._check_begun(ticket)
                if ticket.status in _AT_COUNTER:
                    done = await backend.do(ticket.id, Task(Deed.FINISH), actor)
                    return done.ticket
                return await self._front.booked.complete(ticket.id, actor)
        raise Refused(detail=f"{ticket.number}: {word} is nothing to be done here")

    def _check_begun(self, ticket: Ticket) -> None:
        """BadInput before the start, unless the person is here."""
        start = ticket.start_at
        is_to_come = ticket.status in (Status.BOOKED, Status.REQUESTED)
        if is_to_come and start and start > self._front.now():
            raise BadInput(fields={"status": "is not before the booking begins"})

    async def _said(
        self,
        request: Request,
        caller: Caller,
        ticket: Ticket,
        status: int = 200,
        headers: dict[str, str] | None = None,
    ) -> Response:
        data = await self._front.told(caller, ticket)
        said = wire.BookingEnvelope(data=data, meta=self._front.meta(request))
        return json(said, status, headers)


def _draft(wanted: asked.BookingRequest, branch: Branch) -> Draft:
    service = ServiceId(wanted.service_id)
    return Draft(
        branch=branch.id,
        service=service,
        locale=branch.default_locale,
        source="optimo",
        staff=translate.asked_staff(branch, service, wanted.staff_id),
    )


def _starts(wanted: asked.BookingRequest, branch: Branch) -> list[datetime]:
    """BadInput on a day or a time that there is none of."""
    day = times.day(wanted.date)
    zone = ZoneInfo(branch.zone)
    if translate.is_beyond(day):
        raise BadInput(fields={"date": "is beyond all calendars"})
    return list(times.instants(day, wanted.start_time, zone))


def _no_slot() -> BadInput:
    problem = "is not one of the service's times"
    return BadInput(Reason.VALIDATION, fields={"startTime": problem})
