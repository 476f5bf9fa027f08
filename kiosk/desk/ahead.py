"""Who goes before whom, appointments among them.

The store counts by place in line, as if nobody had a time. Of those who have one, few at any
moment, each is put where it really goes.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime

from kiosk.domain.branch import BranchId, ServiceId
from kiosk.domain.order import Band, band, sort_key
from kiosk.domain.storing import Reading
from kiosk.domain.ticket import Ticket

_BY_TIME = frozenset({Band.APPOINTMENT, Band.EARLY})


def ahead_of(
    view: Reading, ticket: Ticket, services: Collection[ServiceId], now: datetime
) -> int:
    """Waiting tickets of `services` that are called before `ticket` as things stand."""
    timed = [
        other
        for other in view.checked_in(ticket.branch)
        if other.service in services and other.id != ticket.id
    ]
    if band(ticket, now) in _BY_TIME:
        return _ahead_of_timed(view, ticket, services, timed, now)
    count = view.ahead(ticket, tuple(services))
    key, place = sort_key(ticket, now), _place(ticket)
    for other in timed:
        count += (sort_key(other, now) < key) - (_place(other) < place)
    return count


def before_newcomers(
    view: Reading, branch: BranchId, now: datetime
) -> Mapping[ServiceId, int]:
    """Who waits for each service, without those who came early for a time: they let others go."""
    waiting = view.waiting(branch)
    timed = view.checked_in(branch)
    if not timed:
        return waiting
    early = Counter(one.service for one in timed if band(one, now) is Band.EARLY)
    return {service: count - early[service] for service, count in waiting.items()}


def _ahead_of_timed(
    view: Reading,
    ticket: Ticket,
    services: Collection[ServiceId],
    timed: Collection[Ticket],
    now: datetime,
) -> int:
    """Before who has a time: the raised, those with an earlier time; before the early all others."""
    raised = {one.id: one for one in view.heads(ticket.branch, tuple(services), 0)}
    others = [other for other in timed if other.id not in raised]
    key = sort_key(ticket, now)
    count = len(raised) + sum(sort_key(other, now) < key for other in others)
    if band(ticket, now) is Band.EARLY:
        waiting = view.waiting(ticket.branch)
        everybody = sum(waiting.get(service, 0) for service in services)
        count += everybody - len(raised) - len(others) - 1
    return count


def _place(ticket: Ticket) -> tuple[bool, int, datetime, int]:
    return (not ticket.keep_place, -ticket.priority, ticket.rank_at, ticket.seq)
