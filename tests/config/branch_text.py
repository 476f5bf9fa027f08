"""Branch files for tests: a small one, and any branch written out."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, time

from kiosk.domain.branch import BookingRules, Branch, WeekRule, Window, Words

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

SMALL = """\
id = "mainstreet"
name = "Main Street"
zone = "Europe/Budapest"
locales = ["en", "ar"]

[[hours]]
days = ["mon-fri"]
open = ["08:00-12:00", "13:00-17:00"]

[[range]]
id = "all"
prefix = "A"

[[group]]
id = "documents1"
name = { en = "Documents", ar = "وثائق" }
services = ["passport01", "idcard0001"]

[[service]]
id = "passport01"
name = "Passport"
range = "all"

[[service]]
id = "idcard0001"
name = "ID card"
range = "all"

[[counter]]
id = "1"
"""
"""Every table once; line 1 is the id."""


def written(branch: Branch) -> str:
    """The branch as a file that says so, every key written out."""
    lines = [
        _pair("id", branch.id),
        _words("name", branch.name),
        _pair("zone", branch.zone),
        _pair("default_locale", branch.default_locale),
        _pair("locales", list(branch.locales)),
        _pair("holidays", branch.holidays),
        _pair("day_starts", f"{branch.day_starts:%H:%M}"),
    ]
    texts = ("address", "where_to_wait", "missed")
    lines += [_words(key, getattr(branch, key)) for key in texts]
    for rule in branch.hours:
        lines += ["[[hours]]", *_rule(rule)]
    for found in branch.exceptions:
        lines += ["[[exception]]", f"date = {found.day}"]
        lines.append(
            _windows("open", found.windows) if found.windows else "closed = true"
        )
        lines.append(_words("label", found.label))
    for numbers in branch.ranges:
        lines += ["[[range]]", _pair("id", numbers.id), _pair("prefix", numbers.prefix)]
        lines += [_pair("first", numbers.first), _optional("last", numbers.last)]
    for group in branch.groups:
        lines += ["[[group]]", _pair("id", group.id), _words("name", group.name)]
        lines.append(_pair("services", list(group.services)))
    for service in branch.services:
        lines += ["[[service]]", _pair("id", service.id), _words("name", service.name)]
        keys = ("range", "minutes", "target_minutes", "walkin", "appointable")
        lines += [_pair(key, getattr(service, key)) for key in keys]
        lines += [_words("bring", service.bring), _pair("sensitive", service.sensitive)]
        lines.append(_optional("max_tickets_day", service.max_tickets_day))
        if service.hours is not None and not service.hours:
            lines.append("hours = []")
        for rule in service.hours or ():
            lines += ["[[service.hours]]", *_rule(rule)]
        if service.booking:
            lines += ["[service.booking]", *_booking(service.booking)]
        if service.places:
            lines.append("[service.places]")
            sizes = ("most", "least", "decide")
            lines += [_pair(key, getattr(service.places, key)) for key in sizes]
    for counter in branch.counters:
        lines += ["[[counter]]", _pair("id", counter.id), _words("name", counter.name)]
        lines.append(_pair("services", sorted(counter.services)))
    for lane in branch.lanes:
        lines += ["[[lane]]", _pair("id", lane.id), _words("name", lane.name)]
        lines.append(_pair("services", sorted(lane.services)))
        lines.append(_pair("staff", lane.staff) if lane.staff else "")
        for rule in lane.hours or ():
            lines += ["[[lane.hours]]", *_rule(rule)]
    return "\n".join(line for line in lines if line) + "\n"


def _booking(rules: BookingRules) -> Iterable[str]:
    whole = ("minutes", "before", "after", "notice", "days_ahead", "early", "latest")
    for key in (*whole, "max_open", "max_changes", "cancel_until", "range", "align"):
        yield _pair(key, getattr(rules, key))
    yield _optional("step", rules.step or None)
    for rule in rules.hours or ():
        yield "[[service.booking.hours]]"
        yield from _rule(rule)
    for quota in rules.quotas:
        yield "[[service.booking.quota]]"
        yield _pair("most", quota.most)
        if quota.window:
            yield _windows("within", (quota.window,)).replace("[", "").replace("]", "")


def _pair(key: str, value: object) -> str:
    return f"{key} = {json.dumps(value, ensure_ascii=False)}"


def _optional(key: str, value: int | date | None) -> str:
    return "" if value is None else f"{key} = {value}"


def _words(key: str, words: Words | Mapping[str, str]) -> str:
    pairs = (
        f"{tag} = {json.dumps(text, ensure_ascii=False)}" for tag, text in words.items()
    )
    return f"{key} = {{ {', '.join(pairs)} }}" if words else ""


def _rule(rule: WeekRule) -> Iterable[str]:
    yield _pair("days", [DAYS[day] for day in sorted(rule.weekdays)])
    yield _windows("open", rule.windows)
    yield _windows("breaks", rule.breaks)
    yield _optional("valid_from", rule.valid_from)
    yield _optional("valid_to", rule.valid_to)


def _windows(key: str, windows: Iterable[Window]) -> str:
    def end(at: time | None) -> str:
        return "24:00" if at is None else f"{at:%H:%M}"

    return _pair(key, [f"{w.start:%H:%M}-{end(w.end)}" for w in windows])
