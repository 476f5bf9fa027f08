"""A queue behind our own dialect, as a Backend."""

import uuid
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING, Final

from msgspec import json

from kiosk.apis.http import Http
from kiosk.apis.native import translate, wire, wire_branch
from kiosk.apis.native.appointments import AppointmentCalls, said_holder
from kiosk.apis.native.calls import Calls, path
from kiosk.apis.native.customers import CustomerCalls
from kiosk.apis.native.following import Happening, followed, happening
from kiosk.apis.native.operators import OperatorCalls
from kiosk.apis.native.series import SeriesCalls
from kiosk.apis.native.serving import ServingCalls
from kiosk.apis.native.sessions import SessionCalls
from kiosk.apis.native.translate_can import can_from_wire
from kiosk.apis.native.translate_state import state_from_wire
from kiosk.domain.branch import BranchId, BranchState, CounterId, StaffId
from kiosk.domain.events import TicketEvent
from kiosk.domain.ports import Capabilities, Once
from kiosk.domain.ticket import Draft, Placed, Status, Ticket, TicketId
from kiosk.errors import Ambiguous, TooBusy, Unavailable

if TYPE_CHECKING:
    from kiosk.domain.serving import Called

CAPABILITIES: Final = Capabilities(
    appointments=True,
    hold=True,
    reschedule=True,
    check_in=True,
    customers=True,
    serving=True,
    sessions=True,
    series=True,
)


class NativeClient(
    AppointmentCalls,
    CustomerCalls,
    SessionCalls,
    SeriesCalls,
    ServingCalls,
    OperatorCalls,
):
    """See `kiosk.domain.ports.Backend`. The server names the actor itself: who signed in, else
    the key.

    Reads and `issue` are asked again when an answer gets lost, `issue` under one key.
    """

    def __init__(self, http: Http) -> None:
        """`http` is closed by `aclose`."""
        self._calls = Calls(http)
        self._can = CAPABILITIES

    @property
    def capabilities(self) -> Capabilities:
        """What the server said when a branch was asked for last; everything, before that."""
        return self._can

    async def aclose(self) -> None:
        """Let go of all connections."""
        await self._calls.http.aclose()

    async def branches(self) -> Sequence[BranchState]:
        """Every branch as it stands."""
        said = await self._calls.read(path("branches"), wire_branch.Branches)
        for state in said.branches:
            self._can = can_from_wire(state.can, self._can)
        return [state_from_wire(state) for state in said.branches]

    async def branch(self, branch: BranchId) -> BranchState:
        """One branch as it stands."""
        where = path("branches", branch)
        said = await self._calls.read(where, wire_branch.BranchState)
        self._can = can_from_wire(said.can, self._can)
        return state_from_wire(said)

    async def issue(self, draft: Draft, once: Once | None, actor: str) -> Placed:
        """Take the next number, or book a time. Anything but the ticket for `draft` is Ambiguous."""
        body = translate.draft_to_wire(draft)
        key = once.key if once else uuid.uuid4().hex

        def is_meant(said: wire.Ticket) -> bool:
            ticket = translate.ticket_from_wire(said)
            here = (ticket.branch, ticket.service) == (draft.branch, draft.service)
            shown = ticket.number == said.number != ""
            return here and shown and _fits(draft, ticket)

        said, replayed = await self._calls.create(
            path("tickets"), body, key, wire.Ticket, is_meant, said_holder(draft.holder)
        )
        return translate.placed_from_wire(said, replayed=replayed)

    async def ticket(self, ticket: TicketId) -> Placed:
        """A ticket as it stands."""
        said = await self._calls.read(path("tickets", ticket), wire.Ticket)
        return translate.placed_from_wire(said)

    async def cancel(
        self,
        ticket: TicketId,
        actor: str,
        reason: str = "",
        *,
        as_staff: bool = False,
    ) -> Placed:
        """Give a number back. After a lost answer the ticket itself tells what happened."""
        body = json.encode({"reason": reason, "as_staff": as_staff})
        where = path("tickets", ticket, "cancel")
        try:
            said = await self._calls.change("POST", where, body, wire.Ticket)
        except Ambiguous as lost:
            try:
                placed = await self.ticket(ticket)
            except (Unavailable, TooBusy) as silence:
                raise lost from silence
            if placed.ticket.status is not Status.CANCELLED:
                raise
            return placed
        return translate.placed_from_wire(said)

    async def call(
        self,
        branch: BranchId,
        counter: CounterId,
        actor: str,
        *,
        operator: StaffId | None = None,
    ) -> "Called | None":
        """Call who is next. A counter that has somebody gets them again: so it may be repeated."""
        where = path("branches", branch, "counters", counter, "call")

        def is_meant(said: wire.CallAnswer) -> bool:
            return said.ticket is None or said.ticket.counter == counter

        said = await self._calls.repeatable(
            "POST", where, None, wire.CallAnswer, is_meant
        )
        return translate.called_from_wire(said)

    async def finish(self, branch: BranchId, counter: CounterId, actor: str) -> Ticket:
        """Finish who is at the counter."""
        where = path("branches", branch, "counters", counter, "finish")
        said = await self._calls.change("POST", where, None, wire.FinishAnswer)
        return translate.ticket_from_wire(said.ticket)

    async def history(self, ticket: TicketId) -> Sequence[TicketEvent]:
        """The event rows of one ticket."""
        said = await self._calls.read(path("tickets", ticket, "events"), wire.History)
        rows = [translate.event_from_wire(event) for event in said.events]
        return [row for row in rows if isinstance(row, TicketEvent)]

    async def events(
        self, branch: BranchId | None = None, after: int | None = None
    ) -> AsyncIterator[Happening]:
        """What happens, through broken connections: what was missed comes, or a snapshot.

        Raises Denied and NotFound; whatever may pass is waited for.
        """
        params = {"branch": branch} if branch else {}

        def listen(last: int | None) -> AsyncGenerator[Happening]:
            return self._calls.hear(path("events"), params, last, happening)

        async with aclosing(followed(listen, after)) as told:
            async for heard in told:
                yield heard


def _fits(draft: Draft, ticket: Ticket) -> bool:
    """A walk-in waits; an appointment is booked, and for its time unless moved since; a place is
    in its session."""
    if draft.start is None and draft.session is None:
        return ticket.status is Status.WAITING
    if ticket.status is not Status.BOOKED or ticket.booking is None:
        return False
    if draft.session is not None:
        return ticket.booking.session == draft.session
    return ticket.start_at == draft.start or ticket.booking.changes > 0
