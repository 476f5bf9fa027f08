"""Branches, what they offer, and the times of a service."""

from datetime import date
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis.direct import asked_locale
from kiosk.apis.ids import ID_ALONE
from kiosk.apis.skiplino import query, times, translate, wire
from kiosk.apis.skiplino.front import Front, json
from kiosk.apis.skiplino.sentences import UNKNOWN_VALUE
from kiosk.domain.access import Caller
from kiosk.domain.booking import Wanted
from kiosk.domain.branch import Branch, BranchId, BranchState, ServiceId
from kiosk.errors import BadInput, NotFound, Refused


class Places:
    """The handlers of the three operations with branches and services."""

    def __init__(self, front: Front) -> None:
        """`front` is shared with the dialect's other handlers."""
        self._front = front

    async def branches(self, request: Request) -> Response:
        """List active branches."""
        caller = self._front.anybody(request)
        locale = asked_locale(request)
        data = [
            translate.branch_to_wire(state, locale)
            for state in await self._front.backend.branches()
            if caller.branch in (None, state.branch.id)
        ]
        message = "Branches fetched successfully."
        return json(wire.BranchesEnvelope(message=message, data=data))

    async def tree(self, request: Request) -> Response:
        """Get a branch's groups and services."""
        caller = self._front.anybody(request)
        state = await self._state(caller, str(request.path_params["branchId"]))
        data = translate.tree_to_wire(state, asked_locale(request))
        message = "Service tree fetched successfully."
        return json(wire.TreeEnvelope(message=message, data=data))

    async def slots(self, request: Request) -> Response:
        """Get the times of a day at which a service can be booked; none is an empty list."""
        caller = self._front.anybody(request)
        given = str(request.path_params["id"])
        said = query.text(request, "date")
        wanted = None if said is None else times.day(said)
        branch = translate.find_appointable(given, await self._front.branches(caller))
        data = await self._times(branch, ServiceId(given), wanted)
        message = "Slots fetched successfully."
        return json(wire.SlotsEnvelope(message=message, data=data))

    async def _times(
        self, branch: Branch, service: ServiceId, wanted: date | None
    ) -> list[wire.Slot]:
        """The times of a day, none beyond the horizon. BadInput on `date` when it is over."""
        full = self._front.manners.lists_full
        asked = Wanted(branch.id, service)
        if wanted is not None and wanted > times.LAST_DAY:
            return []
        try:
            if self._front.manners.zone is None:
                days = await self._front.backend.slots(asked, wanted)
                return times.slots_to_wire(days, full=full)
            day = await self._company_day(branch, service, wanted)
            if day is None:
                return []
            days = await self._front.backend.slots(asked, day.first, day.days)
            return times.slots_to_wire(days, full=full, within=day)
        except (Refused, NotFound, BadInput) as error:
            raise times.as_wrong_day(error) from error

    async def _company_day(
        self, branch: Branch, service: ServiceId, wanted: date | None
    ) -> times.Span | None:
        """A day in the company's zone; None beyond the horizon. BadInput when it is over."""
        own = ZoneInfo(branch.zone)
        now = (await self._front.backend.branch(branch.id)).as_of
        ahead = translate.days_ahead(branch, service)
        return times.span(wanted, now, self._front.manners.zone or own, own, ahead)

    async def _state(self, caller: Caller, given: str) -> BranchState:
        unknown = BadInput(fields={"branchId": UNKNOWN_VALUE})
        if not ID_ALONE.fullmatch(given) or caller.branch not in (None, given):
            raise unknown
        try:
            return await self._front.backend.branch(BranchId(given))
        except NotFound as error:
            raise unknown from error
