"""The desk's part about kiosks: how they are, and where a customer asks for somebody."""

from dataclasses import replace
from typing import Final

from kiosk.desk.ground import Ground
from kiosk.domain.branch import BranchId
from kiosk.domain.serving import KioskHealth
from kiosk.text import clean

MOST_KIOSKS: Final = 200

MOST_WORD: Final = 40
"""Cells of what a kiosk tells of itself."""


class KioskDesk(Ground):
    """The part of `kiosk.domain.staff.Serving` that is about kiosks. Kept in mind only."""

    async def report(self, branch: BranchId, health: KioskHealth) -> None:
        """A kiosk tells how it is; `at` is by our clock. Told on when its printer changed."""
        floor = self._floor(branch)
        name = _name(health.name)
        before = floor.kiosks.pop(name, None)
        told = replace(
            health,
            name=name,
            version=clean(health.version, MOST_WORD),
            last_number=clean(health.last_number, MOST_WORD),
            at=self._now(),
        )
        floor.kiosks[name] = told
        if len(floor.kiosks) > MOST_KIOSKS:
            floor.kiosks.pop(next(iter(floor.kiosks)))
        if before is None or _paper(before) != _paper(told):
            self._announce(floor)

    async def summon(self, branch: BranchId, kiosk: str, actor: str) -> bool:
        """A customer at that kiosk asks for somebody. Whether any console shows it."""
        floor, name = self._floor(branch), _name(kiosk)
        if floor.summoned.add(name, self._now()):
            self._announce(floor)
        return floor.summoned.is_shown(name)

    async def attend(self, branch: BranchId, kiosk: str, actor: str) -> None:
        """Somebody goes to that kiosk."""
        floor = self._floor(branch)
        if floor.summoned.drop(_name(kiosk)):
            self._announce(floor)


def _name(given: str) -> str:
    return clean(given, MOST_WORD, "?")


def _paper(health: KioskHealth) -> tuple[object, bool]:
    return health.printer, health.paper_low
