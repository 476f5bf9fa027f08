"""Tickets, calls and events between the core and our own dialect, both ways.

What comes in is cleaned: a name from another machine may hold anything.
"""

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from msgspec import UNSET, json

from kiosk.apis.ids import ID_ALONE, LOCALE_ALONE, SOURCE_ALONE
from kiosk.apis.language import spoken
from kiosk.apis.native import wire
from kiosk.apis.native.instants import start_from_wire, start_to_wire
from kiosk.apis.native.translate_branch import NUMBER_CELLS
from kiosk.apis.native.translate_care import (
    NOTE_CELLS,
    care_from_wire,
    care_to_wire,
    theirs_from_wire,
    theirs_to_wire,
)
from kiosk.domain.booking import Booking, Holder
from kiosk.domain.branch import (
    Branch,
    BranchId,
    CounterId,
    GroupId,
    LaneId,
    ServiceId,
    StaffId,
    Words,
    in_language,
)
from kiosk.domain.customer import CustomerId
from kiosk.domain.events import BranchChanged, Deed, TicketEvent
from kiosk.domain.ticket import (
    Care,
    Draft,
    Kind,
    Place,
    Placed,
    Status,
    Ticket,
    TicketId,
    WaitRange,
)
from kiosk.errors import BadInput
from kiosk.text import clean

if TYPE_CHECKING:
    from kiosk.apis.native.asked import IssueRequest
    from kiosk.domain.serving import Called

_FORMS: Final = {
    "branch": ID_ALONE,
    "service": ID_ALONE,
    "group": ID_ALONE,
    "locale": LOCALE_ALONE,
    "source": SOURCE_ALONE,
    "staff": ID_ALONE,
    "customer": ID_ALONE,
    "session": ID_ALONE,
}


def placed_to_wire(
    placed: Placed, branch: Branch, locale: str | None, *, for_staff: bool = False
) -> wire.Ticket:
    """A ticket with its place. Names in `locale`, else in the ticket's own language.

    `for_staff`: with what they noted.
    """
    ticket, place = placed.ticket, placed.place
    tag = locale or ticket.locale

    def named(id_: str, words: Words) -> wire.Named:
        return _named(id_, in_language(words, tag, branch.default_locale) or id_)

    service = branch.service(ticket.service)
    group = next((g for g in branch.groups if g.id == ticket.group), None)
    group_name = group.name if group else {}
    care = ticket.care if for_staff else None
    theirs = ticket.theirs if for_staff else None
    return wire.Ticket(
        **standing_to_wire(ticket),
        branch=named(branch.id, branch.name),
        group=named(ticket.group, group_name) if ticket.group else None,
        service=named(ticket.service, service.name if service else {}),
        queue_ahead=place.ahead if place else None,
        wait=_wait_to_wire(place),
        as_of=place.as_of if place else None,
        care=care_to_wire(care) if care else UNSET,
        theirs=theirs_to_wire(theirs) if theirs else UNSET,
    )


def standing_to_wire(ticket: Ticket) -> dict[str, Any]:
    """The members that a ticket has wherever it is told."""
    return {
        "id": ticket.id,
        "number": ticket.number,
        "code": ticket.code8,
        "status": ticket.status,
        "status_at": ticket.status_at,
        "kind": ticket.kind,
        "day": ticket.day,
        "day_seq": ticket.day_seq,
        "counter": ticket.counter,
        "issued_at": ticket.joined_at,
        "rank_at": ticket.rank_at,
        "start_at": ticket.start_at,
        "called_at": ticket.called_at,
        "serving_at": ticket.serving_at,
        "finished_at": ticket.finished_at,
        "call_count": ticket.call_count,
        "priority": ticket.priority,
        "keep_place": ticket.keep_place,
        "locale": ticket.locale,
        "source": ticket.source,
        "seq": ticket.seq,
        "version": ticket.version,
        "booking": _booking_to_wire(ticket.booking) if ticket.booking else None,
        "customer": ticket.customer,
    }


@lru_cache(4096)
def _named(id_: str, name: str) -> wire.Named:
    """The same few things are named in every answer."""
    return wire.Named(id=id_, name=name)


def _wait_to_wire(place: Place | None) -> wire.Wait | None:
    if place is None or place.wait is None:
        return None
    wait = place.wait
    return wire.Wait(lo=wait.lo, hi=wait.hi, estimate=wait.estimate, as_of=place.as_of)


def _booking_to_wire(booking: Booking) -> wire.Booking:
    return wire.Booking(
        end_at=booking.end_at,
        lane=booking.lane,
        booked_at=booking.booked_at,
        changes=booking.changes,
        session=booking.session,
        series=booking.series,
    )


def placed_from_wire(said: wire.Ticket, *, replayed: bool = False) -> Placed:
    """A ticket as another machine told it."""
    place = None
    if said.queue_ahead is not None and said.as_of is not None:
        wait = said.wait
        known = WaitRange(wait.lo, wait.hi, wait.estimate) if wait else None
        place = Place(said.queue_ahead, known, said.as_of)
    return Placed(ticket_from_wire(said), place, replayed)


def ticket_from_wire(said: wire.Ticket) -> Ticket:
    """The row alone."""
    group = said.group.id if said.group else None
    care = None if said.care is UNSET else care_from_wire(said.care)
    theirs = None if said.theirs is UNSET else theirs_from_wire(said.theirs)
    ticket = standing_from_wire(said, said.branch.id, group, said.service.id, care)
    return replace(ticket, theirs=theirs) if theirs else ticket


def standing_from_wire(
    said: wire.Standing, branch: str, group: str | None, service: str, care: Care | None
) -> Ticket:
    """A row of another machine, and what it is for."""
    return Ticket(
        id=TicketId(said.id),
        number=clean(said.number, NUMBER_CELLS),
        code8=clean(said.code, NUMBER_CELLS),
        branch=BranchId(branch),
        group=GroupId(group) if group else None,
        service=ServiceId(service),
        day=said.day,
        day_seq=said.day_seq,
        kind=Kind(said.kind) if said.kind in set(Kind) else Kind.WALKIN,
        status=_status(said.status),
        status_at=said.status_at,
        joined_at=said.issued_at,
        rank_at=said.rank_at,
        locale=clean(said.locale),
        source=clean(said.source),
        seq=said.seq,
        version=said.version,
        priority=said.priority,
        keep_place=said.keep_place,
        start_at=said.start_at,
        counter=_counter(said.counter),
        called_at=said.called_at,
        call_count=said.call_count,
        serving_at=said.serving_at,
        finished_at=said.finished_at,
        booking=_booking_from_wire(said.booking) if said.booking else None,
        customer=CustomerId(said.customer) if said.customer else None,
        care=care,
    )


def _counter(said: str | None) -> CounterId | None:
    return CounterId(clean(said)) if said else None


def _booking_from_wire(said: wire.Booking) -> Booking:
    return Booking(
        said.end_at,
        LaneId(said.lane),
        said.booked_at,
        said.changes,
        said.session,
        said.series,
    )


def _status(word: str) -> Status:
    """A word of a newer server is kept as unknown: nothing is done with such a ticket."""
    return Status(word) if word in set(Status) else Status.UNKNOWN


def draft_to_wire(draft: Draft) -> bytes:
    """What a client asks for. BadInput for what could never be an id or a language."""
    asked = {
        "branch": draft.branch,
        "service": draft.service,
        "group": draft.group,
        "locale": draft.locale,
        "source": draft.source,
        "staff": draft.staff,
        "customer": draft.customer,
        "session": draft.session,
    }
    given = {name: value for name, value in asked.items() if value is not None}
    wrong = [name for name, value in given.items() if not _FORMS[name].fullmatch(value)]
    if wrong:
        fields = dict.fromkeys(wrong, "is malformed")
        raise BadInput(detail="malformed request", fields=fields)
    if draft.start:
        given["start"] = start_to_wire(draft.start)
    return json.encode(given)


def draft_from_wire(
    asked: "IssueRequest",
    branch: Branch,
    locale: str | None,
    holder: Holder | None = None,
) -> Draft:
    """What is asked for. `locale`: the request's own, for a ticket that names none."""
    return Draft(
        branch=branch.id,
        service=ServiceId(asked.service),
        group=GroupId(asked.group) if asked.group else None,
        locale=spoken(branch, asked.locale or locale),
        source=asked.source,
        start=start_from_wire(asked.start) if asked.start else None,
        holder=holder,
        staff=StaffId(asked.staff) if asked.staff else None,
        customer=CustomerId(asked.customer) if asked.customer else None,
        session=asked.session,
    )


def called_to_wire(
    called: "Called | None", branch: Branch, locale: str | None
) -> wire.CallAnswer:
    """Who was called, if anybody."""
    if called is None:
        return wire.CallAnswer(ticket=None)
    placed = Placed(called.ticket, None)
    ticket = placed_to_wire(placed, branch, locale, for_staff=True)
    return wire.CallAnswer(ticket=ticket, reason=called.reason)


def called_from_wire(said: wire.CallAnswer) -> "Called | None":
    """Who was called, if anybody."""
    if said.ticket is None:
        return None
    from kiosk.domain.serving import Called  # a customer's kiosk calls nobody

    return Called(ticket_from_wire(said.ticket), clean(said.reason or ""))


def event_to_wire(event: TicketEvent, *, for_staff: bool = True) -> wire.Event:
    """One change; who did it and why is `for_staff`: a reason may tell of a person."""
    return wire.Event(
        seq=event.seq,
        at=event.at,
        branch=event.branch,
        ticket=event.ticket,
        number=event.number,
        service=event.service,
        deed=event.deed,
        old=event.old,
        new=event.new,
        actor=event.actor if for_staff else "",
        reason=event.reason if for_staff else "",
        counter=event.counter,
    )


def event_from_wire(said: wire.Event) -> TicketEvent | BranchChanged:
    """One change. A deed of a newer server becomes "something changed: read the state again"."""
    if said.deed not in set(Deed):
        return BranchChanged(said.seq, said.at, BranchId(said.branch))
    return TicketEvent(
        seq=said.seq,
        at=said.at,
        branch=BranchId(said.branch),
        ticket=TicketId(said.ticket),
        number=clean(said.number, NUMBER_CELLS),
        service=ServiceId(said.service),
        deed=Deed(said.deed),
        old=_status(said.old) if said.old else None,
        new=_status(said.new),
        actor=clean(said.actor),
        reason=clean(said.reason, NOTE_CELLS),
        counter=_counter(said.counter),
    )
