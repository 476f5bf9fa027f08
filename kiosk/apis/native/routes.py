"""Our own dialect over any Backend."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from kiosk.apis import heard, strict
from kiosk.apis.direct import MAX_DESCRIPTION, asked_locale, json_body, whole_body
from kiosk.apis.gate import Gate
from kiosk.apis.native import soundness, translate, wire, wire_branch
from kiosk.apis.native.asked import CancelRequest, IssueRequest
from kiosk.apis.native.operations import (
    CHANGES,
    CREATES,
    PREFIX,
    READS,
    json,
    operation,
)
from kiosk.apis.native.reach import Reach, in_path, own, staff_only
from kiosk.apis.native.routes_appointments import appointment_routes, given_holder
from kiosk.apis.native.routes_customers import customer_routes
from kiosk.apis.native.routes_finding import finding_routes
from kiosk.apis.native.routes_lobby import lobby_routes
from kiosk.apis.native.routes_series import series_routes
from kiosk.apis.native.routes_serving import serving_routes
from kiosk.apis.native.routes_sessions import session_routes
from kiosk.apis.native.stream import Encoder, EventStream, Watched
from kiosk.apis.native.translate_branch import branch_from_wire
from kiosk.apis.native.translate_care import NOTE_CELLS
from kiosk.apis.native.translate_state import state_to_wire
from kiosk.domain.access import AT_COUNTERS, IN_CHARGE, NATIVE, Caller
from kiosk.domain.branch import Branch, BranchId, CounterId
from kiosk.domain.events import Deed
from kiosk.domain.operators import Operators
from kiosk.domain.ports import Backend
from kiosk.domain.serving import Task
from kiosk.domain.ticket import Placed
from kiosk.errors import BadInput, Denied, Reason
from kiosk.text import clean

Load = Callable[[Branch], Awaitable[object]]


def routes(
    backend: Backend,
    gate: Gate,
    load: Load | None = None,
    operators: Operators | None = None,
) -> Sequence[BaseRoute]:
    """The routes under /native/v1, the busiest first.

    `load` puts a new description in force; without it no description can be loaded. `operators`
    are whom a ticket can be kept for.
    """
    reach = Reach(backend)
    native = _Native(backend, gate, load, reach)
    branch, ticket = "/branches/{branch}", "/tickets/{ticket}"
    counter = f"{branch}/counters/{{counter}}"
    state = wire_branch.BranchState
    listed = [
        operation("POST", "/tickets", native.issue, wire.Ticket, CREATES, 201),
        operation("GET", ticket, native.ticket, wire.Ticket, READS),
        operation("POST", f"{ticket}/cancel", native.cancel, wire.Ticket, CHANGES),
        operation("GET", f"{ticket}/events", native.history, wire.History, READS),
        operation("GET", "/branches", native.branches, wire_branch.Branches, READS),
        operation("GET", branch, native.branch, state, READS),
        operation("POST", f"{counter}/call", native.call, wire.CallAnswer, CHANGES),
        operation(
            "POST", f"{counter}/finish", native.finish, wire.FinishAnswer, CHANGES
        ),
        operation("GET", "/events", native.events, None, READS),
    ]
    if load:
        listed.append(operation("PUT", branch, native.load, state, CHANGES))
    if backend.capabilities.appointments:
        listed += appointment_routes(backend, gate, reach)
    listed += finding_routes(backend, gate, reach)
    if backend.capabilities.sessions:
        listed += session_routes(backend, gate)
    if backend.capabilities.series:
        listed += series_routes(backend, gate, reach)
    if backend.capabilities.customers:
        listed += customer_routes(backend, gate, reach)
    if backend.capabilities.serving:
        listed += serving_routes(backend, gate, reach, operators)
        listed += lobby_routes(backend, gate)
    return listed


class _Native:
    """The handlers, one a route."""

    def __init__(
        self, backend: Backend, gate: Gate, load: Load | None, reach: Reach
    ) -> None:
        self._backend, self._gate, self._load = backend, gate, load
        self._reach = reach
        self._encode, self._encode_plain = Encoder(), Encoder(for_staff=False)

    async def issue(self, request: Request) -> Response:
        """Take the next number of a service, or book a time. Durable when answered."""
        caller = self._gate.admit(request, NATIVE)
        body, locale = await json_body(request), asked_locale(request)
        with self._gate.once(caller, request, body, required=True) as once:
            asked = strict.asked(IssueRequest, body)
            branch = await self._reach.described.of(own(caller, asked.branch))
            draft = translate.draft_from_wire(
                asked, branch, locale, given_holder(request)
            )
            placed = await self._backend.issue(draft, once, caller.name)
        if placed.ticket.booking and not placed.replayed:
            self._reach.holds.ended(caller, draft.holder)
        said = translate.placed_to_wire(placed, branch, locale)
        headers = {"location": f"{PREFIX}/tickets/{said.id}"}
        if placed.replayed:
            headers["idempotent-replay"] = "true"
        return json(said, 201, headers)

    async def branches(self, request: Request) -> Response:
        """Every branch: its description in all languages, and how it stands."""
        caller = self._gate.admit(request, NATIVE)
        states = await self._backend.branches()
        shown = [s for s in states if caller.branch in (None, s.branch.id)]
        can = self._backend.capabilities
        told = [state_to_wire(state, can) for state in shown]
        return json(wire_branch.Branches(branches=told))

    async def branch(self, request: Request) -> Response:
        """One branch: its description in all languages, and how it stands."""
        caller = self._gate.admit(request, NATIVE)
        branch = own(caller, in_path(request, "branch"))
        state = await self._backend.branch(branch)
        return json(state_to_wire(state, self._backend.capabilities))

    async def load(self, request: Request) -> Response:
        """Load a description: a new branch, or another one for a branch there is."""
        caller = self._gate.admit(request, IN_CHARGE)
        branch = own(caller, in_path(request, "branch"))
        said = heard.asked(
            wire_branch.Branch, await json_body(request, MAX_DESCRIPTION)
        )
        if said.id != branch:
            raise BadInput(detail="two ids", fields={"id": "differs from the path"})
        described = branch_from_wire(said)
        soundness.check(described)
        assert self._load is not None  # noqa: S101  the route exists with it only
        await self._load(described)
        self._reach.described.forget()
        return json(state_to_wire(await self._backend.branch(branch)))

    async def ticket(self, request: Request) -> Response:
        """A ticket as it stands."""
        caller = self._gate.admit(request, NATIVE)
        found = await self._reach.found(caller, request)
        return await self._reach.shown(caller, request, found)

    async def cancel(self, request: Request) -> Response:
        """Give a waiting number or an appointment back."""
        caller = self._gate.admit(request, NATIVE)
        body = await whole_body(request)
        asked = strict.asked(CancelRequest, body or b"{}")
        ticket = await self._reach.named(caller, request)
        reason = clean(asked.reason, NOTE_CELLS)
        as_staff = staff_only(caller, asked.as_staff or asked.seen is not None)
        if asked.seen is not None:
            task = Task(Deed.CANCEL, seen=asked.seen, reason=reason)
            done = Placed(
                (await self._backend.do(ticket, task, caller.name)).ticket, None
            )
        else:
            done = await self._backend.cancel(
                ticket, caller.name, reason, as_staff=as_staff
            )
        return await self._reach.shown(caller, request, done)

    async def history(self, request: Request) -> Response:
        """The changes of a ticket, oldest first."""
        caller = self._gate.admit(request, NATIVE)
        found = await self._reach.found(caller, request)
        rows = await self._backend.history(found.ticket.id)
        for_staff = caller.role in AT_COUNTERS
        told = [translate.event_to_wire(row, for_staff=for_staff) for row in rows]
        return json(wire.History(events=told))

    async def call(self, request: Request) -> Response:
        """Call who is next. A counter that has somebody gets the same ticket again."""
        caller = self._gate.admit(request, AT_COUNTERS)
        branch, counter = self._counter(caller, request)
        called = await self._backend.call(
            branch, counter, caller.name, operator=caller.operator
        )
        described = await self._reach.described.of(branch)
        return json(translate.called_to_wire(called, described, asked_locale(request)))

    async def finish(self, request: Request) -> Response:
        """Finish who is at a counter."""
        caller = self._gate.admit(request, AT_COUNTERS)
        branch, counter = self._counter(caller, request)
        ticket = await self._backend.finish(branch, counter, caller.name)
        described = await self._reach.described.of(branch)
        placed = Placed(ticket, None)
        said = translate.placed_to_wire(
            placed, described, asked_locale(request), for_staff=True
        )
        return json(wire.FinishAnswer(ticket=said))

    async def events(self, request: Request) -> Response:
        """What happens, as server-sent events: `snapshot` first, then `ticket` and `branch`."""
        with_rows = _with_rows(request)
        roles = AT_COUNTERS if with_rows else NATIVE
        caller = self._gate.admit(request, roles)
        branch = await self._listened(caller, request)
        last = _last_event(request)
        happenings = (
            self._watched(branch, last)
            if with_rows
            else self._backend.events(branch, last)
        )
        return EventStream(
            happenings,
            self._encode if caller.role in AT_COUNTERS else self._encode_plain,
            self._gate.closing,
            lambda: _check_may_listen(self._gate.admit(request, roles), branch),
        )

    async def _listened(self, caller: Caller, request: Request) -> BranchId | None:
        wanted = request.query_params.get("branch") or caller.branch
        if not wanted:
            return None
        branch = own(caller, wanted)
        await self._reach.described.of(branch)
        return branch

    def _watched(
        self, branch: BranchId | None, last: int | None
    ) -> AsyncIterator[Watched]:
        if branch is None:
            fields = {"branch": "is missing"}
            raise BadInput(detail="rows are of one branch", fields=fields)
        return self._backend.watch(branch, last)

    def _counter(self, caller: Caller, request: Request) -> tuple[BranchId, CounterId]:
        branch = own(caller, in_path(request, "branch"))
        return branch, CounterId(in_path(request, "counter"))


def _check_may_listen(caller: Caller, branch: BranchId | None) -> None:
    """Denied FORBIDDEN for who is good for one branch, and hears another one or all."""
    if caller.branch not in (None, branch):
        raise Denied(Reason.FORBIDDEN, detail=f"for {caller.branch} only")


def _with_rows(request: Request) -> bool:
    given = request.query_params.get("rows", "0")
    if given not in ("0", "1"):
        raise BadInput(detail="malformed request", fields={"rows": "is not 0 or 1"})
    return given == "1"


def _last_event(request: Request) -> int | None:
    given = request.headers.get("last-event-id", "")
    return (
        int(given) if given.isascii() and given.isdigit() and len(given) < 19 else None
    )
