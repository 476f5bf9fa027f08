"""What every handler of the dialect stands on: who asks, for which site, and how it is said."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis.descriptions import Descriptions
from kiosk.apis.gate import Gate
from kiosk.apis.ids import ID_ALONE
from kiosk.apis.optimo import refusals, translate, wire
from kiosk.apis.optimo.manners import Manners
from kiosk.apis.optimo.people import customer_to_wire
from kiosk.domain.access import DIALECTS, Caller, Role
from kiosk.domain.branch import Branch
from kiosk.domain.ports import Backend, Clock
from kiosk.domain.reserving import Booked
from kiosk.domain.ticket import Ticket
from kiosk.errors import KioskError, NotFound

_WRITERS: Final = frozenset({Role.SECRET})
"""Whose keys have the scope booking:write; booking:read has every key of a dialect."""

_KEY: Final = b"x-api-key"
_BEARER: Final = b"authorization"

Plan = Callable[[str], None]
"""Counts a call of a key; TooBusy beyond what its plan allows."""


class Front:
    """A backend behind a gate, and the manners of this server."""

    def __init__(
        self,
        backend: Backend,
        booked: Booked,
        gate: Gate,
        clock: Clock,
        manners: Manners,
        plan: Plan,
    ) -> None:
        """`booked` is asked for lists, and told who came."""
        self.backend, self.booked, self.gate = backend, booked, gate
        self.manners = manners
        self._clock, self._plan = clock, plan
        self._described = Descriptions(backend)

    def now(self) -> datetime:
        """The present instant."""
        return self._clock.now()

    def reader(self, request: Request) -> Caller:
        """Who asks, with the scope booking:read. Denied, TooBusy."""
        caller = self.gate.admit(with_bearer(request), DIALECTS)
        self._plan(caller.id)
        return caller

    def writer(self, request: Request) -> Caller:
        """Who asks, with the scope booking:write. Denied, TooBusy; NotFound (site)."""
        caller = self.gate.admit(with_bearer(request), _WRITERS)
        self._plan(caller.id)
        self._check_site(request)
        return caller

    def site_reader(self, request: Request) -> Caller:
        """As `reader`, of the site in the path. NotFound."""
        caller = self.reader(request)
        self._check_site(request)
        return caller

    def _check_site(self, request: Request) -> None:
        if request.path_params["siteId"] != self.manners.site:
            raise NotFound(detail="no such site")

    async def branches(self, caller: Caller) -> Sequence[Branch]:
        """What the branches offer that a key is good for."""
        everything = await self._described.all()
        return [b for b in everything if caller.branch in (None, b.id)]

    async def booking(self, caller: Caller, request: Request) -> Ticket:
        """The appointment of the path. NotFound."""
        given = translate.ticket_id(str(request.path_params["bookingId"]))
        if not ID_ALONE.fullmatch(given):
            raise NotFound(detail="no such booking")
        ticket = (await self.backend.ticket(given)).ticket
        if ticket.start_at is None or caller.branch not in (None, ticket.branch):
            raise NotFound(detail="no such booking")
        return ticket

    async def told(self, caller: Caller, ticket: Ticket) -> wire.Booking:
        """An appointment as the caller may see it."""
        branch = await self._described.of(ticket.branch)
        person = await self._person(caller, ticket)
        return translate.booking_to_wire(ticket, branch, person, self.manners)

    async def _person(self, caller: Caller, ticket: Ticket) -> Mapping[str, Any]:
        """Whose it is. A public key is in everybody's hands and reads nobody's name."""
        hidden = caller.role is Role.PUBLIC and not self.manners.public_names
        if ticket.customer is None or hidden:
            return {}
        try:
            return customer_to_wire(await self.backend.customer(ticket.customer))
        except NotFound:
            return {}

    def meta(self, request: Request) -> wire.Meta:
        """What every answer says of itself."""
        return refusals.meta(request, self.now())

    def refused(self, error: KioskError, request: Request) -> Response:
        """An error as an answer."""
        return refusals.refused(error, request, self.now(), self.manners.conflict)

    def missing(
        self, request: Request, status: int, headers: Mapping[str, str]
    ) -> Response:
        """What is not offered."""
        return refusals.envelope(request, self.now(), status, headers=headers)


def with_bearer(request: Request) -> Request:
    """The request with its `X-Api-Key` where the gate looks for keys. It beats a bearer token."""
    key = request.headers.get(_KEY.decode())
    if key is None:
        return request
    headers = [pair for pair in request.scope["headers"] if pair[0] != _BEARER]
    bearer = (_BEARER, b"Bearer " + key.encode("latin-1"))
    return Request({**request.scope, "headers": [*headers, bearer]})


def json(
    said: BaseModel, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """A success."""
    body = said.model_dump_json()
    return Response(body, status, dict(headers or {}), media_type="application/json")
