"""A merchant's public page as a branch."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from types import MappingProxyType
from typing import Any, Final
from zoneinfo import ZoneInfo

from kiosk.apis import members
from kiosk.apis.merchant import told
from kiosk.apis.merchant.habits import Habits
from kiosk.domain.branch import (
    BookingRules,
    Branch,
    BranchId,
    Group,
    GroupId,
    Lane,
    LaneId,
    NumberRange,
    Places,
    Service,
    ServiceId,
    WeekRule,
    Window,
    Words,
)
from kiosk.errors import Reason, Unavailable

ALL: Final = GroupId("all")
"""The group of what stands under no heading; it is called what the merchant is."""

NUMBERS: Final = NumberRange("appointments", "A")
"""They have no numbers; whoever stands in for their bookings gives ours from here."""

GROUPED: Final = frozenset({"event", "class"})
"""Types that several come to. Anything else is for one."""

_MOST_MINUTES: Final = 24 * 60
_MOST_PLACES: Final = 100_000
_EVERY_DAY: Final = WeekRule(frozenset(range(7)), (Window(time(), None),))


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a merchant offers, as read `at` that instant (UTC).

    `names` are what other answers may call the merchant by, in small letters. `grouped` are the
    services that several come to at once.
    """

    branch: Branch
    zone: ZoneInfo
    names: frozenset[str]
    grouped: frozenset[ServiceId]
    at: datetime

    @property
    def location(self) -> str:
        """Their id of the place."""
        return self.branch.id

    @property
    def longest(self) -> int:
        """Minutes of the longest service."""
        return max((service.minutes for service in self.branch.services), default=60)


def catalogue(
    said: Any,
    habits: Habits,
    now: datetime,
    places: Mapping[ServiceId, Places] = MappingProxyType({}),
) -> Catalogue:
    """What the page says, and `places` besides, where it doesn't tell those. Unavailable UPSTREAM
    without a zone or a location to rely on."""
    zone = _zone(members.text(said, "timezone"))
    location = habits.location or told.identity(said, "location_id")
    if location is None:
        raise Unavailable(Reason.UPSTREAM, detail="no location is told of")
    grouped: set[ServiceId] = set()
    name = _words(members.text(said, "merchant_name") or habits.merchant, habits.locale)
    headings = list(_headings(said, Group(ALL, name, ()), habits.locale, grouped))
    services = {
        found.id: replace(found, places=found.places or places.get(found.id))
        for _, rows in headings
        for found in rows
    }
    grouped.update(set(places).intersection(services))
    branch = Branch(
        id=BranchId(location),
        name=name,
        zone=zone.key,
        default_locale=habits.locale,
        locales=(habits.locale,),
        groups=_groups(headings),
        services=tuple(services.values()),
        ranges=(NUMBERS,),
        counters=(),
        hours=_hours(members.member(said, "business_hours")),
        address=_words(members.text(said, "formatted_location"), habits.locale),
        lanes=(Lane(LaneId(location)),),
    )
    names = {
        habits.merchant,
        *(members.text(said, n) for n in ("merchant_name", "url_name")),
    }
    known = frozenset(name.casefold() for name in names if name)
    return Catalogue(branch, zone, known, frozenset(grouped), now)


def places_told(said: Any) -> dict[ServiceId, Places]:
    """The services for several of a `calendar/services` answer, under headings or not."""
    found: dict[ServiceId, Places] = {}

    def read(item: members.Item) -> bool | None:
        if "services" in item:
            told.items(item["services"], "services of staff", read)
            return True
        id_, places = told.identity(item), _places(item)
        if id_ and places:
            found[ServiceId(id_)] = places
        return True if id_ else None

    told.items(said, "services of staff", read)
    return found


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise Unavailable(Reason.UPSTREAM, detail="no time zone is told of") from error


def _words(value: str, locale: str) -> Words:
    return {locale: value} if value else {}


Heading = tuple[Group, tuple[Service, ...]]


def _headings(
    said: Any, rest: Group, locale: str, grouped: set[ServiceId]
) -> Iterator[Heading]:
    """Headings in order, each with its services; those under none come under `rest`."""

    def service(item: members.Item) -> Service | None:
        found = _service(item, locale)
        if found and members.text(item, "booking_type").casefold() in GROUPED:
            grouped.add(found.id)
        return found

    def heading(item: members.Item) -> Heading | None:
        if "services" not in item:
            alone = service(item)
            return (rest, (alone,)) if alone else None
        rows = told.items(item["services"], "services", service)
        id_ = told.identity(item)
        name = members.text(item, "name")
        under = Group(GroupId(id_), _words(name, locale), ()) if id_ and name else None
        return under or rest, tuple(rows)

    given = members.member(said, "services")
    yield from told.items(_in_order(given), "service groups", heading)


def _in_order(given: Any) -> Any:
    """By `sequence` where there is one; nothing is left out here."""
    if not isinstance(given, list):
        return given

    def place(item: Any) -> int:
        found = told.whole(item, "sequence", 0, 10**9)
        return 10**9 if found is None else found

    return [
        {**item, "services": _in_order(item["services"])}
        if isinstance(item, dict) and "services" in item
        else item
        for item in sorted(given, key=place)
    ]


def _groups(headings: list[Heading]) -> tuple[Group, ...]:
    """The headings that have services, those with the same id as one."""
    found: dict[GroupId, tuple[Words, dict[ServiceId, None]]] = {}
    for group, services in headings:
        _, ids = found.setdefault(group.id, (group.name, {}))
        ids.update((service.id, None) for service in services)
    return tuple(
        Group(id_, name, tuple(ids)) for id_, (name, ids) in found.items() if ids
    )


def _service(item: members.Item, locale: str) -> Service | None:
    """A service that can be booked: one with an id, a name and a length."""
    id_, name = told.identity(item), members.text(item, "name")
    minutes = told.whole(item, "total_duration", 1, _MOST_MINUTES) or told.whole(
        item, "duration", 1, _MOST_MINUTES
    )
    if id_ is None or not name or minutes is None:
        return None
    return Service(
        id=ServiceId(id_),
        name=_words(name, locale),
        range=NUMBERS.id,
        minutes=minutes,
        walkin=False,
        appointable=True,
        booking=BookingRules(minutes=minutes, range=NUMBERS.id, notice=0),
        places=_places(item),
    )


def _places(item: members.Item) -> Places | None:
    if members.text(item, "booking_type").casefold() not in GROUPED:
        return None
    most = told.whole(item, "max_participants", 1, _MOST_PLACES)
    least = told.whole(item, "min_participants", 1, _MOST_PLACES) or 1
    return Places(most, min(least, most)) if most else None


def _hours(said: Any) -> tuple[WeekRule, ...]:
    """ "0" is Sunday. Without any hours told of, only the free times say when it is open."""
    if not isinstance(said, Mapping):
        return (_EVERY_DAY,)
    rules = []
    for number in range(7):
        windows = told.items(said.get(str(number)), "business hours", _window)
        if windows:
            weekday = frozenset({(number + 6) % 7})
            rules.append(WeekRule(weekday, tuple(windows)))
    return tuple(rules)


def _window(item: members.Item) -> Window | None:
    start = told.wall_time(item.get("start_time"))
    said = members.text(item, "end_time")
    if start is None:
        return None
    if said.startswith("24:00") or said in ("00:00", "00:00:00", "23:59:59"):
        return Window(start, None)
    end = told.wall_time(said)
    return Window(start, end) if end and start < end else None
