"""What the server refuses by itself, said as the dialect of the path would say it."""

from collections.abc import Sequence
from typing import Final, Protocol

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Scope

from kiosk.errors import Reason

REQUEST_ID: Final = "kiosk.request"
"""The scope member that holds the request's id."""

RETRY_SECONDS: Final = 2
"""How long an answer of 503 asks a client to wait."""


class Voice(Protocol):
    """A dialect that has its own envelope for errors."""

    def speaks(self, path: str) -> bool:
        """Whether this path is the dialect's."""
        ...

    def refusal(self, request: Request, status: int, reason: Reason) -> Response:
        """An error in its envelope; of `request` only the head may be read."""
        ...


class Refusals:
    """Answers of the server's own: 400, 413, 431, 500, 503. The native envelope where no voice is."""

    def __init__(self, voices: Sequence[Voice]) -> None:
        """The first voice that speaks a path has it."""
        self._voices = voices

    def response(
        self, scope: Scope, status: int, reason: Reason, detail: str
    ) -> Response:
        """An error's answer. `detail` is in the native envelope only: it is no customer's."""
        said = self._said(scope, status, reason, detail)
        if status == 503:
            said.headers["retry-after"] = str(RETRY_SECONDS)
        return said

    def _said(self, scope: Scope, status: int, reason: Reason, detail: str) -> Response:
        for voice in self._voices:
            if voice.speaks(scope["path"]):
                return voice.refusal(Request(scope), status, reason)
        return JSONResponse({"error": {"reason": reason, "message": detail}}, status)

    async def crashed(self, request: Request, _error: Exception) -> Response:
        """What the caller sees of an error nobody foresaw: a reference to the log's line."""
        detail = unexpected(request.scope.get(REQUEST_ID, ""))
        return self.response(request.scope, 500, Reason.UNEXPECTED, detail)


def unexpected(request_id: str) -> str:
    """What a caller is told of a failure that only the log explains."""
    return f"unexpected; reference {request_id}"
