"""Series in our own dialect: told beforehand, made, and changed from one of their dates."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis import strict
from kiosk.apis.direct import Direct, Handler, json_body
from kiosk.apis.gate import Gate
from kiosk.apis.native import translate_series as translate
from kiosk.apis.native import wire_series as wire
from kiosk.apis.native.asked_sessions import SeriesChangeRequest, SeriesRequest
from kiosk.apis.native.operations import (
    CHANGES,
    CREATES,
    PREFIX,
    READS,
    json,
    operation,
)
from kiosk.apis.native.reach import Reach, in_path, own
from kiosk.apis.native.routes_sessions import found_session
from kiosk.domain.access import AT_COUNTERS, Caller
from kiosk.domain.ports import Backend
from kiosk.domain.sessions import SeriesId, SessionId
from kiosk.domain.ticket import TicketId
from kiosk.errors import NotFound


def series_routes(backend: Backend, gate: Gate, reach: Reach) -> Sequence[Direct]:
    """The routes of everything that has to do with a series, all for staff."""
    handlers = _Series(backend, gate, reach)
    branch, series = "/branches/{branch}", "/series/{series}"
    ticket, session = "/tickets/{ticket}/series", "/sessions/{session}/series"
    return [
        operation(
            "POST", f"{branch}/series/preview", handlers.preview, wire.Dates, CHANGES
        ),
        operation(
            "POST",
            f"{branch}/series",
            handlers.create_series,
            wire.Series,
            CREATES,
            201,
        ),
        operation("GET", series, handlers.series, wire.Series, READS),
        *(
            route
            for path, of in ((ticket, "ticket"), (session, "session"))
            for route in (
                operation("GET", path, handlers.series_of(of), wire.SeriesOf, READS),
                operation(
                    "POST",
                    f"{path}/change",
                    handlers.changing(of),
                    wire.Changed,
                    CHANGES,
                ),
            )
        ),
    ]


class _Series:
    """The handlers, one a route."""

    def __init__(self, backend: Backend, gate: Gate, reach: Reach) -> None:
        self._backend, self._gate, self._reach = backend, gate, reach

    async def preview(self, request: Request) -> Response:
        """The dates that a series would have, each with its verdict. Changes nothing."""
        caller = self._gate.admit(request, AT_COUNTERS)
        branch = own(caller, in_path(request, "branch"))
        asked = strict.asked(SeriesRequest, await json_body(request))
        dates = await self._backend.preview(translate.wish_from_wire(asked, branch))
        return json(wire.Dates(dates=[translate.date_to_wire(one) for one in dates]))

    async def create_series(self, request: Request) -> Response:
        """Make a series: all its dates, or none."""
        caller = self._gate.admit(request, AT_COUNTERS)
        body = await json_body(request)
        branch = own(caller, in_path(request, "branch"))
        with self._gate.once(caller, request, body, required=True) as once:
            asked = strict.asked(SeriesRequest, body)
            wish = translate.wish_from_wire(asked, branch)
            made = await self._backend.create_series(wish, once, caller.name)
        headers = {"location": f"{PREFIX}/series/{made.id}"}
        return json(translate.series_to_wire(made), 201, headers)

    async def series(self, request: Request) -> Response:
        """One series."""
        caller = self._gate.admit(request, AT_COUNTERS)
        found = await self._backend.series(SeriesId(in_path(request, "series")))
        if caller.branch not in (None, found.branch):
            raise NotFound(detail="no such series")
        return json(translate.series_to_wire(found))

    def series_of(self, of: str) -> Handler:
        """The handler that tells the series of a ticket or of a session."""

        async def told(request: Request) -> Response:
            caller = self._gate.admit(request, AT_COUNTERS)
            name = await self._found(of, caller, request)
            found = await self._backend.series_of(name)
            series = translate.series_to_wire(found) if found else None
            return json(wire.SeriesOf(series=series))

        told.__name__ = f"series_of_{of}"
        told.__doc__ = f"The series that a {of} belongs to, if it does."
        return told

    def changing(self, of: str) -> Handler:
        """The handler that changes a series from a ticket or from a session of it."""

        async def change(request: Request) -> Response:
            caller = self._gate.admit(request, AT_COUNTERS)
            asked = strict.asked(SeriesChangeRequest, await json_body(request))
            name = await self._found(of, caller, request)
            wish = translate.change_from_wire(asked)
            done = await self._backend.change_series(name, wish, caller.name)
            return json(translate.changed_to_wire(done))

        change.__name__ = f"change_series_of_{of}"
        change.__doc__ = (
            f"Cancel or move a {of}, and by scope later dates of its series."
        )
        return change

    async def _found(
        self, of: str, caller: Caller, request: Request
    ) -> TicketId | SessionId:
        if of == "ticket":
            return (await self._reach.found(caller, request)).ticket.id
        return (await found_session(self._backend, caller, request)).id
