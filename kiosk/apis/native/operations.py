"""Each operation of our own dialect as a documented route."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis import document
from kiosk.apis.direct import Direct, Handler, answering
from kiosk.apis.heard import Told, said
from kiosk.apis.native import wire, wire_branch
from kiosk.apis.native.asked import CancelRequest, IssueRequest
from kiosk.apis.native.errors import error_to_wire, retry_after, status_of
from kiosk.errors import KioskError

PREFIX: Final = "/native/v1"

READS: Final = (400, 401, 403, 404, 413, 429, 503)
CHANGES: Final = (*READS, 409)
CREATES: Final = (*CHANGES, 422)
"""The errors an operation may answer with."""

_SAID: Final[Mapping[int, str]] = {
    400: "Malformed request, or no Idempotency-Key",
    401: "No key, or an unknown or revoked one",
    403: "Not for this key's role or branch",
    404: "No such branch, service, ticket or counter",
    409: "The queue says no, or the Idempotency-Key is being answered",
    413: "More than 64 KB",
    422: "The Idempotency-Key was used for something else",
    429: "Too many requests; see Retry-After",
    503: "Nothing happened; see Retry-After",
}

_BODIES: Final[Mapping[str, dict[str, Any]]] = {
    "issue": document.body(IssueRequest),
    "cancel": document.body(CancelRequest, required=False),
    "load": document.body(wire_branch.Branch),
}

_ABOUT: Final[Mapping[str, str]] = {
    "branch": "Branch id.",
    "counter": "What is written above the counter.",
    "ticket": "Ticket id.",
}

_LANGUAGE: Final = (
    document.language("query", "locale"),
    document.language("header", "X-Locale"),
)

_PARAMETERS: Final[Mapping[str, Sequence[dict[str, Any]]]] = {
    "issue": (*_LANGUAGE, document.idempotency_key(required=True)),
    "ticket": _LANGUAGE,
    "cancel": _LANGUAGE,
    "call": _LANGUAGE,
    "finish": _LANGUAGE,
    "events": (
        document.parameter("branch", "query", "Only its events.", {"type": "string"}),
        document.parameter(
            "Last-Event-ID", "header", "Go on after this one.", {"type": "string"}
        ),
    ),
}


def operation(
    method: str,
    path: str,
    handler: Handler,
    model: type[Told] | None,
    errors: Sequence[int],
    status: int = 200,
) -> Direct:
    """A route below the prefix. Its name, and what is asked, follow from the handler's name."""
    name = handler.__name__
    of_path = [
        document.identifier(part[1:-1], _ABOUT[part[1:-1]])
        for part in path.split("/")
        if part.startswith("{")
    ]
    parameters = [*of_path, *_PARAMETERS.get(name, ())]
    return Direct(
        PREFIX + path,
        answering(handler, refusal),
        methods=[method],
        name=f"native {name}",
        operation_id=f"native_{name}",
        tags=["native"],
        status_code=status,
        response_class=Response,
        responses={
            status: document.answer("Done", model),
            **{code: document.answer(_SAID[code], wire.ErrorAnswer) for code in errors},
        },
        openapi_extra=document.extras(parameters, _BODIES.get(name)),
    )


def json(
    shape: Told, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """A prepared answer."""
    return Response(said(shape), status, headers, media_type="application/json")


def refusal(error: KioskError, _request: Request) -> Response:
    """An error as an answer."""
    status, seconds = status_of(error), retry_after(error)
    headers = {} if seconds is None else {"retry-after": str(seconds)}
    if status == 401:
        headers["www-authenticate"] = "Bearer"
    return json(error_to_wire(error), status, headers)
