"""What is done about errands that nobody waits for: look, cancel, finish, let go."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from kiosk.apis.asking import Asked, Limits
from kiosk.apis.settling import DOUBTED, Blind, Settling
from kiosk.domain.errands import Errand, Errands, ErrandState
from kiosk.domain.ports import Clock


class Sweeping:
    """Brings errands to where nothing is left to do about them."""

    def __init__(
        self, settling: Settling, errands: Errands, clock: Clock, limits: Limits
    ) -> None:
        """`settling` does what has to be done."""
        self._settling, self._errands = settling, errands
        self._clock, self._limits = clock, limits

    async def recover(self, errand: Errand, asked: Asked[Any], end: float) -> None:
        """An errand that was OPEN when the process ended. Adopted for who may come back, if it is
        there; left OPEN for them if it is not; else cancelled and given up."""
        try:
            found = await self._settling.fresh(errand, asked, self._limits.post)
        except Blind:
            found = []
        if found is None:
            return
        if not self.is_awaited(errand):
            await self.sweep(errand, asked)
        elif found:
            errand = replace(errand, detail=DOUBTED)
            first, *others = found
            await self._settling.adopt(errand, asked, first.value, others, end)

    async def sweep(self, errand: Errand, asked: Asked[Any]) -> int:
        """One errand, as far as it can be brought; how many ghosts of it were cancelled."""
        within = self._limits.post
        if errand.state is ErrandState.OPEN:
            if self.is_awaited(errand):
                return 0
            errand = await self._settling.turned(errand, ErrandState.GIVEN_UP)
        errand = await self._settling.second_half(errand, asked, within)
        if not (errand.watched and self._is_due(errand)) or self._is_shared(errand):
            return 0
        try:
            ghosts = await self._settling.fresh(errand, asked, within)
        except Blind:
            ghosts = []
        if ghosts is None:
            return 0
        gone = [
            await self._settling.undone(errand, asked, ghost.id, within)
            for ghost in ghosts
        ]
        if all(gone):
            await self._looked(errand)
        return sum(gone)

    def is_awaited(self, errand: Errand) -> bool:
        """Whether somebody may still come back for an errand that was left OPEN."""
        age = (self._clock.now() - errand.at).total_seconds()
        return errand.once is not None and age < self._limits.orphan

    def _is_due(self, errand: Errand) -> bool:
        """What is given up is looked for each time, the rest now and then."""
        after = self._limits.after
        looks = min(errand.looks, len(after) - 1)
        given_up = errand.state is ErrandState.GIVEN_UP
        return given_up or self._since(errand) >= after[looks]

    def _is_shared(self, errand: Errand) -> bool:
        """Whether what is under its mark may belong to another one, which is in doubt."""
        return not errand.in_doubt and errand.mark in self._errands.doubtful(
            errand.system
        )

    async def _looked(self, errand: Errand) -> None:
        """Note a look that left nothing behind, and whether it was the last."""
        # what was clear from the first can only have been doubled on its way there
        errand = replace(errand, looks=errand.looks + 1)
        if errand.state is ErrandState.GIVEN_UP:
            if self._since(errand) >= self._limits.after[-1]:
                over = replace(errand, watched=False)
                await self._settling.turned(over, ErrandState.OVER)
                return
        else:
            enough = len(self._limits.after) if errand.detail else 1
            errand = replace(errand, watched=errand.looks < enough)
        await self._errands.write(errand)

    def _since(self, errand: Errand) -> float:
        return (self._clock.now() - errand.changed_at) / timedelta(seconds=1)
