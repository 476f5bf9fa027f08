"""The desk's part about tickets at counters."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from kiosk.desk.deeds import Order, perform
from kiosk.desk.floor import MEASURED, Floor
from kiosk.desk.ground import Ground, found_ticket
from kiosk.desk.line import line, streaks
from kiosk.desk.row import row_of
from kiosk.desk.undo import take_back
from kiosk.domain.branch import BranchId, CounterId, ServiceId, StaffId
from kiosk.domain.events import Deed
from kiosk.domain.serving import MOST_NEXT, Called, Row, Task
from kiosk.domain.stored_serving import Undo
from kiosk.domain.storing import Reading, Writing
from kiosk.domain.tasks import check, ends_a_leg
from kiosk.domain.ticket import Ticket, TicketId
from kiosk.errors import BadInput


class ServingDesk(Ground):
    """The half of `kiosk.domain.staff.Serving` that is about tickets, over the store."""

    async def do(
        self,
        ticket: TicketId,
        task: Task,
        actor: str,
        *,
        operator: StaffId | None = None,
        in_charge: bool = False,
    ) -> Row:
        """Do one thing to a ticket."""
        known = self._store.read(lambda view: found_ticket(view, ticket))
        floor = self._floor(known.branch)
        at = await self._settled(floor)
        check(task, at)
        order = Order(task, floor, at, actor, operator, in_charge)

        def change(tx: Writing) -> tuple[Ticket, Row]:
            before = found_ticket(tx, ticket)
            return before, row_of(tx, perform(tx, before, order))

        before, row = await self._store.write(change)
        if task.deed is Deed.FINISH:
            floor.finished(row.ticket)
        elif ends_a_leg(before, task.deed):
            floor.finished(replace(before, finished_at=at))
        return row

    async def row(self, ticket: TicketId) -> Row:
        """A ticket as it stands, for staff."""
        return self._store.read(lambda view: row_of(view, found_ticket(view, ticket)))

    async def undo(self, branch: BranchId, actor: str) -> Row:
        """Take back what `actor` did last in this branch."""
        floor = self._floor(branch)
        at = await self._settled(floor)

        def change(tx: Writing) -> tuple[Undo, Row]:
            undo, back = take_back(tx, branch, actor, at)
            if undo.deed is Deed.CALL:
                floor.streak = streaks(tx).get(branch, 0)
            return undo, row_of(tx, back)

        undo, row = await self._store.write(change)
        if undo.deed in (Deed.FINISH, Deed.TRANSFER):
            self._measure_anew(floor, undo.before.service)
        return row

    async def next_up(
        self,
        branch: BranchId,
        counter: CounterId,
        most: int = 3,
        *,
        operator: StaffId | None = None,
    ) -> Sequence[Called]:
        """Who would be called to a counter next, each with the reason."""
        if not 1 <= most <= MOST_NEXT:
            raise BadInput(fields={"most": f"is not 1 to {MOST_NEXT}"})
        floor = self._floor(branch)
        where = floor.counter(counter)
        at = await self._settled(floor)
        choices = self._store.read(
            lambda view: line(view, floor, where, at, operator=operator, most=most)
        )
        return [Called(choice.ticket, str(choice.reason)) for choice in choices]

    def _measure_anew(self, floor: Floor, service: ServiceId) -> None:
        """Without the handling time of what was taken back."""
        branch = floor.plan.branch.id
        took = self._store.read(partial(_handling, branch, service))
        floor.remember(service, took)


def _handling(branch: BranchId, service: ServiceId, view: Reading) -> Sequence[float]:
    return view.handling(branch, service, MEASURED)
