"""Appointments and times in OptimoCMS's words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final
from zoneinfo import ZoneInfo

from kiosk.apis.optimo import wire
from kiosk.apis.optimo.manners import Manners
from kiosk.apis.optimo.times import clock_of
from kiosk.apis.optimo.words import words
from kiosk.domain.branch import Branch, ServiceId, StaffId
from kiosk.domain.slots import DaySlots
from kiosk.domain.ticket import Ticket, TicketId
from kiosk.errors import BadInput, NotFound

_PREFIX: Final = "bkg_"


def booking_id(ticket: TicketId) -> str:
    """How a ticket is called here."""
    return f"{_PREFIX}{ticket}"


def ticket_id(given: str) -> TicketId:
    """Which ticket is meant. NotFound."""
    if not given.startswith(_PREFIX):
        raise NotFound(detail="no such booking")
    return TicketId(given.removeprefix(_PREFIX))


def booking_to_wire(
    ticket: Ticket, branch: Branch, customer: Mapping[str, Any], manners: Manners
) -> wire.Booking:
    """An appointment; it has a `start_at` and a `booking`."""
    start, booking = ticket.start_at, ticket.booking
    if start is None or booking is None:
        raise NotFound(detail="no such booking")
    zone = ZoneInfo(branch.zone)
    told = wire.Booking(
        id=booking_id(ticket.id),
        status=words(extended=manners.extended)[ticket.status],
        date=start.astimezone(zone).date().isoformat(),
        start_time=clock_of(start, zone),
        customer=customer,
        created_at=booking.booked_at,
    )
    if not manners.extended:
        return told
    lane = next((lane for lane in branch.lanes if lane.id == booking.lane), None)
    more = {
        "service_id": ticket.service,
        "end_time": clock_of(booking.end_at, zone),
        "staff_id": lane.staff if lane else None,
        "branch_id": ticket.branch,
    }
    return told.model_copy(update=more)


def slots_to_wire(
    told: Mapping[StaffId | None, DaySlots], zone: ZoneInfo
) -> list[wire.Slot]:
    """Every time of a day in order, a row for each person; those that can't be had too.

    None counts all lanes, so that row is free where more are than those of named people.
    """
    named = Counter(
        slot.start for staff, day in told.items() if staff for slot in day.free
    )
    rows = [
        (slot, staff, slot.free > (0 if staff else named[slot.start]))
        for staff, day in told.items()
        for slot in day.slots
    ]
    return [
        wire.Slot(
            start_time=clock_of(slot.start, zone),
            end_time=clock_of(slot.end, zone),
            available=available,
            staff_id=staff,
        )
        for slot, staff, available in sorted(rows, key=lambda row: row[0].start)
    ]


def staff_of(branch: Branch, service: ServiceId) -> Sequence[StaffId | None]:
    """Who gives a service, in the order described; None: somebody who is not named."""
    lanes = (lane for lane in branch.lanes if lane.serves(service))
    return list(dict.fromkeys(lane.staff for lane in lanes)) or [None]


def asked_staff(
    branch: Branch, service: ServiceId, given: str | None
) -> StaffId | None:
    """The person asked for. BadInput on `staffId` who does not give the service."""
    if given is None:
        return None
    if StaffId(given) not in staff_of(branch, service):
        raise BadInput(fields={"staffId": "does not give this service"})
    return StaffId(given)


def find(service: str, given: str | None, branches: Sequence[Branch]) -> Branch:
    """The branch where a service is booked. NotFound; BadInput on `branchId` where several are."""
    found = [
        branch
        for branch in branches
        if given in (None, branch.id)
        and (known := branch.service(ServiceId(service)))
        and known.appointable
        and known.booking is not None
    ]
    if not found:
        raise NotFound(detail="no such service")
    if len(found) > 1:
        raise BadInput(fields={"branchId": "is needed: several have this service"})
    return found[0]


def is_beyond(day: date) -> bool:
    """Whether a day is so late that some zone has no such day."""
    return day.toordinal() >= date.max.toordinal() - 2
