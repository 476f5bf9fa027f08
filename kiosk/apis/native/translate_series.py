"""Series between the core and our own dialect, both ways."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from msgspec import json

from kiosk.apis.native import wire_series as wire
from kiosk.apis.native.instants import start_from_wire, start_to_wire
from kiosk.domain.branch import BranchId, LaneId, ServiceId, StaffId
from kiosk.domain.customer import CustomerId
from kiosk.domain.series import (
    Changed,
    Every,
    Occurrence,
    OnConflict,
    Rule,
    Series,
    SeriesChange,
    SeriesWish,
)
from kiosk.domain.sessions import SeriesId, SessionId
from kiosk.domain.ticket import TicketId
from kiosk.errors import BadInput, Reason
from kiosk.text import clean

if TYPE_CHECKING:
    from kiosk.apis.native.asked_sessions import (
        RuleRequest,
        SeriesChangeRequest,
        SeriesRequest,
    )

_REASONS: Final = frozenset(Reason)
_EVERY: Final = frozenset(Every)
_TEXT_CELLS: Final = 200


def series_to_wire(series: Series) -> wire.Series:
    """A series with its dates."""
    return wire.Series(
        id=series.id,
        branch=series.branch,
        service=series.service,
        start=series.start,
        rule=_rule_to_wire(series.rule),
        zone=series.zone,
        made_until=series.made_until,
        dates=[date_to_wire(one) for one in series.dates],
        parent=series.parent,
        ended=series.ended,
    )


def series_from_wire(said: wire.Series) -> Series:
    """A series as another machine told it."""
    return Series(
        id=SeriesId(said.id),
        branch=BranchId(said.branch),
        service=ServiceId(said.service),
        start=said.start.astimezone(UTC),
        rule=_rule_heard(said.rule),
        zone=said.zone,
        made_until=said.made_until.astimezone(UTC),
        dates=tuple(date_from_wire(one) for one in said.dates),
        parent=SeriesId(said.parent) if said.parent else None,
        ended=said.ended,
    )


def date_to_wire(date: Occurrence) -> wire.Occurrence:
    """One date."""
    return wire.Occurrence(
        original=date.original,
        start=date.start,
        end=date.end,
        reason=date.reason,
        conflict=date.conflict,
        occasion=dict(date.occasion),
        shifted=date.shifted,
        ticket=date.ticket,
        session=date.session,
        is_final=date.is_final,
        is_cancelled=date.is_cancelled,
    )


def date_from_wire(said: wire.Occurrence) -> Occurrence:
    """One date as another machine told it."""
    return Occurrence(
        original=said.original.astimezone(UTC),
        start=said.start.astimezone(UTC),
        end=said.end.astimezone(UTC),
        reason=_reason(said.reason),
        conflict=clean(said.conflict, _TEXT_CELLS),
        occasion={
            clean(tag): clean(text, _TEXT_CELLS) for tag, text in said.occasion.items()
        },
        shifted=said.shifted,
        ticket=TicketId(said.ticket) if said.ticket else None,
        session=SessionId(said.session) if said.session else None,
        is_final=said.is_final,
        is_cancelled=said.is_cancelled,
    )


def changed_to_wire(changed: Changed) -> wire.Changed:
    """What a change did."""
    return wire.Changed(
        series=series_to_wire(changed.series),
        dates=[date_to_wire(one) for one in changed.dates],
        left=[date_to_wire(one) for one in changed.left],
    )


def changed_from_wire(said: wire.Changed) -> Changed:
    """What a change did, as another machine told it."""
    return Changed(
        series_from_wire(said.series),
        tuple(date_from_wire(one) for one in said.dates),
        tuple(date_from_wire(one) for one in said.left),
    )


def _reason(word: str | None) -> Reason | None:
    """A word of a newer server still means that it can't be had."""
    if word is None:
        return None
    return Reason(word) if word in _REASONS else Reason.NOT_ALLOWED_NOW


def _rule_to_wire(rule: Rule) -> wire.Rule:
    return wire.Rule(
        every=rule.every,
        interval=rule.interval,
        weekdays=sorted(rule.weekdays),
        until=rule.until,
        count=rule.count,
        with_start=rule.with_start,
    )


def _rule_heard(said: wire.Rule) -> Rule:
    """BadInput for a rule of a newer server: what is not understood can't be shown."""
    if said.every not in _EVERY:
        raise BadInput(detail="malformed answer", fields={"rule.every": "is unknown"})
    return Rule(
        every=Every(said.every),
        interval=said.interval,
        weekdays=frozenset(said.weekdays),
        until=said.until.astimezone(UTC) if said.until else None,
        count=said.count,
        with_start=said.with_start,
    )


def wish_to_wire(wish: SeriesWish) -> bytes:
    """A series that a client wants. BadInput for naive instants."""
    rule = wish.rule
    asked: dict[str, Any] = {
        "service": wish.service,
        "start": start_to_wire(wish.start),
        "rule": {
            "every": rule.every,
            "interval": rule.interval,
            "weekdays": sorted(rule.weekdays),
            "until": start_to_wire(rule.until, "rule") if rule.until else None,
            "count": rule.count,
            "with_start": rule.with_start,
        },
        "lane": wish.lane,
        "staff": wish.staff,
        "customers": list(wish.customers),
        "note": wish.note,
        "locale": wish.locale or None,
        "on_conflict": wish.on_conflict,
        "instead": [
            {
                "original": start_to_wire(original, "instead"),
                "start": start_to_wire(start, "instead") if start else None,
            }
            for original, start in wish.instead.items()
        ],
    }
    return json.encode(asked)


def wish_from_wire(asked: "SeriesRequest", branch: BranchId) -> SeriesWish:
    """A series that is asked for. BadInput ("instead") for a date that is there twice."""
    instead = {
        start_from_wire(one.original, "instead"): _or_none(one.start)
        for one in asked.instead
    }
    if len(instead) != len(asked.instead):
        fields = {"instead": "has a date twice"}
        raise BadInput(detail="malformed request", fields=fields)
    return SeriesWish(
        branch=branch,
        service=ServiceId(asked.service),
        start=start_from_wire(asked.start),
        rule=_rule_from_wire(asked.rule),
        lane=LaneId(asked.lane) if asked.lane else None,
        staff=StaffId(asked.staff) if asked.staff else None,
        customers=tuple(CustomerId(one) for one in asked.customers),
        note=asked.note,
        locale=asked.locale or "",
        on_conflict=OnConflict(asked.on_conflict),
        instead=instead,
    )


def _or_none(start: datetime | None) -> datetime | None:
    return start_from_wire(start, "instead") if start else None


def _rule_from_wire(asked: "RuleRequest") -> Rule:
    return Rule(
        every=asked.every,
        interval=asked.interval,
        weekdays=frozenset(asked.weekdays),
        until=start_from_wire(asked.until, "rule") if asked.until else None,
        count=asked.count,
        with_start=asked.with_start,
    )


def change_to_wire(change: SeriesChange) -> bytes:
    """A change that a client wants. BadInput for a naive start."""
    start = start_to_wire(change.start) if change.start else None
    return json.encode({"scope": change.scope, "start": start, "reason": change.reason})


def change_from_wire(asked: "SeriesChangeRequest") -> SeriesChange:
    """A change that is asked for."""
    start = start_from_wire(asked.start) if asked.start else None
    return SeriesChange(asked.scope, start, asked.reason)
