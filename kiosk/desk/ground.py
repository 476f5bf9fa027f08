"""What every deed of the desk stands on: the store, the clock, and what is kept in mind."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Final

from kiosk.desk.customers import CustomerBook
from kiosk.desk.days import turn
from kiosk.desk.feed import Feed
from kiosk.desk.floor import MEASURED, Floor
from kiosk.desk.line import streaks
from kiosk.desk.plan import Plan
from kiosk.domain.branch import Branch, BranchId, ServiceId
from kiosk.domain.customer import CustomerId
from kiosk.domain.day import BusinessDay
from kiosk.domain.events import BranchChanged
from kiosk.domain.numbering import with_check_digit
from kiosk.domain.ports import Clock
from kiosk.domain.storing import MOST_TOLD, Reading, Store
from kiosk.domain.ticket import Placed, Status, Ticket, TicketId
from kiosk.errors import NotFound

_log = logging.getLogger(__name__)

_CUSTOMER_IDS: Final = 16**32


class Ground:
    """The branches as they are kept in mind, and the day that runs in each."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        new_id: Callable[[], str],
        new_digits: Callable[[], str],
        secret: bytes,
    ) -> None:
        """Takes up the branches the store has.

        `new_id` gives ten characters a-z and 0-9, `new_digits` seven digits for a code; both
        unpredictable. `secret` is what phone numbers are hashed with, the same for good.
        Unavailable when the store can't be read.
        """
        self._store = store
        self._clock = clock
        self._new_id = new_id
        self._new_digits = new_digits
        self._book = CustomerBook(secret)
        self._feed = Feed(store.read(lambda view: view.last_seq()))
        self._floors: dict[BranchId, Floor] = {}
        for branch in store.read(lambda view: view.branches()):
            self._take_up(branch)
        for name, streak in store.read(streaks).items():
            self._floors[name].streak = streak
        store.watch(self._feed.publish)

    def _now(self) -> datetime:
        """The present, cut to the milliseconds that are kept."""
        now = self._clock.now()
        return now.replace(microsecond=now.microsecond // 1000 * 1000)

    def _floor(self, branch: BranchId) -> Floor:
        floor = self._floors.get(branch)
        if floor is None:
            raise NotFound(detail=f"no branch {branch}")
        return floor

    def _take_up(self, branch: Branch) -> Floor:
        """Keep a description in mind, with the handling times known for its services."""
        plan = Plan(branch)
        floor = self._floors.setdefault(branch.id, Floor(plan))
        floor.described(plan)
        self._store.read(floor.recall)
        for service in plan.services:
            floor.remember(
                service,
                self._store.read(partial(_handling, branch.id, service)),
            )
        return floor

    def _placed(self, view: Reading, ticket: TicketId, now: datetime) -> Placed:
        found = found_ticket(view, ticket)
        if found.status is not Status.WAITING:
            return Placed(found, None)
        return Placed(found, self._floor(found.branch).place(found, view, now))

    def _draw(self) -> tuple[TicketId, str]:
        return TicketId(self._new_id()), with_check_digit(self._new_digits())

    def _draw_customer(self) -> CustomerId:
        drawn = int("".join(self._new_id() for _ in range(3)), 36)
        return CustomerId(f"{drawn % _CUSTOMER_IDS:032x}")

    async def _settled(self, floor: Floor) -> datetime:
        """The present, on a business day that runs: turns the day first when it is time.

        Who uses `floor.day` after this does not wait for anything in between, so that no
        number is given for a day that is over.
        """
        now = self._now()
        if not floor.knows_the_day(now):
            turned = await self._store.write(lambda tx: turn(tx, floor.plan, now))
            if turned.ended > MOST_TOLD:
                self._feed.skip(floor.plan.branch.id)
            if turned.day.resumed_at == now:
                _log.warning("the clock was set back", extra=_about(turned.day))
            is_new = floor.turned(turned)
            self._store.read(floor.recall)
            if is_new:
                self._announce(floor)
            now = self._now()
        return now

    def _announce(self, floor: Floor) -> None:
        """Tell everybody to look again. Who goes on from there after a break must have heard all
        before: what is kept already and not told yet comes after it."""
        floor.changed_seq = self._store.read(lambda view: view.last_seq())
        told = min(floor.changed_seq, self._feed.last)
        self._feed.publish([BranchChanged(told, self._now(), floor.branch)])


def found_ticket(view: Reading, ticket: TicketId) -> Ticket:
    """One ticket. NotFound."""
    found = view.ticket(ticket)
    if found is None:
        raise NotFound(detail=f"no ticket {ticket}")
    return found


def _about(day: BusinessDay) -> dict[str, str]:
    return {"branch": day.branch, "day": day.label.isoformat()}


def _handling(branch: BranchId, service: ServiceId, view: Reading) -> Sequence[float]:
    return view.handling(branch, service, MEASURED)
