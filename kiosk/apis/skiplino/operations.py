"""The operations of the Skiplino dialect as a table, and a documented route for each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis import document
from kiosk.apis.direct import Direct, Handler, answering
from kiosk.apis.skiplino import asked, wire
from kiosk.apis.skiplino.refusals import MESSAGE
from kiosk.errors import KioskError

_ALWAYS: Final = (401, 413, 422, 429, 503)
_WITH_BODY: Final = (*_ALWAYS, 415)

_LANGUAGE: Final = document.language("header", "X-Locale")


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: where it is, what it answers, what it is asked with."""

    method: str
    path: str
    answer: type[BaseModel]
    status: int = 200
    errors: Sequence[int] = _ALWAYS
    parameters: Sequence[document.Schema] = ()
    body: type[BaseModel] | None = None


def _query(name: str, about: str, **schema: Any) -> document.Schema:
    return document.parameter(name, "query", about, schema)


def _pages(most: int) -> Sequence[document.Schema]:
    return (
        _query("page", "From 1 up; 1 by itself.", type="integer", minimum=1),
        _query("limit", "10 by itself.", type="integer", minimum=1, maximum=most),
    )


_TICKET: Final = document.identifier("id", "Ticket id.")
_WHO: Final = (
    _query("id", "Customer id; wins over `externalId`.", type="string"),
    _query("externalId", "Your own id of the customer.", type="string"),
)
_DATE: Final = _query(
    "date", "Not before today, which it is by itself.", type="string", format="date"
)

OFFERED: Final[Mapping[str, Operation]] = {
    "book": Operation(
        "POST",
        "/tickets/book",
        wire.TicketEnvelope,
        201,
        (400, 409, *_WITH_BODY),
        (_LANGUAGE, document.idempotency_key(required=False)),
        asked.BookRequest,
    ),
    "ticket": Operation(
        "GET",
        "/tickets/{id}",
        wire.TicketEnvelope,
        errors=(404, *_ALWAYS),
        parameters=(_TICKET, _LANGUAGE),
    ),
    "cancel": Operation(
        "POST",
        "/tickets/{id}/cancel",
        wire.TicketEnvelope,
        errors=(409, *_ALWAYS),
        parameters=(_TICKET, _LANGUAGE),
    ),
    "change_time": Operation(
        "POST",
        "/tickets/{id}/change-time",
        wire.TicketEnvelope,
        errors=(400, 404, *_WITH_BODY),
        parameters=(_TICKET, _LANGUAGE),
        body=asked.ChangeTimeRequest,
    ),
    "branches": Operation(
        "GET", "/branches", wire.BranchesEnvelope, parameters=(_LANGUAGE,)
    ),
    "tree": Operation(
        "GET",
        "/branches/{branchId}/tree",
        wire.TreeEnvelope,
        parameters=(document.identifier("branchId", "Branch id."), _LANGUAGE),
    ),
    "slots": Operation(
        "GET",
        "/services/{id}/slots",
        wire.SlotsEnvelope,
        parameters=(document.identifier("id", "Service id."), _DATE, _LANGUAGE),
    ),
    "create_customer": Operation(
        "POST",
        "/customers/create",
        wire.CustomerEnvelope,
        201,
        _WITH_BODY,
        (_LANGUAGE,),
        asked.CustomerRequest,
    ),
    "customers": Operation(
        "GET",
        "/customers/getAll",
        wire.CustomersEnvelope,
        parameters=(*_pages(100), _LANGUAGE),
    ),
    "customer": Operation(
        "GET",
        "/customers/getOne",
        wire.CustomerEnvelope,
        parameters=(*_WHO, _LANGUAGE),
    ),
    "update_customer": Operation(
        "PUT",
        "/customers/update",
        wire.CustomerEnvelope,
        errors=(404, *_WITH_BODY),
        parameters=(_LANGUAGE,),
        body=asked.UpdateRequest,
    ),
    "delete_customer": Operation(
        "DELETE",
        "/customers/delete",
        wire.NothingEnvelope,
        parameters=(*_WHO, _LANGUAGE),
    ),
    "customer_tickets": Operation(
        "GET",
        "/customers/tickets",
        wire.TicketsEnvelope,
        errors=(404, *_ALWAYS),
        parameters=(*_WHO, *_pages(10), _LANGUAGE),
    ),
}
"""All of them, by the name of the handler."""


def route(
    prefix: str, handler: Handler, refuse: Callable[[KioskError, Request], Response]
) -> Direct:
    """The route of a handler, which is called as its operation. `refuse` answers an error.

    Only those under the published prefix are in the document; describing the others as well
    would only make the server start later.
    """
    name = handler.__name__
    operation = OFFERED[name]
    published = prefix.startswith("/external/")
    return Direct(
        f"{prefix}{operation.path}",
        answering(handler, refuse),
        methods=[operation.method],
        name=f"skiplino {name}",
        response_class=Response,
        include_in_schema=published,
        **(_described(name, operation) if published else {"response_model": None}),
    )


def _described(name: str, operation: Operation) -> dict[str, Any]:
    """What the document tells of an operation."""
    body = document.body(operation.body, closed=False) if operation.body else None
    return {
        "operation_id": f"skiplino_{name}",
        "tags": ["skiplino"],
        "status_code": operation.status,
        "response_model": operation.answer,
        "responses": {
            code: {"model": wire.ErrorEnvelope, "description": MESSAGE[code]}
            for code in sorted(operation.errors)
        },
        "openapi_extra": document.extras(map(dict, operation.parameters), body),
    }
