"""The server's door: which key, which role, how often, and asked before or not."""

import asyncio
import hashlib
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Final

from starlette.requests import Request

from kiosk.domain.access import Caller, Role
from kiosk.domain.ports import Once
from kiosk.errors import BadInput, Denied, KeyTrouble, Reason
from kiosk.server.keyring import KeyRing
from kiosk.server.operators import Operators
from kiosk.server.rate import RateLimit

OWNER: Final = Caller("owner", "owner", Role.OWNER)
"""Whoever may open this machine's own socket, which only its user may."""

OWNER_SCOPE: Final = "kiosk.owner"
"""The scope member the socket's listener sets. No request can bring it along."""

_OPERATOR: Final = "x-operator"
"""The header with the token of who signed in."""

_KEY = re.compile(r"[\x21-\x7e]{1,255}")


class ServerGate:
    """See `kiosk.apis.gate.Gate`. `strangers` limits failed keys by address."""

    def __init__(
        self,
        keys: KeyRing,
        rate: RateLimit,
        strangers: RateLimit,
        operators: Operators,
    ) -> None:
        """Both limits count on a monotonic clock."""
        self._keys, self._rate, self._strangers = keys, rate, strangers
        self._operators = operators
        self._running: set[tuple[str, str]] = set()
        self.closing = asyncio.Event()

    def admit(
        self, request: Request, allowed: Collection[Role], *, by_key: bool = False
    ) -> Caller:
        """Who asks, if one of `allowed`. Denied, TooBusy."""
        if self.is_owner(request):
            caller = OWNER
        else:
            caller = self._by_key(request)
            self._rate.take(caller.id)
        token = None if by_key else request.headers.get(_OPERATOR)
        if token is not None:
            caller = self._operators.acting(caller, token)
        return _allowed(caller, allowed)

    def welcome(self, caller: Caller, allowed: Collection[Role]) -> Caller:
        """Somebody known by a session. Denied, TooBusy."""
        self._rate.take(caller.id)
        return _allowed(caller, allowed)

    def visit(self, request: Request) -> None:
        """Somebody who needs no key. TooBusy."""
        if not self.is_owner(request):
            self._rate.take(f"from {_address(request)}")

    @staticmethod
    def is_owner(request: Request) -> bool:
        """Whether it came over the machine's own socket."""
        return request.scope.get(OWNER_SCOPE) is True

    def _by_key(self, request: Request) -> Caller:
        scheme, _, secret = request.headers.get("authorization", "").partition(" ")
        caller = None
        if scheme.lower() == "bearer" and secret:
            caller = self._keys.caller(secret.strip())
        if caller is None:
            self._strangers.take(_address(request))
            raise Denied(Reason.AUTH, detail="invalid or missing API key")
        return caller

    @contextmanager
    def once(
        self, caller: Caller, request: Request, body: bytes, *, required: bool
    ) -> Iterator[Once | None]:
        """The request's `Idempotency-Key`, taken while it is being answered."""
        key = _key(request)
        if key is None:
            if required:
                raise KeyTrouble(Reason.KEY_MISSING, detail="needs an Idempotency-Key")
            yield None
            return
        mine = (caller.id, key)
        if mine in self._running:
            raise KeyTrouble(Reason.KEY_RUNNING, detail="this key is being answered")
        self._running.add(mine)
        try:
            yield Once(caller.id, key, _fingerprint(request, body))
        finally:
            self._running.discard(mine)


def _allowed(caller: Caller, allowed: Collection[Role]) -> Caller:
    if caller.role not in allowed:
        whose = "operator" if caller.operator else "key"
        detail = f"not for a {caller.role} {whose}"
        raise Denied(Reason.FORBIDDEN, detail=detail)
    return caller


def _address(request: Request) -> str:
    return request.client.host if request.client else "?"


def _key(request: Request) -> str | None:
    """The header's value: a quoted string, or bare as most clients send it."""
    given = request.headers.getlist("idempotency-key")
    if not given:
        return None
    if len(given) > 1:
        raise BadInput(
            detail="two Idempotency-Keys", fields={"Idempotency-Key": "given twice"}
        )
    key = given[0].strip()
    if len(key) >= 2 and key[0] == key[-1] == '"':
        key = key[1:-1]
    if not _KEY.fullmatch(key):
        raise BadInput(
            detail="malformed Idempotency-Key",
            fields={"Idempotency-Key": "1 to 255 visible ASCII characters"},
        )
    return key


def _fingerprint(request: Request, body: bytes) -> str:
    """A digest of what is asked: method, path and body."""
    line = f"{request.method} {request.scope['path']}\n".encode()
    return hashlib.sha256(line + body).hexdigest()
