"""What a key reaches: its branch, and the tickets of that branch."""

from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis.descriptions import Descriptions
from kiosk.apis.direct import asked_locale
from kiosk.apis.ids import ID_ALONE
from kiosk.apis.native import translate
from kiosk.apis.native.holds import Holds
from kiosk.apis.native.operations import json
from kiosk.domain.access import AT_COUNTERS, Caller
from kiosk.domain.branch import BranchId
from kiosk.domain.ports import Backend
from kiosk.domain.ticket import Placed, TicketId
from kiosk.errors import BadInput, Denied, NotFound, Reason


class Reach:
    """Tickets as requests name them, and as they are told."""

    def __init__(self, backend: Backend) -> None:
        """`described` has the branches' descriptions at hand, `holds` counts what keys hold."""
        self._backend = backend
        self.described = Descriptions(backend)
        self.holds = Holds()

    async def found(self, caller: Caller, request: Request) -> Placed:
        """The ticket of the path; for a key of another branch it does not exist."""
        found = await self._backend.ticket(TicketId(in_path(request, "ticket")))
        if caller.branch not in (None, found.ticket.branch):
            raise NotFound(detail="no such ticket")
        return found

    async def named(self, caller: Caller, request: Request) -> TicketId:
        """The ticket's id. It is looked up only for a key of one branch: `found` reckons its
        place in the queue."""
        if caller.branch is not None:
            return (await self.found(caller, request)).ticket.id
        return TicketId(in_path(request, "ticket"))

    async def shown(self, caller: Caller, request: Request, placed: Placed) -> Response:
        """A ticket in the language asked for; what was noted about it is for staff."""
        branch = await self.described.of(placed.ticket.branch)
        return json(
            translate.placed_to_wire(
                placed,
                branch,
                asked_locale(request),
                for_staff=caller.role in AT_COUNTERS,
            )
        )


def own(caller: Caller, branch: str) -> BranchId:
    """A branch the key is good for. Denied FORBIDDEN, NotFound."""
    if caller.branch not in (None, branch):
        raise Denied(Reason.FORBIDDEN, detail=f"this key is for {caller.branch} only")
    if not ID_ALONE.fullmatch(branch):
        raise NotFound(detail="no such branch")
    return BranchId(branch)


def in_path(request: Request, name: str) -> str:
    """An id of the path. NotFound for what can be none."""
    given = str(request.path_params[name])
    if not ID_ALONE.fullmatch(given):
        raise NotFound(detail=f"no such {name}")
    return given


def staff_only(caller: Caller, wanted: bool) -> bool:
    """Whether it is done `as_staff`. Denied FORBIDDEN for a kiosk that wants it."""
    if wanted and caller.role not in AT_COUNTERS:
        raise Denied(Reason.FORBIDDEN, detail=f"not for a {caller.role} key")
    return wanted


def whole_number(request: Request, name: str, otherwise: int) -> int:
    """A number of the query. BadInput for what is none; whether it is allowed is not asked."""
    given = request.query_params.get(name)
    if given is None:
        return otherwise
    if not (given.isascii() and given.isdigit() and len(given) < 9):
        raise BadInput(detail="malformed request", fields={name: "is no whole number"})
    return int(given)
