"""The operations of the OptimoCMS dialect as a table, and a documented route for each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis import document
from kiosk.apis.direct import Direct, Handler, answering
from kiosk.apis.optimo import asked, wire
from kiosk.apis.optimo.refusals import MESSAGE
from kiosk.apis.optimo.voice import SITES
from kiosk.errors import KioskError

_ALWAYS: Final = (400, 401, 403, 429, 503)
_OF_A_SITE: Final = (*_ALWAYS, 404)
_CHANGES: Final = (*_OF_A_SITE, 409, 413)
_HERE: Final = f"{SITES}/{{siteId}}/booking"


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: where it is, what it answers, what it is asked with."""

    method: str
    path: str
    answer: type[BaseModel]
    status: int = 200
    errors: Sequence[int] = _OF_A_SITE
    parameters: Sequence[document.Schema] = ()
    body: type[BaseModel] | None = None


def _query(name: str, about: str, **schema: Any) -> document.Schema:
    return document.parameter(name, "query", about, schema)


def _needed(name: str, about: str, **schema: Any) -> document.Schema:
    return _query(name, about, **schema) | {"required": True}


_SITE: Final = document.identifier("siteId", "Site id.")
_PARTS: Final = (
    _query("limit", "25 by itself.", type="integer", minimum=1, maximum=100),
    _query("cursor", "`nextCursor` of the part before.", type="string"),
)

OFFERED: Final = {
    "sites": Operation(
        "GET",
        SITES,
        wire.SitesEnvelope,
        errors=_ALWAYS,
        parameters=(*_PARTS, _query("status", "`published` or none.", type="string")),
    ),
    "slots": Operation(
        "GET",
        f"{_HERE}/slots",
        wire.SlotsEnvelope,
        parameters=(
            _SITE,
            _needed("serviceId", "Service id.", type="string"),
            _needed("date", "A day of the branch.", type="string", format="date"),
            _query("staffId", "For this person only.", type="string"),
            _query("branchId", "Where several have the service.", type="string"),
        ),
    ),
    "bookings": Operation(
        "GET",
        f"{_HERE}/bookings",
        wire.BookingsEnvelope,
        parameters=(
            _SITE,
            *_PARTS,
            _query("status", "With this status only.", type="string"),
            _query("date", "Of this day only.", type="string", format="date"),
        ),
    ),
    "book": Operation(
        "POST",
        f"{_HERE}/bookings",
        wire.BookingEnvelope,
        201,
        _CHANGES,
        (_SITE, document.idempotency_key(required=False)),
        asked.BookingRequest,
    ),
    "set_status": Operation(
        "PATCH",
        f"{_HERE}/bookings/{{bookingId}}/status",
        wire.BookingEnvelope,
        200,
        _CHANGES,
        (_SITE, document.identifier("bookingId", "Booking id.")),
        asked.StatusRequest,
    ),
}
"""All of them, by the name of the handler."""


def route(
    handler: Handler, refuse: Callable[[KioskError, Request], Response]
) -> Direct:
    """The route of a handler, which is called as its operation. `refuse` answers an error."""
    name = handler.__name__
    operation = OFFERED[name]
    body = document.body(operation.body, closed=False) if operation.body else None
    return Direct(
        operation.path,
        answering(handler, refuse),
        methods=[operation.method],
        name=f"optimo {name}",
        operation_id=f"optimo_{name}",
        tags=["optimo"],
        status_code=operation.status,
        response_class=Response,
        response_model=operation.answer,
        responses={
            code: {"model": wire.ErrorEnvelope, "description": MESSAGE[code]}
            for code in sorted(operation.errors)
        },
        openapi_extra=document.extras(map(dict, operation.parameters), body),
    )
