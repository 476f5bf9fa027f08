"""What a site offers, as the settings tell it: it says nothing of it itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kiosk.domain.branch import (
    BookingRules,
    Branch,
    BranchId,
    Group,
    GroupId,
    Lane,
    LaneId,
    NumberRange,
    Service,
    ServiceId,
    StaffId,
    WeekRule,
)

_RANGE: Final = NumberRange("appointments", "T")
_ALL: Final = GroupId("all")
ANYBODY: Final = LaneId("anybody")
"""The lane of times that name nobody."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A service: their id, its name, how long it takes, how far ahead it is booked, who gives it
    (their ids of people; empty: nobody is named)."""

    id: str
    name: str
    minutes: int = 30
    days_ahead: int = 60
    staff: tuple[str, ...] = ()


def described(
    id_: str,
    name: str,
    zone: str,
    services: Sequence[Offered],
    *,
    locale: str = "en",
    hours: tuple[WeekRule, ...] = (),
) -> Branch:
    """A branch of a site. `id_` is their `branchId`, or any word where they have none.

    It has no counters and gives no numbers: that is the queue's beside it.
    """
    people = list(dict.fromkeys(who for one in services for who in one.staff))
    lanes = [
        Lane(
            LaneId(who),
            services=frozenset(ServiceId(s.id) for s in services if who in s.staff),
            staff=StaffId(who),
        )
        for who in people
    ]
    nobodys = frozenset(ServiceId(s.id) for s in services if not s.staff)
    if nobodys:
        lanes.append(Lane(ANYBODY, services=nobodys))
    return Branch(
        id=BranchId(id_),
        name={locale: name},
        zone=zone,
        default_locale=locale,
        locales=(locale,),
        groups=(Group(_ALL, {locale: name}, tuple(ServiceId(s.id) for s in services)),),
        services=tuple(_service(one, locale) for one in services),
        ranges=(_RANGE,),
        counters=(),
        hours=hours,
        lanes=tuple(lanes),
    )


def _service(one: Offered, locale: str) -> Service:
    rules = BookingRules(one.minutes, _RANGE.id, notice=0, days_ahead=one.days_ahead)
    return Service(
        id=ServiceId(one.id),
        name={locale: one.name},
        range=_RANGE.id,
        minutes=one.minutes,
        walkin=False,
        appointable=True,
        booking=rules,
    )
