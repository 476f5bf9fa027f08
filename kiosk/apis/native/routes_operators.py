"""Operators in our own dialect: signing in and out, and who looks after them."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis import strict
from kiosk.apis.direct import Direct, json_body
from kiosk.apis.gate import Gate
from kiosk.apis.native import translate_operators as translate
from kiosk.apis.native import wire_operators as wire
from kiosk.apis.native.asked_operators import (
    NewOperatorRequest,
    OperatorRequest,
    SignInRequest,
)
from kiosk.apis.native.operations import CHANGES, PREFIX, READS, json, operation
from kiosk.apis.native.reach import in_path, own
from kiosk.domain.access import AT_COUNTERS, IN_CHARGE
from kiosk.domain.branch import BranchId, StaffId
from kiosk.domain.operators import NewOperator, OperatorChange, Operators


def operator_routes(operators: Operators, gate: Gate) -> Sequence[Direct]:
    """The routes of everything that has to do with who serves."""
    staff = _Staff(operators, gate)
    one = "/operators/{operator}"
    listed = wire.ListedOperator
    return [
        operation("POST", "/sign-in", staff.sign_in, wire.SignedIn, CHANGES),
        operation("POST", "/sign-out", staff.sign_out, None, READS, 204),
        operation(
            "GET",
            "/branches/{branch}/operators",
            staff.colleagues,
            wire.Colleagues,
            READS,
        ),
        operation("GET", "/operators", staff.operators, wire.Operators, READS),
        operation(
            "POST", "/operators", staff.add_operator, wire.Operator, CHANGES, 201
        ),
        operation("PATCH", one, staff.change_operator, listed, CHANGES),
        operation("DELETE", one, staff.remove_operator, None, READS, 204),
    ]


class _Staff:
    """The handlers, one a route."""

    def __init__(self, operators: Operators, gate: Gate) -> None:
        self._operators, self._gate = operators, gate

    async def sign_in(self, request: Request) -> Response:
        """Let somebody in who types their PIN. 401 `pin`: wrong; 429 `locked`: wait that long,
        nothing was looked at; 401 `locked`: a supervisor helps. A token that is sent along ends.
        """
        caller = self._gate.admit(request, AT_COUNTERS, by_key=True)
        asked = strict.asked(SignInRequest, await json_body(request))
        signed = await self._operators.sign_in(
            caller,
            own(caller, asked.branch),
            StaffId(asked.operator),
            asked.pin,
            _token(request),
        )
        operator = translate.operator_to_wire(signed.operator)
        return json(wire.SignedIn(token=signed.token, operator=operator))

    async def sign_out(self, request: Request) -> Response:
        """End the token that is sent along. One that is over already is fine."""
        caller = self._gate.admit(request, AT_COUNTERS, by_key=True)
        token = _token(request)
        if token:
            await self._operators.sign_out(caller, token)
        return Response(status_code=204)

    async def colleagues(self, request: Request) -> Response:
        """Who may sign in at a branch, by name."""
        caller = self._gate.admit(request, AT_COUNTERS)
        branch = own(caller, in_path(request, "branch"))
        here = self._operators.here(branch)
        told = [translate.colleague_to_wire(one) for one in here]
        return json(wire.Colleagues(operators=told))

    async def operators(self, request: Request) -> Response:
        """All operators, in order of coming. Who is limited to a branch sees its own."""
        caller = self._gate.admit(request, IN_CHARGE)
        listed = self._operators.listed(caller)
        told = [translate.listed_to_wire(one) for one in listed]
        return json(wire.Operators(operators=told))

    async def add_operator(self, request: Request) -> Response:
        """Somebody new. The first one of all must be a supervisor."""
        caller = self._gate.admit(request, IN_CHARGE)
        asked = strict.asked(NewOperatorRequest, await json_body(request))
        wanted = NewOperator(
            name=asked.name,
            role=translate.role_from_wire(asked.role),
            pin=asked.pin,
            branch=BranchId(asked.branch) if asked.branch else None,
            may_choose=asked.may_choose,
        )
        made = await self._operators.add(caller, wanted)
        headers = {"location": f"{PREFIX}/operators/{made.id}"}
        return json(translate.operator_to_wire(made), 201, headers)

    async def change_operator(self, request: Request) -> Response:
        """Change what is told; everything else stays."""
        caller = self._gate.admit(request, IN_CHARGE)
        who = StaffId(in_path(request, "operator"))
        asked = strict.asked(OperatorRequest, await json_body(request))
        change = OperatorChange(
            name=asked.name,
            role=None if asked.role is None else translate.role_from_wire(asked.role),
            branch=asked.branch,
            may_choose=asked.may_choose,
            pin=asked.pin,
            unlock=asked.unlock,
        )
        done = await self._operators.change(caller, who, change)
        return json(translate.listed_to_wire(done))

    async def remove_operator(self, request: Request) -> Response:
        """Sign somebody out everywhere, for good."""
        caller = self._gate.admit(request, IN_CHARGE)
        await self._operators.remove(caller, StaffId(in_path(request, "operator")))
        return Response(status_code=204)


def _token(request: Request) -> str | None:
    return request.headers.get("x-operator")
