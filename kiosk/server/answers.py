"""Errors of the server's own routes, in the native API's envelope."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeVar

from fastapi.responses import JSONResponse
from pydantic import BaseModel, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import BaseRoute, Match

from kiosk.errors import (
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
from kiosk.server.refusals import RETRY_SECONDS

M = TypeVar("M", bound=BaseModel)

_STATUS: Final[Mapping[type[KioskError], int]] = {
    BadInput: 400,
    KeyTrouble: 400,
    Denied: 401,
    NotFound: 404,
    Refused: 409,
    TooBusy: 429,
    Unavailable: 503,
}

_METHODS: Final = ("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT")

_BY_REASON: Final = {Reason.FORBIDDEN: 403, Reason.TOO_LARGE: 413}

_SHAPE: Final = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["reason", "message"],
            "properties": {
                "reason": {"type": "string"},
                "message": {"type": "string"},
                "fields": {"type": "object"},
            },
        }
    },
}

ERRORS: Final[dict[int | str, dict[str, Any]]] = {
    status: {
        "description": text,
        "content": {"application/json": {"schema": _SHAPE}},
    }
    for status, text in {
        400: "Malformed request",
        401: "Unknown key",
        403: "Not for this role",
        404: "Not found",
        413: "Too large",
        422: "Malformed request",
        429: "Too many requests",
        503: "Not available now",
    }.items()
}
"""What may come instead of an answer, for the OpenAPI document."""


def checked(model: type[M], body: bytes) -> M:
    """The body as a model. Raises BadInput with the members that are wrong."""
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        fields = {
            ".".join(str(part) for part in item["loc"]) or "body": item["msg"]
            for item in error.errors(include_url=False, include_input=False)
        }
        raise BadInput(detail="malformed request", fields=fields) from error


async def nowhere(request: Request, error: Exception) -> JSONResponse:
    """No such path, or not with this method (404, 405)."""
    assert isinstance(error, HTTPException)  # noqa: S101  registered for this class only
    if error.status_code == 405:
        return _wrong_method(request)
    body = {"reason": Reason.NOT_FOUND, "message": error.detail}
    return JSONResponse({"error": body}, error.status_code, error.headers)


def _wrong_method(request: Request) -> JSONResponse:
    """405, and which methods there are: several routes may share a path, each with its own."""
    found = [method for method in _METHODS if _leads_somewhere(request, method)]
    allow = ", ".join(found)
    body = {
        "reason": Reason.VALIDATION,
        "message": f"method not allowed; allowed: {allow}",
    }
    return JSONResponse({"error": body}, 405, {"Allow": allow})


def _leads_somewhere(request: Request, method: str) -> bool:
    """HEAD goes wherever GET does."""
    scope = {**request.scope, "method": "GET" if method == "HEAD" else method}
    routes: Sequence[BaseRoute] = request.app.routes
    return any(route.matches(scope)[0] is Match.FULL for route in routes)


async def answer(_request: Request, error: Exception) -> JSONResponse:
    """Any of our errors as a response."""
    assert isinstance(error, KioskError)  # noqa: S101  registered for this class only
    status = _STATUS.get(type(error), 500)
    status = _BY_REASON.get(error.reason, status)
    headers = {}
    if isinstance(error, TooBusy):
        headers["Retry-After"] = str(error.retry_after)
    elif status == 503:
        headers["Retry-After"] = str(RETRY_SECONDS)
    body: dict[str, Any] = {"reason": error.reason, "message": error.detail}
    if error.fields:
        body["fields"] = error.fields
    return JSONResponse({"error": body}, status, headers)
