"""Events and classes, as the staff's calendar has them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from kiosk.apis import members
from kiosk.apis.merchant.looking import Looking
from kiosk.apis.merchant.told_branch import Catalogue
from kiosk.apis.merchant.told_rows import Row
from kiosk.domain.branch import BranchId, LaneId, ServiceId
from kiosk.domain.sessions import MOST_AHEAD, GroupSession, SessionId, SessionStatus
from kiosk.domain.ticket import Status
from kiosk.errors import BadInput, NotFound

_STATUSES = {
    Status.SERVED: SessionStatus.FINISHED,
    Status.CANCELLED: SessionStatus.CANCELLED,
}


class SessionCalls(Looking):
    """Sessions whose number of places is told; one that doesn't tell is left out and counted,
    for nobody could say whether it is full."""

    async def sessions(
        self,
        branch: BranchId,
        service: ServiceId | None = None,
        first: date | None = None,
        days: int = 14,
    ) -> Sequence[GroupSession]:
        """Those that begin on some local days, by start."""
        if not 1 <= days <= MOST_AHEAD:
            raise BadInput(fields={"days": f"is not 1 to {MOST_AHEAD}"})
        known = await self.known(branch)
        first = first or self.clock.now().astimezone(known.zone).date()
        start = datetime.combine(first, time(), known.zone).astimezone(UTC)
        after = datetime.combine(first + timedelta(days=days), time(), known.zone)
        until = after.astimezone(UTC) + timedelta(days=1)
        rows = await self.calendar(known, start, until)
        grouped = [row for row in rows if row.grouped and row.start < after]
        found = [self._session(known, row) for row in grouped]
        members.left_out("sessions", sum(session is None for session in found))
        return [
            session
            for session in found
            if session and service in (None, session.service)
        ]

    async def session(self, session: SessionId) -> GroupSession:
        """One session. NotFound, also where its places are not told."""
        row = await self.booking(session)
        found = self._session(await self.catalogue(), row) if row.grouped else None
        if found is None:
            raise NotFound(detail="no such session")
        return found

    def _session(self, known: Catalogue, row: Row) -> GroupSession | None:
        service = known.branch.service(row.told.service) if row.told.service else None
        if service is None:
            return None
        places = service.places
        most = row.most or (places.most if places else None)
        least = row.least or (places.least if places else 1)
        if most is None:
            return None
        return GroupSession(
            id=SessionId(row.id),
            branch=known.branch.id,
            service=service.id,
            lane=LaneId(known.location),
            start_at=row.start,
            end_at=row.end,
            least=min(least, most),
            most=most,
            decide_at=row.start,
            taken=row.people,
            status=_STATUSES.get(row.told.status, SessionStatus.PLANNED),
        )
