"""A lobby over our own dialect: the client's part of `Serving` that is about no ticket.

All of it is the same when it is done twice, and asked again when it gets lost, but a message: it
is told once, and after a lost answer looked for among those that are shown.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from msgspec import json

from kiosk.apis.native import wire_branch
from kiosk.apis.native.calls import Calls, path
from kiosk.apis.native.instants import start_to_wire
from kiosk.apis.native.translate_state import message_from_wire, state_from_wire
from kiosk.domain.branch import BranchId, CounterId, Message, ServiceId, Words
from kiosk.domain.events import TicketEvent
from kiosk.domain.reserving import Page
from kiosk.errors import Ambiguous, KioskError

if TYPE_CHECKING:
    from kiosk.domain.serving import (
        CounterChange,
        CounterState,
        Entry,
        KioskHealth,
        Lobby,
    )


class LobbyCalls:
    """See `Serving`. The server knows who asks, whatever actor is passed."""

    _calls: Calls

    async def lobby(self, branch: BranchId) -> "Lobby":
        """The branch as its staff see it."""
        from kiosk.apis.native import translate_lobby, wire_lobby

        said = await self._calls.read(
            path("branches", branch, "lobby"), wire_lobby.Lobby
        )
        return translate_lobby.lobby_from_wire(said)

    async def log(
        self, branch: BranchId, page: int = 1, limit: int = 50
    ) -> "Page[Entry | TicketEvent]":
        """What was done in a branch."""
        from kiosk.apis.native import translate_lobby, wire_lobby

        params = {"page": str(page), "limit": str(limit)}
        where = path("branches", branch, "log")
        said = await self._calls.read(where, wire_lobby.LogPage, params)
        return translate_lobby.log_from_wire(said)

    async def change_counter(
        self, branch: BranchId, counter: CounterId, change: "CounterChange", actor: str
    ) -> "CounterState":
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

    async def report(self, branch: BranchId, health: "KioskHealth") -> None:
        """Tell how a kiosk is."""
        asked: Mapping[str, object] = {
            "version": health.version,
            "at": start_to_wire(health.at, "at"),
            "printer": health.printer,
            "paper_low": health.paper_low,
            "last_number": health.last_number,
            "skew": health.skew,
        }
        where = _of_kiosk(branch, health.name)
        await self._calls.assure("PUT", where, json.encode(asked))

    async def summon(self, branch: BranchId, kiosk: str, actor: str) -> bool:
        """Ask for somebody to come to a kiosk. Whether any console shows it."""
        from kiosk.apis.native import wire_lobby

        where = f"{_of_kiosk(branch, kiosk)}/summons"
        said = await self._calls.repeatable(
            "PUT", where, None, wire_lobby.Seen, lambda said: True
        )
        return said.seen

    async def attend(self, branch: BranchId, kiosk: str, actor: str) -> None:
        """Go to a kiosk where somebody asks for it."""
        await self._calls.assure("DELETE", f"{_of_kiosk(branch, kiosk)}/summons")


def _of_kiosk(branch: BranchId, name: str) -> str:
    return f"{path('branches', branch)}/kiosks/{_in_path(name)}"


def _in_path(name: str) -> str:
    """A name that anybody chose: no slash in it, and nothing that leads elsewhere."""
    one = name.replace("/", "-")
    return quote(one if one.strip(".") else "kiosk", safe="")
