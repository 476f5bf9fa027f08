"""Routes whose handler reads the request and prepares the response itself.

The OpenAPI document is FastAPI's; its dependency machinery, which costs more than issuing a
ticket, is left out of the way.
"""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Final

from fastapi.routing import APIRoute
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from kiosk.apis.ids import LOCALE_ALONE
from kiosk.errors import BadInput, KioskError, Reason

Handler = Callable[[Request], Awaitable[Response]]

MAX_BODY: Final = 64 * 1024
"""Bytes of a request's body."""

MAX_DESCRIPTION: Final = 1024 * 1024
"""Bytes of a branch description: a large branch has many texts in many languages."""

CONTENT_TYPE: Final = "Content-Type"
"""The member a refused body is blamed on when it does not say that it is JSON."""


class Direct(APIRoute):
    """A documented route that calls its endpoint with the request and sends what it returns."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The endpoint itself."""
        endpoint: Callable[[Request], Coroutine[Any, Any, Response]] = self.endpoint
        return endpoint


def answering(
    handler: Handler, refuse: Callable[[KioskError, Request], Response]
) -> Callable[[Request], Coroutine[Any, Any, Response]]:
    """`handler`, with its errors as answers. A caller who hung up gets none."""

    async def answer(request: Request) -> Response:
        try:
            return await handler(request)
        except KioskError as error:
            return refuse(error, request)
        except ClientDisconnect:
            return Response(status_code=400)

    answer.__doc__ = handler.__doc__
    return answer


async def json_body(request: Request, most: int = MAX_BODY) -> bytes:
    """The body of a request that says it is JSON. BadInput, TOO_LARGE among others."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise BadInput(
            detail="content-type must be application/json",
            fields={CONTENT_TYPE: "application/json"},
        )
    return await whole_body(request, most)


async def whole_body(request: Request, most: int = MAX_BODY) -> bytes:
    """The body, up to `most` bytes. BadInput TOO_LARGE."""
    body = b""
    async for chunk in request.stream():
        body = body + chunk if body else chunk
        if len(body) > most:
            raise BadInput(Reason.TOO_LARGE, detail=f"more than {most} bytes")
    return body


def asked_locale(request: Request) -> str | None:
    """What `?locale=` or `X-Locale` asks for; None when empty, or nothing that could be one."""
    asked = request.headers.get("x-locale", "")
    if request.scope["query_string"]:
        asked = request.query_params.get("locale") or asked
    return asked if LOCALE_ALONE.fullmatch(asked) else None
