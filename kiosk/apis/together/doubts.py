"""Asking for a booking once, where their client can't look up what became of it."""

from collections import OrderedDict
from typing import Final

from kiosk.domain.ports import Backend, Once
from kiosk.domain.ticket import Draft, Placed
from kiosk.errors import Ambiguous, KioskError

MOST: Final = 1_000
"""Keys in doubt that are kept in mind."""


class Doubts:
    """The keys whose answers were lost. They last as long as the process does."""

    def __init__(self, theirs: Backend) -> None:
        """`theirs` keeps a journal of its own where it is `idempotent`."""
        self._theirs = theirs
        self._keys: OrderedDict[tuple[str, str], None] = OrderedDict()

    async def issue(self, asked: Draft, once: Once | None, actor: str) -> Placed:
        """Book there. Where their client keeps no journal (a key that may look up nothing), a
        key whose answer was lost is never asked for again, but Ambiguous: nobody could tell one
        booking from two."""
        if once is None or self._theirs.capabilities.idempotent:
            return await self._theirs.issue(asked, once, actor)
        key = (once.owner, once.key)
        if key in self._keys:
            raise Ambiguous(detail="asked for before, and nobody knows what came of it")
        self._keys[key] = None
        while len(self._keys) > MOST:
            self._keys.popitem(last=False)
        try:
            placed = await self._theirs.issue(asked, once, actor)
        except KioskError as error:
            if not isinstance(error, Ambiguous):
                self._keys.pop(key, None)
            raise
        self._keys.pop(key, None)
        return placed
