"""A branch as its staff see and steer it, in our own dialect."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis import strict
from kiosk.apis.direct import Direct, json_body
from kiosk.apis.gate import Gate
from kiosk.apis.native import translate_lobby as translate
from kiosk.apis.native import wire_branch
from kiosk.apis.native import wire_lobby as wire
from kiosk.apis.native.asked import (
    CounterRequest,
    HealthRequest,
    MessageRequest,
    ServiceRequest,
)
from kiosk.apis.native.instants import start_from_wire
from kiosk.apis.native.operations import CHANGES, READS, json, operation
from kiosk.apis.native.reach import in_path, own, whole_number
from kiosk.apis.native.translate_branch import NUMBER_CELLS, TEXT_CELLS
from kiosk.apis.native.translate_care import NOTE_CELLS
from kiosk.apis.native.translate_state import message_to_wire
from kiosk.domain.access import AT_COUNTERS, IN_CHARGE, NATIVE, Caller, Role
from kiosk.domain.branch import BranchId, CounterId, ServiceId
from kiosk.domain.ports import Backend
from kiosk.domain.serving import CounterChange, KioskHealth
from kiosk.errors import BadInput
from kiosk.text import clean

_NAME_CELLS = 80
_NOTHING = 204


def lobby_routes(backend: Backend, gate: Gate) -> Sequence[Direct]:
    """The routes of all that is a branch's and no ticket's, the busiest first."""
    lobby = _Lobby(backend, gate)
    branch = "/branches/{branch}"
    counter, service = (
        f"{branch}/counters/{{counter}}",
        f"{branch}/services/{{service}}",
    )
    message, kiosk = f"{branch}/messages/{{message}}", f"{branch}/kiosks/{{kiosk}}"
    state, told = wire.CounterState, wire_branch.Message
    return [
        operation("GET", f"{branch}/lobby", lobby.lobby, wire.Lobby, READS),
        operation("PUT", kiosk, lobby.report, None, READS, _NOTHING),
        operation("PUT", f"{kiosk}/summons", lobby.summon, wire.Seen, READS),
        operation("DELETE", f"{kiosk}/summons", lobby.attend, None, READS, _NOTHING),
        operation("PATCH", counter, lobby.change_counter, state, CHANGES),
        operation("GET", f"{branch}/log", lobby.log, wire.LogPage, READS),
        operation("PATCH", service, lobby.pause_service, None, CHANGES, _NOTHING),
        operation("POST", f"{branch}/messages", lobby.tell, told, CHANGES, 201),
        operation("DELETE", message, lobby.untell, None, READS, _NOTHING),
        operation("POST", f"{branch}/day/close", lobby.close_day, wire.Ended, CHANGES),
        operation(
            "POST", f"{branch}/day/reopen", lobby.reopen_day, None, CHANGES, _NOTHING
        ),
    ]


class _Lobby:
    """The handlers, one a route."""

    def __init__(self, backend: Backend, gate: Gate) -> None:
        self._backend, self._gate = backend, gate

    def _admitted(
        self, request: Request, roles: frozenset[Role]
    ) -> tuple[Caller, BranchId]:
        caller = self._gate.admit(request, roles)
        return caller, own(caller, in_path(request, "branch"))

    async def lobby(self, request: Request) -> Response:
        """The branch as its staff see it."""
        _, branch = self._admitted(request, AT_COUNTERS)
        return json(translate.lobby_to_wire(await self._backend.lobby(branch)))

    async def log(self, request: Request) -> Response:
        """What was done in a branch, the newest first."""
        _, branch = self._admitted(request, AT_COUNTERS)
        page = whole_number(request, "page", 1)
        limit = whole_number(request, "limit", 50)
        return json(translate.log_to_wire(await self._backend.log(branch, page, limit)))

    async def change_counter(self, request: Request) -> Response:
        """Open, pause or close a counter, sit down at it, or change what it serves."""
        caller, branch = self._admitted(request, AT_COUNTERS)
        asked = strict.asked(CounterRequest, await json_body(request))
        services, operator = asked.services, asked.operator
        change = CounterChange(
            status=asked.status,
            operator=None if operator is None else clean(operator, _NAME_CELLS),
            reason=clean(asked.reason, NOTE_CELLS),
            services=None if services is None else frozenset(map(ServiceId, services)),
        )
        counter = CounterId(in_path(request, "counter"))
        done = await self._backend.change_counter(branch, counter, change, caller.name)
        return json(translate.counter_to_wire(done))

    async def pause_service(self, request: Request) -> Response:
        """Give no more numbers for a service, or give them again."""
        caller, branch = self._admitted(request, IN_CHARGE)
        asked = strict.asked(ServiceRequest, await json_body(request))
        await self._backend.pause_service(
            branch,
            ServiceId(in_path(request, "service")),
            caller.name,
            paused=asked.paused,
            reason=clean(asked.reason, NOTE_CELLS),
        )
        return Response(status_code=_NOTHING)

    async def tell(self, request: Request) -> Response:
        """Show a message on boards and kiosks for a while."""
        caller, branch = self._admitted(request, IN_CHARGE)
        asked = strict.asked(MessageRequest, await json_body(request))
        told = await self._backend.tell(
            branch,
            {tag: _whole(text) for tag, text in asked.text.items()},
            start_from_wire(asked.until, "until"),
            caller.name,
            on_board=asked.on_board,
            on_kiosk=asked.on_kiosk,
        )
        return json(message_to_wire(told), 201)

    async def untell(self, request: Request) -> Response:
        """Take a message down; one that is gone already is fine."""
        caller, branch = self._admitted(request, IN_CHARGE)
        await self._backend.untell(branch, in_path(request, "message"), caller.name)
        return Response(status_code=_NOTHING)

    async def close_day(self, request: Request) -> Response:
        """End the business day before its time. A second time ends nothing more."""
        caller, branch = self._admitted(request, IN_CHARGE)
        ended = await self._backend.close_day(branch, caller.name)
        return json(wire.Ended(ended=ended))

    async def reopen_day(self, request: Request) -> Response:
        """Give numbers again on a day that was closed before its time."""
        caller, branch = self._admitted(request, IN_CHARGE)
        await self._backend.reopen_day(branch, caller.name)
        return Response(status_code=_NOTHING)

    async def summon(self, request: Request) -> Response:
        """A customer at a kiosk asks for somebody to come. Asked already is fine."""
        caller, branch = self._admitted(request, NATIVE)
        seen = await self._backend.summon(branch, _name(request), caller.name)
        return json(wire.Seen(seen=seen))

    async def attend(self, request: Request) -> Response:
        """Somebody goes to a kiosk where a customer asked for it."""
        caller, branch = self._admitted(request, AT_COUNTERS)
        await self._backend.attend(branch, _name(request), caller.name)
        return Response(status_code=_NOTHING)

    async def report(self, request: Request) -> Response:
        """A kiosk tells how it is."""
        _, branch = self._admitted(request, NATIVE)
        asked = strict.asked(HealthRequest, await json_body(request))
        health = KioskHealth(
            name=_name(request),
            version=clean(asked.version),
            at=start_from_wire(asked.at, "at"),
            printer=translate.trouble(asked.printer),
            paper_low=asked.paper_low,
            last_number=clean(asked.last_number, NUMBER_CELLS),
            skew=asked.skew,
        )
        await self._backend.report(branch, health)
        return Response(status_code=_NOTHING)


def _whole(text: str) -> str:
    """Cleaned. BadInput for one that does not fit: a message is not to be cut."""
    if len(clean(text, 2 * len(text))) > len(clean(text, TEXT_CELLS)):
        raise BadInput(fields={"text": f"is over {TEXT_CELLS} cells"})
    return clean(text, TEXT_CELLS)


def _name(request: Request) -> str:
    name = clean(str(request.path_params["kiosk"]), _NAME_CELLS)
    if not name:
        raise BadInput(detail="malformed request", fields={"kiosk": "has no letters"})
    return name
