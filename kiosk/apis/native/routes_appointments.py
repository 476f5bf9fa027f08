"""Times in our own dialect: what is free, keeping, moving, coming."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kiosk.apis import strict
from kiosk.apis.direct import Direct, asked_locale, json_body
from kiosk.apis.gate import Gate
from kiosk.apis.ids import ID_ALONE
from kiosk.apis.native import wire, wire_slots
from kiosk.apis.native.appointments import HOLDER
from kiosk.apis.native.asked import (
    CheckInRequest,
    HoldRequest,
    RescheduleRequest,
)
from kiosk.apis.native.instants import day_from_wire, start_from_wire
from kiosk.apis.native.operations import CHANGES, READS, json, operation
from kiosk.apis.native.reach import Reach, in_path, own, staff_only, whole_number
from kiosk.apis.native.translate_slots import day_to_wire, hold_to_wire
from kiosk.domain.access import NATIVE
from kiosk.domain.booking import Holder, Wanted, holder
from kiosk.domain.branch import ServiceId, StaffId
from kiosk.domain.reserving import Appointments
from kiosk.errors import BadInput, NotFound

TIMES: Final = (*READS, 409)
"""A read that is refused for what can't be booked."""


def appointment_routes(
    times: Appointments, gate: Gate, reach: Reach
) -> Sequence[Direct]:
    """The routes of everything that has to do with a time, the busiest first."""
    handlers = _Times(times, gate, reach)
    branch, ticket = "/branches/{branch}", "/tickets/{ticket}"
    service = f"{branch}/services/{{service}}"
    hold = wire_slots.Hold
    return [
        operation("GET", f"{service}/slots", handlers.slots, wire_slots.Days, TIMES),
        operation(
            "GET", f"{service}/next-day", handlers.next_day, wire_slots.NextDay, TIMES
        ),
        operation("PUT", "/hold", handlers.hold, hold, CHANGES),
        operation("DELETE", "/hold", handlers.release, None, READS, 204),
        operation(
            "POST", f"{ticket}/reschedule", handlers.reschedule, wire.Ticket, CHANGES
        ),
        operation(
            "POST", f"{ticket}/check-in", handlers.check_in, wire.Ticket, CHANGES
        ),
        operation("GET", f"{ticket}/calendar", handlers.calendar, None, TIMES),
    ]


class _Times:
    """The handlers, one a route."""

    def __init__(self, times: Appointments, gate: Gate, reach: Reach) -> None:
        self._times, self._gate, self._reach = times, gate, reach

    async def slots(self, request: Request) -> Response:
        """The times of a service on some days, each with its verdict."""
        wanted = self._wanted(request)
        days = whole_number(request, "days", 1)
        found = await self._times.slots(wanted, _first(request), days)
        return json(wire_slots.Days(days=[day_to_wire(day) for day in found]))

    async def next_day(self, request: Request) -> Response:
        """The first day with a free time."""
        wanted = self._wanted(request)
        found = await self._times.next_free(wanted, _first(request))
        return json(wire_slots.NextDay(day=day_to_wire(found) if found else None))

    async def hold(self, request: Request) -> Response:
        """Keep a time for three minutes, and let go of what was kept before."""
        caller = self._gate.admit(request, NATIVE)
        asked = strict.asked(HoldRequest, await json_body(request))
        who = _must_hold(request)
        wanted = Wanted(
            branch=own(caller, asked.branch),
            service=ServiceId(asked.service),
            staff=StaffId(asked.staff) if asked.staff else None,
            holder=who,
            moving=asked.moving,
        )
        start = start_from_wire(asked.start)
        with self._reach.holds.counted(caller, who):
            kept = await self._times.hold(wanted, start)
        return json(hold_to_wire(kept))

    async def release(self, request: Request) -> Response:
        """Let go of what is kept."""
        caller = self._gate.admit(request, NATIVE)
        who = _must_hold(request)
        await self._times.release(who)
        self._reach.holds.ended(caller, who)
        return Response(status_code=204)

    async def reschedule(self, request: Request) -> Response:
        """Move an appointment. To the time it has already is no change."""
        caller = self._gate.admit(request, NATIVE)
        asked = strict.asked(RescheduleRequest, await json_body(request))
        found = await self._reach.found(caller, request)
        who = given_holder(request)
        done = await self._times.reschedule(
            found.ticket.id,
            start_from_wire(asked.start),
            caller.name,
            holder=who,
            staff=StaffId(asked.staff) if asked.staff else None,
            as_staff=staff_only(caller, asked.as_staff),
        )
        self._reach.holds.ended(caller, who)
        return await self._reach.shown(caller, request, done)

    async def check_in(self, request: Request) -> Response:
        """Somebody with an appointment is here: they wait from now on."""
        caller = self._gate.admit(request, NATIVE)
        asked = strict.asked(CheckInRequest, await json_body(request))
        here = own(caller, asked.branch)
        found = await self._reach.found(caller, request)
        done = await self._times.check_in(found.ticket.id, here, caller.name)
        return await self._reach.shown(caller, request, done)

    async def calendar(self, request: Request) -> Response:
        """An appointment as a calendar file."""
        caller = self._gate.admit(request, NATIVE)
        ticket = (await self._reach.found(caller, request)).ticket
        branch = await self._reach.described.of(ticket.branch)
        from kiosk.apis import ics

        entry = ics.entry_of(ticket, branch, asked_locale(request))
        headers = {
            "cache-control": "private, no-store",
            "content-disposition": f'attachment; filename="{ticket.number}.ics"',
            "content-type": f"{ics.MIME}; charset=utf-8; method={ics.method(entry)}",
        }
        return Response(ics.written(entry), headers=headers)

    def _wanted(self, request: Request) -> Wanted:
        caller = self._gate.admit(request, NATIVE)
        staff = request.query_params.get("staff")
        moving = request.query_params.get("moving")
        for given in (staff, moving):
            if given and not ID_ALONE.fullmatch(given):
                raise NotFound(detail="no such id")
        return Wanted(
            branch=own(caller, in_path(request, "branch")),
            service=ServiceId(in_path(request, "service")),
            staff=StaffId(staff) if staff else None,
            holder=given_holder(request),
            moving=moving or None,
        )


def given_holder(request: Request) -> Holder | None:
    """Who the header says that asks. BadInput for a word that is no holder."""
    given = request.headers.get(HOLDER)
    return None if given is None else holder(given)


def _must_hold(request: Request) -> Holder:
    found = given_holder(request)
    if found is None:
        raise BadInput(detail="nobody to hold it", fields={"X-Holder": "is missing"})
    return found


def _first(request: Request) -> date | None:
    given = request.query_params.get("day")
    return day_from_wire(given, "day") if given else None
