"""What must hold within a branch's description before a queue can work by it."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator

from kiosk.domain.branch import (
    BookingRules,
    Branch,
    Places,
    Service,
    WeekRule,
    Window,
)
from kiosk.domain.grid import MOST_LANES
from kiosk.errors import BadInput

Fault = tuple[str, str]
"""Member, and what is wrong with it."""


def check(branch: Branch) -> None:
    """Raise BadInput with a field for each thing that does not fit.

    Zone and holiday calendar are not looked up here: who keeps the timetable knows.
    """
    fields = dict(_faults(branch))
    if fields:
        raise BadInput(detail="the description does not fit together", fields=fields)


def _faults(branch: Branch) -> Iterator[Fault]:
    yield from _doubles(branch)
    yield from _references(branch)
    yield from _reach(branch)
    yield from _languages(branch)
    yield from _hours(branch)
    yield from _appointments(branch)
    for at, numbers in enumerate(branch.ranges):
        if numbers.last is not None and numbers.last < numbers.first:
            yield f"ranges.{at}.last", "is before first"


def _doubles(branch: Branch) -> Iterator[Fault]:
    """Ids, and the prefixes that keep the numbers of two ranges apart."""
    columns: tuple[tuple[str, list[Hashable]], ...] = (
        ("groups.{}.id", [group.id for group in branch.groups]),
        ("services.{}.id", [service.id for service in branch.services]),
        ("ranges.{}.id", [numbers.id for numbers in branch.ranges]),
        ("ranges.{}.prefix", [numbers.prefix for numbers in branch.ranges]),
        ("counters.{}.id", [counter.id for counter in branch.counters]),
        ("lanes.{}.id", [lane.id for lane in branch.lanes]),
        ("exceptions.{}.day", [exception.day for exception in branch.exceptions]),
    )
    for name, values in columns:
        counts = Counter(values)
        for at, value in enumerate(values):
            if counts[value] > 1:
                yield name.format(at), "is there twice"


def _references(branch: Branch) -> Iterator[Fault]:
    services = {service.id for service in branch.services}
    ranges = {numbers.id for numbers in branch.ranges}
    for at, service in enumerate(branch.services):
        if service.range not in ranges:
            yield f"services.{at}.range", "names no range"
        if service.booking and service.booking.range not in ranges:
            yield f"services.{at}.booking.range", "names no range"
    for at, group in enumerate(branch.groups):
        if not services.issuperset(group.services):
            yield f"groups.{at}.services", "names no service"
    for at, counter in enumerate(branch.counters):
        if not services >= counter.services:
            yield f"counters.{at}.services", "names no service"
    for at, lane in enumerate(branch.lanes):
        if not services >= lane.services:
            yield f"lanes.{at}.services", "names no service"


def _reach(branch: Branch) -> Iterator[Fault]:
    """A customer can choose every service."""
    grouped = {service for group in branch.groups for service in group.services}
    for at, service in enumerate(branch.services):
        if service.id not in grouped:
            yield f"services.{at}.id", "is in no group"


def _languages(branch: Branch) -> Iterator[Fault]:
    if branch.default_locale not in branch.locales:
        yield "default_locale", "is not among locales"
    named = [("name", branch.name)]
    named += [(f"groups.{at}.name", one.name) for at, one in enumerate(branch.groups)]
    named += [
        (f"services.{at}.name", one.name) for at, one in enumerate(branch.services)
    ]
    for member, words in named:
        if not words.get(branch.default_locale):
            yield member, f"has no text in {branch.default_locale}"


def _hours(branch: Branch) -> Iterator[Fault]:
    rules = [(f"hours.{at}", rule) for at, rule in enumerate(branch.hours)]
    rules += [
        (f"services.{of}.hours.{at}", rule)
        for of, service in enumerate(branch.services)
        for at, rule in enumerate(service.hours or ())
    ]
    rules += [
        (f"services.{of}.booking.hours.{at}", rule)
        for of, service in enumerate(branch.services)
        for at, rule in enumerate((service.booking and service.booking.hours) or ())
    ]
    rules += [
        (f"lanes.{of}.hours.{at}", rule)
        for of, lane in enumerate(branch.lanes)
        for at, rule in enumerate(lane.hours or ())
    ]
    for member, rule in rules:
        yield from _rule(member, rule)
    for at, exception in enumerate(branch.exceptions):
        if not _in_order(exception.windows):
            yield f"exceptions.{at}.windows", "are not in order"


def _appointments(branch: Branch) -> Iterator[Fault]:
    """What can be booked has rules, a lane, and numbers that no walk-in gets."""
    if len(branch.lanes) > MOST_LANES:
        yield "lanes", f"are more than {MOST_LANES}"
    walkin = {service.range for service in branch.services if service.walkin}
    for at, service in enumerate(branch.services):
        if service.booking:
            yield from _booking(f"services.{at}.booking", service.booking, walkin)
        elif service.appointable:
            yield f"services.{at}.booking", "is missing"
        if service.appointable and not any(
            lane.serves(service.id) for lane in branch.lanes
        ):
            yield f"services.{at}.id", "has no lane"
        if service.places:
            yield from _places(f"services.{at}", service, service.places)


def _places(member: str, service: Service, places: Places) -> Iterator[Fault]:
    if not service.appointable:
        yield f"{member}.places", "is for what is appointable"
    if service.walkin:
        yield f"{member}.walkin", "is not for what is given in sessions"
    if places.least > places.most:
        yield f"{member}.places.least", "is more than most"


def _booking(
    member: str, rules: BookingRules, walkin: Collection[str]
) -> Iterator[Fault]:
    if rules.range in walkin:
        yield f"{member}.range", "gives walk-in numbers too"
    for at, quota in enumerate(rules.quotas):
        if quota.window and not _in_order([quota.window]):
            yield f"{member}.quotas.{at}.window", "ends before it starts"


def _rule(member: str, rule: WeekRule) -> Iterator[Fault]:
    if not _in_order(rule.windows):
        yield f"{member}.windows", "are not in order"
    if not _in_order(rule.breaks):
        yield f"{member}.breaks", "are not in order"
    if rule.valid_from and rule.valid_to and rule.valid_to < rule.valid_from:
        yield f"{member}.valid_to", "is before valid_from"


def _in_order(windows: Iterable[Window]) -> bool:
    """Each ends after it starts, and the next does not start before that."""
    listed = list(windows)
    ends = [w.end for w in listed]
    if any(
        end is not None and end <= w.start for w, end in zip(listed, ends, strict=True)
    ):
        return False
    return all(
        end is not None and end <= later.start
        for end, later in zip(ends, listed[1:], strict=False)
    )
