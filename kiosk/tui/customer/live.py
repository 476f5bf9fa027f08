"""Follows a queue: what the branches look like now, and whether anybody answers."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic

from kiosk.domain.branch import BranchId, BranchState
from kiosk.domain.ports import Backend
from kiosk.errors import KioskError, Reason
from kiosk.tui.customer.skew import Corrected


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds. At most one reading each `least`, at least one each `most`.

    `again`: after a failure. `patience`: without an answer for so long it is one.
    """

    least: float = 1.0
    most: float = 10.0
    again: float = 1.0
    patience: float = 5.0


@dataclass(frozen=True, slots=True)
class Lost:
    """Nobody answered a question that was asked at `since` (monotonic)."""

    since: float
    reason: Reason


async def follow(
    backend: Backend,
    branch: BranchId | None,
    tell: Callable[[Sequence[BranchState] | Lost], None],
    pace: Pace,
    clock: Corrected,
) -> None:
    """Tell how things stand, now and after every change, until cancelled.

    `branch` None: all of them. Events only say that something happened; the figures are read
    anew, so that one path makes them. `clock` learns from each of them what time it is there.
    """
    stirred = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        if backend.capabilities.live:
            tasks.create_task(_listen(backend, branch, stirred, pace))
        while True:
            stirred.clear()
            asked, mark = monotonic(), clock.monotonic()
            found = await _read(backend, branch, pace.patience)
            if not isinstance(found, Lost) and found:
                clock.learn(max(state.as_of for state in found), mark)
            tell(found)
            if isinstance(found, Lost):
                await asyncio.sleep(pace.again)
                continue
            await asyncio.sleep(max(0.0, asked + pace.least - monotonic()))
            await _either(stirred, pace.most)


async def _read(
    backend: Backend, branch: BranchId | None, patience: float
) -> Sequence[BranchState] | Lost:
    asked = monotonic()
    try:
        async with asyncio.timeout(patience):
            if branch is None:
                return tuple(await backend.branches())
            return (await backend.branch(branch),)
    except TimeoutError:
        return Lost(asked, Reason.TIMEOUT)
    except KioskError as error:
        if error.reason is Reason.NOT_FOUND:
            return ()
        return Lost(asked, error.reason)


async def _listen(
    backend: Backend, branch: BranchId | None, stirred: asyncio.Event, pace: Pace
) -> None:
    """Set `stirred` for whatever happens. A broken stream stirs as well, and is taken up again."""
    while True:
        try:
            async for _ in backend.events(branch):
                stirred.set()
        except KioskError:
            stirred.set()
        await asyncio.sleep(pace.again)


async def _either(stirred: asyncio.Event, seconds: float) -> None:
    """Wait for something to happen, `seconds` at the most."""
    try:
        async with asyncio.timeout(seconds):
            await stirred.wait()
    except TimeoutError:
        return
