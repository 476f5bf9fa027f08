"""Another system's bookings behind this server: its client, its journal, and what keeps up."""

import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kiosk.errors import KioskError
from kiosk.wiring.ground import SystemClock, new_id
from kiosk.wiring.habits import habits, pace, plain

if TYPE_CHECKING:
    from kiosk.apis.http import Http
    from kiosk.apis.journal import Journal
    from kiosk.apis.optimo.budget import Budget
    from kiosk.apis.together.keeping_up import KeepingUp
    from kiosk.apis.together.names import Names
    from kiosk.apis.together.together import Together
    from kiosk.config.backend import Backend
    from kiosk.desk.desk import Desk
    from kiosk.domain.errands import Errand, Errands
    from kiosk.domain.storing import Store

ERRANDS_KEPT: Final = timedelta(days=92)
OPTIMO_CALLS: Final = "optimo-calls.json"

_log: Final = logging.getLogger("kiosk.server")


@dataclass(frozen=True, slots=True)
class Remote:
    """Another system, and our desk that stands in for it.

    `begin` before anybody is served, `sweep` and `keep_up` now and then, `aclose` at the end.
    """

    kind: str
    client: Any
    journal: "Journal"
    together: "Together"
    keeping: "KeepingUp"
    desk: "Desk"
    errands: "Errands"

    async def begin(self) -> None:
        """Settle what was in doubt when the server ended, and have a branch to serve.

        When they do not answer both are tried again while people are served: nothing in doubt
        is handed out until then.
        """
        await self._trying(self._recover)
        await self._settled()

    async def sweep(self) -> None:
        """Cancel what surfaced late, and finish second halves."""
        await self._trying(self._sweep)

    async def forget(self) -> None:
        """Drop what was settled longer ago than any booking is made ahead."""
        await self.errands.forget(SystemClock().now() - ERRANDS_KEPT)

    async def keep_up(self) -> None:
        """Read what happened there, and have a branch to serve."""
        if await self._settled():
            await self.keeping.step()

    def worries(self) -> Sequence[str]:
        """What deserves a look, a sentence each."""
        found = list(self.keeping.worries())
        if hasattr(self.client, "worries"):
            found += self.client.worries()
        return [*found, *_worries(self.kind, self.journal.worries(self.kind))]

    async def aclose(self) -> None:
        """Stop what is under way; it stays in doubt, for the next start."""
        await self.journal.aclose()
        await self.client.aclose()

    async def _recover(self) -> None:
        if hasattr(self.client, "recover"):
            await self.client.recover()
        else:
            await self.journal.recover(self.kind, self.client.asked_for)

    async def _sweep(self) -> None:
        if hasattr(self.client, "sweep"):
            ghosts = await self.client.sweep()
        else:
            ghosts = await self.journal.sweep(self.kind, self.client.asked_for)
        if ghosts:
            _log.warning("cancelled ghosts", extra={"count": ghosts})

    async def _settled(self) -> bool:
        """Without a branch of ours, one is made of theirs; whether there is one."""
        if await self.desk.branches():
            return True
        try:
            await self._made()
        except KioskError as error:
            self.keeping.fails(error)
            return False
        self.keeping.heard()
        return True

    async def _made(self) -> None:
        from kiosk.apis.together.made import made_branch

        queued = self.client.capabilities.walkin
        for state in await self.client.branches():
            await self.desk.load(made_branch(state.branch, queued=queued))

    async def _trying(self, deed: Callable[[], Awaitable[None]]) -> None:
        try:
            await deed()
        except KioskError as error:
            about = {"system": self.kind, "detail": error.detail or str(error.reason)}
            _log.warning("put off", extra=about)


def _worries(kind: str, errands: "Sequence[Errand]") -> list[str]:
    """What of the journal deserves a look."""
    found = []
    doubtful = [one for one in errands if one.in_doubt]
    if doubtful:
        found.append(
            f"{kind}: of {len(doubtful)} bookings nobody knows whether they were made"
            f" there, the oldest asked for at {doubtful[0].at:%Y-%m-%d %H:%M} UTC; they are"
            " looked for, and cancelled when they are found and nobody has them"
        )
    halves = sum(one.half_done for one in errands)
    if halves:
        found.append(
            f"{kind}: {halves} appointments were moved, and the old time is not called off"
            " there yet; it is tried again"
        )
    return found


def open_remote(backend: "Backend", store: "Store", desk: "Desk", data: Path) -> Remote:
    """The system that `backend` names, not yet asked anything. BadConfig."""
    from kiosk.apis.journal import Journal
    from kiosk.apis.together.keeping_up import KeepingUp
    from kiosk.apis.together.together import Together
    from kiosk.store.kept_errands import KeptErrands

    clock = SystemClock()
    errands = KeptErrands(store)
    journal = Journal(errands, clock, new_id, time.monotonic)
    client = open_foreign(backend, data, journal)
    together = Together(desk, client, backend.kind, names(backend))
    listing = client if hasattr(client, "told") else None
    how_often = pace(backend, habits(backend, data))
    keeping = KeepingUp(
        together, listing, clock, how_often, lambda: journal.busy(backend.kind)
    )
    return Remote(backend.kind, client, journal, together, keeping, desk, errands)


def open_foreign(backend: "Backend", data: Path, journal: "Journal | None") -> Any:
    """The client of that system; without a journal it is only to be looked at. BadConfig."""
    from kiosk.apis.registry import client_class

    known, more = habits(backend, data if journal else None), {}
    if backend.kind == "optimo" and journal is not None:
        more["budget"] = _budget(known, data)
    client = client_class(backend.kind)
    return client(_http(backend), SystemClock(), known, journal, **more)


def _budget(known: Any, data: Path) -> "Budget":
    """The calls of the month, counted beyond the end of this server."""
    from kiosk.apis.optimo.budget import Budget
    from kiosk.apis.optimo.budget_file import SpentFile

    spent = SpentFile(data / OPTIMO_CALLS)
    return Budget(known.a_minute, known.a_month, SystemClock(), time.monotonic, spent)


def names(backend: "Backend") -> "Names":
    """Our ids and theirs, as the settings map them."""
    from kiosk.apis.together.names import Names
    from kiosk.domain.branch import BranchId, ServiceId

    branches, services = plain(backend.branches), plain(backend.services)
    return Names(
        {BranchId(ours): BranchId(theirs) for ours, theirs in branches.items()},
        {ServiceId(ours): ServiceId(theirs) for ours, theirs in services.items()},
    )


def _http(backend: "Backend") -> "Http":
    """Calls behind a breaker; the keys are the clients' own."""
    from kiosk.apis.breaker import Breaker, BrokenHttp
    from kiosk.apis.web import open_web

    http = open_web(backend.base_url or "", None)
    return BrokenHttp(http, Breaker(time.monotonic))
