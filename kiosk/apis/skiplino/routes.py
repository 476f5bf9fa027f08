"""The Skiplino dialect over any Backend: branches, tree, walk-in tickets.

Unknown ids are 422 everywhere, also where an id stands in the path: the published page of *cancel*
lists 422 and no 404. What is not offered, such as slots and customers, is a 404 in the envelope.
"""

from collections.abc import Sequence

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from kiosk.apis import strict
from kiosk.apis.descriptions import Descriptions
from kiosk.apis.direct import asked_locale, json_body
from kiosk.apis.gate import Gate
from kiosk.apis.ids import ID_ALONE
from kiosk.apis.language import spoken
from kiosk.apis.skiplino import translate, wire
from kiosk.apis.skiplino.operations import Operations, elsewhere
from kiosk.apis.skiplino.refusals import SENTENCES, Say, refused
from kiosk.apis.skiplino.voice import ALIAS, PLACES, PREFIX
from kiosk.domain.access import DIALECTS, Caller
from kiosk.domain.branch import Branch, BranchId, BranchState
from kiosk.domain.ports import Backend
from kiosk.domain.ticket import Placed, TicketId
from kiosk.errors import BadInput, KioskError, NotFound, Refused


def routes(backend: Backend, gate: Gate, say: Say) -> Sequence[BaseRoute]:
    """The routes under /external/v1 and their aliases under /v1.

    `say` gives the customer's sentence for a reason in a language; an unknown language is its to
    fall back from.
    """
    here = _Skiplino(backend, gate, say)
    operations = Operations(here.refused)
    offered = [
        route
        for prefix in (PREFIX, ALIAS)
        for route in (
            operations.book(prefix, here.book),
            operations.ticket(prefix, here.ticket),
            operations.cancel(prefix, here.cancel),
            operations.branches(prefix, here.branches),
            operations.tree(prefix, here.tree),
        )
    ]
    return [*offered, *elsewhere(offered, PLACES)]


class _Skiplino:
    """The handlers, one a route."""

    def __init__(self, backend: Backend, gate: Gate, say: Say) -> None:
        self._backend, self._gate, self._say = backend, gate, say
        self._described = Descriptions(backend)

    def refused(self, error: KioskError, request: Request) -> Response:
        """An error in the language asked for."""
        return refused(error, asked_locale(request) or "en", self._say)

    async def book(self, request: Request) -> Response:
        """Book a ticket: the next walk-in number. An appointment is refused as a wrong value."""
        caller = self._gate.admit(request, DIALECTS)
        body = await json_body(request)
        locale = asked_locale(request)
        with self._gate.once(caller, request, body, required=False) as once:
            asked = strict.asked(
                wire.BookRequest, body, extra="ignore", sentences=SENTENCES
            )
            translate.refuse_what_is_not_offered(asked)
            branch = translate.find(asked, await self._own(caller))
            draft = translate.draft_from_wire(asked, branch, locale)
            try:
                placed = await self._backend.issue(draft, once, caller.name)
            except Refused as error:
                return refused(error, spoken(branch, locale), self._say)
        headers = {"idempotent-replay": "true"} if placed.replayed else {}
        said = _ticket("Ticket booked successfully.", placed, branch, locale)
        return _json(said, 201, headers)

    async def ticket(self, request: Request) -> Response:
        """Fetch a ticket. `queueSize` and `waitingTime` are there while it waits."""
        caller = self._gate.admit(request, DIALECTS)
        placed, branch = await self._found(caller, request)
        locale = asked_locale(request)
        return _json(_ticket("Ticket fetched successfully.", placed, branch, locale))

    async def cancel(self, request: Request) -> Response:
        """Cancel a ticket that waits; any other is a conflict."""
        caller = self._gate.admit(request, DIALECTS)
        found, branch = await self._found(caller, request)
        locale = asked_locale(request)
        try:
            done = await self._backend.cancel(found.ticket.id, caller.name)
        except Refused as error:
            return refused(error, spoken(branch, locale), self._say)
        return _json(_ticket("Ticket cancelled successfully.", done, branch, locale))

    async def branches(self, request: Request) -> Response:
        """List active branches."""
        caller = self._gate.admit(request, DIALECTS)
        locale = asked_locale(request)
        data = [
            translate.branch_to_wire(state, locale)
            for state in await self._backend.branches()
            if caller.branch in (None, state.branch.id)
        ]
        message = "Branches fetched successfully."
        return _json(wire.BranchesEnvelope(message=message, data=data))

    async def tree(self, request: Request) -> Response:
        """Get a branch's groups and services."""
        caller = self._gate.admit(request, DIALECTS)
        state = await self._state(caller, str(request.path_params["branchId"]))
        data = translate.tree_to_wire(state, asked_locale(request))
        message = "Service tree fetched successfully."
        return _json(wire.TreeEnvelope(message=message, data=data))

    async def _state(self, caller: Caller, given: str) -> BranchState:
        unknown = BadInput(fields={"branchId": translate.UNKNOWN_VALUE})
        if not ID_ALONE.fullmatch(given) or caller.branch not in (None, given):
            raise unknown
        try:
            return await self._backend.branch(BranchId(given))
        except NotFound as error:
            raise unknown from error

    async def _own(self, caller: Caller) -> Sequence[Branch]:
        everything = await self._described.all()
        return [b for b in everything if caller.branch in (None, b.id)]

    async def _found(self, caller: Caller, request: Request) -> tuple[Placed, Branch]:
        """The ticket of the path, and its branch. NotFound."""
        given = str(request.path_params["id"])
        if not ID_ALONE.fullmatch(given):
            raise NotFound(detail="no such id")
        placed = await self._backend.ticket(TicketId(given))
        if caller.branch not in (None, placed.ticket.branch):
            raise NotFound(detail="no such ticket")
        return placed, await self._described.of(placed.ticket.branch)


def _ticket(
    message: str, placed: Placed, branch: Branch, locale: str | None
) -> wire.TicketEnvelope:
    data = translate.ticket_to_wire(placed, branch, locale)
    return wire.TicketEnvelope(message=message, data=data)


def _json(
    said: BaseModel, status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    body = said.model_dump_json()
    return Response(body, status, headers, media_type="application/json")
