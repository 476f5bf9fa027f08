"""What staff do to tickets, in our own dialect, and the lists they work from."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis import strict
from kiosk.apis.direct import Direct, Handler, json_body, whole_body
from kiosk.apis.gate import Gate
from kiosk.apis.native import translate_lobby as translate
from kiosk.apis.native import wire_lobby as wire
from kiosk.apis.native.asked import SearchRequest, TaskRequest
from kiosk.apis.native.deeds import PATHS, task_from_wire
from kiosk.apis.native.operations import CHANGES, READS, json, operation
from kiosk.apis.native.reach import Reach, in_path, own, whole_number
from kiosk.domain.access import AT_COUNTERS, IN_CHARGE, Caller
from kiosk.domain.branch import CounterId
from kiosk.domain.events import Deed
from kiosk.domain.operators import Operators
from kiosk.domain.ports import Backend
from kiosk.domain.serving import Which
from kiosk.domain.ticket import TicketId
from kiosk.errors import BadInput, Denied, NotFound, Reason
from kiosk.text import clean

_TEXT_CELLS = 80


def serving_routes(
    backend: Backend, gate: Gate, reach: Reach, operators: Operators | None
) -> Sequence[Direct]:
    """The routes of everything that is done to tickets at counters, the busiest first.

    `operators` are whom a ticket can be kept for; None: whomever somebody names.
    """
    staff = _Staff(backend, gate, reach, operators)
    ticket, branch = "/tickets/{ticket}", "/branches/{branch}"
    turns = f"{branch}/counters/{{counter}}/next"
    return [
        *(
            operation("POST", f"{ticket}/{path}", staff.doing(deed), wire.Row, CHANGES)
            for deed, path in PATHS.items()
        ),
        operation("GET", f"{ticket}/row", staff.row, wire.Row, READS),
        operation("POST", f"{branch}/undo", staff.undo, wire.Row, CHANGES),
        operation("GET", turns, staff.next_up, wire.Turns, READS),
        operation("GET", f"{branch}/tickets", staff.rows, wire.RowPage, READS),
        operation("POST", f"{branch}/tickets/search", staff.search, wire.Rows, READS),
        operation("GET", f"{branch}/own-day", staff.own_day, wire.OwnDay, READS),
    ]


class _Staff:
    """The handlers, one a route."""

    def __init__(
        self,
        backend: Backend,
        gate: Gate,
        reach: Reach,
        operators: Operators | None,
    ) -> None:
        self._backend, self._gate, self._reach = backend, gate, reach
        self._operators = operators

    def doing(self, deed: Deed) -> Handler:
        """The handler of a deed."""

        async def do(request: Request) -> Response:
            caller = self._gate.admit(request, AT_COUNTERS)
            if deed is Deed.CALL:
                _must_choose(caller)
            asked = strict.asked(TaskRequest, await whole_body(request) or b"{}")
            return await self._done(caller, request, deed, asked)

        do.__name__, do.__doc__ = f"do_{deed}", _ABOUT[deed]
        return do

    async def _done(
        self, caller: Caller, request: Request, deed: Deed, asked: TaskRequest
    ) -> Response:
        ticket = await self._reach.named(caller, request)
        if asked.operator:
            await self._check_operator(ticket, asked.operator)
        done = await self._backend.do(
            ticket,
            task_from_wire(deed, asked),
            caller.name,
            operator=caller.operator,
            in_charge=caller.role in IN_CHARGE,
        )
        return json(translate.row_to_wire(done))

    async def _check_operator(self, ticket: TicketId, operator: str) -> None:
        """NotFound for who does not work in the ticket's branch."""
        if self._operators is None:
            return
        branch = (await self._backend.row(ticket)).ticket.branch
        if all(one.id != operator for one in self._operators.here(branch)):
            raise NotFound(detail="no such operator")

    async def row(self, request: Request) -> Response:
        """A ticket as staff see it."""
        caller = self._gate.admit(request, AT_COUNTERS)
        ticket = await self._reach.named(caller, request)
        return json(translate.row_to_wire(await self._backend.row(ticket)))

    async def undo(self, request: Request) -> Response:
        """Take back what the caller did last in this branch, up to 60 s later."""
        caller = self._gate.admit(request, AT_COUNTERS)
        branch = own(caller, in_path(request, "branch"))
        row = await self._backend.undo(branch, caller.name)
        return json(translate.row_to_wire(row))

    async def next_up(self, request: Request) -> Response:
        """Who would be called to a counter next, and why."""
        caller = self._gate.admit(request, AT_COUNTERS)
        found = await self._backend.next_up(
            own(caller, in_path(request, "branch")),
            CounterId(in_path(request, "counter")),
            whole_number(request, "most", 3),
            operator=caller.operator,
        )
        turns = [translate.turn_to_wire(called) for called in found]
        return json(wire.Turns(next=turns))

    async def rows(self, request: Request) -> Response:
        """A list of the business day. Who is at a counter stands in none."""
        caller = self._gate.admit(request, AT_COUNTERS)
        branch = own(caller, in_path(request, "branch"))
        page = await self._backend.rows(
            branch,
            _which(request),
            whole_number(request, "page", 1),
            whole_number(request, "limit", 100),
        )
        return json(translate.page_to_wire(page))

    async def search(self, request: Request) -> Response:
        """Tickets of the business day by number, code, phone number or name."""
        caller = self._gate.admit(request, AT_COUNTERS)
        branch = own(caller, in_path(request, "branch"))
        asked = strict.asked(SearchRequest, await json_body(request))
        found = await self._backend.find(branch, clean(asked.text, _TEXT_CELLS))
        return json(wire.Rows(rows=[translate.row_to_wire(row) for row in found]))

    async def own_day(self, request: Request) -> Response:
        """What the caller did on the business day."""
        caller = self._gate.admit(request, AT_COUNTERS)
        branch = own(caller, in_path(request, "branch"))
        day = await self._backend.own_day(branch, caller.name)
        return json(translate.own_day_to_wire(day))


_ABOUT = {
    Deed.CALL: "Call this one, out of turn. For who may choose.",
    Deed.RECALL: "Call once more who was called.",
    Deed.START: "Begin to serve who was called.",
    Deed.FINISH: "The visit is over, with its outcome.",
    Deed.NO_SHOW: "Nobody came.",
    Deed.RETURN: "Back to the queue, at the same place.",
    Deed.PARK: "Set aside until later.",
    Deed.UNPARK: "Back from being parked: called to a counter, or first in the queue.",
    Deed.TRANSFER: "On to another service, counter or operator.",
    Deed.PRIORITY: "Before the others, or no longer so.",
    Deed.NOTE: "Note something about it.",
    Deed.UNDO_CHECK_IN: "Not here after all: the appointment is still to come.",
}


def _must_choose(caller: Caller) -> None:
    if not (caller.may_choose or caller.role in IN_CHARGE):
        raise Denied(Reason.FORBIDDEN, detail="may not call out of turn")


def _which(request: Request) -> Which:
    given = request.query_params.get("list", "")
    if given not in frozenset(Which):
        fields = {"list": f"is none of {', '.join(Which)}"}
        raise BadInput(detail="malformed request", fields=fields)
    return Which(given)
