"""A branch's description between the core and our own dialect, both ways."""

from collections.abc import Mapping
from datetime import time
from typing import Final

from kiosk.apis.native import wire_branch as wire
from kiosk.apis.native.translate_hours import (
    hours_from_wire,
    hours_to_wire,
    wall_to_wire,
    window_from_wire,
    window_to_wire,
    windows_from_wire,
    windows_to_wire,
)
from kiosk.domain.branch import (
    Align,
    BookingRules,
    Branch,
    BranchId,
    Counter,
    CounterId,
    DayException,
    Group,
    GroupId,
    Lane,
    LaneId,
    NumberRange,
    Places,
    Quota,
    Service,
    ServiceId,
    StaffId,
    Words,
)
from kiosk.text import clean

NUMBER_CELLS: Final = 16
"""No honest ticket number is wider."""

TEXT_CELLS: Final = 200
"""The longest text of a description; a branch file allows less."""


def branch_to_wire(branch: Branch) -> wire.Branch:
    """A description."""
    return wire.Branch(
        id=branch.id,
        name=dict(branch.name),
        zone=branch.zone,
        default_locale=branch.default_locale,
        locales=list(branch.locales),
        groups=[
            wire.Group(id=g.id, name=dict(g.name), services=list(g.services))
            for g in branch.groups
        ],
        services=[_service_to_wire(service) for service in branch.services],
        ranges=[
            wire.NumberRange(id=r.id, prefix=r.prefix, first=r.first, last=r.last)
            for r in branch.ranges
        ],
        counters=[
            wire.Counter(id=c.id, name=dict(c.name), services=sorted(c.services))
            for c in branch.counters
        ],
        hours=hours_to_wire(branch.hours),
        exceptions=[
            wire.DayException(
                day=e.day, windows=windows_to_wire(e.windows), label=dict(e.label)
            )
            for e in branch.exceptions
        ],
        holidays=branch.holidays,
        address=dict(branch.address),
        where_to_wait=dict(branch.where_to_wait),
        missed=dict(branch.missed),
        day_starts=wall_to_wire(branch.day_starts),
        lanes=[_lane_to_wire(lane) for lane in branch.lanes],
    )


def _service_to_wire(service: Service) -> wire.Service:
    return wire.Service(
        id=service.id,
        name=dict(service.name),
        range=service.range,
        minutes=service.minutes,
        target_minutes=service.target_minutes,
        walkin=service.walkin,
        appointable=service.appointable,
        bring=dict(service.bring),
        hours=hours_to_wire(service.hours),
        max_tickets_day=service.max_tickets_day,
        sensitive=service.sensitive,
        booking=_booking_to_wire(service.booking) if service.booking else None,
        places=_places_to_wire(service.places) if service.places else None,
    )


def _places_to_wire(places: Places) -> wire.Places:
    return wire.Places(most=places.most, least=places.least, decide=places.decide)


def _booking_to_wire(rules: BookingRules) -> wire.BookingRules:
    return wire.BookingRules(
        minutes=rules.minutes,
        range=rules.range,
        step=rules.step,
        align=rules.align.value,
        before=rules.before,
        after=rules.after,
        notice=rules.notice,
        days_ahead=rules.days_ahead,
        hours=hours_to_wire(rules.hours),
        quotas=[
            wire.Quota(
                most=q.most, window=window_to_wire(q.window) if q.window else None
            )
            for q in rules.quotas
        ],
        max_open=rules.max_open,
        max_changes=rules.max_changes,
        cancel_until=rules.cancel_until,
        early=rules.early,
        latest=rules.latest,
    )


def _lane_to_wire(lane: Lane) -> wire.Lane:
    return wire.Lane(
        id=lane.id,
        name=dict(lane.name),
        services=sorted(lane.services),
        staff=lane.staff,
        hours=hours_to_wire(lane.hours),
    )


def branch_from_wire(said: wire.Branch) -> Branch:
    """A description as another machine told it; its texts are cleaned."""
    return Branch(
        id=BranchId(said.id),
        name=words_from_wire(said.name),
        zone=said.zone,
        default_locale=said.default_locale,
        locales=tuple(said.locales),
        groups=tuple(
            Group(
                GroupId(g.id),
                words_from_wire(g.name),
                tuple(ServiceId(s) for s in g.services),
            )
            for g in said.groups
        ),
        services=tuple(_service_from_wire(service) for service in said.services),
        ranges=tuple(NumberRange(r.id, r.prefix, r.first, r.last) for r in said.ranges),
        counters=tuple(
            Counter(
                CounterId(c.id),
                words_from_wire(c.name),
                frozenset(ServiceId(s) for s in c.services),
            )
            for c in said.counters
        ),
        hours=hours_from_wire(said.hours),
        exceptions=tuple(
            DayException(e.day, windows_from_wire(e.windows), words_from_wire(e.label))
            for e in said.exceptions
        ),
        holidays=said.holidays,
        address=words_from_wire(said.address),
        where_to_wait=words_from_wire(said.where_to_wait),
        missed=words_from_wire(said.missed),
        day_starts=time.fromisoformat(said.day_starts),
        lanes=tuple(_lane_from_wire(lane) for lane in said.lanes),
    )


def _service_from_wire(said: wire.Service) -> Service:
    return Service(
        id=ServiceId(said.id),
        name=words_from_wire(said.name),
        range=said.range,
        minutes=said.minutes,
        target_minutes=said.target_minutes,
        walkin=said.walkin,
        appointable=said.appointable,
        bring=words_from_wire(said.bring),
        hours=hours_from_wire(said.hours),
        max_tickets_day=said.max_tickets_day,
        sensitive=said.sensitive,
        booking=_booking_from_wire(said.booking) if said.booking else None,
        places=_places_from_wire(said.places) if said.places else None,
    )


def _places_from_wire(said: wire.Places) -> Places:
    return Places(said.most, said.least, said.decide)


def _booking_from_wire(said: wire.BookingRules) -> BookingRules:
    return BookingRules(
        minutes=said.minutes,
        range=said.range,
        step=said.step,
        align=Align(said.align),
        before=said.before,
        after=said.after,
        notice=said.notice,
        days_ahead=said.days_ahead,
        hours=hours_from_wire(said.hours),
        quotas=tuple(
            Quota(q.most, window_from_wire(q.window) if q.window else None)
            for q in said.quotas
        ),
        max_open=said.max_open,
        max_changes=said.max_changes,
        cancel_until=said.cancel_until,
        early=said.early,
        latest=said.latest,
    )


def _lane_from_wire(said: wire.Lane) -> Lane:
    return Lane(
        id=LaneId(said.id),
        name=words_from_wire(said.name),
        services=frozenset(ServiceId(service) for service in said.services),
        staff=StaffId(said.staff) if said.staff else None,
        hours=hours_from_wire(said.hours),
    )


def words_from_wire(said: Mapping[str, str]) -> Words:
    """Texts of another machine, cleaned."""
    return {tag: clean(text, TEXT_CELLS) for tag, text in said.items()}
