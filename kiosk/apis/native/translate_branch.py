"""A branch's description and state between the core and our own dialect, both ways."""

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
    BranchState,
    Call,
    Counter,
    CounterId,
    DayException,
    Group,
    GroupId,
    Lane,
    LaneId,
    Message,
    NumberRange,
    Opening,
    Quota,
    Service,
    ServiceId,
    ServiceState,
    StaffId,
    Words,
)
from kiosk.text import clean

NUMBER_CELLS: Final = 16
"""No honest ticket number is wider."""

TEXT_CELLS: Final = 200
"""The longest text of a description; a branch file allows less."""


def state_to_wire(state: BranchState) -> wire.BranchState:
    """A branch as it stands, with all it offers."""
    return wire.BranchState(
        branch=branch_to_wire(state.branch),
        opening=wire.Opening(
            is_open=state.opening.is_open,
            until=state.opening.until,
            label=dict(state.opening.label),
        ),
        waiting=state.waiting,
        services=[_service_state_to_wire(s) for s in state.services.values()],
        as_of=state.as_of,
        seq=state.seq,
        calls=[
            wire.Call(number=c.number, counter=c.counter, at=c.at, times=c.times)
            for c in state.calls
        ],
        messages=[message_to_wire(message) for message in state.messages],
    )


def message_to_wire(message: Message) -> wire.Message:
    """What staff have to say."""
    return wire.Message(
        id=message.id,
        text=dict(message.text),
        until=message.until,
        on_board=message.on_board,
        on_kiosk=message.on_kiosk,
    )


def message_from_wire(said: wire.Message) -> Message:
    """The same as another machine told it; cleaned."""
    text = _words(said.text)
    return Message(said.id, text, said.until, said.on_board, said.on_kiosk)


def _service_state_to_wire(state: ServiceState) -> wire.ServiceState:
    return wire.ServiceState(
        service=state.service,
        is_open=state.is_open,
        waiting=state.waiting,
        ahead=state.ahead,
        wait_lo=state.wait_lo,
        wait_hi=state.wait_hi,
        counters_open=state.counters_open,
        closed_reason=state.closed_reason,
        opens_at=state.opens_at,
    )


def state_from_wire(said: wire.BranchState) -> BranchState:
    """A branch as another machine told it; its texts are cleaned."""
    opening = said.opening
    return BranchState(
        branch=branch_from_wire(said.branch),
        opening=Opening(opening.is_open, opening.until, _words(opening.label)),
        waiting=said.waiting,
        services={
            ServiceId(s.service): ServiceState(
                service=ServiceId(s.service),
                is_open=s.is_open,
                waiting=s.waiting,
                ahead=s.ahead,
                wait_lo=s.wait_lo,
                wait_hi=s.wait_hi,
                counters_open=s.counters_open,
                closed_reason=clean(s.closed_reason) if s.closed_reason else None,
                opens_at=s.opens_at,
            )
            for s in said.services
        },
        as_of=said.as_of,
        seq=said.seq,
        calls=tuple(
            Call(
                clean(call.number, NUMBER_CELLS),
                CounterId(clean(call.counter)),
                call.at,
                call.times,
            )
            for call in said.calls
        ),
        messages=tuple(message_from_wire(message) for message in said.messages),
    )


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
    )


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
        name=_words(said.name),
        zone=said.zone,
        default_locale=said.default_locale,
        locales=tuple(said.locales),
        groups=tuple(
            Group(
                GroupId(g.id), _words(g.name), tuple(ServiceId(s) for s in g.services)
            )
            for g in said.groups
        ),
        services=tuple(_service_from_wire(service) for service in said.services),
        ranges=tuple(NumberRange(r.id, r.prefix, r.first, r.last) for r in said.ranges),
        counters=tuple(
            Counter(
                CounterId(c.id),
                _words(c.name),
                frozenset(ServiceId(s) for s in c.services),
            )
            for c in said.counters
        ),
        hours=hours_from_wire(said.hours),
        exceptions=tuple(
            DayException(e.day, windows_from_wire(e.windows), _words(e.label))
            for e in said.exceptions
        ),
        holidays=said.holidays,
        address=_words(said.address),
        where_to_wait=_words(said.where_to_wait),
        missed=_words(said.missed),
        day_starts=time.fromisoformat(said.day_starts),
        lanes=tuple(_lane_from_wire(lane) for lane in said.lanes),
    )


def _service_from_wire(said: wire.Service) -> Service:
    return Service(
        id=ServiceId(said.id),
        name=_words(said.name),
        range=said.range,
        minutes=said.minutes,
        target_minutes=said.target_minutes,
        walkin=said.walkin,
        appointable=said.appointable,
        bring=_words(said.bring),
        hours=hours_from_wire(said.hours),
        max_tickets_day=said.max_tickets_day,
        sensitive=said.sensitive,
        booking=_booking_from_wire(said.booking) if said.booking else None,
    )


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
        name=_words(said.name),
        services=frozenset(ServiceId(service) for service in said.services),
        staff=StaffId(said.staff) if said.staff else None,
        hours=hours_from_wire(said.hours),
    )


def _words(said: Mapping[str, str]) -> Words:
    return {tag: clean(text, TEXT_CELLS) for tag, text in said.items()}
