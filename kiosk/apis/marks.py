"""Marks under way: at most one errand at a time is at what carries the same mark."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from kiosk.domain.errands import Errand
from kiosk.errors import TooBusy


@dataclass(slots=True)
class _Place:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    people: int = 0


class Marks:
    """Who is at which mark."""

    def __init__(self) -> None:
        """Starts with nobody."""
        self._places: dict[tuple[str, str], _Place] = {}

    def in_use(self, system: str) -> frozenset[str]:
        """The marks of a system that somebody is at, or waits for."""
        return frozenset(mark for of, mark in self._places if of == system)

    @asynccontextmanager
    async def held(self, errand: Errand, within: float) -> AsyncIterator[None]:
        """Alone at an errand's mark. TooBusy when it is not free `within` seconds."""
        key = (errand.system, errand.mark)
        place = self._places.setdefault(key, _Place())
        place.people += 1
        try:
            try:
                async with asyncio.timeout(within):
                    await place.lock.acquire()
            except TimeoutError as error:
                raise TooBusy(detail=f"{errand.system}: a mark in use") from error
            try:
                yield
            finally:
                place.lock.release()
        finally:
            place.people -= 1
            if not place.people:
                del self._places[key]
