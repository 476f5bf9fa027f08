"""Errors in the OptimoCMS envelope: a code, an English sentence, and the members that are wrong."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis.direct import CONTENT_TYPE
from kiosk.apis.optimo.wire import Error, ErrorEnvelope, Meta
from kiosk.errors import (
    Ambiguous,
    BadInput,
    Denied,
    KeyTrouble,
    KioskError,
    NotFound,
    Reason,
    Refused,
    TooBusy,
    Unavailable,
)

VALIDATION: Final = "VALIDATION_ERROR"

CODE: Final[Mapping[int, str]] = {
    400: "BAD_REQUEST",
    401: "UNAUTHORIZED",
    403: "FORBIDDEN",
    404: "NOT_FOUND",
    405: "BAD_REQUEST",
    409: "CONFLICT",
    413: "BAD_REQUEST",
    429: "RATE_LIMIT_EXCEEDED",
    431: "BAD_REQUEST",
    500: "INTERNAL_ERROR",
    503: "INTERNAL_ERROR",
    504: "INTERNAL_ERROR",
}

MESSAGE: Final[Mapping[int, str]] = {
    400: "The request is malformed.",
    401: "Invalid or missing API key.",
    403: "The API key lacks the scope.",
    404: "Not found.",
    405: "Method not allowed.",
    409: "The state of things does not allow it.",
    413: "The body is too large.",
    429: "Too many requests.",
    431: "The headers are too large.",
    500: "Something unexpected happened.",
    503: "Not available right now.",
    504: "It is not known whether it was done.",
}

TAKEN: Final = frozenset({Reason.SLOT_TAKEN, Reason.FULL, Reason.STAFF_AWAY})
"""Another request was faster: the reasons whose status is a matter of manners."""

WRONG_TIME: Final[Mapping[Reason, str]] = {
    Reason.PAST: "is over",
    Reason.TOO_SOON: "is too soon",
    Reason.TOO_FAR: "is too far ahead",
}

SAID: Final[Mapping[Reason, str]] = {
    Reason.SLOT_TAKEN: "This time is taken.",
    Reason.FULL: "No more bookings at this time.",
    Reason.STAFF_AWAY: "Nobody is there at this time.",
    Reason.CLOSED: "Closed at this time.",
    Reason.HOLIDAY: "Closed on this day.",
    Reason.LIMIT_REACHED: "Too many bookings for one customer.",
    Reason.NOT_CANCELLABLE: "It can't be cancelled any more.",
    Reason.NOT_APPOINTABLE: "No such service.",
    Reason.KEY_REUSED: "This Idempotency-Key was used with other data.",
    Reason.KEY_RUNNING: "This Idempotency-Key is being answered.",
}

RETRY_SECONDS: Final = 2

REQUEST_ID: Final = "kiosk.request"
"""The scope member in which the server puts a request's id."""

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


def meta(request: Request, now: datetime) -> Meta:
    """Which request it was, and when it was answered."""
    return Meta(request_id=request.scope.get(REQUEST_ID, ""), timestamp=now)


def refused(
    error: KioskError, request: Request, now: datetime, conflict: int
) -> Response:
    """Any error as an answer; `conflict` is the status of a time that is taken."""
    status, fields = _status(error, conflict), _fields(error)
    headers = {}
    if isinstance(error, TooBusy):
        headers["retry-after"] = str(error.retry_after)
    elif status == 503:
        headers["retry-after"] = str(RETRY_SECONDS)
    sentence = SAID.get(error.reason, "")
    return envelope(request, now, status, sentence, fields=fields, headers=headers)


def envelope(
    request: Request,
    now: datetime,
    status: int,
    message: str = "",
    *,
    fields: Mapping[str, str] = _NOTHING,
    headers: Mapping[str, str] = _NOTHING,
) -> Response:
    """An error's body and status. With wrong `fields` a 400 is a VALIDATION_ERROR."""
    named = bool(fields) and status == 400
    error = Error(
        code=VALIDATION if named else CODE[status],
        message=message or MESSAGE[status],
        details={"fields": dict(fields)} if named else {},
    )
    body = ErrorEnvelope(error=error, meta=meta(request, now)).model_dump_json()
    return Response(body, status, dict(headers), media_type="application/json")


def _fields(error: KioskError) -> Mapping[str, str]:
    if error.reason in WRONG_TIME:
        return {"startTime": WRONG_TIME[error.reason]}
    return error.fields


def _status(error: KioskError, conflict: int) -> int:
    if error.reason is Reason.TOO_LARGE:
        return 413
    if error.reason is Reason.FORBIDDEN:
        return 403
    if error.reason is Reason.NOT_APPOINTABLE:
        return 404
    if error.reason in WRONG_TIME or CONTENT_TYPE in error.fields:
        return 400
    match error:
        case Denied():
            return 401
        case BadInput():
            return 400
        case NotFound():
            return 404
        case Refused(reason=reason) if reason in TAKEN:
            return conflict
        case KeyTrouble() | Refused():
            return 409
        case TooBusy():
            return 429
        case Ambiguous():
            return 504
        case Unavailable():
            return 503
    return 500
