"""A backend that is a company's Skiplino.

What Skiplino has no word for is not offered: calling, checking in, live events, staff's work.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

from kiosk.apis.asking import Asked
from kiosk.apis.http import Http
from kiosk.apis.journal import Journal
from kiosk.apis.skiplino.booking import Under, Wish
from kiosk.apis.skiplino.calls import Calls, No
from kiosk.apis.skiplino.catalogue import Catalogue, Offer
from kiosk.apis.skiplino.client_people import SkiplinoPeople
from kiosk.apis.skiplino.days import Days
from kiosk.apis.skiplino.glimpses import Glimpses
from kiosk.apis.skiplino.habits import SYSTEM, Habits
from kiosk.apis.skiplino.making import Making
from kiosk.apis.skiplino.placing import placed_of
from kiosk.apis.skiplino.register import MOST_TICKETS, Register
from kiosk.apis.skiplino.rows import Rows, written
from kiosk.apis.skiplino.said import SaidTicket, told_of
from kiosk.domain.booking import Holder, Wanted
from kiosk.domain.branch import BranchId, BranchState, GroupId, StaffId
from kiosk.domain.customer import CustomerId
from kiosk.domain.errands import Errand
from kiosk.domain.ports import Capabilities, Clock, Once
from kiosk.domain.slots import DaySlots
from kiosk.domain.theirs import Told
from kiosk.domain.ticket import FINAL, Draft, Kind, Placed, Status, TicketId
from kiosk.errors import BadInput, NotFound, Reason, Refused, SlotTaken, Unavailable

MOVABLE: Final = frozenset({Status.BOOKED, Status.WAITING})
"""Statuses from which moving is tried; their pages contradict one another about it."""

_OVER: Final = FINAL | {Status.UNKNOWN}


class SkiplinoClient(SkiplinoPeople):
    """A company's Skiplino, asked with its keys."""

    def __init__(
        self, http: Http, clock: Clock, habits: Habits, journal: Journal | None = None
    ) -> None:
        """`http` carries no key of its own, and its base ends in /external/v1."""
        self._http, self._journal = http, journal
        self._calls = Calls(http, clock, habits)
        super().__init__(Register(self._calls, habits), clock, habits)
        self._glimpses = Glimpses(clock)
        self._catalogue = Catalogue(self._calls, clock, habits, self._glimpses)
        self._days = Days(self._calls, clock, habits, self._catalogue)
        self._rows = Rows(self._calls)
        self._making = Making(
            self._calls,
            clock,
            habits,
            journal,
            self._register,
            self._catalogue,
            self._days,
        )

    async def aclose(self) -> None:
        """Let go of all connections."""
        await self._http.aclose()

    @property
    def capabilities(self) -> Capabilities:
        """With a public key: numbers, looking and cancelling. A secret one adds the rest."""
        secret = self._habits.secret
        return Capabilities(
            walkin=True,
            cancel=True,
            call=False,
            live=False,
            idempotent=secret and self._journal is not None,
            appointments=secret,
            reschedule=secret,
            customers=secret,
            wants_name=secret,
        )

    # what there is

    async def branches(self) -> Sequence[BranchState]:
        """Every active branch. Who waits is known only from tickets seen lately."""
        return await self._catalogue.states()

    async def branch(self, branch: BranchId) -> BranchState:
        """One branch as it stands."""
        return await self._catalogue.state(branch)

    async def slots(
        self, wanted: Wanted, first: date | None = None, days: int = 1
    ) -> Sequence[DaySlots]:
        """The times that can be had, on days of the company's zone; a call each."""
        return await self._days.slots(wanted, first, days)

    async def next_free(
        self, wanted: Wanted, first: date | None = None
    ) -> DaySlots | None:
        """The first day with a free time, not beyond the habits' horizon."""
        return await self._days.next_free(wanted, first)

    # tickets

    async def issue(self, draft: Draft, once: Once | None, actor: str) -> Placed:
        """Book a number or a time. With a public key a lost answer stays Ambiguous."""
        wish = await self._wish(draft)
        made = await self._making.make(wish, draft.customer, once)
        self._days.forget(draft.service)
        return self._placed(made, draft.locale)

    async def ticket(self, ticket: TicketId) -> Placed:
        """A ticket as it stands."""
        return self._placed(await self._rows.get(ticket))

    async def look(self, ticket: str) -> Told:
        """The same, as a mirror is told of it: also one whose branch they do not say."""
        return self._noted(await self._rows.get(ticket))

    async def by_phone(self, branch: BranchId, phone: str) -> Sequence[Placed]:
        """Those of the company's day, of who was identified by that number here."""
        await self._catalogue.state(branch)
        today = self._clock.now().astimezone(self._habits.zone).date()
        found = [self._placed(one) for one in await self._register.of_phone(phone)]
        shown = [
            one
            for one in found
            if (one.ticket.branch, one.ticket.day) == (branch, today)
            and one.ticket.status not in _OVER
        ]
        shown.sort(key=lambda one: one.ticket.start_at or one.ticket.joined_at)
        return shown[:MOST_TICKETS]

    async def cancel(
        self, ticket: TicketId, actor: str, reason: str = "", *, as_staff: bool = False
    ) -> Placed:
        """Give a number or an appointment back. What is cancelled already is fine."""
        gone = await self._rows.cancel(ticket)
        self._days.forget(gone.service)
        return self._placed(gone)

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
        """Move an appointment. Where they do not move it, a new one is booked and then the old
        one cancelled: then id and number are other ones. The sweep goes on with a cancel that
        failed, and staff see it among the journal's worries."""
        if start.tzinfo is None:
            raise BadInput(fields={"start": "has no offset from UTC"})
        found = await self._rows.get(ticket)
        if found.kind is not Kind.APPOINTMENT and found.start is None:
            raise Refused(Reason.NOT_APPOINTABLE, detail="it has no time")
        if found.start == start and found.status not in FINAL:
            return self._placed(found)
        if found.status not in MOVABLE or found.customer is None:
            raise Refused(Reason.NOT_ALLOWED_NOW, detail=f"it is {found.word}")
        self._check_start(start)
        moved = await self._moved(found, start, found.customer)
        self._days.forget(moved.service)
        return self._placed(moved)

    # what the journal is for

    def asked_for(self, errand: Errand) -> Asked[SaidTicket]:
        """What the journal asks to go on with an errand of ours."""
        return self._making.asked_for(errand)

    async def recover(self) -> int:
        """Settle what was in doubt when the process ended; how many still are. Before the first
        customer."""
        if self._journal is None:
            return 0
        return await self._journal.recover(SYSTEM, self.asked_for)

    async def sweep(self) -> int:
        """Cancel ghosts and finish second halves; every 10 s or so. How many ghosts there were."""
        if self._journal is None:
            return 0
        ghosts = await self._journal.sweep(SYSTEM, self.asked_for)
        if self._habits.secret:
            await self._making.lanes.spare()
        return ghosts

    @property
    def lanes(self) -> Sequence[str]:
        """The lanes in use since the start: customers there, who are nobody."""
        return self._making.lanes.names

    @property
    def counts(self) -> Mapping[str, int]:
        """What was left out of answers since the start, and of how many bookings nobody knows."""
        parts = (self._catalogue, self._days, self._register)
        return {
            "left_out": sum(part.left_out for part in parts),
            "ambiguous": self._making.ambiguous,
        }

    async def _wish(self, draft: Draft) -> Wish:
        """What is to be booked, checked as far as the catalogue goes. Errors as `issue`."""
        if draft.session is not None:
            raise Refused(Reason.NOT_OFFERED, detail="no sessions there")
        group = self._group(draft, await self._catalogue.known(draft))
        if draft.start is not None:
            self._check_start(draft.start)
        return Wish(
            draft.branch,
            group,
            draft.service,
            draft.start,
            self._under(draft),
            draft.locale,
        )

    def _group(self, draft: Draft, offer: Offer) -> GroupId:
        known = offer.service(draft.service)
        group = draft.group or offer.group_of(draft.service)
        if known is None or group is None or not offer.has(group, draft.service):
            raise NotFound(detail="no such service in that group")
        if draft.start is not None and not known.appointable:
            raise Refused(Reason.NOT_APPOINTABLE, detail="not booked for a time")
        return group

    def _under(self, draft: Draft) -> Under:
        """Whose name it is booked under: a time is somebody's, a number nobody's."""
        if draft.start is not None and draft.customer is not None:
            return Under.CUSTOMER
        if self._habits.secret and self._journal is not None:
            return Under.LANE
        if draft.start is not None:
            raise Refused(Reason.NOT_OFFERED, detail="a time needs a customer")
        return Under.NOBODY

    def _check_start(self, start: datetime) -> None:
        if start.tzinfo is None:
            raise BadInput(fields={"start": "has no offset from UTC"})
        if start <= self._clock.now():
            raise SlotTaken(Reason.PAST, detail="that time is over")

    async def _moved(
        self, found: SaidTicket, start: datetime, customer: CustomerId
    ) -> SaidTicket:
        branch, service, group = found.branch, found.service, found.group
        if branch is None or service is None or group is None:
            raise Unavailable(
                Reason.UPSTREAM, detail="a ticket of no branch or service"
            )
        wish = Wish(branch, group, service, start, Under.CUSTOMER)
        try:
            return await self._rows.move(found.id, start, {"customerId": customer})
        except No as error:
            if error.status == 422 and "id" in error.members:
                once = Once(SYSTEM, f"move {found.id} {written(start)}", "")
                return await self._making.make(wish, customer, once, then=found.id)
            raise await self._making.why(error, wish) from error

    def _placed(self, found: SaidTicket, locale: str = "") -> Placed:
        self._noted(found)
        return placed_of(found, self._habits, self._clock.now(), locale)

    def _noted(self, found: SaidTicket) -> Told:
        told = told_of(found)
        self._glimpses.note(told, found.kind)
        return told
