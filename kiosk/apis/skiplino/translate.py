"""The queue's values in Skiplino's words, and its requests in ours."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from kiosk.apis.language import spoken
from kiosk.apis.skiplino import wire
from kiosk.domain.branch import (
    Branch,
    BranchState,
    Group,
    GroupId,
    ServiceId,
    Words,
    in_language,
)
from kiosk.domain.ticket import Draft, Kind, Placed, Status
from kiosk.errors import BadInput

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

UNKNOWN_VALUE: Final = "This value does not exist."
AMBIGUOUS_VALUE: Final = "This value names services of several branches."
NOT_APPOINTABLE: Final = "This service does not support appointment booking."
BAD_TIME: Final = "This value is not a UTC date and time with a trailing Z."

_UTC_Z: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?Z")


def ticket_to_wire(placed: Placed, branch: Branch, locale: str | None) -> wire.Ticket:
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
        status=STATUS[ticket.status],
        status_at=ticket.status_at,
        type=TYPE[ticket.kind],
        time=ticket.start_at,
        branch=named(branch.id, branch.name),
        service=named(ticket.service, service.name if service else {}),
        group_of_service=named(group.id, group.name) if group else None,
        booked_at=ticket.joined_at,
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
                is_open=state.services[service.id].is_open,
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


def refuse_what_is_not_offered(asked: wire.BookRequest) -> None:
    """BadInput for an appointment or a customer: there are neither yet."""
    fields = {}
    if asked.time is not None:
        fields["time"] = NOT_APPOINTABLE if is_utc(asked.time) else BAD_TIME
    if asked.customer_id is not None:
        fields["customerId"] = UNKNOWN_VALUE
    if asked.customer_external_id is not None:
        fields["customerExternalId"] = UNKNOWN_VALUE
    if fields:
        raise BadInput(fields=fields)


def is_utc(text: str) -> bool:
    """Whether this is an RFC 3339 instant in UTC, written with a trailing Z."""
    if not _UTC_Z.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def find(asked: wire.BookRequest, branches: Sequence[Branch]) -> Branch:
    """The branch that has the service in the group: a booking names no branch. BadInput.

    Ids are a branch's own. Two branches with the same pair can't be told apart; a key that is
    good for one branch only never meets that.
    """
    service, group = ServiceId(asked.service_id), GroupId(asked.group_of_service_id)
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
    if len(found) > 1:
        raise BadInput(fields={"serviceId": AMBIGUOUS_VALUE})
    return found[0]


def draft_from_wire(
    asked: wire.BookRequest, branch: Branch, locale: str | None
) -> Draft:
    """A walk-in number for a service of a group."""
    return Draft(
        branch=branch.id,
        service=ServiceId(asked.service_id),
        group=GroupId(asked.group_of_service_id),
        locale=spoken(branch, locale),
        source="skiplino",
    )
