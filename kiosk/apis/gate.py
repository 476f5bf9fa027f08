"""What the routes of every dialect ask the server: who may, what runs already, when it ends."""

from contextlib import AbstractContextManager
from typing import Protocol

from starlette.requests import HTTPConnection

from kiosk.domain.access import Caller, Role
from kiosk.domain.ports import Once


class Closing(Protocol):
    """Set once, when the server begins to end; an `asyncio.Event` is one."""

    def is_set(self) -> bool:
        """Whether the end has begun."""
        ...

    async def wait(self) -> object:
        """Return when the end has begun."""
        ...


class Gate(Protocol):
    """Stands before every route. One gate serves all dialects of a server."""

    @property
    def closing(self) -> Closing:
        """Streams that never end by themselves end when this is set."""
        ...

    def admit(self, request: HTTPConnection, allowed: frozenset[Role]) -> Caller:
        """Who asks, if the role is one of `allowed`. Counts against the key's rate.

        The owner's role belongs to the machine's own socket and can't be claimed over TCP.
        Raises Denied AUTH (no key, unknown, revoked), Denied FORBIDDEN (another role), TooBusy.
        """
        ...

    def once(
        self, caller: Caller, key: str | None, body: bytes, *, required: bool
    ) -> AbstractContextManager[Once | None]:
        """Hold an `Idempotency-Key` while its request is being answered.

        `key` is the header as it came, with or without the quotes of a structured field; `body`
        is what a second use must repeat. None without a key. Raises KeyTrouble KEY_MISSING when
        one is `required`, KeyTrouble KEY_RUNNING while the same caller's key is held, and BadInput
        for a key that is longer than 255 characters or not visible ASCII.
        """
        ...
