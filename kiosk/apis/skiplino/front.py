"""What every handler of the dialect stands on: who asks, whose it is, and how it is said."""

from collections.abc import Sequence
from typing import Final

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis.descriptions import Descriptions
from kiosk.apis.direct import asked_locale
from kiosk.apis.gate import Gate
from kiosk.apis.ids import ID_ALONE
from kiosk.apis.language import spoken
from kiosk.apis.skiplino import translate, wire
from kiosk.apis.skiplino.manners import Manners
from kiosk.apis.skiplino.people import Reference
from kiosk.apis.skiplino.refusals import Say, refused
from kiosk.apis.skiplino.sentences import UNKNOWN_VALUE
from kiosk.domain.access import DIALECTS, Caller, Role
from kiosk.domain.branch import Branch
from kiosk.domain.customer import Customer, CustomerId
from kiosk.domain.ports import Backend
from kiosk.domain.ticket import Placed, Ticket, TicketId
from kiosk.errors import BadInput, KioskError, NotFound

_TRUSTED: Final = frozenset({Role.SECRET})


class Front:
    """A backend behind a gate, and the manners of this server."""

    def __init__(
        self, backend: Backend, gate: Gate, say: Say, manners: Manners
    ) -> None:
        """`say` gives the customer's sentence for a reason in a language."""
        self.backend, self.gate, self.manners = backend, gate, manners
        self._say = say
        self._described = Descriptions(backend)

    def anybody(self, request: Request) -> Caller:
        """Who asks, with a key of either kind. Denied, TooBusy."""
        return self.gate.admit(request, DIALECTS)

    def trusted(self, request: Request) -> Caller:
        """Who asks, with a secret key. Denied, TooBusy."""
        return self.gate.admit(request, _TRUSTED)

    def refused(self, error: KioskError, request: Request) -> Response:
        """An error in the language asked for."""
        return refused(error, asked_locale(request) or "en", self._say)

    def refused_at(
        self, error: KioskError, branch: Branch, locale: str | None
    ) -> Response:
        """An error in a language of the branch."""
        return refused(error, spoken(branch, locale), self._say)

    def sentence(self, error: KioskError, branch: Branch, locale: str | None) -> str:
        """What a customer is told of an error."""
        return self._say(spoken(branch, locale), error.reason)

    async def branches(self, caller: Caller) -> Sequence[Branch]:
        """What the branches offer that a key is good for."""
        everything = await self._described.all()
        return [b for b in everything if caller.branch in (None, b.id)]

    async def branch_of(self, ticket: Ticket) -> Branch:
        """What a ticket's branch offers."""
        return await self._described.of(ticket.branch)

    async def ticket(self, caller: Caller, request: Request) -> tuple[Placed, Branch]:
        """The ticket of the path, and its branch. NotFound."""
        given = str(request.path_params["id"])
        if not ID_ALONE.fullmatch(given):
            raise NotFound(detail="no such id")
        placed = await self.backend.ticket(TicketId(given))
        if caller.branch not in (None, placed.ticket.branch):
            raise NotFound(detail="no such ticket")
        return placed, await self.branch_of(placed.ticket)

    async def customer(self, wanted: Reference) -> Customer:
        """Who is meant. BadInput on the member that names nobody."""
        try:
            if wanted.id is not None:
                return await self.backend.customer(CustomerId(wanted.id))
            return await self.backend.customer_called(wanted.external_id or "")
        except NotFound as error:
            raise BadInput(fields={wanted.member: UNKNOWN_VALUE}) from error

    async def person(self, caller: Caller, ticket: Ticket) -> wire.Named | None:
        """Whose ticket it is, as far as the caller may know.

        An external id can be guessed, and a public key is in everybody's hands: it reads no names
        unless the settings say so.
        """
        if ticket.customer is None:
            return None
        if caller.role is Role.PUBLIC and not self.manners.public_names:
            return wire.Named(id=ticket.customer, name="")
        try:
            known = await self.backend.customer(ticket.customer)
        except NotFound:
            return None
        return wire.Named(id=known.id, name=known.name)

    async def ticket_to_wire(
        self, caller: Caller, placed: Placed, branch: Branch, locale: str | None
    ) -> wire.Ticket:
        """A ticket as the caller may see it."""
        person = await self.person(caller, placed.ticket)
        return translate.ticket_to_wire(placed, branch, locale, self.manners, person)


def json(
    said: BaseModel, status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    """A success."""
    body = said.model_dump_json()
    return Response(body, status, headers, media_type="application/json")
