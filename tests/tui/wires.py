"""Backends that fail as networks and disks do, over a real desk."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from kiosk.desk.desk import Desk
from kiosk.domain.branch import BranchId, BranchState
from kiosk.domain.ports import Once
from kiosk.domain.ticket import Draft, Placed
from kiosk.errors import Denied, KioskError, Unavailable


@dataclass
class Wire:
    """A desk behind a wire. `lost` answers get lost after the desk has done its part;
    then come the errors of `after`. `errors` are raised instead of asking; while `cut` nobody
    answers, and with a `refusal` that is the answer."""

    desk: Desk
    lost: list[KioskError] = field(default_factory=list)
    after: list[KioskError] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)
    cut: bool = False
    refusal: Denied | None = None
    asked: list[Once] = field(default_factory=list)
    gate: asyncio.Event | None = None

    def __getattr__(self, name: str) -> Any:
        """Everything else is the desk's."""
        return getattr(self.desk, name)

    async def issue(self, draft: Draft, once: Once | None, actor: str) -> Placed:
        if once:
            self.asked.append(once)
        if self.gate:
            await self.gate.wait()
        if self.errors:
            raise self.errors.pop(0)
        placed = await self.desk.issue(draft, once, actor)
        if self.lost:
            self.errors += self.after
            raise self.lost.pop(0)
        return placed

    async def branch(self, branch: BranchId) -> BranchState:
        self._answer()
        return await self.desk.branch(branch)

    async def branches(self) -> Sequence[BranchState]:
        self._answer()
        return await self.desk.branches()

    async def events(
        self, branch: BranchId | None = None, after: int | None = None
    ) -> AsyncIterator[object]:
        self._answer()
        async for event in self.desk.events(branch, after):
            self._answer()
            yield event

    def _answer(self) -> None:
        if self.refusal:
            raise self.refusal
        if self.cut:
            raise Unavailable(detail="the wire is cut")
