"""Another system with bookings and no queue: a second desk of ours, seen from afar."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from kiosk.apis.together.together import Together
from kiosk.apis.unoffered import Unoffered
from kiosk.desk.desk import Desk
from kiosk.domain.booking import Wanted
from kiosk.domain.branch import BookingRules, Branch, BranchId, Lane, LaneId, ServiceId
from kiosk.domain.ports import Capabilities, Once
from kiosk.domain.slots import DaySlots
from kiosk.domain.theirs import Told
from kiosk.domain.ticket import Draft, Placed, Theirs, TicketId
from kiosk.errors import KioskError
from kiosk.store.memory import MemoryStore
from tests.contract.shop import CASH, MAIN, branch
from tests.desk.hands import Draw, StoppedClock, desk_over

THERE, THEIR_CASH = BranchId("loc-7"), ServiceId("12")
SYSTEM = "merchant"


def _timed(range_: str) -> Branch:
    cash, *others = branch().services
    rules = BookingRules(30, range_, max_open=9, max_changes=99)
    lanes = (Lane(LaneId("desk")),)
    services = (replace(cash, appointable=True, booking=rules), *others)
    return branch(services=services, lanes=lanes)


def our_branch() -> Branch:
    return _timed("b")


def their_branch() -> Branch:
    there = _timed("b")
    cash, *others = there.services
    group, *groups = there.groups
    return replace(
        there,
        id=THERE,
        services=(replace(cash, id=THEIR_CASH), *others),
        groups=(replace(group, services=(THEIR_CASH, *group.services[1:])), *groups),
        counters=(),
    )


class Elsewhere(Unoffered):
    """What a client of a system with bookings alone can do, over a desk that stands for it.

    `down`, while set, is raised by every call. `asked` is how often anything was.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.down: KioskError | None = None
        self.asked = 0
        self.keeps_journal = True

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(
            walkin=False,
            call=False,
            live=False,
            idempotent=self.keeps_journal,
            appointments=True,
            reschedule=True,
        )

    def _call(self) -> Desk:
        self.asked += 1
        if self.down:
            raise self.down
        return self.desk

    def _told(self, placed: Placed) -> Placed:
        one = placed.ticket
        theirs = Theirs(SYSTEM, one.id, f"is-{one.status}", one.status_at)
        return replace(placed, ticket=replace(one, theirs=theirs))

    async def issue(self, draft: Draft, once: Once | None, actor: str) -> Placed:
        return self._told(await self._call().issue(draft, once, actor))

    async def ticket(self, ticket: TicketId) -> Placed:
        return self._told(await self._call().ticket(ticket))

    async def cancel(self, ticket: TicketId, *args: Any, **named: Any) -> Placed:
        return self._told(await self._call().cancel(ticket, *args, **named))

    async def reschedule(
        self, ticket: TicketId, start: datetime, actor: str, **named: Any
    ) -> Placed:
        return self._told(await self._call().reschedule(ticket, start, actor, **named))

    async def slots(
        self, wanted: Wanted, first: date | None = None, days: int = 1
    ) -> Sequence[DaySlots]:
        return await self._call().slots(wanted, first, days)

    async def next_free(
        self, wanted: Wanted, first: date | None = None
    ) -> DaySlots | None:
        return await self._call().next_free(wanted, first)

    async def told(self, branch: BranchId, day: date) -> Sequence[Told]:
        found = await self._call().bookings(branch, day, limit=100)
        return [
            Told(
                one.id,
                one.status,
                f"is-{one.status}",
                one.service,
                one.start_at,
                one.booking.end_at if one.booking else None,
                name="Ada L",
            )
            for one in found.items
        ]


@dataclass(frozen=True, slots=True)
class Both:
    """A queue and another system, as one."""

    together: Together
    queue: Desk
    there: Elsewhere
    clock: StoppedClock
    store: MemoryStore = field(default_factory=MemoryStore)


async def both(clock: StoppedClock, names: Any) -> Both:
    """Both sides with a branch each."""
    store = MemoryStore()
    queue = desk_over(store, clock)
    other = desk_over(MemoryStore(), clock, Draw(5_000))
    await queue.load(our_branch())
    await other.load(their_branch())
    there = Elsewhere(other)
    return Both(Together(queue, there, SYSTEM, names), queue, there, clock, store)


__all__ = ["CASH", "MAIN", "SYSTEM", "THEIR_CASH", "THERE", "Both", "Elsewhere", "both"]
