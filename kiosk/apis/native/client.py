"""A queue behind our own dialect, as a Backend."""

import asyncio
import uuid
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from typing import Final

from msgspec import json

from kiosk.apis.heard import heard
from kiosk.apis.http import Http
from kiosk.apis.native import translate, wire, wire_branch
from kiosk.apis.native.appointments import AppointmentCalls, said_holder
from kiosk.apis.native.calls import Calls, failure, path, unusable
from kiosk.apis.native.customers import CustomerCalls
from kiosk.apis.native.frames import Frame, FrameReader
from kiosk.apis.native.translate_branch import state_from_wire
from kiosk.apis.patience import RECONNECT
from kiosk.domain.branch import BranchId, BranchState, CounterId
from kiosk.domain.events import BranchChanged, TicketEvent
from kiosk.domain.ports import Called, Capabilities, Once
from kiosk.domain.ticket import Draft, Placed, Status, Ticket, TicketId
from kiosk.errors import Ambiguous, BadInput, TooBusy, Unavailable

Happening = TicketEvent | BranchChanged | BranchState

CAPABILITIES: Final = Capabilities(
    appointments=True, hold=True, reschedule=True, check_in=True, customers=True
)


class NativeClient(AppointmentCalls, CustomerCalls):
    """See `kiosk.domain.ports.Backend`. The server names the actor itself, by the key.

    Reads and `issue` are asked again when an answer gets lost, `issue` under one key.
    """

    def __init__(self, http: Http) -> None:
        """`http` is closed by `aclose`."""
        self._calls = Calls(http)

    @property
    def capabilities(self) -> Capabilities:
        """Everything our own queue can do."""
        return CAPABILITIES

    async def aclose(self) -> None:
        """Let go of all connections."""
        await self._calls.http.aclose()

    async def branches(self) -> Sequence[BranchState]:
        """Every branch as it stands."""
        said = await self._calls.read(path("branches"), wire_branch.Branches)
        return [state_from_wire(state) for state in said.branches]

    async def branch(self, branch: BranchId) -> BranchState:
        """One branch as it stands."""
        where = path("branches", branch)
        return state_from_wire(await self._calls.read(where, wire_branch.BranchState))

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
        except Ambiguous:
            placed = await self.ticket(ticket)
            if placed.ticket.status is not Status.CANCELLED:
                raise
            return placed
        return translate.placed_from_wire(said)

    async def call(
        self, branch: BranchId, counter: CounterId, actor: str
    ) -> Called | None:
        """Call who is next."""
        where = path("branches", branch, "counters", counter, "call")
        said = await self._calls.change("POST", where, None, wire.CallAnswer)
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
        following = _Following(after)
        tries = 0
        while True:
            try:
                async with aclosing(self._listen(branch, following.last)) as told:
                    async for happening in told:
                        tries = 0
                        if following.is_news(happening):
                            yield happening
            except (Unavailable, TooBusy):
                pass
            await asyncio.sleep(RECONNECT[min(tries, len(RECONNECT) - 1)])
            tries += 1

    async def _listen(
        self, branch: BranchId | None, after: int | None
    ) -> AsyncGenerator[Happening]:
        headers = {"accept": "text/event-stream"}
        headers |= {"last-event-id": str(after)} if after is not None else {}
        params = {"branch": branch} if branch else {}
        reader = FrameReader()
        async with self._calls.http.listen(
            path("events"), headers=headers, params=params
        ) as (head, chunks):
            if head.status >= 400:
                raise failure(head, changes=False)
            if head.kind != "text/event-stream":
                raise unusable(False, f"answered {head.kind}")
            async for chunk in chunks:
                for frame in reader.feed(chunk):
                    if happening := _happening(frame):
                        yield happening


def _fits(draft: Draft, ticket: Ticket) -> bool:
    """A walk-in waits; an appointment is booked, and for its time unless moved since."""
    if draft.start is None:
        return ticket.status is Status.WAITING
    if ticket.status is not Status.BOOKED or ticket.booking is None:
        return False
    return ticket.start_at == draft.start or ticket.booking.changes > 0


class _Following:
    """How far a listener is: what to ask for next, and what it has seen already."""

    def __init__(self, after: int | None) -> None:
        self.last = after
        self._counted: dict[BranchId, int] = {}

    def is_news(self, happening: Happening) -> bool:
        """Whether it was not told before.

        The place to go on from is moved by changes only: a connection may break between the
        snapshots of two branches, and the second is then still owed.
        """
        if isinstance(happening, BranchState):
            self._counted[happening.branch.id] = happening.seq
            return True
        self.last = max(self.last or 0, happening.seq)
        counted = self._counted.get(happening.branch, -1)
        return isinstance(happening, BranchChanged) or happening.seq > counted


def _happening(frame: Frame) -> Happening | None:
    """None for an event of a newer server."""
    try:
        match frame.event:
            case "ticket":
                return translate.event_from_wire(heard(wire.Event, frame.data))
            case "branch":
                said = heard(wire.Changed, frame.data)
                return BranchChanged(said.seq, said.at, BranchId(said.branch))
            case "snapshot":
                return state_from_wire(heard(wire_branch.BranchState, frame.data))
    except BadInput as error:
        raise unusable(False, "an event nobody can read") from error
    return None
