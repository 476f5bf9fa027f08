"""Each operation of our own dialect as a documented route."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis import document
from kiosk.apis.direct import Direct, Handler, answering
from kiosk.apis.heard import Told, said
from kiosk.apis.ids import ID
from kiosk.apis.native import (
    asked,
    asked_operators,
    asked_sessions,
    wire,
    wire_branch,
)
from kiosk.apis.native.deeds import PATHS
from kiosk.apis.native.errors import error_to_wire, retry_after, status_of
from kiosk.domain.reserving import MOST_A_PAGE, MOST_DAYS
from kiosk.domain.serving import MOST_NEXT, MOST_ROWS, Which
from kiosk.domain.sessions import MOST_AHEAD, SessionDeed
from kiosk.errors import KioskError

PREFIX: Final = "/native/v1"

READS: Final = (400, 401, 403, 404, 413, 429, 503)
CHANGES: Final = (*READS, 409)
CREATES: Final = (*CHANGES, 422)
"""The errors an operation may answer with."""

_SAID: Final[Mapping[int, str]] = {
    400: "Malformed request, or no Idempotency-Key",
    401: "No key, or an unknown or revoked one; signed out, or a wrong PIN",
    403: "Not for this key's role or branch",
    404: "No such branch, service, ticket, counter or customer, or nothing to undo",
    409: "The queue says no, or the Idempotency-Key is being answered",
    413: "More than 64 KB",
    422: "The Idempotency-Key was used for something else",
    429: "Too many requests; see Retry-After",
    503: "Nothing happened; see Retry-After",
}

_BODIES: Final[Mapping[str, dict[str, Any]]] = {
    "issue": document.body(asked.IssueRequest),
    "cancel": document.body(asked.CancelRequest, required=False),
    "reschedule": document.body(asked.RescheduleRequest),
    "check_in": document.body(asked.CheckInRequest),
    "by_code": document.body(asked.CodeRequest),
    "hold": document.body(asked.HoldRequest),
    "identify": document.body(asked.IdentifyRequest),
    "find": document.body(asked.FindRequest),
    "add_customer": document.body(asked.CustomerRequest),
    "change_customer": document.body(asked.CustomerRequest),
    "load": document.body(wire_branch.Branch),
    "sign_in": document.body(asked_operators.SignInRequest),
    "add_operator": document.body(asked_operators.NewOperatorRequest),
    "change_operator": document.body(asked_operators.OperatorRequest),
    "search": document.body(asked.SearchRequest),
    "change_counter": document.body(asked.CounterRequest),
    "pause_service": document.body(asked.ServiceRequest),
    "tell": document.body(asked.MessageRequest),
    "report": document.body(asked.HealthRequest),
    "by_phone": document.body(asked.PhoneRequest),
    "plan_session": document.body(asked_sessions.SessionRequest),
    "preview": document.body(asked_sessions.SeriesRequest),
    "create_series": document.body(asked_sessions.SeriesRequest),
    **{
        f"change_series_of_{of}": document.body(asked_sessions.SeriesChangeRequest)
        for of in ("ticket", "session")
    },
    **{
        f"{deed}_session": document.body(
            asked_sessions.SessionTaskRequest, required=deed is SessionDeed.MOVE
        )
        for deed in SessionDeed
    },
    **{
        f"do_{deed}": document.body(asked.TaskRequest, required=False) for deed in PATHS
    },
}

_ABOUT: Final[Mapping[str, str]] = {
    "branch": "Branch id.",
    "counter": "What is written above the counter.",
    "ticket": "Ticket id.",
    "service": "Service id.",
    "customer": "Customer id.",
    "operator": "Operator id.",
    "message": "Message id.",
    "session": "Session id.",
    "series": "Series id.",
}

_LANGUAGE: Final = (
    document.language("query", "locale"),
    document.language("header", "X-Locale"),
)

_HOLDER: Final = document.parameter(
    "X-Holder",
    "header",
    "Who holds a time: a secret word of one visit. What it holds is free for it.",
    {"type": "string", "pattern": "^[A-Za-z0-9_-]{16,64}$"},
)

_OPERATOR: Final = document.parameter(
    "X-Operator",
    "header",
    "The token of who signed in. Other operations are done in their name.",
    {"type": "string"},
)

_WANTED: Final = (
    document.parameter(
        "day",
        "query",
        "The first day, in the branch's zone; today when missing.",
        {"type": "string", "format": "date"},
    ),
    document.parameter(
        "staff", "query", "One person's times.", {"type": "string", "pattern": ID}
    ),
    document.parameter(
        "moving",
        "query",
        "A ticket that is to be moved: the time it has is free for it.",
        {"type": "string", "pattern": ID},
    ),
    _HOLDER,
)

_PART: Final = (
    document.parameter(
        "page", "query", "Counts from 1.", {"type": "integer", "minimum": 1}
    ),
    document.parameter(
        "limit",
        "query",
        "How many a page.",
        {"type": "integer", "minimum": 1, "maximum": MOST_A_PAGE},
    ),
)

_NAME: Final = document.parameter(
    "kiosk", "path", "What the kiosk is called.", {"type": "string"}
)

_LIST: Final = document.parameter(
    "list",
    "query",
    "Which list of the business day.",
    {"type": "string", "enum": [which.value for which in Which]},
)

_MANY: Final = (
    _PART[0],
    document.parameter(
        "limit",
        "query",
        "How many a page.",
        {"type": "integer", "minimum": 1, "maximum": MOST_ROWS},
    ),
)

_PARAMETERS: Final[Mapping[str, Sequence[dict[str, Any]]]] = {
    "issue": (*_LANGUAGE, document.idempotency_key(required=True), _HOLDER),
    "reschedule": (*_LANGUAGE, _HOLDER),
    "check_in": _LANGUAGE,
    "by_code": _LANGUAGE,
    "by_phone": _LANGUAGE,
    "calendar": _LANGUAGE,
    "slots": (
        document.parameter(
            "days",
            "query",
            "How many days.",
            {"type": "integer", "minimum": 1, "maximum": MOST_DAYS},
        ),
        *_WANTED,
    ),
    "next_day": _WANTED,
    "hold": (_HOLDER | {"required": True},),
    "release": (_HOLDER | {"required": True},),
    "customers": _PART,
    "tickets_of": _PART,
    "ticket": _LANGUAGE,
    "cancel": _LANGUAGE,
    "call": _LANGUAGE,
    "finish": _LANGUAGE,
    "sign_in": (_OPERATOR,),
    "sign_out": (_OPERATOR,),
    "events": (
        document.parameter("branch", "query", "Only its events.", {"type": "string"}),
        document.parameter(
            "rows",
            "query",
            'For staff: "ticket" events of one branch have the ticket as `row`.',
            {"type": "string", "enum": ["0", "1"]},
        ),
        document.parameter(
            "Last-Event-ID", "header", "Go on after this one.", {"type": "string"}
        ),
    ),
    "next_up": (
        document.parameter(
            "most",
            "query",
            "How many.",
            {"type": "integer", "minimum": 1, "maximum": MOST_NEXT},
        ),
    ),
    "rows": (_LIST | {"required": True}, *_MANY),
    "log": _MANY,
    "sessions": (
        document.parameter(
            "service", "query", "Only its sessions.", {"type": "string", "pattern": ID}
        ),
        document.parameter(
            "from",
            "query",
            "The first day, in the branch's zone; today when missing.",
            {"type": "string", "format": "date"},
        ),
        document.parameter(
            "days",
            "query",
            "How many days; 14 when missing.",
            {"type": "integer", "minimum": 1, "maximum": MOST_AHEAD},
        ),
    ),
    "plan_session": (document.idempotency_key(required=True),),
    "create_series": (document.idempotency_key(required=True),),
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
        _NAME
        if part == "{kiosk}"
        else document.identifier(part[1:-1], _ABOUT[part[1:-1]])
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
