"""A queue of ours and another system's bookings, as one Backend.

Numbers, counters, staff and boards are the queue's. Times are theirs: what is booked there gets a
ticket here that stands for it, so that it is called, printed, found and checked in like any other.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from kiosk.apis.breaker import urgent
from kiosk.apis.together.already import Already
from kiosk.apis.together.changes import Changes
from kiosk.apis.together.doubts import Doubts
from kiosk.apis.together.figures import Figures
from kiosk.apis.together.names import Names
from kiosk.apis.together.people import People
from kiosk.apis.together.queue_side import Queue, QueueSide
from kiosk.apis.together.sessions import GroupSide
from kiosk.apis.together.shown_side import ShownSide
from kiosk.apis.together.theirs import standing, told_of
from kiosk.domain.booking import Hold, Holder, Wanted
from kiosk.domain.branch import BranchId, StaffId
from kiosk.domain.customer import Identified
from kiosk.domain.events import Deed
from kiosk.domain.ports import Backend, Capabilities, Once
from kiosk.domain.serving import Row, Task
from kiosk.domain.slots import DaySlots
from kiosk.domain.theirs import Adoption, Told
from kiosk.domain.ticket import Draft, Placed, Status, TicketId
from kiosk.errors import (
    KioskError,
    NotFound,
    Reason,
    Refused,
    SlotTaken,
)

_log: Final = logging.getLogger(__name__)

_TO_COME: Final = frozenset({Status.REQUESTED, Status.BOOKED, Status.WAITING})


class Together(GroupSide, ShownSide, QueueSide):
    """See `kiosk.domain.ports.Backend`.

    While their side is down numbers go on; times are Unavailable. Nothing they have not confirmed
    gets a ticket. What they know nothing of is named in `capabilities.emulated`.
    """

    def __init__(
        self, queue: Queue, bookings: Backend, system: str, names: Names | None = None
    ) -> None:
        """`system` is what tickets say of whose row they stand for."""
        names = names or Names()
        super().__init__(queue, bookings, names)
        QueueSide.__init__(self, queue)
        ShownSide.__init__(self, queue, Figures(theirs=bookings.capabilities.walkin))
        self._theirs, self.system, self.names = bookings, system, names
        self._people = People(queue, bookings)
        self._doubts = Doubts(bookings)
        self._already = Already(queue, bookings, names)
        self._changes = Changes(bookings)

    @property
    def capabilities(self) -> Capabilities:
        """What works here, on either side."""
        ours, theirs = self._queue.capabilities, self._theirs.capabilities
        return replace(
            ours,
            idempotent=ours.idempotent and theirs.idempotent,
            appointments=theirs.appointments,
            hold=theirs.hold,
            reschedule=theirs.reschedule,
            check_in=theirs.appointments,
            wants_name=theirs.wants_name,
            emulated=_emulated(ours, theirs),
        )

    # making

    async def issue(self, draft: Draft, once: Once | None, actor: str) -> Placed:
        """Take a number here, or book there."""
        if not self._is_theirs(draft):
            return await self._queue.issue(draft, once, actor)
        before = await self._queue.replayed(once) if once else None
        if before is not None:
            return self._figures.of(before)
        await self._already.check(draft)
        customer = await self._people.abroad(draft.customer)
        asked = replace(self.names.draft(draft), customer=customer)
        try:
            placed = await self._doubts.issue(asked, once, actor)
        except Refused as error:
            raise await self._already.meant(draft, error) from error
        adoption = replace(
            self._adoption(draft.branch, placed, actor),
            locale=draft.locale,
            source=draft.source,
            group=draft.group,
            customer=draft.customer,
            once=once,
        )
        said = replace(adoption.told, service=draft.service)
        adopted = await self._queue.adopt(replace(adoption, told=said))
        self._people.forget(draft.customer)
        self._figures.note(adopted.ticket.id, placed.place)
        return self._figures.of(replace(adopted, replayed=placed.replayed))

    def _is_theirs(self, draft: Draft) -> bool:
        theirs = self._theirs.capabilities
        if draft.session is not None:
            return theirs.sessions
        return draft.start is not None or theirs.walkin

    # times

    async def slots(
        self, wanted: Wanted, first: date | None = None, days: int = 1
    ) -> Sequence[DaySlots]:
        """Their times."""
        return await self._theirs.slots(await self._wanted(wanted), first, days)

    async def next_free(
        self, wanted: Wanted, first: date | None = None
    ) -> DaySlots | None:
        """The first day with a free time, there."""
        return await self._theirs.next_free(await self._wanted(wanted), first)

    async def hold(self, wanted: Wanted, start: datetime) -> Hold:
        """As they hold times; Refused NOT_OFFERED where they don't."""
        held = await self._theirs.hold(await self._wanted(wanted), start)
        return replace(held, branch=wanted.branch, service=wanted.service)

    async def release(self, holder: Holder) -> None:
        """Let go of what is held, there."""
        if self._theirs.capabilities.hold:
            await self._theirs.release(holder)

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
        """Move an appointment there, then here. Who was called already is not moved."""
        theirs = await self._queue.theirs(ticket)
        if theirs is None:
            return await self._queue.reschedule(
                ticket, start, actor, holder=holder, staff=staff, as_staff=as_staff
            )
        known = (await self._queue.ticket(ticket)).ticket
        if known.status not in _TO_COME:
            raise Refused(detail=f"{known.number} is {known.status}")
        there = TicketId(theirs.id)
        try:
            placed = await self._changes.move(
                ticket,
                there,
                start,
                actor,
                holder=holder,
                staff=staff,
                as_staff=as_staff,
            )
        except SlotTaken:
            raise
        except (NotFound, Refused) as error:
            raise await self._behind(ticket, error) from error
        adoption = self._adoption(known.branch, placed, actor)
        return await self._queue.adopt(replace(adoption, instead=theirs.id))

    async def _behind(self, ticket: TicketId, error: KioskError) -> KioskError:
        """Their no, once ours is as theirs is: something was done to it that nobody told us."""
        try:
            known = (await self.look(ticket)).ticket
        except KioskError:
            return error
        if known.status in _TO_COME:
            return error
        return Refused(detail=f"{known.number} is {known.status} there")

    async def check_in(self, ticket: TicketId, here: BranchId, actor: str) -> Placed:
        """Somebody is here: they wait in our queue, and are told of where they want to hear."""
        placed = await self._queue.check_in(ticket, here, actor)
        theirs = placed.ticket.theirs
        if theirs and self._theirs.capabilities.check_in:
            try:
                await self._theirs.check_in(
                    TicketId(theirs.id), self.names.branch(here), actor
                )
            except KioskError as error:
                about = {"ticket": ticket, "detail": error.detail or str(error.reason)}
                _log.warning("they were not told who came", extra=about)
        return self._figures.of(placed)

    async def cancel(
        self, ticket: TicketId, actor: str, reason: str = "", *, as_staff: bool = False
    ) -> Placed:
        """Cancel there, then here. Gone or cancelled there already is fine."""
        theirs = await self._queue.theirs(ticket)
        known = (await self._queue.ticket(ticket)).ticket
        if theirs is None or known.status not in _TO_COME:
            return await self._queue.cancel(ticket, actor, reason, as_staff=as_staff)
        there = TicketId(theirs.id)
        word = await self._changes.cancel(
            ticket, there, actor, reason, as_staff=as_staff
        )
        told = Told(theirs.id, Status.CANCELLED, word, None)
        adoption = Adoption(self.system, known.branch, told, actor, reason=reason)
        return await self._queue.adopt(adoption)

    # staff

    async def do(
        self,
        ticket: TicketId,
        task: Task,
        actor: str,
        *,
        operator: StaffId | None = None,
        in_charge: bool = False,
    ) -> Row:
        """Do one thing to a ticket; a cancel is theirs as well."""
        if task.deed is Deed.CANCEL and await self._queue.theirs(ticket):
            await self.cancel(ticket, actor, task.reason, as_staff=True)
            return await self._queue.row(ticket)
        return await self._queue.do(
            ticket, task, actor, operator=operator, in_charge=in_charge
        )

    async def identify(
        self, phone: str, name: str = "", locale: str = ""
    ) -> Identified:
        """The customer with a phone number, ours; they are told of who books."""
        return await self._people.identify(phone, name, locale)

    # both sides

    async def ticket(self, ticket: TicketId) -> Placed:
        """A ticket as it stands; after a change whose answer was lost as it stands there."""
        if self._changes.unsure(ticket):
            try:
                with urgent():
                    return await self.look(ticket)
            except KioskError as error:
                about = {"ticket": ticket, "detail": error.detail}
                _log.info("they do not tell what became of it", extra=about)
        return await super().ticket(ticket)

    async def look(self, ticket: TicketId) -> Placed:
        """A ticket after what they say of it right now, with its place there if they tell one.
        NotFound; Unavailable."""
        theirs = await self._queue.theirs(ticket)
        known = (await self._queue.ticket(ticket)).ticket
        if theirs is None:
            return await self._queue.ticket(ticket)
        newest = theirs.id
        while moved := await self._queue.moved_to(self.system, newest):
            newest = moved
        try:
            placed = await self._theirs.ticket(TicketId(newest))
        except NotFound:
            self._changes.seen(ticket)
            told = Told(theirs.id, Status.CANCELLED, "gone", None)
            gone = Adoption(self.system, known.branch, told, self.system)
            return await self._queue.adopt(gone)
        adoption = self._adoption(known.branch, placed, self.system)
        ours = await self._queue.adopt(replace(adoption, instead=theirs.id))
        self._changes.seen(ticket)
        self._figures.note(ticket, placed.place)
        return self._figures.of(ours)

    async def hear(self, branch: BranchId, told: Told) -> Placed | None:
        """What a list of theirs says of a row; None for one that is over and was never here.
        NotFound for a service that is not ours."""
        known = await self._queue.standing_for(self.system, told.id)
        if known is None and not standing(told.status):
            return None
        if known and await self._queue.moved_to(self.system, told.id):
            return await self.look(known.id)  # what was moved is not cancelled with it
        service = told.service and self.names.our_service(told.service)
        said = replace(told, service=service)
        adoption = Adoption(self.system, branch, said, self.system, certain=False)
        return await self._queue.adopt(adoption)

    def _adoption(self, branch: BranchId, placed: Placed, actor: str) -> Adoption:
        numbered = self._theirs.capabilities.walkin
        told = told_of(placed.ticket, numbered=numbered)
        service = told.service and self.names.our_service(told.service)
        told = replace(told, service=service)
        return Adoption(self.system, branch, told, actor)

    async def _wanted(self, wanted: Wanted) -> Wanted:
        """A wish in their words. What is to be moved must be theirs."""
        moving = None
        if wanted.moving:
            theirs = await self._queue.theirs(TicketId(wanted.moving))
            if theirs is None:
                raise Refused(Reason.NOT_APPOINTABLE, detail="it is not booked there")
            moving = theirs.id
        return self.names.wanted(wanted, moving)


def _emulated(ours: Capabilities, theirs: Capabilities) -> frozenset[str]:
    """What is done here and they know nothing of."""
    names = ("walkin", "check_in", "call", "serving", "sessions", "series")
    done_here = {
        name for name in names if getattr(ours, name) and not getattr(theirs, name)
    }
    return frozenset(done_here | theirs.emulated)
