"""The application: routers in, one ASGI app out."""

from collections.abc import Sequence
from typing import Final

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from kiosk.errors import KioskError
from kiosk.server.answers import answer, nowhere
from kiosk.server.docs import add_docs
from kiosk.server.gate import OWNER_SCOPE
from kiosk.server.guard import Guard
from kiosk.server.refusals import Refusals, Voice

TITLE: Final = "kiosk queue server"


def build_app(
    routers: Sequence[APIRouter],
    first: Sequence[BaseRoute],
    *,
    version: str,
    voices: Sequence[Voice] = (),
) -> ASGIApp:
    """All routers in one application with one OpenAPI document, behind the guard.

    `first` are matched before any router. Their endpoints take the request and return the
    response; `Express` may call them without the application. `voices` are of the dialects
    among them that have their own envelope.
    """
    refusals = Refusals(voices)
    app = FastAPI(
        title=TITLE,
        version=version,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.add_exception_handler(KioskError, answer)
    app.add_exception_handler(HTTPException, nowhere)
    app.add_exception_handler(Exception, refusals.crashed)
    for router in routers:
        app.include_router(router)
    add_docs(app)
    app.router.routes[:0] = list(first)
    return Guard(Express(app, first), refusals)


class Express:
    """Straight to a handler where method and path say all: issuing must not wait in line.

    FastAPI's machinery costs such a request more than the ticket itself. The document and
    every other path stay with the app.
    """

    def __init__(self, app: FastAPI, routes: Sequence[BaseRoute]) -> None:
        """`routes`: their endpoints take the request and return the response."""
        self._app = app
        self._lanes = {
            (method, route.path): route.endpoint
            for route in routes
            if isinstance(route, APIRoute) and "{" not in route.path
            for method in route.methods or ()
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        lane = self._lanes.get((scope.get("method", ""), scope.get("path", "")))
        if lane is None:
            await self._app(scope, receive, send)
            return
        response = await lane(Request(scope, receive, send))
        await response(scope, receive, send)


def seen(app: ASGIApp, *, owner: bool) -> ASGIApp:
    """The app as one listener shows it; `owner`: its connections need no key."""

    async def served(scope: Scope, receive: Receive, send: Send) -> None:
        scope[OWNER_SCOPE] = owner
        await app(scope, receive, send)

    return served
