"""What every request passes before the app sees it: an id, sizes, headers, a last resort."""

import json
import logging
import re
import secrets
import time
from collections.abc import Sequence
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kiosk.errors import BadInput, Reason

MAX_BODY: Final = 64 * 1024
"""Bytes of a request body."""

MAX_DESCRIPTION: Final = 1024 * 1024
"""Bytes of a branch description, the one large thing somebody may send."""

MAX_HEADERS: Final = 100

SLOW_SECONDS: Final = 1.0
"""An answer that took longer is worth a line in the log."""

REQUEST_ID: Final = "kiosk.request"
"""The scope member that holds the request's id."""

_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")
_ALWAYS: Final[Sequence[tuple[bytes, bytes]]] = (
    (b"x-content-type-options", b"nosniff"),
    (b"cache-control", b"no-store"),
)
_log = logging.getLogger("kiosk.server")


class Guard:
    """Pure ASGI around the app. Answers in the native envelope where the app never got to."""

    def __init__(self, app: ASGIApp) -> None:
        """`app` is the FastAPI application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers: list[tuple[bytes, bytes]] = scope["headers"]
        given = dict(headers)
        request_id = _request_id(given.get(b"x-request-id"))
        scope[REQUEST_ID] = request_id
        reply = _Reply(send, request_id)
        refused = _refusal(headers, given)
        if refused:
            await reply.error(*refused)
            return
        stated, most = given.get(b"content-length"), _most(scope)
        if stated is None:
            receive = _counted(receive, most)
        elif int(stated[:20]) > most:
            receive = _too_large(most)
            reply.closes()
        await self._answer(scope, receive, reply)

    async def _answer(self, scope: Scope, receive: Receive, reply: "_Reply") -> None:
        begun = time.monotonic()
        try:
            await self._app(scope, receive, reply)
        except Exception:
            _log.exception("unexpected error", extra={"request": reply.request_id})
            await reply.error(500, Reason.UNEXPECTED, unexpected(reply.request_id))
        seconds = time.monotonic() - begun
        if reply.status >= 500 or (seconds > SLOW_SECONDS and not reply.streams):
            _log.warning(
                "answered",
                extra={
                    "request": reply.request_id,
                    "method": scope["method"],
                    "path": scope["path"],
                    "status": reply.status,
                    "ms": round(seconds * 1000),
                },
            )


class _Reply:
    """The way out: adds our headers, and knows whether an answer has begun."""

    def __init__(self, send: Send, request_id: str) -> None:
        self.request_id, self.status, self.streams = request_id, 0, False
        self._send = send
        self._headers = [*_ALWAYS, (b"x-request-id", request_id.encode())]

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            own = message.get("headers", [])
            names = {name for name, _ in own}
            self.streams = (b"content-type", b"text/event-stream") in own
            message["headers"] = [
                *own,
                *(pair for pair in self._headers if pair[0] not in names),
            ]
        await self._send(message)

    def closes(self) -> None:
        """What is left of the request is not waited for."""
        self._headers.append((b"connection", b"close"))

    async def error(self, status: int, reason: Reason, detail: str) -> None:
        """An answer of our own, unless one has begun already."""
        if self.status:
            return
        body = json.dumps({"error": {"reason": reason, "message": detail}}).encode()
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", str(len(body)).encode()),
            (b"connection", b"close"),
        ]
        await self(
            {"type": "http.response.start", "status": status, "headers": headers}
        )
        await self._send({"type": "http.response.body", "body": body})


def unexpected(request_id: str) -> str:
    """What a caller is told of a failure that only the log explains."""
    return f"unexpected; reference {request_id}"


def _request_id(given: bytes | None) -> str:
    """The caller's id if it is harmless, so that one id runs through both logs."""
    if given and _ID.fullmatch(given):
        return given.decode("ascii")
    return secrets.token_hex(8)


def _most(scope: Scope) -> int:
    described = scope["method"] == "PUT" and "/branches/" in scope["path"]
    return MAX_DESCRIPTION if described else MAX_BODY


def _refusal(
    headers: Sequence[tuple[bytes, bytes]], given: dict[bytes, bytes]
) -> tuple[int, Reason, str] | None:
    if len(headers) > MAX_HEADERS:
        return 431, Reason.TOO_LARGE, f"over {MAX_HEADERS} headers"
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
