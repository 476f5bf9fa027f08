"""What a dialect asks the server before it acts: who is this, and was this asked before?"""

from collections.abc import Collection
from contextlib import AbstractContextManager
from typing import Protocol

from starlette.requests import Request

from kiosk.domain.access import Caller, Role
from kiosk.domain.ports import Once


class Closing(Protocol):
    """Set once, when the server begins to end: streams end themselves first."""

    def is_set(self) -> bool:
        """Whether the end has begun."""
        ...

    async def wait(self) -> object:
        """Return when the end begins."""
        ...


class Gate(Protocol):
    """The door of the server. Quick and without I/O."""

    @property
    def closing(self) -> Closing:
        """What an open stream waits on beside its events."""
        ...

    def admit(
        self, request: Request, allowed: Collection[Role], *, by_key: bool = False
    ) -> Caller:
        """Who asks, if one of `allowed`; counts against the caller's rate.

        That is the operator whose token the request has, unless it is to be told `by_key` alone.
        Denied AUTH (no key, unknown, revoked; signed out), Denied FORBIDDEN (another role),
        TooBusy.
        """
        ...

    def welcome(self, caller: Caller, allowed: Collection[Role]) -> Caller:
        """Somebody known by a session of the dialect's, if one of `allowed`; counts against the
        caller's rate. Denied FORBIDDEN, TooBusy."""
        ...

    def visit(self, request: Request) -> None:
        """Somebody asks what everybody may know; counts against the rate of their address.
        TooBusy."""
        ...

    def once(
        self, caller: Caller, request: Request, body: bytes, *, required: bool
    ) -> AbstractContextManager[Once | None]:
        """The request's `Idempotency-Key` for as long as it is being answered.

        None when it has none and need not. KeyTrouble KEY_MISSING, KEY_RUNNING; BadInput when
        the key itself is malformed (1 to 255 visible ASCII characters; a quoted string is
        unquoted).
        """
        ...
