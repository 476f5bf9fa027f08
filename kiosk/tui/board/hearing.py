"""Hears of a branch: every event at once, and its whole state now and then."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Final

from kiosk.domain.branch import BranchId, BranchState
from kiosk.domain.events import BranchChanged, TicketEvent
from kiosk.domain.ports import Backend
from kiosk.errors import KioskError, Reason

REFUSALS: Final = (Reason.AUTH, Reason.FORBIDDEN)
"""The key is what is wrong: somebody must come, waiting alone won't help."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Read:
    """The branches there are, as they answered when they were asked."""

    states: tuple[BranchState, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """Nobody answered."""

    reason: Reason


Heard = TicketEvent | BranchChanged | BranchState | Read | Lost
"""A bare BranchState begins a stream of events."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds. At most one reading each `least`, at least one each `most`: it proves that
    somebody is there, and is all there is where no stream comes through.

    `again`: after a failure. `patience`: without an answer for so long it is one.
    """

    least: float = 1.0
    most: float = 5.0
    again: float = 1.0
    patience: float = 5.0


async def hear(
    backend: Backend,
    branch: BranchId | None,
    tell: Callable[[Heard], None],
    pace: Pace,
) -> None:
    """Tell of `branch`, None: of the only one, until cancelled."""
    while branch is None:
        found = await _asked(backend, None, pace)
        tell(found)
        if isinstance(found, Read) and len(found.states) == 1:
            branch = found.states[0].branch.id
        else:
            await asyncio.sleep(pace.again)
    stirred = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        if backend.capabilities.live:
            tasks.create_task(_listen(backend, branch, tell, stirred, pace))
        tasks.create_task(_read(backend, branch, tell, stirred, pace))


async def _listen(
    backend: Backend,
    branch: BranchId,
    tell: Callable[[Heard], None],
    stirred: asyncio.Event,
    pace: Pace,
) -> None:
    """What happens, as it happens; a broken stream is taken up again, from a snapshot."""
    known: Reason | None = None
    while True:
        try:
            async for told in backend.events(branch):
                known = None
                tell(told)
                stirred.set()
        except KioskError as error:
            if error.reason is not known:
                _log.warning("the stream ended", extra={"reason": error.reason})
            known = error.reason
        await asyncio.sleep(pace.again)


async def _read(
    backend: Backend,
    branch: BranchId,
    tell: Callable[[Heard], None],
    stirred: asyncio.Event,
    pace: Pace,
) -> None:
    while True:
        stirred.clear()
        asked = monotonic()
        found = await _asked(backend, branch, pace)
        tell(found)
        if isinstance(found, Lost):
            await asyncio.sleep(pace.again)
            continue
        await asyncio.sleep(max(0.0, asked + pace.least - monotonic()))
        try:
            async with asyncio.timeout(pace.most):
                await stirred.wait()
        except TimeoutError:
            continue


async def _asked(backend: Backend, branch: BranchId | None, pace: Pace) -> Read | Lost:
    try:
        async with asyncio.timeout(pace.patience):
            if branch is None:
                return Read(tuple(await backend.branches()))
            return Read((await backend.branch(branch),))
    except TimeoutError:
        return Lost(Reason.TIMEOUT)
    except KioskError as error:
        return Read(()) if error.reason is Reason.NOT_FOUND else Lost(error.reason)
