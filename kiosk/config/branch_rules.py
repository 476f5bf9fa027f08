"""What must hold between the tables of a branch file."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel

from kiosk.config.branch_tables import DEFAULT, BranchTable, GroupTable, ServiceTable
from kiosk.config.positions import Key
from kiosk.config.refusal import Refusal, choices, nearest
from kiosk.domain.holiday import has_calendar

_ID: Final = re.compile("[a-z0-9]{10}")
_TAG: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def problems(branch: BranchTable) -> list[Refusal]:
    """What does not fit, in no particular order.

    Causes only: a service with a bad id is told, not the groups that therefore miss it.
    """
    stages = (
        _ids,
        _doubles,
        _place,
        _languages,
        _references,
        _reach,
        _appointments,
        _translations,
    )
    found = (list(stage(branch)) for stage in stages)
    return next(filter(None, found), [])


def usable_id(name: str, taken: Collection[str]) -> str:
    """An id nobody has, made from a name: "Passport: new" gives "passportne"."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    stem = re.sub("[^a-z0-9]", "", folded)[:10] or "item"
    if len(stem) == 10 and stem not in taken:
        return stem
    stem = stem[:8]
    digits = 10 - len(stem)
    numbered = (f"{stem}{count:0{digits}d}" for count in range(1, len(taken) + 2))
    return next(candidate for candidate in numbered if candidate not in taken)


def _ids(branch: BranchTable) -> Iterator[Refusal]:
    named: list[tuple[Key, BranchTable | GroupTable | ServiceTable]] = [((), branch)]
    named += [(("group", at), group) for at, group in enumerate(branch.group)]
    named += [(("service", at), service) for at, service in enumerate(branch.service)]
    taken = {table.id for _, table in named}
    for key, table in named:
        if not _ID.fullmatch(table.id):
            name = table.name.get(DEFAULT) or table.name.get(branch.default_locale, "")
            yield Refusal(
                (*key, "id"),
                "is not an id",
                table.id,
                "10 lower-case letters and digits",
                usable_id(name, taken),
            )


def _doubles(branch: BranchTable) -> Iterator[Refusal]:
    columns: tuple[tuple[str, str, Sequence[Any]], ...] = (
        ("group", "id", [group.id for group in branch.group]),
        ("service", "id", [service.id for service in branch.service]),
        ("range", "id", [numbers.id for numbers in branch.range]),
        ("range", "prefix", [numbers.prefix for numbers in branch.range]),
        ("counter", "id", [counter.id for counter in branch.counter]),
        ("lane", "id", [lane.id for lane in branch.lane]),
        ("exception", "date", [found.date for found in branch.exception]),
    )
    for table, column, values in columns:
        for at in _repeated(values):
            problem = f"is there twice among the [[{table}]] tables"
            yield Refusal((table, at, column), problem, str(values[at]))
    for key, listed in _service_lists(branch):
        for place in _repeated(listed):
            yield Refusal((*key, place), "is there twice", listed[place])


def _service_lists(branch: BranchTable) -> Iterator[tuple[Key, Sequence[str]]]:
    for at, group in enumerate(branch.group):
        yield ("group", at, "services"), group.services
    for at, counter in enumerate(branch.counter):
        yield ("counter", at, "services"), counter.services
    for at, lane in enumerate(branch.lane):
        yield ("lane", at, "services"), lane.services


def _repeated(values: Sequence[Any]) -> Iterator[int]:
    """The places of values that came before."""
    counts: Counter[Any] = Counter()
    for at, value in enumerate(values):
        counts[value] += 1
        if counts[value] > 1:
            yield at


def _references(branch: BranchTable) -> Iterator[Refusal]:
    ranges = [numbers.id for numbers in branch.range]
    services = [service.id for service in branch.service]
    named: list[tuple[Key, str, list[str], str]] = [
        (("service", at, "range"), service.range, ranges, "range")
        for at, service in enumerate(branch.service)
    ]
    named += [
        (("service", at, "booking", "range"), service.booking.range, ranges, "range")
        for at, service in enumerate(branch.service)
        if service.booking
    ]
    named += [
        ((*key, place), service, services, "service")
        for key, listed in _service_lists(branch)
        for place, service in enumerate(listed)
    ]
    for key, name, known, kind in named:
        if name not in known:
            problem = f"names no {kind} of this file"
            closest = nearest(name, known)
            yield Refusal(
                key, problem, name, "" if closest else choices(known), closest
            )


def _reach(branch: BranchTable) -> Iterator[Refusal]:
    """Every service can be chosen, and somebody serves it."""
    grouped = {service for group in branch.group for service in group.services}
    served = {service for one in branch.counter for service in one.services}
    everywhere = any(not one.services for one in branch.counter)
    for at, service in enumerate(branch.service):
        if service.id not in grouped:
            yield Refusal(("service", at, "id"), "is in no [[group]]", service.id)
        if not everywhere and service.id not in served:
            key = ("service", at, "id")
            yield Refusal(key, "is served by no [[counter]]", service.id)
    for at, group in enumerate(branch.group):
        if not group.services:
            yield Refusal(("group", at, "services"), "is empty", [], "ids of services")


def _appointments(branch: BranchTable) -> Iterator[Refusal]:
    """What can be booked has a lane, and numbers that no walk-in gets."""
    walkin = {service.range for service in branch.service if service.walkin}
    everywhere = any(not lane.services for lane in branch.lane)
    lanes = {service for lane in branch.lane for service in lane.services}
    for at, service in enumerate(branch.service):
        key: Key = ("service", at, "booking", "range")
        if service.booking and service.booking.range in walkin:
            problem = "gives walk-in numbers too"
            yield Refusal(
                key, problem, service.booking.range, "a range for appointments"
            )
        if service.appointable and not (everywhere or service.id in lanes):
            yield Refusal(("service", at, "id"), "has no [[lane]]", service.id)


def _languages(branch: BranchTable) -> Iterator[Refusal]:
    locales = branch.locales or (branch.default_locale,)
    for at, tag in enumerate(branch.locales):
        if not _TAG.fullmatch(tag):
            allowed = 'a tag like "en" or "pt-BR"'
            yield Refusal(("locales", at), "is not a language", tag, allowed)
    if branch.default_locale not in locales:
        allowed = ", ".join(locales)
        key: Key = ("default_locale",)
        yield Refusal(key, "is not among locales", branch.default_locale, allowed)


def _translations(branch: BranchTable) -> Iterator[Refusal]:
    locales = branch.locales or (branch.default_locale,)
    for key, texts in _texts((), branch):
        for tag in texts:
            if tag != DEFAULT and tag not in locales:
                allowed = ", ".join(locales)
                yield Refusal((*key, tag), "is not among locales", allowed=allowed)
        if texts and not {DEFAULT, branch.default_locale} & texts.keys():
            problem = f"lacks the default language, {branch.default_locale}"
            yield Refusal(key, problem)


def _texts(key: Key, value: Any) -> Iterator[tuple[Key, Mapping[str, str]]]:
    """Every text of the file with its place."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts((*key, name), getattr(value, name))
    elif isinstance(value, tuple):
        for at, item in enumerate(value):
            yield from _texts((*key, at), item)
    elif isinstance(value, dict):
        yield key, value


def _place(branch: BranchTable) -> Iterator[Refusal]:
    try:
        ZoneInfo(branch.zone)
    except (KeyError, ValueError, OSError):
        zones = available_timezones()
        yield Refusal(
            ("zone",),
            "is not a time zone",
            branch.zone,
            'an IANA name like "Europe/Budapest"',
            nearest(branch.zone, zones),
        )
    if branch.holidays and not has_calendar(branch.holidays):
        allowed = 'an ISO 3166 code like "HU" or "GB-SCT", or ""'
        key = ("holidays",)
        yield Refusal(key, "has no calendar", branch.holidays, allowed)
