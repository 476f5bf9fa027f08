"""Lanes: customers who are nobody, under whose names bookings can be found again.

Skiplino knows no idempotency keys, and lists tickets only of a customer. So whoever is nobody to
it books under a lane, one booking at a time: what appears there meanwhile is that booking. A lane
is made when none is free, and used again.
"""

import logging
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from typing import Final

from kiosk.apis.skiplino.habits import Habits
from kiosk.apis.skiplino.register import Register
from kiosk.errors import KioskError, TooBusy

_log = logging.getLogger(__name__)

MAKING_SECONDS: Final = 3.0
"""How long a new lane may take of a customer's patience."""


class Lanes:
    """The lanes of this server, from 1 up."""

    def __init__(
        self,
        register: Register,
        habits: Habits,
        in_doubt: Callable[[], Collection[str]],
    ) -> None:
        """`in_doubt`: the names that no other booking may use now."""
        self._register, self._habits, self._in_doubt = register, habits, in_doubt
        self._used: set[int] = set()
        self._made: set[int] = set()
        self._reserved: set[int] = set()
        self._seen: dict[str, tuple[str, ...]] = {}

    @asynccontextmanager
    async def one(self, besides: Collection[str] = ()) -> AsyncIterator[str]:
        """A lane for one booking, none of `besides`: its name.

        Raises TooBusy when all are in use, and whatever keeps its customer from being made.
        """
        number = self._free(besides)
        self._used.add(number)
        try:
            yield await self._ready(number)
        finally:
            self._used.discard(number)

    def reserve(self, name: str) -> None:
        """There is an appointment under it, or they take no more: others are used first."""
        self._reserved |= {n for n in self._made if self._habits.lane(n) == name}

    def forget(self, name: str) -> None:
        """Its customer is not there any more: made again before the next booking."""
        self._made -= {n for n in self._made if self._habits.lane(n) == name}

    def before(self, name: str) -> tuple[str, ...]:
        """The ids that were under a lane when this process first used it."""
        return self._seen.get(name, ())

    @property
    def names(self) -> tuple[str, ...]:
        """The lanes made or found so far."""
        return tuple(self._habits.lane(number) for number in sorted(self._made))

    def _free(self, besides: Collection[str]) -> int:
        """The lowest free one; one that has an appointment only when there is no other."""
        taken = {*self._in_doubt(), *besides}
        free = [
            number
            for number in range(1, self._habits.most_lanes + 1)
            if number not in self._used and self._habits.lane(number) not in taken
        ]
        if not free:
            raise TooBusy(detail="all lanes are in use", retry_after=2)
        return next((n for n in free if n not in self._reserved), free[0])

    async def _ready(self, number: int) -> str:
        """Its customer is there, and what it had before is known."""
        name = self._habits.lane(number)
        if number not in self._made:
            await self._register.ensure(name, within=MAKING_SECONDS)
            found = await self._register.tickets(
                {"externalId": name}, within=MAKING_SECONDS
            )
            self._seen[name] = tuple(str(one.id) for one in found.items)
            self._made.add(number)
            _log.info("a lane is there", extra={"lane": number})
        return name

    async def spare(self) -> None:
        """Have a free one ready, so that nobody waits for it. Failing is fine."""
        try:
            async with self.one():
                return
        except KioskError as error:
            _log.info("no spare lane", extra={"reason": str(error.reason)})
