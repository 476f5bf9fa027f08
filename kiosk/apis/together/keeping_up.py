"""Keeping up with what happens there: bookings made elsewhere, moved, cancelled."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from kiosk.apis.together.together import Together
from kiosk.domain.branch import Branch, BranchId
from kiosk.domain.ports import Clock
from kiosk.domain.theirs import Listing, Told
from kiosk.domain.ticket import FINAL, Status, Ticket, TicketId, WaitRange
from kiosk.errors import KioskError, NotFound, Reason, Refused, TooBusy

_MOST_LOOKS: Final = 5
"""Single rows asked for at once: the rest has to wait for the next turn."""

_SOON, _LATER, _LATE = (
    timedelta(seconds=10),
    timedelta(seconds=30),
    timedelta(minutes=1),
)

_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pace:
    """How often they are asked: for today's list, and for those of so many `days` to come."""

    today: timedelta = timedelta(seconds=30)
    coming: timedelta = timedelta(hours=1)
    days: int = 7


class KeepingUp:
    """Reads their lists in turn; where they have none, looks after each open ticket of theirs."""

    def __init__(
        self,
        together: Together,
        listing: Listing | None,
        clock: Clock,
        pace: Pace,
        busy: Callable[[], frozenset[str]] = frozenset,
    ) -> None:
        """`busy` are the marks of what is being made right now: those rows are nobody's yet."""
        self._together, self._listing, self._clock = together, listing, clock
        self._pace, self._busy = pace, busy
        self._due: dict[tuple[BranchId, int], datetime] = {}
        self._looks: dict[TicketId, datetime] = {}
        self._left_out: dict[tuple[BranchId, int], int] = {}
        self._failing: tuple[datetime, str] | None = None

    async def step(self) -> None:
        """Ask for what is due. Never raises for what is wrong there: it is among the worries."""
        for state in await self._together.branches():
            try:
                if self._listing is not None:
                    await self._read_lists(state.branch, self._listing)
                else:
                    await self._look_after(state.branch)
            except KioskError as error:
                self._told_off(error)
                return

    def worries(self) -> Sequence[str]:
        """What deserves a look, a sentence each."""
        system, found = self._together.system, []
        if self._failing:
            since, why = self._failing
            found.append(
                f"{system}: not heard from since {since:%H:%M} UTC ({why}); {self._goes_on()}"
            )
        left_out = sum(self._left_out.values())
        if left_out:
            found.append(
                f"{system}: {left_out} bookings are for services that are not known here;"
                " backend.services says which is which"
            )
        return found

    def fails(self, error: KioskError) -> None:
        """Note that they could not be asked, and why; once is a line in the log."""
        why = error.detail or str(error.reason)
        if self._failing is None:
            about = {"system": self._together.system, "detail": why}
            _log.warning("not heard from", extra=about)
        since = self._failing[0] if self._failing else self._clock.now()
        self._failing = since, why

    def heard(self) -> None:
        """Note that they answered."""
        if self._failing:
            _log.info("heard from again", extra={"system": self._together.system})
        self._failing = None

    def _goes_on(self) -> str:
        """What works without them."""
        if "walkin" not in self._together.capabilities.emulated:
            return "nothing can be taken or booked until they answer"
        return (
            "numbers go on, times can't be booked, and what is booked elsewhere is not"
            " known here"
        )

    async def _read_lists(self, branch: Branch, listing: Listing) -> None:
        now = self._clock.now()
        today = now.astimezone(ZoneInfo(branch.zone)).date()
        for ahead in range(self._pace.days + 1):
            if now < self._due.get((branch.id, ahead), now):
                continue
            pace = self._pace.coming if ahead else self._pace.today
            day = today + timedelta(days=ahead)
            try:
                await self._read_list(branch.id, day, ahead, listing)
            except TooBusy as error:
                wait = max(timedelta(seconds=error.retry_after), pace)
                self._due[branch.id, ahead] = now + wait
                raise
            self._due[branch.id, ahead] = now + pace

    async def _read_list(
        self, branch: BranchId, day: date, ahead: int, listing: Listing
    ) -> None:
        told = await listing.told(self._together.names.branch(branch), day)
        self.heard()
        busy, left_out = self._busy(), 0
        for one in told:
            if not (one.mark and one.mark in busy):
                left_out += not await self._hear(branch, one)
        self._left_out[branch, ahead] = left_out
        named = {one.id for one in told}
        for ticket in await self._missing(branch, day, named):
            await self._together.look(ticket.id)

    async def _hear(self, branch: BranchId, told: Told) -> bool:
        """Whether it could be taken over. One that is in the way of nobody else's."""
        try:
            await self._together.hear(branch, told)
        except (NotFound, Refused) as error:
            about = {"theirs": told.id, "detail": error.detail or str(error.reason)}
            _log.info("a booking of theirs is left out", extra=about)
            return False
        return True

    async def _missing(
        self, branch: BranchId, day: date, named: set[str]
    ) -> Sequence[Ticket]:
        """Tickets whose row is in their list no more: each is asked for before it is believed."""
        adopted = await self._together.adopted(branch, day)
        gone = [
            ticket
            for ticket in adopted
            if ticket.status is Status.BOOKED
            and ticket.theirs
            and ticket.theirs.system == self._together.system
            and ticket.theirs.id not in named
        ]
        return gone[:_MOST_LOOKS]

    async def _look_after(self, branch: Branch) -> None:
        now = self._clock.now()
        today = now.astimezone(ZoneInfo(branch.zone)).date()
        adopted = await self._together.adopted(branch.id, today)
        standing = [one for one in adopted if one.status not in FINAL]
        if not standing:
            self._failing = None  # nobody is asked after, so nobody is missed
        due = [one for one in standing if self._looks.get(one.id, now) <= now]
        known = {one.id for one in standing}
        self._looks = {one: at for one, at in self._looks.items() if one in known}
        for ticket in due[:_MOST_LOOKS]:
            placed = await self._together.look(ticket.id)
            self.heard()
            wait = placed.place.wait if placed.place else None
            self._looks[ticket.id] = now + next_look(wait)

    def _told_off(self, error: KioskError) -> None:
        if error.reason is Reason.NOT_OFFERED:
            self._listing = None
        else:
            self.fails(error)


def next_look(wait: WaitRange | None) -> timedelta:
    """How soon a ticket is looked at again, by how long it has to wait there."""
    if wait is None:
        return _LATER
    if wait.estimate > 15:
        return _LATE
    return _SOON if wait.estimate < 5 else _LATER
