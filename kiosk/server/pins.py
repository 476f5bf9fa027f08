"""PINs: hashed slowly, away from the event loop, and a few guesses at most."""

import asyncio
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from kiosk.errors import Denied, Reason, TooBusy

if TYPE_CHECKING:
    from argon2 import PasswordHasher

MOST_WAITING: Final = 16
"""Sign-ins under way at once. A hash takes a core and 32 MB: more would be felt in the lobby."""

DELAYS: Final = (0, 0, 0, 2, 4, 8, 16, 30, 60, 60)
"""Seconds until the next try, by the number of wrong PINs in a row. After one more: locked."""


class Pins:
    """Makes and checks hashes, one after another, each in a thread.

    argon2id with 32 MiB, 3 passes and 1 lane (RFC 9106 asks for as much as can be afforded):
    80 ms on a 2-core virtual machine of 2026.
    """

    def __init__(self, memory_kib: int = 32 * 1024, passes: int = 3) -> None:
        """The library is loaded with the first PIN."""
        self._memory, self._passes = memory_kib, passes
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._made: PasswordHasher | None = None

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for the turn to call `matches`. TooBusy when too many wait."""
        if self._waiting >= MOST_WAITING:
            raise TooBusy(detail="too many sign-ins at once")
        self._waiting += 1
        try:
            async with self._turn:
                yield
        finally:
            self._waiting -= 1

    async def hashed(self, pin: str) -> str:
        """A PIN as it may be stored. TooBusy."""
        async with self.turn():
            return await asyncio.to_thread(self._hash, pin)

    async def matches(self, pin: str, pin_hash: str | None) -> bool:
        """Whether a PIN is the one that was hashed; only within a `turn`.

        Without a hash it takes as long, and is wrong.
        """
        return await asyncio.to_thread(self._check, pin, pin_hash)

    def _check(self, pin: str, pin_hash: str | None) -> bool:
        from argon2.exceptions import InvalidHashError, VerificationError

        if pin_hash is None:
            self._hash(pin)
            return False
        try:
            return self._hasher().verify(pin_hash, pin)
        except (VerificationError, InvalidHashError):
            return False

    def _hash(self, pin: str) -> str:
        return self._hasher().hash(pin)

    def _hasher(self) -> "PasswordHasher":
        if self._made is None:
            from argon2 import PasswordHasher

            self._made = PasswordHasher(self._passes, self._memory, parallelism=1)
        return self._made


class Tries:
    """The wrong PINs of one operator in a row, and when the next try is allowed.

    Seconds are monotonic, so that setting the clock changes nothing.
    """

    def __init__(self, failures: int = 0, until: float = 0.0) -> None:
        """`until`: not before."""
        self.lock = asyncio.Lock()
        self.failures, self._until = failures, until

    @classmethod
    def remembered(
        cls, failures: int, failed_at: datetime | None, now: datetime, seconds: float
    ) -> "Tries":
        """As they were before a restart. A clock that was set meanwhile can't make the wait
        longer than it was."""
        delay = timedelta(seconds=_delay(failures))
        left = failed_at + delay - now if failed_at else timedelta()
        wait = min(max(left, timedelta()), delay)
        return cls(failures, seconds + wait.total_seconds())

    @property
    def locked(self) -> bool:
        """Whether only a supervisor can help."""
        return self.failures >= len(DELAYS)

    def check(self, seconds: float) -> None:
        """Denied LOCKED; TooBusy LOCKED with the seconds until the next try."""
        if self.locked:
            detail = f"locked after {len(DELAYS)} wrong PINs; a supervisor can unlock"
            raise Denied(Reason.LOCKED, detail=detail)
        if seconds < self._until:
            wait = math.ceil(self._until - seconds)
            detail = f"wrong PINs: wait {wait} s"
            raise TooBusy(Reason.LOCKED, detail=detail, retry_after=wait)

    def failed(self, seconds: float) -> None:
        """One more. It counts before it is looked at: nothing that ends this process in between
        makes it free."""
        self.failures += 1
        self._until = seconds + _delay(self.failures)

    def clear(self) -> None:
        """The PIN was right, or a supervisor helped."""
        self.failures, self._until = 0, 0.0


def _delay(failures: int) -> int:
    return DELAYS[min(failures, len(DELAYS) - 1)]
