"""One errand, from its first byte until it is certain what became of it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain, repeat
from math import inf
from typing import Any, Final, Generic, TypeVar

from kiosk.apis.asking import Asked, Limits, Seen
from kiosk.apis.breaker import urgent
from kiosk.apis.outcomes import Unseen, Verdict, verdict_of
from kiosk.domain.errands import Errand, Errands, ErrandState
from kiosk.domain.ports import Clock
from kiosk.errors import Ambiguous, KioskError, Reason, Refused

T = TypeVar("T")

LEAST: Final = 0.5
"""Seconds; a request that has less is not begun."""

DOUBTED: Final = "in doubt"
"""What is noted of an errand that had an answer nobody could rely on."""

_LOG: Final = logging.getLogger(__name__)
_JUST: Final = 0.001
"""Seconds a sleep may be short of what it was to be."""


class Blind(Ambiguous):
    """Nobody will ever know: their rows can't be looked up."""


@dataclass(frozen=True, slots=True)
class Settled(Generic[T]):
    """An errand that is DONE, and what it was for."""

    errand: Errand
    value: T


@dataclass(frozen=True, slots=True)
class _Said(Generic[T]):
    """What came of one request: `values` has one for YES, `error` is there for anything else."""

    verdict: Verdict
    values: tuple[T, ...] = ()
    error: Exception | None = None


class Settling:
    """Posts, looks up, adopts, cancels and gives up. Every change is on disk before it counts."""

    def __init__(
        self,
        errands: Errands,
        clock: Clock,
        monotonic: Callable[[], float],
        sleep: Callable[[float], Awaitable[object]],
        limits: Limits,
    ) -> None:
        """As `Journal`."""
        self._errands, self._clock, self._limits = errands, clock, limits
        self._monotonic, self._sleep = monotonic, sleep

    async def run(self, errand: Errand, asked: Asked[T], end: float) -> Settled[T]:
        """From the first byte to the end, by `end` (monotonic). Raises as `Journal.make`."""
        while True:
            errand, said = await self._sent(errand, asked, end)
            for value in said.values:
                return await self.adopt(errand, asked, value, (), end)
            if _is_plain_no(said, errand):
                return await self._unless_ours(errand, asked, said, end)
            if not isinstance(said.error, Unseen):
                errand = replace(errand, detail=DOUBTED)
            certain_at = self._monotonic() + self._limits.lag
            if self._is_last(said, errand):
                certain_at = inf
            found = await self._found(errand, asked, end, certain_at)
            if found:
                first, *others = found
                return await self.adopt(errand, asked, first.value, others, end)
            if said.verdict is Verdict.NO:
                return await self._refused(errand, said)

    async def resume(self, errand: Errand, asked: Asked[T], end: float) -> Settled[T]:
        """Go on with what was sent before a restart: look first. Raises as `Journal.make`."""
        errand = replace(errand, detail=DOUBTED)
        age = (self._clock.now() - errand.changed_at).total_seconds()
        certain_at = self._monotonic() + max(0.0, self._limits.lag - age)
        if found := await self._found(errand, asked, end, certain_at):
            first, *others = found
            return await self.adopt(errand, asked, first.value, others, end)
        return await self.run(errand, asked, end)

    async def adopt(
        self,
        errand: Errand,
        asked: Asked[T],
        value: T,
        others: Sequence[Seen[T]],
        end: float,
    ) -> Settled[T]:
        """Keep one row, and cancel the others and what it is instead of, as far as there is time:
        the sweep does the rest. Ambiguous when it can't be written down that it is kept."""
        try:
            errand = await self.turned(errand, ErrandState.DONE, asked.id_of(value))
        except KioskError as error:
            raise Ambiguous(detail=f"found, not kept: {error.detail}") from error
        for other in others:
            await self.undone(errand, asked, other.id, self._left(end))
        return Settled(await self.second_half(errand, asked, self._left(end)), value)

    async def second_half(
        self, errand: Errand, asked: Asked[Any], within: float
    ) -> Errand:
        """Cancel what an errand's fruit is instead of; nothing when there is none."""
        if errand.then is None or not errand.half_done:
            return errand
        if not await self.undone(errand, asked, errand.then, within):
            return errand
        errand = replace(errand, then_done=True)
        await self._errands.write(errand)
        return errand

    async def undone(
        self, errand: Errand, asked: Asked[Any], id: str, within: float
    ) -> bool:
        """Cancel a row; whether that is certain."""
        try:
            with urgent():
                async with asyncio.timeout(within):
                    await asked.undo(id)
        except (KioskError, TimeoutError) as error:
            _LOG.warning("a row could not be cancelled", extra=_about(errand, error))
            return False
        _LOG.info("a row was cancelled", extra=_about(errand))
        return True

    async def fresh(
        self, errand: Errand, asked: Asked[T], within: float
    ) -> list[Seen[T]] | None:
        """The live rows of its mark that nobody has, oldest first; None: can't be known now.

        Raises Blind.
        """
        try:
            with urgent():
                async with asyncio.timeout(within):
                    seen = await asked.look_up(errand)
        except (KioskError, TimeoutError) as error:
            if isinstance(error, Refused) and error.reason is Reason.NOT_OFFERED:
                raise Blind(detail="their rows can't be looked up") from error
            _LOG.info("a look-up failed", extra=_about(errand, error))
            return None
        had = self._had(errand)
        return [one for one in seen if one.live and one.id not in had]

    async def turned(
        self, errand: Errand, state: ErrandState, found: str | None = None
    ) -> Errand:
        """The errand in another state, on disk."""
        now = self._clock.now()
        errand = replace(errand, state=state, found=found, changed_at=now, looks=0)
        await self._errands.write(errand)
        return errand

    async def _sent(
        self, errand: Errand, asked: Asked[T], end: float
    ) -> tuple[Errand, _Said[T]]:
        """One request that may have reached them, tried anew while none has."""
        for wait in (*self._limits.unsent, inf):
            errand = await self._intended(errand)
            said = await self._posted(errand, asked, self._left(end))
            if said.verdict is not Verdict.NEVER_SENT:
                return errand, said
            errand = replace(errand, tries=errand.tries - 1)
            if self._left(end) < wait + LEAST:
                break
            await self._sleep(wait)
        return errand, said

    async def _intended(self, errand: Errand) -> Errand:
        """Written down, before its first byte. Ambiguous when an earlier request got lost."""
        errand = replace(errand, tries=errand.tries + 1)
        try:
            await self._errands.write(errand)
        except KioskError as error:
            if errand.tries > 1:
                raise Ambiguous(detail=f"lost, then {error.detail}") from error
            raise
        return errand

    async def _posted(self, errand: Errand, asked: Asked[T], within: float) -> _Said[T]:
        """One request. A yes with a row that somebody has already is none."""
        try:
            async with asyncio.timeout(min(within, self._limits.post)):
                value = await asked.post(errand)
        except (KioskError, TimeoutError) as error:
            _LOG.info("not made at once", extra=_about(errand, error))
            return _Said(verdict_of(error), error=error)
        if asked.id_of(value) in self._had(errand):
            wrong = Ambiguous(detail="answered with somebody else's row")
            return _Said(Verdict.UNKNOWN, error=wrong)
        return _Said(Verdict.YES, (value,))

    async def _found(
        self, errand: Errand, asked: Asked[T], end: float, certain_at: float
    ) -> Sequence[Seen[T]]:
        """Rows to adopt, oldest first; none when nothing is there, and there is time to post.

        That there is nothing is known from `certain_at` on. Otherwise it is given up: Ambiguous.
        """
        try:
            return await self._looked_for(errand, asked, end, certain_at)
        except Ambiguous:
            _LOG.warning("given up", extra=_about(errand))
            await self._ended(errand, ErrandState.GIVEN_UP)
            raise

    async def _looked_for(
        self, errand: Errand, asked: Asked[T], end: float, certain_at: float
    ) -> Sequence[Seen[T]]:
        waits = self._limits.waits
        if certain_at == inf:
            waits = (0.0, *waits)  # it is there, as far as anybody can say
        for wait in chain(waits, repeat(waits[-1])):
            until = certain_at - self._monotonic()
            wait = min(wait, until) if until > 0 else wait
            if self._left(end) <= wait:
                break
            await self._sleep(wait)
            is_certain = self._monotonic() + _JUST >= certain_at
            found = await self.fresh(errand, asked, self._left(end))
            if found:
                return found
            if found is not None and is_certain and self._left(end) > LEAST:
                return ()
        raise Ambiguous(detail="not known in time")

    async def _unless_ours(
        self, errand: Errand, asked: Asked[T], said: _Said[T], end: float
    ) -> Settled[T]:
        """What is not to be had any more may be what a first delivery of our own request took."""
        if isinstance(said.error, Refused):
            with suppress(Blind):
                within = min(self._left(end), self._limits.post)
                if found := await self.fresh(errand, asked, within):
                    first, *others = found
                    return await self.adopt(errand, asked, first.value, others, end)
        return await self._refused(errand, said)

    async def _refused(self, errand: Errand, said: _Said[T]) -> Settled[T]:
        """Nothing is there: raises what was said."""
        if errand.tries == 0:
            errand = replace(errand, watched=False)
        await self._ended(errand, ErrandState.REFUSED)
        raise said.error or Refused(detail="refused")

    async def _ended(self, errand: Errand, state: ErrandState) -> None:
        """As `turned`. One that can't be written stays OPEN, and the sweep gets to it."""
        try:
            await self.turned(errand, state)
        except KioskError as error:
            _LOG.error("an errand's end is not kept", extra=_about(errand, error))

    def _is_last(self, said: _Said[T], errand: Errand) -> bool:
        """Whether there is nothing to do but look: it is there, or was posted often enough."""
        if isinstance(said.error, Unseen):
            return True
        return said.verdict is not Verdict.NO and errand.tries >= self._limits.posts

    def _had(self, errand: Errand) -> frozenset[str]:
        """Ids under its mark that are no fruit of it, or known as such."""
        known = {*errand.before, *filter(None, (errand.then, errand.found))}
        return self._errands.fruit(errand.system, errand.mark) | known

    def _left(self, end: float) -> float:
        return max(0.0, end - self._monotonic())


def _is_plain_no(said: _Said[Any], errand: Errand) -> bool:
    """Whether nothing can be there. After a request that got lost a no may be about that one."""
    if said.verdict is Verdict.NEVER_SENT:
        return errand.tries == 0
    return said.verdict is Verdict.NO and errand.tries == 1


def _about(errand: Errand, error: Exception | None = None) -> dict[str, object]:
    said = {"reason": getattr(error, "reason", "timeout")} if error else {}
    return {"errand": errand.id, "system": errand.system, "tries": errand.tries, **said}
