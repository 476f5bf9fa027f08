"""Their refusals as our errors: by `error.code`, and by the status where there is no such code.

Source: developers.optimocms.com, "Error handling". Bodies are documented without statuses, so
the code comes first.
"""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from kiosk.apis.http import Answer
from kiosk.apis.outcomes import REFUSALS, envelope, unclear
from kiosk.apis.pause import pause
from kiosk.errors import (
    BadInput,
    Denied,
    KioskError,
    NotFound,
    Reason,
    Refused,
    TooBusy,
)
from kiosk.text import clean

_BY_STATUS: Final[Mapping[int, str]] = {
    401: "UNAUTHORIZED",
    403: "FORBIDDEN",
    404: "NOT_FOUND",
    409: "CONFLICT",
    410: "NOT_FOUND",
    422: "VALIDATION_ERROR",
    429: "RATE_LIMIT_EXCEEDED",
}
_KNOWN: Final = frozenset(
    {*_BY_STATUS.values(), "BAD_REQUEST", "VALIDATION_ERROR", "INTERNAL_ERROR"}
)
_MOST_FIELDS: Final = 20
_LOG: Final = logging.getLogger(__name__)


def declined(answer: Answer, now: datetime, *, changes: bool) -> KioskError:
    """The error behind a status of 400 and more, at `now`.

    Only their own envelope is a no: a proxy's page tells nothing of what happened behind it.
    """
    said = envelope(answer)
    theirs = answer.status in REFUSALS and said is not None
    if answer.status == 429 and (theirs or not changes):
        return TooBusy(detail="they ask to wait", retry_after=pause(answer, now))
    if not theirs or said is None:
        return unclear(answer, changes=changes)
    error = said.get("error")
    about = error if isinstance(error, dict) else {}
    code = _code(about, answer.status)
    detail = f"{code}: {_text(about.get('message'))}"
    _LOG.info("refused", extra={"status": answer.status, "code": code})
    match code:
        case "INTERNAL_ERROR":
            return unclear(answer, changes=changes)
        case "UNAUTHORIZED":
            return Denied(Reason.AUTH, detail=detail)
        case "FORBIDDEN":
            return Denied(Reason.FORBIDDEN, detail=detail)
        case "NOT_FOUND":
            return NotFound(detail=detail)
        case "CONFLICT":
            return Refused(Reason.NOT_ALLOWED_NOW, detail=detail)
        case "RATE_LIMIT_EXCEEDED":
            return TooBusy(detail=detail, retry_after=pause(answer, now))
    return BadInput(detail=detail, fields=_fields(about))


def _code(about: Mapping[str, Any], status: int) -> str:
    code = about.get("code")
    if isinstance(code, str) and code in _KNOWN:
        return code
    return _BY_STATUS.get(status, "BAD_REQUEST")


def _fields(about: Mapping[str, Any]) -> Mapping[str, str]:
    details = about.get("details")
    fields = details.get("fields") if isinstance(details, dict) else None
    found = fields.items() if isinstance(fields, dict) else ()
    return {_text(name): _text(what) for name, what in list(found)[:_MOST_FIELDS]}


def _text(value: object) -> str:
    return clean(value, 200) if isinstance(value, str) else ""
