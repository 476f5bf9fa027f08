"""Creates that cannot double, at systems that know no idempotency keys.

An errand is on disk before its first byte leaves. Whatever comes back is judged by
`kiosk.apis.outcomes`; what nobody can know is looked up by its mark, at growing intervals, for
longer than their reads lag. What surfaces afterwards and is nobody's, is cancelled by the sweep.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, Final, Generic, TypeVar

from kiosk.apis.asking import LIMITS, Asked, Limits
from kiosk.apis.marks import Marks
from kiosk.apis.settling import Settling
from kiosk.apis.sweeping import Sweeping
from kiosk.domain.errands import Errand, ErrandId, Errands, ErrandState
from kiosk.domain.ports import Clock, Once
from kiosk.errors import Ambiguous, KeyTrouble, KioskError, Reason, TooBusy

T = TypeVar("T")

WORRYING: Final = timedelta(minutes=2)
"""How long an errand may be unsettled before staff are told."""

AT_A_TIME: Final = 8
"""Errands that are recovered side by side."""

_LOG: Final = logging.getLogger(__name__)


@dataclass(eq=False, slots=True)
class _Run(Generic[T]):
    """An errand under way. `forsaken`: who asked has gone, and nobody can come back for it."""

    once: Once | None
    task: "asyncio.Task[T]" = field(init=False)
    done: Errand | None = None
    forsaken: bool = False


class Journal:
    """Makes things at other systems once, keeps what is in doubt, and settles it."""

    def __init__(
        self,
        errands: Errands,
        clock: Clock,
        new_id: Callable[[], str],
        monotonic: Callable[[], float],
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        limits: Limits = LIMITS,
    ) -> None:
        """`new_id` makes ids of 10 characters; `monotonic` counts seconds."""
        self._errands, self._clock, self._new_id = errands, clock, new_id
        self._monotonic, self._limits = monotonic, limits
        self._settling = Settling(errands, clock, monotonic, sleep, limits)
        self._sweeping = Sweeping(self._settling, errands, clock, limits)
        self._runs: set[_Run[Any]] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._marks = Marks()

    async def make(
        self,
        system: str,
        asked: Asked[T],
        mark: str,
        about: Mapping[str, Any],
        once: Once | None,
        before: Sequence[str] = (),
        then: str | None = None,
    ) -> T:
        """Create something once, in `limits.budget` seconds.

        `mark` is what their row will carry: unique, or a lane's that has nothing in doubt (see
        `busy`). `before`: live ids under it. `then`: what is cancelled when the new one is
        certain; it is tried again by the sweep. The same `once` again gives the same one, read
        anew, or waits for the one under way.

        Raises what `asked.post` refused with; Unavailable OFFLINE when nothing was sent;
        Ambiguous when nobody knows (nothing may be handed out, what surfaces is cancelled), and
        again for the same `once` until that is settled; KeyTrouble KEY_REUSED; TooBusy for a mark
        that is in doubt; Unavailable STORE_* when nothing could be written down.
        """
        run = self._under_way(once)
        if run is None:
            now = self._clock.now()
            errand = Errand(
                id=ErrandId(self._new_id()),
                system=system,
                mark=mark,
                about=about,
                at=now,
                changed_at=now,
                before=tuple(before),
                then=then,
                once=once,
            )
            run = self._begin(errand, asked)
        try:
            return await asyncio.shield(run.task)
        except asyncio.CancelledError:
            if run.task.cancelled():
                raise Ambiguous(detail="stopped in the middle") from None
            if once is None:
                self._forsake(run)
            raise

    def busy(self, system: str) -> frozenset[str]:
        """The marks no other errand may use now: under way, or in doubt."""
        return self._errands.doubtful(system) | self._marks.in_use(system)

    async def recover(
        self, system: str, asked_for: Callable[[Errand], Asked[Any]]
    ) -> int:
        """Look up all that is in doubt, before the first customer; how many still are.

        What somebody may come back for (same `once`, younger than `limits.orphan`) is kept for
        them; anything else that is found is cancelled.
        """
        few = asyncio.Semaphore(AT_A_TIME)

        async def one(errand: Errand) -> None:
            end = self._monotonic() + self._limits.budget
            async with few:
                if errand.state is ErrandState.OPEN:
                    await self._sweeping.recover(errand, asked_for(errand), end)
                else:
                    await self._sweeping.sweep(errand, asked_for(errand))

        await asyncio.gather(
            *(self._alone(errand, one) for errand in self._errands.unsettled(system))
        )
        return len(self._errands.doubtful(system))

    async def sweep(
        self, system: str, asked_for: Callable[[Errand], Asked[Any]]
    ) -> int:
        """Cancel what surfaced late, finish second halves; now and then, every 10 s or so. How
        many rows were cancelled as ghosts."""

        async def one(errand: Errand) -> int:
            return await self._sweeping.sweep(errand, asked_for(errand))

        gone = 0
        for errand in self._errands.unsettled(system):
            gone += await self._alone(errand, one) or 0
        return gone

    def worries(self, system: str) -> Sequence[Errand]:
        """Errands that are unsettled for longer than `WORRYING`, oldest first."""
        now = self._clock.now()
        watched = timedelta(seconds=self._limits.after[-1])

        def is_one(errand: Errand) -> bool:
            since = now - errand.changed_at
            if errand.in_doubt:
                return now - errand.at > WORRYING
            return since > WORRYING and (errand.half_done or since > watched + WORRYING)

        return [one for one in self._errands.unsettled(system) if is_one(one)]

    async def aclose(self) -> None:
        """Stop what is under way; it stays in doubt, for `recover`."""
        tasks = (*self._tasks, *(run.task for run in self._runs))
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _under_way(self, once: Once | None) -> "_Run[Any] | None":
        """Who is at it already. KeyTrouble KEY_REUSED."""
        return next((run for run in self._runs if _is_same(run.once, once)), None)

    def _begin(self, errand: Errand, asked: Asked[T]) -> "_Run[T]":
        """In a task of its own, which goes on when who asked goes away."""
        run: _Run[T] = _Run(errand.once)
        run.task = asyncio.create_task(self._settle(run, errand, asked))
        run.task.add_done_callback(lambda _: self._runs.discard(run))
        self._runs.add(run)
        return run

    async def _settle(self, run: "_Run[T]", errand: Errand, asked: Asked[T]) -> T:
        end = self._monotonic() + self._limits.budget
        known = self._known(errand.once)
        if known and known.state is ErrandState.OPEN:
            errand = known
        async with self._marks.held(errand, self._limits.budget):
            known = self._known(errand.once)
            if known and known.found and known.state is ErrandState.DONE:
                return await asked.fetch(known.found)
            if known and known.state is ErrandState.GIVEN_UP:
                raise Ambiguous(detail="nobody knows yet")
            if known and known.state is ErrandState.OPEN:
                settled = await self._settling.resume(known, asked, end)
            else:
                await self._make_way(errand, known)
                settled = await self._settling.run(errand, asked, end)
            run.done = settled.errand
            if run.forsaken:
                await self._disown(settled.errand)
            return settled.value

    def _forsake(self, run: "_Run[Any]") -> None:
        """Nobody will have what comes of it."""
        run.forsaken = True
        if run.task.done() and run.done:
            task = asyncio.create_task(self._disown(run.done))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _disown(self, errand: Errand) -> None:
        """Leave it to the sweep to cancel, unless something was cancelled for it."""
        if errand.then is None:
            with suppress(KioskError):
                await self._settling.turned(errand, ErrandState.GIVEN_UP)

    async def _make_way(self, errand: Errand, known: Errand | None) -> None:
        """For a new errand. TooBusy: its mark is in doubt. `known` came to nothing."""
        if errand.mark in self._errands.doubtful(errand.system):
            raise TooBusy(detail=f"{errand.system}: a mark in doubt")
        if known:
            await self._errands.write(replace(known, once=None))

    def _known(self, once: Once | None) -> Errand | None:
        """The errand of a key. KeyTrouble KEY_REUSED."""
        known = self._errands.known(once) if once else None
        return known if known and _is_same(known.once, once) else None

    async def _alone(
        self, errand: Errand, deal: Callable[[Errand], Awaitable[T]]
    ) -> T | None:
        """Deal with an errand as it stands, unless somebody is at its mark already."""
        if errand.mark in self._marks.in_use(errand.system):
            return None
        try:
            async with self._marks.held(errand, self._limits.budget):
                now = self._errands.one(errand.id)
                return await deal(now) if now and not now.settled else None
        except KioskError as error:
            said = {"errand": errand.id, "reason": error.reason}
            _LOG.warning("an errand is not settled yet", extra=said)
            return None


def _is_same(known: Once | None, once: Once | None) -> bool:
    """Whether it is the same key. KeyTrouble KEY_REUSED when it was for something else."""
    if known is None or once is None:
        return False
    if (known.owner, known.key) != (once.owner, once.key):
        return False
    if known.fingerprint != once.fingerprint:
        raise KeyTrouble(Reason.KEY_REUSED)
    return True
