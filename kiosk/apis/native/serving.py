"""The staff's side over our own dialect: the client's half of `kiosk.domain.staff.Serving`.

What is the same when it is done twice is asked again when it gets lost. A deed is too, when the
task names the version it saw: the server does it to that version only. After that the ticket's
row tells whether it was done. An undo is asked for once.

What a customer's kiosk never asks is loaded with the first call.
"""

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING

from msgspec import json

from kiosk.apis.heard import heard
from kiosk.apis.native import wire
from kiosk.apis.native.calls import Calls, path
from kiosk.apis.native.following import followed, happening
from kiosk.apis.native.frames import Frame
from kiosk.apis.native.lobby import LobbyCalls
from kiosk.domain.branch import BranchId, BranchState, CounterId, StaffId
from kiosk.domain.events import BranchChanged, Deed, TicketEvent
from kiosk.domain.reserving import Page
from kiosk.domain.ticket import TicketId
from kiosk.errors import Ambiguous, KioskError

if TYPE_CHECKING:
    from kiosk.domain.serving import Called, OwnDay, Row, RowChanged, Task, Which

    Watched = RowChanged | BranchChanged | BranchState


class ServingCalls(LobbyCalls):
    """See `Serving`. The server knows who asks, whatever actor and operator are passed."""

    _calls: Calls

    # tickets

    async def do(
        self,
        ticket: TicketId,
        task: "Task",
        actor: str,
        *,
        operator: StaffId | None = None,
        in_charge: bool = False,
    ) -> "Row":
        """Do one thing to a ticket. After a lost answer its row tells what happened."""
        from kiosk.apis.native.deeds import check_deed, is_seen

        check_deed(task.deed)
        try:
            if task.deed is Deed.CANCEL:
                return await self._cancel(ticket, task)
            return await self._do(ticket, task)
        except Ambiguous:
            row = await self._row_now(ticket)
            if row is None or not is_seen(task, row):
                raise
            return row

    async def _do(self, ticket: TicketId, task: "Task") -> "Row":
        from kiosk.apis.native import translate_lobby, wire_lobby
        from kiosk.apis.native.deeds import PATHS, task_to_wire

        where, body = path("tickets", ticket, PATHS[task.deed]), task_to_wire(task)
        if task.seen is None:
            said = await self._calls.change("POST", where, body, wire_lobby.Row)
        else:
            said = await self._calls.repeatable(
                "POST", where, body, wire_lobby.Row, lambda said: said.id == ticket
            )
        return translate_lobby.row_from_wire(said)

    async def _cancel(self, ticket: TicketId, task: "Task") -> "Row":
        """The answer to a cancel is for kiosks too, and so has no row."""
        asked = {"reason": task.reason, "seen": task.seen, "as_staff": True}
        where, body = path("tickets", ticket, "cancel"), json.encode(asked)
        if task.seen is None:
            await self._calls.change("POST", where, body, wire.Ticket)
        else:
            await self._calls.repeatable(
                "POST", where, body, wire.Ticket, lambda said: said.id == ticket
            )
        row = await self._row_now(ticket)
        if row is None:
            raise Ambiguous(detail="cancelled, and then not to be seen")
        return row

    async def row(self, ticket: TicketId) -> "Row":
        """A ticket as staff see it. NotFound."""
        from kiosk.apis.native import translate_lobby, wire_lobby

        where = path("tickets", ticket, "row")
        return translate_lobby.row_from_wire(
            await self._calls.read(where, wire_lobby.Row)
        )

    async def _row_now(self, ticket: TicketId) -> "Row | None":
        """None when it can't be had: that says nothing about what was done."""
        try:
            return await self.row(ticket)
        except KioskError:
            return None

    async def undo(self, branch: BranchId, actor: str) -> "Row":
        """Take back what the caller did last."""
        from kiosk.apis.native import translate_lobby, wire_lobby

        where = path("branches", branch, "undo")
        said = await self._calls.change("POST", where, None, wire_lobby.Row)
        return translate_lobby.row_from_wire(said)

    async def next_up(
        self,
        branch: BranchId,
        counter: CounterId,
        most: int = 3,
        *,
        operator: StaffId | None = None,
    ) -> "Sequence[Called]":
        """Who would be called to a counter next."""
        from kiosk.apis.native import translate_lobby, wire_lobby

        where = path("branches", branch, "counters", counter, "next")
        said = await self._calls.read(where, wire_lobby.Turns, {"most": str(most)})
        return [translate_lobby.turn_from_wire(turn) for turn in said.next]

    # what there is to see

    async def rows(
        self, branch: BranchId, which: "Which", page: int = 1, limit: int = 100
    ) -> "Page[Row]":
        """A list of the running business day."""
        from kiosk.apis.native import translate_lobby, wire_lobby

        where = path("branches", branch, "tickets")
        params = {"list": which.value, "page": str(page), "limit": str(limit)}
        said = await self._calls.read(where, wire_lobby.RowPage, params)
        return translate_lobby.page_from_wire(said)

    async def find(self, branch: BranchId, text: str) -> "Sequence[Row]":
        """Tickets of the running day."""
        from kiosk.apis.native import translate_lobby, wire_lobby

        where = path("branches", branch, "tickets", "search")
        body = json.encode({"text": text})
        said = await self._calls.look_up(where, body, wire_lobby.Rows)
        return [translate_lobby.row_from_wire(row) for row in said.rows]

    async def own_day(self, branch: BranchId, actor: str) -> "OwnDay":
        """What the caller did today."""
        from kiosk.apis.native import translate_lobby, wire_lobby

        where = path("branches", branch, "own-day")
        return translate_lobby.own_day_from_wire(
            await self._calls.read(where, wire_lobby.OwnDay)
        )

    async def watch(
        self, branch: BranchId, after: int | None = None
    ) -> "AsyncIterator[Watched]":
        """What happens, with rows, through broken connections."""
        params = {"branch": branch, "rows": "1"}

        def listen(last: int | None) -> "AsyncGenerator[Watched]":
            return self._calls.hear(path("events"), params, last, _changed)

        async with aclosing(followed(listen, after)) as told:
            async for changed in told:
                yield changed


def _changed(frame: Frame) -> "Watched | None":
    """What a frame with a row tells. BadInput."""
    from kiosk.apis.native import translate_lobby, wire_lobby

    if frame.event == "ticket":
        return translate_lobby.change_from_wire(heard(wire_lobby.RowEvent, frame.data))
    told = happening(frame)
    return None if isinstance(told, TicketEvent) else told
