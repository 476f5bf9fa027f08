"""Tickets and branches in Skiplino's words, and what is booked in ours."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from kiosk.apis.language import spoken
from kiosk.apis.skiplino import asked, wire
from kiosk.apis.skiplino.manners import Manners
from kiosk.apis.skiplino.sentences import (
    AMBIGUOUS_VALUE,
    NOT_APPOINTABLE,
    UNKNOWN_VALUE,
)
from kiosk.domain.branch import (
    Branch,
    BranchState,
    Group,
    GroupId,
    Service,
    ServiceId,
    ServiceState,
    Words,
    in_language,
)
from kiosk.domain.customer import CustomerId
from kiosk.domain.ticket import Draft, Kind, Placed, Status, Ticket
from kiosk.errors import BadInput, Reason

STATUS: Final[Mapping[Status, str]] = {
    Status.REQUESTED: "upcoming",
    Status.BOOKED: "upcoming",
    Status.WAITING: "waiting",
    Status.CALLED: "serving",
    Status.SERVING: "serving",
    Status.PARKED: "waiting",
    Status.SERVED: "served",
    Status.NO_SHOW: "cancelled",
    Status.CANCELLED: "cancelled",
    Status.EXPIRED: "cancelled",
    Status.UNKNOWN: "unknown",
}
"""Only words the published pages use, but for `unknown`: their set is declared open."""

TYPE: Final[Mapping[Kind, str]] = {
    Kind.WALKIN: "sequential",
    Kind.APPOINTMENT: "appointment",
}


def status_word(status: Status, manners: Manners) -> str:
    """A status as it is told."""
    if manners.all_words and status is Status.NO_SHOW:
        return "no_show"
    return STATUS[status]


def ticket_to_wire(
    placed: Placed,
    branch: Branch,
    locale: str | None,
    manners: Manners,
    customer: wire.Named | None = None,
) -> wire.Ticket:
    """A ticket. Names in `locale` if the branch has it, else in the branch's own language."""
    ticket, place = placed.ticket, placed.place
    tag = spoken(branch, locale)

    def named(id_: str, words: Words) -> wire.Named:
        return wire.Named(
            id=id_, name=in_language(words, tag, branch.default_locale) or id_
        )

    service = branch.service(ticket.service)
    group = next((g for g in branch.groups if g.id == ticket.group), None)
    waits = ticket.status is Status.WAITING and place
    wait = waits.wait if waits else None
    return wire.Ticket(
        id=ticket.id,
        ticket_number=ticket.number,
        status=status_word(ticket.status, manners),
        status_at=ticket.status_at,
        type=TYPE[ticket.kind],
        time=ticket.start_at,
        branch=named(branch.id, branch.name),
        service=named(ticket.service, service.name if service else {}),
        group_of_service=named(group.id, group.name) if group else None,
        customer=customer,
        booked_at=ticket.booking.booked_at if ticket.booking else ticket.joined_at,
        queue_size=waits.ahead if waits else None,
        waiting_time=wait.estimate if wait else None,
    )


def branch_to_wire(state: BranchState, locale: str | None) -> wire.Branch:
    """A branch and whether it is open right now."""
    branch = state.branch
    name = in_language(branch.name, spoken(branch, locale), branch.default_locale)
    status = wire.BranchStatus(is_branch_open=state.opening.is_open)
    return wire.Branch(id=branch.id, name=name or branch.id, branch_status=status)


def tree_to_wire(state: BranchState, locale: str | None) -> list[wire.BranchTreeGroup]:
    """Groups and services of a branch, with what is open right now."""
    branch = state.branch
    tag = spoken(branch, locale)

    def name(words: Words, id_: str) -> str:
        return in_language(words, tag, branch.default_locale) or id_

    def services(group: Group) -> list[wire.Service]:
        return [
            wire.Service(
                id=service.id,
                name=name(service.name, service.id),
                is_open=_takes_people(state.services[service.id]),
                is_appointment=takes_appointments(service),
            )
            for service_id in group.services
            if (service := branch.service(service_id)) and service_id in state.services
        ]

    groups = ((group, services(group)) for group in branch.groups)
    return [
        wire.BranchTreeGroup(
            id=group.id, name=name(group.name, group.id), services=found
        )
        for group, found in groups
        if found
    ]


def _takes_people(standing: ServiceState) -> bool:
    """Whether it is open; what staff paused is not, in a dialect that has no word for it."""
    return standing.is_open and standing.closed_reason != Reason.PAUSED


def takes_appointments(service: Service) -> bool:
    """Whether it can be booked for a time."""
    return service.appointable and service.booking is not None


def find(wanted: asked.BookRequest, branches: Sequence[Branch]) -> Branch:
    """The branch that has the service in the group: a booking names no branch. BadInput.

    Ids are a branch's own. Two branches with the same pair can't be told apart; a key that is
    good for one branch only never meets that. For a time, the service must take appointments.
    """
    service, group = ServiceId(wanted.service_id), GroupId(wanted.group_of_service_id)
    with_service = [branch for branch in branches if branch.service(service)]
    if not with_service:
        raise BadInput(fields={"serviceId": UNKNOWN_VALUE})
    found = [
        branch
        for branch in with_service
        if any(g.id == group and service in g.services for g in branch.groups)
    ]
    if not found:
        raise BadInput(fields={"groupOfServiceId": UNKNOWN_VALUE})
    branch = _only(found, "serviceId")
    known = branch.service(service)
    if wanted.time is not None and not (known and takes_appointments(known)):
        raise BadInput(fields={"time": NOT_APPOINTABLE})
    return branch


def find_appointable(given: str, branches: Sequence[Branch]) -> Branch:
    """The branch whose service can be booked for a time. BadInput on `id`."""
    service = ServiceId(given)
    found = [
        (branch, known) for branch in branches if (known := branch.service(service))
    ]
    if not found:
        raise BadInput(fields={"id": UNKNOWN_VALUE})
    able = [branch for branch, known in found if takes_appointments(known)]
    if not able:
        raise BadInput(fields={"id": NOT_APPOINTABLE})
    return _only(able, "id")


def days_ahead(branch: Branch, service: ServiceId) -> int:
    """How many days from today a service can be booked; 0 when it can't."""
    known = branch.service(service)
    return known.booking.days_ahead if known and known.booking else 0


def _only(found: Sequence[Branch], member: str) -> Branch:
    if len(found) > 1:
        raise BadInput(fields={member: AMBIGUOUS_VALUE})
    return found[0]


def draft_from_wire(
    wanted: asked.BookRequest,
    branch: Branch,
    locale: str | None,
    start: datetime | None,
    customer: CustomerId | None,
) -> Draft:
    """The next number, or an appointment at `start`, for a service of a group."""
    return Draft(
        branch=branch.id,
        service=ServiceId(wanted.service_id),
        group=GroupId(wanted.group_of_service_id),
        locale=spoken(branch, locale),
        source="skiplino",
        start=start,
        customer=customer,
    )


def may_move(ticket: Ticket, manners: Manners) -> bool:
    """Whether an appointment stands where it can be moved from."""
    is_appointment = ticket.kind is Kind.APPOINTMENT and not ticket.is_final
    return is_appointment and STATUS[ticket.status] in manners.movable
