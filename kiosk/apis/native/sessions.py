"""Sessions over our own dialect: the client's half of `kiosk.domain.sessions.Sessions`.

What reads them is loaded with the first call: a kiosk's first page shows none.
"""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from kiosk.apis.native.calls import Calls, path
from kiosk.domain.branch import BranchId, ServiceId
from kiosk.domain.ports import Once
from kiosk.domain.sessions import GroupSession, SessionChange, SessionId, SessionPlan

if TYPE_CHECKING:
    from kiosk.domain.serving import Row


class SessionCalls:
    """See `Sessions`. What is the same when done twice is asked again when it gets lost."""

    _calls: Calls

    async def sessions(
        self,
        branch: BranchId,
        service: ServiceId | None = None,
        first: date | None = None,
        days: int = 14,
    ) -> Sequence[GroupSession]:
        """The sessions that begin on some days."""
        from kiosk.apis.native import translate_sessions, wire_sessions

        params = {"days": str(days)}
        params |= {"service": service} if service else {}
        params |= {"from": first.isoformat()} if first else {}
        where = path("branches", branch, "sessions")
        said = await self._calls.read(where, wire_sessions.Sessions, params)
        return [translate_sessions.session_from_wire(one) for one in said.sessions]

    async def session(self, session: SessionId) -> GroupSession:
        """One session."""
        from kiosk.apis.native import translate_sessions, wire_sessions

        where = path("sessions", session)
        return translate_sessions.session_from_wire(
            await self._calls.read(where, wire_sessions.Session)
        )

    async def participants(self, session: SessionId) -> "Sequence[Row]":
        """The tickets of who joined."""
        from kiosk.apis.native import translate_lobby, wire_lobby

        where = path("sessions", session, "participants")
        said = await self._calls.read(where, wire_lobby.Rows)
        return [translate_lobby.row_from_wire(row) for row in said.rows]

    async def plan_session(
        self, plan: SessionPlan, once: Once | None, actor: str
    ) -> GroupSession:
        """Make a session."""
        from kiosk.apis.native import translate_sessions, wire_sessions

        said, _ = await self._calls.create(
            path("branches", plan.branch, "sessions"),
            translate_sessions.plan_to_wire(plan),
            once.key if once else uuid.uuid4().hex,
            wire_sessions.Session,
            lambda said: (said.branch, said.service) == (plan.branch, plan.service),
        )
        return translate_sessions.session_from_wire(said)

    async def change_session(
        self, session: SessionId, change: SessionChange, actor: str
    ) -> GroupSession:
        """Do one thing to a session."""
        from kiosk.apis.native import translate_sessions, wire_sessions

        said = await self._calls.repeatable(
            "POST",
            path("sessions", session, change.deed.value),
            translate_sessions.change_to_wire(change),
            wire_sessions.Session,
            lambda said: said.id == session,
        )
        return translate_sessions.session_from_wire(said)
