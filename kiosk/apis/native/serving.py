"""The staff's side over our own dialect: the client's half of `kiosk.domain.serving.Serving`.

What is the same when it is done twice is asked again when it gets lost. A deed is too, when the
task names the version it saw: the server does it to that version only. After that the ticket's
row tells whether it was done. A message is told once, and after a lost answer looked for among
those that are shown. An undo is asked for once.

What a customer's kiosk never asks is loaded with the first call.
"""

from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from contextlib import aclosing
from datetime import datetime
from urllib.parse import quote

from msgspec import json

from kiosk.apis.heard import heard
from kiosk.apis.native import wire, wire_branch
from kiosk.apis.native.calls import Calls, path
from kiosk.apis.native.following import followed, happening
from kiosk.apis.native.frames import Frame
from kiosk.apis.native.instants import start_to_wire
from kiosk.apis.native.translate_branch import message_from_wire, state_from_wire
from kiosk.domain.branch import (
    BranchId,
    BranchState,
    CounterId,
    Message,
    ServiceId,
    StaffId,
    Words,
)
from kiosk.domain.events import BranchChanged, Deed, TicketEvent
from kiosk.domain.reserving import Page
from kiosk.domain.serving import (
    Called,
    CounterChange,
    CounterState,
    Entry,
    KioskHealth,
    Lobby,
    OwnDay,
    Row,
    RowChanged,
    Task,
    Which,
)
from kiosk.domain.ticket import TicketId
from kiosk.errors import Ambiguous, KioskError

Watched = RowChanged | BranchChanged | BranchState


class ServingCalls:
    """See `Serving`. The server knows who asks, whatever actor and operator are passed."""

    _calls: Calls

    # tickets

    async def do(
        self,
        ticket: TicketId,
        task: Task,
        actor: str,
        *,
        operator: StaffId | None = None,
        in_charge: bool = False,
    ) -> Row:
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

    async def _do(self, ticket: TicketId, task: Task) -> Row:
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

    async def _cancel(self, ticket: TicketId, task: Task) -> Row:
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

    async def row(self, ticket: TicketId) -> Row:
        """A ticket as staff see it. NotFound."""
        from kiosk.apis.native import translate_lobby, wire_lobby

        where = path("tickets", ticket, "row")
        return translate_lobby.row_from_wire(
            await self._calls.read(where, wire_lobby.Row)
        )

    async def _row_now(self, ticket: TicketId) -> Row | None:
        """None when it can't be had: that says nothing about what was done."""
        try:
            return await self.row(ticket)
        except KioskError:
            return None

    async def undo(self, branch: BranchId, actor: str) -> Row:
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
    ) -> Sequence[Called]:
        """Who would be called to a counter next."""
        from kiosk.apis.native import translate_lobby, wire_lobby

        where = path("branches", branch, "counters", counter, "next")
        said = await self._calls.read(where, wire_lobby.Turns, {"most": str(most)})
        return [translate_lobby.turn_from_wire(turn) for turn in said.next]

    # what there is to see

    async def lobby(self, branch: BranchId) -> Lobby:
        """The branch as its staff see it."""
        from kiosk.apis.native import translate_lobby, wire_lobby

        said = await self._calls.read(
            path("branches", branch, "lobby"), wire_lobby.Lobby
        )
        return translate_lobby.lobby_from_wire(said)

    async def rows(
        self, branch: BranchId, which: Which, page: int = 1, limit: int = 100
    ) -> Page[Row]:
        """A list of the running business day."""
        from kiosk.apis.native import translate_lobby, wire_lobby

        where = path("branches", branch, "tickets")
        params = {"list": which.value, "page": str(page), "limit": str(limit)}
        said = await self._calls.read(where, wire_lobby.RowPage, params)
        return translate_lobby.page_from_wire(said)

    async def find(self, branch: BranchId, text: str) -> Sequence[Row]:
        """Tickets of the running day."""
        from kiosk.apis.native import translate_lobby, wire_lobby

        where = path("branches", branch, "tickets", "search")
        body = json.encode({"text": text})
        said = await self._calls.look_up(where, body, wire_lobby.Rows)
        return [translate_lobby.row_from_wire(row) for row in said.rows]

    async def own_day(self, branch: BranchId, actor: str) -> OwnDay:
        """What the caller did today."""
        from kiosk.apis.native import translate_lobby, wire_lobby

        where = path("branches", branch, "own-day")
        return translate_lobby.own_day_from_wire(
            await self._calls.read(where, wire_lobby.OwnDay)
        )

    async def log(
        self, branch: BranchId, page: int = 1, limit: int = 50
    ) -> Page[Entry | TicketEvent]:
        """What was done in a branch."""
        from kiosk.apis.native import translate_lobby, wire_lobby

        params = {"page": str(page), "limit": str(limit)}
        where = path("branches", branch, "log")
        said = await self._calls.read(where, wire_lobby.LogPage, params)
        return translate_lobby.log_from_wire(said)

    async def watch(
        self, branch: BranchId, after: int | None = None
    ) -> AsyncIterator[Watched]:
        """What happens, with rows, through broken connections."""
        params = {"branch": branch, "rows": "1"}

        def listen(last: int | None) -> AsyncGenerator[Watched]:
            return self._calls.hear(path("events"), params, last, _changed)

        async with aclosing(followed(listen, after)) as told:
            async for changed in told:
                yield changed

    # counters, services, messages, the day

    async def change_counter(
        self, branch: BranchId, counter: CounterId, change: CounterChange, actor: str
    ) -> CounterState:
        """Change a counter."""
        from kiosk.apis.native import translate_lobby, wire_lobby

        services = None if change.services is None else sorted(change.services)
        asked = {
            "status": change.status,
            "operator": change.operator,
            "reason": change.reason,
            "services": services,
        }
        said = await self._calls.repeatable(
            "PATCH",
            path("branches", branch, "counters", counter),
            json.encode(asked),
            wire_lobby.CounterState,
            lambda said: said.counter == counter,
        )
        return translate_lobby.counter_from_wire(said)

    async def pause_service(
        self,
        branch: BranchId,
        service: ServiceId,
        actor: str,
        *,
        paused: bool,
        reason: str = "",
    ) -> None:
        """Give no more numbers for a service, or give them again."""
        body = json.encode({"paused": paused, "reason": reason})
        where = path("branches", branch, "services", service)
        await self._calls.assure("PATCH", where, body)

    async def tell(
        self,
        branch: BranchId,
        text: Words,
        until: datetime,
        actor: str,
        *,
        on_board: bool = True,
        on_kiosk: bool = True,
    ) -> Message:
        """Show a message. After a lost answer the branch tells whether it is shown."""
        asked = {
            "text": text,
            "until": start_to_wire(until, "until"),
            "on_board": on_board,
            "on_kiosk": on_kiosk,
        }
        where, body = path("branches", branch, "messages"), json.encode(asked)
        try:
            said = await self._calls.change("POST", where, body, wire_branch.Message)
        except Ambiguous:
            shown = await self._shown(branch, (text, until, on_board, on_kiosk))
            if shown is None:
                raise
            return shown
        return message_from_wire(said)

    async def _shown(
        self, branch: BranchId, wanted: tuple[Words, datetime, bool, bool]
    ) -> Message | None:
        where = path("branches", branch)
        try:
            said = await self._calls.read(where, wire_branch.BranchState)
        except KioskError:
            return None
        return next(
            (
                one
                for one in state_from_wire(said).messages
                if (one.text, one.until, one.on_board, one.on_kiosk) == wanted
            ),
            None,
        )

    async def untell(self, branch: BranchId, message: str, actor: str) -> None:
        """Take a message down."""
        where = path("branches", branch, "messages", message)
        await self._calls.assure("DELETE", where)

    async def close_day(self, branch: BranchId, actor: str) -> int:
        """End the business day; 0 when it had ended already, by a call that got lost or else."""
        from kiosk.apis.native import wire_lobby

        where = path("branches", branch, "day", "close")
        said = await self._calls.repeatable(
            "POST", where, None, wire_lobby.Ended, lambda said: True
        )
        return said.ended

    async def reopen_day(self, branch: BranchId, actor: str) -> None:
        """Give numbers again."""
        await self._calls.assure("POST", path("branches", branch, "day", "reopen"))

    async def report(self, branch: BranchId, health: KioskHealth) -> None:
        """Tell how a kiosk is."""
        asked: Mapping[str, object] = {
            "version": health.version,
            "at": start_to_wire(health.at, "at"),
            "printer": health.printer,
            "paper_low": health.paper_low,
            "last_number": health.last_number,
        }
        where = f"{path('branches', branch)}/kiosks/{_in_path(health.name)}"
        await self._calls.assure("PUT", where, json.encode(asked))


def _in_path(name: str) -> str:
    """A name that anybody chose: no slash in it, and nothing that leads elsewhere."""
    one = name.replace("/", "-")
    return quote(one if one.strip(".") else "kiosk", safe="")


def _changed(frame: Frame) -> Watched | None:
    """What a frame with a row tells. BadInput."""
    from kiosk.apis.native import translate_lobby, wire_lobby

    if frame.event == "ticket":
        return translate_lobby.change_from_wire(heard(wire_lobby.RowEvent, frame.data))
    told = happening(frame)
    return None if isinstance(told, TicketEvent) else told
