"""What has happened, handed to everybody who listens, in order and without holding anybody up."""

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import Enum
from typing import Final

from kiosk.domain.branch import BranchId
from kiosk.domain.events import BranchChanged, TicketEvent
from kiosk.domain.storing import MOST_TOLD

Happening = TicketEvent | BranchChanged

BEHIND: Final = MOST_TOLD
"""How many events a listener may be behind before it is given a snapshot instead."""

KNOWN: Final = 1000
"""How many of the newest events somebody who comes back is told one by one."""


class Gap(Enum):
    """What a listener finds in place of events."""

    BEHIND = "behind"
    """Too many to keep: read the state anew."""
    END = "end"
    """Nothing more will come."""


class Listener:
    """One who listens to one branch, or to all."""

    def __init__(self, branch: BranchId | None) -> None:
        """Hears from now on."""
        self._branch = branch
        self._heard: asyncio.Queue[Happening | Gap] = asyncio.Queue(BEHIND)

    async def next(self) -> Happening | Gap:
        """What comes next; waits for it."""
        return await self._heard.get()

    def tell(self, happening: Happening) -> None:
        """Never waits: whoever is too far behind loses all and is told so."""
        if self._branch not in (None, happening.branch):
            return
        if self._heard.full():
            self._clear(Gap.BEHIND)
        else:
            self._heard.put_nowait(happening)

    def skip(self, branch: BranchId) -> None:
        """Lose all, as one too far behind does, if this is about `branch`."""
        if self._branch in (None, branch):
            self.lose()

    def lose(self) -> None:
        """Lose all: some of it was never told."""
        self._clear(Gap.BEHIND)

    def end(self) -> None:
        """Tell that nothing more will come; what was not heard yet is lost."""
        self._clear(Gap.END)

    def _clear(self, gap: Gap) -> None:
        while not self._heard.empty():
            self._heard.get_nowait()
        self._heard.put_nowait(gap)


class Feed:
    """All who listen."""

    def __init__(self, last: int | None = None) -> None:
        """Nobody listens yet. `last` is the newest event there is; None: not known."""
        self._listeners: set[Listener] = set()
        self._closed = False
        self._last = last

    @property
    def last(self) -> int:
        """The newest event that was told, or was there before anybody listened."""
        return self._last or 0

    @contextmanager
    def listen(self, branch: BranchId | None) -> Iterator[Listener]:
        """A listener, for as long as the block runs."""
        listener = Listener(branch)
        self._listeners.add(listener)
        if self._closed:
            listener.end()
        try:
            yield listener
        finally:
            self._listeners.discard(listener)

    def publish(self, happenings: Iterable[Happening]) -> None:
        """Tell everybody, in the order given. Only what is committed is told.

        Events count up one by one: where some are left out nobody is told what came after them,
        and goes on from there, without having read the state anew.
        """
        for happening in happenings:
            if isinstance(happening, TicketEvent):
                self._notice_gap(happening)
            for listener in self._listeners:
                listener.tell(happening)

    def _notice_gap(self, event: TicketEvent) -> None:
        if self._last is not None and event.seq > self._last + 1:
            for listener in self._listeners:
                listener.lose()
        self._last = event.seq

    def skip(self, branch: BranchId) -> None:
        """More has happened in a branch than is told: it is to be read anew."""
        for listener in self._listeners:
            listener.skip(branch)

    def close(self) -> None:
        """End every listener, and each that comes later. Idempotent."""
        self._closed = True
        for listener in self._listeners:
            listener.end()
