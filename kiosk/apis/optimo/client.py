"""An OptimoCMS site's bookings as a Backend: appointments, no queue."""

import logging
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from kiosk.apis.optimo import said
from kiosk.apis.optimo.client_times import TimesCalls
from kiosk.apis.optimo.habits import SYSTEM
from kiosk.apis.optimo.making import Making, Wish
from kiosk.apis.optimo.saying import call_off, set_status
from kiosk.apis.optimo.site import FOR_SOMEBODY, Person, Row
from kiosk.domain.booking import Holder
from kiosk.domain.branch import (
    Branch,
    BranchId,
    BranchState,
    Service,
    ServiceState,
    StaffId,
)
from kiosk.domain.customer import CustomerId, Identified, e164
from kiosk.domain.errands import Errand, ErrandId
from kiosk.domain.hours import Timetable
from kiosk.domain.ports import Capabilities, Once
from kiosk.domain.theirs import Told
from kiosk.domain.ticket import FINAL, Draft, Placed, TicketId
from kiosk.errors import (
    Ambiguous,
    BadInput,
    NotFound,
    Reason,
    Refused,
    TooBusy,
    Unavailable,
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
WAITS: Final = (0.05, 0.15, 0.4, 0.8, 1.2)
"""Seconds before each look at the list, where no journal does the looking."""

_A_DAY: Final = 86_400.0
_NEARLY: Final = 0.9
"""Of a pause: who comes back after just that gets a new list."""

_LOG: Final = logging.getLogger(__name__)


class OptimoClient(TimesCalls):
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
        return [self._state(branch) for branch in self.habits.branches]

    async def branch(self, branch: BranchId) -> BranchState:
        """One of the settings'. NotFound."""
        return self._state(self.here(branch))

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

    async def issue(self, draft: Draft, once: Once | None, actor: str) -> Placed:
        """Book the draft's time. See `Backend.issue`; Ambiguous when nobody can know: then
        nothing was given, and what surfaces is cancelled."""
        wish = self._wish(draft)
        making = Making(self, wish)
        row = await self._made(making, wish, once)
        placed = self.placed(row, draft.locale, draft.source)
        ticket = replace(placed.ticket, customer=draft.customer)
        return Placed(ticket, None, replayed=once is not None and not making.posted)

    async def ticket(self, ticket: TicketId) -> Placed:
        """A booking as it stands. NotFound; Unavailable, TooBusy."""
        return self.placed(await self.row(ticket))

    async def cancel(
        self, ticket: TicketId, actor: str, reason: str = "", *, as_staff: bool = False
    ) -> Placed:
        """Have a booking cancelled, and read back what it is then. Refused NOT_CANCELLABLE."""
        row = await self.row(ticket, FOR_SOMEBODY)
        if self.habits.status_of(row.told.word) in FINAL:
            raise Refused(Reason.NOT_CANCELLABLE, detail=f"is {row.told.word}")
        told = await call_off(self, row.id)
        self._freed(row)
        if told is None or told.word == "":
            return await self.ticket(ticket)
        now = self.read(replace(row.told, word=told.word))
        return self.placed(now or row)

    async def reschedule(
        self,
        ticket: TicketId,
        start: datetime,
        actor: str,
        *,
        holder: Holder | None = None,
        staff: StaffId | None = None,
        as_staff: bool = False,
    ) -> Placed:
        """Book the new time, then cancel the old one: they can't move anything, so it is another
        booking afterwards. See `Appointments.reschedule`."""
        if start.tzinfo is None:
            raise BadInput(fields={"start": "has no zone"})
        row = await self.row(ticket, FOR_SOMEBODY)
        if self.habits.status_of(row.told.word) in FINAL:
            raise Refused(Reason.NOT_ALLOWED_NOW, detail=f"is {row.told.word}")
        if row.start == start:
            return self.placed(row)
        if row.service is None:
            raise Refused(Reason.NOT_APPOINTABLE, detail="its service is not known")
        wish = Wish(
            row.branch,
            row.service,
            start.astimezone(UTC),
            Person(said.text(row.told.customer, "name"), _phone(row)),
            staff,
            row.told.customer,
        )
        new = await self._made(Making(self, wish), wish, None, then=row.id)
        self._freed(row)
        return self.placed(new)

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
        sites = {said.identity(row, "id") for row in _list(data)}
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

    def asked_for(self, errand: Errand) -> Making:
        """What the journal looks an errand up with, after a restart."""
        return Making(self)

    async def _made(
        self, making: Making, wish: Wish, once: Once | None, then: str | None = None
    ) -> Row:
        """The booking, made once. As `Journal.make`."""
        mark, about = f"k-{secrets.token_hex(8)}", wish.about()
        if self.journal is not None:
            return await self.journal.make(SYSTEM, making, mark, about, once, then=then)
        row = await self._made_alone(making, mark, about)
        if then is not None:
            await call_off(self, then)
        return row

    async def _made_alone(
        self, making: Making, mark: str, about: dict[str, Any]
    ) -> Row:
        """Without a journal: asked for once, and looked for until it is there."""
        now = self.clock.now()
        errand = Errand(ErrandId(mark[2:12]), SYSTEM, mark, about, now, now)
        try:
            return await making.post(errand)
        except Ambiguous as error:
            lost = error
        for wait in WAITS:
            await self.sleep(wait)
            try:
                found = [seen for seen in await making.look_up(errand) if seen.live]
            except (Unavailable, TooBusy):
                continue
            for double in found[1:]:
                await making.undo(double.id)
            if found:
                return found[0].value
        raise Ambiguous(detail=f"not found in the list: {lost.detail}")

    def _wish(self, draft: Draft) -> Wish:
        """What a draft asks for, in their terms."""
        branch, service = self.offer(draft.branch, draft.service)
        if draft.session is not None:
            raise Refused(Reason.NOT_OFFERED, detail="they have no sessions")
        if draft.start is None:
            raise Refused(Reason.NOT_WALKIN, detail="they have no queue")
        if draft.start.tzinfo is None:
            raise BadInput(fields={"start": "has no zone"})
        if not service.appointable or service.booking is None:
            raise Refused(Reason.NOT_APPOINTABLE)
        person = Person("")
        if draft.customer is not None:
            known = self.people.get(draft.customer)
            if known is None:
                raise BadInput(fields={"customer": "is unknown"})
            person = known
        return Wish(branch, service, draft.start.astimezone(UTC), person, draft.staff)

    def _freed(self, row: Row) -> None:
        """Its time may be somebody else's now."""
        if row.service is not None:
            day = row.start.astimezone(ZoneInfo(row.branch.zone)).date()
            self.forget_times(row.branch.id, row.service.id, day)

    def _told(self, row: Row) -> Told:
        theirs = row.told
        return Told(
            id=row.id,
            status=self.habits.status_of(theirs.word),
            word=theirs.word,
            service=row.service.id if row.service else None,
            start=row.start,
            end=row.end,
            name=said.text(theirs.customer, "name"),
            phone=_phone(row),
            staff=row.staff,
            booked_at=theirs.created_at,
            mark=theirs.ref,
        )

    def _state(self, branch: Branch) -> BranchState:
        now = self.clock.now()
        timetable = Timetable(branch)
        return BranchState(
            branch=branch,
            opening=timetable.opening(now),
            waiting=0,
            services={
                service.id: _state_of(service, timetable, now)
                for service in branch.services
            },
            as_of=now,
            seq=0,
        )


def _phone(row: Row) -> str:
    return said.text(row.told.customer, "phone", 40)


def _list(data: Any) -> list[Any]:
    return data if isinstance(data, list) else []


def _state_of(service: Service, timetable: Timetable, now: datetime) -> ServiceState:
    """They have no queue: nobody waits, and no number is given."""
    return ServiceState(
        service=service.id,
        is_open=timetable.service(service.id, now).is_open,
        waiting=0,
        ahead=0,
        wait_lo=None,
        wait_hi=None,
        counters_open=0,
        closed_reason=Reason.NOT_WALKIN.value,
    )
