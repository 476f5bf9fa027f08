"""What every request passes before the app sees it: an id, sizes, headers, a last resort."""

import asyncio
import logging
import re
import secrets
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kiosk.errors import BadInput, Reason
from kiosk.server.refusals import REQUEST_ID, Refusals, unexpected

MAX_BODY: Final = 64 * 1024
"""Bytes of a request body."""

MAX_DESCRIPTION: Final = 1024 * 1024
"""Bytes of a branch description, the one large thing somebody may send."""

MAX_HEADERS: Final = 100
MAX_HEADER_BYTES: Final = 32 * 1024

LINGER_SECONDS: Final = 2.0
LINGER_BYTES: Final = 16 * 1024 * 1024
"""How much of a refused body is still taken. A connection closed over unread bytes is reset, and
the answer is lost with it (RFC 9112, 9.6)."""

SLOW_SECONDS: Final = 1.0
"""An answer that took longer is worth a line in the log."""

OVERLOADED: Final = "kiosk.overloaded"
"""The scope member that is there when more are connected than can be served well."""

LONG_HEAD: Final = "kiosk.long_head"
"""The scope member that is there when the headers went on and on; they are left out then."""

TOLD: Final = "kiosk.told"
"""The scope member of an answer whose route has its own line in the log, when it needs one."""

_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")
_STREAM: Final = b"text/event-stream"
_ALWAYS: Final[Sequence[tuple[bytes, bytes]]] = (
    (b"x-content-type-options", b"nosniff"),
    (b"cache-control", b"no-store"),
)
_Refusal = tuple[int, Reason, str]
_log = logging.getLogger("kiosk.server")


class Guard:
    """Pure ASGI around the app. Answers where the app never got to."""

    def __init__(self, app: ASGIApp, refusals: Refusals) -> None:
        """`app` is the FastAPI application."""
        self._app, self._refusals = app, refusals

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers: list[tuple[bytes, bytes]] = scope["headers"]
        given = dict(headers)
        request_id = _request_id(given.get(b"x-request-id"))
        reply = _Reply(send, request_id, bare=scope["method"] == "HEAD")
        if reply.bare:
            scope = {**scope, "method": "GET"}
        scope[REQUEST_ID] = request_id
        refused = _refusal(scope, given)
        if refused:
            if LONG_HEAD in scope:
                reply.closes_after(receive)
            await self._refuse(scope, receive, reply, refused)
            return
        stated, most = given.get(b"content-length"), _most(scope)
        if stated is None:
            receive = _counted(receive, most)
        elif int(stated[:20]) > most:
            reply.closes_after(receive)
            receive = _too_large(most)
        await self._answer(scope, receive, reply)

    async def _answer(self, scope: Scope, receive: Receive, reply: "_Reply") -> None:
        begun = time.monotonic()
        try:
            await self._app(scope, receive, reply)
        except Exception:
            _log.exception("unexpected error", extra={"request": reply.request_id})
            failed = 500, Reason.UNEXPECTED, unexpected(reply.request_id)
            await self._refuse(scope, receive, reply, failed)
        seconds = time.monotonic() - begun
        failed_here = reply.status >= 500 and TOLD not in scope
        if failed_here or (seconds > SLOW_SECONDS and not reply.streams):
            _log.warning(
                "answered",
                extra={
                    "request": reply.request_id,
                    "method": "HEAD" if reply.bare else scope["method"],
                    "path": scope["path"],
                    "status": reply.status,
                    "ms": round(seconds * 1000),
                },
            )

    async def _refuse(
        self, scope: Scope, receive: Receive, reply: "_Reply", why: _Refusal
    ) -> None:
        """An answer of our own, unless one has begun already."""
        if reply.status:
            return
        response = self._refusals.response(scope, *why)
        response.headers["connection"] = "close"
        await response(scope, receive, reply)


class _Reply:
    """The way out: adds our headers, and knows whether an answer has begun.

    A `bare` one leaves the body out, as HEAD wants it (RFC 9110, 9.3.2): the app answers a GET.
    """

    def __init__(self, send: Send, request_id: str, *, bare: bool) -> None:
        self.request_id, self.status, self.streams = request_id, 0, False
        self.bare = bare
        self._send = send
        self._rest: Receive | None = None
        self._headers = [*_ALWAYS, (b"x-request-id", request_id.encode())]

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            own = message.get("headers", [])
            names = {name for name, _ in own}
            self.streams = dict(own).get(b"content-type", b"").startswith(_STREAM)
            message["headers"] = [
                *own,
                *(pair for pair in self._headers if pair[0] not in names),
            ]
            if self.bare:
                await self._send(message)
                message = {"type": "http.response.body", "body": b""}
        elif self.bare:
            return
        elif self._rest and not message.get("more_body"):
            await self._send({**message, "more_body": True})
            await _taken(self._rest)
            message = {"type": "http.response.body", "body": b""}
        await self._send(message)

    def closes_after(self, rest: Receive) -> None:
        """Once answered, the `rest` of the request is taken and the connection closed."""
        self._rest = rest
        self._headers.append((b"connection", b"close"))


async def _taken(rest: Receive) -> None:
    """Read and forget what is on its way, up to a limit."""
    size = 0
    with suppress(TimeoutError):
        async with asyncio.timeout(LINGER_SECONDS):
            while size <= LINGER_BYTES:
                message = await rest()
                size += len(message.get("body", b""))
                if not message.get("more_body"):
                    return


def _request_id(given: bytes | None) -> str:
    """The caller's id if it is harmless, so that one id runs through both logs."""
    if given and _ID.fullmatch(given):
        return given.decode("ascii")
    return secrets.token_hex(8)


def _most(scope: Scope) -> int:
    described = scope["method"] == "PUT" and "/branches/" in scope["path"]
    return MAX_DESCRIPTION if described else MAX_BODY


def _refusal(scope: Scope, given: dict[bytes, bytes]) -> _Refusal | None:
    headers: Sequence[tuple[bytes, bytes]] = scope["headers"]
    if OVERLOADED in scope:
        return 503, Reason.RATE_LIMITED, "too many connections"
    if len(headers) > MAX_HEADERS:
        return 431, Reason.TOO_LARGE, f"over {MAX_HEADERS} headers"
    size = sum(len(name) + len(value) for name, value in headers)
    size += len(scope["path"]) + len(scope["query_string"])
    if size > MAX_HEADER_BYTES or LONG_HEAD in scope:
        return 431, Reason.TOO_LARGE, f"over {MAX_HEADER_BYTES} bytes before the body"
    hosts = sum(name == b"host" for name, _ in headers)
    if hosts > 1 or (not hosts and scope.get("http_version") == "1.1"):
        return 400, Reason.VALIDATION, "needs one Host header"
    if not given.get(b"content-length", b"0").isdigit():
        return 400, Reason.VALIDATION, "malformed Content-Length"
    return None


def _too_large(most: int) -> Receive:
    """In place of a body that says it is too large: whoever reads it says so in its own words."""

    async def refuse() -> Message:
        raise BadInput(Reason.TOO_LARGE, detail=f"over {most} bytes")

    return refuse


def _counted(receive: Receive, most: int) -> Receive:
    """`receive` for a body that doesn't say its length."""
    size = 0

    async def counted() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > most:
            raise BadInput(Reason.TOO_LARGE, detail=f"over {most} bytes")
        return message

    return counted
