"""The application: routers in, one ASGI app out."""

from collections.abc import Sequence
from typing import Final

from fastapi import APIRouter, FastAPI
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from kiosk.errors import KioskError
from kiosk.server.answers import answer, crashed, nowhere
from kiosk.server.docs import add_docs
from kiosk.server.gate import OWNER_SCOPE
from kiosk.server.guard import Guard

TITLE: Final = "kiosk queue server"


def build_app(
    routers: Sequence[APIRouter], first: Sequence[BaseRoute], *, version: str
) -> FastAPI:
    """All routers in one application with one OpenAPI document.

    `first` are plain routes matched before any router: hot paths and event streams, whose
    documents are in the routers.
    """
    app = FastAPI(
        title=TITLE,
        version=version,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.add_exception_handler(KioskError, answer)
    app.add_exception_handler(HTTPException, nowhere)
    app.add_exception_handler(Exception, crashed)
    for router in routers:
        app.include_router(router)
    add_docs(app)
    app.router.routes[:0] = list(first)
    return app


def guarded(app: ASGIApp, *, owner: bool) -> ASGIApp:
    """The app as one listener serves it; `owner`: its connections need no key."""
    inner = Guard(app)

    async def served(scope: Scope, receive: Receive, send: Send) -> None:
        scope[OWNER_SCOPE] = owner
        await inner(scope, receive, send)

    return served
