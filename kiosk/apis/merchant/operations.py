"""The operations of the merchant dialect as a table, and a documented route for each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis import document
from kiosk.apis.direct import Direct, Handler, answering
from kiosk.apis.merchant import asked, wire
from kiosk.apis.merchant.faces import MOST
from kiosk.apis.merchant.refusals import MESSAGE
from kiosk.apis.merchant.visitors import renew
from kiosk.errors import KioskError

_ALWAYS: Final = (400, 401, 413, 429, 503)
_OPEN: Final = (400, 413, 429, 503)
"""Of what needs no key."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: where it is, what it answers (None: no body), what it is asked with."""

    method: str
    path: str
    answer: type[wire.Data[Any]] | None = None
    status: int = 200
    errors: Sequence[int] = _ALWAYS
    parameters: Sequence[document.Schema] = ()
    body: type[BaseModel] | None = None


_ERROR: Final = document.body(wire.Error, closed=False)["content"]
"""Written out once: a model for every status of every operation would be felt at the start."""


def _number(name: str, about: str, where: str = "path") -> document.Schema:
    schema = {"type": "integer", "minimum": 1, "maximum": MOST}
    return document.parameter(name, where, about, schema)


def _instant(name: str) -> document.Schema:
    schema = {"type": "string", "format": "date-time"}
    about = "RFC 3339 with its offset."
    return document.parameter(name, "query", about, schema) | {"required": True}


_NAME: Final = document.parameter(
    "merchantName", "path", "Its name in addresses.", {"type": "string"}
)
_BOOKING: Final = _number("id", "A booking's number.")
_SPAN: Final = (_instant("start"), _instant("end"))
_SERVICE: Final = (
    _NAME,
    _number("locationId", "The location's number."),
    _number("serviceId", "The service's number."),
)
_AT: Final = "/merchants/{merchantName}/locations/{locationId}/services/{serviceId}"
_LANGUAGE: Final = document.parameter(
    "Accept-Language", "header", "Language of names.", {"type": "string"}
)
_KEY: Final = document.idempotency_key(required=False)

OFFERED: Final[Mapping[str, Operation]] = {
    "book_as_customer": Operation(
        "POST",
        "/bookings/customer",
        status=201,
        errors=(404, 409, 415, *_ALWAYS),
        parameters=(_KEY,),
        body=asked.BookingByCustomer,
    ),
    "book_as_staff": Operation(
        "POST",
        "/bookings/merchant",
        status=201,
        errors=(404, 409, 415, *_ALWAYS),
        parameters=(_KEY,),
        body=asked.BookingByMerchant,
    ),
    "booking": Operation(
        "GET",
        "/bookings/customer/{id}",
        wire.Data[wire.Booking],
        errors=(404, *_ALWAYS),
        parameters=(_BOOKING, _LANGUAGE),
    ),
    "cancel_as_customer": Operation(
        "DELETE",
        "/bookings/customer/{id}",
        errors=(404, 409, 415, *_ALWAYS),
        parameters=(_BOOKING,),
        body=asked.CancelByCustomer,
    ),
    "update": Operation(
        "PATCH",
        "/bookings/merchant/{id}",
        errors=(404, 409, 415, *_ALWAYS),
        parameters=(_BOOKING,),
        body=asked.UpdateByMerchant,
    ),
    "cancel_as_staff": Operation(
        "DELETE",
        "/bookings/merchant/{id}",
        errors=(404, 409, 415, *_ALWAYS),
        parameters=(_BOOKING,),
        body=asked.CancelByMerchant,
    ),
    "calendar_events": Operation(
        "GET",
        "/bookings/calendar/events",
        wire.Data[wire.Calendar],
        parameters=(*_SPAN, _LANGUAGE),
    ),
    "staff_customers": Operation(
        "GET",
        "/merchant/calendar/customers",
        wire.Data[list[wire.StaffCustomer]],
    ),
    "staff_services": Operation(
        "GET",
        "/merchant/calendar/services",
        wire.Data[list[wire.StaffCategory]],
        parameters=(_LANGUAGE,),
    ),
    "merchant": Operation(
        "GET",
        "/merchants/{merchantName}",
        wire.Data[wire.Merchant],
        errors=(404, *_OPEN),
        parameters=(
            _NAME,
            _number("location_id", "One of several locations.", "query"),
            _LANGUAGE,
        ),
    ),
    "service": Operation(
        "GET",
        _AT,
        wire.Data[wire.ServiceDetails],
        errors=(404, *_OPEN),
        parameters=(*_SERVICE, _LANGUAGE),
    ),
    "summary": Operation(
        "GET",
        f"{_AT}/summary",
        wire.Data[wire.ServiceSummary],
        errors=(404, *_OPEN),
        parameters=(*_SERVICE, _LANGUAGE),
    ),
    "availability": Operation(
        "GET",
        f"{_AT}/availability",
        wire.Data[list[wire.AvailableDay]],
        errors=(404, *_OPEN),
        parameters=(*_SERVICE, *_SPAN),
    ),
    "next_availability": Operation(
        "GET",
        f"{_AT}/availability/next",
        wire.Data[wire.NextAvailable],
        errors=(404, *_OPEN),
        parameters=_SERVICE,
    ),
    "disabled_days": Operation(
        "GET",
        f"{_AT}/availability/disabled-days",
        wire.Data[wire.DisabledDays],
        errors=(404, *_OPEN),
        parameters=_SERVICE,
    ),
    "login": Operation(
        "POST",
        "/auth/login",
        errors=(415, *_ALWAYS),
        body=asked.Login,
    ),
    "register": Operation(
        "POST",
        "/auth/users",
        status=201,
        errors=(415, *_OPEN),
        body=asked.Registration,
    ),
    "me": Operation("GET", "/auth/me"),
    "logout": Operation("POST", "/auth/logout", errors=(415, *_ALWAYS)),
}
"""All of them, by the name of the handler."""


def route(
    prefix: str,
    handler: Handler,
    refuse: Callable[[KioskError, Request], Response],
    *,
    published: bool,
    wraps: bool,
) -> Direct:
    """The route of a handler, which is called as its operation. `refuse` answers an error.

    Only `published` ones are in the document. `wraps`: an answer is `{"data": …}`.
    """
    name = handler.__name__
    operation = OFFERED[name]
    return Direct(
        f"{prefix}{operation.path}",
        _renewing(answering(handler, refuse)),
        methods=[operation.method],
        name=f"merchant {name}",
        include_in_schema=published,
        **(_described(name, operation, wraps=wraps) if published else _BARE),
    )


_BARE: Final[Mapping[str, Any]] = {"response_model": None, "response_class": Response}


def _renewing(handler: Handler) -> Handler:
    """`handler`, whose answer brings a new short token where the old one was over."""

    async def answer(request: Request) -> Response:
        return renew(await handler(request), request)

    answer.__doc__ = handler.__doc__
    return answer


def _described(name: str, operation: Operation, *, wraps: bool) -> dict[str, Any]:
    """What the document tells of an operation."""
    body = document.body(operation.body, closed=False) if operation.body else None
    said = _success(operation.answer, wraps=wraps) if operation.answer else {}
    return {
        "operation_id": f"merchant_{name}",
        "tags": ["merchant"],
        "status_code": operation.status,
        "response_class": Response,
        "response_model": None,
        "responses": {
            operation.status: {"description": "Done", **said},
            **{
                code: {"description": MESSAGE[code], "content": _ERROR}
                for code in sorted(operation.errors)
            },
        },
        "openapi_extra": document.extras(map(dict, operation.parameters), body),
    }


def _success(answer: type[wire.Data[Any]], *, wraps: bool) -> document.Schema:
    """The shape of an answer, as this server sends it."""
    content = document.body(answer, closed=False)["content"]
    if not wraps:
        schema = content["application/json"]["schema"]["properties"]["data"]
        content = {"application/json": {"schema": schema}}
    return {"content": content}
