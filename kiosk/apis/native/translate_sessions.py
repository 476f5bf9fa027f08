"""Sessions between the core and our own dialect, both ways."""

from datetime import UTC
from typing import TYPE_CHECKING, Any

from msgspec import json

from kiosk.apis.native import wire_sessions as wire
from kiosk.apis.native.instants import start_from_wire, start_to_wire
from kiosk.apis.native.translate_care import NOTE_CELLS
from kiosk.domain.branch import BranchId, LaneId, ServiceId, StaffId
from kiosk.domain.customer import CustomerId
from kiosk.domain.sessions import (
    GroupSession,
    SeriesId,
    SessionChange,
    SessionDeed,
    SessionId,
    SessionPlan,
    SessionStatus,
)
from kiosk.text import clean

if TYPE_CHECKING:
    from kiosk.apis.native.asked_sessions import SessionRequest, SessionTaskRequest


def session_to_wire(session: GroupSession, *, for_staff: bool) -> wire.Session:
    """A session; what is noted of it is `for_staff`."""
    return wire.Session(
        id=session.id,
        branch=session.branch,
        service=session.service,
        lane=session.lane,
        start_at=session.start_at,
        end_at=session.end_at,
        least=session.least,
        most=session.most,
        taken=session.taken,
        free=session.free,
        decide_at=session.decide_at,
        status=session.status,
        confirmed=session.confirmed,
        note=session.note if for_staff else "",
        series=session.series,
        original_start=session.original_start,
        version=session.version,
    )


def session_from_wire(said: wire.Session) -> GroupSession:
    """A session as another machine told it. One whose status is a newer server's word is none
    that could be joined."""
    first = said.original_start
    return GroupSession(
        id=SessionId(said.id),
        branch=BranchId(said.branch),
        service=ServiceId(said.service),
        lane=LaneId(said.lane),
        start_at=said.start_at.astimezone(UTC),
        end_at=said.end_at.astimezone(UTC),
        least=said.least,
        most=said.most,
        decide_at=said.decide_at.astimezone(UTC),
        taken=said.taken,
        status=_status(said.status),
        confirmed=said.confirmed,
        note=clean(said.note, NOTE_CELLS),
        series=SeriesId(said.series) if said.series else None,
        original_start=first.astimezone(UTC) if first else None,
        version=said.version,
    )


def _status(word: str) -> SessionStatus:
    known = word in set(SessionStatus)
    return SessionStatus(word) if known else SessionStatus.FINISHED


def plan_to_wire(plan: SessionPlan) -> bytes:
    """A session that a client wants. BadInput for a naive start."""
    asked: dict[str, Any] = {
        "service": plan.service,
        "start": start_to_wire(plan.start),
        "lane": plan.lane,
        "staff": plan.staff,
        "least": plan.least,
        "most": plan.most,
        "customers": list(plan.customers),
        "note": plan.note,
    }
    return json.encode(
        {key: value for key, value in asked.items() if value is not None}
    )


def plan_from_wire(asked: "SessionRequest", branch: BranchId) -> SessionPlan:
    """A session that is asked for."""
    return SessionPlan(
        branch=branch,
        service=ServiceId(asked.service),
        start=start_from_wire(asked.start),
        lane=LaneId(asked.lane) if asked.lane else None,
        staff=StaffId(asked.staff) if asked.staff else None,
        least=asked.least,
        most=asked.most,
        customers=tuple(CustomerId(one) for one in asked.customers),
        note=asked.note,
    )


def change_to_wire(change: SessionChange) -> bytes:
    """What a client wants done. BadInput for a naive start."""
    start = start_to_wire(change.start) if change.start else None
    return json.encode({"start": start, "text": change.text})


def change_from_wire(deed: SessionDeed, asked: "SessionTaskRequest") -> SessionChange:
    """What is to be done to a session."""
    start = start_from_wire(asked.start) if asked.start else None
    return SessionChange(deed, start, asked.text)
