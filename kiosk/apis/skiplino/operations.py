"""Each operation of the Skiplino dialect as a documented route, and what is none."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Route
from starlette.types import Receive, Scope, Send

from kiosk.apis import document
from kiosk.apis.direct import Direct, Handler, answering
from kiosk.apis.skiplino import wire
from kiosk.apis.skiplino.refusals import MESSAGE, envelope
from kiosk.errors import KioskError

_READS: Final = (401, 413, 422, 429, 503)
_BOOKS: Final = (400, *_READS, 409, 415)
_CANCELS: Final = (*_READS, 409)

_LANGUAGE: Final = document.language("header", "X-Locale")
_TICKET: Final = document.identifier("id", "Ticket id.")
_BRANCH: Final = document.identifier("branchId", "Branch id.")


class Operations:
    """Makes the routes. Only those under the published prefix are in the document."""

    def __init__(self, refuse: Callable[[KioskError, Request], Response]) -> None:
        """`refuse` turns an error into an answer."""
        self._refuse = refuse

    def book(self, prefix: str, handler: Handler) -> Direct:
        """POST tickets/book."""
        return self._route(
            ("POST", f"{prefix}/tickets/book"),
            handler,
            (wire.TicketEnvelope, 201),
            _BOOKS,
            [_LANGUAGE, document.idempotency_key(required=False)],
            document.body(wire.BookRequest, closed=False),
        )

    def ticket(self, prefix: str, handler: Handler) -> Direct:
        """GET a ticket."""
        where = f"{prefix}/tickets/{{id}}"
        said = (wire.TicketEnvelope, 200)
        return self._route(("GET", where), handler, said, _READS, [_TICKET, _LANGUAGE])

    def cancel(self, prefix: str, handler: Handler) -> Direct:
        """POST a ticket's cancel."""
        return self._route(
            ("POST", f"{prefix}/tickets/{{id}}/cancel"),
            handler,
            (wire.TicketEnvelope, 200),
            _CANCELS,
            [_TICKET, _LANGUAGE],
        )

    def branches(self, prefix: str, handler: Handler) -> Direct:
        """GET the branches."""
        where = f"{prefix}/branches"
        said = (wire.BranchesEnvelope, 200)
        return self._route(("GET", where), handler, said, _READS, [_LANGUAGE])

    def tree(self, prefix: str, handler: Handler) -> Direct:
        """GET a branch's tree."""
        where = f"{prefix}/branches/{{branchId}}/tree"
        said = (wire.TreeEnvelope, 200)
        return self._route(("GET", where), handler, said, _READS, [_BRANCH, _LANGUAGE])

    def _route(
        self,
        where: tuple[str, str],
        handler: Handler,
        said: tuple[type[BaseModel], int],
        errors: Sequence[int],
        parameters: Sequence[Mapping[str, Any]],
        body: dict[str, Any] | None = None,
    ) -> Direct:
        method, path = where
        model, status = said
        published = path.startswith("/external/")
        return Direct(
            path,
            answering(handler, self._refuse),
            methods=[method],
            name=f"skiplino {handler.__name__}",
            operation_id=f"skiplino_{handler.__name__}",
            tags=["skiplino"],
            status_code=status,
            include_in_schema=published,
            response_model=model,
            response_class=Response,
            responses={
                code: {"model": wire.ErrorEnvelope, "description": MESSAGE[code]}
                for code in sorted(errors)
            },
            openapi_extra=document.extras([dict(one) for one in parameters], body),
        )


def elsewhere(offered: Sequence[BaseRoute], places: Sequence[str]) -> list[Route]:
    """Routes for every other path in `places`: 404 or 405 in the envelope, whatever the method."""
    nothing = _Nothing(offered)
    return [
        Route(path, nothing, include_in_schema=False)
        for place in places
        for path in (place, f"{place}/{{rest:path}}")
    ]


class _Nothing:
    """What is not offered."""

    def __init__(self, offered: Sequence[BaseRoute]) -> None:
        self._offered = offered

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Say that it is the wrong method, or nothing at all."""
        methods = {
            method
            for route in self._offered
            if isinstance(route, Route) and route.matches(scope)[0] is Match.PARTIAL
            for method in route.methods or ()
        }
        if methods:
            if "GET" in methods:
                methods.add("HEAD")
            allow = {"allow": ", ".join(sorted(methods))}
            response = envelope(405, None, allow)
        else:
            response = envelope(404, "There is nothing here.")
        await response(scope, receive, send)
