"""Errors in Skiplino's envelopes.

400 is the queue's answer, in a sentence fit for the customer; 422 is a request that is wrong, member
by member; 409 a cancel that comes too late. A key of the wrong kind is a 401 like no key at all.
"""

from collections.abc import Callable, Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis.direct import CONTENT_TYPE
from kiosk.apis.skiplino.sentences import SENTENCES, UNKNOWN_VALUE
from kiosk.apis.skiplino.wire import ErrorEnvelope
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

Say = Callable[[str, Reason], str]
"""(language, reason) → the customer's sentence."""

MESSAGE: Final[Mapping[int, str]] = {
    400: "Bad Request",
    401: "Unauthorized",
    404: "Not Found",
    405: "Method Not Allowed",
    409: "Conflict",
    413: "Payload Too Large",
    415: "Unsupported Media Type",
    422: "The given data was invalid.",
    429: "Too Many Requests",
    431: "Request Header Fields Too Large",
    500: "Server Error",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}

NO_KEY: Final = "Invalid or missing API key."
NOT_SAID_TO_BE_JSON: Final = "Send the body with Content-Type: application/json."
NOT_JSON: Final = {"body": SENTENCES["json_invalid"]}
KEY_REUSED: Final = {"Idempotency-Key": "This value was already used with other data."}

CONFLICTS: Final = frozenset(
    {Reason.NOT_CANCELLABLE, Reason.NOT_ALLOWED_NOW, Reason.CHANGED, Reason.KEY_RUNNING}
)

RETRY_SECONDS: Final = 2


def refused(error: KioskError, locale: str, say: Say) -> Response:
    """Any error as an answer."""
    status = _status(error)
    headers = {}
    if isinstance(error, TooBusy):
        headers["retry-after"] = str(error.retry_after)
    elif status == 503:
        headers["retry-after"] = str(RETRY_SECONDS)
    elif status == 401:
        headers["www-authenticate"] = "Bearer"
    return envelope(status, _words(error, status, locale, say), headers)


def envelope(
    status: int,
    error: str | dict[str, str] | None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """An error's body and status."""
    said = ErrorEnvelope(message=MESSAGE[status], error=error)
    body = said.model_dump_json()
    return Response(body, status, dict(headers or {}), media_type="application/json")


def missing(_request: Request, status: int, headers: Mapping[str, str]) -> Response:
    """What is not offered: 404, or 405 with the methods that are."""
    sentence = "There is nothing here." if status == 404 else None
    return envelope(status, sentence, headers)


def not_found(member: str, status: int, sentence: str) -> Response:
    """What does not exist, in the reading that is wanted: a wrong value, or a 404."""
    if status == 404:
        return envelope(404, sentence)
    return envelope(422, {member: UNKNOWN_VALUE})


def _status(error: KioskError) -> int:
    if error.reason is Reason.TOO_LARGE:
        return 413
    if CONTENT_TYPE in error.fields:
        return 415
    if error.reason in CONFLICTS:
        return 409
    match error:
        case Denied():
            return 401
        case BadInput() | NotFound() | KeyTrouble():
            return 422
        case Refused():
            return 400
        case TooBusy():
            return 429
        case Unavailable():
            return 503
        case Ambiguous():
            return 504
    return 500


def _words(
    error: KioskError, status: int, locale: str, say: Say
) -> str | dict[str, str] | None:
    if status == 401:
        return NO_KEY
    if status == 415:
        return NOT_SAID_TO_BE_JSON
    if status != 422:
        return say(locale, error.reason)
    match error:
        case NotFound():
            return {"id": UNKNOWN_VALUE}
        case KeyTrouble():
            return KEY_REUSED
    return error.fields or NOT_JSON
