"""Tickets: booked with and without a time, looked up, cancelled, moved."""

from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis import strict
from kiosk.apis.direct import asked_locale, json_body
from kiosk.apis.skiplino import asked, people, times, translate, wire
from kiosk.apis.skiplino.front import Front, json
from kiosk.apis.skiplino.refusals import envelope, not_found
from kiosk.apis.skiplino.sentences import (
    NO_SUCH_TICKET,
    NOT_MOVABLE,
    NOT_THEIRS,
    SENTENCES,
)
from kiosk.domain.access import Caller
from kiosk.domain.branch import Branch
from kiosk.domain.customer import CustomerId
from kiosk.domain.ticket import Placed
from kiosk.errors import BadInput, NotFound, Refused


class Tickets:
    """The handlers of the four operations with tickets."""

    def __init__(self, front: Front) -> None:
        """`front` is shared with the dialect's other handlers."""
        self._front = front

    async def book(self, request: Request) -> Response:
        """Book a ticket: the next walk-in number or, with a `time`, an appointment."""
        front = self._front
        caller = front.anybody(request)
        body = await json_body(request)
        locale = asked_locale(request)
        with front.gate.once(caller, request, body, required=False) as once:
            wanted = strict.asked(
                asked.BookRequest, body, extra="ignore", sentences=SENTENCES
            )
            start = None if wanted.time is None else times.instant(wanted.time)
            branch = translate.find(wanted, await front.branches(caller))
            customer = await self._customer(wanted, start)
            draft = translate.draft_from_wire(wanted, branch, locale, start, customer)
            try:
                placed = await front.backend.issue(draft, once, caller.name)
            except (Refused, BadInput) as error:
                return front.refused_at(times.as_wrong(error), branch, locale)
        headers = {"idempotent-replay": "true"} if placed.replayed else {}
        what = "Ticket" if start is None else "Appointment"
        message = f"{what} booked successfully."
        return await self._said(
            message, caller, placed, branch, locale, status=201, headers=headers
        )

    async def ticket(self, request: Request) -> Response:
        """Fetch a ticket. `queueSize` and `waitingTime` are there while it waits."""
        front = self._front
        caller = front.anybody(request)
        try:
            placed, branch = await front.ticket(caller, request)
        except NotFound:
            return not_found("id", front.manners.unknown_ticket, NO_SUCH_TICKET)
        message = "Ticket fetched successfully."
        return await self._said(message, caller, placed, branch, asked_locale(request))

    async def cancel(self, request: Request) -> Response:
        """Cancel a ticket that waits or is to come; any other is a conflict."""
        front = self._front
        caller = front.anybody(request)
        found, branch = await front.ticket(caller, request)
        locale = asked_locale(request)
        try:
            done = await front.backend.cancel(found.ticket.id, caller.name)
        except Refused as error:
            return front.refused_at(error, branch, locale)
        message = "Ticket cancelled successfully."
        return await self._said(message, caller, done, branch, locale)

    async def change_time(self, request: Request) -> Response:
        """Move an appointment of a customer's; number and status stay on the same day."""
        front = self._front
        caller = front.anybody(request)
        body = await json_body(request)
        locale = asked_locale(request)
        wanted = strict.asked(
            asked.ChangeTimeRequest, body, extra="ignore", sentences=SENTENCES
        )
        start = times.instant(wanted.time)
        found, branch = await front.ticket(caller, request)
        await self._check_theirs(wanted, found)
        if not translate.may_move(found.ticket, front.manners):
            raise BadInput(fields={"id": NOT_MOVABLE})
        try:
            moved = await front.backend.reschedule(found.ticket.id, start, caller.name)
        except NotFound:
            return envelope(404, NO_SUCH_TICKET)
        except (Refused, BadInput) as error:
            wrong = times.as_wrong(error)
            if isinstance(wrong, BadInput):
                raise wrong from error
            return envelope(400, front.sentence(wrong, branch, locale))
        message = "Ticket updated successfully."
        return await self._said(message, caller, moved, branch, locale)

    async def _customer(
        self, wanted: asked.BookRequest, start: datetime | None
    ) -> CustomerId | None:
        """Who it is for. BadInput when nobody is, or two may be, and when they are unknown."""
        meant = people.exactly_one(wanted, needed=start is not None)
        return (await self._front.customer(meant)).id if meant else None

    async def _check_theirs(
        self, wanted: asked.ChangeTimeRequest, found: Placed
    ) -> None:
        """BadInput when somebody else is named than whose appointment it is."""
        meant = people.exactly_one(wanted, needed=True)
        if meant and (await self._front.customer(meant)).id != found.ticket.customer:
            raise BadInput(fields={meant.member: NOT_THEIRS})

    async def _said(
        self,
        message: str,
        caller: Caller,
        placed: Placed,
        branch: Branch,
        locale: str | None,
        *,
        status: int = 200,
        headers: dict[str, str] | None = None,
    ) -> Response:
        data = await self._front.ticket_to_wire(caller, placed, branch, locale)
        return json(wire.TicketEnvelope(message=message, data=data), status, headers)
