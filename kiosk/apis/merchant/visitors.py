"""Who asks: by a key or a token in the header, or by the cookies of a session."""

from collections.abc import Collection
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis.direct import CONTENT_TYPE
from kiosk.apis.gate import Gate
from kiosk.apis.merchant.manners import Manners
from kiosk.domain.access import Caller, Role
from kiosk.domain.accounts import ACCESS, REFRESH, Accounts, Tokens
from kiosk.errors import BadInput, Denied, Reason

ACCESS_COOKIE: Final = "jwt-access"
REFRESH_COOKIE: Final = "jwt-refresh"

_RENEWED: Final = "kiosk.merchant.renewed"
"""The scope member with a new short token, to go out with whatever is answered."""

_READS: Final = frozenset({"GET", "HEAD"})


class Visitors:
    """The door of this dialect: sessions, and behind them the server's gate."""

    def __init__(self, gate: Gate, accounts: Accounts, manners: Manners) -> None:
        """`accounts` keep the sessions, `gate` the keys and the rates."""
        self._gate, self._accounts, self._manners = gate, accounts, manners

    def admit(self, request: Request, allowed: Collection[Role]) -> Caller:
        """Who asks, if one of `allowed`. Denied, TooBusy.

        A header is believed before a cookie. A cookie comes along by itself, so what it changes
        must say that it is JSON, which no other site's form can: else BadInput.
        """
        if self._manners.bearer:
            token = _bearer(request)
            known = self._accounts.caller(token) if token else None
            if known:
                return self._gate.welcome(known, allowed)
            if token or not self._manners.cookie:
                return self._gate.admit(request, allowed, by_key=True)
        known = self._by_cookie(request) if self._manners.cookie else None
        if known is None:
            self._gate.visit(request)
            raise Denied(Reason.AUTH, detail="nobody is signed in")
        if request.method not in _READS:
            check_json(request)
        return self._gate.welcome(known, allowed)

    def end(self, request: Request) -> None:
        """End the session that a request has a token of, if it has one."""
        tokens = [_cookie(request, name) for name in (ACCESS_COOKIE, REFRESH_COOKIE)]
        tokens.append(_bearer(request))
        self._accounts.sign_out([token for token in tokens if token])
        request.scope.pop(_RENEWED, None)

    def _by_cookie(self, request: Request) -> Caller | None:
        known = self._accounts.caller(_cookie(request, ACCESS_COOKIE))
        if known:
            return known
        found = self._accounts.renewed(_cookie(request, REFRESH_COOKIE))
        if found is None:
            return None
        known, request.scope[_RENEWED] = found
        return known


def check_json(request: Request) -> None:
    """BadInput unless it says that it is JSON."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise BadInput(detail="not said to be JSON", fields={CONTENT_TYPE: kind})


def address(request: Request) -> str:
    """Where a request came from; "" over a Unix socket."""
    return request.client.host if request.client else ""


def keep(response: Response, request: Request, tokens: Tokens) -> Response:
    """An answer that leaves the tokens of a new session."""
    _set(response, request, ACCESS_COOKIE, tokens.access, int(ACCESS.total_seconds()))
    _set(
        response, request, REFRESH_COOKIE, tokens.refresh, int(REFRESH.total_seconds())
    )
    return response


def renew(response: Response, request: Request) -> Response:
    """An answer, with the new short token if one was made on the way."""
    token = request.scope.get(_RENEWED)
    if token:
        _set(response, request, ACCESS_COOKIE, token, int(ACCESS.total_seconds()))
    return response


def forget(response: Response, request: Request) -> Response:
    """An answer that takes both tokens away."""
    for name in (ACCESS_COOKIE, REFRESH_COOKIE):
        _set(response, request, name, "", 0)
    return response


def _set(
    response: Response, request: Request, name: str, token: str, seconds: int
) -> None:
    """No script reads it, no other site's form sends it, and TLS keeps it to itself."""
    response.set_cookie(
        name,
        token,
        max_age=seconds,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )


def _cookie(request: Request, name: str) -> str:
    return request.cookies.get(name, "")[:200]


def _bearer(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""
