"""Sessions in our own dialect: which there are, who joined, and what is done to them."""

from collections.abc import Sequence
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis import strict
from kiosk.apis.direct import Direct, Handler, json_body, whole_body
from kiosk.apis.gate import Gate
from kiosk.apis.ids import ID_ALONE
from kiosk.apis.native import translate_lobby, wire_lobby
from kiosk.apis.native import translate_sessions as translate
from kiosk.apis.native import wire_sessions as wire
from kiosk.apis.native.asked_sessions import SessionRequest, SessionTaskRequest
from kiosk.apis.native.instants import day_from_wire
from kiosk.apis.native.operations import (
    CHANGES,
    CREATES,
    PREFIX,
    READS,
    json,
    operation,
)
from kiosk.apis.native.reach import in_path, own, whole_number
from kiosk.domain.access import AT_COUNTERS, NATIVE, Caller
from kiosk.domain.branch import ServiceId
from kiosk.domain.sessions import GroupSession, SessionDeed, SessionId, Sessions
from kiosk.errors import NotFound

_DAYS: Final = 14


def session_routes(sessions: Sessions, gate: Gate) -> Sequence[Direct]:
    """The routes of everything that has to do with a session, the busiest first.

    A place in one is taken as a ticket is: `POST /tickets` with a `session`.
    """
    handlers = _Sessions(sessions, gate)
    branch, session = "/branches/{branch}", "/sessions/{session}"
    answer = wire.Session
    return [
        operation("GET", f"{branch}/sessions", handlers.sessions, wire.Sessions, READS),
        operation("GET", session, handlers.session, answer, READS),
        operation(
            "GET",
            f"{session}/participants",
            handlers.participants,
            wire_lobby.Rows,
            READS,
        ),
        operation(
            "POST", f"{branch}/sessions", handlers.plan_session, answer, CREATES, 201
        ),
        *(
            operation(
                "POST", f"{session}/{deed}", handlers.doing(deed), answer, CHANGES
            )
            for deed in SessionDeed
        ),
    ]


class _Sessions:
    """The handlers, one a route."""

    def __init__(self, sessions: Sessions, gate: Gate) -> None:
        self._sessions, self._gate = sessions, gate

    async def sessions(self, request: Request) -> Response:
        """The sessions that begin on some days, full and cancelled ones too."""
        caller = self._gate.admit(request, NATIVE)
        branch = own(caller, in_path(request, "branch"))
        service, first = (request.query_params.get(of) for of in ("service", "from"))
        if service and not ID_ALONE.fullmatch(service):
            raise NotFound(detail="no such service")
        found = await self._sessions.sessions(
            branch,
            ServiceId(service) if service else None,
            day_from_wire(first, "from") if first else None,
            whole_number(request, "days", _DAYS),
        )
        for_staff = caller.role in AT_COUNTERS
        told = [translate.session_to_wire(one, for_staff=for_staff) for one in found]
        return json(wire.Sessions(sessions=told))

    async def session(self, request: Request) -> Response:
        """One session."""
        caller = self._gate.admit(request, NATIVE)
        return _told(caller, await found_session(self._sessions, caller, request))

    async def participants(self, request: Request) -> Response:
        """The tickets of who joined a session, cancelled ones too, in order of joining."""
        caller = self._gate.admit(request, AT_COUNTERS)
        session = await found_session(self._sessions, caller, request)
        rows = await self._sessions.participants(session.id)
        told = [translate_lobby.row_to_wire(row) for row in rows]
        return json(wire_lobby.Rows(rows=told))

    async def plan_session(self, request: Request) -> Response:
        """Plan a session."""
        caller = self._gate.admit(request, AT_COUNTERS)
        body = await json_body(request)
        branch = own(caller, in_path(request, "branch"))
        with self._gate.once(caller, request, body, required=True) as once:
            asked = strict.asked(SessionRequest, body)
            plan = translate.plan_from_wire(asked, branch)
            made = await self._sessions.plan_session(plan, once, caller.name)
        return _told(caller, made, 201)

    def doing(self, deed: SessionDeed) -> Handler:
        """The handler of a deed."""

        async def do(request: Request) -> Response:
            caller = self._gate.admit(request, AT_COUNTERS)
            asked = strict.asked(SessionTaskRequest, await whole_body(request) or b"{}")
            session = await found_session(self._sessions, caller, request)
            change = translate.change_from_wire(deed, asked)
            changed = await self._sessions.change_session(
                session.id, change, caller.name
            )
            return _told(caller, changed)

        do.__name__, do.__doc__ = f"{deed}_session", _ABOUT[deed]
        return do


async def found_session(
    sessions: Sessions, caller: Caller, request: Request
) -> GroupSession:
    """The session of the path; for a key of another branch it does not exist."""
    found = await sessions.session(SessionId(in_path(request, "session")))
    if caller.branch not in (None, found.branch):
        raise NotFound(detail="no such session")
    return found


def _told(caller: Caller, session: GroupSession, status: int = 200) -> Response:
    for_staff = caller.role in AT_COUNTERS
    headers = {"location": f"{PREFIX}/sessions/{session.id}"} if status == 201 else {}
    return json(
        translate.session_to_wire(session, for_staff=for_staff), status, headers
    )


_ABOUT: Final = {
    SessionDeed.CONFIRM: "It takes place, with however few.",
    SessionDeed.MOVE: "To another time, with all tickets of who joined.",
    SessionDeed.START: "It begins; who has checked in takes part.",
    SessionDeed.FINISH: "It is over: who was there was served, the others did not come.",
    SessionDeed.CANCEL: "It does not take place; the tickets of who joined are cancelled.",
    SessionDeed.NOTE: "Note something about it.",
}
