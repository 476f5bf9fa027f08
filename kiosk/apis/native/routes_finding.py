"""Finding one's ticket again in our own dialect, by what only its customer knows."""

from collections.abc import Sequence
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis import strict
from kiosk.apis.direct import Direct, asked_locale, json_body
from kiosk.apis.gate import Gate
from kiosk.apis.native import wire
from kiosk.apis.native.asked import CodeRequest, PhoneRequest
from kiosk.apis.native.guesses import Guesses
from kiosk.apis.native.operations import READS, json, operation
from kiosk.apis.native.reach import Reach, in_path, own
from kiosk.apis.native.translate import placed_to_wire
from kiosk.domain.access import NATIVE, Caller
from kiosk.domain.branch import BranchId
from kiosk.domain.ports import Backend


def finding_routes(backend: Backend, gate: Gate, reach: Reach) -> Sequence[Direct]:
    """By code where there is a queue of ours, by phone where customers are known."""
    finding, can = _Finding(backend, gate, reach), backend.capabilities
    tickets = "/branches/{branch}/tickets"
    by_code = operation("POST", f"{tickets}/find", finding.by_code, wire.Ticket, READS)
    by_phone = operation(
        "POST", f"{tickets}/of-phone", finding.by_phone, wire.Tickets, READS
    )
    return [
        *([by_code] if can.serving or can.appointments else []),
        *([by_phone] if can.customers else []),
    ]


class _Finding:
    """The handlers, one a route. What is looked for stands in a body: paths are logged."""

    def __init__(self, backend: Backend, gate: Gate, reach: Reach) -> None:
        self._backend, self._gate, self._reach = backend, gate, reach
        self._guesses = Guesses()

    async def by_code(self, request: Request) -> Response:
        """The ticket with a code, if it is not over."""
        caller, branch = self._admitted(request)
        asked = strict.asked(CodeRequest, await json_body(request))
        look = partial(self._backend.by_code, branch, asked.code)
        found = await self._guesses.counted(caller, branch, look, code=asked.code)
        return await self._reach.shown(caller, request, found)

    async def by_phone(self, request: Request) -> Response:
        """The tickets of a phone number on the running day, without name or number."""
        caller, branch = self._admitted(request)
        asked = strict.asked(PhoneRequest, await json_body(request))
        look = partial(self._backend.by_phone, branch, asked.phone)
        found = await self._guesses.counted(caller, branch, look)
        described, locale = (
            await self._reach.described.of(branch),
            asked_locale(request),
        )
        told = [placed_to_wire(one, described, locale) for one in found]
        return json(wire.Tickets(tickets=told))

    def _admitted(self, request: Request) -> tuple[Caller, BranchId]:
        caller = self._gate.admit(request, NATIVE)
        return caller, own(caller, in_path(request, "branch"))
