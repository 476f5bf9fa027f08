"""Branch descriptions at hand: a ticket's answer needs names, not a whole state."""

import time
from collections.abc import Callable, Sequence
from typing import Final

from kiosk.domain.branch import Branch, BranchId
from kiosk.domain.ports import Backend

FRESH_SECONDS: Final = 1.0
"""How old a description may be."""


class Descriptions:
    """What the branches of a backend offer, asked for at most once a second."""

    def __init__(
        self, backend: Backend, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        """`monotonic` gives seconds."""
        self._backend, self._monotonic = backend, monotonic
        self._known: dict[BranchId, tuple[float, Branch]] = {}
        self._all: tuple[float, Sequence[Branch]] = (float("-inf"), ())

    async def of(self, branch: BranchId) -> Branch:
        """One description. NotFound."""
        asked_at, known = self._known.get(branch, (float("-inf"), None))
        now = self._monotonic()
        if known is None or now - asked_at > FRESH_SECONDS:
            known = (await self._backend.branch(branch)).branch
            self._known[branch] = (now, known)
        return known

    async def all(self) -> Sequence[Branch]:
        """Every description, in the order of loading."""
        asked_at, known = self._all
        now = self._monotonic()
        if now - asked_at > FRESH_SECONDS:
            known = [state.branch for state in await self._backend.branches()]
            self._all = (now, known)
        return known

    def forget(self) -> None:
        """A description was loaded: ask again."""
        self._known.clear()
        self._all = (float("-inf"), ())
