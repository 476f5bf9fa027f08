"""The desk's part that stands in for another system's tickets."""

from collections.abc import Sequence
from datetime import date, datetime

from kiosk.desk.adopting import Adopting, adopt
from kiosk.desk.ground import Ground, found_ticket
from kiosk.desk.issue import replay
from kiosk.domain.branch import BranchId
from kiosk.domain.customer import MOST_NAME, Customer, CustomerId, Details, e164
from kiosk.domain.ports import Once
from kiosk.domain.storing import Writing
from kiosk.domain.theirs import Adoption, Told
from kiosk.domain.ticket import Placed, Theirs, Ticket, TicketId
from kiosk.errors import Reason, Refused
from kiosk.text import clean


class MirrorDesk(Ground):
    """`kiosk.domain.theirs.Mirror` over the store."""

    async def adopt(self, adoption: Adoption) -> Placed:
        """The ticket that stands for theirs, made or brought up to date."""
        floor = self._floor(adoption.branch)
        at = await self._settled(floor)
        if floor.day is None:
            raise Refused(Reason.CLOSED, detail=f"{adoption.branch} has no day")
        new = self._draw_customer()

        def customer(tx: Writing) -> CustomerId | None:
            return self._guest(tx, new, adoption.told, at)

        asked = Adopting(adoption, floor, floor.day, at, self._draw, customer)
        ticket = await self._store.write(lambda tx: adopt(tx, asked))
        return self._store.read(lambda view: self._placed(view, ticket.id, at))

    async def adopted(self, branch: BranchId, day: date) -> Sequence[Ticket]:
        """The tickets of a day that stand for theirs."""
        self._floor(branch)
        return self._store.read(lambda view: view.adopted(branch, day))

    async def standing_for(self, system: str, theirs: str) -> Ticket | None:
        """The ticket that stands for a row of theirs, or None."""
        return self._store.read(lambda view: view.by_theirs(system, theirs))

    async def moved_to(self, system: str, theirs: str) -> str | None:
        """Their id of the row that was made in the place of another, or None."""
        return self._store.read(lambda view: view.moved_to(system, theirs))

    async def theirs(self, ticket: TicketId) -> Theirs | None:
        """Which row of theirs a ticket stands for. NotFound."""
        return self._store.read(lambda view: found_ticket(view, ticket)).theirs

    async def replayed(self, once: Once) -> Placed | None:
        """What a key did before, or None."""
        return self._store.read(lambda view: replay(view, once))

    def _guest(
        self, tx: Writing, new: CustomerId, told: Told, at: datetime
    ) -> CustomerId | None:
        """Whom they tell of: found by the phone number, or a guest by name; None for nobody."""
        name = clean(told.name, MOST_NAME)[:MOST_NAME]
        if e164(told.phone):
            told_of = Details(name=name)
            return self._book.identify(tx, new, told.phone, told_of, at).id
        if not name:
            return None
        tx.add_customer(Customer(new, at, at, name=name, guest=True), None)
        return new
