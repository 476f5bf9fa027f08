"""An OptimoCMS site's bookings as a Backend: appointments, no queue."""

import logging
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from kiosk.apis.members import identity, text
from kiosk.apis.optimo.client_bookings import BookingCalls, phone_of
from kiosk.apis.optimo.habits import SYSTEM
from kiosk.apis.optimo.rows import Person, Row
from kiosk.apis.optimo.saying import set_status
from kiosk.apis.queueless import standing
from kiosk.domain.branch import (
    Branch,
    BranchId,
    BranchState,
    Service,
)
from kiosk.domain.customer import CustomerId, Identified, e164
from kiosk.domain.ports import Capabilities
from kiosk.domain.theirs import Told
from kiosk.domain.ticket import Placed, TicketId
from kiosk.errors import (
    BadInput,
    NotFound,
    Reason,
    Refused,
)

CAPABILITIES: Final = Capabilities(
    walkin=False,
    cancel=True,
    call=False,
    live=False,
    idempotent=False,
    appointments=True,
    reschedule=True,
    wants_name=True,
    emulated=frozenset({"reschedule"}),
)
"""What works without a queue of ours beside it."""

MOST_PEOPLE: Final = 500
_A_DAY: Final = 86_400.0
_NEARLY: Final = 0.9
"""Of a pause: who comes back after just that gets a new list."""

_LOG: Final = logging.getLogger(__name__)


class OptimoClient(BookingCalls):
    """See `kiosk.domain.ports.Backend` and, for `told`, `kiosk.domain.theirs.Listing`.

    Its branches are those of the settings. Whatever they have no route for is Refused NOT_OFFERED.
    """

    @property
    def capabilities(self) -> Capabilities:
        """Checking in is told to them where they have a word for it."""
        return replace(
            CAPABILITIES,
            idempotent=self.journal is not None,
            check_in=bool(self.habits.check_in),
        )

    async def branches(self) -> Sequence[BranchState]:
        """Those of the settings."""
        return [standing(branch, self.clock.now()) for branch in self.habits.branches]

    async def branch(self, branch: BranchId) -> BranchState:
        """One of the settings'. NotFound."""
        return standing(self.here(branch), self.clock.now())

    async def identify(
        self, phone: str, name: str = "", locale: str = ""
    ) -> Identified:
        """Keep in mind who books: they hear of it with the booking, and nothing is kept here.
        BadInput ("phone")."""
        number = e164(phone)
        if number is None:
            problem = "is not a phone number with its country code"
            raise BadInput(fields={"phone": problem})
        id_ = CustomerId(secrets.token_hex(16))
        self.people[id_] = Person(name, number)
        while len(self.people) > MOST_PEOPLE:
            self.people.popitem(last=False)
        return Identified(id_, known=False, phone_tail=number[-2:])

    async def check_in(self, ticket: TicketId, here: BranchId, actor: str) -> Placed:
        """Tell them that somebody is here. Refused NOT_OFFERED where they have no word for it."""
        word = self.habits.check_in
        if not word:
            raise Refused(Reason.NOT_OFFERED, detail="they have no word for it")
        try:
            told = await set_status(self, ticket, word)
        except Refused as error:
            raise Refused(Reason.NOT_ALLOWED_NOW, detail=error.detail) from error
        row = None if told is None else self.read(told)
        return await self.ticket(ticket) if row is None else self.placed(row)

    async def told(self, branch: BranchId, day: date) -> Sequence[Told]:
        """All bookings of a local day, as old as the month's calls make it be: today's at most
        `habits.pause` seconds, another day's a day. What we did ourselves since is in it.

        They don't say for which branch one is: what can't be told apart is the first branch's.
        """
        today = self._today(self.here(branch))
        pause = self.habits.pause * _NEARLY
        age = pause if day == today else max(pause, _A_DAY)
        rows = [self.read(one) for one in await self.lately_listed(day, age)]
        left_out = sum(row is None for row in rows)
        if left_out:
            _LOG.warning("bookings without a time", extra={"n": left_out})
        found = [row for row in rows if row is not None and row.branch.id == branch]
        return [self._told(row) for row in sorted(found, key=lambda row: row.start)]

    async def problems(self) -> Sequence[str]:
        """What the settings name and they do not know, a sentence each: the site, its services.
        A call for the site and one for each service of each branch. Errors as any read."""
        data, _ = await self.calls.read("/sites", {"limit": "100"})
        sites = {identity(row, "id") for row in _list(data)}
        found = []
        if self.habits.site not in sites:
            found.append(f"site {self.habits.site} is not in their list of sites")
        for branch in self.habits.branches:
            offered = (one for one in branch.services if one.appointable)
            found += [bad for one in offered if (bad := await self._wrong(branch, one))]
        return found

    async def _wrong(self, branch: Branch, service: Service) -> str:
        """What they say against a service; "" when they tell its times."""
        try:
            await self.times(branch, service, self._today(branch), now=True)
        except NotFound as error:
            return f"service {service.id}: {error.detail}"
        return ""

    def worries(self) -> Sequence[str]:
        """What works for now, or not at all, and deserves a look; a sentence each."""
        found = []
        if denied := self.calls.denied:
            found.append(
                f"{SYSTEM}: the key may not ({denied.detail}); nothing is booked"
            )
        if self.budget.is_short:
            left = self.budget.left()
            found.append(f"{SYSTEM}: {left} calls are left of this month")
        return found

    def _told(self, row: Row) -> Told:
        theirs = row.told
        return Told(
            id=row.id,
            status=self.habits.status_of(theirs.word),
            word=theirs.word,
            service=row.service.id if row.service else None,
            start=row.start,
            end=row.end,
            name=text(theirs.customer, "name"),
            phone=phone_of(row),
            staff=row.staff,
            booked_at=theirs.created_at,
            mark=theirs.ref,
        )


def _list(data: Any) -> list[Any]:
    return data if isinstance(data, list) else []
