"""Our queue together with each system, over our own routes of its dialect on a real socket."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from kiosk.apis.journal import Journal
from kiosk.apis.together.keeping_up import KeepingUp, Pace
from kiosk.apis.together.made import made_branch
from kiosk.apis.together.together import Together
from kiosk.desk.desk import Desk
from kiosk.domain.booking import Wanted
from kiosk.domain.branch import Branch, Service
from kiosk.domain.ports import Once
from kiosk.domain.ticket import Draft, Placed, Ticket
from tests.apis.merchant.over_own_routes import over_own_routes as merchant
from tests.apis.optimo.over_own_routes import over_own_routes as optimo
from tests.apis.skiplino.bureau import bureau
from tests.apis.skiplino.over_own_routes import Wire
from tests.apis.skiplino.over_own_routes import over_own_routes as skiplino
from tests.contract.shop import MAIN, NOON
from tests.desk.hands import Draw, StoppedClock, desk_over
from tests.desk.office import PASSPORT

System = Callable[[StoppedClock], AbstractAsyncContextManager[Any]]

ROOMY = {"max_open": 99, "max_changes": 99}


def _skiplino(clock: StoppedClock) -> AbstractAsyncContextManager[Any]:
    return skiplino(bureau(**ROOMY), clock=clock)


def _merchant(clock: StoppedClock) -> AbstractAsyncContextManager[Any]:
    return merchant(clock=clock)


def _optimo(clock: StoppedClock) -> AbstractAsyncContextManager[Any]:
    return optimo(clock=clock)


SYSTEMS: dict[str, System] = {
    "skiplino": _skiplino,
    "merchant": _merchant,
    "optimo": _optimo,
}


@dataclass(frozen=True)
class Gateway:
    """Our side, the client that speaks to theirs, and their own desk behind its routes."""

    system: str
    together: Together
    queue: Desk
    client: Any
    there: Desk
    wire: Wire
    journal: Journal
    clock: StoppedClock
    branch: Branch

    @property
    def timed(self) -> Service:
        """What is booked for a time, one person each."""
        return next(
            one for one in self.branch.services if one.appointable and not one.places
        )

    @property
    def queued(self) -> Service:
        """What numbers are given for."""
        return next(one for one in self.branch.services if one.walkin)

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.branch.id, self.timed.id)

    async def free(self) -> list[datetime]:
        """The times that can be had on the first day with any."""
        day = await self.together.next_free(self.wanted)
        assert day is not None
        return [slot.start for slot in day.slots if slot.reason is None]

    async def visitor(self) -> Any:
        """Who booked at our kiosk."""
        return (await self.together.identify("+36301234567", "Ada Lovelace")).id

    async def booked(self, start: datetime | None = None, n: int = 1) -> Placed:
        """A time, booked as a kiosk does it."""
        draft = Draft(
            self.branch.id,
            self.timed.id,
            start=start or (await self.free())[0],
            customer=await self.visitor(),
        )
        once = Once("kiosk", f"visit-{n:012}", "f")
        return await self.together.issue(draft, once, "kiosk")

    async def theirs(self) -> list[Ticket]:
        """Every appointment on their desk, by its start."""
        found = (await self.there.bookings(MAIN, limit=100)).items
        return sorted(found, key=lambda one: one.start_at or NOON)

    async def booked_there(self, start: datetime) -> Ticket:
        """What somebody books on their web site."""
        draft = Draft(MAIN, PASSPORT, start=start)
        return (await self.there.issue(draft, None, "their site")).ticket

    def keeping_up(self) -> KeepingUp:
        pace = Pace(timedelta(seconds=30), timedelta(seconds=30), days=2)
        listing = self.client if hasattr(self.client, "told") else None
        busy = partial(self.journal.busy, self.system)
        return KeepingUp(self.together, listing, self.clock, pace, busy)


@asynccontextmanager
async def gateway(system: str) -> AsyncIterator[Gateway]:
    """A queue whose branch is made of their catalogue, and their system."""
    clock = StoppedClock(NOON)
    async with SYSTEMS[system](clock) as there:
        store = there.errands._store  # one for queue and errands, as in a server
        queue = desk_over(store, clock, Draw(7_000))
        (state,) = await there.client.branches()
        queued = there.client.capabilities.walkin
        await queue.load(made_branch(state.branch, queued=queued))
        (ours,) = await queue.branches()
        yield Gateway(
            system,
            Together(queue, there.client, system),
            queue,
            there.client,
            there.desk,
            there.wire,
            there.journal,
            clock,
            ours.branch,
        )
        await queue.close()
