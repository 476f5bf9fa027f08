"""Errors in the merchant API's envelope: one sentence, and a status.

The reference lists 400, 401, 404 and 409; the program it describes says 400 to everything but
who may. By default the reference holds.
"""

from collections.abc import Callable, Mapping
from typing import Final

from starlette.responses import Response

from kiosk.apis.direct import CONTENT_TYPE
from kiosk.apis.merchant import sentences as words
from kiosk.apis.merchant.wire import Error, ErrorText
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
    429: "Too Many Requests",
    431: "Request Header Fields Too Large",
    500: "Internal Server Error",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}

RETRY_SECONDS: Final = 2

_COULD_BE_KNOWN: Final = frozenset(
    {
        Reason.NOT_APPOINTABLE,
        Reason.NOT_OFFERED,
        Reason.PAST,
        Reason.TOO_SOON,
        Reason.TOO_FAR,
    }
)
"""What the queue refuses and the requester could have known: 400, not 409."""

_FIXED: Final[Mapping[Reason, str]] = {
    Reason.FULL: words.FULL,
    Reason.NOT_CANCELLABLE: words.TOO_LATE,
    Reason.KEY_REUSED: words.KEY_REUSED,
}
"""Sentences that clients go by, as nothing else tells these apart."""


def refused(
    error: KioskError, locale: str, say: Say, *, legacy_400: bool = False
) -> Response:
    """Any error as an answer."""
    status = _status(error)
    headers = {}
    if isinstance(error, TooBusy):
        headers["retry-after"] = str(error.retry_after)
    elif status == 503:
        headers["retry-after"] = str(RETRY_SECONDS)
    elif status == 401:
        headers["www-authenticate"] = "Bearer"
    if legacy_400 and status in (404, 409):
        status = 400
    return envelope(status, _sentence(error, locale, say), headers)


def envelope(
    status: int, message: str, headers: Mapping[str, str] | None = None
) -> Response:
    """An error's body and status."""
    said = Error(error=ErrorText(message=message or MESSAGE.get(status, "")))
    body = said.model_dump_json()
    return Response(body, status, dict(headers or {}), media_type="application/json")


def _status(error: KioskError) -> int:
    if error.reason is Reason.TOO_LARGE:
        return 413
    if CONTENT_TYPE in error.fields:
        return 415
    if error.reason is Reason.KEY_RUNNING:
        return 409
    match error:
        case Denied():
            return 401
        case BadInput() | KeyTrouble():
            return 400
        case NotFound():
            return 404
        case Refused():
            return 400 if error.reason in _COULD_BE_KNOWN else 409
        case TooBusy():
            return 429
        case Unavailable():
            return 503
        case Ambiguous():
            return 504
    return 500


def _sentence(error: KioskError, locale: str, say: Say) -> str:
    """The first thing that is wrong, as nobody is told more there."""
    if isinstance(error, Denied):
        return error.fields.get(words.WHOLE, words.NOBODY)
    if CONTENT_TYPE in error.fields:
        return words.NOT_SAID_TO_BE_JSON
    if error.fields:
        member, sentence = next(iter(error.fields.items()))
        whole = member == words.WHOLE
        return sentence if whole else f"'{member}': {sentence}"
    if isinstance(error, BadInput) and error.reason is Reason.VALIDATION:
        return words.BAD_JSON
    return _FIXED.get(error.reason) or say(locale, error.reason)
